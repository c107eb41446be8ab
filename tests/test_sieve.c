/*
 * test_sieve.c - what the sieve must let pass, and what it must hold back
 *
 * Random pairs that match by what the plain twin measures all pass; and the
 * borders: matches with no more in anchors than the rules ask for pass, what
 * has a little less does not.
 */
#include "two_texts.h"
#include "compare/sieve.h"

enum { NUM_CASES = 60, LENGTH = 200, NUM_WORDS = 100000 };

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

/* How many of so many pairs of strangers pass that share so many words in a row:
 * a bit of the filter may be set by chance, so that a few do. */
static unsigned
count_passing(const struct ndup_params *params, uint32_t shared)
{
	unsigned i, num = 0;

	for (i = 0; i < NUM_CASES; i++) {
		draw_strangers();
		copy_run(shared);
		num += passes(params);
	}
	return num;
}

/* 25 of 200 words in anchors may be twice as many in passages: a quarter. */
static void
test_coverage(void **state)
{
	struct ndup_params params;

	(void)state;
	random_begin();
	ndup_params_init(&params, sizeof params);
	params.long_passage = 0;
	assert_int_equal(count_passing(&params, 25), NUM_CASES);
	assert_true(count_passing(&params, 17) <= NUM_CASES / 10);
}

/* The passage alone decides where hardly any coverage is asked for: half of it
 * is in anchors. */
static void
test_run(void **state)
{
	struct ndup_params params;

	(void)state;
	random_begin();
	ndup_params_init(&params, sizeof params);
	params.min_coverage = 0.0001;
	assert_int_equal(count_passing(&params, 10), NUM_CASES);
	assert_true(count_passing(&params, 5) <= NUM_CASES / 10);
}

/* Half of a long passage is enough where all the coverage is asked for; it may
 * be shorter than a run. */
static void
test_long_passage(void **state)
{
	struct ndup_params params;

	(void)state;
	random_begin();
	ndup_params_init(&params, sizeof params);
	params.min_coverage = 1;
	assert_int_equal(count_passing(&params, 25), NUM_CASES);
	assert_true(count_passing(&params, 17) <= NUM_CASES / 10);
	params.long_passage = 0;
	assert_true(count_passing(&params, 25) <= NUM_CASES / 10);
	params.long_passage = 12;
	assert_int_equal(count_passing(&params, 6), NUM_CASES);
}

/* How many of so many pairs of strangers pass that share twice so many words in a
 * row, with so many others between, and so many that stand in the middle. */
static unsigned
count_divided(const struct ndup_params *params, uint32_t shared,
    uint32_t between, uint32_t standing)
{
	uint32_t middle = shared + between / 2;
	uint32_t second = shared + between + standing, j;
	unsigned i, num = 0;

	for (i = 0; i < NUM_CASES; i++) {
		draw_strangers();
		memcpy(b.ids, a.ids, shared * sizeof *a.ids);
		memcpy(b.ids + second, a.ids + second, shared * sizeof *a.ids);
		for (j = middle; j < middle + standing; j++) {
			a.ids[j] |= WORD_STANDS;
			b.ids[j] |= WORD_STANDS;
		}
		num += passes(params);
	}
	return num;
}

/* Twice 13 words are half of a long passage, but not if more stands between than
 * a passage bridges; what counts for nothing is no more. */
static void
test_bridge(void **state)
{
	struct ndup_params params;

	(void)state;
	random_begin();
	ndup_params_init(&params, sizeof params);
	params.min_coverage = 1;
	assert_int_equal(count_divided(&params, 13, 24, 0), NUM_CASES);
	assert_true(count_divided(&params, 13, 25, 0) <= NUM_CASES / 10);
	assert_int_equal(count_divided(&params, 13, 24, 40), NUM_CASES);
	assert_true(count_divided(&params, 13, 25, 40) <= NUM_CASES / 10);
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

/* ---- no match is lost --------------------------------------------------- */

/* One or another word of either text. */
static void
add_other(uint32_t word)
{
	add_words(&a, 5000 + word, 1);
	add_words(&b, 6000 + word, 1);
}

static void
add_equal(uint32_t first, uint32_t num)
{
	add_words(&a, first, num);
	add_words(&b, first, num);
}

/* An anchor of so many words, and as many around it, beyond a changed word on
 * either side. */
static void
add_frayed(uint32_t first, uint32_t anchor)
{
	uint32_t left = anchor / 2;

	add_equal(first, left);
	add_other(first);
	add_equal(first + 20, anchor);
	add_other(first + 1);
	add_equal(first + 60, anchor - left);
}

static void
fill_up(uint32_t num)
{
	while (a.num < num)
		add_other(300 + a.num);
}

/* Exactly so much: 20 equal words of 80, ten of which are an anchor. */
static void
test_least_anchored(void **state)
{
	struct ndup_params params;
	struct exact exact;

	(void)state;
	ndup_params_init(&params, sizeof params);
	begin_texts();
	add_frayed(100, 10);
	fill_up(80);
	exact = measure_plainly(&params, false);
	assert_int_equal(exact.passage, 40);
	assert_true(exact_is_match(&exact, &params));
	assert_true(passes(&params));
	a.ids[10] = 4;
	exact = measure_plainly(&params, false);
	assert_false(exact_is_match(&exact, &params));
}

/* Half of the article is covered by many short passages, half of that is in
 * anchors. */
static void
test_least_in_several(void **state)
{
	struct ndup_params params;
	struct exact exact;
	uint32_t i;

	(void)state;
	ndup_params_init(&params, sizeof params);
	params.min_coverage = 0.5;
	params.min_run = 22;
	begin_texts();
	for (i = 0; i < 5; i++) {
		add_frayed(100 + 200 * i, 9);
		fill_up(36 * (i + 1));
	}
	exact = measure_plainly(&params, false);
	assert_int_equal(exact.passage, 36);
	assert_int_equal(exact.covered_a, 180);
	assert_int_equal(exact.length_a, 360);
	assert_true(exact_is_match(&exact, &params));
	assert_true(passes(&params));
}

/* Of two articles of one length either may be the one that is covered: the one
 * that says a paragraph three times, where the other says it once. */
static void
test_either_of_one_length(void **state)
{
	struct ndup_params params;
	struct exact exact;
	uint32_t i;

	(void)state;
	ndup_params_init(&params, sizeof params);
	params.min_coverage = 0.75;
	params.long_passage = 0;
	begin_texts();
	for (i = 0; i < 3; i++) {
		add_words(&a, 100, 30);
		add_words(&a, 5000 + i, 1);
	}
	add_words(&a, 6000, 27);
	add_words(&b, 100, 30);
	add_words(&b, 7000, 90);
	exact = measure_plainly(&params, false);
	assert_int_equal(exact.covered_a, 180);
	assert_int_equal(exact.covered_b, 60);
	assert_true(exact_is_match(&exact, &params));
	assert_true(passes(&params));
	turn_texts();
	assert_true(passes(&params));
}

/* Pieces of a between other words, each frayed by edits: a piece that goes to
 * the end of a counts no less than others. */
static void
draw_frayed(uint32_t num_pieces, uint32_t others)
{
	const struct mixture mixture = {.length = 200,
	    .num_words = 3000,
	    .half = draw(3) * 50,
	    .standing = draw(3) ? 0 : 3,
	    .figures = draw(2) * 5};
	uint32_t at, left, i;

	do
		draw_sequence(&mixture, &a);
	while (a.num < 60);
	b.num = 0;
	for (; num_pieces > 0; num_pieces--) {
		at = draw(a.num);
		for (left = 4 + draw(40); left > 0 && at < a.num; left--, at++)
			b.ids[b.num++] =
			    draw(8) ? a.ids[at] : draw_token(&mixture);
		for (i = draw(others); i > 0; i--)
			b.ids[b.num++] = draw_token(&mixture);
	}
}

static void
draw_params(struct ndup_params *params)
{
	ndup_params_init(params, sizeof *params);
	params->min_words = draw(20);
	params->min_coverage = 0.05 * (1 + draw(12));
	params->long_passage = draw(3) ? draw(60) : 0;
	params->min_jaccard = 0.1 * (1 + draw(9));
	if (draw(2) == 0)
		return;
	params->shingle_size = 1 + draw(8);
	params->min_passage = 1 + draw(12);
	params->min_run = params->min_passage + draw(25);
}

/* Whichever of the two is a, and whichever comes first. */
static void
test_no_match_lost(void **state)
{
	unsigned num, num_matches = 0, num_held = 0;
	struct ndup_params params;
	struct exact exact;
	bool passed;

	(void)state;
	random_begin();
	for (num = 0; num < 60 * NUM_CASES; num++) {
		draw_params(&params);
		draw_frayed(1 + draw(5), 30);
		if (draw(2))
			turn_texts();
		exact = measure_plainly(&params, draw(2));
		passed = passes(&params);
		if (exact_is_match(&exact, &params))
			assert_true(passed);
		num_matches += exact_is_match(&exact, &params);
		num_held += !passed;
	}
	print_message(
	    "%u of %u match, %u do not pass\n", num_matches, num, num_held);
	assert_true(num_matches > num / 4 && num_held > num / 10);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_coverage),
	    cmocka_unit_test(test_run),
	    cmocka_unit_test(test_long_passage),
	    cmocka_unit_test(test_bridge),
	    cmocka_unit_test(test_similar),
	    cmocka_unit_test(test_too_short),
	    cmocka_unit_test(test_least_anchored),
	    cmocka_unit_test(test_least_in_several),
	    cmocka_unit_test(test_either_of_one_length),
	    cmocka_unit_test(test_no_match_lost),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("sieve", tests, NULL, NULL);
}
