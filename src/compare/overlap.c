/*
 * overlap.c - the passages of a match -> how much they cover
 *
 * A figure that stands replaced by another is another fact: forms of daily
 * notices have all words in common but these.  So a stretch is measured in
 * segments between such; one that is shorter than a passage counts for nothing.
 */
#include <string.h>

#include "text/window.h"
#include "text/word.h"
#include "overlap.h"

/* Blocks of one stretch, from begin to end. */
struct fact_segment {
	const struct block *begin, *end;
	uint32_t equal, anchored; /* half words */
};

/* Among the words that count. */
static bool
has_figure(const uint32_t *ids, uint32_t begin, uint32_t end)
{
	for (; begin < end; begin++) {
		if (word_counts(ids[begin]) && (ids[begin] & WORD_FIGURE) != 0)
			return true;
	}
	return false;
}

/* Whether both articles have a figure between two blocks. */
static bool
replaces_figure(const struct sequences *texts, const struct block *left,
    const struct block *right)
{
	return has_figure(texts->a, left->a + left->num, right->a) &&
	       has_figure(texts->b, left->b + left->num, right->b);
}

/* The segment that begins with this block of a stretch that ends before end. */
static struct fact_segment
segment_from(const struct aligner *aligner, const struct block *begin,
    const struct block *end)
{
	struct fact_segment segment = {begin, begin, 0, 0};
	uint32_t weight;

	do {
		weight = aligner_weigh(aligner, segment.end);
		segment.equal += weight;
		segment.anchored += weight >= aligner->anchor ? weight : 0;
		segment.end++;
	} while (segment.end < end &&
		 !replaces_figure(
		     &aligner->texts, segment.end - 1, segment.end));
	return segment;
}

/* Calls a function for each segment that is as long as a passage.  Returns
 * whether there is a figure that stands replaced by another. */
static bool
each_segment(const struct aligner *aligner, const struct alignment *alignment,
    void (*take)(void *ctx, const struct fact_segment *), void *ctx)
{
	const struct stretch *stretch = alignment->stretches;
	const struct block *block, *end;
	struct fact_segment segment;
	bool replaced = false;
	size_t i;

	for (i = 0; i < alignment->num_stretches; i++, stretch++) {
		block = alignment->blocks + stretch->first_block;
		end = block + stretch->num_blocks;
		for (; block < end; block = segment.end) {
			segment = segment_from(aligner, block, end);
			replaced |= segment.end < end;
			if (segment.equal >= aligner->min_passage)
				take(ctx, &segment);
		}
	}
	return replaced;
}

/* Marks tokens; returns the half words of those that were not. */
static uint32_t
use_tokens(bool *used, const uint32_t *ids, uint32_t begin, uint32_t num)
{
	uint32_t sum = 0, i;

	for (i = begin; i < begin + num; i++) {
		sum += used[i] ? 0 : window_weight(ids[i]);
		used[i] = true;
	}
	return sum;
}

static void
release_blocks(struct aligner *aligner, const struct alignment *alignment)
{
	const struct block *block = alignment->blocks;
	size_t i;

	for (i = 0; i < alignment->num_blocks; i++, block++) {
		memset(aligner->used_a + block->a, false, block->num);
		memset(aligner->used_b + block->b, false, block->num);
	}
}

/* Of equal words outside of anchors no more count than inside. */
static uint32_t
at_most_twice(uint32_t equal, uint32_t anchored)
{
	return equal < 2 * anchored ? equal : 2 * anchored;
}

/* What the segments come to, tokens of either side once: the anchors first, then
 * what is outside of them. */
struct overlap_sum {
	struct aligner *aligner;
	struct overlap overlap;
	bool outside;
};

static void
add_segment(void *ctx, const struct fact_segment *segment)
{
	struct overlap_sum *sum = ctx;
	struct aligner *aligner = sum->aligner;
	const struct sequences *texts = &aligner->texts;
	const struct block *block = segment->begin;
	uint32_t weight = at_most_twice(segment->equal, segment->anchored);

	if (weight > sum->overlap.passage)
		sum->overlap.passage = weight;
	for (; block < segment->end; block++) {
		weight = aligner_weigh(aligner, block);
		if ((weight < aligner->anchor) != sum->outside)
			continue;
		sum->overlap.covered_a +=
		    use_tokens(aligner->used_a, texts->a, block->a, block->num);
		sum->overlap.covered_b +=
		    use_tokens(aligner->used_b, texts->b, block->b, block->num);
	}
}

void
aligner_overlap(struct aligner *aligner, const struct alignment *alignment,
    struct overlap *overlap)
{
	struct overlap_sum sum = {.aligner = aligner, .outside = false};
	struct overlap anchors;

	sum.overlap.replaces_figure =
	    each_segment(aligner, alignment, add_segment, &sum);
	anchors = sum.overlap;
	sum.outside = true;
	each_segment(aligner, alignment, add_segment, &sum);
	release_blocks(aligner, alignment);
	*overlap = sum.overlap;
	overlap->covered_a =
	    at_most_twice(overlap->covered_a, anchors.covered_a);
	overlap->covered_b =
	    at_most_twice(overlap->covered_b, anchors.covered_b);
}

static void
mark_segment(void *ctx, const struct fact_segment *segment)
{
	const struct block *block = segment->begin;
	bool *marks = ctx;

	for (; block < segment->end; block++)
		memset(marks + block->b, true, block->num);
}

void
aligner_mark_b(const struct aligner *aligner, const struct alignment *alignment,
    bool *marks)
{
	if (aligner->runs.cut)
		runs_mark_b(&aligner->runs, &aligner->texts, marks);
	else
		each_segment(aligner, alignment, mark_segment, marks);
}
