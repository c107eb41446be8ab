/*
 * keep.h - which articles are kept, and which kept one contains another
 *
 * What stands wholly in another one goes, whatever is preferred; of those that
 * contain each other the preferred one is kept.  One is dropped only for a kept
 * or old one that contains it, and no two that are kept contain each other, but
 * for other facts and what one corrects.
 */
#ifndef KEEP_KEEP_H
#define KEEP_KEEP_H

#include "corpus/scan_data.h"

#define KEEP_ITSELF UINT32_MAX
#define NOT_DECIDED (UINT32_MAX - 1)
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
	bool is_mutual; /* either may be dropped for the other one: not only one
	                   of them contains the other, or they are near */
	bool is_near;   /* they are: their facts may be others */
	bool differs;   /* the article has other facts: it is not dropped for
	                   this container */
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
	size_t num_sorted; /* inclusions that choice_find() has seen */
};

/* What is asked of pairs on which a choice depends. */
struct choice_asked {
	/* Where an article is known to stand only in dropped ones: whether it
	 * stands in the one that contains those, with the same facts. */
	enum ndup_status (*look)(
	    void *ctx, const struct inclusion *, bool *included);
	/* Whether an article has other facts than the one that contains it. */
	enum ndup_status (*differ)(
	    void *ctx, const struct inclusion *, bool *differs);
	void *ctx; /* handed to both */
};

/* Makes arrays for the articles, none of which is old yet. */
enum ndup_status choice_init(struct choice *, const struct articles *);

/* Puts the articles into the order of preference, ties by time, then number of
 * update, then the order of adding, by `added`, the place of each.  withdrawn_by
 * as in withdrawn_find().  Cost: n log n. */
enum ndup_status choice_rank(struct choice *, const struct ndup_keep_options *,
    const uint32_t *added, const uint32_t *withdrawn_by);

/* Whether x may be the correction or withdrawal of y: it says that it is one,
 * comes at most a week behind, and is of the same source, as far as times and
 * sources are known. */
bool choice_corrects(const struct choice *, uint32_t x, uint32_t y);

/* Notes an inclusion, if it can be of use, and was not known when keepers were
 * found last. */
enum ndup_status choice_note(struct choice *, const struct inclusion *);

/* Fills in keepers.  Cost: n log n of articles and inclusions, and what is asked: of each
 * article that is dropped, once at least whether it differs. */
enum ndup_status choice_find(struct choice *, const struct choice_asked *);

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
