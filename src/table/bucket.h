/*
 * bucket.h - the texts of one bucket -> pairs
 */
#ifndef TABLE_BUCKET_H
#define TABLE_BUCKET_H

#include "candidates.h"
#include "counted.h"

/* Pairs of buckets, and how many of these were hot. */
struct pair_list {
	struct counted counted;
	uint64_t num_hot;
};

/* Puts entries of one key in order, ascending by text. */
void bucket_sort(struct entry *bucket, size_t num);

/* Whether the rules let two texts be a pair. */
bool bucket_may_pair(const struct pair_rules *, uint32_t a, uint32_t b);

/* Adds the pairs of a bucket: entries of one key, ascending by text. */
enum ndup_status bucket_pair(struct pair_list *, const struct entry *bucket,
    size_t num, const struct pair_rules *);

#endif
