/*
 * measure.c - candidates -> exact measures
 *
 * Everything is a question of common windows: Jaccard of the shingles, coverage
 * of the windows of min_passage words (a token is covered if some window that
 * holds it stands in the other article too), the condition on runs of those of
 * min_run words.  The windows of a stand in hash tables, made once for all of
 * its candidates; those of b are looked up and leave their stamp.  No position
 * is compared, so repeated phrases cost no more than others.
 *
 * Most candidates share a phrase and no more: those do not pass the sieve, and
 * the tables are made only for the others.
 */
#include <string.h>

#include "base/memory.h"
#include "verify/judge.h"
#include "verify/measure.h"

static enum ndup_status
grams_init(struct grams *grams, unsigned words, bool both_ends)
{
	if (windows_init(&grams->a, 2 * words, both_ends) != NDUP_OK ||
	    windows_init(&grams->b, 2 * words, both_ends) != NDUP_OK)
		return NDUP_NOMEM;
	return NDUP_OK;
}

static void
grams_free(struct grams *grams)
{
	windows_free(&grams->a);
	windows_free(&grams->b);
	memory_free(grams->slots);
	memory_free(grams->filter);
	memory_free(grams->places);
}

/* The slot of this hash, or the free one where it would stand. */
static inline size_t
find_slot(const struct grams *grams, uint64_t hash)
{
	size_t i = hash & grams->mask;

	while (grams->slots[i].hash != 0 && grams->slots[i].hash != hash)
		i = (i + 1) & grams->mask;
	return i;
}

/* The bit of the filter for a hash: 8 bits a slot, from its upper half. */
static inline size_t
filter_bit(const struct grams *grams, uint64_t hash)
{
	return (hash >> 32) & (8 * grams->mask + 7);
}

/* Fills the table with the windows of a. */
static enum ndup_status
grams_base(struct grams *grams, const uint64_t *values, size_t num_values)
{
	size_t size = 16, i, bit, slot;

	grams->ready = true;
	if (windows_find(&grams->a, values, num_values) != NDUP_OK)
		return NDUP_NOMEM;
	while (size < 2 * grams->a.num)
		size *= 2;
	if (memory_reserve(&grams->slots, &grams->slots_capacity, size,
		sizeof *grams->slots) != NDUP_OK ||
	    memory_reserve(&grams->filter, &grams->filter_capacity, size / 8,
		sizeof *grams->filter) != NDUP_OK ||
	    memory_reserve(&grams->places, &grams->places_capacity,
		grams->a.num, sizeof *grams->places) != NDUP_OK)
		return NDUP_NOMEM;
	memset(grams->slots, 0, size * sizeof *grams->slots);
	memset(grams->filter, 0, size / 8 * sizeof *grams->filter);
	grams->mask = size - 1;
	for (i = 0; i < grams->a.num; i++) {
		bit = filter_bit(grams, grams->a.items[i].hash);
		grams->filter[bit / 64] |= UINT64_C(1) << (bit % 64);
		slot = find_slot(grams, grams->a.items[i].hash);
		grams->slots[slot].hash = grams->a.items[i].hash;
		grams->places[i] = (uint32_t)slot;
	}
	return NDUP_OK;
}

/* The slot that a window of b has in a's table; NULL if a has none such. */
static inline struct gram *
look_up(const struct grams *grams, uint64_t hash)
{
	size_t bit = filter_bit(grams, hash);
	struct gram *gram;

	if ((grams->filter[bit / 64] >> (bit % 64) & 1) == 0)
		return NULL;
	gram = &grams->slots[find_slot(grams, hash)];
	return gram->hash == hash ? gram : NULL;
}

/* Counts distinct common shingles. */
static enum ndup_status
count_shingles(struct measurer *m, const struct words *b, uint32_t *num_common)
{
	struct grams *grams = &m->shingles;
	struct gram *gram;
	size_t i, num;

	*num_common = 0;
	if (!grams->ready &&
	    grams_base(grams, m->values_a, m->words_a.num) != NDUP_OK)
		return NDUP_NOMEM;
	if (windows_hashes(&grams->b, m->values_b, b->num, m->hashes_b, &num) !=
	    NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < num; i++) {
		if ((gram = look_up(grams, m->hashes_b[i])) == NULL)
			continue;
		*num_common += gram->stamp != m->stamp;
		gram->stamp = m->stamp;
	}
	return NDUP_OK;
}

static enum ndup_status
find_run(struct measurer *m, const struct words *b, bool *found)
{
	struct grams *grams = &m->runs;
	size_t i, num;

	*found = false;
	if (!grams->ready &&
	    grams_base(grams, m->values_a, m->words_a.num) != NDUP_OK)
		return NDUP_NOMEM;
	if (windows_hashes(&grams->b, m->values_b, b->num, m->hashes_b, &num) !=
	    NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < num && !*found; i++)
		*found = look_up(grams, m->hashes_b[i]) != NULL;
	return NDUP_OK;
}

/* Half words of the window that no earlier window of this pass held. */
static inline uint32_t
newly_covered(
    const struct window *window, const uint64_t *values, uint32_t *until)
{
	uint32_t i, sum = 0;

	i = window->begin > *until ? window->begin : *until;
	for (; i < window->end; i++)
		sum += window_weight(values[i]);
	*until = window->end;
	return sum;
}

static enum ndup_status
cover(struct measurer *m, const struct words *b, struct measures *out)
{
	struct grams *grams = &m->passages;
	const struct window *window;
	struct gram *gram;
	uint32_t until = 0;
	size_t i;

	if (!grams->ready &&
	    grams_base(grams, m->values_a, m->words_a.num) != NDUP_OK)
		return NDUP_NOMEM;
	if (windows_find(&grams->b, m->values_b, b->num) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < grams->b.num; i++) {
		window = &grams->b.items[i];
		if ((gram = look_up(grams, window->hash)) == NULL)
			continue;
		gram->stamp = m->stamp;
		out->covered_b += newly_covered(window, m->values_b, &until);
	}
	if (out->covered_b == 0)
		return NDUP_OK;
	until = 0;
	for (i = 0; i < grams->a.num; i++) {
		if (grams->slots[grams->places[i]].stamp == m->stamp)
			out->covered_a += newly_covered(
			    &grams->a.items[i], m->values_a, &until);
	}
	return NDUP_OK;
}

static void
all_common(struct measurer *m, const struct words *b, struct measures *out)
{
	out->identical = true;
	out->has_run = b->half_words >= m->runs.a.size;
	out->common_shingles = b->num_shingles;
	out->covered_a = out->covered_b = b->half_words;
}

/* The values of b, and with the first b those of a. */
static enum ndup_status
prepare(struct measurer *m, const struct words *b)
{
	const struct words *a = &m->words_a;

	if (memory_reserve(&m->values_a, &m->capacity_a, a->num,
		sizeof *m->values_a) != NDUP_OK ||
	    memory_reserve(&m->values_b, &m->capacity_b, b->num,
		sizeof *m->values_b) != NDUP_OK ||
	    memory_reserve(&m->hashes_b, &m->hashes_capacity, b->num,
		sizeof *m->hashes_b) != NDUP_OK)
		return NDUP_NOMEM;
	if (m->stamp++ == 0)
		words_values(a, m->values_a);
	words_values(b, m->values_b);
	return NDUP_OK;
}

/* What is known without a table: lengths, and all of identical ones, which
 * then is said. */
static bool
begin(struct measurer *m, const struct words *b, struct measures *out)
{
	*out = (struct measures){.shingles_a = m->words_a.num_shingles,
	    .shingles_b = b->num_shingles,
	    .length_a = m->words_a.half_words,
	    .length_b = b->half_words};
	if (words_identical(&m->words_a, b))
		all_common(m, b, out);
	return out->identical;
}

enum ndup_status
measurer_compare(
    struct measurer *m, const struct words *b, struct measures *out)
{
	bool similar;

	if (begin(m, b, out) || !sieve_passes(&m->sieve, b))
		return NDUP_OK;
	if (prepare(m, b) != NDUP_OK ||
	    count_shingles(m, b, &out->common_shingles) != NDUP_OK)
		return NDUP_NOMEM;
	similar = judge_similar(out, m->min_jaccard);
	if (!similar && m->min_coverage > 0 &&
	    find_run(m, b, &out->has_run) != NDUP_OK)
		return NDUP_NOMEM;
	return similar || out->has_run ? cover(m, b, out) : NDUP_OK;
}

enum ndup_status
measurer_measure(
    struct measurer *m, const struct words *b, struct measures *out)
{
	if (begin(m, b, out))
		return NDUP_OK;
	if (prepare(m, b) != NDUP_OK ||
	    count_shingles(m, b, &out->common_shingles) != NDUP_OK ||
	    find_run(m, b, &out->has_run) != NDUP_OK)
		return NDUP_NOMEM;
	return cover(m, b, out);
}

enum ndup_status
measurer_init(struct measurer *m, const struct ndup_params *params)
{
	*m = (struct measurer){
	    .min_jaccard = params->min_jaccard,
	    .min_coverage = params->min_coverage,
	};
	sieve_init(&m->sieve, params);
	if (grams_init(&m->shingles, params->shingle_size, false) != NDUP_OK ||
	    grams_init(&m->passages, params->min_passage, true) != NDUP_OK ||
	    grams_init(&m->runs, params->min_run, false) != NDUP_OK)
		return NDUP_NOMEM;
	return NDUP_OK;
}

enum ndup_status
measurer_base(struct measurer *m, const struct words *a)
{
	m->words_a = *a;
	m->stamp = 0;
	m->shingles.ready = m->passages.ready = m->runs.ready = false;
	return sieve_base(&m->sieve, a);
}

void
measurer_free(struct measurer *m)
{
	sieve_free(&m->sieve);
	grams_free(&m->shingles);
	grams_free(&m->passages);
	grams_free(&m->runs);
	memory_free(m->values_a);
	memory_free(m->values_b);
	memory_free(m->hashes_b);
}
