/*
 * overlap.h - the passages of a match -> how much they cover
 */
#ifndef COMPARE_OVERLAP_H
#define COMPARE_OVERLAP_H

#include "align.h"

/* What two articles have in common by their passages, in half words. */
struct overlap {
	uint32_t passage;              /* equal in the longest one */
	uint32_t covered_a, covered_b; /* equal in any */
	bool replaces_figure;          /* within one, by another figure */
};

/* What the last alignment amounts to; too little of articles that repeat
 * themselves so much that not all runs were followed (runs.cut). */
void aligner_overlap(
    struct aligner *, const struct alignment *, struct overlap *);

/* Marks the tokens of its b that are covered, if not all runs were followed in
 * runs of min_passage words; others stay as they are. */
void aligner_mark_b(
    const struct aligner *, const struct alignment *, bool *marks);

#endif
