/*
 * hash.c - 64-bit hashing of bytes
 */
#define XXH_INLINE_ALL
#include <string.h>
#include <xxhash.h>

#include "hash.h"
#include "little.h"

uint64_t
hash_bytes(const void *bytes, size_t size, uint64_t seed)
{
	return XXH3_64bits_withSeed(bytes, size, seed);
}

/* With their bytes turned, a block after the other. */
static uint64_t
hash_turned(const uint64_t *numbers, size_t num, uint64_t seed)
{
	enum { BLOCK = 128 };
	XXH3_state_t state;
	uint64_t turned[BLOCK];
	size_t i = 0, k;

	memset(&state, 0, sizeof state);
	XXH3_64bits_reset_withSeed(&state, seed);
	while (i < num) {
		for (k = 0; k < BLOCK && i < num; k++)
			turned[k] = little_64(numbers[i++]);
		XXH3_64bits_update(&state, turned, k * sizeof *turned);
	}
	return XXH3_64bits_digest(&state);
}

uint64_t
hash_numbers(const uint64_t *numbers, size_t num, uint64_t seed)
{
	if (little_64(1) != 1)
		return hash_turned(numbers, num, seed);
	return hash_bytes(numbers, num * sizeof *numbers, seed);
}
