/*
 * random.h - random cases that can be had again
 *
 * A suite's numbers follow from one seed, which each random test prints; a
 * number as the suite's first argument takes the place of the usual seed.
 */
#ifndef TESTS_RANDOM_H
#define TESTS_RANDOM_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static uint64_t random_seed = 20220627;
static uint64_t random_state;

/* At the beginning of main(). */
static inline void
random_take_seed(int argc, char **argv)
{
	if (argc > 1)
		random_seed = strtoull(argv[1], NULL, 10);
}

/* At the beginning of each random test. */
static inline void
random_begin(void)
{
	random_state = random_seed;
	print_message("seed %ju\n", (uintmax_t)random_seed);
}

/* SplitMix64 (Steele, Lea, Flood 2014). */
static inline uint64_t
random_next(void)
{
	uint64_t x = random_state += UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

/* 0 to num - 1 */
static inline size_t
random_below(size_t num)
{
	return (size_t)(random_next() % num);
}

static inline bool
random_percent(unsigned percent)
{
	return random_below(100) < percent;
}

/* Zeroed memory; the test fails if there is none. */
static inline void *
test_new(size_t num, size_t item_size)
{
	void *items = calloc(num > 0 ? num : 1, item_size);

	assert_non_null(items);
	return items;
}

/* What random tokens are like. */
struct random_mix {
	size_t num_kinds; /* so many different ones */
	unsigned halves;  /* per cent that are half a word */
	unsigned breaks;  /* per cent of tokens that are 0 */
};

/* Values as a tokeniser makes them; a kind is always or never half a word. */
static inline void
random_tokens(uint64_t *tokens, size_t num, const struct random_mix *mix)
{
	uint64_t kind, value;
	size_t i;

	for (i = 0; i < num; i++) {
		kind = random_below(mix->num_kinds);
		value = kind * UINT64_C(0x9e3779b97f4a7c16) + 2;
		value = (value ^ value >> 29) * UINT64_C(0xbf58476d1ce4e5b9);
		value = (value & ~UINT64_C(1)) |
			(kind % 100 * 37 % 100 < mix->halves);
		tokens[i] = random_percent(mix->breaks) ? 0 : value;
	}
}

#endif
