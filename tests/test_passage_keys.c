/*
 * test_passage_keys.c - how many keys whatever two articles have in common makes
 * them share
 *
 * Random articles without a common token get one common run, no longer than
 * needed, at random places; there is no chance that decides.
 */
#include "random.h"

#include "sketch/winnow.h"
#include "text/word.h"

enum { MOST = 400 };

static const struct random_mix mixes[] = {
    {100000, 0, 0},   /* words */
    {100000, 100, 0}, /* characters */
    {100000, 50, 0},
    {100000, 20, 3},
    {5, 0, 0}, /* much repetition */
    {5, 100, 0},
    {6, 50, 2},
};

enum { NUM_MIXES = sizeof mixes / sizeof mixes[0] };

/* Changes tokens into others, breaks and half words staying what they are. */
static void
change(uint64_t *tokens, size_t num)
{
	size_t i;

	for (i = 0; i < num; i++) {
		if (tokens[i] != 0)
			tokens[i] ^= UINT64_C(0x5555) << 40;
	}
}

/* Makes a run of so many words without a break; returns its length. */
static size_t
make_run(uint64_t *run, unsigned words, const struct random_mix *mix)
{
	const struct random_mix unbroken = {mix->num_kinds, mix->halves, 0};
	unsigned half_words = 0;
	size_t num = 0;

	while (half_words < 2 * words) {
		random_tokens(run + num, 1, &unbroken);
		half_words += window_weight(run[num]);
		num++;
	}
	return num;
}

static uint64_t *
copy_keys(const struct winnower *winnower)
{
	uint64_t *keys = test_new(winnower->num_keys, sizeof *keys);

	if (winnower->num_keys > 0)
		memcpy(keys, winnower->keys, winnower->num_keys * sizeof *keys);
	return keys;
}

/* How many keys of the winnower are among these. */
static size_t
count_common(const struct winnower *winnower, const uint64_t *keys, size_t num)
{
	size_t i, j, common = 0;

	for (i = 0; i < winnower->num_keys; i++) {
		for (j = 0; j < num; j++)
			common += winnower->keys[i] == keys[j];
	}
	return common;
}

static void
assert_distinct(const struct winnower *winnower)
{
	assert_int_equal(
	    count_common(winnower, winnower->keys, winnower->num_keys),
	    winnower->num_keys);
}

typedef enum ndup_status init_fn(struct winnower *, unsigned min_run);

/* The keys of two random articles that have so many words in a row in common;
 * how many are the same. */
static size_t
common_keys_of(init_fn *init, unsigned min_run, unsigned words,
    const struct random_mix *mix)
{
	struct winnower winnower;
	uint64_t a[MOST], b[MOST], run[MOST], *keys;
	size_t num_a, num_b, num = make_run(run, words, mix), common;

	num_a = num + random_below(MOST - num + 1);
	num_b = num + random_below(MOST - num + 1);
	random_tokens(a, num_a, mix);
	random_tokens(b, num_b, mix);
	change(b, num_b);
	if (num > 0) {
		memcpy(
		    a + random_below(num_a - num + 1), run, num * sizeof *run);
		memcpy(
		    b + random_below(num_b - num + 1), run, num * sizeof *run);
	}
	assert_int_equal(init(&winnower, min_run), NDUP_OK);
	assert_int_equal(winnower_run(&winnower, a, num_a), NDUP_OK);
	assert_distinct(&winnower);
	keys = copy_keys(&winnower);
	num = winnower.num_keys;
	assert_int_equal(winnower_run(&winnower, b, num_b), NDUP_OK);
	assert_distinct(&winnower);
	common = count_common(&winnower, keys, num);
	winnower_free(&winnower);
	free(keys);
	return common;
}

static size_t
common_keys(unsigned min_run, unsigned words, const struct random_mix *mix)
{
	return common_keys_of(winnower_init, min_run, words, mix);
}

/* A run of min_run words has a key, however it repeats itself. */
static void
test_guarantee(void **state)
{
	static const unsigned lengths[] = {
	    1, 2, 3, 4, 5, 7, 8, 12, 19, 20, 21, 33, 64};
	size_t i, j, round;

	(void)state;
	random_begin();
	for (i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
		for (j = 0; j < NUM_MIXES; j++) {
			for (round = 0; round < 25; round++) {
				if (common_keys(
					lengths[i], lengths[i], &mixes[j]) == 0)
					fail_msg("min_run %u, mix %zu",
					    lengths[i], j);
			}
		}
	}
}

/* Words that a run must have for so many keys, where min_run is 20. */
static void
check_least(size_t mix, unsigned words, size_t num_keys)
{
	size_t round, common;

	for (round = 0; round < 2000; round++) {
		common = common_keys(20, words, &mixes[mix]);
		if (common < num_keys)
			fail_msg(
			    "%u words, mix %zu: %zu keys", words, mix, common);
	}
}

/* A run of 12 words has a key, one of 17 two; in text of words and characters
 * half a word more, as windows do not end where words do. */
static void
test_least(void **state)
{
	(void)state;
	random_begin();
	check_least(0, 12, 1);
	check_least(0, 17, 2);
	check_least(1, 12, 1);
	check_least(1, 17, 2);
	check_least(2, 13, 1);
	check_least(2, 18, 2);
	check_least(3, 13, 1);
	check_least(3, 18, 2);
}

/* With one word less there may be one key less: these lengths are the least. */
static void
check_less(size_t mix, unsigned words, size_t num_keys)
{
	size_t round, num_fewer = 0;

	for (round = 0; round < 500; round++)
		num_fewer += common_keys(20, words, &mixes[mix]) < num_keys;
	assert_true(num_fewer > 0);
}

static void
test_no_less(void **state)
{
	(void)state;
	random_begin();
	check_less(0, 11, 1);
	check_less(0, 16, 2);
	check_less(1, 11, 1);
	check_less(1, 16, 2);
}

/* Random words, of each four in a row one a figure. */
static void
make_figures(uint64_t *tokens, size_t num)
{
	size_t first = random_below(4), i;

	random_tokens(tokens, num, &mixes[0]);
	for (i = 0; i < num; i++) {
		tokens[i] &= ~WORD_FIGURE;
		tokens[i] |= i % 4 == first ? WORD_FIGURE : 0;
	}
}

/* Puts words somewhere, between two figures. */
static void
put_between_figures(
    uint64_t *tokens, size_t num, const uint64_t *run, size_t words)
{
	size_t place = 1 + random_below(num - words - 1);

	memcpy(tokens + place, run, words * sizeof *run);
	tokens[place - 1] |= WORD_FIGURE;
	tokens[place + words] |= WORD_FIGURE;
}

/* The keys that two articles of words and figures share if both have so many
 * words in a row without a figure, and nothing else. */
static size_t
common_between_figures(size_t words)
{
	enum { NUM = 60 };
	uint64_t a[NUM], b[NUM], run[NUM], *keys;
	struct winnower winnower;
	size_t num, common;

	make_figures(a, NUM);
	make_figures(b, NUM);
	change(b, NUM);
	random_tokens(run, words, &mixes[0]);
	for (num = 0; num < words; num++)
		run[num] &= ~WORD_FIGURE;
	put_between_figures(a, NUM, run, words);
	put_between_figures(b, NUM, run, words);
	assert_int_equal(winnower_init(&winnower, 20), NDUP_OK);
	assert_int_equal(winnower_run(&winnower, a, NUM), NDUP_OK);
	keys = copy_keys(&winnower);
	num = winnower.num_keys;
	assert_int_equal(winnower_run(&winnower, b, NUM), NDUP_OK);
	common = count_common(&winnower, keys, num);
	winnower_free(&winnower);
	free(keys);
	return common;
}

/* The words that a form has around its figures are a key in each article,
 * though they are fewer than those of which one is surely a key elsewhere. */
static void
test_between_figures(void **state)
{
	size_t words, round;

	(void)state;
	random_begin();
	for (words = winnow_key_size(20); words <= 12; words++) {
		for (round = 0; round < 300; round++)
			assert_true(common_between_figures(words) >= 1);
	}
	for (round = 0; round < 300; round++)
		assert_int_equal(
		    common_between_figures(winnow_key_size(20) - 1), 0);
}

/* Two keys of every run of min_run words that does not repeat itself, or it is
 * said that there may be one. */
static void
test_two_keys(void **state)
{
	unsigned min_run, round, num_one = 0;

	(void)state;
	random_begin();
	for (min_run = 1; min_run <= 100; min_run++) {
		if (winnow_gives_one_key(min_run)) {
			num_one++;
			continue;
		}
		for (round = 0; round < 20; round++) {
			assert_true(
			    common_keys(min_run, min_run, &mixes[0]) >= 2);
			assert_true(
			    common_keys(min_run, min_run, &mixes[1]) >= 2);
		}
	}
	assert_true(winnow_gives_one_key(1));
	assert_false(winnow_gives_one_key(20));
	assert_true(num_one < 10);
}

/* Where min_run is 20 the least run that has a short key is one of 10 words;
 * half a word more in text of words and characters. */
static void
test_short_keys(void **state)
{
	static const unsigned least[] = {10, 10, 11, 11};
	size_t mix, round, num_without = 0;

	(void)state;
	random_begin();
	assert_int_equal(winnow_short_key_size(20), 7);
	for (mix = 0; mix < 4; mix++) {
		for (round = 0; round < 2000; round++)
			assert_true(common_keys_of(winnower_init_short, 20,
					least[mix], &mixes[mix]) >= 1);
	}
	for (round = 0; round < 500; round++)
		num_without +=
		    common_keys_of(winnower_init_short, 20, 9, &mixes[0]) == 0;
	assert_true(num_without > 0);
}

/* There are such keys if that is asked for, and they are shorter than others. */
static void
test_which_are_short(void **state)
{
	struct ndup_params params;

	(void)state;
	ndup_params_init(&params, sizeof params);
	for (params.min_run = 1; params.min_run <= 1000; params.min_run++) {
		params.noisy = false;
		assert_false(winnow_has_short_keys(&params));
		params.noisy = true;
		assert_int_equal(
		    winnow_has_short_keys(&params), params.min_run > 10);
		assert_true(!winnow_has_short_keys(&params) ||
			    winnow_short_key_size(params.min_run) <
				winnow_key_size(params.min_run));
	}
}

static void
test_nothing_in_common(void **state)
{
	size_t round;

	(void)state;
	random_begin();
	for (round = 0; round < 200; round++)
		assert_int_equal(
		    common_keys(20, 0, &mixes[round % NUM_MIXES]), 0);
}

/* On average two keys in window + 1 shingles (Schleimer et al. 2003). */
static void
test_density(void **state)
{
	enum { NUM = 40000 };
	static const struct {
		unsigned min_run;
		double window; /* of key shingles */
		size_t mix;
	} cases[] = {{20, 5, 0}, {50, 13, 0}, {5, 2, 0},
	    /* in characters: twice as many places */
	    {20, 9, 1}};
	uint64_t *tokens = test_new(NUM, sizeof *tokens);
	struct winnower winnower;
	double expected;
	size_t i;

	(void)state;
	random_begin();
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		random_tokens(tokens, NUM, &mixes[cases[i].mix]);
		winnower_init(&winnower, cases[i].min_run);
		assert_int_equal(winnower_run(&winnower, tokens, NUM), NDUP_OK);
		expected = 2 * NUM / (cases[i].window + 1);
		assert_true((double)winnower.num_keys > 0.95 * expected);
		assert_true((double)winnower.num_keys < 1.05 * expected);
		winnower_free(&winnower);
	}
	free(tokens);
}

/* A text shorter than 12 words has no key; one of 12 has one. */
static void
test_short_texts(void **state)
{
	struct winnower winnower;
	uint64_t tokens[40];

	(void)state;
	random_begin();
	random_tokens(tokens, 40, &mixes[0]);
	winnower_init(&winnower, 20);
	assert_int_equal(winnower_run(&winnower, tokens, 0), NDUP_OK);
	assert_int_equal(winnower.num_keys, 0);
	assert_int_equal(winnower_run(&winnower, tokens, 11), NDUP_OK);
	assert_int_equal(winnower.num_keys, 0);
	assert_int_equal(winnower_run(&winnower, tokens, 12), NDUP_OK);
	assert_int_equal(winnower.num_keys, 1);
	tokens[12] = 0;
	assert_int_equal(winnower_run(&winnower, tokens, 24), NDUP_OK);
	assert_int_equal(winnower.num_keys, 1);
	tokens[6] = 0;
	assert_int_equal(winnower_run(&winnower, tokens, 24), NDUP_OK);
	assert_int_equal(winnower.num_keys, 0);
	winnower_free(&winnower);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_guarantee),
	    cmocka_unit_test(test_least),
	    cmocka_unit_test(test_no_less),
	    cmocka_unit_test(test_between_figures),
	    cmocka_unit_test(test_two_keys),
	    cmocka_unit_test(test_short_keys),
	    cmocka_unit_test(test_which_are_short),
	    cmocka_unit_test(test_nothing_in_common),
	    cmocka_unit_test(test_density),
	    cmocka_unit_test(test_short_texts),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("passage keys", tests, NULL, NULL);
}
