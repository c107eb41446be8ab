/*
 * test_runs.c - the maximal common runs of two texts
 *
 * All of them, with their places, against a table over all places of both.
 */
#include "sequences.h"
#include "verify/runs.h"

enum { NUM_CASES = 3000 };

static struct sequence a, b;
static struct truth truth;
static uint64_t values_a[SEQUENCE_MOST], values_b[SEQUENCE_MOST];

static void
find(struct runs *runs, unsigned min_passage)
{
	const struct words words_a = {a.ids, a.num, 0, 0};
	const struct words words_b = {b.ids, b.num, 0, 0};
	const struct sequences texts = {values_a, values_b, a.num, b.num};

	words_values(&words_a, values_a);
	words_values(&words_b, values_b);
	truth_fill(&truth, &a, &b);
	assert_int_equal(runs_init(runs, min_passage), NDUP_OK);
	assert_int_equal(runs_find(runs, &texts), NDUP_OK);
}

static size_t
count_expected(uint32_t half_words)
{
	uint32_t i, j;
	size_t num = 0;

	for (i = 1; i <= a.num; i++) {
		for (j = 1; j <= b.num; j++)
			num += truth_is_end(&truth, &a, &b, i, j) &&
			       sequence_weigh(&a, i - truth.table[i][j], i) >=
				   half_words;
	}
	return num;
}

/* Each run is one of the table's, in order, and none is missing. */
static void
assert_runs(const struct runs *runs, uint32_t half_words)
{
	const struct block *run, *last = NULL;
	size_t i;

	for (i = 0; i < runs->num; i++) {
		run = &runs->items[i];
		assert_true(run->a + run->num <= a.num);
		assert_true(run->b + run->num <= b.num);
		assert_int_equal(
		    truth.table[run->a + run->num][run->b + run->num],
		    run->num);
		assert_true(truth_is_end(
		    &truth, &a, &b, run->a + run->num, run->b + run->num));
		assert_true(sequence_weigh(&a, run->a, run->a + run->num) >=
			    half_words);
		assert_true(last == NULL || last->b < run->b ||
			    (last->b == run->b && last->a < run->a));
		last = run;
	}
	assert_int_equal(runs->num, count_expected(half_words));
}

static void
assert_marks(const struct runs *runs, uint32_t half_words)
{
	static bool expected_a[SEQUENCE_MOST], expected_b[SEQUENCE_MOST];
	static bool marks_a[SEQUENCE_MOST], marks_b[SEQUENCE_MOST];

	memset(marks_a, 0, sizeof marks_a);
	memset(marks_b, 0, sizeof marks_b);
	truth_mark(&truth, &a, &b, half_words, expected_a, expected_b);
	runs_mark_a(runs, marks_a);
	runs_mark_b(runs, marks_b);
	assert_memory_equal(marks_a, expected_a, a.num * sizeof *marks_a);
	assert_memory_equal(marks_b, expected_b, b.num * sizeof *marks_b);
}

static void
draw_texts(void)
{
	static const uint32_t halves[] = {0, 30, 100};
	struct mixture mixture = {
	    .length = 1 + draw(60),
	    .num_words = 1 + draw(draw(2) ? 3 : 40),
	    .half = halves[draw(3)],
	    .breaks = draw(2) ? 0 : draw(20),
	    .copied = 10,
	};

	draw_sequence(&mixture, &a);
	draw_reuse(&mixture, &a, &b);
}

static void
test_random_pairs(void **state)
{
	unsigned num, min_passage;
	struct runs runs;

	(void)state;
	random_begin();
	for (num = 0; num < NUM_CASES; num++) {
		draw_texts();
		min_passage = 1 + draw(9);
		find(&runs, min_passage);
		assert_runs(&runs, 2 * min_passage);
		assert_marks(&runs, 2 * min_passage);
		assert_int_equal(runs.longest, truth_longest(&truth, &a, &b));
		runs_free(&runs);
	}
}

/* The same object again, for texts longer and shorter than the last. */
static void
test_used_again(void **state)
{
	const struct sequences texts = {values_a, values_b, 0, 0};
	struct sequences part = texts;
	struct runs runs;

	(void)state;
	random_begin();
	draw_texts();
	b = a;
	find(&runs, 2);
	part.num_a = a.num;
	part.num_b = b.num;
	assert_int_equal(runs_find(&runs, &part), NDUP_OK);
	assert_runs(&runs, 4);
	assert_int_equal(runs_find(&runs, &texts), NDUP_OK);
	assert_int_equal(runs.num, 0);
	assert_int_equal(runs.longest, 0);
	runs_free(&runs);
}

/* A refrain of n words, so many times, each time with another word after. */
static void
add_refrains(struct sequence *x, uint32_t n, uint32_t times, uint32_t next)
{
	uint32_t i;

	while (times-- > 0) {
		for (i = 0; i < n; i++)
			x->ids[x->num++] = 2 + 2 * i;
		x->ids[x->num++] = 2 * next++;
	}
}

/*
 * A window stands in 100 places of a: the runs with the last of them are not
 * followed, but the longest run, which is one of those, is exact all the same,
 * and so are the marks.
 */
static void
test_refrain(void **state)
{
	struct runs runs;

	(void)state;
	a.num = b.num = 0;
	add_refrains(&a, 4, 100, 1000);
	add_refrains(&b, 4, 1, 1090);
	add_refrains(&b, 4, 1, 1091);
	find(&runs, 4);
	assert_true(runs.num < count_expected(8));
	assert_int_equal(truth_longest(&truth, &a, &b), 20);
	assert_int_equal(runs.longest, 20);
	assert_marks(&runs, 8);
	runs_free(&runs);
}

/* The same word all over: bounded work, and the longest run is exact. */
static void
test_one_word(void **state)
{
	struct runs runs;

	(void)state;
	for (a.num = 0; a.num < 400; a.num++)
		a.ids[a.num] = 2;
	b = a;
	b.num = 300;
	find(&runs, 8);
	assert_true(runs.num <= 400 * 64);
	assert_int_equal(runs.longest, 600);
	assert_marks(&runs, 16);
	runs_free(&runs);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random_pairs),
	    cmocka_unit_test(test_used_again),
	    cmocka_unit_test(test_refrain),
	    cmocka_unit_test(test_one_word),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("runs", tests, NULL, NULL);
}
