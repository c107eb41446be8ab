/*
 * records.c - the records of a JSON file: one object, or an array of them
 *
 * Several values one behind another are read, too, so JSON Lines in a file of
 * the wrong name are no error.  Where a record turns out to have no end, the
 * next one is looked for from the damage on, and by lines from the record's
 * beginning on (opening.c).  If the damage shows only far behind, the records
 * before it are held to end before the next line that begins one, so that the
 * file is not read up to the damage once for each of them.
 */
#include <string.h>

#include "base/error.h"
#include "records.h"

/* ---- where a JSON value ends --------------------------------------------- */

/*
 * Strings, which are most of a news record, are passed by memchr.
 */

void
balance_begin(struct balance *balance)
{
	*balance = (struct balance){.pos = 0};
}

static enum balance_state
damaged(struct balance *balance, size_t suspect, const char *reason)
{
	balance->suspect = suspect;
	balance->reason = reason;
	return BALANCE_DAMAGED;
}

/* By the character before pos, where a value may begin. */
static enum balance_state
damaged_here(struct balance *balance, const char *reason)
{
	return damaged(balance, balance->pos - 1, reason);
}

/* Whether the quote at pos is part of the string. */
static bool
is_escaped(const char *bytes, size_t pos)
{
	size_t begin = pos;

	while (begin > 0 && bytes[begin - 1] == '\\')
		begin--;
	return (pos - begin) % 2 == 1;
}

/* Reads up to the string's end; OPEN also means: the string is closed. */
static enum balance_state
run_string(struct balance *balance, struct ndup_slice bytes)
{
	const char *from, *quote;
	size_t size;

	while (balance->in_string && balance->pos < bytes.len) {
		from = bytes.ptr + balance->pos;
		quote = memchr(from, '"', bytes.len - balance->pos);
		size = quote != NULL ? (size_t)(quote - from)
				     : bytes.len - balance->pos;
		if (memchr(from, '\n', size) != NULL)
			return damaged(balance, balance->string_begin,
			    "a string is not closed at the end of its line");
		balance->pos += size;
		if (quote == NULL)
			break;
		balance->in_string = is_escaped(bytes.ptr, balance->pos);
		balance->pos++;
	}
	return BALANCE_OPEN;
}

/* Whether the innermost bracket is a brace, or is of this kind if it is too
 * deep to be known. */
static bool
is_brace(const struct balance *balance, bool unknown)
{
	size_t level = balance->depth - 1;

	if (level >= BALANCE_DEPTH)
		return unknown;
	return (balance->objects[level / 64] >> level % 64 & 1) != 0;
}

static void
note_bracket(struct balance *balance, bool brace)
{
	size_t level = balance->depth++;
	uint64_t bit = (uint64_t)1 << level % 64;

	if (level >= BALANCE_DEPTH)
		return;
	balance->objects[level / 64] &= ~bit;
	balance->objects[level / 64] |= brace ? bit : 0;
}

static enum balance_state
open_bracket(struct balance *balance, bool brace)
{
	if (balance->depth > 0 && is_brace(balance, false) &&
	    balance->last != ':')
		return damaged_here(balance, "a brace is not closed");
	note_bracket(balance, brace);
	return BALANCE_OPEN;
}

static enum balance_state
close_bracket(struct balance *balance, bool brace)
{
	if (balance->depth == 0 || is_brace(balance, brace) != brace)
		return damaged_here(balance, brace ? "a bracket is not closed"
						   : "a brace is not closed");
	balance->depth--;
	return balance->depth == 0 ? BALANCE_CLOSED : BALANCE_OPEN;
}

/* One character outside strings. */
static enum balance_state
records_step(struct balance *balance, char c)
{
	enum balance_state state = BALANCE_OPEN;

	switch (c) {
	case ' ':
	case '\t':
	case '\r':
	case '\n':
		return BALANCE_OPEN;
	case '"':
		balance->in_string = true;
		balance->string_begin = balance->pos;
		break;
	case '{':
	case '[':
		state = open_bracket(balance, c == '{');
		break;
	case '}':
	case ']':
		state = close_bracket(balance, c == '}');
		break;
	case ',':
	case ':':
		break;
	default:
		if (balance->last == '"')
			state = damaged(balance, balance->string_begin,
			    "a quote is missing or misplaced");
	}
	balance->last = c;
	return state;
}

enum balance_state
balance_run(struct balance *balance, struct ndup_slice bytes)
{
	enum balance_state state = BALANCE_OPEN;

	while (state == BALANCE_OPEN && balance->pos < bytes.len) {
		if (balance->in_string)
			state = run_string(balance, bytes);
		else
			state =
			    records_step(balance, bytes.ptr[balance->pos++]);
		if (state == BALANCE_OPEN && balance->depth == 0 &&
		    !balance->in_string && balance->last == '"')
			return BALANCE_CLOSED;
	}
	return state;
}

/* ---- the records of JSON Lines ------------------------------------------- */

/*
 * Lines are found by memchr, each byte is looked at once.  A line that is
 * longer than the longest article can be is passed over without holding it.
 */

static const char line_mark[] = "\xef\xbb\xbf";

void
lines_begin(struct lines *lines, struct feed *feed, size_t most)
{
	struct ndup_slice bytes = feed_bytes(feed);

	*lines = (struct lines){feed, most, 0};
	feed_forget_widths(feed);
	if (bytes.len >= 3 && memcmp(bytes.ptr, line_mark, 3) == 0)
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
line_is_blank(struct ndup_slice line)
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
find_line_end(struct lines *lines, size_t *size, struct ndup_error *error)
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

/* ---- the records of a JSON file: one object, or an array of them --------- */

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

	balance_begin(&balance);
	balance.reason = "the file ends inside it";
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
	balance_begin(&balance);
	balance.reason = "a bracket or string is not closed";
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
