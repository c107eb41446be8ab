/*
 * test_counted.c - pairs of texts with their keys counted, and the best of them
 *
 * Against a table of all pairs.
 */
#include "random.h"

#include "table/counted.h"

enum { NUM_TEXTS = 60 };

struct twin {
	uint32_t times[NUM_TEXTS][NUM_TEXTS]; /* [lower][higher] */
};

static void
add_pairs(struct counted *counted, struct twin *twin, size_t num)
{
	uint32_t a, b;

	for (; num > 0; num--) {
		b = 1 + (uint32_t)random_below(NUM_TEXTS - 1);
		a = (uint32_t)random_below(random_percent(50) ? b : 1);
		assert_int_equal(
		    counted_add(counted, (uint64_t)a << 32 | b), NDUP_OK);
		twin->times[a][b]++;
	}
}

/* All pairs of the table, in order. */
static void
check_pairs(const struct counted *counted, const struct twin *twin)
{
	uint32_t a, b;
	size_t i = 0;

	assert_true(counted_validate(counted));
	for (a = 0; a < NUM_TEXTS; a++) {
		for (b = 0; b < NUM_TEXTS; b++) {
			if (twin->times[a][b] == 0)
				continue;
			assert_true(i < counted->num);
			assert_int_equal(
			    counted->pairs[i], (uint64_t)a << 32 | b);
			assert_int_equal(counted->times[i], twin->times[a][b]);
			i++;
		}
	}
	assert_int_equal(counted->num, i);
}

/* Counts of one, of more than wait at once, and added up from several. */
static void
test_counts(void **state)
{
	static const size_t sizes[] = {0, 1, 100, 70000, 200000};
	struct counted all = {0}, part = {0};
	struct twin *twin;
	size_t i;

	(void)state;
	random_begin();
	twin = calloc(1, sizeof *twin);
	assert_non_null(twin);
	for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		add_pairs(&part, twin, sizes[i]);
		assert_int_equal(counted_settle(&part), NDUP_OK);
		assert_int_equal(counted_merge(&all, &part), NDUP_OK);
		check_pairs(&all, twin);
		part.num = 0;
	}
	counted_free(&all);
	counted_free(&part);
	free(twin);
}

/* ---- the best ----------------------------------------------------------- */

/* How many lower ones of b are better for it than a. */
static uint32_t
count_better_lower(const struct twin *twin, uint32_t a, uint32_t b)
{
	uint32_t num = 0, x;

	for (x = 0; x < b; x++)
		num += twin->times[x][b] > twin->times[a][b] ||
		       (x < a && twin->times[x][b] == twin->times[a][b]);
	return num;
}

static uint32_t
count_better_higher(const struct twin *twin, uint32_t a, uint32_t b)
{
	uint32_t num = 0, x;

	for (x = a + 1; x < NUM_TEXTS; x++)
		num += twin->times[a][x] > twin->times[a][b] ||
		       (x < b && twin->times[a][x] == twin->times[a][b]);
	return num;
}

static void
cap_twin(struct twin *twin, struct counted_most most, bool crowded[NUM_TEXTS])
{
	struct twin before = *twin;
	uint32_t a, b;

	for (a = 0; a < NUM_TEXTS; a++) {
		for (b = a + 1; b < NUM_TEXTS; b++) {
			if (before.times[a][b] == 0 ||
			    count_better_lower(&before, a, b) < most.lower ||
			    count_better_higher(&before, a, b) < most.higher)
				continue;
			twin->times[a][b] = 0;
			crowded[b] = true;
		}
	}
}

static void
test_best(void **state)
{
	bool crowded[NUM_TEXTS], expected[NUM_TEXTS];
	struct counted_most most;
	struct twin *twin;
	unsigned round;

	(void)state;
	random_begin();
	for (round = 0; round < 300; round++) {
		struct counted counted = {0};

		twin = calloc(1, sizeof *twin);
		assert_non_null(twin);
		memset(crowded, 0, sizeof crowded);
		memset(expected, 0, sizeof expected);
		add_pairs(&counted, twin, random_below(3000));
		assert_int_equal(counted_settle(&counted), NDUP_OK);
		most.lower = 1 + (uint32_t)random_below(40);
		most.higher = 1 + (uint32_t)random_below(40);
		cap_twin(twin, most, expected);
		assert_int_equal(
		    counted_cap(&counted, NUM_TEXTS, most, crowded), NDUP_OK);
		check_pairs(&counted, twin);
		assert_memory_equal(crowded, expected, sizeof crowded);
		counted_free(&counted);
		free(twin);
	}
}

static void
test_wrong(void **state)
{
	struct counted counted = {0};
	uint64_t pair;

	(void)state;
	for (pair = 1; pair < 4; pair++)
		assert_int_equal(counted_add(&counted, pair), NDUP_OK);
	assert_int_equal(counted_settle(&counted), NDUP_OK);
	assert_true(counted_validate(&counted));
	counted.pairs[1] = 1; /* again */
	assert_false(counted_validate(&counted));
	counted.pairs[1] = UINT64_C(2) << 32 | 2; /* of one text */
	counted.pairs[2] = UINT64_C(2) << 32 | 3;
	assert_false(counted_validate(&counted));
	counted.pairs[1] = 2;
	counted.times[1] = 0;
	assert_false(counted_validate(&counted));
	counted_free(&counted);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_counts),
	    cmocka_unit_test(test_best),
	    cmocka_unit_test(test_wrong),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("counted", tests, NULL, NULL);
}
