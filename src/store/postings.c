/*
 * postings.c - runs of postings: adding, merging, reading all
 */
#include <assert.h>
#include <errno.h>

#include "base/error.h"
#include "base/memory.h"
#include "postings.h"
#include "runs.h"

enum {
	/* Chunks that one transaction writes or deletes: 32 MB. */
	MOST_CHUNKS = 8192,
	/* Entries of runs that are merged in the transaction which adds to
	 * them: some 8 MB, which costs less than one more commit. */
	MOST_AT_ONCE = 1000000
};

/* ---- adding ------------------------------------------------------------- */

static uint64_t
sum_entries(const struct run *runs, size_t num)
{
	uint64_t sum = 0;
	size_t i;

	for (i = 0; i < num; i++)
		sum += runs[i].entries;
	return sum;
}

/* The new run takes effect; without any entry it is none. */
static enum ndup_status
put_merged(struct txn *txn, struct run *run)
{
	run->state = RUN_WHOLE;
	if (run->entries > 0)
		return run_put(txn, run);
	return NDUP_OK;
}

static enum ndup_status
delete_runs(struct txn *txn, const struct run *runs, size_t num)
{
	enum ndup_status status = NDUP_OK;
	size_t most, i;

	for (i = 0; i < num && status == NDUP_OK; i++) {
		most = SIZE_MAX;
		status = run_delete(txn, runs[i].id, &most);
	}
	return status;
}

/* Puts the entries into a new run, with those of runs that it replaces. */
static enum ndup_status
merge_with(struct txn *txn, const struct run *runs, size_t num_runs,
    const struct entry *sorted, size_t num)
{
	struct merge merge;
	enum ndup_status status = merge_begin(&merge, txn, runs, num_runs);

	merge.entries = sorted;
	merge.num_entries = num;
	if (status == NDUP_OK)
		status = merge_go_on(&merge, txn, SIZE_MAX);
	if (status == NDUP_OK)
		status = put_merged(txn, &merge.run);
	if (status == NDUP_OK)
		status = delete_runs(txn, runs, num_runs);
	merge_free(&merge);
	return status;
}

enum ndup_status
postings_append(struct txn *txn, const struct entry *sorted, size_t num)
{
	struct run_list runs = {NULL, 0, 0};
	enum ndup_status status;
	const struct run *latest = NULL;
	size_t num_merged;

	assert(postings_are_sorted(sorted, num));
	if (num == 0)
		return NDUP_OK;
	if ((status = run_list_read(txn, &runs)) == NDUP_OK) {
		num_merged = merge_choose(&runs, num);
		if (num_merged > 0)
			latest = runs.items + (runs.num - num_merged);
		if (sum_entries(latest, num_merged) > MOST_AT_ONCE)
			num_merged = 0;
		status = merge_with(txn, latest, num_merged, sorted, num);
	}
	run_list_free(&runs);
	return status;
}

/* ---- merging ------------------------------------------------------------ */

struct task {
	const struct run_list *runs; /* all that are whole */
	size_t num;                  /* of the latest ones, that are merged */
	struct merge merge;          /* as far as it was committed */
};

static enum ndup_status
replace_runs(struct txn *txn, const struct task *task, struct run *merged)
{
	const struct run_list *runs = task->runs;
	enum ndup_status status = NDUP_OK;
	struct run old;
	size_t i;

	for (i = runs->num - task->num; i < runs->num && status == NDUP_OK;
	     i++) {
		old = runs->items[i];
		old.state = RUN_REPLACED;
		status = run_put(txn, &old);
	}
	if (status == NDUP_OK)
		status = put_merged(txn, merged);
	return status;
}

static enum ndup_status
merge_piece(struct txn *txn, void *ctx)
{
	struct task *task = ctx;
	struct merge *merge = &task->merge;
	enum ndup_status status = NDUP_OK;

	if (merge->places == NULL)
		status = merge_begin(merge, txn,
		    task->runs->items + (task->runs->num - task->num),
		    task->num);
	if (status == NDUP_OK)
		status = merge_go_on(merge, txn, MOST_CHUNKS);
	if (status != NDUP_OK)
		return status;
	if (!merge->is_done)
		return run_put(txn, &merge->run);
	if (merge->run.entries == 0) {
		struct number_key key;

		status = txn_delete(
		    txn, STORE_RUNS, store_number(&key, merge->run.id));
		if (status != NDUP_OK && status != NDUP_END)
			return status;
	}
	return replace_runs(txn, task, &merge->run);
}

static enum ndup_status
merge_runs(struct store *store, const struct run_list *runs, size_t num,
    struct ndup_error *error)
{
	struct task task = {.runs = runs, .num = num};
	enum ndup_status status;

	do
		status = store_write(store, merge_piece, &task, error);
	while (status == NDUP_OK && !task.merge.is_done);
	merge_free(&task.merge);
	return status;
}

/* ---- what is of no more use --------------------------------------------- */

static enum ndup_status
sweep_piece(struct txn *txn, void *ctx)
{
	struct run_list runs = {NULL, 0, 0};
	enum ndup_status status = run_list_read_all(txn, &runs);
	size_t most = MOST_CHUNKS, i;
	bool *more = ctx;

	for (i = 0; i < runs.num && status == NDUP_OK && most > 0; i++)
		if (runs.items[i].state != RUN_WHOLE)
			status = run_delete(txn, runs.items[i].id, &most);
	*more = most == 0;
	run_list_free(&runs);
	return status;
}

/* Looks first, so that nothing is written if there is nothing to do. */
static enum ndup_status
read_runs(struct store *store, struct run_list *whole, bool *has_others,
    struct ndup_error *error)
{
	enum ndup_status status;
	struct txn *view;
	size_t num;

	if ((status = store_view_begin(store, &view, 1, error)) != NDUP_OK)
		return status;
	status = run_list_read_all(view, whole);
	num = whole->num;
	if (status == NDUP_OK)
		status = run_list_read(view, whole);
	*has_others = whole->num < num;
	txn_error(view, error);
	store_view_end(&view, 1);
	return status;
}

static enum ndup_status
sweep(struct store *store, struct run_list *whole, struct ndup_error *error)
{
	bool more = false;
	enum ndup_status status = read_runs(store, whole, &more, error);

	while (status == NDUP_OK && more)
		status = store_write(store, sweep_piece, &more, error);
	return status;
}

enum ndup_status
postings_merge(struct store *store, struct ndup_error *error)
{
	struct run_list runs = {NULL, 0, 0};
	enum ndup_status status;
	size_t num = 0;

	do {
		status = sweep(store, &runs, error);
		if (status == NDUP_OK && (num = merge_choose(&runs, 0)) > 0)
			status = merge_runs(store, &runs, num, error);
	} while (status == NDUP_OK && num > 0);
	run_list_free(&runs);
	return status;
}

enum ndup_status
postings_merge_all(struct store *store, struct ndup_error *error)
{
	struct run_list runs = {NULL, 0, 0};
	enum ndup_status status = sweep(store, &runs, error);

	if (status == NDUP_OK && runs.num > 0)
		status = merge_runs(store, &runs, runs.num, error);
	if (status == NDUP_OK)
		status = sweep(store, &runs, error);
	run_list_free(&runs);
	return status;
}

/* ---- reading all -------------------------------------------------------- */

static enum ndup_status
visit_run(
    struct txn *txn, const struct run *run, postings_visit *visit, void *ctx)
{
	struct entry entries[CHUNK_MOST], first;
	struct ndup_slice chunk;
	struct run_walk walk;
	enum ndup_status status = run_walk_begin(&walk, txn, run);

	while (status == NDUP_OK) {
		status = run_walk_next(&walk, &first, &chunk);
		if (status != NDUP_OK)
			break;
		chunk_unpack(chunk.ptr, entries);
		status = visit(ctx, entries, chunk_head(chunk.ptr).num);
	}
	run_walk_end(&walk);
	return status == NDUP_END ? NDUP_OK : status;
}

enum ndup_status
postings_each(struct txn *txn, postings_visit *visit, void *ctx)
{
	struct run_list runs = {NULL, 0, 0};
	enum ndup_status status = run_list_read(txn, &runs);
	size_t i;

	for (i = 0; i < runs.num && status == NDUP_OK; i++)
		status = visit_run(txn, &runs.items[i], visit, ctx);
	run_list_free(&runs);
	return status;
}

enum ndup_status
postings_stats(struct txn *txn, struct postings_stats *stats)
{
	struct run_list runs = {NULL, 0, 0};
	enum ndup_status status = run_list_read(txn, &runs);
	size_t i;

	*stats = (struct postings_stats){.num_runs = runs.num};
	for (i = 0; i < runs.num; i++) {
		stats->entries += runs.items[i].entries;
		stats->bytes += runs.items[i].chunks.num * txn->env->page_size;
	}
	run_list_free(&runs);
	return status;
}

/* ---- what always holds -------------------------------------------------- */

bool
postings_are_sorted(const struct entry *entries, size_t num)
{
	size_t i;

	for (i = 1; i < num; i++)
		if (!entry_is_less(&entries[i - 1], &entries[i]))
			return false;
	return true;
}

/* What was seen of a run. */
struct seen_run {
	struct run run;
	struct entry last;
};

static enum ndup_status
see_entries(void *ctx, const struct entry *entries, size_t num)
{
	struct seen_run *seen = ctx;
	struct run *run = &seen->run;
	size_t i;

	if (!postings_are_sorted(entries, num) ||
	    (run->entries > 0 && !entry_is_less(&seen->last, &entries[0])))
		return NDUP_INPUT;
	for (i = 0; i < num; i++) {
		if (entries[i].value < run->lowest)
			run->lowest = entries[i].value;
		if (entries[i].value > run->highest)
			run->highest = entries[i].value;
	}
	run->entries += num;
	seen->last = entries[num - 1];
	return NDUP_OK;
}

static bool
run_is_sound(struct txn *txn, const struct run *run)
{
	struct seen_run seen = {.run = {.lowest = UINT32_MAX}};

	return visit_run(txn, run, see_entries, &seen) == NDUP_OK &&
	       seen.run.entries > 0 && seen.run.entries == run->entries &&
	       seen.run.lowest == run->lowest &&
	       seen.run.highest == run->highest;
}

bool
postings_validate(struct txn *txn)
{
	struct run_list runs = {NULL, 0, 0};
	bool is_sound = run_list_read_all(txn, &runs) == NDUP_OK;
	uint64_t num_chunks = 0;
	size_t num = runs.num, i;

	is_sound = is_sound && run_list_read(txn, &runs) == NDUP_OK;
	for (i = 0; i < runs.num && is_sound; i++) {
		num_chunks += runs.items[i].chunks.num;
		is_sound = run_is_sound(txn, &runs.items[i]) &&
			   (i == 0 || runs.items[i - 1].highest <
					  runs.items[i].lowest);
	}
	if (num == runs.num && num_chunks != txn_count(txn, STORE_CHUNKS))
		is_sound = false;
	run_list_free(&runs);
	return is_sound;
}
