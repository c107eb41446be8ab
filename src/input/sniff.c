/*
 * sniff.c - what a stream without a name holds, by its first bytes
 *
 * Looks at as much as it takes to see the first line's end, a megabyte at
 * most.  An error of the stream comes up again when its bytes are read.
 */
#include <string.h>

#include "input/balance.h"
#include "input/sniff.h"

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
