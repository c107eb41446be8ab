/*
 * hash.h - 64-bit hashing: XXH3 for bytes, a finalizer for words
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/*
 * Spreads every bit over all others; a bijection with hash_mix(0) == 0.
 * Source: David Stafford's variant 13 of MurmurHash3's finalizer.
 */
static inline uint64_t
hash_mix(uint64_t x)
{
	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

/* An odd number without pattern: the golden ratio. */
#define HASH_ODD UINT64_C(0x9e3779b97f4a7c15)

/* XXH3, 64 bits: the same on every machine. */
uint64_t hash_bytes(const void *bytes, size_t size, uint64_t seed);

/* Of the bytes of numbers, the lowest first: the same on every machine too. */
uint64_t hash_numbers(const uint64_t *numbers, size_t num, uint64_t seed);

#endif
