/*
 * form.c - what is written in one of several fixed ways, found in a text
 */
#include "credit_names.h"
#include "form.h"

/* White space within a paragraph. */
static bool
take_gap(struct text_cursor *cursor)
{
	const char *begin = cursor->at, *newline;

	if (!cursor_skip_space(cursor))
		return false;
	newline = memchr(begin, '\n', (size_t)(cursor->at - begin));
	return newline == NULL ||
	       memchr(newline + 1, '\n', (size_t)(cursor->at - newline) - 1) ==
		   NULL;
}

/* Whether this code point of a form stands here, which is stepped over. */
static bool
take_form_code(struct text_cursor *cursor, int32_t code)
{
	int32_t here;
	size_t size;

	if (code == ' ')
		return take_gap(cursor);
	here = cursor_peek(cursor, &size);
	cursor->at += size;
	return here >= 0 && credit_fold(here) == code;
}

bool
form_take_words(struct text_cursor *cursor, const char *text)
{
	struct text_cursor form, next = *cursor;
	int32_t code;
	size_t size;

	for (; (*text & 0x80) == 0; text++)
		if (*text == '\0') {
			*cursor = next;
			return true;
		} else if (next.at < next.end && *text != ' ' &&
			   credit_fold(*next.at) == *text) {
			next.at++;
		} else if (!take_form_code(&next, *text)) {
			return false;
		}
	form = (struct text_cursor){text, text + strlen(text)};
	for (; form.at < form.end; form.at += size) {
		code = cursor_peek(&form, &size);
		if (!take_form_code(&next, code))
			return false;
	}
	*cursor = next;
	return true;
}

bool
form_take(struct text_cursor *cursor, const char *text)
{
	struct text_cursor next = *cursor;
	int32_t code;
	size_t size;

	if (!form_take_words(&next, text))
		return false;
	code = cursor_peek(&next, &size);
	if (credit_is_word(code) && !(code >= 0x2e80 && code <= 0x9fff) &&
	    strchr(":-)", text[strlen(text) - 1]) == NULL)
		return false;
	*cursor = next;
	return true;
}

bool
form_is_in(struct text_cursor cursor, const char *text)
{
	for (; cursor.at < cursor.end; cursor.at++) {
		struct text_cursor next = cursor;

		if (form_take_words(&next, text))
			return true;
	}
	return false;
}
