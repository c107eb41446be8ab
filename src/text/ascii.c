/*
 * ascii.c - the fast path of the tokeniser
 *
 * 64 bytes at once become two masks; words are runs of ones in the first, found
 * by counting zeroes.  What costs in a loop over bytes is the branch missed at
 * the end of every word: here there is none.  Letters and digits become lower
 * case by one bit: digits have it already.
 */
#include "base/memory.h"
#include "text/ascii.h"
#include "text/word.h"

#define LOWER UINT64_C(0x2020202020202020)

/* One bit for each of 64 bytes that are 0 or 1. */
static inline uint64_t
gather(const uint8_t *flags)
{
	uint64_t bits = 0, eight;
	unsigned i;

	for (i = 0; i < ASCII_BLOCK; i += 8) {
		memcpy(&eight, flags + i, sizeof eight);
		eight = le64toh(eight) * UINT64_C(0x0102040810204080) >> 56;
		bits |= eight << i;
	}
	return bits;
}

struct ascii_block
ascii_classify(const char *bytes)
{
	uint8_t words[ASCII_BLOCK], others[ASCII_BLOCK], byte;
	unsigned i;

	/* Compilers make vector code of this loop. */
	for (i = 0; i < ASCII_BLOCK; i++) {
		byte = (uint8_t)bytes[i];
		words[i] = (uint8_t)((byte | 0x20) - 'a') < 26 ||
			   (uint8_t)(byte - '0') < 10;
		others[i] = byte >= 0x80 || byte == '\'';
	}
	return (struct ascii_block){gather(words), gather(others)};
}

/* The first num bytes of a number, in lower case. */
static inline uint64_t
cut(uint64_t bytes, unsigned num)
{
	if (num >= 8)
		return bytes | LOWER;
	return (bytes | LOWER) & ((UINT64_C(1) << 8 * num) - 1);
}

static inline uint64_t
hash_lower(const char *bytes, unsigned size, uint64_t seed)
{
	struct word word = word_load(bytes);
	char lower[ASCII_BLOCK];
	unsigned i;

	if (size > WORD_SHORT) {
		for (i = 0; i < size; i++)
			lower[i] = (char)(bytes[i] | 0x20);
		return word_hash(lower, size, seed);
	}
	word.low = cut(word.low, size);
	word.high = cut(word.high, size > 8 ? size - 8 : 0);
	return word_hash_short(word, size, seed);
}

size_t
ascii_take(struct tokeniser *t, const struct ascii_block *block,
    const char *text, size_t at)
{
	unsigned limit = ASCII_BLOCK, begin, end;
	uint64_t words = block->words;
	size_t num = t->num_tokens;

	if (block->others != 0)
		limit = (unsigned)__builtin_ctzll(block->others);
	if (tokeniser_reserve(t, ASCII_BLOCK / 2) != NDUP_OK)
		return 0;
	while (words != 0) {
		begin = (unsigned)__builtin_ctzll(words);
		words += UINT64_C(1) << begin; /* carries over the word */
		end =
		    words == 0 ? ASCII_BLOCK : (unsigned)__builtin_ctzll(words);
		words &= words - 1;
		if (end >= limit) { /* the word may go on */
			limit = begin < limit ? begin : limit;
			break;
		}
		t->tokens[num] =
		    hash_lower(text + at + begin, end - begin, t->seed);
		t->spans[num++] = (struct ndup_span){
		    (uint32_t)(at + begin), (uint32_t)(at + end)};
	}
	t->num_tokens = num;
	return limit;
}
