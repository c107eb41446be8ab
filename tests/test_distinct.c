/*
 * test_distinct.c - how many different hashes there are, against sorting them
 */
#include "random.h"

#include "base/set.h"

static int
by_value(const void *left, const void *right)
{
	uint64_t x = *(const uint64_t *)left, y = *(const uint64_t *)right;

	return x < y ? -1 : x > y;
}

static size_t
count_sorted(uint64_t *hashes, size_t num)
{
	size_t i, num_distinct = num > 0;

	qsort(hashes, num, sizeof *hashes, by_value);
	for (i = 1; i < num; i++)
		num_distinct += hashes[i] != hashes[i - 1];
	return num_distinct;
}

/* So many hashes, each with this chance (in 100) a repeated one; all other bits
 * than those of the mask are the same. */
static void
check(struct distinct *distinct, size_t num, unsigned repeated, uint64_t mask)
{
	uint64_t *hashes = test_new(num, sizeof *hashes);
	size_t i, num_distinct;

	for (i = 0; i < num; i++)
		hashes[i] = i > 0 && random_percent(repeated)
				? hashes[random_below(i)]
				: (random_next() & mask) | UINT64_C(1) << 63;
	assert_int_equal(
	    distinct_count(distinct, hashes, num, &num_distinct), NDUP_OK);
	assert_int_equal(num_distinct, count_sorted(hashes, num));
	free(hashes);
}

static void
test_counts(void **state)
{
	static const size_t sizes[] = {0, 1, 2, 7, 400, 3, 5000, 0, 16, 2000};
	static const unsigned repeated[] = {0, 1, 30, 99};
	struct distinct distinct = {0};
	size_t i, j;

	(void)state;
	random_begin();
	for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		for (j = 0; j < sizeof repeated / sizeof repeated[0]; j++)
			check(&distinct, sizes[i], repeated[j], UINT64_MAX);
	}
	distinct_free(&distinct);
}

/* Different hashes that all want the same slot, or one of few. */
static void
test_collisions(void **state)
{
	struct distinct distinct = {0};
	unsigned bits;

	(void)state;
	random_begin();
	for (bits = 0; bits < 24; bits++)
		check(&distinct, 700, 20,
		    ~((UINT64_C(1) << bits) - 1) | random_below(4));
	distinct_free(&distinct);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_counts),
	    cmocka_unit_test(test_collisions),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("distinct", tests, NULL, NULL);
}
