/*
 * key_shingles.h - an article's shingles of the length that passage keys have
 *
 * Winnowing chooses some of them as keys.  What is asked of every word of an
 * article, such as whether it stands, is asked of all its shingles.
 */
#ifndef SKETCH_KEY_SHINGLES_H
#define SKETCH_KEY_SHINGLES_H

#include "base/intern.h"
#include "text/window.h"

struct key_shingles {
	struct windows windows; /* of the article read last */
	uint64_t *values;       /* of its tokens; may be overwritten */
	size_t values_capacity;
};

enum ndup_status key_shingles_init(struct key_shingles *, unsigned min_run);

/* Reads an article: the ids of its tokens.  Linear. */
enum ndup_status key_shingles_find(struct key_shingles *, const struct intern *,
    const uint32_t *ids, size_t num);
void key_shingles_free(struct key_shingles *);

#endif
