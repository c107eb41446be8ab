/*
 * cursor.h - read forward through UTF-8 text
 */
#ifndef DATELINE_CURSOR_H
#define DATELINE_CURSOR_H

#include <string.h>

#include "base/utf8.h"
#include "date_words.h"

struct text_cursor {
	const char *at, *end;
};

/* What is left, as a slice. */
static inline struct ndup_slice
cursor_rest(const struct text_cursor *cursor)
{
	return (struct ndup_slice){
	    cursor->at, (size_t)(cursor->end - cursor->at)};
}

/* The code point at the cursor, its bytes in *size; -1 at the end and for
 * what is no UTF-8. */
static inline int32_t
cursor_peek(const struct text_cursor *cursor, size_t *size)
{
	int32_t code = -1;

	*size = 0;
	if (cursor->at < cursor->end) {
		*size = 1;
		if ((*cursor->at & 0x80) == 0)
			return *cursor->at;
		*size = printable_decode(
		    cursor->at, (size_t)(cursor->end - cursor->at), &code);
	}
	return code;
}

/* Whether a code point is one of these marks. */
static inline bool
code_is_in(int32_t code, const char *marks)
{
	struct text_cursor cursor;
	size_t size;

	if (code < 0x80)
		return code > 0 && strchr(marks, code) != NULL;
	cursor = (struct text_cursor){marks, marks + strlen(marks)};
	for (; cursor.at < cursor.end; cursor.at += size)
		if (cursor_peek(&cursor, &size) == code)
			return true;
	return false;
}

/* Steps over one byte if it is this one. */
static inline bool
cursor_take(struct text_cursor *cursor, char byte)
{
	if (cursor->at == cursor->end || *cursor->at != byte)
		return false;
	cursor->at++;
	return true;
}

/* Steps over a text if it stands here. */
static inline bool
cursor_take_text(struct text_cursor *cursor, const char *text)
{
	size_t len = strlen(text);

	if ((size_t)(cursor->end - cursor->at) < len ||
	    memcmp(cursor->at, text, len) != 0)
		return false;
	cursor->at += len;
	return true;
}

/* Steps over white space; whether there was any. */
static inline bool
cursor_skip_space(struct text_cursor *cursor)
{
	size_t size = datetoken_skip_space(cursor_rest(cursor));

	cursor->at += size;
	return size > 0;
}

#endif
