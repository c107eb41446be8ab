/*
 * date_words.h - the words that dates are written with
 */
#ifndef DATELINE_DATE_WORDS_H
#define DATELINE_DATE_WORDS_H

#include <stdint.h>

#include "ndup.h"

/* ---- a date's text as numbers, words and punctuation --------------------- */

enum {
	DATETOKEN_MAX = 32,
	DATETOKEN_MAX_DIGITS = 18,
};

/* Kinds besides punctuation in ASCII and enum dateword_kind. */
enum datetoken_kind {
	DATETOKEN_END = 0, /* of the text */
	DATETOKEN_NUMBER = '9',
	DATETOKEN_COMMENT = 'c', /* in parentheses */
	DATETOKEN_OTHER = '?',   /* nothing that dates have */
};

struct datetoken {
	char kind;
	bool spaced; /* white space or a word that says nothing before it */
	uint8_t num_digits;
	int64_t value; /* of a number, or as in date_words.h */
	size_t end;    /* bytes of text up to its end */
};

struct datetokens {
	struct datetoken item[DATETOKEN_MAX];
	size_t num;
};

/* The tokens at the beginning of text, at least one; the last of them, and
 * only that, is DATETOKEN_END or DATETOKEN_OTHER. */
void datetoken_read(struct ndup_slice text, struct datetokens *);

/* No-break and typographic spaces, byte-order marks: white space that is no
 * ASCII. */
static inline bool
is_wide_space(int32_t code)
{
	return code == 0xa0 || (code >= 0x2000 && code <= 0x200b) ||
	       code == 0x202f || code == 0x3000 || code == 0xfeff;
}

/* The bytes of white space at text, ASCII's and wide. */
size_t datetoken_skip_space(struct ndup_slice text);

/* What a word says, as the letter that stands for it in forms (date.c). */
enum dateword_kind {
	DATEWORD_NONE = 0,
	DATEWORD_FILLER = ' ', /* says nothing: weekdays, "at", "of" */
	DATEWORD_MONTH = 'N',  /* value 1 to 12 */
	DATEWORD_HALF = 'p',   /* value 0 for a.m., 12 for p.m. */
	DATEWORD_ZONE = 'z',   /* value in minutes east of UTC */
	DATEWORD_US = 'r',     /* the same in winter, an hour more in summer */
	DATEWORD_T = 'T',      /* between date and time in ISO 8601 */
	DATEWORD_YEARS = '1',  /* stands behind the year */
	DATEWORD_MONTHS = '2', /* behind the month's number, and so on */
	DATEWORD_DAYS = '3',
	DATEWORD_HOURS = '4',
	DATEWORD_MINUTES = '5',
	DATEWORD_SECONDS = '6',
};

struct dateword {
	enum dateword_kind kind;
	int value;
};

#endif
