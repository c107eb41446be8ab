/*
 * turns.h - in which order it is decided which articles are kept
 *
 * The preferred first; but what stands in another one, which does not stand in
 * it, waits for that one.  So what contains much is decided before its parts,
 * whatever the policy prefers.
 */
#ifndef KEEP_TURNS_H
#define KEEP_TURNS_H

#include "keep.h"

struct turns {
	const struct choice *choice;
	size_t *begin; /* of each article's range in `waiting`, and the end */
	uint32_t *waiting;  /* articles that wait for the one of the range */
	uint32_t *num_left; /* of each, so many that it waits for */
	uint32_t *ready;    /* a heap of ranks, the lowest first */
	uint32_t num_ready, next_rank;
};

/* The choice's inclusions must stay as they are.  Cost: linear in these. */
enum ndup_status turns_init(struct turns *, const struct choice *);

/* The next article; each comes once.  What waits for each other in a circle
 * comes by preference.  False: there are no more.  Cost: log n. */
bool turns_next(struct turns *, uint32_t *article);
void turns_free(struct turns *);

#endif
