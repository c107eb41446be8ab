/*
 * alignment.c - how two sequences of tokens map onto each other
 */
#include <stdlib.h>

#include "base/memory.h"
#include "alignment.h"

static int
stretch_by_place(const void *left, const void *right)
{
	const struct stretch *x = left, *y = right;

	if (x->a.begin != y->a.begin)
		return x->a.begin < y->a.begin ? -1 : 1;
	if (x->b.begin != y->b.begin)
		return x->b.begin < y->b.begin ? -1 : 1;
	return 0;
}

void
alignment_sort(struct alignment *alignment)
{
	if (alignment->num_stretches > 1)
		qsort(alignment->stretches, alignment->num_stretches,
		    sizeof *alignment->stretches, stretch_by_place);
}

void
alignment_swap(struct alignment *alignment)
{
	struct stretch *stretch;
	struct tokens_span span;
	struct block *block;
	uint32_t place;
	size_t i;

	for (i = 0; i < alignment->num_blocks; i++) {
		block = &alignment->blocks[i];
		place = block->a;
		block->a = block->b;
		block->b = place;
	}
	for (i = 0; i < alignment->num_stretches; i++) {
		stretch = &alignment->stretches[i];
		span = stretch->a;
		stretch->a = stretch->b;
		stretch->b = span;
	}
	alignment_sort(alignment);
}

struct tokens_span
alignment_project(const struct alignment *alignment,
    const struct stretch *stretch, struct tokens_span part)
{
	const struct block *block = alignment->blocks + stretch->first_block;
	const struct block *end = block + stretch->num_blocks;
	struct tokens_span span = {0, 0};
	uint32_t from, to;

	for (; block < end; block++) {
		from = block->a > part.begin ? block->a : part.begin;
		to = block->a + block->num < part.end ? block->a + block->num
						      : part.end;
		if (from >= to)
			continue;
		if (span.end == 0)
			span.begin = block->b + (from - block->a);
		span.end = block->b + (to - block->a);
	}
	return span;
}

void
alignment_free(struct alignment *alignment)
{
	memory_free(alignment->stretches);
	memory_free(alignment->blocks);
	*alignment = (struct alignment){0};
}
