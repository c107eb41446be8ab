/*
 * byline.c - editors' notes and the byline before a dateline
 */
#include "byline.h"
#include "place.h"

enum { MAX_NOTE = 400 }; /* bytes */

bool
byline_begins(const struct text_cursor *cursor)
{
	struct text_cursor next = *cursor;

	return cursor_take_text(&next, "By ") || cursor_take_text(&next, "BY ");
}

bool
byline_skip_note(struct text_cursor *cursor)
{
	struct text_cursor next = *cursor;
	int depth = 1;

	if (next.end - next.at > MAX_NOTE)
		next.end = next.at + MAX_NOTE;
	if (!cursor_take(&next, '('))
		return false;
	for (; next.at < next.end && depth > 0; next.at++)
		depth += (*next.at == '(') - (*next.at == ')');
	if (depth > 0)
		return false;
	cursor->at = next.at;
	cursor_skip_space(cursor);
	return true;
}

/* A word of a byline: of a name, or "and". */
static bool
take_byline_word(struct text_cursor *cursor)
{
	static const char *const small[] = {
	    "and ", "de ", "van ", "von ", "der ", "den ", "la ", "bin "};
	size_t i;

	for (i = 0; i < sizeof small / sizeof *small; i++)
		if (cursor_take_text(cursor, small[i]))
			return true;
	if (!place_read_word(cursor))
		return false;
	cursor_take(cursor, ',');
	return true;
}

static void
skip_spaces(struct text_cursor *cursor)
{
	while (cursor_take(cursor, ' '))
		;
}

bool
byline_skip(struct text_cursor *cursor)
{
	enum { MAX_NAMES = 12 };
	struct text_cursor next = *cursor, ahead;
	int num;

	if (!byline_begins(&next))
		return false;
	next.at += strlen("By ");
	for (num = 0; num < MAX_NAMES; num++) {
		skip_spaces(&next);
		ahead = next;
		if (next.at == next.end || *next.at == '\n' ||
		    *next.at == '\r' ||
		    (num > 1 && place_read_capitals(&ahead)))
			break;
		if (!take_byline_word(&next))
			return false;
	}
	cursor_skip_space(&next);
	*cursor = next;
	return true;
}
