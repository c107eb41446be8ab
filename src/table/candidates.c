/*
 * candidates.c - keys -> candidates, in one batch
 *
 * The table is made a slice at a time, to hold only so many of its entries at
 * once.  Those of a slice are put straight into parts by the highest byte of
 * their keys; each part is sorted and paired on its own, by whatever thread is
 * free.
 */
#include <string.h>

#include "base/memory.h"
#include "table/bucket.h"
#include "table/candidates.h"

enum { NUM_PARTS = 256, NUM_SLICES = 4, SLICE = NUM_PARTS / NUM_SLICES };

struct table {
	const struct key_source *source;
	const struct pair_rules *rules;
	struct entry *entries; /* of the slice at hand, and one to spare */
	size_t entries_capacity;
	size_t first_part;       /* of the slice at hand */
	size_t sizes[NUM_PARTS]; /* entries of each part */
	size_t begin[SLICE + 1]; /* of each part of the slice */
	size_t end[SLICE + 1];   /* as far as it is filled */
	struct pair_list lists[NUM_PARTS];
	struct {
		struct entry *entries;
		size_t capacity;
	} * scratch; /* one a thread */
};

static void
count_entries(struct table *table)
{
	const struct key_source *source = table->source;
	const uint64_t *keys;
	size_t i, num;
	uint32_t text;

	for (text = 0; text < source->num_texts; text++) {
		keys = source->keys(source->ctx, text, &num);
		for (i = 0; i < num; i++)
			table->sizes[keys[i] >> 56]++;
	}
}

/* Gives each part of the slice at hand its place. */
static enum ndup_status
place_slice(struct table *table)
{
	size_t part, num = 0;

	for (part = 0; part < SLICE; part++) {
		table->begin[part] = table->end[part] = num;
		num += table->sizes[table->first_part + part];
	}
	table->begin[SLICE] = table->end[SLICE] = num;
	return memory_reserve(&table->entries, &table->entries_capacity,
	    num + 1, sizeof *table->entries);
}

/*
 * Puts the entries of the slice into its parts, ascending by text.  Three of
 * four keys are of other slices, which no branch could foresee: those go, one
 * over the other, behind the last part.
 */
static enum ndup_status
fill_slice(struct table *table)
{
	const struct key_source *source = table->source;
	const uint64_t *keys;
	size_t i, num, part;
	uint32_t text;

	if (place_slice(table) != NDUP_OK)
		return NDUP_NOMEM;
	for (text = 0; text < source->num_texts; text++) {
		keys = source->keys(source->ctx, text, &num);
		for (i = 0; i < num; i++) {
			part = (size_t)(keys[i] >> 56) - table->first_part;
			part = part < SLICE ? part : SLICE;
			table->entries[table->end[part]] =
			    (struct entry){keys[i], text};
			table->end[part] += part < SLICE;
		}
	}
	return NDUP_OK;
}

/* Sorts a part and pairs the texts of each of its buckets. */
static enum ndup_status
pair_part(void *ctx, size_t part, unsigned thread)
{
	struct table *table = ctx;
	struct entry *entries = table->entries + table->begin[part];
	size_t num = table->end[part] - table->begin[part], i, j;
	struct pair_list *list = &table->lists[table->first_part + part];

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
	return pair_list_finish(list);
}

static enum ndup_status
pair_slices(struct table *table, struct pool *pool, struct candidates *out)
{
	const struct pool_loop loop = {pair_part, NULL, table, NULL};
	enum ndup_status status = NDUP_OK;

	count_entries(table);
	while (table->first_part < NUM_PARTS && status == NDUP_OK) {
		status = fill_slice(table);
		out->num_entries += table->begin[SLICE];
		if (status == NDUP_OK)
			status = pool_each(pool, &loop, SLICE);
		table->first_part += SLICE;
	}
	memory_free(table->entries);
	table->entries = NULL;
	return status;
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
candidates_find(const struct key_source *source, struct pool *pool,
    const struct pair_rules *rules, struct candidates *out)
{
	unsigned num_threads = pool_num_threads(pool), i;
	struct table *table = memory_new(1, sizeof *table);
	enum ndup_status status = NDUP_NOMEM;
	size_t part;

	*out = (struct candidates){0};
	if (table == NULL)
		return NDUP_NOMEM;
	table->source = source;
	table->rules = rules;
	table->scratch = memory_new(num_threads, sizeof *table->scratch);
	if (table->scratch != NULL)
		status = pair_slices(table, pool, out);
	if (status == NDUP_OK)
		status = gather(table, out);
	for (i = 0; table->scratch != NULL && i < num_threads; i++)
		memory_free(table->scratch[i].entries);
	for (part = 0; part < NUM_PARTS; part++)
		pair_list_free(&table->lists[part]);
	memory_free(table->scratch);
	memory_free(table->entries);
	memory_free(table);
	return status;
}
