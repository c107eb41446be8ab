/*
 * normalise.c - what each code point becomes before words are compared
 *
 * utf8proc supplies the tables.  Its answer for a page of 256 code points is
 * kept when the page is first met: news uses a handful of them.
 */
#include <assert.h>
#include <limits.h>
#include <string.h>
#include <utf8proc.h>

#include "base/memory.h"
#include "fold.h"
#include "normalise.h"

enum { IO_BASE = 0x435, DIAERESIS = 0x308 };
enum { SOFT_HYPHEN = 0xad, NON_JOINER = 0x200c, HYPHEN = 0x2010 };

/* Han, Kana, Thai, Lao, Khmer and Myanmar blocks (Unicode 14). */
static const struct {
	int32_t first, last;
} unspaced[] = {
    {0x0e00, 0x0eff},   /* Thai, Lao */
    {0x1000, 0x109f},   /* Myanmar */
    {0x1780, 0x17ff},   /* Khmer */
    {0x2e80, 0x2fdf},   /* Han radicals */
    {0x3005, 0x3007},   /* Han iteration mark, closing mark, zero */
    {0x3021, 0x3029},   /* Hangzhou numerals */
    {0x3031, 0x3035},   /* Kana repeat marks */
    {0x3038, 0x303c},   /* Hangzhou numerals, masu mark */
    {0x3041, 0x30ff},   /* Hiragana, Katakana */
    {0x31f0, 0x31ff},   /* Katakana extensions */
    {0x3400, 0x4dbf},   /* Han */
    {0x4e00, 0x9fff},   /* Han */
    {0xa9e0, 0xa9ff},   /* Myanmar */
    {0xaa60, 0xaa7f},   /* Myanmar */
    {0xf900, 0xfaff},   /* Han compatibility */
    {0x1aff0, 0x1b16f}, /* Kana supplements */
    {0x20000, 0x323af}, /* Han */
};

static int
is_unspaced(int32_t code)
{
	size_t i;

	for (i = 0; i < sizeof unspaced / sizeof unspaced[0]; i++) {
		if (code < unspaced[i].first)
			return 0;
		if (code <= unspaced[i].last)
			return 1;
	}
	return 0;
}

/* The class of a code point that is normalised already. */
static enum char_class
classify(int32_t code)
{
	switch (code) {
	case '\'':
	case 0x2019: /* right single quotation mark */
	case 0x02bc: /* modifier letter apostrophe */
		return CHAR_APOSTROPHE;
	default:
		break;
	}
	switch (utf8proc_category(code)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return is_unspaced(code) ? CHAR_UNSPACED : CHAR_LETTER;
	case UTF8PROC_CATEGORY_ND:
		return CHAR_LETTER;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return CHAR_MARK;
	default:
		return CHAR_SEPARATOR;
	}
}

static utf8proc_ssize_t
decompose(int32_t code, int32_t out[NORMALISE_MAX])
{
	int last_boundary = 0;

	return utf8proc_decompose_char(code, out, NORMALISE_MAX,
	    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
		UTF8PROC_IGNORE,
	    &last_boundary);
}

/* The class of a code point that depends on where it stands, or separator. */
static enum char_class
classify_by_place(int32_t code)
{
	switch (code) {
	case SOFT_HYPHEN:
		return CHAR_SOFT_HYPHEN;
	case NON_JOINER:
		return CHAR_NON_JOINER;
	case HYPHEN:
		return CHAR_HYPHEN;
	default:
		return CHAR_SEPARATOR;
	}
}

static struct normal
normalise_look_up(int32_t code)
{
	enum char_class class = classify_by_place(code);
	int32_t out[NORMALISE_MAX];
	utf8proc_ssize_t num;

	if (class != CHAR_SEPARATOR)
		return (struct normal){code, 0, (uint8_t) class};
	/* Spacing accents decompose to a space and a mark: no word. */
	if (utf8proc_category(code) == UTF8PROC_CATEGORY_SK)
		return (struct normal){code, 0, CHAR_SEPARATOR};
	num = decompose(code, out);
	if (num < 0 || num > NORMALISE_MAX)
		return (struct normal){code, 0, CHAR_SEPARATOR};
	if (num == 0)
		return (struct normal){code, 0, CHAR_DROPPED};
	num = (utf8proc_ssize_t)fold_codes(out, (size_t)num);
	if (num == 0)
		return (struct normal){code, 0, CHAR_POINT};
	if (num == 1 || (num == 2 && out[0] == IO_BASE && out[1] == DIAERESIS))
		return (struct normal){out[0], 0, (uint8_t)classify(out[0])};
	class = classify(out[0]);
	if (num == 2 && (class == CHAR_LETTER || class == CHAR_UNSPACED) &&
	    classify(out[1]) == CHAR_MARK)
		return (struct normal){out[0], out[1], (uint8_t) class};
	return (struct normal){code, 0, CHAR_SEVERAL};
}

const char *
ndup_unicode_version(void)
{
	return utf8proc_unicode_version();
}

struct normal
normalise_first(struct normaliser *normaliser, int32_t code)
{
	struct normal_page *page;
	int32_t i;

	if ((page = memory_new(1, sizeof *page)) == NULL)
		return normalise_look_up(code);
	for (i = 0; i < 256; i++)
		page->codes[i] = normalise_look_up((code & ~0xff) | i);
	page->earlier = normaliser->last;
	normaliser->last = normaliser->pages[code >> 8] = page;
	return page->codes[code & 0xff];
}

size_t
normalise_expand(int32_t code, struct normal out[NORMALISE_MAX])
{
	int32_t codes[NORMALISE_MAX];
	utf8proc_ssize_t num = decompose(code, codes);
	size_t i, left;

	assert(num >= 0 && num <= NORMALISE_MAX); /* or it is no CHAR_SEVERAL */
	left = fold_codes(codes, (size_t)num);
	for (i = 0; i < left; i++)
		out[i] =
		    (struct normal){codes[i], 0, (uint8_t)classify(codes[i])};
	return left;
}

static int
combining_class(int32_t code)
{
	return utf8proc_get_property(code)->combining_class;
}

/*
 * Appends the marks at the beginning of [in, end) to sorted, by their classes,
 * stable; returns where they end.  Each class is one way through them: there
 * are some fifty.
 */
static const utf8proc_uint8_t *
sort_marks(const utf8proc_uint8_t *in, const utf8proc_uint8_t *end,
    struct buffer *sorted)
{
	const utf8proc_uint8_t *at, *after = in;
	int class = 0, of_mark, next;
	utf8proc_ssize_t size;
	int32_t code;

	do {
		next = INT_MAX;
		for (at = in; at < end; at += size) {
			size = utf8proc_iterate(at, end - at, &code);
			of_mark = combining_class(code);
			if (of_mark == 0)
				break;
			if (of_mark == class)
				buffer_add(sorted, at, (size_t)size);
			else if (of_mark > class && of_mark < next)
				next = of_mark;
		}
		after = at;
		class = next;
	} while (class != INT_MAX);
	return after;
}

void
normalise_reorder(struct buffer *word, struct buffer *sorted)
{
	const utf8proc_uint8_t *in = (utf8proc_uint8_t *)word->data;
	const utf8proc_uint8_t *end = in + word->size;
	utf8proc_ssize_t letter;
	int32_t code;

	buffer_clear(sorted);
	while ((in = sort_marks(in, end, sorted)) < end) {
		letter = utf8proc_iterate(in, end - in, &code);
		buffer_add(sorted, in, (size_t)letter);
		in += letter;
	}
	if (!sorted->failed)
		memcpy(word->data, sorted->data, word->size);
}

void
normaliser_free(struct normaliser *normaliser)
{
	struct normal_page *page, *earlier;

	for (page = normaliser->last; page != NULL; page = earlier) {
		earlier = page->earlier;
		memory_free(page);
	}
}
