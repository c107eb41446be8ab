/*
 * test_frequent.c - frequent keys are kept with their texts, and put in order
 */
#include "random.h"

#include "table/frequent.h"

enum { MOST_TEXTS = 40 };

/* A bucket of ascending texts from this one on, every so many. */
static void
add(struct frequent_keys *keys, uint64_t key, uint32_t first, uint32_t step,
    size_t num)
{
	struct entry bucket[MOST_TEXTS];
	size_t i;

	for (i = 0; i < num; i++)
		bucket[i] = (struct entry){key, first + (uint32_t)i * step};
	assert_int_equal(frequent_keys_add(keys, bucket, num, STANDS), NDUP_OK);
}

/* The key of this number is what add() was given. */
static void
assert_key(const struct frequent_keys *keys, size_t number, uint64_t key,
    uint32_t first, uint32_t step, uint32_t num)
{
	const struct frequent_key *item = &keys->items[number];
	uint32_t i;

	assert_true(number < keys->num);
	assert_int_equal(item->key, key);
	assert_int_equal(item->num, num);
	assert_true(item->begin + num <= keys->num_texts);
	for (i = 0; i < num; i++)
		assert_int_equal(
		    keys->texts[item->begin + i], first + i * step);
}

/* By first text, then by key, whatever came first and how many they are. */
static void
test_order(void **state)
{
	struct frequent_keys keys = {0}, more = {0}, none = {0};

	(void)state;
	add(&keys, 900, 5, 1, 20);
	add(&keys, UINT64_MAX, 2, 3, 7);
	add(&more, 1, 5, 2, 3);
	add(&more, 3, 2, 1, MOST_TEXTS);
	add(&more, 7, UINT32_MAX - 9, 1, 5);
	assert_int_equal(frequent_keys_append(&keys, &more), NDUP_OK);
	assert_int_equal(frequent_keys_append(&keys, &none), NDUP_OK);
	assert_int_equal(frequent_keys_append(&none, &more), NDUP_OK);
	frequent_keys_sort(&keys);
	assert_int_equal(keys.num, 5);
	assert_int_equal(keys.num_texts, 20 + 7 + 3 + MOST_TEXTS + 5);
	assert_key(&keys, 0, 3, 2, 1, MOST_TEXTS);
	assert_key(&keys, 1, UINT64_MAX, 2, 3, 7);
	assert_key(&keys, 2, 1, 5, 2, 3);
	assert_key(&keys, 3, 900, 5, 1, 20);
	assert_key(&keys, 4, 7, UINT32_MAX - 9, 1, 5);
	assert_int_equal(none.num, 3);
	assert_key(&none, 1, 3, 2, 1, MOST_TEXTS);
	frequent_keys_free(&keys);
	frequent_keys_free(&more);
	frequent_keys_free(&none);
}

/* Thousands, put together from many lists; all are there, in order. */
static void
test_many(void **state)
{
	enum { NUM = 5000, NUM_LISTS = 16 };
	struct frequent_keys all = {0}, list = {0};
	const struct frequent_key *item;
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
		assert_int_equal(frequent_keys_append(&all, &list), NDUP_OK);
		frequent_keys_free(&list);
		assert_int_equal(list.num, 0);
	}
	frequent_keys_sort(&all);
	assert_true(frequent_keys_validate(&all, UINT32_MAX));
	assert_int_equal(all.num, NUM);
	for (i = 0; i < NUM; i++) {
		item = &all.items[i];
		first = all.texts[item->begin];
		assert_int_equal(first, item->key & 0xffff);
		assert_true(i == 0 || first > last ||
			    (first == last && item->key > key));
		made = (uint32_t)(item->key >> 16);
		assert_key(
		    &all, i, item->key, first, 1 + made % 3, 2 + made % 30);
		last = first;
		key = item->key;
		sum += made;
	}
	assert_int_equal(sum, (uint64_t)NUM * (NUM - 1) / 2);
	frequent_keys_free(&all);
}

/* Out of order, with texts that there are not, or others than it has. */
static void
test_wrong(void **state)
{
	struct frequent_keys keys = {0};

	(void)state;
	add(&keys, 1, 5, 1, 3);
	add(&keys, 3, 4, 1, 2);
	assert_false(frequent_keys_validate(&keys, 8));
	frequent_keys_sort(&keys);
	assert_true(frequent_keys_validate(&keys, 8));
	assert_false(frequent_keys_validate(&keys, 7));
	keys.texts[1] = 5; /* of 5, 6 and 7 */
	assert_false(frequent_keys_validate(&keys, 8));
	keys.texts[1] = 6;
	keys.items[0].num--;
	assert_false(frequent_keys_validate(&keys, 8));
	keys.items[0].num = 4;
	assert_false(frequent_keys_validate(&keys, 8));
	frequent_keys_free(&keys);
}

static void
test_none(void **state)
{
	struct frequent_keys keys = {0}, more = {0};

	(void)state;
	assert_int_equal(frequent_keys_append(&keys, &more), NDUP_OK);
	frequent_keys_sort(&keys);
	assert_int_equal(keys.num, 0);
	frequent_keys_free(&keys);
	frequent_keys_free(&keys);
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
	return cmocka_run_group_tests_name("keys", tests, NULL, NULL);
}
