/*
 * tokeniser_twin.h - an independent twin of the tokeniser
 *
 * It joins the words that lines break, decomposes and folds code point after code
 * point, lets utf8proc put the marks of the whole (between bytes that are no
 * UTF-8) into canonical order, and splits what comes out by a plain rule.  It
 * knows nothing of tables, places or the path for ASCII.
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

/* ---- letters and digits that are folded --------------------------------- */

/* Vowel marks of Arabic and points of Hebrew: as perl 5.36 has the marks of
 * their blocks; and the tatweel. */
static inline bool
is_point(int32_t code)
{
	static const int32_t ranges[][2] = {{0x591, 0x5bd}, {0x5bf, 0x5bf},
	    {0x5c1, 0x5c2}, {0x5c4, 0x5c5}, {0x5c7, 0x5c7}, {0x610, 0x61a},
	    {0x640, 0x640}, {0x64b, 0x65f}, {0x670, 0x670}, {0x6d6, 0x6dc},
	    {0x6df, 0x6e4}, {0x6e7, 0x6e8}, {0x6ea, 0x6ed}, {0x898, 0x89f},
	    {0x8ca, 0x8e1}, {0x8e3, 0x8ff}, {0xfb1e, 0xfb1e}};
	size_t i;

	for (i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
		if (code >= ranges[i][0] && code <= ranges[i][1])
			return code == 0x640 || is_mark(code);
	}
	return false;
}

/* What a decomposed code point is read as. */
static inline int32_t
twin_fold(int32_t code)
{
	static const int32_t letters[][2] = {{0x671, 0x627}, {0x649, 0x64a},
	    {0x6cc, 0x64a}, {0x6a9, 0x643}, {0x629, 0x647}, {0x6c1, 0x647},
	    {0x6c3, 0x647}, {0x6d5, 0x647}};
	size_t i;

	for (i = 0; i < sizeof letters / sizeof letters[0]; i++) {
		if (code == letters[i][0])
			return letters[i][1];
	}
	return code;
}

/* The value of a digit; the zeroes of the scripts are Python 3.11's (Unicode 14),
 * but for those that decompose to others. */
static inline int32_t
twin_digit(int32_t code)
{
	static const int32_t zeroes[] = {0x660, 0x6f0, 0x7c0, 0x966, 0x9e6,
	    0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50,
	    0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0,
	    0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0,
	    0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0x104a0, 0x10d30, 0x11066,
	    0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650,
	    0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0,
	    0x16a60, 0x16ac0, 0x16b50, 0x1e140, 0x1e2f0, 0x1e950,
	    /* of Unicode 15 and 16 */
	    0x10d40, 0x116d0, 0x116da, 0x11bf0, 0x11f50, 0x1e4f0, 0x1e5f1};
	size_t i;

	for (i = 0; i < sizeof zeroes / sizeof zeroes[0]; i++) {
		if (code >= zeroes[i] && code < zeroes[i] + 10 &&
		    utf8proc_category(code) == UTF8PROC_CATEGORY_ND)
			return '0' + code - zeroes[i];
	}
	return code;
}

/* The parts of a code point, folded; returns how many. */
static inline size_t
twin_decompose(int32_t code, int32_t parts[32])
{
	utf8proc_ssize_t num;
	size_t i, left = 0;
	int boundary = 0;

	/* an accent that stands by itself is no part of a word */
	if (utf8proc_category(code) == UTF8PROC_CATEGORY_SK) {
		parts[0] = ' ';
		return 1;
	}
	num = utf8proc_decompose_char(code, parts, 32,
	    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
		UTF8PROC_IGNORE,
	    &boundary);
	assert_in_range(num, 0, 32);
	for (i = 0; i < (size_t)num; i++) {
		if (!is_point(parts[i]))
			parts[left++] = twin_digit(twin_fold(parts[i]));
	}
	return left;
}

/* ---- words broken at the end of a line ---------------------------------- */

/* A text as code points; bytes that are none are -1. */
struct twin_text {
	int32_t codes[MOST + 1];
	struct ndup_span places[MOST + 1];
	size_t num;
};

static inline void
twin_decode(struct twin_text *text, const char *bytes, size_t len)
{
	utf8proc_ssize_t size;
	size_t at = 0;

	assert_true(len <= MOST);
	for (text->num = 0; at < len; text->num++) {
		text->places[text->num].begin = (uint32_t)at;
		size = utf8proc_iterate((const utf8proc_uint8_t *)bytes + at,
		    (utf8proc_ssize_t)(len - at), &text->codes[text->num]);
		if (size < 0)
			text->codes[text->num] = -1;
		at += size < 0 ? 1 : (size_t)size;
		text->places[text->num].end = (uint32_t)at;
	}
	text->codes[text->num] = -1;
}

static inline bool
has_category(int32_t code, const char *first_letters)
{
	return code > 0 && code != 0x2bc &&
	       strchr(first_letters, utf8proc_category_string(code)[0]) != NULL;
}

/* Where the word goes on behind a hyphen that ends its line; 0: it ends none. */
static inline size_t
twin_rest(const struct twin_text *text, size_t hyphen)
{
	const int32_t *codes = text->codes;
	bool soft = codes[hyphen] == 0xad;
	size_t next = hyphen + 1;

	if (!soft && codes[hyphen] != '-' && codes[hyphen] != 0x2010)
		return 0;
	if (hyphen == 0 || !has_category(codes[hyphen - 1], "LM") ||
	    utf8proc_category(codes[hyphen - 1]) == UTF8PROC_CATEGORY_ME)
		return 0;
	next += codes[next] == '\r';
	if (codes[next++] != '\n')
		return 0;
	while (next < text->num && (codes[next] == ' ' || codes[next] == '\t'))
		next++;
	if (next >= text->num || !has_category(codes[next], "L") ||
	    (!soft && utf8proc_category(codes[next]) != UTF8PROC_CATEGORY_LL))
		return 0;
	return next;
}

/* Whether two hyphens or more break words, one in 40 lines at least. */
static inline bool
twin_is_hyphenated(const struct twin_text *text)
{
	size_t i, num_lines = 0, num_breaks = 0;

	for (i = 0; i < text->num; i++) {
		num_lines += text->codes[i] == '\n';
		num_breaks += text->codes[i] != 0xad && twin_rest(text, i) > 0;
	}
	return num_breaks >= 2 && 40 * num_breaks >= num_lines;
}

/* Takes broken words together, and has a space for a non-joiner in Arabic; each
 * code point that is left keeps its place. */
static inline void
twin_join(struct twin_text *text)
{
	bool hyphenated = twin_is_hyphenated(text);
	size_t i, next, left = 0;
	static struct twin_text all;
	int32_t code;

	all.num = text->num;
	memcpy(all.codes, text->codes, (all.num + 1) * sizeof *all.codes);
	memcpy(all.places, text->places, all.num * sizeof *all.places);
	for (i = 0; i < all.num; i = next) {
		code = all.codes[i];
		next = code == 0xad || hyphenated ? twin_rest(&all, i) : 0;
		if (next > 0)
			continue;
		next = i + 1;
		if (code == 0x200c && i > 0 && all.codes[i - 1] >= 0x600 &&
		    all.codes[i - 1] < 0x700)
			code = ' ';
		text->codes[left] = code;
		text->places[left++] = all.places[i];
	}
	text->num = left;
}

/* ---- all of it ---------------------------------------------------------- */

/* Normalises a stretch of valid UTF-8 as a whole. */
static inline void
twin_normalise(struct twin *twin, const utf8proc_uint8_t *text, size_t len)
{
	static int32_t codes[8 * MOST];
	utf8proc_ssize_t num;

	/* nothing is left but the order of marks */
	num = utf8proc_decompose(
	    text, (utf8proc_ssize_t)len, codes, 8 * MOST, UTF8PROC_DECOMPOSE);
	assert_in_range(num, 0, 8 * MOST);
	twin_split(twin, codes, (size_t)num);
}

static inline void
twin_run(struct twin *twin, const char *bytes, size_t len)
{
	static utf8proc_uint8_t valid[80 * MOST];
	static struct twin_text text;
	size_t num_valid = 0, num, i, j;
	int32_t parts[32];

	twin->num_tokens = twin->size = 0;
	twin->half = false;
	twin_decode(&text, bytes, len);
	twin_join(&text);
	for (i = 0; i < text.num; i++) {
		if (text.codes[i] < 0) {
			twin_normalise(twin, valid, num_valid);
			num_valid = 0;
			continue;
		}
		num = twin_decompose(text.codes[i], parts);
		for (j = 0; j < num; j++)
			num_valid += (size_t)utf8proc_encode_char(
			    parts[j], valid + num_valid);
	}
	twin_normalise(twin, valid, num_valid);
}

#endif
