/*
 * counted.h - pairs of texts, each with how many keys it shares
 */
#ifndef TABLE_COUNTED_H
#define TABLE_COUNTED_H

#include "base/sort.h"
#include "ndup.h"

/* Pairs are numbers, a << 32 | b with a < b.  Zeroes at first. */
struct counted {
	uint64_t *pairs; /* ascending, each once ... */
	uint32_t *times; /* ... and how often it was added */
	size_t num, pairs_capacity, times_capacity;
	uint64_t *added; /* since, in any order */
	size_t num_added, added_capacity;
	uint64_t *scratch;
	size_t scratch_capacity;
};

/* Adds a pair, once. */
enum ndup_status counted_add(struct counted *, uint64_t pair);

/* Puts what was added since among the pairs.  Linear. */
enum ndup_status counted_settle(struct counted *);

/* Adds all of another list, which is settled.  Linear in both. */
enum ndup_status counted_merge(struct counted *, const struct counted *);

/*
 * Leaves out each pair of a settled list both texts of which have enough that
 * are better: that share more keys with them, of equal ones those of lower
 * numbers; the higher text `most` lower ones and the lower text `most` higher
 * ones.  At most 2 * most pairs a text are left.  crowded, one a text, is set
 * where the higher text of a pair lost it.  Linear.
 */
enum ndup_status counted_cap(
    struct counted *, uint32_t num_texts, uint32_t most, bool *crowded);
void counted_free(struct counted *);

#endif
