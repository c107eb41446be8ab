/*
 * tokeniser_twin.h - an independent twin of the tokeniser
 *
 * It lets utf8proc decompose and fold a text as a whole (between bytes that are
 * no UTF-8), which also puts marks into canonical order, and splits what comes
 * out by a plain rule.  It knows nothing of bytes, tables, places or the path
 * for ASCII.
 */
#ifndef TOKENISER_TWIN_H
#define TOKENISER_TWIN_H

#include <utf8proc.h>

#include "random.h"

#include "text/tokenise.h"
#include "text/word.h"

enum { MOST = 4096, SEED = 42 };

struct twin {
	uint64_t tokens[MOST];
	size_t num_tokens;
	utf8proc_uint8_t word[4 * MOST];
	size_t size;
	bool half;
};

static inline void
twin_end(struct twin *twin)
{
	uint64_t hash;

	if (twin->size == 0)
		return;
	hash = word_hash((const char *)twin->word, twin->size, SEED);
	assert_true(twin->num_tokens < MOST);
	twin->tokens[twin->num_tokens++] = hash | twin->half;
	twin->size = 0;
	twin->half = false;
}

static inline void
twin_add(struct twin *twin, int32_t code)
{
	twin->size +=
	    (size_t)utf8proc_encode_char(code, twin->word + twin->size);
}

static inline bool
is_mark(int32_t code)
{
	utf8proc_category_t category = utf8proc_category(code);

	return category == UTF8PROC_CATEGORY_MN ||
	       category == UTF8PROC_CATEGORY_MC ||
	       category == UTF8PROC_CATEGORY_ME;
}

static inline bool
is_apostrophe(int32_t code)
{
	return code == '\'' || code == 0x2019 || code == 0x2bc;
}

static inline bool
is_letter(int32_t code)
{
	utf8proc_category_t category = utf8proc_category(code);

	return !is_apostrophe(code) &&
	       ((category >= UTF8PROC_CATEGORY_LU &&
		    category <= UTF8PROC_CATEGORY_LO) ||
		   (category >= UTF8PROC_CATEGORY_ND &&
		       category <= UTF8PROC_CATEGORY_NO));
}

/* Letters of Han, Kana, Thai, Lao, Khmer and Myanmar, after decomposition: as
 * perl 5.36 has the scripts, with the marks for repetition and for closing, and
 * what Unicode 15 added to Han. */
static inline bool
is_unspaced(int32_t code)
{
	static const int32_t ranges[][2] = {{0xe01, 0xedf}, {0x1000, 0x109f},
	    {0x1780, 0x17ff}, {0x2e80, 0x2fd5}, {0x3005, 0x3007},
	    {0x3021, 0x3035}, {0x3038, 0x303c}, {0x3041, 0x30ff},
	    {0x31f0, 0x31ff}, {0x3400, 0x4dbf}, {0x4e00, 0x9fff},
	    {0xa9e0, 0xa9ff}, {0xaa60, 0xaa7f}, {0xf900, 0xfaff},
	    {0x1aff0, 0x1b167}, {0x20000, 0x323af}};
	size_t i;

	if (!is_letter(code) || utf8proc_category(code) == UTF8PROC_CATEGORY_ND)
		return false;
	for (i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
		if (code >= ranges[i][0] && code <= ranges[i][1])
			return true;
	}
	return false;
}

static inline int
mark_class(int32_t code)
{
	return utf8proc_get_property(code)->combining_class;
}

/* Whether the dots at place i are those of the Cyrillic letter io. */
static inline bool
are_dots_of_io(const int32_t *codes, size_t i)
{
	if (codes[i] != 0x308)
		return false;
	while (i-- > 0) {
		if (codes[i] == 0x435)
			return true;
		if (codes[i] != 0x308 &&
		    (mark_class(codes[i]) == 0 || mark_class(codes[i]) == 230))
			return false;
	}
	return false;
}

static inline void
twin_split(struct twin *twin, const int32_t *codes, size_t num)
{
	size_t i;

	for (i = 0; i < num; i++) {
		if (are_dots_of_io(codes, i))
			continue;
		if (is_unspaced(codes[i])) {
			twin_end(twin);
			twin->half = true;
			twin_add(twin, codes[i]);
		} else if (is_letter(codes[i])) {
			if (twin->half)
				twin_end(twin);
			twin_add(twin, codes[i]);
		} else if (is_mark(codes[i])) {
			twin_add(twin, codes[i]);
		} else if (!(is_apostrophe(codes[i]) && twin->size > 0 &&
			       !twin->half && i + 1 < num &&
			       is_letter(codes[i + 1]) &&
			       !is_unspaced(codes[i + 1]))) {
			twin_end(twin);
		}
	}
	twin_end(twin);
}

/* Normalises a stretch of valid UTF-8 as a whole. */
static inline void
twin_normalise(struct twin *twin, const utf8proc_uint8_t *text, size_t len)
{
	static int32_t codes[8 * MOST];
	utf8proc_ssize_t num;

	num = utf8proc_decompose(text, (utf8proc_ssize_t)len, codes, 8 * MOST,
	    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
		UTF8PROC_IGNORE);
	assert_in_range(num, 0, 8 * MOST);
	twin_split(twin, codes, (size_t)num);
}

static inline void
twin_run(struct twin *twin, const char *text, size_t len)
{
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
	utf8proc_uint8_t valid[4 * MOST];
	size_t num_valid = 0, at = 0;
	utf8proc_ssize_t size;
	int32_t code;

	twin->num_tokens = twin->size = 0;
	twin->half = false;
	while (at < len) {
		size = utf8proc_iterate(
		    bytes + at, (utf8proc_ssize_t)(len - at), &code);
		if (size < 0) {
			twin_normalise(twin, valid, num_valid);
			num_valid = 0;
			at++;
			continue;
		}
		/* an accent that stands by itself is no part of a word */
		if (utf8proc_category(code) == UTF8PROC_CATEGORY_SK)
			valid[num_valid++] = ' ';
		else
			num_valid += (size_t)utf8proc_encode_char(
			    code, valid + num_valid);
		at += (size_t)size;
	}
	twin_normalise(twin, valid, num_valid);
}

#endif
