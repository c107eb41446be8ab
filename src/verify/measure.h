/*
 * measure.h - candidates -> exact measures
 */
#ifndef VERIFY_MEASURE_H
#define VERIFY_MEASURE_H

#include "base/window.h"
#include "ndup.h"
#include "verify/sieve.h"
#include "verify/words.h"

struct measures {
	bool identical;
	bool has_run; /* a common run of min_run words */
	uint32_t common_shingles, shingles_a, shingles_b;  /* distinct */
	uint32_t covered_a, covered_b, length_a, length_b; /* half words */
};

/* The windows of one length of article a, and which of them b has. */
struct grams {
	struct windows a, b;
	struct gram {
		uint64_t hash;  /* 0: free */
		uint32_t stamp; /* of the last b that has it */
	} * slots;
	uint64_t *filter; /* bits: without its bit a hash is in no slot */
	uint32_t *places; /* of each window of a, its slot */
	size_t mask, slots_capacity, filter_capacity, places_capacity;
	bool ready; /* made for the present a */
};

/* Compares one article a with many b; one per thread. */
struct measurer {
	struct sieve sieve;
	struct grams shingles, passages, runs;
	struct words words_a;
	uint64_t *values_a, *values_b; /* of a: from stamp 1 on */
	uint64_t *hashes_b;            /* of its windows */
	size_t capacity_a, capacity_b, hashes_capacity;
	uint32_t stamp; /* number of the b being measured */
	double min_jaccard, min_coverage;
};

enum ndup_status measurer_init(struct measurer *, const struct ndup_params *);

/* Makes this article a; borrowed until the next one. */
enum ndup_status measurer_base(struct measurer *, const struct words *a);

/*
 * Measures a against b, as far as the pair may still match: of one that does
 * not, all but the lengths may be left as they are in articles without anything
 * in common, and of one that is similar has_run may be false.  Cost: linear, of
 * most that do not match in a third of b.
 */
enum ndup_status measurer_compare(
    struct measurer *, const struct words *b, struct measures *);
/* Measures a against b in full, match or not.  Cost: linear in both. */
enum ndup_status measurer_measure(
    struct measurer *, const struct words *b, struct measures *);
void measurer_free(struct measurer *);

#endif
