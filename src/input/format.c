/*
 * format.c - what a file holds, by its name
 *
 * Suffixes are compared in small letters.  A name that begins with its only
 * dot has none.  Counted suffixes are safe to print, and so many at most: a
 * folder whose names have dots anywhere must not become a list of names.
 */
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "format.h"
#include "records.h"

/* ---- what a file holds, by its name -------------------------------------- */

enum { MOST_KINDS = 200, LONGEST_SUFFIX = 24 };

static const char other[] = ".*"; /* what is beyond these limits */

static const struct {
	const char *suffix;
	enum format format;
} formats[] = {
    {".txt", FORMAT_TEXT},
    {".text", FORMAT_TEXT},
    {".md", FORMAT_TEXT},
    {".jsonl", FORMAT_JSONL},
    {".ndjson", FORMAT_JSONL},
    {".json", FORMAT_JSON},
};

/* The last suffix of a name of so many bytes, its dot included; else empty. */
static struct ndup_slice
last_suffix(const char *name, size_t len)
{
	size_t dot;

	for (dot = len; dot > 0 && name[dot - 1] != '.'; dot--)
		continue;
	if (dot <= 1 || dot == len)
		return (struct ndup_slice){name + len, 0};
	return (struct ndup_slice){name + dot - 1, len - dot + 1};
}

static bool
is(struct ndup_slice slice, const char *word)
{
	return slice.len == strlen(word) &&
	       strncasecmp(slice.ptr, word, slice.len) == 0;
}

static enum packing
packing_by_suffix(struct ndup_slice suffix)
{
	if (is(suffix, ".gz"))
		return PACKING_GZIP;
	if (is(suffix, ".zst") || is(suffix, ".zstd"))
		return PACKING_ZSTD;
	return PACKING_NONE;
}

struct kind
kind_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	size_t len = strlen(name), i;
	struct ndup_slice suffix = last_suffix(name, len);
	struct kind kind = {FORMAT_UNKNOWN, PACKING_NONE, true, suffix};

	kind.packing = packing_by_suffix(suffix);
	if (kind.packing != PACKING_NONE) {
		suffix = last_suffix(name, len - suffix.len);
		kind.suffix.ptr -= suffix.len;
		kind.suffix.len += suffix.len;
	}
	if (suffix.len == 0)
		kind.format = FORMAT_TEXT;
	for (i = 0; i < sizeof formats / sizeof formats[0]; i++) {
		if (!is(suffix, formats[i].suffix))
			continue;
		kind.format = formats[i].format;
		kind.bare = false;
	}
	return kind;
}

enum format
format_by_name(const char *name)
{
	if (strcmp(name, "text") == 0)
		return FORMAT_TEXT;
	if (strcmp(name, "jsonl") == 0)
		return FORMAT_JSONL;
	return strcmp(name, "json") == 0 ? FORMAT_JSON : FORMAT_UNKNOWN;
}

static size_t
find_format(const struct kinds *kinds, const char *suffix)
{
	size_t low = 0, high = kinds->num, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (strcmp(kinds->items[middle].suffix, suffix) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
stands_at(const struct kinds *kinds, size_t at, const char *suffix)
{
	return at < kinds->num && strcmp(kinds->items[at].suffix, suffix) == 0;
}

static enum ndup_status
format_insert(struct kinds *kinds, size_t at, const char *suffix)
{
	struct ndup_slice name;

	name = arena_copy(
	    &kinds->names, (struct ndup_slice){suffix, strlen(suffix)});
	if (name.ptr == NULL ||
	    memory_reserve(&kinds->items, &kinds->capacity, kinds->num + 1,
		sizeof *kinds->items) != NDUP_OK)
		return NDUP_NOMEM;
	memmove(kinds->items + at + 1, kinds->items + at,
	    (kinds->num - at) * sizeof *kinds->items);
	kinds->items[at] = (struct ndup_kind){name.ptr, 0};
	kinds->num++;
	return NDUP_OK;
}

static void
make_name(char *name, struct ndup_slice suffix)
{
	size_t i;

	if (suffix.len > LONGEST_SUFFIX) {
		strcpy(name, other);
		return;
	}
	for (i = 0; i < suffix.len; i++)
		name[i] = (char)(suffix.ptr[i] >= 'A' && suffix.ptr[i] <= 'Z'
				     ? suffix.ptr[i] + ('a' - 'A')
				     : suffix.ptr[i]);
	name[i] = '\0';
	printable_clean(name);
}

enum ndup_status
kinds_add(struct kinds *kinds, struct ndup_slice suffix)
{
	char name[LONGEST_SUFFIX + 1];
	size_t at;

	make_name(name, suffix);
	at = find_format(kinds, name);
	if (!stands_at(kinds, at, name) && kinds->num >= MOST_KINDS) {
		strcpy(name, other);
		at = find_format(kinds, name);
	}
	if (!stands_at(kinds, at, name) &&
	    format_insert(kinds, at, name) != NDUP_OK)
		return NDUP_NOMEM;
	kinds->items[at].num_files++;
	return NDUP_OK;
}

void
kinds_free(struct kinds *kinds)
{
	arena_free(&kinds->names);
	memory_free(kinds->items);
	*kinds = (struct kinds){NULL, 0, 0, {NULL, 0, 0}};
}

/* ---- what a stream without a name holds, by its first bytes -------------- */

/*
 * Looks at as much as it takes to see the first line's end, a megabyte at
 * most.  An error of the stream comes up again when its bytes are read.
 */

enum { MOST_TO_SEE = 1024 * 1024 };

/* The first byte that is not white space or mark; its length if none. */
static size_t
first_byte(struct ndup_slice bytes)
{
	size_t i = 0;

	if (bytes.len >= 3 && memcmp(bytes.ptr, "\xef\xbb\xbf", 3) == 0)
		i = 3;
	while (i < bytes.len && bytes.ptr[i] != '\0' &&
	       strchr(" \t\r\n", bytes.ptr[i]) != NULL)
		i++;
	return i;
}

/* Whether the object ends before its line does; long lines: yes. */
static bool
is_on_one_line(struct ndup_slice bytes)
{
	const char *newline = memchr(bytes.ptr, '\n', bytes.len);
	struct balance balance;
	enum balance_state state;

	if (newline != NULL)
		bytes.len = (size_t)(newline - bytes.ptr) + 1;
	balance_begin(&balance);
	state = balance_run(&balance, bytes);
	return state != BALANCE_OPEN || newline == NULL;
}

/* Whether the first byte tells; else *format is unknown. */
static bool
is_clear(struct ndup_slice bytes, enum format *format)
{
	size_t begin = first_byte(bytes);

	*format = FORMAT_UNKNOWN;
	if (begin == bytes.len)
		return false;
	if (bytes.ptr[begin] == '[')
		*format = FORMAT_JSON;
	else if (bytes.ptr[begin] != '{')
		*format = FORMAT_TEXT;
	return *format != FORMAT_UNKNOWN ||
	       memchr(bytes.ptr + begin, '\n', bytes.len - begin) != NULL;
}

enum format
sniff_format(struct feed *feed)
{
	enum format format;
	struct ndup_slice bytes;
	size_t begin;

	while (!is_clear(feed_bytes(feed), &format) &&
	       feed_bytes(feed).len < MOST_TO_SEE)
		if (!feed_peek(feed))
			break;
	if (format != FORMAT_UNKNOWN)
		return format;
	bytes = feed_bytes(feed);
	begin = first_byte(bytes);
	if (begin == bytes.len)
		return FORMAT_TEXT;
	bytes.ptr += begin;
	bytes.len -= begin;
	return is_on_one_line(bytes) ? FORMAT_JSONL : FORMAT_JSON;
}
