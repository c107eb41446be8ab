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
#include "compare/conditions.h"
#include "ndup.h"
#include "entries.h"

/* ---- texts that share a passage key, where these are many ---------------- */

struct crowd {
	uint64_t key;
	size_t begin; /* of its texts */
	uint32_t num;
};

struct crowds {
	struct crowd *items;
	uint32_t *texts; /* of each crowd, ascending */
	size_t num, items_capacity, num_texts, texts_capacity;
};

/* Adds the texts of a bucket. */
enum ndup_status crowds_add(
    struct crowds *, const struct entry *bucket, size_t num);

/* Adds all crowds of another one. */
enum ndup_status crowds_append(struct crowds *, const struct crowds *);

/* Puts crowds in order, by first text, then by key. */
void crowds_sort(struct crowds *);
void crowds_free(struct crowds *);

/* Whether crowds are in order and as said above, of texts below num_texts. */
bool crowds_validate(const struct crowds *, uint32_t num_texts);

enum {
	/* A bucket with more texts is hot: not each is paired with each. */
	BUCKET_MAX = 64,
	/* So many earlier candidates of a text are kept, those that share most
	 * keys: no article of 100,000 of Reuters has more.  And so many later
	 * ones, so that what stands in a text of very many parts is found. */
	CANDIDATES_MOST = 2 * BUCKET_MAX,
	CANDIDATES_LATER = BUCKET_MAX / 2
};

/* Which pairs may be candidates at all; arrays have one item a text. */
struct pair_rules {
	const bool *old;         /* not paired with each other */
	const int64_t *times;    /* by conditions_time() */
	const uint64_t *sources; /* equal numbers: one source */
	struct conditions conditions;
	size_t min_crowd; /* texts that make one; 0: none is looked for */
	uint32_t num_texts;
};

struct candidates {
	uint64_t *pairs; /* a << 32 | b, a < b; sorted, distinct */
	size_t num_pairs;
	uint64_t num_entries, num_hot; /* entries; hot buckets */
	bool *crowded; /* texts not all lower candidates of which are kept */
	struct crowds crowds; /* in order */
};

/*
 * Finds all pairs but those of very many (counted_cap()), and crowds.  text_of
 * has the text of each article, or NO_TEXT.  Cost: linear in the entries, some
 * 20 ns each; memory: the pairs, and for each thread 32 bytes for every 1,024th
 * entry.
 */
enum ndup_status candidates_find(const struct keys *, const uint32_t *text_of,
    struct pool *, const struct pair_rules *, struct candidates *);
void candidates_free(struct candidates *);

/* Whether pairs and crowds are as said above, and allowed by the rules. */
bool candidates_validate(const struct candidates *, const struct pair_rules *);

#endif
