/*
 * dedup_keep.h - which articles are kept, and which kept one contains another
 *
 * Articles are looked at in an order of preference: the first of those that
 * contain each other is kept.  One is dropped only if a kept one before it, or
 * an old one, contains it.
 */
#ifndef CLI_DEDUP_KEEP_H
#define CLI_DEDUP_KEEP_H

#include "ndup.h"
#include "options.h"

/* ---- which of several articles is kept ----------------------------------- */

/*
 * Puts the articles of a scan into the order of --keep, ties by time, then id:
 * rank[i] is the place of article i.  False, and the user told, if that failed.
 */
bool policy_rank(
    const struct dedup_options *, struct ndup_scan *, uint32_t *rank);

#define KEEP_ITSELF UINT32_MAX

/* An article stands, by this share of its words, in another one. */
struct inclusion {
	uint32_t article, container;
	double coverage;
};

struct keep {
	uint32_t num;
	const uint32_t *rank; /* of each article: who comes first is kept */
	const bool *old;      /* kept in any case */
	uint32_t *order;      /* articles by rank */
	uint32_t *keeper;     /* of each; KEEP_ITSELF: it is kept */
	struct inclusion *inclusions;
	size_t num_inclusions, capacity;
};

/*
 * Asked where an article is known to stand only in dropped ones: whether it
 * stands in the one that contains those.  False: it failed, and the user was
 * told.
 */
typedef bool keep_look_fn(
    void *ctx, const struct inclusion *asked, bool *included);

/* Arrays are borrowed and have num items.  False: no memory. */
bool keep_init(
    struct keep *, uint32_t num, const uint32_t *rank, const bool *old);

/* Notes an inclusion, if it can be of use.  False: no memory. */
bool keep_note(struct keep *, const struct inclusion *);

/* Fills in keepers.  Cost: n log n of the inclusions. */
bool keep_find(struct keep *, keep_look_fn *, void *ctx);
void keep_free(struct keep *);

#endif
