/*
 * test_align.c - the passages of two texts, as stretches of tokens
 *
 * What a reader expects of the usual kinds of reuse: moved, repeated and lightly
 * edited paragraphs.  What must hold of any texts: test_align_random.c; all of it
 * against a plain twin: test_passages.c.
 */
#include "aligning.h"
#include "text/word.h"

/* ---- what a reader expects ---------------------------------------------- */

static void
begin_texts(void)
{
	a.num = b.num = 0;
}

/* Words first, first + 1, ... */
static void
add(struct sequence *x, uint32_t first, uint32_t num)
{
	while (num-- > 0)
		x->ids[x->num++] = 4 * first++;
}

/* Stretch number i has these places. */
static void
assert_stretch(size_t i, uint32_t begin_a, uint32_t end_a, uint32_t begin_b,
    uint32_t end_b)
{
	const struct stretch *stretch = &out.stretches[i];

	assert_true(i < out.num_stretches);
	assert_int_equal(stretch->a.begin, begin_a);
	assert_int_equal(stretch->a.end, end_a);
	assert_int_equal(stretch->b.begin, begin_b);
	assert_int_equal(stretch->b.end, end_b);
}

static void
test_moved_paragraph(void **state)
{
	(void)state;
	begin_texts();
	add(&a, 100, 30);
	add(&a, 200, 20);
	add(&b, 200, 20);
	add(&b, 100, 30);
	align(&out);
	assert_stretches();
	assert_int_equal(out.num_stretches, 2);
	assert_stretch(0, 0, 30, 20, 50);
	assert_stretch(1, 30, 50, 0, 20);
	assert_int_equal(most_stretches(true), 1);
	assert_int_equal(most_stretches(false), 1);
	assert_int_equal(out.longest_run, 60);
}

/* A paragraph that b says twice: both lie over the one place of a. */
static void
test_repeated_paragraph(void **state)
{
	(void)state;
	begin_texts();
	add(&a, 100, 30);
	add(&b, 100, 30);
	add(&b, 500, 40);
	add(&b, 100, 30);
	align(&out);
	assert_stretches();
	assert_int_equal(out.num_stretches, 2);
	assert_stretch(0, 0, 30, 0, 30);
	assert_stretch(1, 0, 30, 70, 100);
	assert_int_equal(most_stretches(true), 2);
	assert_int_equal(most_stretches(false), 1);
}

static void
test_repeated_in_a(void **state)
{
	(void)state;
	begin_texts();
	add(&a, 100, 30);
	add(&a, 500, 40);
	add(&a, 100, 30);
	add(&b, 100, 30);
	align(&out);
	assert_stretches();
	assert_int_equal(out.num_stretches, 2);
	assert_stretch(0, 0, 30, 0, 30);
	assert_stretch(1, 70, 100, 0, 30);
}

/* Each paragraph once, though it could lie over either of two places. */
static void
test_twice_on_both_sides(void **state)
{
	(void)state;
	begin_texts();
	add(&a, 100, 30);
	add(&a, 500, 40);
	add(&a, 100, 30);
	add(&b, 100, 30);
	add(&b, 700, 40);
	add(&b, 100, 30);
	align(&out);
	assert_stretches();
	assert_int_equal(out.num_stretches, 2);
	assert_stretch(0, 0, 30, 0, 30);
	assert_stretch(1, 70, 100, 70, 100);
}

/* The longest run is chosen first: what is left lies over what is left. */
static void
test_longest_first(void **state)
{
	(void)state;
	begin_texts();
	add(&a, 100, 20);
	add(&a, 500, 40);
	add(&a, 100, 12);
	add(&b, 100, 20);
	add(&b, 700, 40);
	add(&b, 100, 12);
	align(&out);
	assert_stretches();
	assert_int_equal(out.num_stretches, 2);
	assert_stretch(0, 0, 20, 0, 20);
	assert_stretch(1, 60, 72, 60, 72);
}

/* One word changed, one added, one dropped: one passage of equal words. */
static void
test_small_edits(void **state)
{
	(void)state;
	begin_texts();
	add(&a, 100, 40);
	add(&b, 100, 10);
	add(&b, 900, 1);
	add(&b, 111, 9);
	add(&b, 901, 1);
	add(&b, 120, 8);
	add(&b, 129, 11);
	align(&out);
	assert_stretches();
	assert_int_equal(out.num_stretches, 1);
	assert_stretch(0, 0, 40, 0, 40);
	assert_int_equal(out.stretches[0].half_words, 2 * 38);
	assert_int_equal(out.longest_run, 2 * 11);
}

/* So many other words stand between two runs. */
static void
gap(uint32_t in_a, uint32_t in_b)
{
	begin_texts();
	add(&a, 100, 20);
	add(&a, 500, in_a);
	add(&a, 200, 20);
	add(&b, 100, 20);
	add(&b, 700, in_b);
	add(&b, 200, 20);
	align(&out);
	assert_stretches();
}

static void
test_gaps(void **state)
{
	(void)state;
	gap(8, 8);
	assert_int_equal(out.num_stretches, 1);
	gap(8, 0);
	assert_int_equal(out.num_stretches, 1);
	gap(9, 8);
	assert_int_equal(out.num_stretches, 2);
	gap(8, 9);
	assert_int_equal(out.num_stretches, 2);
	gap(0, 9);
	assert_int_equal(out.num_stretches, 2);
	gap(100, 100);
	assert_int_equal(out.num_stretches, 2);
}

/* Two runs of six words, and so many other words between them. */
static void
gap_of_anchors(uint32_t in_a, uint32_t in_b)
{
	begin_texts();
	add(&a, 100, 6);
	add(&a, 500, in_a);
	add(&a, 200, 6);
	add(&b, 100, 6);
	add(&b, 700, in_b);
	add(&b, 200, 6);
	align(&out);
	assert_stretches();
}

/* Of either side two words in three are equal, or else neither run is a passage
 * by itself. */
static void
test_two_in_three(void **state)
{
	(void)state;
	gap_of_anchors(6, 6);
	assert_int_equal(out.num_stretches, 1);
	assert_stretch(0, 0, 18, 0, 18);
	assert_int_equal(out.stretches[0].half_words, 24);
	gap_of_anchors(6, 0);
	assert_int_equal(out.num_stretches, 1);
	gap_of_anchors(7, 0);
	assert_int_equal(out.num_stretches, 0);
	gap_of_anchors(0, 7);
	assert_int_equal(out.num_stretches, 0);
	gap_of_anchors(7, 7);
	assert_int_equal(out.num_stretches, 0);
	assert_int_equal(out.longest_run, 12);
}

/* The share is that of the whole: what was equal before pays for a gap. */
static void
test_share_of_whole(void **state)
{
	(void)state;
	gap_of_anchors(7, 7);
	assert_int_equal(out.num_stretches, 0);
	begin_texts();
	add(&a, 90, 16);
	add(&a, 500, 8);
	add(&a, 200, 6);
	add(&b, 90, 16);
	add(&b, 700, 8);
	add(&b, 200, 6);
	align(&out);
	assert_stretches();
	assert_int_equal(out.num_stretches, 1);
	assert_stretch(0, 0, 30, 0, 30);
}

/* Nobody's anchor: runs of five words, however many. */
static void
test_no_anchor(void **state)
{
	uint32_t i;

	(void)state;
	begin_texts();
	for (i = 0; i < 20; i++) {
		add(&a, 100 + 10 * i, 5);
		add(&b, 100 + 10 * i, 5);
		add(&b, 1000 + i, 1);
	}
	align(&out);
	assert_int_equal(out.num_stretches, 0);
	assert_int_equal(out.longest_run, 10);
}

/* Three equal words, then another one, three times. */
static void
add_frayed(uint32_t first, uint32_t other, bool other_first)
{
	uint32_t i;

	for (i = 0; i < 3; i++) {
		if (other_first) {
			add(&a, other + i, 1);
			add(&b, other + 10 + i, 1);
		}
		add(&a, first + 3 * i, 3);
		add(&b, first + 3 * i, 3);
		if (!other_first) {
			add(&a, other + i, 1);
			add(&b, other + 10 + i, 1);
		}
	}
}

/* One anchor of six words, eighteen equal words around it: six count. */
static void
test_outside_of_anchors(void **state)
{
	struct overlap overlap;

	(void)state;
	begin_texts();
	add_frayed(100, 900, false);
	add(&a, 200, 6);
	add(&b, 200, 6);
	add_frayed(300, 950, true);
	align(&out);
	assert_stretches();
	assert_int_equal(out.num_stretches, 1);
	assert_int_equal(out.stretches[0].half_words, 48);
	assert_int_equal(out.stretches[0].anchored, 12);
	aligner_overlap(&aligner, &out, &overlap);
	assert_int_equal(overlap.passage, 24);
	assert_int_equal(overlap.covered_a, 24);
	assert_int_equal(overlap.covered_b, 24);
}

/* A paragraph that b says twice counts once in a. */
static void
test_overlap_of_repeated(void **state)
{
	struct overlap overlap;

	(void)state;
	begin_texts();
	add(&a, 100, 30);
	add(&b, 100, 30);
	add(&b, 500, 40);
	add(&b, 100, 30);
	align(&out);
	aligner_overlap(&aligner, &out, &overlap);
	assert_int_equal(overlap.passage, 60);
	assert_int_equal(overlap.covered_a, 60);
	assert_int_equal(overlap.covered_b, 120);
}

/* Makes words of a count for nothing: they stand, or they are ignored. */
static void
make_uncounted(struct sequence *x, uint32_t begin, uint32_t num, bool stands)
{
	for (; num > 0; num--, begin++)
		x->ids[begin] = stands ? x->ids[begin] | WORD_STANDS : 0;
}

/* What counts for nothing in a gap, on one side or on both and however much,
 * makes it no larger. */
static void
assert_bridged(uint32_t of_a, uint32_t of_b, bool stands)
{
	gap(9, 9);
	assert_int_equal(out.num_stretches, 2);
	gap(8 + of_a, 8 + of_b);
	make_uncounted(&a, 20 + 4, of_a, stands);
	make_uncounted(&b, 20 + 8, of_b, stands);
	align(&out);
	assert_stretches();
	assert_int_equal(out.num_stretches, 1);
	assert_stretch(0, 0, 48 + of_a, 0, 48 + of_b);
	assert_int_equal(out.stretches[0].half_words, 80);
	assert_int_equal(out.longest_run, 40);
}

static void
test_uncounted_gap(void **state)
{
	(void)state;
	assert_bridged(1, 0, true);
	assert_bridged(0, 1, false);
	assert_bridged(7, 12, true);
	assert_bridged(190, 0, true);
	assert_bridged(120, 190, false);
}

/* A word that stands in one text alone, or in both, is not among the equal ones;
 * the passage goes on behind it. */
static void
test_standing_words(void **state)
{
	unsigned both;

	(void)state;
	for (both = 0; both < 2; both++) {
		begin_texts();
		add(&a, 100, 40);
		add(&b, 100, 40);
		make_uncounted(&a, 18, 1, true);
		make_uncounted(&b, 18, both, true);
		align(&out);
		assert_stretches();
		assert_int_equal(out.num_stretches, 1);
		assert_stretch(0, 0, 40, 0, 40);
		assert_int_equal(out.stretches[0].half_words, 78);
		assert_int_equal(out.longest_run, 42);
	}
}

/* A figure that stands replaced by another is no other fact if it counts for
 * nothing. */
static void
test_standing_figure(void **state)
{
	struct overlap overlap;
	bool counts;

	(void)state;
	for (counts = false;; counts = true) {
		gap(2, 2);
		a.ids[20] |= WORD_FIGURE;
		b.ids[20] |= WORD_FIGURE;
		if (!counts)
			make_uncounted(&a, 20, 1, true);
		align(&out);
		assert_int_equal(out.num_stretches, 1);
		aligner_overlap(&aligner, &out, &overlap);
		assert_int_equal(overlap.passage, counts ? 40 : 80);
		if (counts)
			break;
	}
}

/* A passage goes on over an inserted word, where enough follows. */
static void
test_growth(void **state)
{
	(void)state;
	begin_texts();
	add(&a, 600, 30);
	add(&a, 100, 4);
	add(&a, 110, 20);
	add(&a, 130, 5);
	add(&a, 620, 30);
	add(&b, 700, 30);
	add(&b, 100, 4);
	add(&b, 910, 1);
	add(&b, 110, 20);
	add(&b, 911, 1);
	add(&b, 130, 5);
	add(&b, 720, 30);
	align(&out);
	assert_stretches();
	assert_int_equal(out.num_stretches, 1);
	assert_stretch(0, 30, 59, 30, 61);
	assert_int_equal(out.stretches[0].half_words, 2 * 29);
}

/* One equal word behind an inserted one is no reason to go on. */
static void
test_no_growth(void **state)
{
	(void)state;
	begin_texts();
	add(&a, 100, 20);
	add(&a, 130, 2);
	add(&a, 600, 30);
	add(&b, 100, 20);
	add(&b, 911, 1);
	add(&b, 130, 2);
	add(&b, 700, 30);
	align(&out);
	assert_int_equal(out.num_stretches, 1);
	assert_stretch(0, 0, 20, 0, 20);
}

/* The second place of a repeated paragraph reaches back further in a than the
 * first one: it comes first. */
static void
test_order(void **state)
{
	(void)state;
	begin_texts();
	add(&a, 300, 6);
	add(&a, 400, 1);
	add(&a, 100, 30);
	add(&b, 100, 30);
	add(&b, 500, 40);
	add(&b, 300, 6);
	add(&b, 401, 1);
	add(&b, 100, 30);
	align(&out);
	assert_stretches();
	assert_int_equal(out.num_stretches, 2);
	assert_stretch(0, 0, 37, 70, 107);
	assert_stretch(1, 7, 37, 0, 30);
}

static void
test_nothing(void **state)
{
	(void)state;
	begin_texts();
	align(&out);
	assert_int_equal(out.num_stretches, 0);
	add(&a, 100, 30);
	align(&out);
	assert_int_equal(out.num_stretches, 0);
	add(&b, 100, 7);
	align(&out);
	assert_int_equal(out.num_stretches, 0);
	assert_int_equal(out.longest_run, 14);
}

/* ---- compare/alignment.h on what came out -------------------------------- */

static void
test_project(void **state)
{
	struct tokens_span span;

	(void)state;
	begin_texts();
	add(&a, 600, 5);
	add(&a, 100, 20);
	add(&b, 700, 9);
	add(&b, 100, 10);
	add(&b, 900, 2);
	add(&b, 110, 10);
	align(&out);
	assert_int_equal(out.num_stretches, 1);
	span = alignment_project(
	    &out, &out.stretches[0], (struct tokens_span){5, 25});
	assert_int_equal(span.begin, 9);
	assert_int_equal(span.end, 31);
	span = alignment_project(
	    &out, &out.stretches[0], (struct tokens_span){7, 15});
	assert_int_equal(span.begin, 11);
	assert_int_equal(span.end, 19);
	span = alignment_project(
	    &out, &out.stretches[0], (struct tokens_span){15, 16});
	assert_int_equal(span.begin, 21);
	assert_int_equal(span.end, 22);
	span = alignment_project(
	    &out, &out.stretches[0], (struct tokens_span){0, 5});
	assert_int_equal(span.begin, span.end);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_moved_paragraph),
	    cmocka_unit_test(test_repeated_paragraph),
	    cmocka_unit_test(test_repeated_in_a),
	    cmocka_unit_test(test_twice_on_both_sides),
	    cmocka_unit_test(test_longest_first),
	    cmocka_unit_test(test_small_edits),
	    cmocka_unit_test(test_gaps),
	    cmocka_unit_test(test_two_in_three),
	    cmocka_unit_test(test_share_of_whole),
	    cmocka_unit_test(test_no_anchor),
	    cmocka_unit_test(test_outside_of_anchors),
	    cmocka_unit_test(test_overlap_of_repeated),
	    cmocka_unit_test(test_uncounted_gap),
	    cmocka_unit_test(test_standing_words),
	    cmocka_unit_test(test_standing_figure),
	    cmocka_unit_test(test_growth),
	    cmocka_unit_test(test_no_growth),
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_nothing),
	    cmocka_unit_test(test_project),
	};

	return cmocka_run_group_tests_name("align", tests, set_up, tear_down);
}
