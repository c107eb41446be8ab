/*
 * crowds.h - texts that share a passage key, where these are many
 */
#ifndef TABLE_CROWDS_H
#define TABLE_CROWDS_H

#include "base/sort.h"
#include "ndup.h"

struct crowd {
	uint64_t key;
	size_t begin; /* of its texts */
	uint32_t num;
};

struct crowds {
	struct crowd *items;
	uint32_t *texts; /* of each crowd, ascending */
	size_t num, capacity, num_texts, texts_capacity;
};

/* Adds the texts of a bucket. */
enum ndup_status crowds_add(
    struct crowds *, const struct entry *bucket, size_t num);

/* Adds all crowds of another one. */
enum ndup_status crowds_append(struct crowds *, const struct crowds *);

/* Puts crowds in order, by first text, then by key. */
void crowds_sort(struct crowds *);
void crowds_free(struct crowds *);

#endif
