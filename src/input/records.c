/*
 * records.c - the formats "jsonl", an object a line, and "json", one object or
 * an array of them
 *
 * Of JSON several values one behind another are read, too, so JSON Lines in a
 * file of the wrong name are no error.  Where a record turns out to have no
 * end, the next one is looked for from the damage on, and by lines from the
 * record's beginning on (borders.c).  If the damage shows only far behind, the
 * records before it are held to end before the next line that begins one, so
 * that the file is not read up to the damage once for each of them.
 */
#include <string.h>

#include "base/error.h"
#include "borders.h"
#include "format.h"

/* ---- the records of both formats ----------------------------------------- */

enum {
	ESCAPED = 6,            /* bytes a byte of text has in JSON, at most */
	OTHER_FIELDS = 1 << 20, /* bytes of a record besides its text */
};

struct records {
	struct feed *feed;
	size_t most;     /* bytes of a record that is held */
	uint64_t number; /* of records taken; of JSON Lines: of lines */
	uint64_t line;   /* of the next byte, from 1; no more in JSON Lines */
	size_t column;   /* bytes before it in its line */
	bool in_array;
	bool lost; /* behind a record too long to be held */
	struct opening opening;
	uint64_t wary; /* records that begin before this offset end before the
	                  next line that begins one */
};

/* The longest record that is worth holding. */
static size_t
most_of_record(size_t max_article)
{
	if (max_article > (SIZE_MAX / 2 - OTHER_FIELDS) / ESCAPED)
		return SIZE_MAX / 2;
	return max_article * ESCAPED + OTHER_FIELDS;
}

static void
records_begin(
    void *state, struct feed *feed, size_t max_article, bool may_be_binary)
{
	struct records *records = state;

	(void)may_be_binary;
	*records = (struct records){
	    .feed = feed, .most = most_of_record(max_article), .line = 1};
	feed_take(feed, encoding_mark_size(feed_bytes(feed)));
}

/* ---- JSON Lines ---------------------------------------------------------- */

/*
 * Lines are found by memchr, each byte is looked at once.  A line that is
 * longer than the longest article can be is passed over without holding it.
 */

static enum ndup_status
lines_skip(
    void *state, const struct ndup_position *position, struct ndup_error *error)
{
	struct records *lines = state;

	lines->number = position->line;
	return feed_skip(
	    lines->feed, position->offset - lines->feed->taken, error);
}

static bool
line_is_blank(struct ndup_slice line)
{
	size_t i;

	for (i = 0; i < line.len; i++)
		if (strchr(" \t\r\n", line.ptr[i]) == NULL ||
		    line.ptr[i] == '\0')
			return false;
	return true;
}

/* The length of the next line with its newline, or of what is held of it. */
static enum ndup_status
find_line_end(struct records *lines, size_t *size, struct ndup_error *error)
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

/* Passes over what is not held of a line. */
static enum ndup_status
skip_line(struct records *lines, struct ndup_error *error)
{
	enum ndup_status status;
	size_t size;
	bool ends;

	do {
		if ((status = find_line_end(lines, &size, error)) != NDUP_OK)
			return status;
		ends = feed_bytes(lines->feed).ptr[size - 1] == '\n';
		feed_take(lines->feed, size);
	} while (!ends);
	return NDUP_OK;
}

/* The next line that is not blank; one that an error of the stream cut off is
 * dropped. */
static enum ndup_status
lines_next(void *state, struct record *record, struct ndup_error *error)
{
	struct records *lines = state;
	enum ndup_status status;
	size_t size;

	do {
		if ((status = find_line_end(lines, &size, error)) != NDUP_OK)
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
	} while (line_is_blank(record->bytes));
	return NDUP_OK;
}

/* ---- JSON: one object, or an array of them ------------------------------- */

/* Takes bytes and counts lines and columns. */
static void
records_take(struct records *records, size_t size)
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

/* Goes on to the next line that begins a record. */
static enum ndup_status
find_record(struct records *records, struct ndup_error *error)
{
	struct opening_search search = {0, SIZE_MAX};
	enum ndup_status status = NDUP_OK;
	size_t at;

	while (!opening_find(
	    &records->opening, feed_bytes(records->feed), &search, &at)) {
		records_take(records, at);
		search.line = 0;
		status = feed_more(records->feed, error);
		if (status == NDUP_END)
			records->in_array = false;
		if (status != NDUP_OK)
			return status;
	}
	records_take(records, at);
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
		records_take(records, size);
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

/*
 * The end of a damaged record: the next one, or the file's end.  Behind so many
 * bytes it may stand in the same line; SIZE_MAX: it does not.
 */
static void
skip_damaged(struct records *records, struct record *record, size_t suspect)
{
	struct opening_search search = {0, suspect};
	struct feed *feed = records->feed;
	size_t at;

	while (
	    !opening_find(&records->opening, feed_bytes(feed), &search, &at)) {
		at = feed_bytes(feed).len;
		record->too_long = at > records->most;
		if (record->too_long || !feed_peek(feed))
			break;
	}
	if (at == feed_bytes(feed).len && !record->too_long)
		records->in_array = false;
	record->bytes.len = at;
}

/* A record that begins before this offset ends before the next line that begins
 * one. */
static void
be_wary(struct records *records, uint64_t offset)
{
	if (records->wary < offset)
		records->wary = offset;
}

/* What the brackets say of a record, which may have an end. */
static void
judge_end(struct records *records, struct record *record,
    enum balance_state state, const struct balance *balance)
{
	record->bytes.len = balance->pos;
	if (state == BALANCE_CLOSED || records->opening.size == 0)
		opening_note(&records->opening, feed_bytes(records->feed));
	if (state == BALANCE_CLOSED || record->too_long)
		return;
	record->damage = balance->reason;
	if (state == BALANCE_DAMAGED) {
		be_wary(records, records->feed->taken + balance->pos);
		skip_damaged(records, record, balance->suspect);
	} else {
		be_wary(records, UINT64_MAX);
		skip_damaged(records, record, SIZE_MAX);
	}
}

/* The end of a record by its brackets. */
static enum ndup_status
end_value(
    struct records *records, struct record *record, struct ndup_error *error)
{
	enum ndup_status status = NDUP_OK;
	enum balance_state state;
	struct balance balance;
	struct ndup_slice bytes;

	balance = (struct balance){.reason = "the file ends inside it"};
	records->opening.column = records->column;
	while (status == NDUP_OK) {
		bytes = feed_bytes(records->feed);
		state = balance_run(&balance, bytes);
		record->too_long =
		    bytes.len > records->most && state == BALANCE_OPEN;
		if (state != BALANCE_OPEN || record->too_long)
			break;
		status = feed_more(records->feed, error);
	}
	if (status != NDUP_OK && status != NDUP_END)
		return status;
	judge_end(records, record, state, &balance);
	return NDUP_OK;
}

/* The same where the next record's line is the limit. */
static enum ndup_status
end_wary(
    struct records *records, struct record *record, struct ndup_error *error)
{
	struct opening_search search = {0, SIZE_MAX};
	struct feed *feed = records->feed;
	enum ndup_status status = NDUP_OK;
	struct balance balance;
	size_t at;

	while (
	    !opening_find(&records->opening, feed_bytes(feed), &search, &at)) {
		record->too_long = at > records->most;
		if (record->too_long)
			break;
		if ((status = feed_more(feed, error)) != NDUP_OK)
			break;
	}
	if (status != NDUP_OK && status != NDUP_END)
		return status;
	if (status == NDUP_END)
		at = feed_bytes(feed).len;
	balance =
	    (struct balance){.reason = "a bracket or string is not closed"};
	judge_end(records, record,
	    balance_run(
		&balance, (struct ndup_slice){feed_bytes(feed).ptr, at}),
	    &balance);
	return NDUP_OK;
}

static enum ndup_status
records_find_end(
    struct records *records, struct record *record, struct ndup_error *error)
{
	if (strchr("{[\"", *feed_bytes(records->feed).ptr) == NULL)
		return end_scalar(records, record, error);
	if (records->feed->taken < records->wary)
		return end_wary(records, record, error);
	return end_value(records, record, error);
}

/* Without what stands between it and the next one. */
static void
trim_end(struct ndup_slice *bytes)
{
	while (bytes->len > 0 &&
	       memchr(" \t\r\n,", bytes->ptr[bytes->len - 1], 5) != NULL)
		bytes->len--;
}

/* record.damage tells that it has no end: its bytes are all that is passed
 * over.  NDUP_INPUT: the file's array is not closed. */
static enum ndup_status
records_next(void *state, struct record *record, struct ndup_error *error)
{
	struct records *records = state;
	enum ndup_status status = NDUP_OK;

	if (records->lost)
		status = find_record(records, error);
	if (status == NDUP_OK)
		status = skip_between(records, error);
	if (status != NDUP_OK)
		return status;
	*record = (struct record){.number = ++records->number,
	    .line = records->line,
	    .begin = records->feed->taken};
	if ((status = records_find_end(records, record, error)) != NDUP_OK)
		return status;
	record->bytes.ptr = feed_bytes(records->feed).ptr;
	records->lost = record->too_long;
	if (records->lost)
		be_wary(records, UINT64_MAX);
	else
		records_take(records, record->bytes.len);
	if (record->damage != NULL)
		trim_end(&record->bytes);
	return NDUP_OK;
}

/* ---- which of them it is ------------------------------------------------- */

/* The first byte that is not white space or mark; the length if there is
 * none. */
static size_t
first_byte(struct ndup_slice bytes)
{
	size_t i = encoding_mark_size(bytes);

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
	struct balance balance = {.pos = 0};
	enum balance_state state;

	if (newline != NULL)
		bytes.len = (size_t)(newline - bytes.ptr) + 1;
	state = balance_run(&balance, bytes);
	return state != BALANCE_OPEN || newline == NULL;
}

/* An object is one of JSON Lines if it ends before its line does. */
static enum sign
object_recognise(struct ndup_slice bytes, bool all, bool one_line)
{
	size_t begin = first_byte(bytes);

	bytes.ptr += begin;
	bytes.len -= begin;
	if (bytes.len == 0)
		return all ? SIGN_NO : SIGN_UNCLEAR;
	if (bytes.ptr[0] != '{')
		return bytes.ptr[0] == '[' && !one_line ? SIGN_YES : SIGN_NO;
	if (!all && memchr(bytes.ptr, '\n', bytes.len) == NULL)
		return SIGN_UNCLEAR;
	return is_on_one_line(bytes) == one_line ? SIGN_YES : SIGN_NO;
}

static enum sign
lines_recognise(struct ndup_slice bytes, bool all)
{
	return object_recognise(bytes, all, true);
}

static enum sign
records_recognise(struct ndup_slice bytes, bool all)
{
	return object_recognise(bytes, all, false);
}

const struct format jsonl_format = {
    .is = {"jsonl", "JSON Lines",
	(const char *const[]){".jsonl", ".ndjson", NULL}},
    .state_size = sizeof(struct records),
    .recognise = lines_recognise,
    .begin = records_begin,
    .next = lines_next,
    .skip = lines_skip,
    .article = article_of_json,
};

const struct format json_format = {
    .is = {"json", "JSON", (const char *const[]){".json", NULL}},
    .state_size = sizeof(struct records),
    .recognise = records_recognise,
    .begin = records_begin,
    .next = records_next,
    .article = article_of_json,
};
