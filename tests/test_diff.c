/*
 * test_diff.c - where two sequences of tokens differ
 *
 * Random sequences against the table of longest common subsequences: changes
 * must lie between equal tokens, and drop and add as few as can be.
 */
#include "random.h"
#include "compare/diff.h"

enum { NUM_CASES = 3000, MOST = 60 };

static uint64_t a[MOST], b[MOST];

static uint32_t
common_subsequence(uint32_t num_a, uint32_t num_b)
{
	static uint32_t longest[MOST + 1][MOST + 1];
	uint32_t i, j, x, y;

	for (i = 1; i <= num_a; i++) {
		for (j = 1; j <= num_b; j++) {
			x = longest[i - 1][j];
			y = longest[i][j - 1];
			longest[i][j] = a[i - 1] == b[j - 1]
					    ? longest[i - 1][j - 1] + 1
					: x > y ? x
						: y;
		}
	}
	return longest[num_a][num_b];
}

/* Equal tokens from the end of one change to the beginning of the next. */
static void
assert_equal(uint32_t *from_a, uint32_t *from_b, uint32_t to_a, uint32_t to_b)
{
	assert_int_equal(to_a - *from_a, to_b - *from_b);
	for (; *from_a < to_a; ++*from_a, ++*from_b)
		assert_true(a[*from_a] == b[*from_b]);
}

/* Returns the number of tokens dropped and added. */
static uint32_t
check(const struct diff *diff, uint32_t num_a, uint32_t num_b)
{
	uint32_t at_a = 0, at_b = 0, sum = 0;
	const struct change *change;
	size_t i;

	for (i = 0; i < diff->num; i++) {
		change = &diff->changes[i];
		if (i > 0) /* neighbours would be one */
			assert_true(change->a.begin > at_a);
		assert_equal(&at_a, &at_b, change->a.begin, change->b.begin);
		at_a = change->a.end;
		at_b = change->b.end;
		assert_true(at_a <= num_a && at_b <= num_b);
		sum += at_a - change->a.begin + at_b - change->b.begin;
		assert_true(sum > 0);
	}
	assert_equal(&at_a, &at_b, num_a, num_b);
	return sum;
}

static void
test_random(void **state)
{
	struct diff diff = {.num = 0};
	uint32_t i, num, num_a, num_b, kinds, common;

	(void)state;
	random_begin();
	for (num = 0; num < NUM_CASES; num++) {
		kinds = 1 + (uint32_t)random_below(12);
		num_a = (uint32_t)random_below(MOST + 1);
		num_b = (uint32_t)random_below(MOST + 1);
		for (i = 0; i < num_a; i++)
			a[i] = random_below(kinds);
		for (i = 0; i < num_b; i++)
			b[i] = i < num_a && random_percent(80)
				   ? a[i]
				   : random_below(kinds);
		assert_int_equal(diff_run(&diff, a, num_a, b, num_b), NDUP_OK);
		common = common_subsequence(num_a, num_b);
		assert_int_equal(check(&diff, num_a, num_b),
		    num_a - common + num_b - common);
	}
	diff_free(&diff);
}

/* What has too little in common is one change between the equal ends. */
static void
test_too_many(void **state)
{
	enum { NUM = 2 * DIFF_MOST };
	uint64_t *x = test_new(NUM, sizeof *x), *y = test_new(NUM, sizeof *y);
	struct diff diff = {.num = 0};
	uint32_t i;

	(void)state;
	for (i = 0; i < NUM; i++) {
		x[i] = i;
		y[i] = i < 3 || i >= NUM - 4 || i % 3 == 0 ? i : NUM + i;
	}
	assert_int_equal(diff_run(&diff, x, NUM, y, NUM), NDUP_OK);
	assert_int_equal(diff.num, 1);
	assert_int_equal(diff.changes[0].a.begin, 4);
	assert_int_equal(diff.changes[0].b.end, NUM - 5);
	diff_free(&diff);
	free(x);
	free(y);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random),
	    cmocka_unit_test(test_too_many),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("diff", tests, NULL, NULL);
}
