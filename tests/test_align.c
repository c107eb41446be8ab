/*
 * test_align.c - the passages of two texts, as stretches of tokens
 *
 * What must hold of any alignment, on random texts; and what a reader expects
 * of the usual kinds of reuse: moved, repeated and lightly edited paragraphs.
 * All of it against a plain twin: test_passages.c.
 */
#include "sequences.h"
#include "compare/overlap.h"

enum { NUM_CASES = 1500 };

static struct sequence a, b;
static struct aligner aligner;
static struct alignment out;

static int
set_up(void **state)
{
	struct ndup_params params;

	(void)state;
	ndup_params_init(&params, sizeof params);
	out = (struct alignment){0};
	aligner_init(&aligner, &params);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	aligner_free(&aligner);
	alignment_free(&out);
	return 0;
}

static void
align(struct alignment *alignment)
{
	const struct words words_a = {.ids = a.ids, .num = a.num};
	const struct words words_b = {.ids = b.ids, .num = b.num};

	assert_int_equal(
	    aligner_run(&aligner, &words_a, &words_b, alignment), NDUP_OK);
}

/* ---- what must hold of any alignment ------------------------------------ */

static void
assert_blocks(const struct stretch *stretch)
{
	const struct block *block = out.blocks + stretch->first_block;
	const struct block *end = block + stretch->num_blocks;
	uint32_t at_a = stretch->a.begin, at_b = stretch->b.begin;
	uint32_t sum = 0, anchored = 0, weight, i;

	assert_true(stretch->num_blocks > 0);
	assert_true(
	    stretch->first_block + stretch->num_blocks <= out.num_blocks);
	assert_int_equal(block->a, at_a);
	assert_int_equal(block->b, at_b);
	for (; block < end; block++) {
		assert_true(block->num > 0);
		assert_true(block->a >= at_a && block->b >= at_b);
		for (i = 0; i < block->num; i++) {
			assert_true(sequence_counts(a.ids[block->a + i]));
			assert_int_equal(
			    a.ids[block->a + i], b.ids[block->b + i]);
		}
		at_a = block->a + block->num;
		at_b = block->b + block->num;
		weight = sequence_weigh(&a, block->a, at_a);
		sum += weight;
		anchored += weight >= aligner.anchor ? weight : 0;
	}
	assert_int_equal(at_a, stretch->a.end);
	assert_int_equal(at_b, stretch->b.end);
	assert_int_equal(sum, stretch->half_words);
	assert_int_equal(anchored, stretch->anchored);
	assert_true(anchored > 0);
}

/* What stands on either side breaks a passage, and is ignored. */
static void
assert_all_count(const struct sequence *x, struct tokens_span span)
{
	for (; span.begin < span.end; span.begin++)
		assert_true(sequence_counts(x->ids[span.begin]));
}

static void
assert_stretches(void)
{
	const struct stretch *stretch, *last = NULL;
	size_t i;

	for (i = 0; i < out.num_stretches; i++) {
		stretch = &out.stretches[i];
		assert_true(stretch->a.begin < stretch->a.end);
		assert_true(stretch->b.begin < stretch->b.end);
		assert_true(stretch->a.end <= a.num);
		assert_true(stretch->b.end <= b.num);
		assert_true(stretch->half_words >= aligner.min_passage);
		assert_true(last == NULL || last->a.begin < stretch->a.begin ||
			    (last->a.begin == stretch->a.begin &&
				last->b.begin <= stretch->b.begin));
		assert_blocks(stretch);
		assert_all_count(&a, stretch->a);
		assert_all_count(&b, stretch->b);
		last = stretch;
	}
}

/* How many stretches have a token of a in a block; the most of any token. */
static unsigned
most_stretches(bool of_a)
{
	static uint8_t counts[SEQUENCE_MOST];
	const struct block *block = out.blocks;
	uint32_t i, begin;
	unsigned most = 0;

	memset(counts, 0, sizeof counts);
	for (; block < out.blocks + out.num_blocks; block++) {
		begin = of_a ? block->a : block->b;
		for (i = begin; i < begin + block->num; i++) {
			counts[i]++;
			most = counts[i] > most ? counts[i] : most;
		}
	}
	return most;
}

/* No two places are laid over each other twice. */
static void
assert_no_pair_twice(void)
{
	static bool seen[SEQUENCE_MOST][SEQUENCE_MOST];
	const struct block *block;
	uint32_t i, k;

	memset(seen, 0, sizeof seen);
	for (k = 0; k < out.num_blocks; k++) {
		block = &out.blocks[k];
		for (i = 0; i < block->num; i++) {
			assert_false(seen[block->a + i][block->b + i]);
			seen[block->a + i][block->b + i] = true;
		}
	}
}

static void
draw_texts(void)
{
	static const uint32_t halves[] = {0, 30, 100};
	struct mixture mixture = {
	    .length = 1 + draw(150),
	    .num_words = 1 + draw(draw(4) ? 300 : 4),
	    .half = halves[draw(3)],
	    .breaks = draw(2) ? 0 : draw(5),
	    .copied = 5 + draw(40),
	    .standing = draw(3) ? 0 : draw(10),
	};

	draw_sequence(&mixture, &a);
	draw_reuse(&mixture, &a, &b);
}

/* The longest run is exact, and a stretch is there if it is a passage. */
static void
assert_longest(void)
{
	static struct truth truth;
	uint32_t longest;

	truth_fill(&truth, &a, &b);
	longest = truth_longest(&truth, &a, &b);
	assert_int_equal(out.longest_run, longest);
	if (longest >= aligner.min_passage)
		assert_true(out.num_stretches > 0);
	if (longest < aligner.anchor)
		assert_int_equal(out.num_stretches, 0);
}

static void
test_random_pairs(void **state)
{
	unsigned num;

	(void)state;
	random_begin();
	for (num = 0; num < NUM_CASES; num++) {
		draw_texts();
		align(&out);
		assert_stretches();
		assert_no_pair_twice();
		assert_longest();
	}
}

/* Where no word repeats, each stands in one stretch at most. */
static void
test_random_moves(void **state)
{
	uint32_t begin, end, i;
	unsigned num, part;

	(void)state;
	random_begin();
	for (num = 0; num < NUM_CASES / 10; num++) {
		a.num = b.num = 0;
		while (a.num < 240) {
			a.ids[a.num] = 2000 + 2 * a.num;
			a.num++;
		}
		for (part = 8; part > 0; part--) {
			begin = 30 * ((part * 3) % 8) + draw(10);
			end = begin + draw(20);
			for (i = draw(5); i > 0; i--, b.num++)
				b.ids[b.num] = 2 + 2 * b.num;
			for (i = begin; i < end; i++)
				b.ids[b.num++] = a.ids[i];
		}
		align(&out);
		assert_stretches();
		if (out.num_stretches == 0)
			continue;
		assert_int_equal(most_stretches(true), 1);
		assert_int_equal(most_stretches(false), 1);
	}
}

static void
test_same_again(void **state)
{
	struct alignment again = {0};
	unsigned num;

	(void)state;
	random_begin();
	for (num = 0; num < NUM_CASES / 10; num++) {
		draw_texts();
		align(&out);
		align(&again);
		assert_int_equal(out.num_stretches, again.num_stretches);
		assert_int_equal(out.num_blocks, again.num_blocks);
		assert_memory_equal(out.stretches, again.stretches,
		    out.num_stretches * sizeof *out.stretches);
		assert_memory_equal(out.blocks, again.blocks,
		    out.num_blocks * sizeof *out.blocks);
	}
	alignment_free(&again);
}

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
	assert_true(aligner_overlap(&aligner, &out, &overlap));
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
	assert_true(aligner_overlap(&aligner, &out, &overlap));
	assert_int_equal(overlap.passage, 60);
	assert_int_equal(overlap.covered_a, 60);
	assert_int_equal(overlap.covered_b, 120);
}

/* What is ignored, on either side, is never bridged. */
static void
test_ignored_words(void **state)
{
	(void)state;
	gap(2, 2);
	assert_int_equal(out.num_stretches, 1);
	a.ids[20] = 0;
	align(&out);
	assert_stretches();
	assert_int_equal(out.num_stretches, 2);
	gap(2, 2);
	b.ids[21] = 0;
	align(&out);
	assert_stretches();
	assert_int_equal(out.num_stretches, 2);
	a.ids[20] = b.ids[20] = 0;
	align(&out);
	assert_stretches();
	assert_int_equal(out.num_stretches, 2);
	assert_int_equal(out.longest_run, 40);
}

/* Nor is what stands, be it so in one text or in both. */
static void
test_standing_words(void **state)
{
	(void)state;
	gap(2, 2);
	a.ids[20] |= WORD_STANDS;
	align(&out);
	assert_stretches();
	assert_int_equal(out.num_stretches, 2);
	gap(2, 2);
	b.ids[21] |= WORD_STANDS;
	align(&out);
	assert_stretches();
	assert_int_equal(out.num_stretches, 2);
	begin_texts();
	add(&a, 100, 40);
	add(&b, 100, 40);
	a.ids[18] |= WORD_STANDS;
	b.ids[18] |= WORD_STANDS;
	align(&out);
	assert_stretches();
	assert_int_equal(out.num_stretches, 2);
	assert_stretch(0, 0, 18, 0, 18);
	assert_stretch(1, 19, 40, 19, 40);
	assert_int_equal(out.longest_run, 42);
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

/* ---- compare/alignment.h on what came out ---------------------------------- */

static void
test_swap(void **state)
{
	struct alignment twice = {0};
	struct sequence other;
	unsigned num;

	(void)state;
	random_begin();
	for (num = 0; num < NUM_CASES / 10; num++) {
		draw_texts();
		align(&out);
		alignment_swap(&out);
		other = a;
		a = b;
		b = other;
		assert_stretches();
		b = a;
		a = other;
		align(&twice);
		alignment_swap(&out);
		assert_memory_equal(out.blocks, twice.blocks,
		    out.num_blocks * sizeof *out.blocks);
	}
	alignment_free(&twice);
}

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
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random_pairs),
	    cmocka_unit_test(test_random_moves),
	    cmocka_unit_test(test_same_again),
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
	    cmocka_unit_test(test_ignored_words),
	    cmocka_unit_test(test_standing_words),
	    cmocka_unit_test(test_growth),
	    cmocka_unit_test(test_no_growth),
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_nothing),
	    cmocka_unit_test(test_swap),
	    cmocka_unit_test(test_project),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("align", tests, set_up, tear_down);
}
