/*
 * test_shingle.c - the set of shingles, against one compared word by word
 */
#include "random.h"

#include "sketch/shingle.h"

enum { MOST = 200 };

/* Whether the window has the same tokens as one before it. */
static bool
is_repeated(
    const struct windows *windows, size_t window, const uint64_t *tokens)
{
	const struct window *x = &windows->items[window], *y = windows->items;

	for (; y < x; y++) {
		if (y->end - y->begin == x->end - x->begin &&
		    memcmp(tokens + y->begin, tokens + x->begin,
			(x->end - x->begin) * sizeof *tokens) == 0)
			return true;
	}
	return false;
}

static enum ndup_status
run_shingler(struct shingler *shingler, const uint64_t *tokens, size_t num)
{
	struct series *series = &shingler->windows.own;

	assert_int_equal(series_read(series, tokens, num), NDUP_OK);
	return shingler_run_in(shingler, series);
}

/* Windows have an oracle of their own (test_window.c). */
static void
check(struct shingler *shingler, unsigned size, const uint64_t *tokens,
    size_t num)
{
	struct windows windows;
	size_t i, found = 0;

	assert_int_equal(windows_init(&windows, 2 * size, false), NDUP_OK);
	assert_int_equal(windows_find(&windows, tokens, num), NDUP_OK);
	assert_int_equal(run_shingler(shingler, tokens, num), NDUP_OK);
	assert_int_equal(shingler->num_listed, windows.num);
	for (i = 0; i < windows.num; i++)
		assert_int_equal(shingler->shingles[i], windows.items[i].hash);
	assert_int_equal(shingler_reduce(shingler), NDUP_OK);
	assert_int_equal(shingler->num_listed, shingler->num_shingles);
	for (i = 0; i < windows.num; i++) {
		if (is_repeated(&windows, i, tokens))
			continue;
		assert_true(found < shingler->num_shingles);
		assert_int_equal(
		    shingler->shingles[found++], windows.items[i].hash);
	}
	assert_int_equal(found, shingler->num_shingles);
	windows_free(&windows);
}

static void
test_distinct_in_order(void **state)
{
	static const struct random_mix mixes[] = {
	    {1000, 0, 0}, {2, 0, 0}, {3, 50, 2}, {1000, 100, 0}, {20, 30, 5}};
	struct shingler shingler;
	uint64_t tokens[MOST];
	unsigned round, size, i;
	size_t num;

	(void)state;
	random_begin();
	for (round = 0; round < 40; round++) {
		size = 1 + (unsigned)random_below(8);
		assert_int_equal(shingler_init(&shingler, size), NDUP_OK);
		for (i = 0; i < 5; i++) {
			num = random_below(MOST + 1);
			random_tokens(tokens, num, &mixes[i]);
			check(&shingler, size, tokens, num);
		}
		shingler_free(&shingler);
	}
}

/* k words: one shingle; a word less, or half a word less: none. */
static void
test_shortest(void **state)
{
	uint64_t tokens[] = {10, 20, 30, 40, 50};
	uint64_t halves[] = {11, 21, 31, 41, 51, 61, 71, 81, 91, 101};
	struct shingler shingler;

	(void)state;
	assert_int_equal(shingler_init(&shingler, 5), NDUP_OK);
	assert_int_equal(run_shingler(&shingler, tokens, 5), NDUP_OK);
	assert_int_equal(shingler.num_shingles, 1);
	assert_int_equal(run_shingler(&shingler, tokens, 4), NDUP_OK);
	assert_int_equal(shingler.num_shingles, 0);
	assert_int_equal(run_shingler(&shingler, tokens, 0), NDUP_OK);
	assert_int_equal(shingler.num_shingles, 0);
	tokens[2] = 0;
	assert_int_equal(run_shingler(&shingler, tokens, 5), NDUP_OK);
	assert_int_equal(shingler.num_shingles, 0);
	assert_int_equal(run_shingler(&shingler, halves, 10), NDUP_OK);
	assert_int_equal(shingler.num_shingles, 1);
	assert_int_equal(run_shingler(&shingler, halves, 9), NDUP_OK);
	assert_int_equal(shingler.num_shingles, 0);
	shingler_free(&shingler);
}

/* The same shingle is the same number in another article, at another place. */
static void
test_same_in_other_articles(void **state)
{
	const uint64_t a[] = {10, 20, 30, 40, 50};
	const uint64_t b[] = {90, 20, 30, 40, 91, 21};
	struct shingler shingler;
	uint64_t shingle;

	(void)state;
	assert_int_equal(shingler_init(&shingler, 3), NDUP_OK);
	assert_int_equal(run_shingler(&shingler, a, 5), NDUP_OK);
	assert_int_equal(shingler.num_shingles, 3);
	shingle = shingler.shingles[1];
	assert_int_equal(run_shingler(&shingler, b, 6), NDUP_OK);
	assert_int_equal(shingler.shingles[1], shingle);
	shingler_free(&shingler);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_distinct_in_order),
	    cmocka_unit_test(test_shortest),
	    cmocka_unit_test(test_same_in_other_articles),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("shingle", tests, NULL, NULL);
}
