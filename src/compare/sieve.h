/*
 * sieve.h - which candidates cannot match, seen without measuring them
 */
#ifndef COMPARE_SIEVE_H
#define COMPARE_SIEVE_H

#include "ndup.h"
#include "text/words.h"

/* Article a, and what a match with it must have; zeroes at first. */
struct prefilter {
	struct words a;
	uint64_t *bits; /* of the grams of a, by hash */
	uint64_t *seen; /* of those in streaks along b */
	size_t num_bits, bits_capacity, seen_capacity;
	unsigned shift;         /* from a hash to its bit */
	uint32_t gram_size;     /* tokens */
	uint32_t passage_grams; /* in a row inside an anchor */
	struct ndup_params params;
	bool similar; /* b may be so, if it passed */
};

void prefilter_init(struct prefilter *, const struct ndup_params *);

/* Makes this article a; borrowed until the next one.  Linear in a. */
enum ndup_status prefilter_base(struct prefilter *, const struct words *a);

/* Whether b may match a; false only if it does not.  Cost: of most that do not,
 * a third of b. */
bool prefilter_passes(struct prefilter *, const struct words *b);
void prefilter_free(struct prefilter *);

#endif
