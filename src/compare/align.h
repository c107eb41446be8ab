/*
 * align.h - a match -> its passages, as stretches of tokens
 */
#ifndef COMPARE_ALIGN_H
#define COMPARE_ALIGN_H

#include "text/words.h"
#include "edits.h"
#include "runs.h"

/*
 * A passage is anchored in runs of so many words: those in between count as far
 * as they are no more than these.  So whatever two articles share can be bounded
 * by what runs they have.  Where a figure stands replaced by another a passage is
 * shown as one, and measured as two.
 */
enum { ANCHOR = 6 };

/* Half words of either side that may stand between two anchors of a passage; what
 * stands for long or is ignored is not counted, and ends no passage. */
enum { MAX_GAP = 48 };

/* Words of an anchor by these parameters. */
static inline unsigned
aligner_anchor(const struct ndup_params *params)
{
	return params->min_passage < ANCHOR ? params->min_passage : ANCHOR;
}

/* The tokens of one text between two runs, but for those that do not count. */
struct gap_side {
	uint32_t ids[EDITS_MAX], places[EDITS_MAX];
	uint32_t num, half_words;
};

struct aligner {
	struct runs runs;
	struct edits edits;
	struct gap_side gap_a, gap_b; /* what edits aligned between two runs */
	unsigned min_passage, anchor; /* half words */
	struct sequences texts;
	bool *used_a, *used_b;   /* tokens that stand in a stretch */
	uint32_t free_a, free_b; /* tokens that no chosen run has */
	struct block *chosen;
	size_t num_chosen, chosen_capacity;
	size_t used_a_capacity, used_b_capacity;
};

void aligner_init(struct aligner *, const struct ndup_params *);

/*
 * Finds the runs of two articles; nothing of them is a stretch yet.  Where not
 * all were followed (runs.cut) there is nothing to build: what is covered is
 * known by runs.marks.  Swapping a and b may change details:
 * let a be the first in canonical order, see pair.h.
 */
enum ndup_status aligner_find(
    struct aligner *, const struct words *a, const struct words *b);

/* Makes stretches of the runs found last.  Overwrites the alignment, which began
 * as zeroes. */
enum ndup_status aligner_build(struct aligner *, struct alignment *);

/* Both, also of what was followed where that are not all runs: who shows
 * passages shows these. */
enum ndup_status aligner_run(struct aligner *, const struct words *a,
    const struct words *b, struct alignment *);

/* Half words of a block of the last pair. */
static inline uint32_t
aligner_weigh(const struct aligner *aligner, const struct block *block)
{
	return words_weigh(aligner->texts.a + block->a, block->num);
}

/* The name (text/words.h) may mean another text from now on. */
void aligner_forget(struct aligner *, uint32_t name);
void aligner_free(struct aligner *);

#endif
