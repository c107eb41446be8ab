/*
 * winnow.h - tokens -> passage keys
 *
 * Two articles with a common run of min_run words share at least one key.
 */
#ifndef SKETCH_WINNOW_H
#define SKETCH_WINNOW_H

#include "base/hash.h"
#include "base/set.h"
#include "text/window.h"

struct winnower {
	struct windows
	    shingles;      /* the longer ones, 12 words if min_run is 20 */
	unsigned run_size; /* half words of min_run */
	size_t window;     /* shingles in a run of whole words */
	uint64_t *minima;  /* of the shingles in so many places */
	size_t minima_capacity;
	struct set seen;
	uint64_t *keys; /* the result, distinct */
	size_t num_keys, keys_capacity;
};

/*
 * The key of a shingle: odd, as no other key of the table is; and not the same
 * number as that shingle has where it is one of the signature's.
 */
static inline uint64_t
passage_key(uint64_t hash)
{
	return hash_mix(hash ^ UINT64_C(0x7061737361676573)) | 1;
}

enum ndup_status winnower_init(struct winnower *, unsigned min_run);
enum ndup_status winnower_run(
    struct winnower *, const uint64_t *tokens, size_t num_tokens);
enum ndup_status winnower_run_in(
    struct winnower *, const struct series *tokens);
void winnower_free(struct winnower *);

#endif
