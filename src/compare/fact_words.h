/*
 * fact_words.h - the words that say a number, deny, or are no names
 */
#ifndef COMPARE_FACT_WORDS_H
#define COMPARE_FACT_WORDS_H

#include "ndup.h"

enum fact_word_kind {
	FACT_WORD_NONE,
	FACT_WORD_UNIT,      /* a number below 100, or its ordinal: value */
	FACT_WORD_FACTOR,    /* hundred: multiplies the unit before it */
	FACT_WORD_SCALE,     /* thousand and more: multiplies all before it */
	FACT_WORD_NEGATION,  /* not, no, never, without */
	FACT_WORD_AUXILIARY, /* did: comes and goes with a negation */
	FACT_WORD_PLAIN,     /* with a capital or not, no name: a title, a form
	                        of company */
	FACT_WORD_WEEKDAY,
	FACT_WORD_MONTH, /* value 1 to 12 */
};

struct fact_word {
	enum fact_word_kind kind;
	double value;
};

/* Small letters, without apostrophes and accents; 0 behind them. */
enum { FACT_WORD_MAX = 32 };

struct fact_key {
	char text[FACT_WORD_MAX];
	size_t len; /* bytes; 0: the word is too long */
};

/* A word of a text as the table has it. */
struct fact_key fact_word_fold(struct ndup_slice word);

/* What a word says, in English, Russian, German, French, Spanish and Chinese,
 * whatever its text is in.  Cost: some 0.2 us. */
struct fact_word fact_word_read(struct ndup_slice word);

#endif
