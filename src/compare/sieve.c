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
 * - a common run is so many common grams in a row: of those every n-th is
 *   looked up, and the rest only around a hit;
 * - the words in such rows are all that can be covered.
 */
#include <string.h>

#include "base/memory.h"
#include "text/window.h"
#include "sieve.h"

enum { MAX_GRAM = 8, BITS_PER_GRAM = 16, MIN_BITS = 64 };

void
sieve_init(struct sieve *sieve, const struct ndup_params *params)
{
	uint32_t size = params->shingle_size;

	size = size < params->min_passage ? size : params->min_passage;
	size = size < MAX_GRAM ? size : MAX_GRAM;
	*sieve = (struct sieve){
	    .roller = roller_of(size),
	    .run_grams = params->min_run - size + 1,
	    .passage_grams = params->min_passage - size + 1,
	    .min_jaccard = params->min_jaccard,
	    .min_coverage = params->min_coverage,
	};
}

void
sieve_free(struct sieve *sieve)
{
	memory_free(sieve->bits);
	memory_free(sieve->seen);
	memory_free(sieve->places);
}

/* ---- grams -------------------------------------------------------------- */

static inline uint32_t
count_grams(const struct sieve *sieve, const struct words *words)
{
	return roller_count(&sieve->roller, words->num);
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
has_gram(const struct sieve *sieve, const uint32_t *ids)
{
	return has_bit(
	    sieve->bits, roller_hash(&sieve->roller, ids) >> sieve->shift);
}

enum ndup_status
sieve_base(struct sieve *sieve, const struct words *a)
{
	uint32_t num = count_grams(sieve, a), i;
	uint64_t hash;

	sieve->a = *a;
	sieve->num_bits = MIN_BITS;
	sieve->shift = 64 - 6;
	for (; sieve->num_bits < (size_t)BITS_PER_GRAM * num; sieve->shift--)
		sieve->num_bits *= 2;
	if (memory_reserve(&sieve->bits, &sieve->bits_capacity,
		sieve->num_bits / 64, sizeof *sieve->bits) != NDUP_OK ||
	    memory_reserve(&sieve->seen, &sieve->seen_capacity,
		sieve->num_bits / 64, sizeof *sieve->seen) != NDUP_OK ||
	    memory_reserve(&sieve->places, &sieve->places_capacity, num,
		sizeof *sieve->places) != NDUP_OK)
		return NDUP_NOMEM;
	memset(sieve->bits, 0, sieve->num_bits / 8);
	hash = num > 0 ? roller_hash(&sieve->roller, a->ids) : 0;
	for (i = 0; i < num; i++) {
		sieve->places[i] = (uint32_t)(hash >> sieve->shift);
		set_bit(sieve->bits, sieve->places[i]);
		if (i + 1 < num)
			hash = roller_next(&sieve->roller, hash, a->ids + i);
	}
	return NDUP_OK;
}

/* ---- similar ------------------------------------------------------------ */

static bool
may_be_similar(const struct sieve *sieve, const struct words *b)
{
	uint32_t num_a = sieve->a.num_shingles, num_b = b->num_shingles, i;
	uint32_t num = count_grams(sieve, b), fewer, needed;
	int64_t spare;
	uint64_t hash;

	fewer = num_a < num_b ? num_a : num_b;
	needed = (uint32_t)(sieve->min_jaccard / (1 + sieve->min_jaccard) *
			    ((double)num_a + num_b));
	if (fewer == 0 || fewer < needed || num < needed)
		return false;
	spare = (int64_t)num - needed;
	hash = roller_hash(&sieve->roller, b->ids);
	for (i = 0; spare >= 0; i++) {
		spare -= !has_bit(sieve->bits, hash >> sieve->shift);
		if (i + 1 == num)
			break;
		hash = roller_next(&sieve->roller, hash, b->ids + i);
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
next_streak(const struct sieve *sieve, const struct words *b, uint32_t least,
    struct streak *streak)
{
	uint32_t num = count_grams(sieve, b), from = streak->end, begin, end;

	for (; num >= least && from <= num - least; from = end + 1) {
		begin = end = from + least - 1;
		if (!has_gram(sieve, b->ids + end))
			continue;
		while (begin > from && has_gram(sieve, b->ids + begin - 1))
			begin--;
		while (++end < num && has_gram(sieve, b->ids + end))
			continue;
		if (end - begin >= least) {
			*streak = (struct streak){begin, end};
			return true;
		}
	}
	return false;
}

static uint32_t
weigh_shingles(const struct sieve *sieve, const struct words *words,
    const struct streak *streak)
{
	uint32_t end = streak->end + sieve->roller.size - 1, i, sum = 0;

	for (i = streak->begin; i < end; i++)
		sum += window_weight(words->ids[i]);
	return sum;
}

static uint32_t
bound_along_b(const struct sieve *sieve, const struct words *b)
{
	struct streak streak = {0, 0};
	uint32_t sum = 0;

	while (next_streak(sieve, b, sieve->passage_grams, &streak))
		sum += weigh_shingles(sieve, b, &streak);
	return sum;
}

/* The same along a, of what stands in such streaks of b. */
static uint32_t
bound_along_a(struct sieve *sieve, const struct words *b)
{
	uint32_t num = count_grams(sieve, &sieve->a), i, sum = 0;
	struct streak streak = {0, 0};

	memset(sieve->seen, 0, sieve->num_bits / 8);
	while (next_streak(sieve, b, sieve->passage_grams, &streak)) {
		for (i = streak.begin; i < streak.end; i++)
			set_bit(sieve->seen,
			    roller_hash(&sieve->roller, b->ids + i) >>
				sieve->shift);
	}
	for (i = 0; i < num; i = streak.end + 1) {
		streak = (struct streak){i, i};
		while (streak.end < num &&
		       has_bit(sieve->seen, sieve->places[streak.end]))
			streak.end++;
		if (streak.end - streak.begin >= sieve->passage_grams)
			sum += weigh_shingles(sieve, &sieve->a, &streak);
	}
	return sum;
}

/* Whether the shorter one may be covered enough, and they have a run. */
static bool
may_be_reused(struct sieve *sieve, const struct words *b)
{
	uint32_t length_a = sieve->a.half_words, length_b = b->half_words;
	struct streak run = {0, 0};

	if (sieve->min_coverage == 0 ||
	    !next_streak(sieve, b, sieve->run_grams, &run))
		return false;
	if (length_b <= length_a &&
	    (double)bound_along_b(sieve, b) / length_b >= sieve->min_coverage)
		return true;
	return length_a <= length_b &&
	       (double)bound_along_a(sieve, b) / length_a >=
		   sieve->min_coverage;
}

bool
sieve_passes(struct sieve *sieve, const struct words *b)
{
	return may_be_similar(sieve, b) || may_be_reused(sieve, b);
}
