/*
 * roller.h - hashes of a few words in a row, straight from their ids, whether
 * they stand or not
 *
 * A polynomial modulo 2^64 (Karp, Rabin 1987) whose upper bits are good enough
 * for a small table; equal hashes need not mean equal tokens.
 */
#ifndef COMPARE_ROLLER_H
#define COMPARE_ROLLER_H

#include "base/hash.h"
#include "text/words.h"

struct roller {
	uint32_t size; /* tokens */
	uint64_t highest;
};

static inline struct roller
roller_of(uint32_t size)
{
	struct roller roller = {size, 1};

	while (size-- > 0)
		roller.highest *= HASH_ODD;
	return roller;
}

/* How many hashes so many tokens have. */
static inline uint32_t
roller_count(const struct roller *roller, uint32_t num)
{
	return num < roller->size ? 0 : num - roller->size + 1;
}

static inline uint64_t
roller_hash(const struct roller *roller, const uint32_t *ids)
{
	uint64_t hash = 0;
	uint32_t i;

	for (i = 0; i < roller->size; i++)
		hash = (hash + word_plain(ids[i])) * HASH_ODD;
	return hash;
}

/* One token further than the hash at ids. */
static inline uint64_t
roller_next(const struct roller *roller, uint64_t hash, const uint32_t *ids)
{
	hash -= word_plain(ids[0]) * roller->highest;
	return (hash + word_plain(ids[roller->size])) * HASH_ODD;
}

#endif
