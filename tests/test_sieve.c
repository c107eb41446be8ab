/*
 * test_sieve.c - what the sieve must let pass, and what it must hold back
 *
 * That no match is ever lost is tested with the measures (test_measure.c); here
 * are the borders, and that it sieves at all.
 */
#include "sequences.h"
#include "compare/sieve.h"

enum { NUM_CASES = 60, LENGTH = 200, NUM_WORDS = 100000 };

static struct sequence a, b;

static void
draw_strangers(void)
{
	uint32_t i;

	a.num = b.num = LENGTH;
	for (i = 0; i < LENGTH; i++) {
		a.ids[i] = 2 + 2 * draw(NUM_WORDS);
		b.ids[i] = 2 + 2 * draw(NUM_WORDS);
	}
}

static bool
passes(const struct ndup_params *params)
{
	struct words words_a = sequence_words(&a, params->shingle_size);
	struct words words_b = sequence_words(&b, params->shingle_size);
	struct prefilter sieve;
	bool passed;

	prefilter_init(&sieve, params);
	assert_int_equal(prefilter_base(&sieve, &words_a), NDUP_OK);
	passed = prefilter_passes(&sieve, &words_b);
	prefilter_free(&sieve);
	return passed;
}

/* num tokens from a at any place, into b at any place. */
static void
copy_run(uint32_t num)
{
	uint32_t from = draw(LENGTH - num + 1), to = draw(LENGTH - num + 1);

	memcpy(b.ids + to, a.ids + from, num * sizeof *a.ids);
}

/* 50 of 200 words are a quarter; a bit of the filter may be set by chance, so
 * some words fewer may pass, far fewer may not. */
static void
test_coverage(void **state)
{
	struct ndup_params params;
	unsigned i;

	(void)state;
	random_begin();
	ndup_params_init(&params, sizeof params);
	for (i = 0; i < NUM_CASES; i++) {
		draw_strangers();
		copy_run(50);
		assert_true(passes(&params));
		draw_strangers();
		copy_run(40);
		assert_false(passes(&params));
	}
}

/* The run alone decides where no coverage is asked for. */
static void
test_run(void **state)
{
	struct ndup_params params;
	unsigned i;

	(void)state;
	random_begin();
	ndup_params_init(&params, sizeof params);
	params.min_coverage = 0.0001;
	for (i = 0; i < NUM_CASES; i++) {
		draw_strangers();
		copy_run(20);
		assert_true(passes(&params));
		draw_strangers();
		copy_run(14);
		assert_false(passes(&params));
	}
}

/* Of 196 shingles each, 131 in common are a half of all. */
static void
test_similar(void **state)
{
	struct ndup_params params;
	unsigned i;

	(void)state;
	random_begin();
	ndup_params_init(&params, sizeof params);
	params.min_coverage = 0;
	for (i = 0; i < NUM_CASES; i++) {
		draw_strangers();
		copy_run(135);
		assert_true(passes(&params));
		draw_strangers();
		copy_run(110);
		assert_false(passes(&params));
	}
}

/* Without a gram on either side there is nothing in common. */
static void
test_too_short(void **state)
{
	struct ndup_params params;

	(void)state;
	random_begin();
	ndup_params_init(&params, sizeof params);
	draw_strangers();
	a.num = 0;
	assert_false(passes(&params));
	a.num = 4;
	b = a;
	assert_false(passes(&params));
	b.num = 0;
	assert_false(passes(&params));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_coverage),
	    cmocka_unit_test(test_run),
	    cmocka_unit_test(test_similar),
	    cmocka_unit_test(test_too_short),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("sieve", tests, NULL, NULL);
}
