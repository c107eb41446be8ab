/*
 * spans_twin.h - where words stand in a text, by a plain rule
 *
 * Code point after code point is decomposed, each part remembers from which
 * bytes it comes, and the parts are split into words as by the twin of the
 * tokeniser.  A word stands from the first byte of its first part's code point
 * to the last byte of its last part's.
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

/* The parts of a code point; of bytes that are none, and of an accent that
 * stands by itself: a space. */
static inline void
spans_twin_add(struct spans_twin *twin, int32_t code, struct ndup_span from)
{
	utf8proc_ssize_t num = 1, i;
	int32_t *parts = twin->codes + twin->num_parts;
	int boundary = 0;

	assert_true(twin->num_parts + 32 < TWIN_PARTS);
	parts[0] = ' ';
	if (code >= 0 && utf8proc_category(code) != UTF8PROC_CATEGORY_SK)
		num = utf8proc_decompose_char(code, parts, 32,
		    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
			UTF8PROC_IGNORE,
		    &boundary);
	for (i = 0; i < num; i++)
		twin->from[twin->num_parts++] = from;
}

static inline void
spans_twin_decompose(struct spans_twin *twin, struct ndup_slice text)
{
	utf8proc_ssize_t size;
	size_t at = 0;
	int32_t code;

	while (at < text.len) {
		size = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + at,
		    (utf8proc_ssize_t)(text.len - at), &code);
		if (size < 0) {
			size = 1;
			code = -1;
		}
		spans_twin_add(twin, code,
		    (struct ndup_span){
			(uint32_t)at, (uint32_t)(at + (size_t)size)});
		at += (size_t)size;
	}
}

/* Whether an apostrophe at part i stands inside a word. */
static inline bool
spans_twin_joins(const struct spans_twin *twin, size_t i)
{
	return i + 1 < twin->num_parts && is_letter(twin->codes[i + 1]) &&
	       !is_unspaced(twin->codes[i + 1]);
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
