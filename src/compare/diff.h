/*
 * diff.h - where two sequences of tokens differ
 */
#ifndef COMPARE_DIFF_H
#define COMPARE_DIFF_H

#include "alignment.h"

/* Tokens of a and of b that stand for each other but are not the same; one side
 * may be empty. */
struct change {
	struct tokens_span a, b;
};

/* Begins as zeroes. */
struct diff {
	struct change *changes; /* by place; equal tokens between them */
	size_t num, changes_capacity;
	uint32_t *reached; /* row d: how far d changes lead on each diagonal */
	size_t reached_capacity;
};

/*
 * Finds the fewest tokens to drop and to add (Myers 1986).  Over DIFF_MOST of
 * them are one change, from the first token that differs to the last.  Cost:
 * the tokens times the changed ones.
 */
enum { DIFF_MOST = 1000 };

enum ndup_status diff_run(struct diff *, const uint64_t *a, uint32_t num_a,
    const uint64_t *b, uint32_t num_b);
void diff_free(struct diff *);

#endif
