/*
 * json_splice.c - one field more in a JSON object, which else stays byte for
 * byte
 *
 * The object was parsed before: here only the borders of its members are
 * looked for.  What stands between two commas goes out or is left out as it
 * is; the new field stands behind the last value, and what space was between
 * that and the brace stays before the brace.
 */
#include <string.h>

#include <utf8proc.h>

#include "base/json.h"
#include "json_splice.h"

struct scanner {
	const char *at, *end;
};

/* One member: "  \"name\" : value " between its commas. */
struct member {
	struct ndup_slice name; /* between its quotes */
	const char *begin, *value_end, *end;
};

static bool
is_at(const struct scanner *scanner, const char *bytes)
{
	return scanner->at < scanner->end && *scanner->at != '\0' &&
	       strchr(bytes, *scanner->at) != NULL;
}

static void
skip_space(struct scanner *scanner)
{
	while (is_at(scanner, " \t\r\n"))
		scanner->at++;
}

static bool
splice_take(struct scanner *scanner, const char *bytes)
{
	if (!is_at(scanner, bytes))
		return false;
	scanner->at++;
	return true;
}

static void
skip_string(struct scanner *scanner)
{
	splice_take(scanner, "\"");
	for (; scanner->at < scanner->end; scanner->at++) {
		if (*scanner->at == '"')
			break;
		if (*scanner->at == '\\' && scanner->at + 1 < scanner->end)
			scanner->at++;
	}
	splice_take(scanner, "\"");
}

/* A string, or a bracket, or other characters up to one of these. */
static void
skip_value(struct scanner *scanner)
{
	size_t depth = 0;

	for (; scanner->at < scanner->end; scanner->at++) {
		if (*scanner->at == '"') {
			skip_string(scanner);
			scanner->at--;
		} else if (is_at(scanner, "{[")) {
			depth++;
		} else if (is_at(scanner, "}]")) {
			if (depth == 0)
				break;
			depth--;
		} else if (depth == 0 && is_at(scanner, ", \t\r\n")) {
			break;
		}
	}
}

/* The member that begins here, to the comma or brace behind it. */
static void
next_member(struct scanner *scanner, struct member *member)
{
	member->begin = scanner->at;
	skip_space(scanner);
	member->name.ptr = scanner->at + 1;
	skip_string(scanner);
	member->name.len = (size_t)(scanner->at - 1 - member->name.ptr);
	skip_space(scanner);
	splice_take(scanner, ":");
	skip_space(scanner);
	skip_value(scanner);
	member->value_end = scanner->at;
	skip_space(scanner);
	member->end = scanner->at;
}

/* ---- names --------------------------------------------------------------- */

/* Four hexadecimal digits, or -1. */
static int32_t
read_hex(struct scanner *scanner)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	int32_t code = 0;
	unsigned i;

	for (i = 0; i < 4; i++) {
		if (!is_at(scanner, digits))
			return -1;
		code = code * 16 +
		       (int32_t)(strchr(digits, *scanner->at++) - digits) % 16;
	}
	return code;
}

/* A character behind "\"; 0 bytes if it is none of JSON's. */
static size_t
read_escape(struct scanner *scanner, char *out)
{
	static const char letters[] = "\"\\/bfnrt";
	static const char meant[] = "\"\\/\b\f\n\r\t";
	int32_t code, low;

	if (is_at(scanner, letters)) {
		*out = meant[strchr(letters, *scanner->at++) - letters];
		return 1;
	}
	if (!splice_take(scanner, "u") || (code = read_hex(scanner)) < 0)
		return 0;
	if (code >= 0xd800 && code < 0xdc00) {
		if (!splice_take(scanner, "\\") || !splice_take(scanner, "u") ||
		    (low = read_hex(scanner)) < 0xdc00 || low > 0xdfff)
			return 0;
		code = 0x10000 + ((code - 0xd800) << 10) + low - 0xdc00;
	}
	return (size_t)utf8proc_encode_char(code, (utf8proc_uint8_t *)out);
}

/* Whether a member's name means this one. */
static bool
is_named(const struct member *member, const char *name)
{
	struct scanner scanner = {
	    member->name.ptr, member->name.ptr + member->name.len};
	char bytes[4];
	size_t size;

	while (scanner.at < scanner.end) {
		bytes[0] = *scanner.at++;
		size = bytes[0] == '\\' ? read_escape(&scanner, bytes) : 1;
		if (size == 0 || strnlen(name, size) < size ||
		    memcmp(name, bytes, size) != 0)
			return false;
		name += size;
	}
	return *name == '\0';
}

/* ---- the object ---------------------------------------------------------- */

static void
splice_put(struct buffer *out, const char *begin, const char *end)
{
	const char *newline;

	while ((newline = memchr(begin, '\n', (size_t)(end - begin))) != NULL) {
		buffer_add(out, begin, (size_t)(newline - begin));
		buffer_string(out, " ");
		begin = newline + 1;
	}
	buffer_add(out, begin, (size_t)(end - begin));
}

void
splice_line(struct buffer *out, struct ndup_slice record)
{
	splice_put(out, record.ptr, record.ptr + record.len);
}

/* The members that stay, and a comma behind them if there are some; returns
 * where the space before the brace begins. */
static const char *
put_members(struct buffer *out, struct scanner *scanner, const char *name)
{
	struct member member;
	unsigned num = 0;

	do {
		next_member(scanner, &member);
		if (is_named(&member, name))
			continue;
		buffer_string(out, num++ > 0 ? "," : "");
		splice_put(out, member.begin,
		    is_at(scanner, "}") ? member.value_end : member.end);
	} while (splice_take(scanner, ","));
	buffer_string(out, num > 0 ? "," : "");
	return member.value_end;
}

void
splice_write(struct buffer *out, struct ndup_slice object, const char *name,
    struct ndup_slice value)
{
	struct scanner scanner = {object.ptr, object.ptr + object.len};
	const char *space;

	skip_space(&scanner);
	splice_take(&scanner, "{");
	splice_put(out, object.ptr, scanner.at);
	space = scanner.at;
	skip_space(&scanner);
	if (!is_at(&scanner, "}")) {
		scanner.at = space;
		space = put_members(out, &scanner, name);
	}
	json_string(out, (struct ndup_slice){name, strlen(name)});
	buffer_string(out, ":");
	buffer_slice(out, value);
	splice_put(out, space, scanner.end);
}
