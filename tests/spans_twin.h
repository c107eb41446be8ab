/*
 * spans_twin.h - where words stand in a text, by a plain rule
 *
 * The twin of the tokeniser joins broken words and decomposes code point after
 * code point; each part remembers from which bytes it comes, and the parts are
 * split into words as by that twin.  A word stands from the first byte of its
 * first part's code point to the last byte of its last part's.
 */
#ifndef SPANS_TWIN_H
#define SPANS_TWIN_H

#include "tokeniser_twin.h"

enum { TWIN_PARTS = 16 * MOST };

struct spans_twin {
	struct ndup_span spans[MOST];
	size_t num;
	int32_t codes[TWIN_PARTS];
	struct ndup_span from[TWIN_PARTS];
	size_t num_parts;
};

/* The parts of a code point; of bytes that are none: a space; of a vowel mark,
 * which is nothing but lies in its word: 0. */
static inline void
spans_twin_add(struct spans_twin *twin, int32_t code, struct ndup_span from)
{
	int32_t *parts = twin->codes + twin->num_parts, point[32];
	size_t num, i;
	int boundary = 0;

	assert_true(twin->num_parts + 32 < TWIN_PARTS);
	if (code < 0)
		code = ' ';
	num = twin_decompose(code, parts);
	if (num == 0 &&
	    utf8proc_decompose_char(code, point, 32,
		UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_IGNORE,
		&boundary) > 0)
		parts[num++] = 0;
	for (i = 0; i < num; i++)
		twin->from[twin->num_parts++] = from;
}

static inline void
spans_twin_decompose(struct spans_twin *twin, struct ndup_slice bytes)
{
	static struct twin_text text;
	size_t i;

	twin_decode(&text, bytes.ptr, bytes.len);
	twin_join(&text);
	for (i = 0; i < text.num; i++)
		spans_twin_add(twin, text.codes[i], text.places[i]);
}

/* Whether an apostrophe at part i stands inside a word. */
static inline bool
spans_twin_joins(const struct spans_twin *twin, size_t i)
{
	do
		i++;
	while (i < twin->num_parts && twin->codes[i] == 0);
	return i < twin->num_parts && is_letter(twin->codes[i]) &&
	       !is_unspaced(twin->codes[i]);
}

static inline void
spans_twin_run(struct spans_twin *twin, struct ndup_slice text)
{
	bool open = false, half = false, begins;
	struct ndup_span *span = NULL;
	int32_t code;
	size_t i;

	twin->num = twin->num_parts = 0;
	spans_twin_decompose(twin, text);
	for (i = 0; i < twin->num_parts; i++) {
		code = twin->codes[i];
		if (is_apostrophe(code) && open && !half &&
		    spans_twin_joins(twin, i))
			continue;
		if (code == 0) {
			if (open)
				span->end = twin->from[i].end;
			continue;
		}
		if (!is_letter(code) && !is_mark(code)) {
			open = false;
			continue;
		}
		begins =
		    !open || is_unspaced(code) || (half && is_letter(code));
		if (begins) {
			assert_true(twin->num < MOST);
			span = &twin->spans[twin->num++];
			span->begin = twin->from[i].begin;
			half = is_unspaced(code);
			open = true;
		}
		span->end = twin->from[i].end;
	}
}

#endif
