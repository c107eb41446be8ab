/*
 * tokenise.h - document -> tokens
 */
#ifndef TEXT_TOKENISE_H
#define TEXT_TOKENISE_H

#include "base/buffer.h"
#include "ndup.h"
#include "normalise.h"

enum { FIRST_LETTER = 0x400, NUM_LETTERS = 128 };

/* A Cyrillic letter as it stands in a normalised word. */
struct letter {
	char bytes[4];
	uint32_t size;
};

/* Variants of the fast path: the same tokens, in more or less time. */
enum kernel { KERNEL_BEST, KERNEL_PORTABLE, KERNEL_AVX2, NUM_KERNELS };

/* Whether this processor has what it takes. */
bool kernel_works(enum kernel);

struct tokeniser {
	struct normaliser normaliser;
	uint64_t seed;
	enum kernel kernel;                 /* must work here */
	struct letter letters[NUM_LETTERS]; /* from FIRST_LETTER on */
	bool letters_ready;
	/* The result of the last run. */
	uint64_t *tokens; /* hash; bit 0: half a word */
	struct ndup_span *spans;
	size_t num_tokens;
	/* The token being read. */
	struct buffer word, sorted; /* the second for its marks */
	struct ndup_span span;
	int32_t bearer; /* what a diaeresis would stand on */
	uint8_t state, last_mark;
	bool unordered;
	bool apostrophe; /* the last, of the word only if more follows */
	/* Of the text, once it is asked. */
	enum { HYPHENS_UNKNOWN, HYPHENS_BREAK, HYPHENS_PART } hyphens;
	size_t tokens_capacity, spans_capacity;
};

/* Makes room for so many more tokens. */
enum ndup_status tokeniser_reserve(struct tokeniser *, size_t more);

/*
 * Reads the tokens of text from byte begin on; spans count from byte 0.
 * Bytes that are no UTF-8 separate words.  NDUP_INPUT if text is 4 GB long.
 */
enum ndup_status tokeniser_run(
    struct tokeniser *, struct ndup_slice text, size_t begin);

/* A tokeniser begins as zeroes, with its seed; perhaps with a kernel. */
void tokeniser_free(struct tokeniser *);

#endif
