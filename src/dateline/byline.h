/*
 * byline.h - editors' notes and the byline before a dateline
 */
#ifndef DATELINE_BYLINE_H
#define DATELINE_BYLINE_H

#include "cursor.h"

/* Whether "By " stands here. */
bool byline_begins(const struct text_cursor *);

/* Steps over "By Jane Doe and John Roe" and the white space behind it: up to the
 * line's end, or to a word in capitals, with which the dateline begins. */
bool byline_skip(struct text_cursor *);

/* Steps over "(Adds details)" and the white space behind it. */
bool byline_skip_note(struct text_cursor *);

#endif
