/*
 * test_runs.c - the maximal common runs of two texts
 *
 * All of them, with their places, against a table over all places of both.
 */
#include "sequences.h"
#include "compare/runs.h"

enum { NUM_CASES = 3000, MIN_MARKED = 5 };

static struct sequence a, b;
static struct truth truth;

static void
find(struct runs *runs, unsigned min_passage)
{
	const struct sequences texts = {a.ids, b.ids, a.num, b.num, 0, 0};

	truth_fill(&truth, &a, &b);
	runs_init(runs, min_passage, MIN_MARKED);
	assert_int_equal(runs_find(runs, &texts), NDUP_OK);
}

static size_t
count_expected(uint32_t half_words)
{
	uint32_t i, j;
	size_t num = 0;

	for (i = 1; i <= a.num; i++) {
		for (j = 1; j <= b.num; j++)
			num += truth_is_end(&truth, &a, &b, i, j) &&
			       sequence_weigh(&a, i - truth.table[i][j], i) >=
				   half_words;
	}
	return num;
}

/* Each run is one of the table's, told once, and none is missing. */
static void
assert_runs(const struct runs *runs, uint32_t half_words)
{
	static bool told[SEQUENCE_MOST][SEQUENCE_MOST];
	const struct block *run;
	size_t i;

	memset(told, 0, sizeof told);
	for (i = 0; i < runs->num; i++) {
		run = &runs->items[i];
		assert_true(run->a + run->num <= a.num);
		assert_true(run->b + run->num <= b.num);
		assert_int_equal(
		    truth.table[run->a + run->num][run->b + run->num],
		    run->num);
		assert_true(truth_is_end(
		    &truth, &a, &b, run->a + run->num, run->b + run->num));
		assert_true(sequence_weigh(&a, run->a, run->a + run->num) >=
			    half_words);
		assert_false(told[run->a][run->b]);
		told[run->a][run->b] = true;
	}
	assert_int_equal(runs->num, count_expected(half_words));
}

/* Of texts that were cut. */
static void
assert_marks(const struct runs *runs)
{
	const struct sequences texts = {a.ids, b.ids, a.num, b.num, 0, 0};
	static bool expected_a[SEQUENCE_MOST], expected_b[SEQUENCE_MOST];
	static bool marks[SEQUENCE_MOST];

	assert_true(runs->cut);
	memset(marks, 0, sizeof marks);
	truth_mark(&truth, &a, &b, 2 * MIN_MARKED, expected_a, expected_b);
	runs_mark_b(runs, &texts, marks);
	assert_memory_equal(marks, expected_b, b.num * sizeof *marks);
}

/* Who has no use for a list that was cut is told the same but for that list. */
static void
assert_same_whole(const struct runs *runs)
{
	const struct sequences texts = {a.ids, b.ids, a.num, b.num, 0, 0};
	struct runs whole;

	runs_init(&whole, runs->min_passage, MIN_MARKED);
	assert_int_equal(runs_find_whole(&whole, &texts), NDUP_OK);
	assert_int_equal(whole.cut, runs->cut);
	assert_int_equal(whole.longest, runs->longest);
	if (runs->cut) {
		assert_true(whole.num <= runs->num);
		assert_memory_equal(whole.marks, runs->marks, b.num);
	} else if (runs->num > 0) {
		assert_int_equal(whole.num, runs->num);
		assert_memory_equal(
		    whole.items, runs->items, runs->num * sizeof *runs->items);
	}
	runs_free(&whole);
}

static void
draw_texts(void)
{
	static const uint32_t halves[] = {0, 30, 100};
	struct mixture mixture = {
	    .length = 1 + draw(60),
	    .num_words = 1 + draw(draw(2) ? 3 : 40),
	    .half = halves[draw(3)],
	    .breaks = draw(2) ? 0 : draw(20),
	    .copied = 10,
	    .standing = draw(3) ? 0 : draw(20),
	};

	draw_sequence(&mixture, &a);
	draw_reuse(&mixture, &a, &b);
}

static void
test_random_pairs(void **state)
{
	unsigned num, min_passage;
	struct runs runs;

	(void)state;
	random_begin();
	for (num = 0; num < NUM_CASES; num++) {
		draw_texts();
		min_passage = 1 + draw(9);
		find(&runs, min_passage);
		assert_runs(&runs, 2 * min_passage);
		assert_false(runs.cut);
		assert_int_equal(runs.longest, truth_longest(&truth, &a, &b));
		runs_free(&runs);
	}
}

/* The same object again, for texts longer and shorter than the last. */
static void
test_used_again(void **state)
{
	const struct sequences texts = {a.ids, b.ids, 0, 0, 0, 0};
	struct sequences part = texts;
	struct runs runs;

	(void)state;
	random_begin();
	draw_texts();
	b = a;
	find(&runs, 2);
	part.num_a = a.num;
	part.num_b = b.num;
	runs_change_b(&runs);
	assert_int_equal(runs_find(&runs, &part), NDUP_OK);
	assert_runs(&runs, 4);
	runs_change_b(&runs);
	assert_int_equal(runs_find(&runs, &texts), NDUP_OK);
	assert_int_equal(runs.num, 0);
	assert_int_equal(runs.longest, 0);
	runs_free(&runs);
}

/* Texts of a word or two, of any length, some of which are cut and some are all
 * but cut. */
static void
test_whole(void **state)
{
	struct mixture mixture = {.copied = 20, .half = 10};
	unsigned num, num_cut = 0;
	struct runs runs;

	(void)state;
	random_begin();
	for (num = 0; num < NUM_CASES / 3; num++) {
		mixture.length = 50 + draw(SEQUENCE_MOST - 50);
		mixture.num_words = 1 + draw(2);
		mixture.breaks = draw(3);
		draw_sequence(&mixture, &a);
		draw_reuse(&mixture, &a, &b);
		find(&runs, 1 + draw(6));
		assert_same_whole(&runs);
		num_cut += runs.cut;
		runs_free(&runs);
	}
	assert_in_range(num_cut, NUM_CASES / 30, NUM_CASES / 3 - 10);
}

/* The same word, but every so often another one, and words of their own at the
 * end. */
static void
repeat_word(struct sequence *x, uint32_t every, uint32_t other)
{
	x->num = 0;
	while (x->num < SEQUENCE_MOST) {
		x->ids[x->num] = x->num % every == 0 ? other++ * 2 : 2;
		x->num++;
	}
	for (other = 0; other < 40; other++)
		x->ids[SEQUENCE_MOST - 40 + other] = 20000 + 2 * other;
}

/* One word all over: bounded work, so that the paragraph at the end is not come
 * to, but the longest run, which it is, and the marks are exact. */
static void
test_one_word(void **state)
{
	struct runs runs;

	(void)state;
	repeat_word(&a, 500, 1000);
	repeat_word(&b, 30, 2000);
	find(&runs, 2);
	assert_true(runs.cut);
	assert_true(runs.num < count_expected(4));
	assert_int_equal(runs.longest, truth_longest(&truth, &a, &b));
	assert_marks(&runs);
	runs_free(&runs);
}

/* What was read of a text that repeats itself serves again for the same b, and
 * whether runs are cut is a question of each pair alone. */
static void
test_same_again(void **state)
{
	struct sequences texts;
	struct runs runs;

	(void)state;
	repeat_word(&a, 500, 1000);
	repeat_word(&b, 30, 2000);
	find(&runs, 2);
	assert_true(runs.cut);
	a.num = 400;
	truth_fill(&truth, &a, &b);
	texts = (struct sequences){a.ids, b.ids, a.num, b.num, 0, 0};
	assert_int_equal(runs_find(&runs, &texts), NDUP_OK);
	assert_int_equal(runs.longest, truth_longest(&truth, &a, &b));
	assert_marks(&runs);
	texts.a = a.ids + SEQUENCE_MOST - 40;
	texts.num_a = 40;
	assert_int_equal(runs_find(&runs, &texts), NDUP_OK);
	assert_false(runs.cut);
	assert_int_equal(runs.num, 1);
	assert_int_equal(runs.longest, 80);
	runs_free(&runs);
}

/* A text without anything in common leaves nothing behind for the next one. */
static void
test_nothing_before(void **state)
{
	const struct mixture strange = {.length = 100, .num_words = 30};
	static struct sequence stranger;
	struct sequences texts;
	struct runs runs;
	uint32_t i;

	(void)state;
	random_begin();
	draw_sequence(&strange, &stranger);
	a.num = b.num = 40;
	for (i = 0; i < 40; i++)
		a.ids[i] = b.ids[i] = 1000 + 2 * i;
	runs_init(&runs, 6, 8);
	texts =
	    (struct sequences){stranger.ids, b.ids, stranger.num, b.num, 1, 2};
	assert_int_equal(runs_find(&runs, &texts), NDUP_OK);
	assert_int_equal(runs.num, 0);
	texts = (struct sequences){a.ids, b.ids, a.num, b.num, 3, 2};
	assert_int_equal(runs_find(&runs, &texts), NDUP_OK);
	assert_false(runs.cut);
	assert_int_equal(runs.num, 1);
	assert_int_equal(runs.items[0].num, 40);
	runs_free(&runs);
}

/* ---- a text that is far longer ------------------------------------------ */

enum { NUM_LONG = 5000, NUM_SHORT = 200 };

/* Words of a large vocabulary, halves among them; now and then one is ignored. */
static void
draw_long(uint32_t *ids)
{
	uint32_t i;

	for (i = 0; i < NUM_LONG; i++)
		ids[i] = draw(200) == 0 ? 0 : 2 + draw(2000);
}

/* Pieces of the long text between words of its own. */
static uint32_t
draw_part(const uint32_t *ids, uint32_t *part)
{
	uint32_t num = 0, from = 0, left = 0;

	for (; num < NUM_SHORT; num++, from++) {
		if (left-- == 0) {
			left = draw(60);
			from = draw(2) ? draw(NUM_LONG - 60) : NUM_LONG;
		}
		part[num] = from < NUM_LONG ? ids[from] : 2 + draw(2000);
	}
	return num;
}

static int
by_place(const void *left, const void *right)
{
	const struct block *x = left, *y = right;

	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return x->b < y->b ? -1 : x->b > y->b;
}

static void
find_sorted(struct runs *runs, const struct sequences *texts)
{
	runs_change_b(runs);
	assert_int_equal(runs_find(runs, texts), NDUP_OK);
	if (runs->num > 1)
		qsort(runs->items, runs->num, sizeof *runs->items, by_place);
}

/* The same runs with names as without. */
static void
assert_same_runs(struct runs *kept, struct sequences texts)
{
	struct runs plain;

	find_sorted(kept, &texts);
	texts.name_a = texts.name_b = 0;
	runs_init(&plain, kept->min_passage, MIN_MARKED);
	find_sorted(&plain, &texts);
	assert_false(plain.cut);
	assert_int_equal(kept->num, plain.num);
	if (plain.num > 0)
		assert_memory_equal(
		    kept->items, plain.items, plain.num * sizeof *plain.items);
	assert_int_equal(kept->longest, plain.longest);
	runs_free(&plain);
}

/* Parts of two long texts, in either order, the long one the same for some time.
 * The oracle is what the same function finds in texts without names. */
static void
test_far_longer(void **state)
{
	static uint32_t texts[2][NUM_LONG], part[NUM_SHORT];
	uint32_t num, name, which;
	struct runs runs;
	unsigned round;

	(void)state;
	random_begin();
	runs_init(&runs, 8, MIN_MARKED);
	draw_long(texts[0]);
	draw_long(texts[1]);
	for (round = 0; round < 200; round++) {
		which = round / 3 % 2;
		if (round % 50 == 0)
			draw_long(texts[0]);
		name = which == 1 ? 1 : 2 + round / 50;
		num = draw_part(texts[which], part);
		assert_same_runs(&runs, (struct sequences){texts[which], part,
					    NUM_LONG, num, name, 1000 + round});
		assert_same_runs(&runs, (struct sequences){part, texts[which],
					    num, NUM_LONG, 1000 + round, name});
		assert_true(runs.num > 0 || round % 50 > 0);
	}
	runs_free(&runs);
}

/* A name that is forgotten may mean another text: of the same length, so that
 * nothing else tells them apart; one of many, far longer or not. */
static void
test_forgotten_names(void **state)
{
	static uint32_t texts[2][NUM_LONG], part[NUM_SHORT];
	uint32_t num, num_long, round;
	struct runs runs;

	(void)state;
	random_begin();
	runs_init(&runs, 8, MIN_MARKED);
	for (round = 0; round < 60; round++) {
		draw_long(texts[round % 2]);
		num = draw_part(texts[round % 2], part);
		num_long = round % 3 == 0 ? NUM_SHORT * 2 : NUM_LONG;
		assert_same_runs(&runs, (struct sequences){texts[round % 2],
					    part, num_long, num, 7, 8});
		if (round % 4 == 0)
			assert_same_runs(
			    &runs, (struct sequences){part, texts[round % 2],
				       num, num_long, 8, 7});
		runs_forget(&runs, 7);
		runs_forget(&runs, 8);
	}
	runs_free(&runs);
}

/* A table that was made for a name is used again: what stands under that name
 * by now is not read, which is the caller's promise. */
static void
test_kept_name(void **state)
{
	static uint32_t text[NUM_SHORT], other[NUM_SHORT];
	struct sequences texts = {text, other, 40, 40, 5, 6};
	struct runs runs;
	uint32_t i;

	(void)state;
	for (i = 0; i < 40; i++) {
		text[i] = 2 + 2 * i;
		other[i] = 2000 + 2 * i;
	}
	runs_init(&runs, 8, MIN_MARKED);
	find_sorted(&runs, &texts);
	assert_int_equal(runs.num, 0);
	memcpy(text, other, sizeof text);
	find_sorted(&runs, &texts);
	assert_int_equal(runs.num, 0);
	runs_forget(&runs, 6);
	find_sorted(&runs, &texts);
	assert_int_equal(runs.num, 0);
	runs_forget(&runs, 5);
	find_sorted(&runs, &texts);
	assert_int_equal(runs.num, 1);
	runs_free(&runs);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random_pairs),
	    cmocka_unit_test(test_used_again),
	    cmocka_unit_test(test_whole),
	    cmocka_unit_test(test_one_word),
	    cmocka_unit_test(test_same_again),
	    cmocka_unit_test(test_nothing_before),
	    cmocka_unit_test(test_far_longer),
	    cmocka_unit_test(test_forgotten_names),
	    cmocka_unit_test(test_kept_name),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("runs", tests, NULL, NULL);
}
