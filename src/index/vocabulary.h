/*
 * vocabulary.h - words as the index numbers them, and as this process does
 *
 * The index numbers the distinct tokens 1, 2, 3 ... as they come, and keeps the
 * hash of each: a token of an article is that number.  A process compares
 * tokens by ids of base/intern.h, which words of articles at hand have too that
 * are not in the index.
 */
#ifndef INDEX_VOCABULARY_H
#define INDEX_VOCABULARY_H

#include "base/intern.h"
#include "store/store.h"

struct vocabulary {
	struct intern *intern;
	uint32_t *ids; /* in this process; of number n at n - 1 */
	size_t num, ids_capacity;
	size_t num_kept;   /* are in the index */
	uint32_t *numbers; /* by slot of an id; 0: none yet */
	size_t numbers_capacity;
	uint32_t generation; /* another one: all ids are others */
};

enum ndup_status vocabulary_init(struct vocabulary *);

/* Takes in what the index has got since the last time, up to so many words.
 * NDUP_INPUT: it has not so many. */
enum ndup_status vocabulary_read(
    struct vocabulary *, struct txn *, uint64_t num_words);

/* Numbers of ids, whether words stand or not; those of new words made. */
enum ndup_status vocabulary_number(struct vocabulary *, const uint32_t *ids,
    size_t num_ids, uint32_t *numbers);

/* Numbers to ids, in place; false if there is no such number. */
bool vocabulary_ids(const struct vocabulary *, uint32_t *numbers, size_t num);

/* Writes new words; when that is committed they are kept. */
enum ndup_status vocabulary_write(const struct vocabulary *, struct txn *);
void vocabulary_committed(struct vocabulary *);

/* Forgets the ids of words that are not in the index, if they have become many:
 * articles that are only compared leave them behind.  All ids change. */
enum ndup_status vocabulary_tidy(
    struct vocabulary *, struct txn *, uint64_t num_words);
void vocabulary_free(struct vocabulary *);

#endif
