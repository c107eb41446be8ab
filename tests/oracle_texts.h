/*
 * oracle_texts.h - articles as sequences of numbers, for the oracles
 *
 * Tokens come from the public sketcher, from where the article's text begins;
 * equal tokens get equal numbers.  Memory that cannot be had ends the program.
 */
#ifndef TESTS_ORACLE_TEXTS_H
#define TESTS_ORACLE_TEXTS_H

#include "ndup.h"

struct oracle_text {
	const uint32_t *ids; /* one a token; bit 0: half a word; bit 1: a
	                        figure; 0: ignored */
	const struct ndup_span *spans; /* in the bytes of document.text */
	uint32_t num, half_words;
	/* The same without its credits, which are no evidence of anything. */
	uint32_t num_evidence, counted;
	uint32_t same; /* the first article with the same tokens */
};

struct oracle_texts {
	struct oracle_text *items;
	uint32_t num;
	/* The tokens of all, one article after another. */
	uint64_t *hashes;
	uint32_t *ids;
	struct ndup_span *spans;
	size_t num_tokens, capacity;
};

void oracle_texts_make(struct oracle_texts *, const struct ndup_document *,
    uint32_t num, const struct ndup_params *);
void oracle_texts_free(struct oracle_texts *);

/* Length of a token in half words. */
static inline uint32_t
oracle_weight(uint32_t id)
{
	return id == 0 ? 0 : 2 - (id & 1);
}

/* Zeroed memory, and an array of another size: never NULL. */
void *oracle_memory(size_t num, size_t item_size);
void *oracle_resize(void *, size_t num, size_t item_size);

#endif
