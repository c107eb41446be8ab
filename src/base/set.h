/*
 * set.h - a set of 64-bit hashes, reused from article to article
 */
#ifndef BASE_SET_H
#define BASE_SET_H

#include <assert.h>

#include "ndup.h"

struct set {
	uint64_t *slots; /* 0: free; open addressing */
	size_t slots_capacity, mask;
};

/* Empties the set and makes room for num hashes. */
enum ndup_status set_begin(struct set *, size_t num);

/* Hashes must be well mixed and not 0.  Whether it was new. */
static inline bool
set_add(struct set *set, uint64_t hash)
{
	size_t i = hash & set->mask;

	assert(hash != 0);
	while (set->slots[i] != 0) {
		if (set->slots[i] == hash)
			return false;
		i = (i + 1) & set->mask;
	}
	set->slots[i] = hash;
	return true;
}

static inline bool
set_has(const struct set *set, uint64_t hash)
{
	size_t i = hash & set->mask;

	while (set->slots[i] != 0) {
		if (set->slots[i] == hash)
			return true;
		i = (i + 1) & set->mask;
	}
	return false;
}

void set_free(struct set *);

/* ---- how many different hashes there are --------------------------------- */

struct distinct {
	uint32_t *slots;  /* where a hash that falls there stands; all 0
	                     between calls */
	uint64_t *others; /* those that found it taken */
	size_t slots_capacity, others_capacity;
	struct set set; /* of others */
};

/* Hashes must be well mixed and not 0; at most 2^32 - 1.  Some 2 ns each. */
enum ndup_status distinct_count(struct distinct *, const uint64_t *hashes,
    size_t num, size_t *num_distinct);
void distinct_free(struct distinct *);

#endif
