/*
 * numbers.h - a set of numbers of articles that grows, in the order of adding
 */
#ifndef INDEX_NUMBERS_H
#define INDEX_NUMBERS_H

#include "base/hash.h"
#include "base/set.h"

struct numbers {
	uint32_t *items; /* each once */
	size_t num, capacity;
	struct set set;
	size_t room; /* of the set */
};

/* Mixed and not 0, as the set wants it. */
static inline uint64_t
numbers_hash(uint32_t number)
{
	return hash_mix(number + UINT64_C(1));
}

static inline bool
numbers_has(const struct numbers *numbers, uint32_t number)
{
	return numbers->num > 0 && set_has(&numbers->set, numbers_hash(number));
}

enum ndup_status numbers_add(struct numbers *, uint32_t number);

/* The same in two steps, of which the second cannot fail. */
enum ndup_status numbers_reserve(struct numbers *, size_t more);
void numbers_put(struct numbers *, uint32_t number);
void numbers_clear(struct numbers *);
void numbers_free(struct numbers *);

#endif
