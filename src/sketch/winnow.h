/*
 * winnow.h - tokens -> passage keys
 *
 * Two articles with a common run of three fifths of min_run share at least one
 * key, with one of min_run two as a rule: winnow_gives_one_key(); but for a run
 * that repeats itself.
 */
#ifndef SKETCH_WINNOW_H
#define SKETCH_WINNOW_H

#include "base/hash.h"
#include "base/set.h"
#include "text/window.h"

struct winnower {
	struct windows shingles; /* the longer ones, 8 words if min_run is 20 */
	unsigned run_size; /* half words of a run that has a key: 12 words */
	size_t window;     /* shingles in such a run of whole words: 5 */
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

static inline bool
key_is_of_passage(uint64_t key)
{
	return (key & 1) != 0;
}

/* Words of a shingle that may be a key. */
unsigned winnow_key_size(unsigned min_run);

/* Whether shorter ones are keys besides, as for noisy texts; words of these. */
bool winnow_has_short_keys(const struct ndup_params *);
unsigned winnow_short_key_size(unsigned min_run);

/* Whether a run of min_run words may have a single key: then one key makes a
 * candidate. */
bool winnow_gives_one_key(unsigned min_run);

/* For the shingles that keys are, of so many words. */
enum ndup_status winnow_windows_init(struct windows *, unsigned size);

enum ndup_status winnower_init(struct winnower *, unsigned min_run);
enum ndup_status winnower_init_short(struct winnower *, unsigned min_run);
enum ndup_status winnower_run(
    struct winnower *, const uint64_t *tokens, size_t num_tokens);
enum ndup_status winnower_run_in(
    struct winnower *, const struct series *tokens);
void winnower_free(struct winnower *);

#endif
