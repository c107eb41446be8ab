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
 * - twice the words in such rows are all that can be covered, and of those near
 *   each other all that one passage can have.
 *
 * A pair that does not match by the most that it may have does not match.
 */
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "align.h"
#include "relation.h"
#include "sieve.h"

enum { MAX_GRAM = 4 }; /* two words and two more, see bit_of_gram() */
enum { BITS_PER_GRAM = 16, MIN_BITS = 64 };

void
prefilter_init(struct prefilter *prefilter, const struct ndup_params *params)
{
	uint32_t size = params->shingle_size;

	size = size < aligner_anchor(params) ? size : aligner_anchor(params);
	size = size < MAX_GRAM ? size : MAX_GRAM;
	*prefilter = (struct prefilter){
	    .gram_size = size,
	    .passage_grams = aligner_anchor(params) - size + 1,
	    .params = *params,
	};
}

void
prefilter_free(struct prefilter *prefilter)
{
	memory_free(prefilter->bits);
	memory_free(prefilter->seen);
}

/* ---- grams -------------------------------------------------------------- */

static inline uint32_t
count_grams(const struct prefilter *prefilter, const struct words *words)
{
	uint32_t size = prefilter->gram_size;

	return words->num < size ? 0 : words->num - size + 1;
}

/* Two words as one number, whether they stand or not. */
static inline uint64_t
two_words(const uint32_t *ids)
{
	const uint64_t plain = ~((uint64_t)WORD_STANDS << 32 | WORD_STANDS);
	uint64_t words;

	memcpy(&words, ids, sizeof words);
	return words & plain;
}

/* The bit of the gram at ids: a hash of its first two and its last two tokens,
 * as these are all of it, whose upper bits are good enough here. */
static inline uint64_t
bit_of_gram(const struct prefilter *prefilter, const uint32_t *ids)
{
	uint32_t size = prefilter->gram_size;
	uint64_t hash;

	if (size == 1)
		hash = word_plain(ids[0]);
	else
		hash = two_words(ids) * HASH_ODD + two_words(ids + size - 2);
	return hash * HASH_ODD >> prefilter->shift;
}

static inline void
set_bit(uint64_t *bits, uint64_t bit)
{
	bits[bit / 64] |= UINT64_C(1) << (bit % 64);
}

/* Whether the gram at ids may be one of those whose bits are set. */
static inline bool
has_gram(const struct prefilter *prefilter, const uint64_t *bits,
    const uint32_t *ids)
{
	uint64_t bit = bit_of_gram(prefilter, ids);

	return bits[bit / 64] >> (bit % 64) & 1;
}

enum ndup_status
prefilter_base(struct prefilter *prefilter, const struct words *a)
{
	uint32_t num = count_grams(prefilter, a), i;

	prefilter->a = *a;
	prefilter->num_bits = MIN_BITS;
	prefilter->shift = 64 - 6;
	for (; prefilter->num_bits < (size_t)BITS_PER_GRAM * num;
	     prefilter->shift--)
		prefilter->num_bits *= 2;
	if (memory_grow(prefilter->bits, prefilter->num_bits / 64) != NDUP_OK ||
	    memory_grow(prefilter->seen, prefilter->num_bits / 64) != NDUP_OK)
		return NDUP_NOMEM;
	memset(prefilter->bits, 0, prefilter->num_bits / 8);
	for (i = 0; i < num; i++)
		set_bit(prefilter->bits, bit_of_gram(prefilter, a->ids + i));
	return NDUP_OK;
}

/* ---- similar ------------------------------------------------------------ */

static bool
may_be_similar(const struct prefilter *prefilter, const struct words *b)
{
	uint32_t num_a = prefilter->a.num_shingles, num_b = b->num_shingles, i;
	uint32_t num = count_grams(prefilter, b), fewer, needed;
	double min_jaccard = prefilter->params.min_jaccard;
	int64_t spare;

	fewer = num_a < num_b ? num_a : num_b;
	needed = (uint32_t)(min_jaccard / (1 + min_jaccard) *
			    ((double)num_a + num_b));
	if (fewer == 0 || fewer < needed || num < needed)
		return false;
	spare = (int64_t)num - needed;
	for (i = 0; i < num && spare >= 0; i++)
		spare -= !has_gram(prefilter, prefilter->bits, b->ids + i);
	return spare >= 0;
}

/* ---- covered ------------------------------------------------------------ */

/* Grams in a row that both have. */
struct streak {
	uint32_t begin, end;
};

/* The next streak of an article behind the last one, of at least as many grams
 * as an anchor has, whose bits are set. */
static bool
next_streak(const struct prefilter *prefilter, const uint64_t *bits,
    const struct words *words, struct streak *streak)
{
	uint32_t num = count_grams(prefilter, words), from = streak->end;
	uint32_t least = prefilter->passage_grams, begin, end;
	const uint32_t *ids = words->ids;

	for (; num >= least && from <= num - least; from = end + 1) {
		begin = end = from + least - 1;
		if (!has_gram(prefilter, bits, ids + end))
			continue;
		while (
		    begin > from && has_gram(prefilter, bits, ids + begin - 1))
			begin--;
		while (++end < num && has_gram(prefilter, bits, ids + end))
			continue;
		if (end - begin >= least) {
			*streak = (struct streak){begin, end};
			return true;
		}
	}
	return false;
}

/* What of an article stands in anchors, in half words: all of it, the most of
 * one passage, and of the passage at hand, the last anchor of which ends there.
 */
struct anchored {
	uint32_t all, most, passage, end;
};

/* Whether a passage may go on over these tokens, between two anchors: those that
 * count are few. */
static bool
may_bridge(const uint32_t *ids, uint32_t begin, uint32_t end)
{
	uint32_t half_words = 0;

	for (; begin < end; begin++) {
		if (word_counts(ids[begin]))
			half_words += window_weight(ids[begin]);
		if (half_words > MAX_GAP)
			return false;
	}
	return true;
}

static void
add_streak(struct anchored *anchored, const struct prefilter *prefilter,
    const struct words *words, const struct streak *streak)
{
	uint32_t end = streak->end + prefilter->gram_size - 1;
	uint32_t weight = words_weigh_counted(
	    words->ids + streak->begin, end - streak->begin);

	if (!may_bridge(words->ids, anchored->end, streak->begin))
		anchored->passage = 0;
	anchored->end = end;
	anchored->all += weight;
	anchored->passage += weight;
	if (anchored->passage > anchored->most)
		anchored->most = anchored->passage;
}

/* Notes what grams b has in streaks. */
static struct anchored
anchors_of_b(struct prefilter *prefilter, const struct words *b)
{
	struct anchored anchored = {0, 0, 0, 0};
	struct streak streak = {0, 0};
	uint32_t i;

	while (next_streak(prefilter, prefilter->bits, b, &streak)) {
		if (anchored.end == 0)
			memset(prefilter->seen, 0, prefilter->num_bits / 8);
		add_streak(&anchored, prefilter, b, &streak);
		for (i = streak.begin; i < streak.end; i++)
			set_bit(prefilter->seen,
			    bit_of_gram(prefilter, b->ids + i));
	}
	return anchored;
}

/* The same of a, of the grams that b has. */
static struct anchored
anchors_of_a(const struct prefilter *prefilter)
{
	struct anchored anchored = {0, 0, 0, 0};
	struct streak streak = {0, 0};

	while (next_streak(prefilter, prefilter->seen, &prefilter->a, &streak))
		add_streak(&anchored, prefilter, &prefilter->a, &streak);
	return anchored;
}

/* Makes the bounds no more than what such anchors hold: equal words outside of
 * them count as far as they are no more. */
static void
bound_by(const struct anchored *anchored, uint32_t *covered, uint32_t *passage)
{
	if (*covered > 2 * anchored->all)
		*covered = 2 * anchored->all;
	if (*passage > 2 * anchored->most)
		*passage = 2 * anchored->most;
}

/* ---- both --------------------------------------------------------------- */

/* As if the shorter one stood in the other, no figure replaced. */
static struct measures
most_of(const struct words *a, const struct words *b)
{
	struct measures most = {.is_page = a->is_page || b->is_page,
	    .shingles_a = a->num_shingles,
	    .shingles_b = b->num_shingles,
	    .length_a = words_counted(a),
	    .length_b = words_counted(b)};

	most.common_shingles = most.shingles_a < most.shingles_b
				   ? most.shingles_a
				   : most.shingles_b;
	most.covered_a = most.length_a;
	most.covered_b = most.length_b;
	most.passage =
	    most.length_a < most.length_b ? most.length_a : most.length_b;
	return most;
}

/* Whether the pair may match by its passages; the bounds get smaller. */
static bool
may_be_reused(
    struct prefilter *prefilter, const struct words *b, struct measures *most)
{
	struct anchored anchored = anchors_of_b(prefilter, b);

	bound_by(&anchored, &most->covered_b, &most->passage);
	if (anchored.end == 0 || !relation_matches(most, &prefilter->params))
		return false;
	anchored = anchors_of_a(prefilter);
	bound_by(&anchored, &most->covered_a, &most->passage);
	return relation_matches(most, &prefilter->params);
}

bool
prefilter_passes(struct prefilter *prefilter, const struct words *b)
{
	struct measures most = most_of(&prefilter->a, b);

	if (prefilter->params.min_coverage > 0 &&
	    !may_be_reused(prefilter, b, &most))
		return false;
	prefilter->similar = may_be_similar(prefilter, b);
	if (!prefilter->similar)
		most.common_shingles = 0;
	return relation_matches(&most, &prefilter->params);
}
