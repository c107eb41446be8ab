/*
 * shingle.h - tokens -> shingles
 */
#ifndef SKETCH_SHINGLE_H
#define SKETCH_SHINGLE_H

#include "base/set.h"
#include "text/window.h"

struct shingler {
	struct windows windows;
	struct distinct distinct;
	struct set seen;
	uint64_t *shingles; /* in order of appearance, some maybe twice */
	size_t num_listed, shingles_capacity;
	size_t num_shingles; /* distinct */
};

enum ndup_status shingler_init(struct shingler *, unsigned shingle_size);

/* All shingles, and how many are distinct: most need to know no more. */
enum ndup_status shingler_run_in(
    struct shingler *, const struct series *tokens);

/* Leaves each of them once. */
enum ndup_status shingler_reduce(struct shingler *);
void shingler_free(struct shingler *);

#endif
