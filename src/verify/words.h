/*
 * words.h - an article as the verifier sees it
 */
#ifndef VERIFY_WORDS_H
#define VERIFY_WORDS_H

#include "ndup.h"

struct words {
	const uint32_t *ids; /* one a token; bit 0: half a word; 0: ignored */
	uint32_t num;
	uint32_t half_words;   /* ignored ones not counted */
	uint32_t num_shingles; /* distinct */
};

/* Values for base/window.h: equal for equal ids. */
void words_values(const struct words *, uint64_t *values);

/* Length of several tokens in half words. */
uint32_t words_weigh(const uint32_t *ids, size_t num);

/* Whether both are the same tokens, at least one of which counts. */
bool words_identical(const struct words *, const struct words *);

#endif
