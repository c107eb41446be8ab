/*
 * candidates.c - keys -> candidates, in one batch
 *
 * Entries are put straight into 256 parts by the highest byte of their keys;
 * each part is sorted and paired on its own, by whatever thread is free.
 */
#include <string.h>

#include "base/memory.h"
#include "table/bucket.h"
#include "table/candidates.h"

enum { NUM_PARTS = 256 };

struct table {
	struct entry *entries;
	size_t begin[NUM_PARTS + 1]; /* of each part */
	size_t end[NUM_PARTS];       /* as far as it is filled */
	const struct pair_rules *rules;
	struct pair_list lists[NUM_PARTS];
	struct {
		struct entry *entries;
		size_t capacity;
	} * scratch; /* one a thread */
};

static size_t
part_of(uint64_t key)
{
	return (size_t)(key >> 56);
}

enum ndup_status
table_new(struct table **created)
{
	*created = memory_new(1, sizeof **created);
	return *created == NULL ? NDUP_NOMEM : NDUP_OK;
}

void
table_free(struct table *table)
{
	size_t part;

	if (table == NULL)
		return;
	for (part = 0; part < NUM_PARTS; part++)
		pair_list_free(&table->lists[part]);
	memory_free(table->entries);
	memory_free(table);
}

void
table_count(struct table *table, const uint64_t *keys, size_t num_keys)
{
	size_t i;

	for (i = 0; i < num_keys; i++)
		table->begin[part_of(keys[i]) + 1]++;
}

enum ndup_status
table_reserve(struct table *table)
{
	size_t part;

	for (part = 0; part < NUM_PARTS; part++) {
		table->begin[part + 1] += table->begin[part];
		table->end[part] = table->begin[part];
	}
	table->entries =
	    memory_new(table->begin[NUM_PARTS], sizeof *table->entries);
	return table->entries == NULL ? NDUP_NOMEM : NDUP_OK;
}

void
table_add(
    struct table *table, uint32_t text, const uint64_t *keys, size_t num_keys)
{
	size_t i;

	for (i = 0; i < num_keys; i++)
		table->entries[table->end[part_of(keys[i])]++] =
		    (struct entry){keys[i], text};
}

/* Sorts a part and pairs the texts of each of its buckets. */
static enum ndup_status
pair_part(void *ctx, size_t part, unsigned thread)
{
	struct table *table = ctx;
	struct entry *entries = table->entries + table->begin[part];
	size_t num = table->end[part] - table->begin[part], i, j;
	struct pair_list *list = &table->lists[part];

	if (memory_reserve(&table->scratch[thread].entries,
		&table->scratch[thread].capacity, num,
		sizeof *entries) != NDUP_OK)
		return NDUP_NOMEM;
	sort_entries(entries, table->scratch[thread].entries, num);
	for (i = 0; i < num; i = j) {
		for (j = i + 1; j < num && entries[j].key == entries[i].key;)
			j++;
		if (bucket_pair(list, entries + i, j - i, table->rules) !=
		    NDUP_OK)
			return NDUP_NOMEM;
	}
	if (pair_list_sort(list) != NDUP_OK)
		return NDUP_NOMEM;
	memory_free(list->scratch);
	list->scratch = NULL;
	list->scratch_capacity = 0;
	return NDUP_OK;
}

/* Puts the lists of all parts together. */
static enum ndup_status
gather(struct table *table, struct candidates *out)
{
	uint64_t *scratch;
	size_t part, num = 0;

	for (part = 0; part < NUM_PARTS; part++) {
		num += table->lists[part].num;
		out->num_hot += table->lists[part].num_hot;
	}
	memory_free(table->entries);
	table->entries = NULL;
	out->pairs = memory_new(num, sizeof *out->pairs);
	scratch = memory_new(num, sizeof *scratch);
	if (out->pairs == NULL || scratch == NULL) {
		memory_free(scratch);
		return NDUP_NOMEM;
	}
	for (part = 0; part < NUM_PARTS; part++) {
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

enum ndup_status
table_pair(struct table *table, struct pool *pool,
    const struct pair_rules *rules, struct candidates *out)
{
	const struct pool_loop loop = {pair_part, NULL, table, NULL};
	unsigned num_threads = pool_num_threads(pool), i;
	enum ndup_status status;

	*out = (struct candidates){.num_entries = table->begin[NUM_PARTS]};
	table->rules = rules;
	table->scratch = memory_new(num_threads, sizeof *table->scratch);
	if (table->scratch == NULL)
		return NDUP_NOMEM;
	status = pool_each(pool, &loop, NUM_PARTS);
	for (i = 0; i < num_threads; i++)
		memory_free(table->scratch[i].entries);
	memory_free(table->scratch);
	return status == NDUP_OK ? gather(table, out) : status;
}
