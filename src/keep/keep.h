/*
 * keep.h - which articles are kept, and which kept one contains another
 *
 * Articles are looked at in an order of preference: the first of those that
 * contain each other is kept.  One is dropped only if a kept one before it, or
 * an old one, contains it.
 */
#ifndef KEEP_KEEP_H
#define KEEP_KEEP_H

#include "corpus/scan_data.h"

#define KEEP_ITSELF UINT32_MAX
#define NO_ARTICLE UINT32_MAX

/* What a story says of itself or another one of it: those that are preferred to
 * all others first. */
enum precedence {
	PRECEDENCE_WITHDRAWS,
	PRECEDENCE_CORRECTS,
	PRECEDENCE_NONE,
	PRECEDENCE_WITHDRAWN,
};

/* An article stands, by this share of its words, in another one. */
struct inclusion {
	uint32_t article, container;
	double coverage;
};

/* Who is kept of so many articles. */
struct choice {
	uint32_t num;
	uint32_t *order;     /* articles, the preferred first */
	uint32_t *rank;      /* of each article, its place in that order */
	uint8_t *precedence; /* of each; enum precedence */
	const struct articles *articles; /* of the scan */
	bool *old;                       /* of each: kept in any case */
	uint32_t *keeper;                /* of each; KEEP_ITSELF: it is kept */
	struct inclusion *inclusions;
	size_t num_inclusions, inclusions_capacity;
};

/*
 * Asked where an article is known to stand only in dropped ones: whether it
 * stands in the one that contains those.
 */
typedef enum ndup_status choice_look_fn(
    void *ctx, const struct inclusion *asked, bool *included);

/* Puts the articles of a scan into the order of preference, ties by time, then
 * number of update, then id; none of them is old yet.  withdrawn_by as in
 * withdrawn_find().  Cost: n log n. */
enum ndup_status choice_init(struct choice *, const struct ndup_scan *,
    const struct ndup_keep_options *, const uint32_t *withdrawn_by);

/* Notes an inclusion, if it can be of use. */
enum ndup_status choice_note(struct choice *, const struct inclusion *);

/* Fills in keepers.  Cost: n log n of the inclusions. */
enum ndup_status choice_find(struct choice *, choice_look_fn *, void *ctx);

/* Whether an article is kept. */
static inline bool
choice_keeps(const struct choice *choice, uint32_t article)
{
	return choice->keeper[article] == KEEP_ITSELF;
}

/* Gives back what only choice_find() needs. */
void choice_trim(struct choice *);
void choice_free(struct choice *);

struct kept;

/* keep.c: what ndup_scan_keep() found; NULL: nothing. */
void kept_free(struct kept *);

/* ---- stories that are withdrawn ------------------------------------------- */

/*
 * Of each article the one that withdraws it, or NO_ARTICLE; NULL if none is
 * withdrawn, to be freed.  A withdrawal names a story of its source, published
 * no later and not over 30 days before, by title, id or address, or shares so
 * much of its text.  Cost: n log n if there is a withdrawal, else n.
 */
enum ndup_status withdrawn_find(
    struct ndup_scan *, double contained, uint32_t **withdrawn_by);

/* ---- all words counted ---------------------------------------------------- */

/* An article as it was read. */
struct all_words {
	uint32_t *ids; /* without marks, if it has some */
	size_t ids_capacity;
	struct fetched fetched;
};

/* Zeroes at first. */
struct whole {
	struct measurer measurer;
	uint32_t base; /* article that is its a */
	struct all_words a, b;
};

enum ndup_status whole_init(struct whole *, const struct ndup_params *);

/* Lowers the coverages of a match to those of all words, where words stand.
 * Cost: linear in both then; less if a is that of the call before. */
enum ndup_status whole_limit(
    struct whole *, const struct articles *, struct ndup_match *);
void whole_free(struct whole *);

#endif
