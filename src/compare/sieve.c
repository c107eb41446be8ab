/*
 * sieve.c - which candidates cannot match, seen without measuring them
 *
 * Most candidates share a phrase and no more.  A gram is a few tokens in a row,
 * as few as the least that is measured, so whatever two articles have in common
 * is common grams; those of a set bits in a filter (Bloom 1970) small enough
 * for the fastest cache.  What b has too is known from it but for some grams
 * too many, so all answers are upper bounds:
 *
 * - b is not similar once it has more grams of its own than it can afford;
 * - an anchor of a passage (align.h) is so many common grams in a row: of those
 *   every n-th is looked up, and the rest only around a hit;
 * - twice the words in such rows are all that can be covered.
 */
#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "align.h"
#include "sieve.h"

enum { MAX_GRAM = 4, BITS_PER_GRAM = 16, MIN_BITS = 64 };

void
prefilter_init(struct prefilter *prefilter, const struct ndup_params *params)
{
	uint32_t size = params->shingle_size, least = params->min_run;

	assert(params->min_passage <= params->min_run);
	if (least > params->long_passage && params->long_passage > 0)
		least = params->long_passage;
	size = size < aligner_anchor(params) ? size : aligner_anchor(params);
	size = size < MAX_GRAM ? size : MAX_GRAM;
	*prefilter = (struct prefilter){
	    .roller = roller_of(size),
	    .passage_grams = aligner_anchor(params) - size + 1,
	    .min_anchored = least,
	    .long_passage = params->long_passage,
	    .min_jaccard = params->min_jaccard,
	    .min_coverage = params->min_coverage,
	};
}

void
prefilter_free(struct prefilter *prefilter)
{
	memory_free(prefilter->bits);
	memory_free(prefilter->seen);
	memory_free(prefilter->places);
}

/* ---- grams -------------------------------------------------------------- */

static inline uint32_t
count_grams(const struct prefilter *prefilter, const struct words *words)
{
	return roller_count(&prefilter->roller, words->num);
}

static inline bool
has_bit(const uint64_t *bits, uint64_t bit)
{
	return bits[bit / 64] >> (bit % 64) & 1;
}

static inline void
set_bit(uint64_t *bits, uint64_t bit)
{
	bits[bit / 64] |= UINT64_C(1) << (bit % 64);
}

/* Whether a may have the gram at ids. */
static inline bool
has_gram(const struct prefilter *prefilter, const uint32_t *ids)
{
	return has_bit(prefilter->bits,
	    roller_hash(&prefilter->roller, ids) >> prefilter->shift);
}

enum ndup_status
prefilter_base(struct prefilter *prefilter, const struct words *a)
{
	uint32_t num = count_grams(prefilter, a), i;
	uint64_t hash;

	prefilter->a = *a;
	prefilter->num_bits = MIN_BITS;
	prefilter->shift = 64 - 6;
	for (; prefilter->num_bits < (size_t)BITS_PER_GRAM * num;
	     prefilter->shift--)
		prefilter->num_bits *= 2;
	if (memory_grow(prefilter->bits, prefilter->num_bits / 64) != NDUP_OK ||
	    memory_grow(prefilter->seen, prefilter->num_bits / 64) != NDUP_OK ||
	    memory_grow(prefilter->places, num) != NDUP_OK)
		return NDUP_NOMEM;
	memset(prefilter->bits, 0, prefilter->num_bits / 8);
	hash = num > 0 ? roller_hash(&prefilter->roller, a->ids) : 0;
	for (i = 0; i < num; i++) {
		prefilter->places[i] = (uint32_t)(hash >> prefilter->shift);
		set_bit(prefilter->bits, prefilter->places[i]);
		if (i + 1 < num)
			hash =
			    roller_next(&prefilter->roller, hash, a->ids + i);
	}
	return NDUP_OK;
}

/* ---- similar ------------------------------------------------------------ */

static bool
may_be_similar(const struct prefilter *prefilter, const struct words *b)
{
	uint32_t num_a = prefilter->a.num_shingles, num_b = b->num_shingles, i;
	uint32_t num = count_grams(prefilter, b), fewer, needed;
	int64_t spare;
	uint64_t hash;

	fewer = num_a < num_b ? num_a : num_b;
	needed =
	    (uint32_t)(prefilter->min_jaccard / (1 + prefilter->min_jaccard) *
		       ((double)num_a + num_b));
	if (fewer == 0 || fewer < needed || num < needed)
		return false;
	spare = (int64_t)num - needed;
	hash = roller_hash(&prefilter->roller, b->ids);
	for (i = 0; spare >= 0; i++) {
		spare -= !has_bit(prefilter->bits, hash >> prefilter->shift);
		if (i + 1 == num)
			break;
		hash = roller_next(&prefilter->roller, hash, b->ids + i);
	}
	return spare >= 0;
}

/* ---- covered ------------------------------------------------------------ */

/* Grams in a row that both have. */
struct streak {
	uint32_t begin, end;
};

/* The next streak along b of at least so many grams, behind the last one. */
static bool
next_streak(const struct prefilter *prefilter, const struct words *b,
    uint32_t least, struct streak *streak)
{
	uint32_t num = count_grams(prefilter, b), from = streak->end, begin,
		 end;

	for (; num >= least && from <= num - least; from = end + 1) {
		begin = end = from + least - 1;
		if (!has_gram(prefilter, b->ids + end))
			continue;
		while (begin > from && has_gram(prefilter, b->ids + begin - 1))
			begin--;
		while (++end < num && has_gram(prefilter, b->ids + end))
			continue;
		if (end - begin >= least) {
			*streak = (struct streak){begin, end};
			return true;
		}
	}
	return false;
}

static uint32_t
weigh_shingles(const struct prefilter *prefilter, const struct words *words,
    const struct streak *streak)
{
	uint32_t end = streak->end + prefilter->roller.size - 1;

	return words_weigh_counted(
	    words->ids + streak->begin, end - streak->begin);
}

static uint32_t
bound_along_b(const struct prefilter *prefilter, const struct words *b)
{
	struct streak streak = {0, 0};
	uint32_t sum = 0;

	while (next_streak(prefilter, b, prefilter->passage_grams, &streak))
		sum += weigh_shingles(prefilter, b, &streak);
	return sum;
}

/* The same along a, of what stands in such streaks of b. */
static uint32_t
bound_along_a(struct prefilter *prefilter, const struct words *b)
{
	uint32_t num = count_grams(prefilter, &prefilter->a), i, sum = 0;
	struct streak streak = {0, 0};

	memset(prefilter->seen, 0, prefilter->num_bits / 8);
	while (next_streak(prefilter, b, prefilter->passage_grams, &streak)) {
		for (i = streak.begin; i < streak.end; i++)
			set_bit(prefilter->seen,
			    roller_hash(&prefilter->roller, b->ids + i) >>
				prefilter->shift);
	}
	for (i = 0; i < num; i = streak.end + 1) {
		streak = (struct streak){i, i};
		while (streak.end < num &&
		       has_bit(prefilter->seen, prefilter->places[streak.end]))
			streak.end++;
		if (streak.end - streak.begin >= prefilter->passage_grams)
			sum +=
			    weigh_shingles(prefilter, &prefilter->a, &streak);
	}
	return sum;
}

/* Whether so many half words in anchors may be so much of an article; equal
 * words outside of them count as far as they are no more. */
static bool
may_be_enough(
    const struct prefilter *prefilter, uint32_t anchored, uint32_t length)
{
	return 2 * (double)anchored / length >= prefilter->min_coverage ||
	       (prefilter->long_passage > 0 &&
		   anchored >= prefilter->long_passage);
}

/* Whether the shorter one may be covered enough, or a passage long enough. */
static bool
may_be_reused(struct prefilter *prefilter, const struct words *b)
{
	uint32_t length_a = words_counted(&prefilter->a);
	uint32_t length_b = words_counted(b), anchored;

	if (prefilter->min_coverage <= 0)
		return false;
	anchored = bound_along_b(prefilter, b);
	if (anchored < prefilter->min_anchored)
		return false;
	if (length_b <= length_a &&
	    may_be_enough(prefilter, anchored, length_b))
		return true;
	return length_a <= length_b &&
	       may_be_enough(prefilter, bound_along_a(prefilter, b), length_a);
}

bool
prefilter_passes(struct prefilter *prefilter, const struct words *b)
{
	prefilter->similar = may_be_similar(prefilter, b);
	return prefilter->similar || may_be_reused(prefilter, b);
}
