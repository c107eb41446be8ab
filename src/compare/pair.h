/*
 * pair.h - two articles -> what a match says of them besides its measures
 *
 * A scan and an index put a pair together here.  Where its words and their
 * places come from, and who keeps the result, is the caller's business.
 */
#ifndef COMPARE_PAIR_H
#define COMPARE_PAIR_H

#include "align.h"
#include "measure.h"

struct pair_side {
	struct words words;
	const struct ndup_span *spans; /* places of its tokens; NULL: nobody
	                                  asks for passages */
	struct ndup_slice text;        /* where they are; of the later article
	                                  alone it is read */
};

/*
 * The articles of a match.  How they map onto each other may differ in details
 * with the one that is taken first: that is the earlier one, whichever is a.
 */
struct article_pair {
	struct pair_side a, b;
	bool b_is_earlier;
};

/* Aligns two articles.  Overwrites the alignment, which began as zeroes.  If it is
 * not NULL, marks the tokens of the later article that are covered: those that
 * stand equal in passages; others stay as they are. */
enum ndup_status pair_align(struct aligner *, const struct article_pair *,
    struct alignment *, bool *covered);

/*
 * Writes the passages of a pair that is aligned, one a stretch, to where there
 * is room for them; the match borrows them.  They are what is shown of the
 * stretches: without a few words of a sentence of the later article that goes on
 * otherwise.  What stands equal there is cut from both, with the edits in it; no
 * less than min_passage half words are left.
 */
void pair_passages(const struct article_pair *, const struct alignment *,
    unsigned min_passage, struct ndup_passage *, struct ndup_match *);

/* Words of an article that count and are not covered: what is new in it. */
uint32_t pair_count_new(const uint32_t *ids, uint32_t num, const bool *covered);

#endif
