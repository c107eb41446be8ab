/*
 * corpus_language.h - an invented language with the statistics of news
 *
 * In: a seed.  Out: words, one after another, whose frequencies and whose
 * repeated phrases are like those of real text.  All in integers: the same
 * seed gives the same words on every machine.
 */
#ifndef BENCH_CORPUS_LANGUAGE_H
#define BENCH_CORPUS_LANGUAGE_H

#include <stddef.h>
#include <stdint.h>

#define NUM_WORDS 65536U

/* What stands for a word in the context of the next one. */
enum { CONTEXT_NUMBER = NUM_WORDS, CONTEXT_NAME, CONTEXT_START };

/* Random numbers: SplitMix64 (Steele, Lea, Flood 2014). */
struct random {
	uint64_t state;
};

uint64_t random_next(struct random *);

/* Below n, which is not 0. */
uint32_t random_below(struct random *, uint32_t n);

/* From 1 to 2^num_bits - 1, the chance of r roughly falling as 1/r. */
uint32_t random_rank(struct random *, uint32_t num_bits);

/* One number from two, well mixed. */
uint64_t mix(uint64_t a, uint64_t b);

struct word {
	char bytes[15]; /* lower-case letters */
	uint8_t size;
};

struct alias {
	uint32_t limit, other;
};

struct language {
	uint64_t seed;
	struct word words[NUM_WORDS];  /* by falling frequency */
	struct alias alias[NUM_WORDS]; /* to draw one (Walker 1977) */
};

/* Ends the program if there is no memory; free() releases. */
struct language *language_new(uint64_t seed);

/* The word after two words or contexts, before last and last. */
uint32_t language_next(
    const struct language *, struct random *, uint32_t before, uint32_t last);

/* malloc() and realloc() that end the program on failure. */
void *allocate(void *, size_t num, size_t item_size);

#endif
