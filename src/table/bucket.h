/*
 * bucket.h - the texts of one bucket -> pairs
 */
#ifndef TABLE_BUCKET_H
#define TABLE_BUCKET_H

#include "base/sort.h"
#include "table/candidates.h"

/* Pairs of one part of the table, a << 32 | b. */
struct pair_list {
	uint64_t *items;
	size_t num, capacity;
	uint64_t *scratch;
	size_t scratch_capacity;
	size_t sorted; /* after how many the next clean-up comes */
	uint64_t num_hot;
};

/* Puts entries of one key in order, ascending by text. */
void bucket_sort(struct entry *bucket, size_t num);

/* Adds the pairs of a bucket: entries of one key, ascending by text. */
enum ndup_status bucket_pair(struct pair_list *, const struct entry *bucket,
    size_t num, const struct pair_rules *);

/* Sorts the pairs, leaves each once, and gives scratch memory back. */
enum ndup_status pair_list_finish(struct pair_list *);
void pair_list_free(struct pair_list *);

#endif
