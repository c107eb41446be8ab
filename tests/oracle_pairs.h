/*
 * oracle_pairs.h - what texts have in common, by an inverted index
 *
 * For each text the set of its stretches of so many words, as the tokens
 * themselves; for each stretch the texts that have it.  With the shingle size
 * this gives Jaccard and containment of all pairs, with min_run all pairs that
 * have a common run of it.  No hash of a stretch, no sample, no limit.
 */
#ifndef TESTS_ORACLE_PAIRS_H
#define TESTS_ORACLE_PAIRS_H

#include "oracle_texts.h"

struct oracle_sets {
	uint32_t num_texts, num_stretches; /* distinct */
	size_t *set_begin;                 /* of each text ... */
	uint32_t *stretches;               /* ... its stretches, ascending */
	size_t *list_begin;                /* of each stretch ... */
	uint32_t *texts;                   /* ... the texts that have it */
};

/*
 * The stretches of so many words: the shortest that end at a token and hold
 * as much.  Where distinct, only the first of articles with the same tokens
 * has a set; of evidence those before an article's credits.
 */
void oracle_sets_make(struct oracle_sets *, const struct oracle_texts *,
    unsigned words, bool distinct, bool of_evidence);
void oracle_sets_free(struct oracle_sets *);

uint32_t oracle_sets_size(const struct oracle_sets *, uint32_t text);

/* How many stretches both have. */
uint32_t oracle_sets_common(const struct oracle_sets *, uint32_t a, uint32_t b);

/* Whether both have a stretch that more than so many texts have. */
bool oracle_sets_crowded(
    const struct oracle_sets *, uint32_t a, uint32_t b, uint32_t most);

/* Visits all pairs with a common stretch, a < b. */
typedef void oracle_visit(
    void *ctx, uint32_t a, uint32_t b, uint32_t num_common);
void oracle_sets_pairs(const struct oracle_sets *, oracle_visit *, void *ctx);

#endif
