/*
 * records.c - the records of a JSON file: one object, or an array of them
 *
 * Several values one behind another are read, too, so JSON Lines in a file of
 * the wrong name are no error.  Where a record turns out to have no end, the
 * next one is looked for: a line that begins with a brace, indented no more
 * than the damaged one was.  If the damage shows only at the end of the file,
 * all records that follow are held to end before such a line, so that the
 * file is not read to its end once for each of them.
 */
#include <string.h>

#include "base/error.h"
#include "input/balance.h"
#include "input/records.h"

static const char mark[] = "\xef\xbb\xbf";

void
records_begin(struct records *records, struct feed *feed, size_t most)
{
	struct ndup_slice bytes = feed_bytes(feed);

	*records = (struct records){.feed = feed, .most = most, .line = 1};
	feed_forget_widths(feed);
	if (bytes.len >= 3 && memcmp(bytes.ptr, mark, 3) == 0)
		feed_take(feed, 3);
}

/* Takes bytes and counts lines and columns. */
static void
take(struct records *records, size_t size)
{
	const char *from = feed_bytes(records->feed).ptr, *end = from + size;
	const char *newline;

	records->column += size;
	while ((newline = memchr(from, '\n', (size_t)(end - from))) != NULL) {
		from = newline + 1;
		records->line++;
		records->column = (size_t)(end - from);
	}
	feed_take(records->feed, size);
}

/*
 * Looks from *from on for a line that begins a record.  True: *from is its
 * beginning; false: where to look on when there are more bytes.
 */
static bool
find_line(struct ndup_slice bytes, size_t *from, size_t column)
{
	const char *newline;
	size_t begin, i;

	while ((newline = memchr(bytes.ptr + *from, '\n', bytes.len - *from)) !=
	       NULL) {
		begin = (size_t)(newline - bytes.ptr) + 1;
		for (i = begin; i < bytes.len; i++)
			if (strchr(" \t,", bytes.ptr[i]) == NULL ||
			    bytes.ptr[i] == '\0')
				break;
		*from = begin;
		if (i == bytes.len) {
			*from = begin - 1;
			return false;
		}
		if (bytes.ptr[i] == '{' && i - begin <= column)
			return true;
	}
	*from = bytes.len;
	return false;
}

/* Goes on to the next line that begins a record. */
static enum ndup_status
find_record(struct records *records, struct ndup_error *error)
{
	enum ndup_status status = NDUP_OK;
	size_t from = 0;

	while (!find_line(
	    feed_bytes(records->feed), &from, records->lost_column)) {
		take(records, from);
		from = 0;
		status = feed_more(records->feed, error);
		if (status == NDUP_END)
			records->in_array = false;
		if (status != NDUP_OK)
			return status;
	}
	take(records, from);
	records->lost = false;
	return NDUP_OK;
}

static bool
is_between(struct records *records, char c)
{
	if (c == '[' && !records->in_array) {
		records->in_array = true;
		return true;
	}
	if (c == ']' && records->in_array) {
		records->in_array = false;
		return true;
	}
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',';
}

/* Passes over what stands between records. */
static enum ndup_status
skip_between(struct records *records, struct ndup_error *error)
{
	enum ndup_status status = NDUP_OK;
	struct ndup_slice bytes;
	size_t size;

	for (; status == NDUP_OK; status = feed_more(records->feed, error)) {
		bytes = feed_bytes(records->feed);
		for (size = 0; size < bytes.len; size++)
			if (!is_between(records, bytes.ptr[size]))
				break;
		take(records, size);
		if (size < bytes.len)
			return NDUP_OK;
	}
	if (status != NDUP_END || !records->in_array)
		return status;
	records->in_array = false;
	return error_set(error, NDUP_INPUT,
	    "%s:%ju: the array is not closed: the file ends too early",
	    records->feed->stream->name, (uintmax_t)records->line);
}

/* A number or word, or whatever stands there. */
static enum ndup_status
end_scalar(
    struct records *records, struct record *record, struct ndup_error *error)
{
	enum ndup_status status = NDUP_OK;
	struct ndup_slice bytes;
	size_t size = 1;

	while (status == NDUP_OK) {
		bytes = feed_bytes(records->feed);
		while (size < bytes.len && bytes.ptr[size] != '\0' &&
		       strchr(" \t\r\n,[]{}\"", bytes.ptr[size]) == NULL)
			size++;
		if (size < bytes.len || size > records->most)
			break;
		status = feed_more(records->feed, error);
	}
	record->bytes.len = size;
	return status == NDUP_END ? NDUP_OK : status;
}

/* The end of a record by its brackets. */
static enum ndup_status
end_value(
    struct records *records, struct record *record, struct ndup_error *error)
{
	enum balance_state state;
	enum ndup_status status;
	struct balance balance;
	struct ndup_slice bytes;

	balance_begin(&balance);
	for (;;) {
		bytes = feed_bytes(records->feed);
		state = balance_run(&balance, bytes);
		record->bytes.len = balance.pos;
		record->damage = balance.reason;
		record->too_long = bytes.len > records->most;
		if (state != BALANCE_OPEN || record->too_long)
			break;
		if ((status = feed_more(records->feed, error)) == NDUP_END) {
			record->damage = "the file ends inside it";
			break;
		}
		if (status != NDUP_OK)
			return status;
	}
	records->wary = state == BALANCE_OPEN || balance.depth == BALANCE_DEPTH;
	records->lost = state != BALANCE_CLOSED;
	return NDUP_OK;
}

/* The same where the next record's line is the limit. */
static enum ndup_status
end_wary(
    struct records *records, struct record *record, struct ndup_error *error)
{
	enum ndup_status status = NDUP_OK;
	struct balance balance;
	size_t from = 0;

	while (!find_line(
	    feed_bytes(records->feed), &from, records->lost_column)) {
		record->too_long = from > records->most;
		if (record->too_long)
			break;
		if ((status = feed_more(records->feed, error)) != NDUP_OK)
			break;
	}
	if (status != NDUP_OK && status != NDUP_END)
		return status;
	if (status == NDUP_END)
		from = feed_bytes(records->feed).len;
	balance_begin(&balance);
	records->lost = balance_run(&balance,
			    (struct ndup_slice){feed_bytes(records->feed).ptr,
				from}) != BALANCE_CLOSED;
	record->bytes.len = balance.pos;
	if (records->lost)
		record->damage = balance.reason != NULL
				     ? balance.reason
				     : "a bracket or string is not closed";
	return NDUP_OK;
}

static enum ndup_status
find_end(
    struct records *records, struct record *record, struct ndup_error *error)
{
	if (strchr("{[\"", *feed_bytes(records->feed).ptr) == NULL)
		return end_scalar(records, record, error);
	if (records->wary)
		return end_wary(records, record, error);
	records->lost_column = records->column;
	return end_value(records, record, error);
}

enum ndup_status
records_next(
    struct records *records, struct record *record, struct ndup_error *error)
{
	enum ndup_status status = NDUP_OK;

	if (records->lost)
		status = find_record(records, error);
	if (status == NDUP_OK)
		status = skip_between(records, error);
	if (status != NDUP_OK)
		return status;
	*record =
	    (struct record){.number = ++records->number, .line = records->line};
	if ((status = find_end(records, record, error)) != NDUP_OK)
		return status;
	record->bytes.ptr = feed_bytes(records->feed).ptr;
	if (!records->lost)
		take(records, record->bytes.len);
	return NDUP_OK;
}
