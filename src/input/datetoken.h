/*
 * datetoken.h - a date's text as numbers, words and punctuation
 */
#ifndef INPUT_DATETOKEN_H
#define INPUT_DATETOKEN_H

#include "ndup.h"

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
	int64_t value; /* of a number, or as in dateword.h */
	size_t end;    /* bytes of text up to its end */
};

struct datetokens {
	struct datetoken item[DATETOKEN_MAX];
	size_t num;
};

/* The tokens at the beginning of text, at least one; the last of them, and
 * only that, is DATETOKEN_END or DATETOKEN_OTHER. */
void datetoken_read(struct ndup_slice text, struct datetokens *);

/* The bytes of white space at text: ASCII's, no-break and typographic spaces,
 * byte-order marks. */
size_t datetoken_skip_space(struct ndup_slice text);

#endif
