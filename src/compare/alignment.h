/*
 * alignment.h - how two sequences of tokens map onto each other
 */
#ifndef COMPARE_ALIGNMENT_H
#define COMPARE_ALIGNMENT_H

#include "ndup.h"

struct tokens_span {
	uint32_t begin, end; /* tokens, half-open */
};

/* So many equal tokens, one after another, in both. */
struct block {
	uint32_t a, b, num;
};

/* A stretch of a that stands in b too, but for small edits. */
struct stretch {
	struct tokens_span a, b;
	uint32_t half_words;              /* of equal tokens */
	uint32_t anchored;                /* of them, in runs of ANCHOR words */
	uint32_t first_block, num_blocks; /* ascending in a and in b */
};

struct alignment {
	struct stretch *stretches; /* by place in a */
	size_t num_stretches, stretches_capacity;
	struct block *blocks;
	size_t num_blocks, blocks_capacity;
	uint32_t longest_run; /* half words, without a change */
};

/* Puts the stretches into their order: by place in a, then in b. */
void alignment_sort(struct alignment *);

/* a and b change places; stretches are by place in the new a. */
void alignment_swap(struct alignment *);

/*
 * The tokens of b that a part of a stretch's a stands for: between the first
 * and the last token of it that is equal in b; empty if there is none.
 */
struct tokens_span alignment_project(
    const struct alignment *, const struct stretch *, struct tokens_span part);
void alignment_free(struct alignment *);

#endif
