/*
 * entries.c - the keys of all articles, ready to be sorted
 */
#include <assert.h>
#include <pthread.h>
#include <string.h>

#include "base/memory.h"
#include "entries.h"

/* Entries of runs that are written as one. */
enum { WRITE_NUM = 1 << 20 };

struct entry_run {
	uint64_t *keys;                /* NULL: on disk */
	uint32_t *articles;            /* of each */
	uint64_t keys_at, articles_at; /* on disk */
	size_t room;                   /* entries that there is room for */
	uint32_t begin[NUM_PARTS + 1]; /* of each part */
};

struct entry_runs {
	struct entry_run **items;
	size_t num, items_capacity;
	size_t num_entries;
};

struct keys {
	struct tempfile *temp;
	pthread_mutex_t lock;    /* of what follows */
	struct entry_runs runs;  /* as they stay */
	struct entry_runs waits; /* to be written */
};

enum ndup_status
keys_new(struct keys **created, struct tempfile *temp)
{
	struct keys *keys;

	*created = NULL;
	if ((keys = memory_new(1, sizeof *keys)) == NULL)
		return NDUP_NOMEM;
	if (pthread_mutex_init(&keys->lock, NULL) != 0) {
		memory_free(keys);
		return NDUP_NOMEM;
	}
	keys->temp = temp;
	*created = keys;
	return NDUP_OK;
}

enum ndup_status
keys_gather(
    struct entries *entries, uint32_t article, const uint64_t *keys, size_t num)
{
	struct entry *entry;
	size_t i;

	if (num == 0)
		return NDUP_OK;
	if (memory_grow(entries->items, entries->num + num) != NDUP_OK)
		return NDUP_NOMEM;
	entry = entries->items + entries->num;
	for (i = 0; i < num; i++)
		entry[i] = (struct entry){keys[i], article};
	entries->num += num;
	return NDUP_OK;
}

void
entries_free(struct entries *entries)
{
	memory_free(entries->items);
	memory_free(entries->bytes);
}

/* ---- runs --------------------------------------------------------------- */

static size_t
run_size(const struct entry_run *run)
{
	return run->begin[NUM_PARTS];
}

static void
drop_entries(struct entry_run *run)
{
	memory_unmap(run->keys, run->room * sizeof *run->keys);
	memory_unmap(run->articles, run->room * sizeof *run->articles);
	run->keys = NULL;
	run->articles = NULL;
}

static void
run_free(struct entry_run *run)
{
	if (run == NULL)
		return;
	drop_entries(run);
	memory_free(run);
}

static struct entry_run *
entries_run_new(size_t num)
{
	struct entry_run *run = memory_new(1, sizeof *run);

	if (run == NULL)
		return NULL;
	run->room = num;
	run->keys = memory_map(num * sizeof *run->keys);
	run->articles = memory_map(num * sizeof *run->articles);
	if (run->keys != NULL && run->articles != NULL)
		return run;
	run_free(run);
	return NULL;
}

/* A run of these entries, in their order within each part. */
static struct entry_run *
group(const struct entry *entries, size_t num)
{
	struct entry_run *run = entries_run_new(num);
	uint32_t next[NUM_PARTS + 1] = {0}, place;
	size_t i;

	if (run == NULL)
		return NULL;
	for (i = 0; i < num; i++)
		next[keys_part(entries[i].key) + 1]++;
	for (i = 0; i < NUM_PARTS; i++)
		next[i + 1] += next[i];
	memcpy(run->begin, next, sizeof next);
	for (i = 0; i < num; i++) {
		place = next[keys_part(entries[i].key)]++;
		run->keys[place] = entries[i].key;
		run->articles[place] = entries[i].value;
	}
	return run;
}

/* One run of all that the list holds. */
static struct entry_run *
merge(const struct entry_runs *list)
{
	struct entry_run *merged = entries_run_new(list->num_entries);
	const struct entry_run *run;
	size_t part, i, num, end = 0;

	if (merged == NULL)
		return NULL;
	for (part = 0; part < NUM_PARTS; part++) {
		merged->begin[part] = (uint32_t)end;
		for (i = 0; i < list->num; i++) {
			run = list->items[i];
			num = run->begin[part + 1] - run->begin[part];
			memcpy(merged->keys + end, run->keys + run->begin[part],
			    num * sizeof *run->keys);
			memcpy(merged->articles + end,
			    run->articles + run->begin[part],
			    num * sizeof *run->articles);
			end += num;
		}
	}
	merged->begin[NUM_PARTS] = (uint32_t)end;
	assert(end == list->num_entries);
	return merged;
}

/* Writes a run and forgets what is written. */
static enum ndup_status
entries_write_run(struct tempfile *temp, struct entry_run *run)
{
	size_t num = run_size(run);
	enum ndup_status status;

	status = tempfile_write(
	    temp, run->keys, num * sizeof *run->keys, &run->keys_at);
	if (status == NDUP_OK)
		status = tempfile_write(temp, run->articles,
		    num * sizeof *run->articles, &run->articles_at);
	drop_entries(run);
	return status;
}

/* ---- lists of runs ------------------------------------------------------ */

static enum ndup_status
list_add(struct entry_runs *list, struct entry_run *run)
{
	if (memory_grow(list->items, list->num + 1) != NDUP_OK)
		return NDUP_NOMEM;
	list->items[list->num++] = run;
	list->num_entries += run_size(run);
	return NDUP_OK;
}

static void
list_free(struct entry_runs *list)
{
	size_t i;

	for (i = 0; i < list->num; i++)
		run_free(list->items[i]);
	memory_free(list->items);
	*list = (struct entry_runs){0};
}

void
keys_free(struct keys *keys)
{
	if (keys == NULL)
		return;
	list_free(&keys->runs);
	list_free(&keys->waits);
	pthread_mutex_destroy(&keys->lock);
	memory_free(keys);
}

/* Keeps a run, or frees it. */
static enum ndup_status
keep(struct keys *keys, struct entry_runs *list, struct entry_run *run)
{
	enum ndup_status status;

	pthread_mutex_lock(&keys->lock);
	status = list_add(list, run);
	pthread_mutex_unlock(&keys->lock);
	if (status != NDUP_OK)
		run_free(run);
	return status;
}

/* Takes away the runs that wait, if they have so many entries. */
static struct entry_runs
take_waiting(struct keys *keys, size_t least)
{
	struct entry_runs taken = {0};

	pthread_mutex_lock(&keys->lock);
	if (keys->waits.num_entries >= least) {
		taken = keys->waits;
		keys->waits = (struct entry_runs){0};
	}
	pthread_mutex_unlock(&keys->lock);
	return taken;
}

static enum ndup_status
write_waiting(struct keys *keys, size_t least)
{
	struct entry_runs taken = take_waiting(keys, least);
	enum ndup_status status;
	struct entry_run *run;

	if (taken.num == 0)
		return NDUP_OK;
	run = merge(&taken);
	list_free(&taken);
	if (run == NULL)
		return NDUP_NOMEM;
	if ((status = entries_write_run(keys->temp, run)) != NDUP_OK) {
		run_free(run);
		return status;
	}
	return keep(keys, &keys->runs, run);
}

enum ndup_status
keys_add(struct keys *keys, struct entries *gathered, bool to_disk)
{
	struct entry_run *run = group(gathered->items, gathered->num);
	enum ndup_status status;

	gathered->num = 0;
	if (run == NULL)
		return NDUP_NOMEM;
	status = keep(keys, to_disk ? &keys->waits : &keys->runs, run);
	if (status == NDUP_OK && to_disk)
		status = write_waiting(keys, WRITE_NUM);
	return status;
}

enum ndup_status
keys_finish(struct keys *keys)
{
	return write_waiting(keys, 1);
}

/* ---- reading ------------------------------------------------------------ */

/* Keys and articles of a part of a run; from disk into the entries' bytes. */
static enum ndup_status
load_run(const struct keys *keys, const struct entry_run *run, size_t part,
    struct entries *entries, const uint64_t **keys_of,
    const uint32_t **articles)
{
	size_t begin = run->begin[part], num = run->begin[part + 1] - begin;
	size_t keys_size = num * sizeof **keys_of;
	size_t articles_size = num * sizeof **articles;
	enum ndup_status status;
	char *bytes;

	if (run->keys != NULL) {
		*keys_of = run->keys + begin;
		*articles = run->articles + begin;
		return NDUP_OK;
	}
	if (memory_reserve(&entries->bytes, &entries->bytes_capacity,
		keys_size + articles_size, 1) != NDUP_OK)
		return NDUP_NOMEM;
	bytes = entries->bytes;
	status = tempfile_read(keys->temp,
	    run->keys_at + begin * sizeof **keys_of, bytes, keys_size);
	if (status == NDUP_OK)
		status = tempfile_read(keys->temp,
		    run->articles_at + begin * sizeof **articles,
		    bytes + keys_size, articles_size);
	*keys_of = entries->bytes;
	*articles = (const void *)(bytes + keys_size);
	return status;
}

static enum ndup_status
read_run(const struct keys *keys, const struct entry_run *run, size_t part,
    const uint32_t *text_of, struct entries *entries)
{
	size_t num = run->begin[part + 1] - run->begin[part], i;
	const uint64_t *keys_of;
	const uint32_t *articles;
	struct entry *entry;
	enum ndup_status status;

	if (num == 0)
		return NDUP_OK;
	status = load_run(keys, run, part, entries, &keys_of, &articles);
	if (status != NDUP_OK)
		return status;
	entry = entries->items + entries->num;
	for (i = 0; i < num; i++) {
		assert(keys_part(keys_of[i]) == part);
		*entry = (struct entry){keys_of[i], text_of[articles[i]]};
		entry += entry->value != NO_TEXT;
	}
	entries->num = (size_t)(entry - entries->items);
	return NDUP_OK;
}

enum ndup_status
keys_read(const struct keys *keys, size_t part, const uint32_t *text_of,
    struct entries *entries)
{
	const struct entry_runs *runs = &keys->runs;
	enum ndup_status status;
	size_t num = 1, i; /* one more is written, if only to be left out */

	for (i = 0; i < runs->num; i++)
		num += runs->items[i]->begin[part + 1] -
		       runs->items[i]->begin[part];
	entries->num = 0;
	status = memory_grow(entries->items, num);
	for (i = 0; i < runs->num && status == NDUP_OK; i++)
		status = read_run(keys, runs->items[i], part, text_of, entries);
	return status;
}

/* ---- whether all is as it should be -------------------------------------- */

static bool
run_part_is_sound(const struct keys *keys, const struct entry_run *run,
    size_t part, struct entries *scratch)
{
	const uint64_t *keys_of;
	const uint32_t *articles;
	size_t num, i;

	if (run->begin[part + 1] < run->begin[part])
		return false;
	num = run->begin[part + 1] - run->begin[part];
	if (num == 0)
		return true;
	if (load_run(keys, run, part, scratch, &keys_of, &articles) != NDUP_OK)
		return false;
	for (i = 0; i < num; i++)
		if (keys_part(keys_of[i]) != part || articles[i] == NO_TEXT)
			return false;
	return true;
}

static bool
list_is_sound(const struct keys *keys, const struct entry_runs *list)
{
	struct entries scratch = {0};
	size_t part, sum = 0, i;
	bool is_sound = true;

	for (i = 0; i < list->num && is_sound; i++) {
		sum += run_size(list->items[i]);
		is_sound = list->items[i]->begin[0] == 0 &&
			   run_size(list->items[i]) <= list->items[i]->room;
		for (part = 0; part < NUM_PARTS && is_sound; part++)
			is_sound = run_part_is_sound(
			    keys, list->items[i], part, &scratch);
	}
	entries_free(&scratch);
	return is_sound && sum == list->num_entries;
}

bool
keys_validate(const struct keys *keys)
{
	return list_is_sound(keys, &keys->runs) &&
	       list_is_sound(keys, &keys->waits);
}
