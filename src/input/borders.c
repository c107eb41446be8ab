/*
 * borders.c - where a JSON record ends; where the next one begins behind a
 * damaged one
 */
#include <string.h>

#include "borders.h"

/* ---- where a JSON value ends --------------------------------------------- */

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

/* ---- where a record begins behind one that is damaged -------------------- */

static bool
is_gap(char c)
{
	return c == ' ' || c == '\t';
}

/* Bytes of {"key" at the beginning of a record; 0: it does not begin so. */
static size_t
opening_size(struct ndup_slice record)
{
	size_t at = 1;

	if (record.len == 0 || record.ptr[0] != '{')
		return 0;
	while (at < record.len && is_gap(record.ptr[at]))
		at++;
	if (at == record.len || record.ptr[at] != '"')
		return 0;
	for (at++; at < record.len && record.ptr[at] != '"'; at++)
		if (record.ptr[at] == '\n' || record.ptr[at] == '\\')
			return 0;
	return at < record.len ? at + 1 : 0;
}

void
opening_note(struct opening *opening, struct ndup_slice record)
{
	size_t size;

	if (record.len > OPENING_SIZE)
		record.len = OPENING_SIZE;
	if ((size = opening_size(record)) == 0)
		return;
	memcpy(opening->text, record.ptr, size);
	opening->size = size;
}

/* From *from on, a line.  True: it begins at *from; false: where to look on. */
static bool
find_line(struct ndup_slice bytes, size_t *from, size_t column)
{
	const char *newline;
	size_t begin, i;

	while ((newline = memchr(bytes.ptr + *from, '\n', bytes.len - *from)) !=
	       NULL) {
		begin = (size_t)(newline - bytes.ptr) + 1;
		for (i = begin; i < bytes.len; i++)
			if (!is_gap(bytes.ptr[i]) && bytes.ptr[i] != ',')
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

static bool
is_behind_comma(struct ndup_slice bytes, size_t at)
{
	while (at > 0 && is_gap(bytes.ptr[at - 1]))
		at--;
	return at > 0 && bytes.ptr[at - 1] == ',';
}

/* The same for the text. */
static bool
find_in_line(
    const struct opening *opening, struct ndup_slice bytes, size_t *from)
{
	const char *found;

	if (opening->size == 0)
		return false;
	while (bytes.len >= *from + opening->size) {
		found = memmem(bytes.ptr + *from, bytes.len - *from,
		    opening->text, opening->size);
		if (found == NULL) {
			*from = bytes.len - opening->size + 1;
			return false;
		}
		*from = (size_t)(found - bytes.ptr);
		if (is_behind_comma(bytes, *from))
			return true;
		++*from;
	}
	return false;
}

bool
opening_find(const struct opening *opening, struct ndup_slice bytes,
    struct opening_search *search, size_t *at)
{
	bool is_line = find_line(bytes, &search->line, opening->column);

	*at = search->line;
	if (search->in_line == SIZE_MAX)
		return is_line;
	if (is_line)
		bytes.len = *at;
	if (search->in_line >= bytes.len ||
	    !find_in_line(opening, bytes, &search->in_line))
		return is_line;
	*at = search->in_line;
	return true;
}
