/*
 * test_align_random.c - what must hold of the alignment of any two texts
 */
#include "aligning.h"

enum { NUM_CASES = 1500 };

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

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random_pairs),
	    cmocka_unit_test(test_random_moves),
	    cmocka_unit_test(test_same_again),
	    cmocka_unit_test(test_swap),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name(
	    "align random", tests, set_up, tear_down);
}
