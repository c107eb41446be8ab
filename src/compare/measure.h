/*
 * measure.h - candidates -> exact measures
 */
#ifndef COMPARE_MEASURE_H
#define COMPARE_MEASURE_H

#include "ndup.h"
#include "text/window.h"
#include "text/words.h"
#include "align.h"
#include "sieve.h"

/*
 * Jaccard and containment are of all words; coverage and runs of those that
 * count (text/words.h): what stands is no evidence of reuse.
 */
struct measures {
	bool identical;
	bool is_page;         /* one of the two is: see text/words.h */
	bool replaces_figure; /* one stands replaced by another in a passage */
	uint32_t common_shingles, shingles_a, shingles_b; /* distinct */
	uint32_t passage; /* half words that stand equal in the longest one */
	uint32_t covered_a, covered_b; /* half words that count ... */
	uint32_t length_a, length_b;   /* ... of so many that do */
};

/* Of any two articles that are the same text. */
extern const struct measures measures_of_same;

/* The same measures with a and b changed. */
void measures_turn(struct measures *);

/* The windows of one length of article a, and which of them b has. */
struct grams {
	struct windows windows;
	size_t num;
	uint64_t *hashes; /* of each */
	uint32_t *firsts; /* of each, the first with the same hash */
	uint32_t *stamps; /* of such a first one: of the last b that has it */
	uint32_t *nexts;  /* of each, the next with the same hash, or 0; if
	                     they are chained */
	uint32_t
	    *slots; /* by hash: number of a first one, from 1 on; 0: free */
	size_t mask, slots_capacity;
	size_t hashes_capacity, firsts_capacity, stamps_capacity,
	    nexts_capacity;
	bool ready;   /* made for the present a */
	bool chained; /* the same of nexts */
};

/* An article that was read for its windows. */
struct words_read {
	struct series series;
	uint64_t *values;
	size_t values_capacity;
};

/* Compares one article a with many b; one per thread. */
struct measurer {
	struct prefilter prefilter;
	struct grams shingles, passages;
	struct aligner aligner;
	struct alignment alignment;
	struct words words_a;
	struct words_read all_a,
	    all_b; /* all words; a is read from stamp 1 on */
	struct words_read counted_a,
	    counted_b; /* what counts, if others do not, and windows of it are
	                  asked for */
	const struct words_read *proof_a,
	    *proof_b;               /* whichever has what counts */
	uint64_t *hashes;           /* of windows of b */
	struct windows windows_b;   /* of passages */
	uint64_t *places, *scratch; /* of windows of a that b has */
	size_t num_places;
	size_t hashes_capacity, places_capacity, scratch_capacity;
	uint32_t stamp; /* number of the b being measured */
	bool turned;    /* a comes behind b in the order of articles: set by the
	                caller */
	struct ndup_params params;
};

enum ndup_status measurer_init(struct measurer *, const struct ndup_params *);

/* Makes this article a; borrowed until the next one. */
enum ndup_status measurer_base(struct measurer *, const struct words *a);

/* The words of a, which is the same, stand elsewhere by now. */
void measurer_move(struct measurer *, const struct words *a);

/*
 * Measures a against b, as far as the pair may still match: of one that does
 * not, all but the lengths may be left as they are in articles without anything
 * in common.  Cost: linear, of most that do not match in a third of b; where b
 * is far shorter, but for the first such one, in b alone and what they have in
 * common.
 */
enum ndup_status measurer_compare(
    struct measurer *, const struct words *b, struct measures *);
/* Measures a against b in full, match or not.  Cost: linear in both. */
enum ndup_status measurer_measure(
    struct measurer *, const struct words *b, struct measures *);

/*
 * Marks the tokens that stand equal in passages of the pair that was measured
 * last, in full or as one that matches: of b, or of a if it is turned, which
 * comes later.  Others stay as they are.  The measures are those of the pair.
 * Returns the longest run in half words.  Nothing is aligned again.
 */
uint32_t measurer_cover(
    const struct measurer *, const struct measures *, bool *covered);
void measurer_free(struct measurer *);

#endif
