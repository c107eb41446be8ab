/*
 * fold.c - letters and digits that are written in several ways
 *
 * Arabic and Hebrew news leave vowels out or put them in, and Arabic letters
 * are written as carefully as the writer cares to.  The rules are those that
 * search engines have for long: Lucene's ArabicNormalizer (vowel marks,
 * tatweel, alef, yeh, teh marbuta), PersianNormalizer (Persian yeh and kaf,
 * which are often typed as the Arabic ones; heh) and DecimalDigitFilter; and
 * of the ISRI stemmer (Taghva, Elkhoury, Coombs 2005) that a hamza goes wherever
 * it stands on a letter: decomposed it is a mark like others.  Yeh barree and
 * heh doachashmee stay: in Urdu they are letters of their own.
 */
#include <utf8proc.h>

#include "fold.h"

enum { TATWEEL = 0x640, NUM_DIGITS = 10 };

/* Where vowel marks and points are left out: Hebrew; Arabic, its extensions B
 * and A; a point among the Hebrew presentation forms. */
static int
has_points(int32_t code)
{
	return (code >= 0x590 && code <= 0x6ff) ||
	       (code >= 0x870 && code <= 0x8ff) || code == 0xfb1e;
}

static int32_t
fold_letter(int32_t code)
{
	switch (code) {
	case 0x671: /* alef wasla */
		return 0x627;
	case 0x649: /* alef maksura */
	case 0x6cc: /* Persian yeh */
		return 0x64a;
	case 0x6a9: /* Persian kaf */
		return 0x643;
	case 0x629: /* teh marbuta */
	case 0x6c1: /* heh goal */
	case 0x6c3: /* teh marbuta goal */
	case 0x6d5: /* ae, which heh with yeh above decomposes to */
		return 0x647;
	default:
		return code;
	}
}

/* Unicode has the ten digits of a script in a row, zero first. */
static int32_t
fold_digit(int32_t code)
{
	int32_t before = 0;

	while (utf8proc_category(code - before - 1) == UTF8PROC_CATEGORY_ND)
		before++;
	return '0' + before % NUM_DIGITS;
}

size_t
fold_codes(int32_t *codes, size_t num)
{
	utf8proc_category_t category;
	size_t i, left = 0;

	for (i = 0; i < num; i++) {
		category = utf8proc_category(codes[i]);
		if (codes[i] == TATWEEL ||
		    (category == UTF8PROC_CATEGORY_MN && has_points(codes[i])))
			continue;
		codes[left++] = category == UTF8PROC_CATEGORY_ND
				    ? fold_digit(codes[i])
				    : fold_letter(codes[i]);
	}
	return left;
}
