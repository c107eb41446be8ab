/*
 * ascii_avx2.c - the fast path of the tokeniser, for AVX2 and BMI
 *
 * Comparisons of 32 bytes leave their results as masks at once.  Bytes compare
 * with a sign: what is not ASCII is negative, below every letter.
 */
#include "ascii_words.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi,bmi2")))

/* The uppermost bits of all bytes. */
static inline AVX2 uint64_t
gather_avx2(__m256i low, __m256i high)
{
	return (uint32_t)_mm256_movemask_epi8(low) |
	       (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

/* The last is moved to the greatest number, so that one comparison does. */
static inline AVX2 __m256i
between(__m256i bytes, char first, char last)
{
	__m256i moved =
	    _mm256_add_epi8(bytes, _mm256_set1_epi8((char)(INT8_MAX - last)));

	return _mm256_cmpgt_epi8(
	    moved, _mm256_set1_epi8((char)(INT8_MAX - 1 - (last - first))));
}

static inline AVX2 __m256i
find_words(__m256i bytes)
{
	__m256i lower = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));

	return _mm256_or_si256(
	    between(lower, 'a', 'z'), between(bytes, '0', '9'));
}

/* Hyphens before what may end the line; next: the bytes from the second on. */
static inline AVX2 __m256i
find_hyphens(__m256i bytes, __m256i next)
{
	__m256i least = _mm256_min_epu8(next, _mm256_set1_epi8(LINE_END_MAX));

	return _mm256_and_si256(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('-')),
	    _mm256_cmpeq_epi8(next, least));
}

static inline AVX2 __m256i
find_others(__m256i bytes, __m256i next)
{
	__m256i apostrophes = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\''));

	return _mm256_or_si256(
	    bytes, _mm256_or_si256(apostrophes, find_hyphens(bytes, next)));
}

static inline AVX2 __m256i
find_leads(__m256i bytes)
{
	return between(bytes, (char)0xd0, (char)0xd1);
}

static inline AVX2 __m256i
find_tails(__m256i bytes)
{
	return _mm256_cmpgt_epi8(_mm256_set1_epi8((char)0xc0), bytes);
}

AVX2 size_t
block_take_avx2(
    struct tokeniser *t, const char *bytes, size_t at, uint64_t *others)
{
	__m256i low = _mm256_loadu_si256((const __m256i *)bytes);
	__m256i high = _mm256_loadu_si256((const __m256i *)bytes + 1);
	const char *second = bytes + 1;
	__m256i low_next = _mm256_loadu_si256((const __m256i *)second);
	__m256i high_next = _mm256_loadu_si256((const __m256i *)second + 1);
	struct ascii_block block = {
	    gather_avx2(find_words(low), find_words(high)), 0,
	    gather_avx2(
		find_others(low, low_next), find_others(high, high_next))};

	if (block.others != 0)
		block_add_wide(&block,
		    gather_avx2(find_leads(low), find_leads(high)),
		    gather_avx2(find_tails(low), find_tails(high)));
	*others = block.others;
	return block_take_words(t, &block, bytes, at);
}

#else

size_t
block_take_avx2(
    struct tokeniser *t, const char *bytes, size_t at, uint64_t *others)
{
	return block_take_portable(t, bytes, at, others);
}

#endif
