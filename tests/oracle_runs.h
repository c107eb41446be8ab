/*
 * oracle_runs.h - the common runs of two texts, by a table of all places
 *
 * For each token of a and each of b: how many equal tokens end there.  Where
 * the next tokens differ a maximal run ends.  Cost: the product of lengths.
 */
#ifndef TESTS_ORACLE_RUNS_H
#define TESTS_ORACLE_RUNS_H

#include "oracle_texts.h"

struct oracle_runs {
	uint32_t longest;              /* half words */
	uint32_t covered_a, covered_b; /* half words in runs long enough */
	bool *marks_a, *marks_b; /* of each token: whether it is covered */
	uint32_t *lengths;       /* a row of the table */
	uint32_t *before;        /* for each token of a, half words before it */
	size_t capacity_a, capacity_b;
};

/* Overwrites what was found before; it began as zeroes. */
void oracle_runs_compare(struct oracle_runs *, const struct oracle_text *a,
    const struct oracle_text *b, unsigned min_passage);
void oracle_runs_free(struct oracle_runs *);

/* Half words of the longest sequence of tokens that both have in this order,
 * adjacent or not.  Cost: the product of lengths. */
uint32_t oracle_common_order(
    const uint32_t *a, size_t num_a, const uint32_t *b, size_t num_b);

#endif
