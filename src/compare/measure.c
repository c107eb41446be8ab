/*
 * measure.c - candidates -> exact measures
 *
 * Jaccard is a question of common shingles: those of a stand in a hash table,
 * made once for all of its candidates; those of b are looked up and leave their
 * stamp.  Coverage and the longest passage are what the passages of the two
 * amount to (overlap.h).  Articles that repeat themselves so much that they
 * cannot be aligned are covered by common windows of min_passage words: a token
 * is if some window that holds it stands in the other article too.  No position
 * is compared there, so repeated phrases cost no more than others.
 *
 * Most candidates share a phrase and no more: those do not pass the sieve, and
 * the tables are made only for the others.
 */
#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "base/sort.h"
#include "measure.h"
#include "overlap.h"
#include "relation.h"

/* Where a is so many times as long as b, it is not gone through. */
enum { FAR_LONGER = 8 };

const struct measures measures_of_same = {.identical = true,
    .common_shingles = 1,
    .shingles_a = 1,
    .shingles_b = 1,
    .passage = 1,
    .covered_a = 1,
    .covered_b = 1,
    .length_a = 1,
    .length_b = 1};

void
measures_turn(struct measures *measures)
{
	const struct measures turned = *measures;

	measures->shingles_a = turned.shingles_b;
	measures->shingles_b = turned.shingles_a;
	measures->covered_a = turned.covered_b;
	measures->covered_b = turned.covered_a;
	measures->length_a = turned.length_b;
	measures->length_b = turned.length_a;
}

/* ---- windows of a, looked up -------------------------------------------- */

static enum ndup_status
grams_init(struct grams *grams, unsigned words, bool both_ends)
{
	return windows_init(&grams->windows, 2 * words, both_ends);
}

static void
grams_free(struct grams *grams)
{
	windows_free(&grams->windows);
	memory_free(grams->hashes);
	memory_free(grams->firsts);
	memory_free(grams->stamps);
	memory_free(grams->slots);
	memory_free(grams->nexts);
}

/* Room for so many windows, and an empty table. */
static enum ndup_status
grams_begin(struct grams *grams, size_t num)
{
	size_t size = 16;

	while (size < 2 * num)
		size *= 2;
	if (memory_grow(grams->hashes, num) != NDUP_OK ||
	    memory_grow(grams->firsts, num) != NDUP_OK ||
	    memory_grow(grams->stamps, num) != NDUP_OK ||
	    memory_grow(grams->slots, size) != NDUP_OK)
		return NDUP_NOMEM;
	if (num > 0)
		memset(grams->stamps, 0, num * sizeof *grams->stamps);
	memset(grams->slots, 0, size * sizeof *grams->slots);
	grams->mask = size - 1;
	grams->num = num;
	grams->ready = true;
	grams->chained = false;
	return NDUP_OK;
}

/* The slot of the window with this hash, or the free one where it would be. */
static inline uint32_t *
find_slot(const struct grams *grams, uint64_t hash)
{
	size_t i = hash & grams->mask;

	while (
	    grams->slots[i] != 0 && grams->hashes[grams->slots[i] - 1] != hash)
		i = (i + 1) & grams->mask;
	return &grams->slots[i];
}

/* Fills the table with the hashes. */
static void
grams_fill(struct grams *grams)
{
	uint32_t *slot, i;

	for (i = 0; i < grams->num; i++) {
		slot = find_slot(grams, grams->hashes[i]);
		if (*slot == 0)
			*slot = i + 1;
		grams->firsts[i] = *slot - 1;
	}
}

/*
 * Whether a has a window of b; gives its number, of several the first one's,
 * a stamp.  What a has of b stands in a row as a rule, so the window of a
 * behind the last one found is tried first.
 */
static inline bool
measure_look_up(
    const struct grams *grams, uint64_t hash, size_t *next, uint32_t *found)
{
	if (*next >= grams->num || grams->hashes[*next] != hash) {
		*next = *find_slot(grams, hash);
		if (*next == 0)
			return false;
		--*next;
	}
	*found = grams->firsts[(*next)++];
	return true;
}

/* Reads the windows of a, of which only the hashes matter. */
static enum ndup_status
grams_base(struct grams *grams, const struct series *series)
{
	if (grams->ready)
		return NDUP_OK;
	if (grams_begin(grams, series->num) != NDUP_OK)
		return NDUP_NOMEM;
	grams->num = windows_hashes_in(&grams->windows, series, grams->hashes);
	grams_fill(grams);
	return NDUP_OK;
}

/* Counts distinct common shingles. */
static enum ndup_status
count_shingles(struct measurer *m, uint32_t *num_common)
{
	struct grams *grams = &m->shingles;
	size_t i, num, next = 0;
	uint32_t found;

	*num_common = 0;
	if (grams_base(grams, &m->all_a.series) != NDUP_OK)
		return NDUP_NOMEM;
	num = windows_hashes_in(&grams->windows, &m->all_b.series, m->hashes);
	for (i = 0; i < num; i++) {
		if (!measure_look_up(grams, m->hashes[i], &next, &found))
			continue;
		*num_common += grams->stamps[found] != m->stamp;
		grams->stamps[found] = m->stamp;
	}
	return NDUP_OK;
}

/* ---- coverage ----------------------------------------------------------- */

/* Reads the windows of a with their places. */
static enum ndup_status
passages_base(struct grams *grams, const struct series *series)
{
	size_t i;

	if (grams->ready)
		return NDUP_OK;
	if (windows_find_in(&grams->windows, series) != NDUP_OK ||
	    grams_begin(grams, grams->windows.num) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < grams->num; i++)
		grams->hashes[i] = grams->windows.items[i].hash;
	grams_fill(grams);
	return NDUP_OK;
}

/* Half words of the window that no earlier window of this pass held. */
static inline uint32_t
newly_covered(
    const struct window *window, const uint64_t *values, uint32_t *until)
{
	uint32_t i, sum = 0;

	assert(window->end >= *until);
	i = window->begin > *until ? window->begin : *until;
	for (; i < window->end; i++)
		sum += window_weight(values[i]);
	*until = window->end;
	return sum;
}

/* All of a's windows, in its order. */
static void
cover_along_a(struct measurer *m, struct measures *out)
{
	const struct grams *grams = &m->passages;
	uint32_t until = 0;
	size_t i;

	for (i = 0; i < grams->num; i++) {
		if (grams->stamps[grams->firsts[i]] == m->stamp)
			out->covered_a +=
			    newly_covered(&grams->windows.items[i],
				m->proof_a->values, &until);
	}
}

/* Links windows with the same hash, from the first one on. */
static enum ndup_status
chain_grams(struct grams *grams)
{
	uint32_t first;
	size_t i;

	if (grams->chained)
		return NDUP_OK;
	if (memory_grow(grams->nexts, grams->num) != NDUP_OK)
		return NDUP_NOMEM;
	memset(grams->nexts, 0, grams->num * sizeof *grams->nexts);
	for (i = grams->num; i > 0; i--) {
		first = grams->firsts[i - 1];
		if (first == i - 1)
			continue;
		grams->nexts[i - 1] = grams->nexts[first];
		grams->nexts[first] = (uint32_t)i - 1;
	}
	grams->chained = true;
	return NDUP_OK;
}

/* The same from the windows that b has alone, where a is far longer. */
static enum ndup_status
cover_places(struct measurer *m, struct measures *out)
{
	const struct grams *grams = &m->passages;
	size_t num = m->num_places, i;
	uint32_t next, until = 0;

	if (chain_grams(&m->passages) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < num; i++) {
		next = grams->nexts[m->places[i]];
		for (; next != 0; next = grams->nexts[next]) {
			if (memory_grow(m->places, m->num_places + 1) !=
			    NDUP_OK)
				return NDUP_NOMEM;
			m->places[m->num_places++] = next;
		}
	}
	if (memory_grow(m->scratch, m->num_places) != NDUP_OK)
		return NDUP_NOMEM;
	sort_numbers(m->places, m->scratch, m->num_places);
	for (i = 0; i < m->num_places; i++)
		out->covered_a +=
		    newly_covered(&grams->windows.items[m->places[i]],
			m->proof_a->values, &until);
	return NDUP_OK;
}

/* Stamps the windows of a that b has, and notes each once. */
static enum ndup_status
cover_along_b(struct measurer *m, struct measures *out)
{
	struct grams *grams = &m->passages;
	const struct window *window;
	uint32_t until = 0, found;
	size_t i, next = 0;

	if (memory_grow(m->places, m->windows_b.num) != NDUP_OK)
		return NDUP_NOMEM;
	m->num_places = 0;
	for (i = 0; i < m->windows_b.num; i++) {
		window = &m->windows_b.items[i];
		if (!measure_look_up(grams, window->hash, &next, &found))
			continue;
		m->places[m->num_places] = found;
		m->num_places += grams->stamps[found] != m->stamp;
		grams->stamps[found] = m->stamp;
		out->covered_b +=
		    newly_covered(window, m->proof_b->values, &until);
	}
	return NDUP_OK;
}

static enum ndup_status
cover_runs(struct measurer *m, struct measures *out)
{
	if (passages_base(&m->passages, &m->proof_a->series) != NDUP_OK ||
	    windows_find_in(&m->windows_b, &m->proof_b->series) != NDUP_OK ||
	    cover_along_b(m, out) != NDUP_OK)
		return NDUP_NOMEM;
	if (m->passages.num / FAR_LONGER > m->windows_b.num)
		return cover_places(m, out);
	if (m->num_places > 0)
		cover_along_a(m, out);
	return NDUP_OK;
}

/* ---- a pair ------------------------------------------------------------- */

static void
all_common(const struct words *b, struct measures *out)
{
	out->identical = true;
	out->passage =
	    out->length_a < out->length_b ? out->length_a : out->length_b;
	out->common_shingles = b->num_shingles;
	out->covered_a = out->length_a;
	out->covered_b = out->length_b;
}

static enum ndup_status
measure_read(
    struct words_read *reading, const struct words *words, bool counted)
{
	if (memory_grow(reading->values, words->num) != NDUP_OK)
		return NDUP_NOMEM;
	if (counted)
		words_counted_values(words, reading->values);
	else
		words_values(words, reading->values);
	return series_read(&reading->series, reading->values, words->num);
}

/* Reads all words of b, and with the first b of a. */
static enum ndup_status
measure_prepare(struct measurer *m, const struct words *b)
{
	if (m->stamp++ == 0 &&
	    measure_read(&m->all_a, &m->words_a, false) != NDUP_OK)
		return NDUP_NOMEM;
	if (measure_read(&m->all_b, b, false) != NDUP_OK)
		return NDUP_NOMEM;
	return memory_grow(m->hashes, b->num);
}

/* The words that count: all, or read apart. */
static enum ndup_status
read_proof(const struct words_read *all, struct words_read *counted,
    const struct words *words, const struct words_read **proof)
{
	*proof = words->standing > 0 ? counted : all;
	return words->standing > 0 ? measure_read(counted, words, true)
				   : NDUP_OK;
}

/* What is known without a table: lengths, and all of identical ones, which
 * then is said. */
static bool
measure_begin(struct measurer *m, const struct words *b, struct measures *out)
{
	*out = (struct measures){.shingles_a = m->words_a.num_shingles,
	    .shingles_b = b->num_shingles,
	    .length_a = words_counted(&m->words_a),
	    .length_b = words_counted(b),
	    .is_page = m->words_a.is_page || b->is_page};
	if (words_identical(&m->words_a, b))
		all_common(b, out);
	return out->identical;
}

/* Of b, and of a until its windows are known. */
static enum ndup_status
read_proofs(struct measurer *m, const struct words *b)
{
	if (!m->passages.ready && read_proof(&m->all_a, &m->counted_a,
				      &m->words_a, &m->proof_a) != NDUP_OK)
		return NDUP_NOMEM;
	return read_proof(&m->all_b, &m->counted_b, b, &m->proof_b);
}

/* Coverage by common windows, and the longest run: of articles that repeat
 * themselves too much to be aligned. */
static enum ndup_status
measure_windows(struct measurer *m, const struct words *b, struct measures *out)
{
	if (measure_prepare(m, b) != NDUP_OK || read_proofs(m, b) != NDUP_OK)
		return NDUP_NOMEM;
	out->passage = m->aligner.runs.longest;
	return cover_runs(m, out);
}

/* Coverage and the longest passage. */
static enum ndup_status
measure_overlap(struct measurer *m, const struct words *b, struct measures *out)
{
	const struct words *first = m->turned ? b : &m->words_a;
	const struct words *second = m->turned ? &m->words_a : b;
	struct overlap overlap;

	if (aligner_find(&m->aligner, first, second) != NDUP_OK)
		return NDUP_NOMEM;
	if (m->aligner.runs.cut)
		return measure_windows(m, b, out);
	if (aligner_build(&m->aligner, &m->alignment) != NDUP_OK)
		return NDUP_NOMEM;
	aligner_overlap(&m->aligner, &m->alignment, &overlap);
	out->passage = overlap.passage;
	out->replaces_figure = overlap.replaces_figure;
	out->covered_a = m->turned ? overlap.covered_b : overlap.covered_a;
	out->covered_b = m->turned ? overlap.covered_a : overlap.covered_b;
	return NDUP_OK;
}

static enum ndup_status
measure_shingles(
    struct measurer *m, const struct words *b, struct measures *out)
{
	if (measure_prepare(m, b) != NDUP_OK)
		return NDUP_NOMEM;
	return count_shingles(m, &out->common_shingles);
}

/* By Jaccard alone: coverage only of what matches. */
static enum ndup_status
compare_similar(struct measurer *m, const struct words *b, struct measures *out)
{
	if (measure_shingles(m, b, out) != NDUP_OK)
		return NDUP_NOMEM;
	return relation_matches(out, &m->params) ? measure_overlap(m, b, out)
						 : NDUP_OK;
}

/* Of articles that cannot be similar shingles are counted only if they match by
 * coverage. */
enum ndup_status
measurer_compare(
    struct measurer *m, const struct words *b, struct measures *out)
{
	if (measure_begin(m, b, out) || !prefilter_passes(&m->prefilter, b))
		return NDUP_OK;
	if (m->params.min_coverage <= 0)
		return compare_similar(m, b, out);
	if (measure_overlap(m, b, out) != NDUP_OK)
		return NDUP_NOMEM;
	return m->prefilter.similar || relation_matches(out, &m->params)
		   ? measure_shingles(m, b, out)
		   : NDUP_OK;
}

enum ndup_status
measurer_measure(
    struct measurer *m, const struct words *b, struct measures *out)
{
	if (measure_begin(m, b, out))
		return NDUP_OK;
	if (measure_shingles(m, b, out) != NDUP_OK)
		return NDUP_NOMEM;
	return measure_overlap(m, b, out);
}

uint32_t
measurer_cover(
    const struct measurer *m, const struct measures *measures, bool *covered)
{
	if (measures->identical) {
		memset(covered, true, m->words_a.num);
		return m->words_a.half_words;
	}
	aligner_mark_b(&m->aligner, &m->alignment, covered);
	return m->aligner.runs.longest;
}

enum ndup_status
measurer_init(struct measurer *m, const struct ndup_params *params)
{
	*m = (struct measurer){
	    .params = *params,
	};
	prefilter_init(&m->prefilter, params);
	if (windows_init(&m->windows_b, 2 * params->min_passage, true) !=
		NDUP_OK ||
	    grams_init(&m->shingles, params->shingle_size, false) != NDUP_OK ||
	    grams_init(&m->passages, params->min_passage, true) != NDUP_OK)
		return NDUP_NOMEM;
	aligner_init(&m->aligner, params);
	return NDUP_OK;
}

enum ndup_status
measurer_base(struct measurer *m, const struct words *a)
{
	m->words_a = *a;
	m->stamp = 0;
	m->shingles.ready = m->passages.ready = false;
	return prefilter_base(&m->prefilter, a);
}

void
measurer_move(struct measurer *m, const struct words *a)
{
	m->words_a = *a;
	m->prefilter.a = *a;
}

static void
words_read_free(struct words_read *reading)
{
	series_free(&reading->series);
	memory_free(reading->values);
}

void
measurer_free(struct measurer *m)
{
	prefilter_free(&m->prefilter);
	grams_free(&m->shingles);
	grams_free(&m->passages);
	aligner_free(&m->aligner);
	alignment_free(&m->alignment);
	windows_free(&m->windows_b);
	words_read_free(&m->all_a);
	words_read_free(&m->all_b);
	words_read_free(&m->counted_a);
	words_read_free(&m->counted_b);
	memory_free(m->hashes);
	memory_free(m->places);
	memory_free(m->scratch);
}
