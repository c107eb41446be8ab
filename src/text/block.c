/*
 * block.c - the fast path of the tokeniser: plain words, 64 bytes at once
 *
 * 64 bytes become masks; words are runs of ones, found by counting zeroes.  What
 * costs in a loop over bytes is the branch missed at the end of every word:
 * here there is none.  ASCII letters and digits become lower case by one bit:
 * digits have it already.
 */
#include "text/block.h"
#include "text/word.h"

#define LOWER UINT64_C(0x2020202020202020)

/* One bit for each of 64 bytes that are 0 or 1. */
static inline uint64_t
gather(const uint8_t *flags)
{
	uint64_t bits = 0, eight;
	unsigned i;

	for (i = 0; i < BLOCK_SIZE; i += 8) {
		memcpy(&eight, flags + i, sizeof eight);
		eight = le64toh(eight) * UINT64_C(0x0102040810204080) >> 56;
		bits |= eight << i;
	}
	return bits;
}

/* Finds the Cyrillic letters among what is not ASCII. */
static void
read_wide(struct block *block, const char *bytes)
{
	uint8_t leads[BLOCK_SIZE], tails[BLOCK_SIZE], byte;
	uint64_t first;
	unsigned i;

	for (i = 0; i < BLOCK_SIZE; i++) {
		byte = (uint8_t)bytes[i];
		leads[i] = (byte & 0xfe) == 0xd0;
		tails[i] = (byte & 0xc0) == 0x80;
	}
	/* A letter begun in the last byte is in no word that ends here. */
	first = gather(leads) & (gather(tails) >> 1 | UINT64_C(1) << 63);
	block->wide = first | first << 1;
	block->words |= block->wide;
	block->others &= ~block->wide;
}

struct block
block_read(const char *bytes)
{
	uint8_t words[BLOCK_SIZE], others[BLOCK_SIZE], byte;
	struct block block;
	unsigned i;

	/* Compilers make vector code of this loop. */
	for (i = 0; i < BLOCK_SIZE; i++) {
		byte = (uint8_t)bytes[i];
		words[i] = (uint8_t)((byte | 0x20) - 'a') < 26 ||
			   (uint8_t)(byte - '0') < 10;
		others[i] = byte >= 0x80 || byte == '\'';
	}
	block = (struct block){gather(words), 0, gather(others)};
	if (block.others != 0)
		read_wide(&block, bytes);
	return block;
}

/* The first size bytes of a word, at most 16, in lower case. */
static inline struct word
word_lower(const char *bytes, unsigned size)
{
	static const unsigned char kept[2 * WORD_SHORT] = {255, 255, 255, 255,
	    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
	struct word word = word_load(bytes);
	struct word mask = word_load((const char *)kept + WORD_SHORT - size);

	word.low = (word.low | LOWER) & mask.low;
	word.high = (word.high | LOWER) & mask.high;
	return word;
}

/* Of any word: each Cyrillic letter becomes up to four bytes. */
static uint64_t __attribute__((noinline))
hash_any(const struct tokeniser *t, const char *bytes, unsigned size)
{
	char word[2 * BLOCK_SIZE + WORD_SHORT];
	const struct letter *letter;
	unsigned i = 0;
	size_t num = 0;

	while (i < size) {
		if ((bytes[i] & 0x80) == 0) {
			word[num++] = (char)(bytes[i++] | 0x20);
			continue;
		}
		letter = &t->letters[(bytes[i] & 1) << 6 | (bytes[i + 1] & 63)];
		memcpy(word + num, letter->bytes, sizeof letter->bytes);
		num += letter->size;
		i += 2;
	}
	memset(word + num, 0, WORD_SHORT);
	if (num <= WORD_SHORT)
		return word_hash_short(word_load(word), num, t->seed);
	return word_hash(word, num, t->seed);
}

size_t
block_take(struct tokeniser *t, const struct block *block, const char *bytes,
    size_t at)
{
	uint64_t before = UINT64_MAX, words, begins, ends, first, last;
	struct ndup_span *span;
	size_t num = t->num_tokens;
	unsigned begin, size, limit = BLOCK_SIZE;

	if (tokeniser_reserve(t, BLOCK_SIZE / 2) != NDUP_OK)
		return 0;
	if (block->others != 0) {
		limit = (unsigned)__builtin_ctzll(block->others);
		before = (UINT64_C(1) << limit) - 1;
	}
	words = block->words & before;
	begins = words & ~(words << 1);
	ends = words << 1 & ~words & before;
	for (; ends != 0; ends ^= last, begins ^= first) {
		first = begins & -begins;
		last = ends & -ends;
		begin = (unsigned)__builtin_ctzll(begins);
		size = (unsigned)__builtin_ctzll(ends) - begin;
		if (size <= WORD_SHORT && (block->wide & (last - first)) == 0)
			t->tokens[num] = word_hash_short(
			    word_lower(bytes + begin, size), size, t->seed);
		else
			t->tokens[num] = hash_any(t, bytes + begin, size);
		span = &t->spans[num++];
		span->begin = (uint32_t)(at + begin);
		span->end = span->begin + size;
	}
	t->num_tokens = num;
	/* A word that is left may go on in the next block. */
	return begins != 0 ? (size_t)__builtin_ctzll(begins) : limit;
}
