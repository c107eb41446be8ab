/*
 * test_edits.c - alignment of two short stretches, word by word
 *
 * Scores against a plain recursion that tries everything; the pairs that come
 * out must have that score.
 */
#include "sequences.h"
#include "compare/edits.h"

enum { NUM_CASES = 1500, SHORT = 6, MIN_SCORE = 6 };

static uint32_t ids_a[EDITS_MAX], ids_b[EDITS_MAX];

static int
weight(uint32_t id)
{
	return id == 0 ? 0 : id % 2 == 1 ? 1 : 2;
}

static int
larger(int x, int y)
{
	return x > y ? x : y;
}

/* The best score of the first i of a and the first j of b; with_pairs: equal
 * tokens may be laid over each other. */
static int
best_score(uint32_t i, uint32_t j, bool with_pairs)
{
	uint32_t x = i > 0 ? ids_a[i - 1] : 0;
	uint32_t y = j > 0 ? ids_b[j - 1] : 0;
	int best = INT16_MIN;

	if (i == 0 && j == 0)
		return 0;
	if (i > 0)
		best = best_score(i - 1, j, with_pairs) - weight(x);
	if (j > 0)
		best =
		    larger(best, best_score(i, j - 1, with_pairs) - weight(y));
	if (i > 0 && j > 0 && (x != y || x == 0))
		best = larger(best, best_score(i - 1, j - 1, with_pairs) -
					larger(weight(x), weight(y)));
	if (i > 0 && j > 0 && x == y && x != 0 && with_pairs)
		best = larger(
		    best, best_score(i - 1, j - 1, with_pairs) + weight(x));
	return best;
}

static uint32_t
draw_ids(uint32_t *ids, uint32_t most)
{
	const struct mixture mixture = {
	    most, 1 + draw(4), 30, draw(3) == 0 ? 10 : 0, 0, 0, 0};
	struct sequence x;
	uint32_t i;

	draw_sequence(&mixture, &x);
	for (i = 0; i < x.num; i++)
		ids[i] = x.ids[i];
	return x.num;
}

/* Changed and dropped tokens between two pairs: what stands in the middle
 * costs the longer side at least. */
static int
gap_cost(uint32_t a, uint32_t end_a, uint32_t b, uint32_t end_b)
{
	int cost_a = 0, cost_b = 0;

	for (; a < end_a; a++)
		cost_a += weight(ids_a[a]);
	for (; b < end_b; b++)
		cost_b += weight(ids_b[b]);
	return larger(cost_a, cost_b);
}

/* Pairs are equal, run from the far end to the near one, and score so much at
 * most: exactly, but for halves laid over whole words. */
static void
assert_pairs(const struct edits *edits, int score)
{
	uint32_t a = edits->num_a, b = edits->num_b, i, x, y;
	int sum = 0;

	for (i = 0; i < edits->num_pairs; i++) {
		x = edits->pairs[i].a;
		y = edits->pairs[i].b;
		assert_true(x < a && y < b);
		assert_true(ids_a[x] == ids_b[y] && ids_a[x] != 0);
		sum += weight(ids_a[x]) - gap_cost(x + 1, a, y + 1, b);
		a = x;
		b = y;
	}
	sum -= gap_cost(0, a, 0, b);
	assert_true(sum >= score);
}

static void
test_align(void **state)
{
	struct edge a = {ids_a, 0}, b = {ids_b, 0};
	static struct edits edits;
	unsigned num;
	int score;

	(void)state;
	random_begin();
	for (num = 0; num < NUM_CASES; num++) {
		a.num = draw_ids(ids_a, SHORT);
		b.num = draw_ids(ids_b, SHORT);
		edits_align(&edits, a, b, 1);
		score = best_score(a.num, b.num, true);
		assert_int_equal(edits.score[a.num][b.num], score);
		assert_int_equal(edits.num_a, a.num);
		assert_int_equal(edits.num_b, b.num);
		assert_pairs(&edits, score);
	}
}

/* The best of all beginnings. */
static int
best_extension(uint32_t num_a, uint32_t num_b)
{
	uint32_t i, j;
	int best = 0;

	for (i = 1; i <= num_a; i++) {
		for (j = 1; j <= num_b; j++)
			best = larger(best, best_score(i, j, true));
	}
	return best;
}

static void
test_extend(void **state)
{
	struct edge a = {ids_a, 0}, b = {ids_b, 0};
	static struct edits edits;
	unsigned num;
	int score;

	(void)state;
	random_begin();
	for (num = 0; num < NUM_CASES / 3; num++) {
		a.num = draw_ids(ids_a, SHORT - 1);
		b.num = draw_ids(ids_b, SHORT - 1);
		score = edits_extend(&edits, a, b, 1);
		assert_int_equal(score, best_extension(a.num, b.num));
		assert_true(edits.num_a <= a.num && edits.num_b <= b.num);
		assert_int_equal(
		    best_score(edits.num_a, edits.num_b, true), score);
		assert_pairs(&edits, score);
		if (score == 0)
			assert_int_equal(edits.num_a + edits.num_b, 0);
		else
			assert_true(edits.num_pairs > 0);
	}
}

/* Backwards is forwards on what is turned round. */
static void
test_backwards(void **state)
{
	uint32_t turned_a[EDITS_MAX], turned_b[EDITS_MAX];
	static struct edits forwards, backwards;
	struct edge a = {ids_a, 0}, b = {ids_b, 0}, far_a, far_b;
	unsigned num;
	uint32_t i;

	(void)state;
	random_begin();
	for (num = 0; num < NUM_CASES; num++) {
		a.num = draw_ids(ids_a, EDITS_MAX);
		b.num = draw_ids(ids_b, EDITS_MAX);
		for (i = 0; i < a.num; i++)
			turned_a[a.num - 1 - i] = ids_a[i];
		for (i = 0; i < b.num; i++)
			turned_b[b.num - 1 - i] = ids_b[i];
		far_a = (struct edge){turned_a + a.num - 1, a.num};
		far_b = (struct edge){turned_b + b.num - 1, b.num};
		if (a.num == 0)
			far_a.ids = turned_a;
		if (b.num == 0)
			far_b.ids = turned_b;
		assert_int_equal(edits_extend(&forwards, a, b, 1),
		    edits_extend(&backwards, far_a, far_b, -1));
		assert_int_equal(edits_may_extend(a, b, 1, MIN_SCORE),
		    edits_may_extend(far_a, far_b, -1, MIN_SCORE));
		assert_int_equal(forwards.num_a, backwards.num_a);
		assert_int_equal(forwards.num_b, backwards.num_b);
		assert_int_equal(forwards.num_pairs, backwards.num_pairs);
		assert_memory_equal(forwards.pairs, backwards.pairs,
		    forwards.num_pairs * sizeof *forwards.pairs);
	}
}

/* Whatever an extension scores it may, and many no more than that. */
static void
test_may_extend(void **state)
{
	struct edge a = {ids_a, 0}, b = {ids_b, 0};
	static struct edits edits;
	unsigned num, num_refused = 0;
	int score;

	(void)state;
	random_begin();
	for (num = 0; num < 40 * NUM_CASES; num++) {
		a.num = draw_ids(ids_a, EDITS_MAX);
		b.num = draw_ids(ids_b, EDITS_MAX);
		score = edits_extend(&edits, a, b, 1);
		if (score > 0)
			assert_true(edits_may_extend(a, b, 1, score));
		num_refused += !edits_may_extend(a, b, 1, score + 1);
	}
	print_message("%u of %u score all that they may\n", num_refused, num);
	assert_true(num_refused > num / 10);
}

/* The longest stretches that fit: all equal, and nothing equal. */
static void
test_longest(void **state)
{
	struct edge a = {ids_a, EDITS_MAX}, b = {ids_b, EDITS_MAX};
	static struct edits edits;
	uint32_t i;

	(void)state;
	for (i = 0; i < EDITS_MAX; i++)
		ids_a[i] = ids_b[i] = 2 + 2 * i;
	edits_align(&edits, a, b, 1);
	assert_int_equal(edits.num_pairs, EDITS_MAX);
	assert_int_equal(edits_extend(&edits, a, b, 1), 2 * EDITS_MAX);
	assert_int_equal(edits.num_a, EDITS_MAX);
	for (i = 0; i < EDITS_MAX; i++)
		ids_b[i] += 1000;
	edits_align(&edits, a, b, 1);
	assert_int_equal(edits.num_pairs, 0);
	assert_int_equal(edits_extend(&edits, a, b, 1), 0);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_align),
	    cmocka_unit_test(test_extend),
	    cmocka_unit_test(test_backwards),
	    cmocka_unit_test(test_may_extend),
	    cmocka_unit_test(test_longest),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("edits", tests, NULL, NULL);
}
