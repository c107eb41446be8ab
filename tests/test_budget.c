/*
 * test_budget.c - what may stay in memory: texts go first, names never
 */
#include "random.h"

#include "corpus/spill.h"

enum { MEGABYTE = 1 << 20 };

/* Takes pieces of a megabyte until one is refused; returns how many stay. */
static size_t
fill(struct budget *budget, enum budget_kind kind)
{
	size_t num = 0;

	while (budget_take(budget, kind, MEGABYTE))
		num++;
	return num;
}

static void
test_order(void **state)
{
	struct budget budget = {.memory = 800 * (uint64_t)MEGABYTE};

	(void)state;
	assert_int_equal(fill(&budget, ROOM_TEXTS), 300);
	assert_int_equal(fill(&budget, ROOM_TEXTS), 0);
	assert_int_equal(fill(&budget, ROOM_KEYS), 50);
	assert_int_equal(fill(&budget, ROOM_TEXTS), 0);
	assert_int_equal(fill(&budget, ROOM_IDS), 50);
	assert_int_equal(fill(&budget, ROOM_KEYS), 0);
	assert_true(budget_take(&budget, ROOM_NAMES, 2 * budget.memory));
	budget_clear(&budget, ROOM_NAMES);
	budget_clear(&budget, ROOM_KEYS);
	assert_int_equal(fill(&budget, ROOM_IDS), 50);
}

/* Of much memory all but what the stages want is held. */
static void
test_large(void **state)
{
	struct budget budget = {.memory = 4096 * (uint64_t)MEGABYTE};

	(void)state;
	assert_int_equal(fill(&budget, ROOM_IDS), 4096 - 768);
}

static void
test_left(void **state)
{
	struct budget budget = {.memory = 960 * (uint64_t)MEGABYTE};

	(void)state;
	assert_int_equal(budget_left(&budget), 900 * (size_t)MEGABYTE);
	budget_take(&budget, ROOM_IDS, 400 * (size_t)MEGABYTE);
	assert_int_equal(budget_left(&budget), 500 * (size_t)MEGABYTE);
	budget_take(&budget, ROOM_NAMES, 600 * (size_t)MEGABYTE);
	assert_int_equal(budget_left(&budget), 160 * (size_t)MEGABYTE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_large),
	    cmocka_unit_test(test_left),
	};

	return cmocka_run_group_tests_name("room", tests, NULL, NULL);
}
