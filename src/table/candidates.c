/*
 * candidates.c - keys -> candidates, in one batch
 *
 * Each part of the keys is a table of its own: read, sorted and paired by
 * whatever thread is free.  Most keys stand in one text only; a filter leaves
 * them out before the sort.  A pair may come from many parts: after every few
 * of them their lists are put together, and each pair is left once.
 */
#include <string.h>

#include "base/memory.h"
#include "table/bucket.h"
#include "table/candidates.h"

enum { PARTS_AT_ONCE = NUM_PARTS / 4 };

/* What a thread needs for a part. */
struct scratch {
	struct entries entries;
	struct entry *spare;
	uint64_t *filter;
	size_t spare_capacity, filter_capacity;
};

struct table {
	const struct keys *keys;
	const uint32_t *text_of;
	const struct pair_rules *rules;
	size_t first; /* of the parts at hand */
	struct pair_list lists[PARTS_AT_ONCE];
	struct crowds crowds[PARTS_AT_ONCE];
	size_t sizes[PARTS_AT_ONCE]; /* entries of each part */
	struct scratch *scratch;     /* one a thread */
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
	if (memory_reserve(&scratch->filter, &scratch->filter_capacity,
		2 * num_words, sizeof *scratch->filter) != NDUP_OK)
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
	    memory_reserve(&scratch->spare, &scratch->spare_capacity,
		entries->num, sizeof *scratch->spare) != NDUP_OK)
		return NDUP_NOMEM;
	sort_entries(entries->items, scratch->spare, entries->num);
	return NDUP_OK;
}

/* A bucket of two texts or more. */
static enum ndup_status
take_bucket(struct table *table, size_t part, struct entry *bucket, size_t num)
{
	size_t min_crowd = table->rules->min_crowd;

	bucket_sort(bucket, num);
	if (min_crowd > 0 && num >= min_crowd && (bucket->key & 1) != 0 &&
	    crowds_add(&table->crowds[part], bucket, num) != NDUP_OK)
		return NDUP_NOMEM;
	return bucket_pair(&table->lists[part], bucket, num, table->rules);
}

static enum ndup_status
take_buckets(struct table *table, size_t part, struct entry *items, size_t num)
{
	size_t i, j;

	for (i = 0; i < num; i = j) {
		for (j = i + 1; j < num && items[j].key == items[i].key;)
			j++;
		if (j - i > 1 &&
		    take_bucket(table, part, items + i, j - i) != NDUP_OK)
			return NDUP_NOMEM;
	}
	return pair_list_finish(&table->lists[part]);
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
	table->sizes[part] = scratch->entries.num;
	if (sort_part(scratch) != NDUP_OK)
		return NDUP_NOMEM;
	return take_buckets(
	    table, part, scratch->entries.items, scratch->entries.num);
}

static enum ndup_status
gather_crowds(struct table *table, struct candidates *out)
{
	size_t part;

	for (part = 0; part < PARTS_AT_ONCE; part++) {
		if (crowds_append(&out->crowds, &table->crowds[part]) !=
		    NDUP_OK)
			return NDUP_NOMEM;
		crowds_free(&table->crowds[part]);
	}
	return NDUP_OK;
}

/* Adds the lists of the parts at hand to all pairs. */
static enum ndup_status
gather_pairs(struct table *table, struct candidates *out)
{
	size_t part, num = out->num_pairs;
	uint64_t *scratch;

	for (part = 0; part < PARTS_AT_ONCE; part++) {
		num += table->lists[part].num;
		out->num_hot += table->lists[part].num_hot;
		out->num_entries += table->sizes[part];
	}
	scratch = memory_new(num, sizeof *scratch);
	if (scratch == NULL || memory_reserve(&out->pairs, &out->capacity,
				   num + 1, sizeof *out->pairs) != NDUP_OK) {
		memory_free(scratch);
		return NDUP_NOMEM;
	}
	for (part = 0; part < PARTS_AT_ONCE; part++) {
		if (table->lists[part].num > 0)
			memcpy(out->pairs + out->num_pairs,
			    table->lists[part].items,
			    table->lists[part].num * sizeof *out->pairs);
		out->num_pairs += table->lists[part].num;
		pair_list_free(&table->lists[part]);
	}
	sort_numbers(out->pairs, scratch, out->num_pairs);
	out->num_pairs = sort_unique(out->pairs, out->num_pairs);
	memory_free(scratch);
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
			status = gather_crowds(table, out);
		if (status == NDUP_OK)
			status = gather_pairs(table, out);
		table->first += PARTS_AT_ONCE;
	}
	if (status == NDUP_OK)
		crowds_sort(&out->crowds);
	return status;
}

static void
table_free(struct table *table, unsigned num_threads)
{
	size_t part;
	unsigned i;

	for (i = 0; table->scratch != NULL && i < num_threads; i++) {
		entries_free(&table->scratch[i].entries);
		memory_free(table->scratch[i].spare);
		memory_free(table->scratch[i].filter);
	}
	for (part = 0; part < PARTS_AT_ONCE; part++) {
		pair_list_free(&table->lists[part]);
		crowds_free(&table->crowds[part]);
	}
	memory_free(table->scratch);
	memory_free(table);
}

enum ndup_status
candidates_find(const struct keys *keys, const uint32_t *text_of,
    struct pool *pool, const struct pair_rules *rules, struct candidates *out)
{
	unsigned num_threads = pool_num_threads(pool);
	struct table *table = memory_new(1, sizeof *table);
	enum ndup_status status = NDUP_NOMEM;

	*out = (struct candidates){0};
	if (table == NULL)
		return NDUP_NOMEM;
	table->keys = keys;
	table->text_of = text_of;
	table->rules = rules;
	table->scratch = memory_new(num_threads, sizeof *table->scratch);
	if (table->scratch != NULL)
		status = pair_parts(table, pool, out);
	table_free(table, num_threads);
	return status;
}

void
candidates_free(struct candidates *candidates)
{
	memory_free(candidates->pairs);
	crowds_free(&candidates->crowds);
	*candidates = (struct candidates){0};
}
