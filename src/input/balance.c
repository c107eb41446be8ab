/*
 * balance.c - where a JSON value ends
 *
 * Strings, which are most of a news record, are passed by memchr.
 */
#include <string.h>

#include "input/balance.h"

void
balance_begin(struct balance *balance)
{
	*balance = (struct balance){.pos = 0};
}

static enum balance_state
damaged(struct balance *balance, const char *reason)
{
	balance->reason = reason;
	return BALANCE_DAMAGED;
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
			return damaged(balance,
			    "a string is not closed at the end of its line");
		balance->pos += size;
		if (quote == NULL)
			break;
		balance->in_string = is_escaped(bytes.ptr, balance->pos);
		balance->pos++;
	}
	return BALANCE_OPEN;
}

static bool
is_object(const struct balance *balance)
{
	size_t level = balance->depth - 1;

	return (balance->objects[level / 64] >> level % 64 & 1) != 0;
}

static enum balance_state
open_bracket(struct balance *balance, bool object)
{
	size_t level = balance->depth;
	uint64_t bit = (uint64_t)1 << level % 64;

	if (level == BALANCE_DEPTH)
		return damaged(balance, "too many levels");
	if (level > 0 && is_object(balance) && balance->last != ':')
		return damaged(balance, "a brace is not closed");
	balance->objects[level / 64] &= ~bit;
	balance->objects[level / 64] |= object ? bit : 0;
	balance->depth++;
	return BALANCE_OPEN;
}

static enum balance_state
close_bracket(struct balance *balance, bool object)
{
	if (balance->depth == 0 || is_object(balance) != object)
		return damaged(balance, object ? "a bracket is not closed"
					       : "a brace is not closed");
	balance->depth--;
	return balance->depth == 0 ? BALANCE_CLOSED : BALANCE_OPEN;
}

/* One character outside strings. */
static enum balance_state
step(struct balance *balance, char c)
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
		break;
	case '{':
	case '[':
		state = open_bracket(balance, c == '{');
		break;
	case '}':
	case ']':
		state = close_bracket(balance, c == '}');
		break;
	default:
		break;
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
			state = step(balance, bytes.ptr[balance->pos++]);
		if (state == BALANCE_OPEN && balance->depth == 0 &&
		    !balance->in_string && balance->last == '"')
			return BALANCE_CLOSED;
	}
	return state;
}
