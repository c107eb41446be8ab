/*
 * aligning.h - the alignment of two small texts, and what must hold of any
 */
#ifndef TESTS_ALIGNING_H
#define TESTS_ALIGNING_H

#include "sequences.h"
#include "compare/overlap.h"

static struct sequence a, b;
static struct aligner aligner;
static struct alignment out;

static inline int
set_up(void **state)
{
	struct ndup_params params;

	(void)state;
	ndup_params_init(&params, sizeof params);
	out = (struct alignment){0};
	aligner_init(&aligner, &params);
	return 0;
}

static inline int
tear_down(void **state)
{
	(void)state;
	aligner_free(&aligner);
	alignment_free(&out);
	return 0;
}

static inline void
align(struct alignment *alignment)
{
	const struct words words_a = {.ids = a.ids, .num = a.num};
	const struct words words_b = {.ids = b.ids, .num = b.num};

	assert_int_equal(
	    aligner_run(&aligner, &words_a, &words_b, alignment), NDUP_OK);
}

/* ---- what must hold of any alignment ------------------------------------ */

static inline void
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

/* What counts for nothing is inside of a passage, or outside of it. */
static inline void
assert_ends_count(const struct sequence *x, struct tokens_span span)
{
	assert_true(sequence_counts(x->ids[span.begin]));
	assert_true(sequence_counts(x->ids[span.end - 1]));
}

static inline void
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
		assert_ends_count(&a, stretch->a);
		assert_ends_count(&b, stretch->b);
		last = stretch;
	}
}

/* How many stretches have a token of a in a block; the most of any token. */
static inline unsigned
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

#endif
