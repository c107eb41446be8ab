/*
 * search.c - the articles that have any of many keys
 *
 * Run by run, all keys: first the chunks are found, then their heads read, then
 * the entries; what comes next is fetched from memory meanwhile.  Most keys are
 * in no run.
 */
#include <errno.h>

#include "base/error.h"
#include "base/memory.h"
#include "postings.h"
#include "runs.h"

/* A key that a run has: where its entries begin. */
struct found_entries {
	uint32_t run;            /* index of its directory */
	uint32_t previous, next; /* runs of the same key, or NONE */
	struct place place;
};

#define NONE UINT32_MAX

/* Of each key of the query. */
struct probe {
	struct place place;
	uint32_t first, last; /* of found, or NONE */
};

struct postings_search {
	struct directory *directories; /* the oldest run first */
	size_t num_directories, directories_capacity;
	uint64_t environment, commit; /* that they are of; 0: of none */
	struct run_list runs;

	struct probe *probes;
	struct found_entries *found;
	uint64_t *hits;
	uint32_t *capped;
	size_t num_found, num_hits, num_capped;
	size_t probes_capacity, found_capacity, hits_capacity, capped_capacity;
};

enum ndup_status
postings_search_new(struct postings_search **created)
{
	*created = memory_new(1, sizeof **created);
	return *created == NULL ? NDUP_NOMEM : NDUP_OK;
}

static void
forget(struct postings_search *search)
{
	while (search->num_directories > 0)
		directory_free(&search->directories[--search->num_directories]);
	search->environment = search->commit = 0;
}

void
postings_search_free(struct postings_search *search)
{
	if (search == NULL)
		return;
	forget(search);
	memory_free(search->directories);
	run_list_free(&search->runs);
	memory_free(search->probes);
	memory_free(search->found);
	memory_free(search->hits);
	memory_free(search->capped);
	memory_free(search);
}

/* ---- directories -------------------------------------------------------- */

static const struct run *
search_find_run(const struct run_list *runs, uint32_t id)
{
	size_t i;

	for (i = 0; i < runs->num; i++)
		if (runs->items[i].id == id)
			return &runs->items[i];
	return NULL;
}

/* Forgets the runs that the view does not have. */
static void
forget_old(struct postings_search *search)
{
	size_t num = 0, i;

	for (i = 0; i < search->num_directories; i++) {
		struct directory *directory = &search->directories[i];

		if (search_find_run(&search->runs, directory->run) == NULL)
			directory_free(directory);
		else
			search->directories[num++] = *directory;
	}
	search->num_directories = num;
}

/* Puts in those that are missing, at their places. */
static enum ndup_status
read_new(struct postings_search *search, struct txn *view)
{
	const struct run_list *runs = &search->runs;
	struct directory read, *place;
	enum ndup_status status;
	size_t i;

	if (memory_grow(search->directories, runs->num) != NDUP_OK)
		return txn_fail(view, ENOMEM);
	for (i = 0; i < runs->num; i++) {
		place = &search->directories[i];
		if (i < search->num_directories &&
		    place->run == runs->items[i].id)
			continue;
		status = directory_read(&read, view, &runs->items[i]);
		if (status != NDUP_OK)
			return status;
		memmove(place + 1, place,
		    (search->num_directories - i) * sizeof *place);
		*place = read;
		search->num_directories++;
	}
	return NDUP_OK;
}

/* Makes the directories those of the view.  A run never changes as long as it
 * is there, nor does its place as long as the file is open. */
static enum ndup_status
search_follow(struct postings_search *search, struct txn *view)
{
	enum ndup_status status;

	if (search->environment != view->env->number)
		forget(search);
	else if (search->commit == txn_commit_number(view))
		return NDUP_OK;
	status = run_list_read(view, &search->runs);
	if (status == NDUP_OK) {
		forget_old(search);
		status = read_new(search, view);
	}
	if (status != NDUP_OK) {
		forget(search);
		return status;
	}
	search->environment = view->env->number;
	search->commit = txn_commit_number(view);
	return NDUP_OK;
}

/* ---- all keys in a run -------------------------------------------------- */

static enum ndup_status
add_found(struct postings_search *search, struct txn *view, struct probe *probe,
    uint32_t run)
{
	uint32_t i = (uint32_t)search->num_found;

	if (memory_grow(search->found, i + 1u) != NDUP_OK)
		return txn_fail(view, ENOMEM);
	search->found[i] =
	    (struct found_entries){run, probe->last, NONE, probe->place};
	if (probe->last == NONE)
		probe->first = i;
	else
		search->found[probe->last].next = i;
	probe->last = i;
	search->num_found++;
	return NDUP_OK;
}

static void
find_chunks(const struct directory *directory,
    const struct postings_query *query, struct probe *probes)
{
	size_t i, chunk;

	for (i = 0; i < query->num_keys; i++) {
		chunk = directory_guess(directory, query->keys[i]);
		probes[i].place.chunk = (uint32_t)chunk;
		__builtin_prefetch(&directory->firsts[chunk]);
	}
	for (i = 0; i < query->num_keys; i++) {
		chunk = directory_find(
		    directory, query->keys[i], probes[i].place.chunk);
		probes[i].place.chunk = (uint32_t)chunk;
		__builtin_prefetch(&directory->chunks[chunk]);
	}
}

static enum ndup_status
guess_entries(struct directory *directory, struct txn *view,
    const struct postings_query *query, struct probe *probes)
{
	enum ndup_status status = NDUP_OK;
	size_t i;

	for (i = 0; i < query->num_keys && status == NDUP_OK; i++) {
		status =
		    directory_check(directory, view, probes[i].place.chunk);
		if (status == NDUP_OK)
			directory_near(
			    directory, &probes[i].place, query->keys[i]);
	}
	return status;
}

static enum ndup_status
search_run(struct postings_search *search, struct txn *view,
    const struct postings_query *query, uint32_t run)
{
	struct directory *directory = &search->directories[run];
	struct probe *probes = search->probes;
	enum ndup_status status;
	size_t i;

	find_chunks(directory, query, probes);
	status = guess_entries(directory, view, query, probes);
	for (i = 0; i < query->num_keys && status == NDUP_OK; i++) {
		struct place *place = &probes[i].place;
		uint32_t guessed = place->chunk;

		*place = directory_entry(directory, *place, query->keys[i]);
		if (place->chunk == directory->num)
			continue;
		if (place->chunk != guessed &&
		    directory->firsts[place->chunk] != query->keys[i])
			continue;
		status = directory_check(directory, view, place->chunk);
		if (status == NDUP_OK &&
		    directory_has(directory, *place, query->keys[i]))
			status = add_found(search, view, &probes[i], run);
	}
	return status;
}

/* ---- the numbers of a key ----------------------------------------------- */

struct bucket {
	struct postings_search *search;
	struct txn *view;
	const struct postings_query *query;
	uint32_t key;     /* its index */
	size_t num, most; /* numbers taken, to be taken */
	size_t dead;      /* that may still be passed over */
	int64_t above;    /* only higher numbers */
};

static bool
wants_more(const struct bucket *bucket)
{
	return bucket->num < bucket->most && bucket->dead > 0;
}

static enum ndup_status
search_take(struct bucket *bucket, uint32_t number)
{
	struct postings_search *search = bucket->search;
	const struct postings_query *query = bucket->query;

	if (query->alive != NULL && !query->alive(query->ctx, number)) {
		bucket->dead--;
		return NDUP_OK;
	}
	if (number <= bucket->above) {
		bucket->dead = 0; /* all have been seen */
		return NDUP_OK;
	}
	if (memory_grow(search->hits, search->num_hits + 1) != NDUP_OK)
		return txn_fail(bucket->view, ENOMEM);
	search->hits[search->num_hits++] = postings_hit(number, bucket->key);
	bucket->num++;
	return NDUP_OK;
}

static uint64_t
bucket_key(const struct bucket *bucket)
{
	return bucket->query->keys[bucket->key];
}

/* From the first entry of the key on. */
static enum ndup_status
take_forward(struct bucket *bucket, const struct found_entries *found)
{
	struct directory *directory = &bucket->search->directories[found->run];
	struct place place = found->place;
	enum ndup_status status = NDUP_OK;
	struct chunk_head head;
	const char *chunk;

	while (status == NDUP_OK && wants_more(bucket) &&
	       place.chunk < directory->num) {
		if (place.index == 0)
			status = directory_check(
			    directory, bucket->view, place.chunk);
		if (status != NDUP_OK)
			break;
		chunk = directory->chunks[place.chunk].bytes;
		head = chunk_head(chunk);
		if (chunk_entry_key(chunk, &head, place.index) !=
		    bucket_key(bucket))
			break;
		status = search_take(
		    bucket, chunk_number(chunk, &head, place.index));
		place.index++;
		place = directory_to_entry(directory, place);
	}
	return status;
}

/* The place behind the last entry of the key. */
static enum ndup_status
search_find_end(
    struct bucket *bucket, struct directory *directory, struct place *end)
{
	uint64_t key = bucket_key(bucket);
	enum ndup_status status;
	size_t near;

	if (key == UINT64_MAX) {
		*end = (struct place){(uint32_t)directory->num, 0};
		return NDUP_OK;
	}
	near = directory_guess(directory, key + 1);
	*end = (struct place){
	    (uint32_t)directory_find(directory, key + 1, near), 0};
	status = directory_check(directory, bucket->view, end->chunk);
	if (status == NDUP_OK)
		*end = directory_entry(directory, *end, key + 1);
	return status;
}

static enum ndup_status
take_backward(struct bucket *bucket, const struct found_entries *found)
{
	struct directory *directory = &bucket->search->directories[found->run];
	struct place place;
	struct chunk_head head;
	const char *chunk;
	enum ndup_status status = search_find_end(bucket, directory, &place);

	while (status == NDUP_OK && wants_more(bucket) &&
	       (place.chunk != found->place.chunk ||
		   place.index != found->place.index)) {
		if (place.index == 0) {
			place.chunk--;
			status = directory_check(
			    directory, bucket->view, place.chunk);
			if (status != NDUP_OK)
				break;
			place.index = directory->chunks[place.chunk].num;
		}
		chunk = directory->chunks[place.chunk].bytes;
		head = chunk_head(chunk);
		place.index--;
		status = search_take(
		    bucket, chunk_number(chunk, &head, place.index));
	}
	return status;
}

/* One more than may be is taken, to know whether there are more. */
static enum ndup_status
search_take_first(struct bucket *bucket, const struct probe *probe)
{
	const struct found_entries *found = bucket->search->found;
	enum ndup_status status = NDUP_OK;
	uint32_t i;

	bucket->most = (size_t)bucket->query->most + !bucket->query->first_ones;
	bucket->dead = bucket->query->first_ones ? SIZE_MAX : POSTINGS_DEAD;
	for (i = probe->first; i != NONE && status == NDUP_OK;
	     i = found[i].next)
		status = take_forward(bucket, &found[i]);
	return status;
}

static enum ndup_status
take_latest(struct bucket *bucket, const struct probe *probe)
{
	const struct found_entries *found = bucket->search->found;
	size_t first_ones = bucket->query->most - bucket->query->most / 2;
	struct postings_search *search = bucket->search;
	enum ndup_status status = NDUP_OK;
	uint32_t i;

	if (bucket->num > first_ones)
		search->num_hits -= bucket->num - first_ones;
	if (bucket->num > 0)
		bucket->above =
		    postings_hit_number(search->hits[search->num_hits - 1]);
	bucket->num = 0;
	bucket->most = bucket->query->most / 2;
	bucket->dead = POSTINGS_DEAD;
	for (i = probe->last; i != NONE && status == NDUP_OK;
	     i = found[i].previous)
		status = take_backward(bucket, &found[i]);
	return status;
}

/* ---- a query ------------------------------------------------------------ */

static enum ndup_status
begin_query(struct postings_search *search, struct txn *view,
    const struct postings_query *query)
{
	size_t i;

	if (memory_grow(search->probes, query->num_keys) != NDUP_OK)
		return txn_fail(view, ENOMEM);
	for (i = 0; i < query->num_keys; i++)
		search->probes[i].first = search->probes[i].last = NONE;
	search->num_found = search->num_hits = search->num_capped = 0;
	return NDUP_OK;
}

/* The numbers of a key that some run has. */
static enum ndup_status
search_take_key(struct postings_search *search, struct bucket *bucket)
{
	const struct probe *probe = &search->probes[bucket->key];
	enum ndup_status status = search_take_first(bucket, probe);

	if (status != NDUP_OK || bucket->query->first_ones ||
	    (bucket->num <= bucket->query->most && bucket->dead > 0))
		return status;
	if (memory_grow(search->capped, search->num_capped + 1) != NDUP_OK)
		return txn_fail(bucket->view, ENOMEM);
	search->capped[search->num_capped++] = bucket->key;
	return take_latest(bucket, probe);
}

static enum ndup_status
search_take_numbers(struct postings_search *search, struct txn *view,
    const struct postings_query *query)
{
	enum ndup_status status = NDUP_OK;
	uint32_t i;

	for (i = 0; i < query->num_keys && status == NDUP_OK; i++) {
		struct bucket bucket = {search, view, query, i, 0, 0, 0, -1};

		if (search->probes[i].first != NONE)
			status = search_take_key(search, &bucket);
	}
	return status;
}

enum ndup_status
postings_search_run(struct postings_search *search, struct txn *view,
    const struct postings_query *query, struct postings_hits *hits)
{
	enum ndup_status status = search_follow(search, view);
	uint32_t i;

	*hits = (struct postings_hits){0};
	if (status == NDUP_OK)
		status = begin_query(search, view, query);
	for (i = 0; i < search->num_directories && status == NDUP_OK; i++)
		status = search_run(search, view, query, i);
	if (status == NDUP_OK)
		status = search_take_numbers(search, view, query);
	*hits = (struct postings_hits){
	    search->hits, search->num_hits, search->capped, search->num_capped};
	return status;
}
