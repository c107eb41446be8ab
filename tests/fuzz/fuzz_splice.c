/*
 * fuzz_splice.c - a field put into any JSON object
 *
 * The first byte says which field and value, the others are the object.  What
 * is a JSON object stays one, on one line, with that field at its end and all
 * others as they were, in their order; line ends become spaces.  Putting it in
 * again changes nothing.
 */
#include "cli/json_splice.h"
#include "base/memory.h"
#include "json_check.h"
#include "utf8_check.h"

enum { MOST_MEMBERS = 256, MOST_NAME = 4096 };

struct member_twin {
	struct ndup_slice name, value; /* as they stand there */
};

static const char *const names[] = {
    "ndup", "", "n\"d", "\xf0\x9f\x93\xb0", "a\\/b", "\xc3\xa9"};
static const char *const values[] = {"7", "{\"ndup\":[]}", "null"};

/* ---- names --------------------------------------------------------------- */

static unsigned
read_unit(struct ndup_slice *text)
{
	char digits[5] = {
	    text->ptr[0], text->ptr[1], text->ptr[2], text->ptr[3], '\0'};

	text->ptr += 4;
	text->len -= 4;
	return (unsigned)strtoul(digits, NULL, 16);
}

/* A code point behind \u; a half of a pair stays one. */
static int32_t
read_code(struct ndup_slice *text)
{
	int32_t high = (int32_t)read_unit(text), low;
	struct ndup_slice rest = *text;

	if (high < 0xd800 || high > 0xdbff || !json_take(&rest, "\\u"))
		return high;
	low = (int32_t)read_unit(&rest);
	if (low < 0xdc00 || low > 0xdfff)
		return high;
	*text = rest;
	return 0x10000 + (high - 0xd800) * 0x400 + (low - 0xdc00);
}

/* What a valid string means; false: it has no UTF-8. */
static bool
name_decode(struct ndup_slice string, char *out, size_t *size)
{
	static const char meant[256] = {['b'] = '\b',
	    ['f'] = '\f',
	    ['n'] = '\n',
	    ['r'] = '\r',
	    ['t'] = '\t',
	    ['"'] = '"',
	    ['\\'] = '\\',
	    ['/'] = '/'};
	struct ndup_slice text = {string.ptr + 1, string.len - 2};
	int32_t code;

	for (*size = 0; text.len > 0;) {
		if (json_take(&text, "\\u")) {
			code = read_code(&text);
			if (code >= 0xd800 && code <= 0xdfff)
				return false;
			*size += (size_t)utf8proc_encode_char(
			    code, (utf8proc_uint8_t *)out + *size);
			continue;
		}
		if (json_take(&text, "\\"))
			out[*size] = meant[(unsigned char)*text.ptr];
		else
			out[*size] = *text.ptr;
		++*size;
		text.ptr++;
		text.len--;
	}
	return true;
}

static bool
is_named(const struct member_twin *member, const char *name)
{
	char decoded[MOST_NAME];
	size_t size;

	return member->name.len < MOST_NAME &&
	       name_decode(member->name, decoded, &size) &&
	       size == strlen(name) && memcmp(decoded, name, size) == 0;
}

/* ---- objects ------------------------------------------------------------- */

static struct ndup_slice
since(const char *begin, struct ndup_slice rest)
{
	return (struct ndup_slice){begin, (size_t)(rest.ptr - begin)};
}

static void
read_member(struct ndup_slice *text, struct member_twin *member)
{
	const char *begin;

	json_take_space(text);
	begin = text->ptr;
	fuzz_require(json_take_string(text));
	member->name = since(begin, *text);
	json_take_space(text);
	fuzz_require(json_take(text, ":"));
	json_take_space(text);
	begin = text->ptr;
	fuzz_require(json_take_value(text, 0));
	member->value = since(begin, *text);
	while (memchr(" \t\r\n", member->value.ptr[member->value.len - 1], 4) !=
	       NULL)
		member->value.len--;
}

/* The members of a valid object; false: it has too many. */
static bool
read_members(struct ndup_slice text, struct member_twin *members, size_t *num)
{
	*num = 0;
	json_take_space(&text);
	fuzz_require(json_take(&text, "{"));
	json_take_space(&text);
	if (json_take(&text, "}"))
		return true;
	do {
		if (*num == MOST_MEMBERS)
			return false;
		read_member(&text, &members[(*num)++]);
	} while (json_take(&text, ","));
	return true;
}

static bool
is_object(struct ndup_slice text)
{
	struct ndup_slice rest = text;

	json_take_space(&rest);
	return json_take(&rest, "{") && json_is_valid(text);
}

/* Equal, but for line ends. */
static bool
is_same(struct ndup_slice before, struct ndup_slice after)
{
	size_t i;

	if (before.len != after.len)
		return false;
	for (i = 0; i < before.len; i++)
		if (after.ptr[i] !=
		    (before.ptr[i] == '\n' ? ' ' : before.ptr[i]))
			return false;
	return true;
}

static void
check_members(struct ndup_slice before, struct ndup_slice after,
    const char *name, const char *value)
{
	static struct member_twin old[MOST_MEMBERS], new[MOST_MEMBERS + 1];
	size_t num_old, num_new, i, kept = 0;

	if (!read_members(before, old, &num_old) ||
	    !read_members(after, new, &num_new))
		return;
	for (i = 0; i < num_old; i++) {
		if (is_named(&old[i], name))
			continue;
		fuzz_require(kept + 1 < num_new);
		fuzz_require(is_same(old[i].name, new[kept].name));
		fuzz_require(is_same(old[i].value, new[kept].value));
		kept++;
	}
	fuzz_require(num_new == kept + 1);
	fuzz_require(is_named(&new[kept], name));
	fuzz_require(new[kept].value.len == strlen(value));
	fuzz_require(memcmp(new[kept].value.ptr, value, strlen(value)) == 0);
}

/* The bytes are the caller's. */
static struct ndup_slice
spliced(struct ndup_slice object, const char *name, const char *value)
{
	struct buffer out = {NULL, 0, 0, false};

	splice_write(
	    &out, object, name, (struct ndup_slice){value, strlen(value)});
	fuzz_require(!out.failed);
	return (struct ndup_slice){out.data, out.size};
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct fuzz_input input = {bytes, size};
	unsigned choice = fuzz_take(&input);
	const char *name = names[choice % 6], *value = values[choice / 6 % 3];
	struct ndup_slice object = fuzz_copy(input), once, again;

	if (is_object(object)) {
		once = spliced(object, name, value);
		fuzz_require(is_object(once));
		fuzz_require(memchr(once.ptr, '\n', once.len) == NULL);
		check_members(object, once, name, value);
		again = spliced(once, name, value);
		fuzz_require(is_same(once, again));
		memory_free((char *)once.ptr);
		memory_free((char *)again.ptr);
	}
	free((char *)object.ptr);
	return 0;
}
