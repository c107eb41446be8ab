/*
 * test_sort.c - radix sorts against qsort, on keys that are kind and unkind
 */
#include "random.h"

#include "base/sort.h"

enum { MOST = 20000 };

/* How keys are spread: from these random bits, and from the place. */
typedef uint64_t spread_fn(uint64_t bits, size_t i);

static uint64_t
spread_even(uint64_t bits, size_t i)
{
	(void)i;
	return bits;
}

static uint64_t
spread_none(uint64_t bits, size_t i)
{
	(void)bits;
	(void)i;
	return UINT64_C(0xfedcba9876543210);
}

static uint64_t
spread_high_byte(uint64_t bits, size_t i)
{
	(void)i;
	return bits << 56;
}

static uint64_t
spread_under_high_byte(uint64_t bits, size_t i)
{
	(void)i;
	return UINT64_C(7) << 56 | bits >> 8;
}

/* Different only in bits that no pass looks at. */
static uint64_t
spread_low(uint64_t bits, size_t i)
{
	(void)i;
	return UINT64_C(0x0123456789) << 23 | bits >> 41;
}

static uint64_t
spread_few(uint64_t bits, size_t i)
{
	(void)i;
	return (bits % 5) * UINT64_C(0x3333333333333333);
}

static uint64_t
spread_ascending(uint64_t bits, size_t i)
{
	(void)bits;
	return i;
}

static uint64_t
spread_descending(uint64_t bits, size_t i)
{
	(void)bits;
	return UINT64_MAX - i;
}

static uint64_t
spread_ends(uint64_t bits, size_t i)
{
	(void)i;
	return (bits & 1) != 0 ? UINT64_MAX : 0;
}

/* How many items at most: unkind spreads are quadratic in what is alike. */
static const struct {
	spread_fn *spread;
	size_t most;
} spreads[] = {
    {spread_even, MOST},
    {spread_none, MOST},
    {spread_high_byte, 3000},
    {spread_under_high_byte, MOST},
    {spread_low, 3000},
    {spread_few, MOST},
    {spread_ascending, 3000},
    {spread_descending, 3000},
    {spread_ends, 3000},
};

static const size_t sizes[] = {
    0, 1, 2, 3, 17, 63, 64, 65, 66, 100, 1000, 3000, MOST};

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

/* By key, then by value: with places as values that is what stable means. */
static int
by_key_and_place(const void *left, const void *right)
{
	const struct entry *x = left, *y = right;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->value > y->value) - (x->value < y->value);
}

static void
check_entries(spread_fn *spread, size_t num)
{
	struct entry *items = test_new(num, sizeof *items);
	struct entry *scratch = test_new(num, sizeof *scratch);
	struct entry *wanted = test_new(num, sizeof *wanted);
	size_t i;

	for (i = 0; i < num; i++) {
		items[i].key = spread(random_next(), i);
		items[i].value = (uint32_t)i;
		wanted[i] = items[i];
	}
	qsort(wanted, num, sizeof *wanted, by_key_and_place);
	sort_entries(items, scratch, num);
	for (i = 0; i < num; i++) {
		assert_int_equal(items[i].key, wanted[i].key);
		assert_int_equal(items[i].value, wanted[i].value);
	}
	free(items);
	free(scratch);
	free(wanted);
}

static void
test_entries(void **state)
{
	size_t i, j;

	(void)state;
	random_begin();
	for (i = 0; i < LENGTH(spreads); i++) {
		for (j = 0; j < LENGTH(sizes); j++) {
			if (sizes[j] <= spreads[i].most)
				check_entries(spreads[i].spread, sizes[j]);
		}
	}
}

static int
by_number(const void *left, const void *right)
{
	const uint64_t *x = left, *y = right;

	return (*x > *y) - (*x < *y);
}

static void
check_numbers(spread_fn *spread, size_t num)
{
	uint64_t *items = test_new(num, sizeof *items);
	uint64_t *scratch = test_new(num, sizeof *scratch);
	uint64_t *wanted = test_new(num, sizeof *wanted);
	size_t i, left, distinct = 0;

	for (i = 0; i < num; i++)
		wanted[i] = items[i] = spread(random_next(), i);
	qsort(wanted, num, sizeof *wanted, by_number);
	sort_numbers(items, scratch, num);
	if (num > 0)
		assert_memory_equal(items, wanted, num * sizeof *items);
	left = sort_unique(items, num);
	for (i = 0; i < num; i++) {
		if (i > 0 && wanted[i] == wanted[i - 1])
			continue;
		assert_true(distinct < left);
		assert_int_equal(items[distinct++], wanted[i]);
	}
	assert_int_equal(left, distinct);
	free(items);
	free(scratch);
	free(wanted);
}

static int
by_upper_half(const void *left, const void *right)
{
	const struct entry *x = left, *y = right;

	if (x->key >> 32 != y->key >> 32)
		return x->key >> 32 < y->key >> 32 ? -1 : 1;
	return (x->value > y->value) - (x->value < y->value);
}

/* Those of one upper half stay in the order that they had. */
static void
check_upper_half(spread_fn *spread, size_t num)
{
	uint64_t *items = test_new(num, sizeof *items);
	uint64_t *scratch = test_new(num, sizeof *scratch);
	struct entry *wanted = test_new(num, sizeof *wanted);
	size_t i;

	for (i = 0; i < num; i++) {
		items[i] = spread(random_next(), i) & ~(UINT64_C(0xfff) << 32);
		wanted[i] = (struct entry){items[i], (uint32_t)i};
	}
	qsort(wanted, num, sizeof *wanted, by_upper_half);
	sort_by_upper_half(items, scratch, num);
	for (i = 0; i < num; i++)
		assert_int_equal(items[i], wanted[i].key);
	free(items);
	free(scratch);
	free(wanted);
}

static void
test_upper_half(void **state)
{
	size_t i, j;

	(void)state;
	random_begin();
	for (i = 0; i < LENGTH(spreads); i++) {
		for (j = 0; j < LENGTH(sizes); j++)
			check_upper_half(spreads[i].spread, sizes[j]);
	}
}

static void
test_numbers(void **state)
{
	size_t i, j;

	(void)state;
	random_begin();
	for (i = 0; i < LENGTH(spreads); i++) {
		for (j = 0; j < LENGTH(sizes); j++)
			check_numbers(spreads[i].spread, sizes[j]);
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_entries),
	    cmocka_unit_test(test_numbers),
	    cmocka_unit_test(test_upper_half),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("sort", tests, NULL, NULL);
}
