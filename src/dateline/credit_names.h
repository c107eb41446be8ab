/*
 * credit_names.h - the names of people and agencies in credits
 */
#ifndef DATELINE_CREDIT_NAMES_H
#define DATELINE_CREDIT_NAMES_H

#include "cursor.h"

int32_t credit_fold_wide(int32_t code);

/* A code point as forms have it: a small letter, a plain colon, a hyphen for
 * any dash; -1 stays. */
static inline int32_t
credit_fold(int32_t code)
{
	if (code >= 0x80)
		return credit_fold_wide(code);
	return code >= 'A' && code <= 'Z' ? code | 0x20 : code;
}

/* Letters, marks and digits. */
bool credit_is_word(int32_t code);

/* Whether there is nothing but punctuation up to the end. */
bool credit_is_finished(struct text_cursor);

/* Whether there are names up to the end, at least so many, and nothing else
 * but the small words, which stand between blanks.  In brackets a few others
 * may be among them. */
bool credit_are_names(
    struct text_cursor, const char *words, bool bracket, unsigned least);

/* "Reuters", "AFP and AP", up to the end. */
bool credit_are_agencies(struct text_cursor, const char *words);

/* "ann.reed@example.com; +1 202 ..." */
bool credit_is_address(struct text_cursor);

/* Initials of editors up to the end: "ab/cd", "burs-ab/cd". */
bool credit_are_initials(struct text_cursor);

#endif
