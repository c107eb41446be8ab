/*
 * frequent.h - passage keys that many texts have, with these texts
 */
#ifndef TABLE_FREQUENT_H
#define TABLE_FREQUENT_H

#include "base/sort.h"
#include "ndup.h"
#include "standing.h"

struct frequent_key {
	uint64_t key;
	size_t begin; /* of its texts */
	uint32_t num;
	enum standing standing; /* not STANDS_NOT */
};

struct frequent_keys {
	struct frequent_key *items;
	uint32_t *texts; /* of each key, ascending */
	size_t num, items_capacity, num_texts, texts_capacity;
};

/* Adds the texts of a bucket. */
enum ndup_status frequent_keys_add(struct frequent_keys *,
    const struct entry *bucket, size_t num, enum standing);

/* Adds all of another list. */
enum ndup_status frequent_keys_append(
    struct frequent_keys *, const struct frequent_keys *);

/* Puts keys in order, by first text, then by key. */
void frequent_keys_sort(struct frequent_keys *);
/* Whether they are in order, each with two texts or more, ascending and below
 * so many. */
bool frequent_keys_validate(const struct frequent_keys *, uint32_t num_texts);
void frequent_keys_free(struct frequent_keys *);

#endif
