/*
 * edits.h - align two short stretches word by word
 */
#ifndef COMPARE_EDITS_H
#define COMPARE_EDITS_H

#include "alignment.h"

enum { EDITS_MAX = 48 }; /* tokens of either side */

/* Tokens from one place on, forwards (step 1) or backwards (step -1). */
struct edge {
	const uint32_t *ids;
	uint32_t num; /* at most EDITS_MAX */
};

struct edits {
	int16_t score[EDITS_MAX + 1][EDITS_MAX + 1];
	/* The result: tokens of either side, and the pairs that are equal,
	 * from the far end to the near one, counted from 0 at the near. */
	uint32_t num_a, num_b;
	struct edit_pair {
		uint8_t a, b;
	} pairs[EDITS_MAX];
	uint32_t num_pairs;
};

/* Aligns the whole of both. */
void edits_align(struct edits *, struct edge a, struct edge b, int step);

/*
 * Aligns the beginnings that go together best: num_a and num_b say how far.
 * Returns the score: half words equal less half words changed; 0: nothing.
 */
int edits_extend(struct edits *, struct edge a, struct edge b, int step);

/* Whether an extension may score so much, over 0; false only if it does not.
 * Cost: linear. */
bool edits_may_extend(struct edge a, struct edge b, int step, int score);

#endif
