/*
 * test_window.c - windows of so many words, against their definition
 *
 * The twin tries every stretch of a sequence: quadratic, and plain to see.
 */
#include "random.h"

#include "text/window.h"
#include "text/word.h"

enum { MOST = 80 };

struct stretch_of {
	uint32_t begin, end;
};

static const struct random_mix mixes[] = {
    {1000, 0, 0},   /* words */
    {1000, 100, 0}, /* characters */
    {1000, 50, 0},
    {1000, 30, 10},
    {3, 0, 0}, /* much repetition */
    {3, 100, 5},
    {4, 60, 0},
    {4, 60, 5},
    {2, 50, 1},
};

enum { NUM_MIXES = sizeof mixes / sizeof mixes[0] };

static unsigned
weigh(const uint64_t *values, size_t begin, size_t end)
{
	unsigned sum = 0;

	for (; begin < end; begin++)
		sum += (values[begin] & 1) != 0 ? 1 : 2;
	return sum;
}

static bool
has_break(const uint64_t *values, size_t begin, size_t end)
{
	for (; begin < end; begin++) {
		if (values[begin] == 0)
			return true;
	}
	return false;
}

/* Whether a stretch is a window: long enough, and no shorter one would be. */
static bool
is_window(
    const uint64_t *values, struct stretch_of at, const struct windows *how)
{
	if (has_break(values, at.begin, at.end) ||
	    weigh(values, at.begin, at.end) < how->size)
		return false;
	return weigh(values, at.begin + 1, at.end) < how->size ||
	       (how->both_ends &&
		   weigh(values, at.begin, at.end - 1) < how->size);
}

static void
check_against_twin(
    const struct windows *windows, const uint64_t *values, size_t num)
{
	struct stretch_of at;
	size_t found = 0;

	for (at.end = 1; at.end <= num; at.end++) {
		for (at.begin = 0; at.begin < at.end; at.begin++) {
			if (!is_window(values, at, windows))
				continue;
			assert_true(found < windows->num);
			assert_int_equal(windows->items[found].begin, at.begin);
			assert_int_equal(windows->items[found].end, at.end);
			found++;
		}
	}
	assert_int_equal(windows->num, found);
}

static bool
same_content(const uint64_t *a, const struct window *x, const uint64_t *b,
    const struct window *y)
{
	return x->end - x->begin == y->end - y->begin &&
	       memcmp(a + x->begin, b + y->begin,
		   (x->end - x->begin) * sizeof *a) == 0;
}

/* Equal contents have equal hashes, different ones different hashes. */
static void
check_hashes(const struct windows *windows, const uint64_t *values)
{
	const struct window *x, *y, *end = windows->items;

	if (windows->num > 0)
		end += windows->num;
	for (x = windows->items; x < end; x++) {
		assert_true(x->hash != 0);
		for (y = windows->items; y < x; y++)
			assert_int_equal(x->hash == y->hash,
			    same_content(values, x, values, y));
	}
}

/* The hashes alone are those of the windows. */
static void
check_alone(struct windows *windows, const uint64_t *values, size_t num_values)
{
	struct series series = {0};
	uint64_t hashes[MOST];
	size_t num, i;

	assert_int_equal(series_read(&series, values, num_values), NDUP_OK);
	num = windows_hashes_in(windows, &series, hashes);
	series_free(&series);
	assert_int_equal(num, windows->num);
	for (i = 0; i < num; i++)
		assert_int_equal(hashes[i], windows->items[i].hash);
}

static void
test_definition(void **state)
{
	struct windows windows;
	uint64_t values[MOST];
	unsigned round, size;
	size_t num;

	(void)state;
	random_begin();
	for (round = 0; round < 600; round++) {
		size = 1 + (unsigned)random_below(24);
		num = random_below(MOST + 1);
		random_tokens(values, num, &mixes[round % NUM_MIXES]);
		assert_int_equal(
		    windows_init(&windows, size, round % 2 == 0), NDUP_OK);
		assert_int_equal(windows_find(&windows, values, num), NDUP_OK);
		check_against_twin(&windows, values, num);
		check_hashes(&windows, values);
		if (!windows.both_ends)
			check_alone(&windows, values, num);
		windows_free(&windows);
	}
}

/* Whether a window holds a figure, token by token. */
static bool
holds_figure(const uint64_t *values, const struct window *window)
{
	uint32_t i;

	for (i = window->begin; i < window->end; i++) {
		if ((values[i] & WORD_FIGURE) != 0)
			return true;
	}
	return false;
}

/* The hash says whether there is a figure, and is otherwise as any hash. */
static void
test_figures_last(void **state)
{
	struct windows windows;
	uint64_t values[MOST];
	size_t num_figures = 0, num_all = 0, num, i;
	unsigned round;
	bool figure;

	(void)state;
	random_begin();
	for (round = 0; round < 300; round++) {
		num = random_below(MOST + 1);
		random_tokens(values, num, &mixes[round % NUM_MIXES]);
		for (i = 0; i < num; i++)
			values[i] &=
			    ~(random_percent(95) ? WORD_FIGURE : UINT64_C(0));
		windows_init(&windows, 1 + (unsigned)random_below(24), false);
		windows.figures_last = true;
		assert_int_equal(windows_find(&windows, values, num), NDUP_OK);
		check_hashes(&windows, values);
		check_alone(&windows, values, num);
		for (i = 0; i < windows.num; i++) {
			figure = holds_figure(values, &windows.items[i]);
			assert_int_equal(windows.items[i].hash >> 63, figure);
			num_figures += figure;
		}
		num_all += windows.num;
		windows_free(&windows);
	}
	assert_in_range(num_figures, num_all / 20, num_all - num_all / 20);
}

/* Sequences of whole words take a path of their own; a break at the end, where
 * it changes nothing, sends them through the general one. */
static void
test_paths_agree(void **state)
{
	struct windows fast, general;
	uint64_t values[MOST + 1];
	unsigned round, size;
	size_t num;

	(void)state;
	random_begin();
	for (round = 0; round < 300; round++) {
		size = 1 + (unsigned)random_below(24);
		num = random_below(MOST + 1);
		random_tokens(values, num, &mixes[round % 2 ? 0 : 4]);
		values[num] = 0;
		assert_int_equal(windows_init(&fast, size, false), NDUP_OK);
		assert_int_equal(windows_init(&general, size, true), NDUP_OK);
		assert_int_equal(windows_find(&fast, values, num), NDUP_OK);
		assert_int_equal(
		    windows_find(&general, values, num + 1), NDUP_OK);
		assert_int_equal(fast.num, general.num);
		assert_memory_equal(
		    fast.items, general.items, fast.num * sizeof *fast.items);
		windows_free(&fast);
		windows_free(&general);
	}
}

/* Half words of the longest stretch that stands in both, without breaks. */
static unsigned
longest_run(const uint64_t *a, size_t num_a, const uint64_t *b, size_t num_b)
{
	unsigned runs[MOST + 1] = {0}, longest = 0;
	size_t i, j;

	for (i = 0; i < num_a; i++) {
		for (j = num_b; j > 0; j--) {
			runs[j] = a[i] == 0 || a[i] != b[j - 1]
				      ? 0
				      : runs[j - 1] + weigh(a, i, i + 1);
			if (runs[j] > longest)
				longest = runs[j];
		}
	}
	return longest;
}

static bool
share_window(const struct windows *x, const struct windows *y)
{
	size_t i, j;

	for (i = 0; i < x->num; i++) {
		for (j = 0; j < y->num; j++) {
			if (x->items[i].hash == y->items[j].hash)
				return true;
		}
	}
	return false;
}

/* A common run of n words if and only if a common window of n words. */
static void
test_common_run(void **state)
{
	struct windows x, y;
	uint64_t a[MOST], b[MOST];
	unsigned round, size, longest, with = 0, rounds = 1200;
	size_t num_a, num_b, copied;

	(void)state;
	random_begin();
	for (round = 0; round < rounds; round++) {
		size = 1 + (unsigned)random_below(12);
		num_a = 20 + random_below(MOST - 19);
		num_b = 20 + random_below(MOST - 19);
		random_tokens(a, num_a, &mixes[round % NUM_MIXES]);
		random_tokens(b, num_b, &mixes[round % NUM_MIXES]);
		copied = 1 + random_below(size + 2);
		memcpy(b + random_below(num_b - copied + 1),
		    a + random_below(num_a - copied + 1), copied * sizeof *a);
		windows_init(&x, size, round % 2 == 0);
		windows_init(&y, size, round % 2 == 0);
		assert_int_equal(windows_find(&x, a, num_a), NDUP_OK);
		assert_int_equal(windows_find(&y, b, num_b), NDUP_OK);
		longest = longest_run(a, num_a, b, num_b);
		assert_int_equal(share_window(&x, &y), longest >= size);
		with += longest >= size;
		windows_free(&x);
		windows_free(&y);
	}
	/* the cases are of both kinds */
	assert_in_range(with, rounds / 10, rounds - rounds / 10);
}

/* With both ends, the windows inside a run hold all of its tokens. */
static void
check_cover(const struct windows *windows, const uint64_t *values,
    struct stretch_of run)
{
	bool held[MOST] = {false};
	const struct window *window = windows->items;
	size_t i;

	if (has_break(values, run.begin, run.end) ||
	    weigh(values, run.begin, run.end) < windows->size)
		return;
	for (i = 0; i < windows->num; i++, window++) {
		if (window->begin >= run.begin && window->end <= run.end)
			memset(held + window->begin, true,
			    window->end - window->begin);
	}
	for (i = run.begin; i < run.end; i++)
		assert_true(held[i]);
}

static void
test_cover(void **state)
{
	struct windows windows;
	struct stretch_of run;
	uint64_t values[MOST];
	unsigned round;

	(void)state;
	random_begin();
	for (round = 0; round < 90; round++) {
		random_tokens(values, MOST, &mixes[round % NUM_MIXES]);
		windows_init(&windows, 1 + (unsigned)random_below(24), true);
		assert_int_equal(windows_find(&windows, values, MOST), NDUP_OK);
		for (run.end = 1; run.end <= MOST; run.end++) {
			for (run.begin = 0; run.begin < run.end; run.begin++)
				check_cover(&windows, values, run);
		}
		windows_free(&windows);
	}
}

/* A window's hash says nothing of the place where it stands: the last window of
 * its tokens alone is the same. */
static void
test_long_sequence(void **state)
{
	enum { NUM = 20000, SIZE = 10 };
	uint64_t *values = test_new(NUM, sizeof *values);
	struct windows windows, alone;
	size_t i;

	(void)state;
	random_begin();
	random_tokens(values, NUM, &mixes[2]);
	windows_init(&windows, SIZE, false);
	windows_init(&alone, SIZE, false);
	assert_int_equal(windows_find(&windows, values, NUM), NDUP_OK);
	for (i = 0; i < windows.num; i++) {
		assert_int_equal(
		    windows_find(&alone, values + windows.items[i].begin,
			windows.items[i].end - windows.items[i].begin),
		    NDUP_OK);
		assert_true(alone.num > 0);
		assert_int_equal(
		    alone.items[alone.num - 1].hash, windows.items[i].hash);
	}
	windows_free(&windows);
	windows_free(&alone);
	free(values);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_definition),
	    cmocka_unit_test(test_figures_last),
	    cmocka_unit_test(test_paths_agree),
	    cmocka_unit_test(test_common_run),
	    cmocka_unit_test(test_cover),
	    cmocka_unit_test(test_long_sequence),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("window", tests, NULL, NULL);
}
