/*
 * ascii_words.h - the words of a block, in a form for every processor
 *
 * Words are runs of ones in a mask, found by counting zeroes.  What costs in a
 * loop over bytes is the branch missed at the end of every word: here there is
 * none.  ASCII letters and digits become lower case by one bit: digits have it
 * already.  For the .c file of each variant, which compiles it with the
 * instructions that it may use.
 */
#ifndef TEXT_ASCII_WORDS_H
#define TEXT_ASCII_WORDS_H

#include "ascii.h"
#include "word.h"

#define LOWER UINT64_C(0x2020202020202020)

/* The hash of any word of plain letters; out of line, it is seldom needed. */
uint64_t block_hash_any(
    const struct tokeniser *, const char *bytes, unsigned size);

/* Adds Cyrillic letters: the bytes d0 and d1, each with a tail behind it. */
static inline void
block_add_wide(struct ascii_block *block, uint64_t leads, uint64_t tails)
{
	/* A letter begun in the last byte is in no word that ends here. */
	uint64_t first = leads & (tails >> 1 | UINT64_C(1) << 63);

	block->wide = first | first << 1;
	block->words |= block->wide;
	block->others &= ~block->wide;
}

/* The first size bytes of a word, at most 16, in lower case. */
static inline struct word
block_lower(const char *bytes, unsigned size)
{
	static const unsigned char kept[2 * WORD_SHORT] = {255, 255, 255, 255,
	    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
	struct word word = word_load(bytes);
	struct word mask = word_load((const char *)kept + WORD_SHORT - size);

	word.low = (word.low | LOWER) & mask.low;
	word.high = (word.high | LOWER) & mask.high;
	return word;
}

static inline __attribute__((always_inline)) size_t
block_take_words(struct tokeniser *t, const struct ascii_block *block,
    const char *bytes, size_t at)
{
	uint64_t before = UINT64_MAX, words, begins, ends, first, last;
	unsigned begin, size, limit = BLOCK_SIZE;
	struct ndup_span *span;
	uint64_t *token;

	if (tokeniser_reserve(t, BLOCK_SIZE / 2) != NDUP_OK)
		return 0;
	if (block->others != 0) {
		limit = (unsigned)__builtin_ctzll(block->others);
		before = (UINT64_C(1) << limit) - 1;
	}
	token = t->tokens + t->num_tokens;
	span = t->spans + t->num_tokens;
	words = block->words & before;
	begins = words & ~(words << 1);
	ends = words << 1 & ~words & before;
	for (; ends != 0; ends ^= last, begins ^= first) {
		first = begins & -begins;
		last = ends & -ends;
		begin = (unsigned)__builtin_ctzll(begins);
		size = (unsigned)__builtin_ctzll(ends) - begin;
		if (size <= WORD_SHORT && (block->wide & (last - first)) == 0)
			*token++ = word_hash_short(
			    block_lower(bytes + begin, size), size, t->seed);
		else
			*token++ = block_hash_any(t, bytes + begin, size);
		span->begin = (uint32_t)(at + begin);
		span->end = span->begin + size;
		span++;
	}
	t->num_tokens = (size_t)(token - t->tokens);
	/* A word that is left may go on in the next block. */
	return begins != 0 ? (size_t)__builtin_ctzll(begins) : limit;
}

#endif
