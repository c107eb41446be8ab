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

struct table;

/* A table for so many entries, whose keys are counted first. */
enum ndup_status table_new(struct table **);

/* First for all keys of all texts: makes room. */
void table_count(struct table *, const uint64_t *keys, size_t num_keys);
enum ndup_status table_reserve(struct table *);

/* Then again, in ascending order of texts: puts them in. */
void table_add(
    struct table *, uint32_t text, const uint64_t *keys, size_t num_keys);

struct candidates {
	uint64_t *pairs; /* a << 32 | b, a < b; sorted, distinct */
	size_t num_pairs;
	uint64_t num_entries, num_hot; /* entries; hot buckets */
};

/* Finds all pairs; uses the table up.  The caller frees pairs. */
enum ndup_status table_pair(struct table *, struct pool *,
    const struct pair_rules *, struct candidates *);
void table_free(struct table *);

#endif
