/*
 * ascii.c - the fast path of the tokeniser, for any processor
 */
#include "ascii_words.h"

/* Of any word: each Cyrillic letter becomes up to four bytes. */
uint64_t
block_hash_any(const struct tokeniser *t, const char *bytes, unsigned size)
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

/* One bit for each of 64 bytes that are 0 or 1. */
static inline uint64_t
gather_portable(const uint8_t *flags)
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

static void
find_wide(struct ascii_block *block, const char *bytes)
{
	uint8_t leads[BLOCK_SIZE], tails[BLOCK_SIZE], byte;
	unsigned i;

	for (i = 0; i < BLOCK_SIZE; i++) {
		byte = (uint8_t)bytes[i];
		leads[i] = (byte & 0xfe) == 0xd0;
		tails[i] = (byte & 0xc0) == 0x80;
	}
	block_add_wide(block, gather_portable(leads), gather_portable(tails));
}

static inline uint8_t
is_plain(uint8_t byte)
{
	return ((uint8_t)((byte | 0x20) - 'a') < 26) |
	       ((uint8_t)(byte - '0') < 10);
}

/* Whether a byte is not for this path; without branches, and so that few
 * instructions for vectors do. */
static inline uint8_t
is_strange(uint8_t byte, uint8_t next)
{
	uint8_t hyphen = (uint8_t)((byte ^ '-') | (next & ~LINE_END_MAX));
	uint8_t apostrophe = byte ^ '\'';
	uint8_t least = hyphen < apostrophe ? hyphen : apostrophe;

	return (uint8_t)((least == 0) | (byte >> 7));
}

size_t
block_take_portable(
    struct tokeniser *t, const char *bytes, size_t at, uint64_t *others)
{
	uint8_t words[BLOCK_SIZE], strange[BLOCK_SIZE];
	struct ascii_block block;
	unsigned i;

	/* Compilers make vector code of this loop. */
	for (i = 0; i < BLOCK_SIZE; i++) {
		words[i] = is_plain((uint8_t)bytes[i]);
		strange[i] =
		    is_strange((uint8_t)bytes[i], (uint8_t)bytes[i + 1]);
	}
	block = (struct ascii_block){
	    gather_portable(words), 0, gather_portable(strange)};
	if (block.others != 0)
		find_wide(&block, bytes);
	*others = block.others;
	return block_take_words(t, &block, bytes, at);
}

block_taker *
block_choose(enum kernel kernel)
{
#if defined(__x86_64__)
	bool has_avx2 =
	    __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
#else
	bool has_avx2 = false;
#endif

	switch (kernel) {
	case KERNEL_PORTABLE:
		return block_take_portable;
	case KERNEL_AVX2:
		return has_avx2 ? block_take_avx2 : NULL;
	default:
		return has_avx2 ? block_take_avx2 : block_take_portable;
	}
}
