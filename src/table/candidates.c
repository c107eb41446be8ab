/*
 * candidates.c - keys -> candidates, in one batch
 *
 * Each part of the keys is a table of its own: read, sorted and paired by
 * whatever thread is free.  Most keys stand in one text only; a filter leaves
 * them out before the sort.  A pair may come from many parts: each thread
 * counts its own, and after every few parts the counts are added up.  Should
 * they be very many by then, the worst go, so that memory stays linear in the
 * texts.
 */
#include <string.h>

#include "base/memory.h"
#include "base/sort.h"
#include "bucket.h"
#include "candidates.h"

/* ---- keys -> candidates, in one batch ------------------------------------ */

enum {
	PARTS_AT_ONCE = NUM_PARTS / 16,
	MANY = BUCKET_MAX / 2, /* pairs a text, by mean */
};

static const struct counted_most most = {CANDIDATES_MOST, CANDIDATES_LATER};
/* Until all are known. */
static const struct counted_most meanwhile = {
    4 * CANDIDATES_MOST, 4 * CANDIDATES_LATER};

/* What a thread needs for a part, and what it has found in some. */
struct scratch {
	struct entries entries;
	struct entry *spare;
	uint64_t *filter;
	size_t spare_capacity, filter_capacity, sightings_capacity;
	struct pair_list list;
	struct frequent_keys frequent;
	struct sighting *sightings; /* of the texts of a bucket */
	struct set sources;
	uint64_t num_entries;
};

struct table {
	const struct keys *keys;
	const uint32_t *text_of;
	const struct pair_rules *rules;
	size_t first;            /* of the parts at hand */
	struct scratch *scratch; /* one a thread */
	unsigned num_threads;
	struct counted counted; /* pairs of the parts before */
	size_t many;            /* so many of them are too many */
};

/*
 * Leaves out entries whose keys occur once: of eight places or more an entry,
 * each with a bit that says seen and one that says seen again, a key has one.
 * Of single keys one of nine stays, because another had its bit; that costs
 * time only.
 */
static enum ndup_status
drop_single(struct scratch *scratch)
{
	struct entries *entries = &scratch->entries;
	uint64_t *seen, *again, bit;
	size_t num_words = 1, left = 0, word, i;

	while (num_words * 64 < 8 * entries->num)
		num_words *= 2;
	if (memory_grow(scratch->filter, 2 * num_words) != NDUP_OK)
		return NDUP_NOMEM;
	seen = scratch->filter;
	again = seen + num_words;
	memset(seen, 0, 2 * num_words * sizeof *seen);
	for (i = 0; i < entries->num; i++) {
		bit = UINT64_C(1) << (entries->items[i].key >> 1 & 63);
		word = entries->items[i].key >> 7 & (num_words - 1);
		again[word] |= seen[word] & bit;
		seen[word] |= bit;
	}
	for (i = 0; i < entries->num; i++) {
		word = entries->items[i].key >> 7 & (num_words - 1);
		entries->items[left] = entries->items[i];
		left += again[word] >> (entries->items[i].key >> 1 & 63) & 1;
	}
	entries->num = left;
	return NDUP_OK;
}

static enum ndup_status
sort_part(struct scratch *scratch)
{
	struct entries *entries = &scratch->entries;

	if (drop_single(scratch) != NDUP_OK ||
	    memory_grow(scratch->spare, entries->num) != NDUP_OK)
		return NDUP_NOMEM;
	sort_entries(entries->items, scratch->spare, entries->num);
	return NDUP_OK;
}

/* Whether the phrase of a passage key stands that these texts have. */
static enum ndup_status
judge_bucket(const struct pair_rules *rules, struct scratch *scratch,
    const struct entry *bucket, size_t num, enum standing *standing)
{
	size_t num_distinct = 0, i;
	uint32_t text;

	*standing = STANDS_NOT;
	if (rules->known != NULL) {
		if (set_has(rules->known, bucket->key))
			*standing = STANDS;
		return NDUP_OK;
	}
	if (rules->standing.min_texts == 0 ||
	    num < standing_least(&rules->standing))
		return NDUP_OK;
	if (memory_grow(scratch->sightings, num) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < num; i++) {
		text = bucket[i].value;
		if (!rules->repeats[text])
			scratch->sightings[num_distinct++] =
			    rules->sightings[text];
	}
	return standing_judge(&rules->standing, scratch->sightings,
	    num_distinct, &scratch->sources, standing);
}

/* A bucket of two texts or more. */
static enum ndup_status
take_bucket(const struct pair_rules *rules, struct scratch *scratch,
    struct entry *bucket, size_t num)
{
	enum ndup_status status = NDUP_OK;
	enum standing standing = STANDS_NOT;

	bucket_sort(bucket, num);
	if (key_is_of_passage(bucket->key))
		status = judge_bucket(rules, scratch, bucket, num, &standing);
	if (status == NDUP_OK && standing != STANDS_NOT && rules->known == NULL)
		status = frequent_keys_add(
		    &scratch->frequent, bucket, num, standing);
	if (status != NDUP_OK || standing == STANDS)
		return status;
	return bucket_pair(&scratch->list, bucket, num, rules);
}

static enum ndup_status
take_buckets(const struct pair_rules *rules, struct scratch *scratch)
{
	struct entry *items = scratch->entries.items;
	size_t num = scratch->entries.num, i, j;
	enum ndup_status status = NDUP_OK;

	for (i = 0; i < num && status == NDUP_OK; i = j) {
		for (j = i + 1; j < num && items[j].key == items[i].key;)
			j++;
		if (j - i > 1)
			status = take_bucket(rules, scratch, items + i, j - i);
	}
	return status;
}

static enum ndup_status
pair_part(void *ctx, size_t part, unsigned thread)
{
	struct table *table = ctx;
	struct scratch *scratch = &table->scratch[thread];
	enum ndup_status status;

	status = keys_read(table->keys, table->first + part, table->text_of,
	    &scratch->entries);
	if (status != NDUP_OK)
		return status;
	scratch->num_entries += scratch->entries.num;
	if (sort_part(scratch) != NDUP_OK)
		return NDUP_NOMEM;
	return take_buckets(table->rules, scratch);
}

/* Adds what a thread has found in the parts at hand to all. */
static enum ndup_status
gather_scratch(
    struct table *table, struct scratch *scratch, struct candidates *out)
{
	struct counted *counted = &scratch->list.counted;

	out->num_hot += scratch->list.num_hot;
	out->num_entries += scratch->num_entries;
	scratch->list.num_hot = scratch->num_entries = 0;
	if (frequent_keys_append(&out->frequent, &scratch->frequent) !=
		NDUP_OK ||
	    counted_settle(counted) != NDUP_OK ||
	    counted_merge(&table->counted, counted) != NDUP_OK)
		return NDUP_NOMEM;
	frequent_keys_free(&scratch->frequent);
	counted->num = 0;
	return NDUP_OK;
}

static enum ndup_status
gather_parts(struct table *table, struct candidates *out)
{
	struct counted *counted = &table->counted;
	unsigned thread;

	for (thread = 0; thread < table->num_threads; thread++) {
		if (gather_scratch(table, &table->scratch[thread], out) !=
		    NDUP_OK)
			return NDUP_NOMEM;
	}
	if (counted->num <= table->many)
		return NDUP_OK;
	if (counted_cap(counted, table->rules->num_texts, meanwhile,
		out->crowded) != NDUP_OK)
		return NDUP_NOMEM;
	if (table->many < 2 * counted->num)
		table->many = 2 * counted->num;
	return NDUP_OK;
}

/* Leaves out pairs that share too few keys. */
static void
drop_weak(struct counted *counted)
{
	size_t num = 0, i;

	for (i = 0; i < counted->num; i++) {
		if (counted->times[i] < KEYS_WANTED)
			continue;
		counted->pairs[num] = counted->pairs[i];
		counted->times[num++] = counted->times[i];
	}
	counted->num = num;
}

/* All pairs are known. */
static enum ndup_status
finish_pairs(struct table *table, struct candidates *out)
{
	struct counted *counted = &table->counted;

	drop_weak(counted);
	if (counted_cap(counted, table->rules->num_texts, most, out->crowded) !=
	    NDUP_OK)
		return NDUP_NOMEM;
	memory_trim(&counted->pairs, &counted->pairs_capacity, counted->num,
	    sizeof *counted->pairs);
	out->pairs = counted->pairs;
	out->num_pairs = counted->num;
	counted->pairs = NULL;
	frequent_keys_sort(&out->frequent);
	return NDUP_OK;
}

static enum ndup_status
pair_parts(struct table *table, struct pool *pool, struct candidates *out)
{
	const struct pool_loop loop = {pair_part, NULL, table, NULL};
	enum ndup_status status = NDUP_OK;

	while (table->first < NUM_PARTS && status == NDUP_OK) {
		status = pool_each(pool, &loop, PARTS_AT_ONCE);
		if (status == NDUP_OK)
			status = gather_parts(table, out);
		table->first += PARTS_AT_ONCE;
	}
	return status == NDUP_OK ? finish_pairs(table, out) : status;
}

static void
table_free(struct table *table)
{
	struct scratch *scratch;
	unsigned i;

	for (i = 0; table->scratch != NULL && i < table->num_threads; i++) {
		scratch = &table->scratch[i];
		entries_free(&scratch->entries);
		memory_free(scratch->spare);
		memory_free(scratch->filter);
		counted_free(&scratch->list.counted);
		frequent_keys_free(&scratch->frequent);
		memory_free(scratch->sightings);
		set_free(&scratch->sources);
	}
	counted_free(&table->counted);
	memory_free(table->scratch);
}

enum ndup_status
candidates_find(const struct keys *keys, const uint32_t *text_of,
    struct pool *pool, const struct pair_rules *rules, struct candidates *out)
{
	struct table table = {
	    .keys = keys,
	    .text_of = text_of,
	    .rules = rules,
	    .num_threads = pool_num_threads(pool),
	    .many = (size_t)MANY * rules->num_texts,
	};
	enum ndup_status status = NDUP_NOMEM;

	*out = (struct candidates){0};
	out->crowded = memory_new(rules->num_texts, sizeof *out->crowded);
	table.scratch = memory_new(table.num_threads, sizeof *table.scratch);
	if (out->crowded != NULL && table.scratch != NULL)
		status = pair_parts(&table, pool, out);
	table_free(&table);
	return status;
}

void
candidates_free(struct candidates *candidates)
{
	memory_free(candidates->pairs);
	memory_free(candidates->crowded);
	frequent_keys_free(&candidates->frequent);
	*candidates = (struct candidates){0};
}

bool
candidates_validate(
    const struct candidates *candidates, const struct pair_rules *rules)
{
	const uint64_t *pairs = candidates->pairs;
	uint32_t lower, higher;
	size_t i;

	for (i = 0; i < candidates->num_pairs; i++) {
		lower = pair_lower(pairs[i]);
		higher = pair_higher(pairs[i]);
		if (lower >= higher || higher >= rules->num_texts ||
		    (i > 0 && pairs[i - 1] >= pairs[i]) ||
		    !bucket_may_pair(rules, lower, higher))
			return false;
	}
	return frequent_keys_validate(&candidates->frequent, rules->num_texts);
}
