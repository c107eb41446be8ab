/*
 * counted.h - pairs of texts, each with how many keys it shares
 */
#ifndef TABLE_COUNTED_H
#define TABLE_COUNTED_H

#include "ndup.h"

/* Pairs are numbers, a << 32 | b with a < b: the lower text and the higher. */
static inline uint32_t
pair_lower(uint64_t pair)
{
	return (uint32_t)(pair >> 32);
}

static inline uint32_t
pair_higher(uint64_t pair)
{
	return (uint32_t)pair;
}

/* Zeroes at first. */
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

/* How many candidates of a text are kept in any case, of lower numbers and of
 * higher ones. */
struct counted_most {
	uint32_t lower, higher;
};

/*
 * Leaves out each pair of a settled list both texts of which have enough that
 * are better: the higher text lower ones, the lower text higher ones.  Better
 * is what shares more keys, or as many and has the lower number.  At most the
 * sum of both for each text is left.  crowded, one a text, is set where the
 * higher text of a pair has lost it.  Linear.
 */
enum ndup_status counted_cap(
    struct counted *, uint32_t num_texts, struct counted_most, bool *crowded);
void counted_free(struct counted *);

/* Whether the pairs, but for those added since, are as said above. */
bool counted_validate(const struct counted *);

#endif
