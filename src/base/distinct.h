/*
 * distinct.h - how many different hashes there are
 */
#ifndef BASE_DISTINCT_H
#define BASE_DISTINCT_H

#include "base/set.h"

struct distinct {
	uint32_t *slots;  /* scratch: where a hash that falls there stands */
	uint64_t *others; /* those that found it taken */
	size_t slots_capacity, others_capacity;
	struct set set; /* of others */
};

/* Hashes must be well mixed and not 0; at most 2^32 - 1.  Some 2 ns each. */
enum ndup_status distinct_count(struct distinct *, const uint64_t *hashes,
    size_t num, size_t *num_distinct);
void distinct_free(struct distinct *);

#endif
