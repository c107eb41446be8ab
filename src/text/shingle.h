/*
 * shingle.h - tokens -> the set of shingles
 */
#ifndef TEXT_SHINGLE_H
#define TEXT_SHINGLE_H

#include "base/set.h"
#include "base/window.h"

struct shingler {
	struct windows windows;
	struct set seen;
	uint64_t *shingles; /* distinct, in order of appearance */
	size_t num_shingles, capacity;
};

enum ndup_status shingler_init(struct shingler *, unsigned shingle_size);
enum ndup_status shingler_run(
    struct shingler *, const uint64_t *tokens, size_t num_tokens);
void shingler_free(struct shingler *);

#endif
