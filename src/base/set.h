/*
 * set.h - a set of 64-bit hashes, reused from article to article
 */
#ifndef BASE_SET_H
#define BASE_SET_H

#include "ndup.h"

struct set {
	uint64_t *slots; /* 0: free; open addressing */
	size_t capacity, mask;
};

/* Empties the set and makes room for num hashes. */
enum ndup_status set_begin(struct set *, size_t num);

/* Hashes must be well mixed and not 0.  Whether it was new. */
bool set_add(struct set *, uint64_t hash);
bool set_has(const struct set *, uint64_t hash);
void set_free(struct set *);

#endif
