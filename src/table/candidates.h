/*
 * candidates.h - keys -> candidates, in one batch
 *
 * Band keys and passage keys are entries (key, text) of one table.  Sorted,
 * equal keys stand together: a bucket.  The same pairs come out for any number
 * of threads.
 */
#ifndef TABLE_CANDIDATES_H
#define TABLE_CANDIDATES_H

#include "base/pool.h"
#include "base/sort.h"
#include "ndup.h"

/* A bucket with more texts is hot: not each is paired with each. */
enum { BUCKET_MAX = 64 };

/* Which pairs may be candidates at all; arrays have one item a text. */
struct pair_rules {
	const bool *old;         /* not paired with each other */
	const int64_t *times;    /* seconds; TIME_UNKNOWN */
	const uint64_t *sources; /* equal numbers: one source */
	int64_t within;          /* seconds; negative: no condition */
	bool cross_source;
};

#define TIME_UNKNOWN INT64_MAX

/* Where the keys of each text are; asked for several times. */
struct key_source {
	const uint64_t *(*keys)(const void *ctx, uint32_t text, size_t *num);
	const void *ctx;
	uint32_t num_texts;
};

struct candidates {
	uint64_t *pairs; /* a << 32 | b, a < b; sorted, distinct */
	size_t num_pairs;
	uint64_t num_entries, num_hot; /* entries; hot buckets */
};

/*
 * Finds all pairs; the caller frees pairs.  Cost: linear in the entries, some
 * 30 ns each; memory: 16 bytes for a quarter of them at a time, and the pairs.
 */
enum ndup_status candidates_find(const struct key_source *, struct pool *,
    const struct pair_rules *, struct candidates *);

#endif
