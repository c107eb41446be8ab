/*
 * word.h - the hash of a normalised word
 *
 * Most words have at most 16 bytes: two numbers, mixed, in a few nanoseconds
 * and without a branch on their length.  Longer ones go to XXH3.  Bit 0 is left
 * free for whoever stores the hash, bit 1 says that the word begins with a digit,
 * bit 2 is set: no hash is 0.
 */
#ifndef TEXT_WORD_H
#define TEXT_WORD_H

#include <assert.h>
#include <endian.h>
#include <string.h>

#include "base/hash.h"

enum { WORD_SHORT = 16 };

/* Bytes 0 to 7 and 8 to 15 of a word, zeroes behind its end. */
struct word {
	uint64_t low, high;
};

/* Reads 16 bytes. */
static inline struct word
word_load(const char *bytes)
{
	struct word word;

	memcpy(&word.low, bytes, sizeof word.low);
	memcpy(&word.high, bytes + 8, sizeof word.high);
	word.low = le64toh(word.low);
	word.high = le64toh(word.high);
	return word;
}

/* In a hash, and in the id of it: the word begins with a digit. */
#define WORD_FIGURE UINT64_C(2)

static inline uint64_t
word_finish(uint64_t hash, unsigned char first)
{
	bool figure = first >= '0' && first <= '9';

	return (hash & ~UINT64_C(7)) | 4 | (uint64_t)figure << 1;
}

/* size is at most 16. */
static inline uint64_t
word_hash_short(struct word word, size_t size, uint64_t seed)
{
	uint64_t hash = hash_mix(word.low ^ seed) + size;

	assert(size <= WORD_SHORT);
	return word_finish(
	    hash_mix(hash ^ word.high * HASH_ODD), (unsigned char)word.low);
}

static inline uint64_t
word_hash(const char *bytes, size_t size, uint64_t seed)
{
	char padded[WORD_SHORT] = {0};

	if (size > WORD_SHORT)
		return word_finish(
		    hash_bytes(bytes, size, seed), (unsigned char)bytes[0]);
	memcpy(padded, bytes, size);
	return word_hash_short(word_load(padded), size, seed);
}

#endif
