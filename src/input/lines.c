/*
 * lines.c - the records of JSON Lines
 *
 * Lines are found by memchr, each byte is looked at once.  A line that is
 * longer than the longest article can be is passed over without holding it.
 */
#include <string.h>

#include "input/lines.h"

static const char mark[] = "\xef\xbb\xbf";

void
lines_begin(struct lines *lines, struct feed *feed, size_t most)
{
	struct ndup_slice bytes = feed_bytes(feed);

	*lines = (struct lines){feed, most, 0};
	feed_forget_widths(feed);
	if (bytes.len >= 3 && memcmp(bytes.ptr, mark, 3) == 0)
		feed_take(feed, 3);
}

enum ndup_status
lines_skip(struct lines *lines, uint64_t offset, uint64_t number,
    struct ndup_error *error)
{
	lines->number = number;
	return feed_skip(lines->feed, offset - lines->feed->taken, error);
}

static bool
is_blank(struct ndup_slice line)
{
	size_t i;

	for (i = 0; i < line.len; i++)
		if (strchr(" \t\r\n", line.ptr[i]) == NULL ||
		    line.ptr[i] == '\0')
			return false;
	return true;
}

/* Passes over the rest of a line. */
static enum ndup_status
skip_line(struct lines *lines, struct ndup_error *error)
{
	enum ndup_status status;
	struct ndup_slice bytes;
	const char *end;

	for (;;) {
		bytes = feed_bytes(lines->feed);
		if ((end = memchr(bytes.ptr, '\n', bytes.len)) != NULL)
			break;
		feed_take(lines->feed, bytes.len);
		if ((status = feed_more(lines->feed, error)) != NDUP_OK)
			return status;
	}
	feed_take(lines->feed, (size_t)(end - bytes.ptr) + 1);
	return NDUP_OK;
}

/* The length of the next line with its newline, or of what is held of it. */
static enum ndup_status
find_end(struct lines *lines, size_t *size, struct ndup_error *error)
{
	enum ndup_status status;
	struct ndup_slice bytes = feed_bytes(lines->feed);
	const char *end;
	size_t seen = 0;

	while (
	    (end = memchr(bytes.ptr + seen, '\n', bytes.len - seen)) == NULL) {
		*size = seen = bytes.len;
		if (seen > lines->most)
			return NDUP_OK;
		status = feed_more(lines->feed, error);
		if (status == NDUP_END && seen > 0)
			return NDUP_OK;
		if (status != NDUP_OK)
			return status;
		bytes = feed_bytes(lines->feed);
	}
	*size = (size_t)(end - bytes.ptr) + 1;
	return NDUP_OK;
}

enum ndup_status
lines_next(struct lines *lines, struct record *record, struct ndup_error *error)
{
	enum ndup_status status;
	size_t size;

	do {
		if ((status = find_end(lines, &size, error)) != NDUP_OK)
			return status;
		lines->number++;
		*record = (struct record){
		    .bytes = {feed_bytes(lines->feed).ptr, size},
		    .number = lines->number,
		    .line = lines->number,
		    .is_line = true,
		    .too_long = size > lines->most,
		};
		if (record->too_long && record->bytes.ptr[size - 1] != '\n') {
			record->bytes = (struct ndup_slice){"", 0};
			status = skip_line(lines, error);
			return status == NDUP_END ? NDUP_OK : status;
		}
		feed_take(lines->feed, size);
	} while (is_blank(record->bytes));
	return NDUP_OK;
}
