/*
 * align.h - a match -> its passages, as stretches of tokens
 */
#ifndef COMPARE_ALIGN_H
#define COMPARE_ALIGN_H

#include "text/words.h"
#include "edits.h"
#include "runs.h"

struct aligner {
	struct runs runs;
	struct edits edits;
	unsigned min_passage; /* half words */
	struct sequences texts;
	bool *used_a, *used_b; /* tokens that stand in a stretch */
	struct block *chosen;
	size_t num_chosen, chosen_capacity;
	size_t used_a_capacity, used_b_capacity;
};

void aligner_init(struct aligner *, const struct ndup_params *);

/* Overwrites the alignment, which began as zeroes.  Swapping a and b may
 * change details: let a be the first in canonical order. */
enum ndup_status aligner_run(struct aligner *, const struct words *a,
    const struct words *b, struct alignment *);

/* Marks the tokens of the last b that lie in some common run. */
void aligner_mark_b(const struct aligner *, bool *marks);
void aligner_free(struct aligner *);

#endif
