/*
 * test_crowds.c - crowds are kept with their texts, and put in order
 */
#include "random.h"

#include "table/candidates.h"

enum { MOST_TEXTS = 40 };

/* A bucket of ascending texts from this one on, every so many. */
static void
add(struct crowds *crowds, uint64_t key, uint32_t first, uint32_t step,
    size_t num)
{
	struct entry bucket[MOST_TEXTS];
	size_t i;

	for (i = 0; i < num; i++)
		bucket[i] = (struct entry){key, first + (uint32_t)i * step};
	assert_int_equal(crowds_add(crowds, bucket, num), NDUP_OK);
}

/* The crowd of this number is what add() was given. */
static void
assert_crowd(const struct crowds *crowds, size_t number, uint64_t key,
    uint32_t first, uint32_t step, uint32_t num)
{
	const struct crowd *crowd = &crowds->items[number];
	uint32_t i;

	assert_true(number < crowds->num);
	assert_int_equal(crowd->key, key);
	assert_int_equal(crowd->num, num);
	assert_true(crowd->begin + num <= crowds->num_texts);
	for (i = 0; i < num; i++)
		assert_int_equal(
		    crowds->texts[crowd->begin + i], first + i * step);
}

/* By first text, then by key, whatever came first and how many they are. */
static void
test_order(void **state)
{
	struct crowds crowds = {0}, more = {0}, none = {0};

	(void)state;
	add(&crowds, 900, 5, 1, 20);
	add(&crowds, UINT64_MAX, 2, 3, 7);
	add(&more, 1, 5, 2, 3);
	add(&more, 3, 2, 1, MOST_TEXTS);
	add(&more, 7, UINT32_MAX - 9, 1, 5);
	assert_int_equal(crowds_append(&crowds, &more), NDUP_OK);
	assert_int_equal(crowds_append(&crowds, &none), NDUP_OK);
	assert_int_equal(crowds_append(&none, &more), NDUP_OK);
	crowds_sort(&crowds);
	assert_int_equal(crowds.num, 5);
	assert_int_equal(crowds.num_texts, 20 + 7 + 3 + MOST_TEXTS + 5);
	assert_crowd(&crowds, 0, 3, 2, 1, MOST_TEXTS);
	assert_crowd(&crowds, 1, UINT64_MAX, 2, 3, 7);
	assert_crowd(&crowds, 2, 1, 5, 2, 3);
	assert_crowd(&crowds, 3, 900, 5, 1, 20);
	assert_crowd(&crowds, 4, 7, UINT32_MAX - 9, 1, 5);
	assert_int_equal(none.num, 3);
	assert_crowd(&none, 1, 3, 2, 1, MOST_TEXTS);
	crowds_free(&crowds);
	crowds_free(&more);
	crowds_free(&none);
}

/* Thousands, put together from many lists; all are there, in order. */
static void
test_many(void **state)
{
	enum { NUM = 5000, NUM_LISTS = 16 };
	struct crowds all = {0}, list = {0};
	const struct crowd *crowd;
	uint32_t last = 0, first, i, made;
	uint64_t key = 0, sum = 0;

	(void)state;
	random_begin();
	for (i = 0; i < NUM; i++) {
		/* Keys tell what texts there are. */
		first = (uint32_t)random_below(1000);
		add(&list, (uint64_t)i << 16 | first, first, 1 + i % 3,
		    2 + i % 30);
		if (random_below(NUM) >= NUM_LISTS && i + 1 < NUM)
			continue;
		assert_int_equal(crowds_append(&all, &list), NDUP_OK);
		crowds_free(&list);
		assert_int_equal(list.num, 0);
	}
	crowds_sort(&all);
	assert_true(crowds_validate(&all, UINT32_MAX));
	assert_int_equal(all.num, NUM);
	for (i = 0; i < NUM; i++) {
		crowd = &all.items[i];
		first = all.texts[crowd->begin];
		assert_int_equal(first, crowd->key & 0xffff);
		assert_true(i == 0 || first > last ||
			    (first == last && crowd->key > key));
		made = (uint32_t)(crowd->key >> 16);
		assert_crowd(
		    &all, i, crowd->key, first, 1 + made % 3, 2 + made % 30);
		last = first;
		key = crowd->key;
		sum += made;
	}
	assert_int_equal(sum, (uint64_t)NUM * (NUM - 1) / 2);
	crowds_free(&all);
}

/* Out of order, with texts that there are not, or others than it has. */
static void
test_wrong(void **state)
{
	struct crowds crowds = {0};

	(void)state;
	add(&crowds, 1, 5, 1, 3);
	add(&crowds, 3, 4, 1, 2);
	assert_false(crowds_validate(&crowds, 8));
	crowds_sort(&crowds);
	assert_true(crowds_validate(&crowds, 8));
	assert_false(crowds_validate(&crowds, 7));
	crowds.texts[1] = 5; /* of 5, 6 and 7 */
	assert_false(crowds_validate(&crowds, 8));
	crowds.texts[1] = 6;
	crowds.items[0].num--;
	assert_false(crowds_validate(&crowds, 8));
	crowds.items[0].num = 4;
	assert_false(crowds_validate(&crowds, 8));
	crowds_free(&crowds);
}

static void
test_none(void **state)
{
	struct crowds crowds = {0}, more = {0};

	(void)state;
	assert_int_equal(crowds_append(&crowds, &more), NDUP_OK);
	crowds_sort(&crowds);
	assert_int_equal(crowds.num, 0);
	crowds_free(&crowds);
	crowds_free(&crowds);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_many),
	    cmocka_unit_test(test_wrong),
	    cmocka_unit_test(test_none),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("crowds", tests, NULL, NULL);
}
