/*
 * merge.c - several runs into one
 */
#include <assert.h>
#include <errno.h>

#include "base/memory.h"
#include "runs.h"

/* One of the runs at work, or the entries in memory. */
struct source {
	struct run_walk walk;
	struct merge_place *place;   /* NULL: in memory */
	const struct entry *entries; /* of the chunk at hand, or all */
	struct entry *own;
	size_t num, next;
};

struct work {
	struct txn *txn;
	struct source *sources; /* those that have something left */
	size_t num;
	uint8_t *dead; /* a bit for each number */
	uint64_t num_numbers;
	struct run_writer writer;
};

/* ---- which -------------------------------------------------------------- */

/*
 * As long as the newer ones together are no smaller than the next older one:
 * then lengths at least double, from the latest to the first.
 */
size_t
merge_choose(const struct run_list *runs, uint64_t num_entries)
{
	uint64_t sum = num_entries;
	size_t num = 0;

	if (sum == 0 && runs->num > 0)
		sum = runs->items[runs->num - ++num].entries;
	while (
	    num < runs->num && sum >= runs->items[runs->num - num - 1].entries)
		sum += runs->items[runs->num - ++num].entries;
	return num_entries == 0 && num == 1 ? 0 : num;
}

enum ndup_status
merge_begin(
    struct merge *merge, struct txn *txn, const struct run *runs, size_t num)
{
	enum ndup_status status;
	size_t i;

	*merge = (struct merge){.num_places = 0};
	merge->places = memory_new(num, sizeof *merge->places);
	if (merge->places == NULL)
		return txn_fail(txn, ENOMEM);
	merge->num_places = num;
	for (i = 0; i < num; i++) {
		merge->places[i].run = runs[i];
		if (merge->num_numbers <= runs[i].highest)
			merge->num_numbers = (uint64_t)runs[i].highest + 1;
	}
	status = run_new(txn, &merge->run);
	merge->run.state = RUN_UNFINISHED;
	return status;
}

void
merge_free(struct merge *merge)
{
	memory_free(merge->places);
	*merge = (struct merge){.num_places = 0};
}

/* ---- the dead ----------------------------------------------------------- */

static void
mark_dead(struct work *work, struct ndup_slice key)
{
	uint64_t number = key.len == 4 ? store_number_of(key) : UINT64_MAX;

	if (number < work->num_numbers)
		work->dead[number / 8] |= (uint8_t)(1u << number % 8);
}

static enum ndup_status
merge_read_dead(struct work *work)
{
	struct ndup_slice key, value;
	struct cursor *cursor;
	enum ndup_status status;

	work->dead = memory_new(work->num_numbers / 8 + 1, 1);
	if (work->dead == NULL)
		return txn_fail(work->txn, ENOMEM);
	status = cursor_open(
	    &cursor, work->txn, STORE_DEAD, (struct ndup_slice){"", 0});
	while (status == NDUP_OK) {
		status = cursor_next(cursor, &key, &value);
		if (status == NDUP_OK)
			mark_dead(work, key);
	}
	cursor_close(cursor);
	return status == NDUP_END ? NDUP_OK : status;
}

static bool
is_dead(const struct work *work, uint32_t number)
{
	return number < work->num_numbers &&
	       (work->dead[number / 8] >> number % 8 & 1) != 0;
}

/* ---- sources ------------------------------------------------------------ */

/* Reads the chunk that comes next; NDUP_END: the run has no more. */
static enum ndup_status
read_chunk(struct source *source)
{
	struct merge_place *place = source->place;
	struct ndup_slice chunk;
	enum ndup_status status;

	place->before = source->walk.seen;
	status = run_walk_next(&source->walk, &place->chunk, &chunk);
	if (status != NDUP_OK)
		return status;
	chunk_unpack(chunk.ptr, source->own);
	source->num = chunk_head(chunk.ptr).num;
	source->next = 0;
	return NDUP_OK;
}

/* Opens a run where the merge stands in it. */
static enum ndup_status
open_run(struct txn *txn, struct source *source, struct merge_place *place)
{
	enum ndup_status status;

	*source = (struct source){.place = place};
	source->own = memory_new(CHUNK_MOST, sizeof *source->own);
	if (source->own == NULL)
		return txn_fail(txn, ENOMEM);
	source->entries = source->own;
	status = run_walk_begin_at(
	    &source->walk, txn, &place->run, &place->chunk, place->before);
	if (status == NDUP_OK)
		status = read_chunk(source);
	source->next = place->index;
	return status;
}

static void
close_source(struct source *source)
{
	run_walk_end(&source->walk);
	memory_free(source->own);
}

static enum ndup_status
open_sources(struct work *work, struct merge *merge)
{
	enum ndup_status status = NDUP_OK;
	struct source *source;
	size_t i;

	work->sources =
	    memory_new(merge->num_places + 1, sizeof *work->sources);
	if (work->sources == NULL)
		return txn_fail(work->txn, ENOMEM);
	for (i = 0; i < merge->num_places && status == NDUP_OK; i++) {
		if (merge->places[i].at_end)
			continue;
		source = &work->sources[work->num++];
		status = open_run(work->txn, source, &merge->places[i]);
		if (status == NDUP_END)
			status = txn_damaged(
			    work->txn, "a run of postings has lost chunks");
	}
	if (merge->num_entries > 0)
		work->sources[work->num++] = (struct source){
		    .entries = merge->entries, .num = merge->num_entries};
	return status;
}

static void
end_source(struct work *work, size_t i)
{
	if (work->sources[i].place != NULL)
		work->sources[i].place->at_end = true;
	close_source(&work->sources[i]);
	work->num--;
	memmove(&work->sources[i], &work->sources[i + 1],
	    (work->num - i) * sizeof *work->sources);
}

/* Steps over the entry at hand. */
static enum ndup_status
advance(struct work *work, size_t i)
{
	struct source *source = &work->sources[i];
	enum ndup_status status = NDUP_END;

	if (++source->next < source->num)
		return NDUP_OK;
	if (source->place != NULL)
		status = read_chunk(source);
	if (status != NDUP_END)
		return status;
	end_source(work, i);
	return NDUP_OK;
}

/* ---- merging ------------------------------------------------------------ */

/* The source with the least entry. */
static size_t
find_least(const struct work *work)
{
	const struct source *sources = work->sources;
	size_t least = 0, i;

	assert(work->num > 0);
	for (i = 1; i < work->num; i++)
		if (entry_is_less(&sources[i].entries[sources[i].next],
			&sources[least].entries[sources[least].next]))
			least = i;
	return least;
}

/* NDUP_END: as much was written as may be. */
static enum ndup_status
merge_entries(struct work *work)
{
	enum ndup_status status = NDUP_OK;
	struct source *source;
	struct entry entry;
	size_t least;

	while (work->num > 0 && status == NDUP_OK) {
		least = find_least(work);
		source = &work->sources[least];
		entry = source->entries[source->next];
		if (!is_dead(work, entry.value))
			status = run_writer_add(&work->writer, entry);
		if (status == NDUP_OK)
			status = advance(work, least);
	}
	return status;
}

static enum ndup_status
work_on(struct work *work, struct merge *merge, size_t most_chunks)
{
	enum ndup_status status = merge_read_dead(work);

	if (status == NDUP_OK)
		status = open_sources(work, merge);
	if (status != NDUP_OK)
		return status;
	run_writer_begin(&work->writer, work->txn, &merge->run);
	work->writer.most_chunks = merge->run.chunks.num + most_chunks;
	status = merge_entries(work);
	if (status == NDUP_OK) {
		merge->is_done = true;
		status = run_writer_end(&work->writer);
	}
	return status == NDUP_END ? NDUP_OK : status;
}

/* Where the sources are now, so that they can be opened there. */
static void
close_work(struct work *work)
{
	size_t i;

	for (i = 0; i < work->num; i++) {
		if (work->sources[i].place != NULL)
			work->sources[i].place->index = work->sources[i].next;
		close_source(&work->sources[i]);
	}
	memory_free(work->sources);
	memory_free(work->dead);
	memory_free(work);
}

enum ndup_status
merge_go_on(struct merge *merge, struct txn *txn, size_t most_chunks)
{
	struct work *work = memory_new(1, sizeof *work);
	enum ndup_status status;

	if (work == NULL)
		return txn_fail(txn, ENOMEM);
	work->txn = txn;
	work->num_numbers = merge->num_numbers;
	status = work_on(work, merge, most_chunks);
	close_work(work);
	return status;
}
