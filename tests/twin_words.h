/*
 * twin_words.h - two stretches of tokens laid over each other, word by word
 *
 * The second part of passages_twin.h.
 */
#ifndef TESTS_TWIN_WORDS_H
#define TESTS_TWIN_WORDS_H

#include "twin_runs.h"

/* Tokens of either side: the places where they stand, forwards or backwards. */
struct twin_gap {
	uint32_t a[TWIN_EDGE], b[TWIN_EDGE];
	uint32_t num_a, num_b;
	bool backwards;
};

/* What token i of a and j of b cost or are worth, laid over each other. */
static inline int
twin_pair(const struct passages_twin *twin, const struct twin_gap *gap,
    uint32_t i, uint32_t j)
{
	uint32_t x = twin->a.ids[gap->a[i]], y = twin->b.ids[gap->b[j]];
	int of_x = (int)twin_weight(x), of_y = (int)twin_weight(y);

	if (x == y && twin_counts(x))
		return of_x;
	return of_x > of_y ? -of_x : -of_y;
}

static inline int
twin_drop_a(
    const struct passages_twin *twin, const struct twin_gap *gap, uint32_t i)
{
	return -(int)twin_weight(twin->a.ids[gap->a[i]]);
}

static inline int
twin_drop_b(
    const struct passages_twin *twin, const struct twin_gap *gap, uint32_t j)
{
	return -(int)twin_weight(twin->b.ids[gap->b[j]]);
}

/* The best that the first i and j tokens come to. */
static inline void
twin_score(struct passages_twin *twin, const struct twin_gap *gap)
{
	uint32_t i, j;
	int best;

	for (i = 0; i <= gap->num_a; i++) {
		for (j = 0; j <= gap->num_b; j++) {
			best = i + j == 0 ? 0 : INT32_MIN;
			if (i > 0)
				best = twin->score[i - 1][j] +
				       twin_drop_a(twin, gap, i - 1);
			if (j > 0 && twin->score[i][j - 1] +
					     twin_drop_b(twin, gap, j - 1) >
					 best)
				best = twin->score[i][j - 1] +
				       twin_drop_b(twin, gap, j - 1);
			if (i > 0 && j > 0 &&
			    twin->score[i - 1][j - 1] +
				    twin_pair(twin, gap, i - 1, j - 1) >
				best)
				best = twin->score[i - 1][j - 1] +
				       twin_pair(twin, gap, i - 1, j - 1);
			twin->score[i][j] = best;
		}
	}
}

/*
 * Lists the equal tokens of the best way to (i, j), in the order of the texts;
 * of several ways the one that lays over each other, then that drops of a.
 * Returns their half words.
 */
static inline uint32_t
twin_walk(struct passages_twin *twin, const struct twin_gap *gap, uint32_t i,
    uint32_t j, struct twin_run *pairs, uint32_t *num)
{
	uint32_t sum = 0, k = TWIN_EDGE;
	struct twin_run backwards[TWIN_EDGE];
	int pair;

	while (i > 0 && j > 0) {
		pair = twin_pair(twin, gap, i - 1, j - 1);
		if (twin->score[i][j] == twin->score[i - 1][j - 1] + pair) {
			i--;
			j--;
			if (pair <= 0)
				continue;
			sum += (uint32_t)pair;
			backwards[--k] =
			    (struct twin_run){gap->a[i], gap->b[j], 1};
		} else if (twin->score[i][j] ==
			   twin->score[i - 1][j] +
			       twin_drop_a(twin, gap, i - 1)) {
			i--;
		} else {
			j--;
		}
	}
	*num = TWIN_EDGE - k;
	for (i = 0; i < *num; i++)
		pairs[i] =
		    backwards[gap->backwards ? TWIN_EDGE - 1 - i : k + i];
	return sum;
}

#endif
