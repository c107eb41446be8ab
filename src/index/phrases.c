/*
 * phrases.c - which phrases stand, by the articles of an index that have them
 *
 * Goes in: keys, and how many articles have each; comes out: which stand.  All
 * is done in order, article by article; what is remembered changes no answer.
 */
#include <stdlib.h>
#include <string.h>

#include "base/sort.h"
#include "sketch/winnow.h"
#include "table/candidates.h"
#include "index.h"

enum {
	NUM_NOTES = 1 << 14,
	NUM_KNOWN = 1 << 16,
	/* Of a longer step so many entries are looked at, evenly spread. */
	MOST_HOLDERS = 4096,
};

enum ndup_status
phrases_init(struct phrases *phrases, const struct ndup_params *params)
{
	phrases->rules.min_texts =
	    params->min_coverage > 0 ? params->min_boilerplate : 0;
	return key_shingles_init(&phrases->shingles, params->min_run);
}

void
phrases_free(struct phrases *phrases)
{
	memory_free(phrases->notes);
	memory_free(phrases->known);
	key_shingles_free(&phrases->shingles);
	set_free(&phrases->seen);
	memory_free(phrases->keys);
	memory_free(phrases->spare);
	memory_free(phrases->counts);
	memory_free(phrases->holders);
	memory_free(phrases->sightings);
}

/* ---- what is remembered -------------------------------------------------- */

/* Both tables are made when the first key is judged. */
static enum ndup_status
phrases_remember(struct phrases *phrases)
{
	if (phrases->notes != NULL)
		return NDUP_OK;
	phrases->known = memory_new(NUM_KNOWN, sizeof *phrases->known);
	if (phrases->known != NULL)
		phrases->notes = memory_new(NUM_NOTES, sizeof *phrases->notes);
	if (phrases->notes != NULL)
		return NDUP_OK;
	memory_free(phrases->known);
	phrases->known = NULL;
	return NDUP_NOMEM;
}

/* Where the note of a key is, if there is one. */
static struct phrase_note *
note_place(const struct phrases *phrases, uint64_t key)
{
	return &phrases->notes[hash_mix(key) & (NUM_NOTES - 1)];
}

/* The note of a key, empty if there was none. */
static struct phrase_note *
phrases_note(const struct phrases *phrases, uint64_t key)
{
	struct phrase_note *note = note_place(phrases, key);

	if (note->key != key)
		*note =
		    (struct phrase_note){.key = key, .num_stored = UINT32_MAX};
	return note;
}

void
phrases_forget(struct phrases *phrases)
{
	if (phrases->notes != NULL)
		memset(phrases->notes, 0, NUM_NOTES * sizeof *phrases->notes);
}

void
phrases_commit(struct phrases *phrases, const struct pending *pending)
{
	const struct bucket_of_held *bucket;
	struct phrase_note *note;
	size_t i;

	for (i = 0; phrases->notes != NULL && i < NUM_NOTES; i++) {
		note = &phrases->notes[i];
		if (note->key == 0 || note->num_stored == UINT32_MAX)
			continue;
		bucket = pending_bucket(pending, note->key);
		note->num_stored += bucket == NULL ? 0 : bucket->num;
	}
}

/* Of a key's articles one is no more. */
static void
note_death(const struct phrases *phrases, uint64_t key, uint32_t number,
    bool is_stored)
{
	struct phrase_note *note = note_place(phrases, key);

	if (note->key != key)
		return;
	if (is_stored && note->num_stored != UINT32_MAX)
		note->num_stored--;
	if (number < note->below)
		note->num_below--;
	if (number <= note->latest.last)
		note->latest.step = 0;
	if (number <= note->earlier.last)
		note->earlier.step = 0;
}

/* The keys of an article of the store. */
static enum ndup_status
find_stored_keys(struct ndup_index *index, uint32_t number,
    const uint64_t **keys, size_t *num_keys)
{
	struct worker *worker = &index->workers[0];
	enum ndup_status status;
	struct opened opened;

	status = index_open_article(index, worker, number, false, &opened);
	if (status == NDUP_OK)
		status =
		    worker_sketch_again(worker, &index->vocabulary, &opened);
	if (status != NDUP_OK)
		return status == NDUP_END ? NDUP_INPUT : status;
	*keys = worker->sketcher->keys;
	*num_keys = worker->sketcher->num_keys;
	return NDUP_OK;
}

enum ndup_status
index_note_death(struct ndup_index *index, uint32_t number)
{
	const struct pending *pending = &index->pending;
	bool is_stored = number < pending->first_number;
	const struct pending_article *held;
	enum ndup_status status = NDUP_OK;
	const uint64_t *keys;
	size_t num, i;

	if (index->phrases.notes == NULL)
		return NDUP_OK;
	if (is_stored) {
		status = find_stored_keys(index, number, &keys, &num);
	} else {
		held = &pending->items[number - pending->first_number];
		keys = held->keys;
		num = held->is.num_keys;
	}
	for (i = 0; status == NDUP_OK && i < num; i++)
		note_death(&index->phrases, keys[i], number, is_stored);
	return status;
}

/* ---- who has a key ------------------------------------------------------- */

struct lower_numbers {
	const struct ndup_index *index;
	uint32_t below;
};

static bool
is_evidence(void *ctx, uint32_t number)
{
	const struct lower_numbers *lower = ctx;

	return number < lower->below && index_has(lower->index, number);
}

/* The first articles of the store that have a key, at most so many. */
static enum ndup_status
find_stored(struct ndup_index *index, uint64_t key, uint32_t below,
    uint32_t most, struct postings_hits *hits)
{
	struct lower_numbers lower = {index, below};
	const struct postings_query asked = {
	    &key, 1, most, is_evidence, &lower, true};

	return postings_search_run(
	    index->workers[0].search, index->views[0], &asked, hits);
}

/* Counts them all, if that is not known. */
static enum ndup_status
count_stored(
    struct ndup_index *index, uint64_t key, struct key_evidence *evidence)
{
	struct postings_hits hits;
	enum ndup_status status;

	if (evidence->num_stored != UINT32_MAX)
		return NDUP_OK;
	status = find_stored(index, key, evidence->below, UINT32_MAX, &hits);
	evidence->num_stored = (uint32_t)hits.num;
	return status;
}

/* The pending article of a link, if it is there and came early enough. */
static const struct pending_article *
evidence_at(const struct pending *pending, const struct key_evidence *evidence,
    uint32_t link)
{
	uint32_t item = pending->links[link].item;

	return link != 0 && pending->first_number + item < evidence->below
		   ? &pending->items[item]
		   : NULL;
}

static uint32_t
count_pending(
    const struct pending *pending, const struct key_evidence *evidence)
{
	uint32_t num = 0, link;

	if (evidence->bucket == NULL)
		return 0;
	for (link = evidence->bucket->first;
	     evidence_at(pending, evidence, link) != NULL;
	     link = pending->links[link].after)
		num++;
	return num;
}

/* ---- their times, sources and texts -------------------------------------- */

static struct holder
holder_of(const struct indexed *is)
{
	return (struct holder){sighting_of(&is->published, is->source),
	    is->tokens_hash, is->number};
}

/* What is known of an article of the store, once phrases_remember() is done. */
static enum ndup_status
find_holder(
    struct ndup_index *index, uint32_t number, const struct holder **holder)
{
	struct holder *known = &index->phrases.known[number & (NUM_KNOWN - 1)];
	struct indexed is;
	enum ndup_status status;

	*holder = known;
	/* The table begins with zeroes, but no text has that hash. */
	if (known->number == number && known->tokens_hash != 0)
		return NDUP_OK;
	status = index_record(index->views[0], number, &is);
	if (status != NDUP_OK)
		return status == NDUP_END ? NDUP_INPUT : status;
	*known = holder_of(&is);
	return NDUP_OK;
}

static enum ndup_status
add_stored(struct ndup_index *index, uint32_t number)
{
	struct phrases *phrases = &index->phrases;
	const struct holder *known;
	enum ndup_status status = find_holder(index, number, &known);

	if (status == NDUP_OK)
		phrases->holders[phrases->num_holders++] = *known;
	return status;
}

enum ndup_status
index_text_of(struct ndup_index *index, uint32_t number, uint64_t *tokens_hash)
{
	const struct pending_article *held =
	    pending_at(&index->pending, number);
	const struct holder *known;
	enum ndup_status status;

	if (held != NULL) {
		*tokens_hash = held->is.tokens_hash;
		return NDUP_OK;
	}
	if (phrases_remember(&index->phrases) != NDUP_OK)
		return NDUP_NOMEM;
	status = find_holder(index, number, &known);
	if (status == NDUP_OK)
		*tokens_hash = known->tokens_hash;
	return status;
}

/* Takes the first entries of a key, as many as the step, every so manyth; and
 * tells the number of the last one. */
static enum ndup_status
take_holders(struct ndup_index *index, uint64_t key,
    const struct key_evidence *evidence, uint32_t step, uint32_t *last)
{
	const struct pending *pending = &index->pending;
	struct phrases *phrases = &index->phrases;
	uint32_t stride = (step - 1) / MOST_HOLDERS + 1, link, i;
	const struct pending_article *held;
	enum ndup_status status;
	struct postings_hits hits;

	phrases->num_holders = 0;
	if (memory_grow(phrases->holders, step / stride + 1) != NDUP_OK)
		return NDUP_NOMEM;
	status = find_stored(index, key, evidence->below, step, &hits);
	if (status == NDUP_OK && hits.num > 0)
		*last = postings_hit_number(hits.items[hits.num - 1]);
	for (i = 0; status == NDUP_OK && i < hits.num; i += stride)
		status = add_stored(index, postings_hit_number(hits.items[i]));
	if (status != NDUP_OK || evidence->bucket == NULL)
		return status;
	link = evidence->bucket->first;
	for (i = (uint32_t)hits.num; i < step; i++) {
		if ((held = evidence_at(pending, evidence, link)) == NULL)
			break;
		if (i % stride == 0)
			phrases->holders[phrases->num_holders++] =
			    holder_of(&held->is);
		*last = held->is.number;
		link = pending->links[link].after;
	}
	return NDUP_OK;
}

static int
holder_by_time(const void *left, const void *right)
{
	const struct holder *x = left, *y = right;

	if (x->sighting.time != y->sighting.time)
		return x->sighting.time < y->sighting.time ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

/* They come by number, which is the order of time too where articles come as
 * they are published, or have no time. */
static void
sort_holders(struct holder *holders, size_t num)
{
	size_t i;

	for (i = 1; i < num; i++) {
		if (holder_by_time(&holders[i - 1], &holders[i]) <= 0)
			continue;
		qsort(holders, num, sizeof *holders, holder_by_time);
		return;
	}
}

/* Judges those that were taken, each text by its first article. */
static enum ndup_status
judge_holders(struct phrases *phrases, bool *stands)
{
	size_t num = phrases->num_holders, num_texts = 0, i;
	struct holder *holders = phrases->holders;
	enum standing standing;

	if (set_begin(&phrases->seen, num) != NDUP_OK ||
	    memory_grow(phrases->sightings, num) != NDUP_OK)
		return NDUP_NOMEM;
	sort_holders(holders, num);
	for (i = 0; i < num; i++) {
		if (set_add(&phrases->seen, holders[i].tokens_hash))
			phrases->sightings[num_texts++] = holders[i].sighting;
	}
	if (standing_judge(&phrases->rules, phrases->sightings, num_texts,
		&phrases->seen, &standing) != NDUP_OK)
		return NDUP_NOMEM;
	*stands = standing == STANDS;
	return NDUP_OK;
}

/* ---- whether it stands --------------------------------------------------- */

/* The largest step that so many entries reach; 0: none. */
static uint32_t
find_step(uint32_t least, uint64_t num)
{
	uint64_t step = 0, next = least;

	while (next <= num) {
		step = next;
		next += next < 4 ? 1 : next / 4;
	}
	return (uint32_t)step;
}

/* Which step all articles with a key reach. */
static enum ndup_status
step_of_all(struct ndup_index *index, struct phrase_note *note,
    struct key_evidence *evidence, uint32_t *step)
{
	enum ndup_status status;
	uint64_t num;

	if (evidence->num_stored == UINT32_MAX) {
		evidence->num_stored = note->num_stored;
		status = count_stored(index, note->key, evidence);
		if (status != NDUP_OK)
			return status;
		note->num_stored = evidence->num_stored;
	}
	num = evidence->num_stored;
	if (evidence->bucket != NULL)
		num += evidence->bucket->num;
	*step = find_step(index->phrases.rules.min_texts, num);
	return NDUP_OK;
}

/*
 * The same of articles before one that is known.  These are given in the order
 * of their numbers as a rule: between this one and the one that was counted for
 * are so few that mostly the step is the same, whichever of these have the key.
 */
static enum ndup_status
step_of_earlier(struct ndup_index *index, struct phrase_note *note,
    struct key_evidence *evidence, uint32_t *step)
{
	uint32_t least = index->phrases.rules.min_texts;
	uint64_t most =
	    (uint64_t)note->num_below + evidence->below - note->below;
	enum ndup_status status;

	*step = find_step(least, note->num_below);
	if (note->num_below > 1 && evidence->below >= note->below &&
	    find_step(least, most) == *step)
		return NDUP_OK;
	status = count_stored(index, note->key, evidence);
	if (status != NDUP_OK)
		return status;
	note->below = evidence->below;
	note->num_below =
	    evidence->num_stored + count_pending(&index->pending, evidence);
	*step = find_step(least, note->num_below);
	return NDUP_OK;
}

/* By the first entries, as many as the step. */
static enum ndup_status
judge_step(struct ndup_index *index, uint64_t key,
    const struct key_evidence *evidence, struct phrase_judgement *judgement,
    uint32_t step)
{
	enum ndup_status status;

	judgement->step = 0;
	status = take_holders(index, key, evidence, step, &judgement->last);
	if (status == NDUP_OK)
		status = judge_holders(&index->phrases, &judgement->stands);
	if (status == NDUP_OK)
		judgement->step = step;
	return status;
}

/* Of a key that may have enough entries. */
static enum ndup_status
judge_frequent(struct ndup_index *index, uint64_t key,
    struct key_evidence *evidence, bool *stands)
{
	struct phrases *phrases = &index->phrases;
	bool all = evidence->below == NO_NUMBER;
	struct phrase_judgement *judgement;
	struct phrase_note *note;
	enum ndup_status status;
	uint32_t step;

	if (phrases_remember(phrases) != NDUP_OK)
		return NDUP_NOMEM;
	note = phrases_note(phrases, key);
	judgement = all ? &note->latest : &note->earlier;
	status = all ? step_of_all(index, note, evidence, &step)
		     : step_of_earlier(index, note, evidence, &step);
	if (status != NDUP_OK || step == 0)
		return status;
	if (judgement->step != step)
		status = judge_step(index, key, evidence, judgement, step);
	*stands = status == NDUP_OK && judgement->stands;
	return status;
}

enum ndup_status
index_judge_key(struct ndup_index *index, uint64_t key,
    struct key_evidence *evidence, bool *stands)
{
	uint64_t num = evidence->num_stored;

	*stands = false;
	if (evidence->bucket != NULL)
		num += evidence->bucket->num;
	if (!key_is_of_passage(key) || index->phrases.rules.min_texts == 0 ||
	    num < index->phrases.rules.min_texts)
		return NDUP_OK;
	return judge_frequent(index, key, evidence, stands);
}

/* ---- all keys of an article ---------------------------------------------- */

void
index_count_hits(const struct ndup_index *index,
    const struct postings_hits *hits, uint32_t below, uint32_t *counts,
    size_t num_keys)
{
	bool all = below == NO_NUMBER && index->pending.killed.num == 0;
	uint32_t number;
	size_t i;

	memset(counts, 0, num_keys * sizeof *counts);
	for (i = 0; i < hits->num; i++) {
		number = postings_hit_number(hits->items[i]);
		counts[postings_hit_key(hits->items[i])] +=
		    all || (number < below && index_has(index, number));
	}
	for (i = 0; i < hits->num_capped; i++)
		counts[hits->capped[i]] = UINT32_MAX;
}

/* The keys of all shingles, ascending; returns how many. */
static enum ndup_status
list_shingles(struct ndup_index *index, const struct words *words, size_t *num)
{
	struct phrases *phrases = &index->phrases;
	const struct windows *shingles = &phrases->shingles.windows;
	size_t i;

	if (key_shingles_find(&phrases->shingles, index->vocabulary.intern,
		words->ids, words->num) != NDUP_OK ||
	    memory_grow(phrases->keys, shingles->num) != NDUP_OK ||
	    memory_grow(phrases->spare, shingles->num) != NDUP_OK ||
	    memory_grow(phrases->counts, shingles->num) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < shingles->num; i++)
		phrases->keys[i] = passage_key(shingles->items[i].hash);
	sort_numbers(phrases->keys, phrases->spare, shingles->num);
	*num = sort_unique(phrases->keys, shingles->num);
	return NDUP_OK;
}

static enum ndup_status
judge_listed(struct ndup_index *index, struct query *query, size_t num_keys,
    uint32_t below)
{
	struct phrases *phrases = &index->phrases;
	enum ndup_status status = memory_grow(query->standing, num_keys);
	struct key_evidence evidence = {.below = below};
	bool stands;
	size_t i;

	for (i = 0; i < num_keys && status == NDUP_OK; i++) {
		evidence.num_stored = phrases->counts[i];
		evidence.bucket =
		    pending_bucket(&index->pending, phrases->keys[i]);
		status = index_judge_key(
		    index, phrases->keys[i], &evidence, &stands);
		if (status == NDUP_OK && stands)
			query->standing[query->num_standing++] =
			    phrases->keys[i];
	}
	return status;
}

enum ndup_status
index_judge_shingles(
    struct ndup_index *index, struct query *query, uint32_t below)
{
	struct lower_numbers lower = {index, below};
	struct postings_query asked = {
	    NULL, 0, BUCKET_MAX, is_evidence, &lower, false};
	struct postings_hits hits;
	enum ndup_status status;

	status = list_shingles(index, &query->held.words, &asked.num_keys);
	if (status != NDUP_OK)
		return status;
	asked.keys = index->phrases.keys;
	status = postings_search_run(
	    index->workers[0].search, index->views[0], &asked, &hits);
	if (status != NDUP_OK)
		return status;
	index_count_hits(
	    index, &hits, below, index->phrases.counts, asked.num_keys);
	return judge_listed(index, query, asked.num_keys, below);
}
