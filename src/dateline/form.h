/*
 * form.h - what is written in one of several fixed ways, found in a text
 *
 * A form is in small letters (ё as е); its blanks match any white space within
 * a paragraph, its colon a wide one and its hyphen any dash.
 */
#ifndef DATELINE_FORM_H
#define DATELINE_FORM_H

#include "cursor.h"

/* Steps over a form, or the beginning of a word in it. */
bool form_take_words(struct text_cursor *, const char *text);

/* The same, and the form's last word ends there; ideographs are words. */
bool form_take(struct text_cursor *, const char *text);

/* Whether a form stands anywhere, or begins within a word. */
bool form_is_in(struct text_cursor, const char *text);

#endif
