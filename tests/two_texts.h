/*
 * two_texts.h - two small texts a and b, and their exact figures, plainly
 */
#ifndef TESTS_TWO_TEXTS_H
#define TESTS_TWO_TEXTS_H

#include "exact.h"
#include "passages_twin.h"
#include "sequences.h"

static struct sequence a, b;

static inline void
begin_texts(void)
{
	a.num = b.num = 0;
}

/* Words first, first + 1, ... */
static inline void
add_words(struct sequence *x, uint32_t first, uint32_t num)
{
	while (num-- > 0)
		x->ids[x->num++] = 4 * first++;
}

static inline void
turn_texts(void)
{
	static struct sequence other;

	other = a;
	a = b;
	b = other;
}

/* All but whether they are identical and what is covered where they are cut.
 * turned: b comes first in the order of articles, and its passages count. */
static inline struct exact
measure_plainly(const struct ndup_params *params, bool turned)
{
	struct words words_a = sequence_words(&a, params->shingle_size);
	struct words words_b = sequence_words(&b, params->shingle_size);
	struct twin_side x = {a.ids, a.num}, y = {b.ids, b.num};
	struct passages_twin twin;
	struct exact exact;

	passages_twin_run(
	    &twin, turned ? y : x, turned ? x : y, params->min_passage);
	exact = (struct exact){.shingles_a = words_a.num_shingles,
	    .shingles_b = words_b.num_shingles,
	    .common = count_shingles(&a, &b, 2 * params->shingle_size),
	    .covered_a = turned ? twin.covered_b : twin.covered_a,
	    .covered_b = turned ? twin.covered_a : twin.covered_b,
	    .length_a = words_a.half_words - words_a.standing,
	    .length_b = words_b.half_words - words_b.standing,
	    .longest = twin.longest,
	    .passage = twin.passage,
	    .replaced = twin.replaced,
	    .may_be_cut = passages_twin_repeat(&twin)};
	passages_twin_free(&twin);
	return exact;
}

#endif
