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
 * change details: let a be the first in canonical order, see pair.h. */
enum ndup_status aligner_run(struct aligner *, const struct words *a,
    const struct words *b, struct alignment *);

/* Finds the runs alone.  b is that of the call before until aligner_change_b()
 * is called. */
enum ndup_status aligner_find_runs(
    struct aligner *, const struct words *a, const struct words *b);
void aligner_change_b(struct aligner *);
void aligner_free(struct aligner *);

#endif
