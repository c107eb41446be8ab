/*
 * exact.h - the exact figures of a pair, and what follows from them, plainly
 *
 * The oracles work the figures out from the texts; here is by what rules they
 * make a match, and of which relation.
 */
#ifndef TESTS_EXACT_H
#define TESTS_EXACT_H

#include <stdbool.h>
#include <stdint.h>

#include "ndup.h"

/* Lengths, coverage, passage and run in half words. */
struct exact {
	bool identical;
	uint32_t common, shingles_a, shingles_b;
	uint32_t covered_a, covered_b, length_a, length_b;
	uint32_t passage; /* equal in the longest one */
	uint32_t longest; /* the longest common run */
	bool replaced;    /* a figure, by another, within a passage */
	/* Of texts that repeat themselves so much that perhaps they were not
	 * aligned: what is covered by runs of min_passage words. */
	bool may_be_cut;
	uint32_t windows_a, windows_b;
};

/* The same pair if it was not aligned. */
static inline struct exact
exact_if_cut(const struct exact *exact)
{
	struct exact cut = *exact;

	cut.passage = exact->longest;
	cut.replaced = false;
	cut.covered_a = exact->windows_a;
	cut.covered_b = exact->windows_b;
	return cut;
}

static inline double
exact_jaccard(const struct exact *exact)
{
	uint32_t joined = exact->shingles_a + exact->shingles_b - exact->common;

	return joined == 0 ? 0 : (double)exact->common / (double)joined;
}

static inline bool
exact_reaches(uint32_t part, uint32_t whole, double share)
{
	return whole > 0 && (double)part / (double)whole >= share;
}

/* Coverage of the shorter; of two equally short, of either. */
static inline bool
exact_shorter_reaches(const struct exact *exact, double share)
{
	return (exact->length_a <= exact->length_b &&
		   exact_reaches(exact->covered_a, exact->length_a, share)) ||
	       (exact->length_b <= exact->length_a &&
		   exact_reaches(exact->covered_b, exact->length_b, share));
}

/* Whether both have so many words that more than identity can be said. */
static inline bool
exact_is_enough(const struct exact *exact, const struct ndup_params *params)
{
	return params->min_coverage <= 0 ||
	       (exact->length_a >= 2 * params->min_words &&
		   exact->length_b >= 2 * params->min_words);
}

/* By Jaccard, and then two words in five are covered. */
static inline bool
exact_is_similar(const struct exact *exact, const struct ndup_params *params)
{
	return exact->common > 0 &&
	       exact_jaccard(exact) >= params->min_jaccard &&
	       (params->min_coverage <= 0 || exact_shorter_reaches(exact, 0.4));
}

/* One form with two sets of figures: one replaced by another, a quarter of both
 * covered, and less than four fifths of the shorter. */
static inline bool
exact_is_form(const struct exact *exact)
{
	return exact->replaced &&
	       exact_reaches(exact->covered_a, exact->length_a, 0.25) &&
	       exact_reaches(exact->covered_b, exact->length_b, 0.25) &&
	       !exact_shorter_reaches(exact, 0.8);
}

/* By coverage, with a passage that is long enough, or half of the shorter in
 * shorter ones that are twice as much, but of a form; or by a long passage
 * alone. */
static inline bool
exact_is_reused(const struct exact *exact, const struct ndup_params *params)
{
	uint32_t run = 2 * params->min_run;

	if (params->min_coverage <= 0)
		return false;
	if (params->long_passage > 0 &&
	    exact->passage >= 2 * params->long_passage)
		return true;
	if (!exact_shorter_reaches(exact, params->min_coverage))
		return false;
	return exact->passage >= run ||
	       (exact->covered_a >= 2 * run && exact->covered_b >= 2 * run &&
		   exact_shorter_reaches(exact, 0.5) && !exact_is_form(exact));
}

static inline bool
exact_is_match(const struct exact *exact, const struct ndup_params *params)
{
	return exact->identical || (exact_is_enough(exact, params) &&
				       (exact_is_similar(exact, params) ||
					   exact_is_reused(exact, params)));
}

static inline enum ndup_relation
exact_relation(const struct exact *exact, const struct ndup_params *params)
{
	if (exact->identical)
		return NDUP_IDENTICAL;
	if (exact_is_similar(exact, params))
		return NDUP_NEAR_DUPLICATE;
	if (exact_reaches(exact->covered_a, exact->length_a, 0.8) &&
	    exact_reaches(exact->covered_b, exact->length_b, 0.8))
		return NDUP_NEAR_DUPLICATE;
	if (!exact_shorter_reaches(exact, 0.8))
		return NDUP_PARTIAL_REUSE;
	if (exact->length_a == exact->length_b)
		return exact->covered_a > exact->covered_b ? NDUP_EXCERPT
							   : NDUP_EXTENSION;
	return exact->length_a < exact->length_b ? NDUP_EXCERPT
						 : NDUP_EXTENSION;
}

#endif
