/*
 * test_set.c - a set of hashes, against a sorted list
 */
#include "random.h"

#include "base/set.h"

static bool
has(const uint64_t *items, size_t num, uint64_t hash)
{
	size_t i;

	for (i = 0; i < num; i++) {
		if (items[i] == hash)
			return true;
	}
	return false;
}

/* Adds num hashes, some of them twice; asks for them and for others. */
static void
check_round(struct set *set, size_t num, uint64_t mask)
{
	uint64_t *items = test_new(num, sizeof *items);
	uint64_t hash;
	size_t i;

	assert_int_equal(set_begin(set, num), NDUP_OK);
	for (i = 0; i < num; i++) {
		hash = i > 0 && random_percent(30)
			   ? items[random_below(i)]
			   : (random_next() & mask) | UINT64_C(1) << 63;
		assert_int_equal(set_has(set, hash), has(items, i, hash));
		assert_int_equal(set_add(set, hash), !has(items, i, hash));
		items[i] = hash;
	}
	for (i = 0; i < num; i++)
		assert_true(set_has(set, items[i]));
	for (i = 0; i < 100; i++) {
		hash = (random_next() & mask) | UINT64_C(1) << 63;
		assert_int_equal(set_has(set, hash), has(items, num, hash));
	}
	free(items);
}

/* Larger and smaller rounds in turn: each begins with nothing in it. */
static void
test_rounds(void **state)
{
	static const size_t sizes[] = {0, 1, 8, 9, 1000, 3, 500, 0, 16, 2000};
	struct set set = {0};
	size_t i;

	(void)state;
	random_begin();
	for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
		check_round(&set, sizes[i], UINT64_MAX);
	set_free(&set);
}

/* All hashes ask for the same places: slow, and still right. */
static void
test_collisions(void **state)
{
	struct set set = {0};

	(void)state;
	random_begin();
	check_round(&set, 1000, UINT64_MAX << 32);
	check_round(&set, 1000, UINT64_C(0xff) << 40);
	set_free(&set);
}

/* Nothing is left of the round before, wherever it stood. */
static void
test_begin_empties(void **state)
{
	enum { NUM = 1000 };
	uint64_t items[NUM];
	struct set set = {0};
	size_t i;

	(void)state;
	random_begin();
	assert_int_equal(set_begin(&set, NUM), NDUP_OK);
	for (i = 0; i < NUM; i++) {
		items[i] = random_next() | 1;
		set_add(&set, items[i]);
	}
	assert_int_equal(set_begin(&set, NUM), NDUP_OK);
	for (i = 0; i < NUM; i++)
		assert_false(set_has(&set, items[i]));
	set_free(&set);
}

static void
test_free_and_again(void **state)
{
	struct set set = {0};

	(void)state;
	set_free(&set);
	assert_int_equal(set_begin(&set, 1), NDUP_OK);
	assert_true(set_add(&set, 5));
	set_free(&set);
	assert_int_equal(set_begin(&set, 1), NDUP_OK);
	assert_false(set_has(&set, 5));
	set_free(&set);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rounds),
	    cmocka_unit_test(test_collisions),
	    cmocka_unit_test(test_begin_empties),
	    cmocka_unit_test(test_free_and_again),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("set", tests, NULL, NULL);
}
