/*
 * index.c - an index is made, opened and closed; what a call sees of it
 */
#include <string.h>

#include "base/error.h"
#include "index.h"

void
ndup_index_options_init(struct ndup_index_options *options, size_t size)
{
	const struct ndup_index_options defaults = {
	    .struct_size = size, .window = -1};

	memory_defaults(options, size, &defaults, sizeof defaults);
}

/* The line of a write that failed: the store's own, or what the status says. */
static enum ndup_status
tell_write(const char *folder, enum ndup_status status,
    const struct ndup_error *own, struct ndup_error *error)
{
	if (status != NDUP_OK && own->status == NDUP_OK)
		return index_error(folder, NULL, status, error);
	if (status != NDUP_OK && error != NULL)
		*error = *own;
	return status;
}

/* ---- create ------------------------------------------------------------- */

static enum ndup_status
write_first(struct txn *txn, void *ctx)
{
	const struct state state = {0};
	enum ndup_status status = meta_write(ctx, txn);

	return status == NDUP_OK ? state_write(&state, txn) : status;
}

static enum ndup_status
index_create_in(const char *folder, struct meta *meta, struct ndup_error *error)
{
	struct ndup_error own = {.status = NDUP_OK};
	enum ndup_status status = store_create(folder, write_first, meta, &own);

	return tell_write(folder, status, &own, error);
}

enum ndup_status
ndup_index_create(const char *folder, const struct ndup_params *params,
    const struct ndup_index_options *options, struct ndup_error *error)
{
	struct ndup_index_options defaults;
	enum ndup_status status;
	struct meta meta;

	ndup_index_options_init(&defaults, sizeof defaults);
	if (options == NULL)
		options = &defaults;
	if (options->struct_size != sizeof *options)
		return error_set(error, NDUP_PARAM,
		    "options of another version of the library");
	if ((status = ndup_params_check(params, error)) != NDUP_OK)
		return status;
	status = meta_make(&meta, params, options, error);
	if (status == NDUP_OK)
		status = index_create_in(folder, &meta, error);
	meta_free(&meta);
	return status;
}

/* ---- open and close ----------------------------------------------------- */

static enum ndup_status
index_start_workers(struct ndup_index *index, struct ndup_error *error)
{
	unsigned num = pool_num_threads(index->pool), i;
	enum ndup_status status = NDUP_OK;

	index->workers = memory_new(num, sizeof *index->workers);
	index->views = memory_new(num, sizeof *index->views);
	if (index->workers == NULL || index->views == NULL)
		return error_memory(error);
	for (i = 0; i < num && status == NDUP_OK; i++)
		status =
		    worker_init(&index->workers[i], &index->meta.params, error);
	return status;
}

static enum ndup_status
read_meta(struct ndup_index *index, struct ndup_error *error)
{
	enum ndup_status status;
	struct txn *view;

	status = store_view_begin(index->store, &view, 1, error);
	if (status != NDUP_OK)
		return status;
	status = meta_read(&index->meta, view, index->folder, error);
	store_view_end(&view, 1);
	return status;
}

/* In an index that is only read, articles added get numbers of their own, far
 * from those that another process gives meanwhile. */
static uint32_t
first_number(const struct ndup_index *index)
{
	return index->access == NDUP_READ ? NUMBERS_MOST
					  : index->state.next_number;
}

static enum ndup_status
index_begin(struct ndup_index *index, const char *folder, enum store_mode mode,
    unsigned num_threads, struct ndup_error *error)
{
	enum ndup_status status;

	if ((index->folder = memory_new(strlen(folder) + 1, 1)) == NULL)
		return error_memory(error);
	memcpy(index->folder, folder, strlen(folder));
	status = store_open(&index->store, folder, mode, error);
	if (status == NDUP_OK)
		status = read_meta(index, error);
	if (status != NDUP_OK)
		return status;
	if (pool_new(&index->pool, num_threads) != NDUP_OK ||
	    vocabulary_init(&index->vocabulary) != NDUP_OK)
		return error_memory(error);
	if ((status = index_start_workers(index, error)) == NDUP_OK)
		status = index_begin_views(index, 1, error);
	if (status != NDUP_OK)
		return status;
	index_end_views(index, 1, NDUP_OK, error);
	index->pending.seed = index->meta.params.seed;
	pending_clear(&index->pending, first_number(index));
	return phrases_init(&index->phrases, &index->meta.params) == NDUP_OK
		   ? NDUP_OK
		   : error_memory(error);
}

static enum ndup_status
open_in_mode(struct ndup_index **opened, const char *folder,
    enum store_mode mode, unsigned num_threads, struct ndup_error *error)
{
	struct ndup_index *index = memory_new(1, sizeof *index);
	enum ndup_status status;

	*opened = NULL;
	if (index == NULL)
		return error_memory(error);
	index->access = mode == STORE_READ ? NDUP_READ : NDUP_WRITE;
	status = index_begin(index, folder, mode, num_threads, error);
	if (status != NDUP_OK) {
		ndup_index_close(index);
		return status;
	}
	*opened = index;
	return NDUP_OK;
}

enum ndup_status
ndup_index_open(struct ndup_index **opened, const char *folder,
    enum ndup_access access, unsigned num_threads, struct ndup_error *error)
{
	static const enum store_mode modes[] = {
	    [NDUP_READ] = STORE_READ,
	    [NDUP_WRITE] = STORE_WRITE,
	    [NDUP_WAIT] = STORE_WAIT,
	};

	return open_in_mode(opened, folder, modes[access], num_threads, error);
}

enum ndup_status
ndup_index_accept(const char *folder,
    bool (*fault)(void *ctx, const struct ndup_error *), void *ctx,
    struct ndup_error *error)
{
	struct ndup_index *index;
	enum ndup_status status;

	status = open_in_mode(&index, folder, STORE_ACCEPT, 1, error);
	if (status == NDUP_OK)
		status = ndup_index_verify(index, fault, ctx, error);
	if (status == NDUP_OK)
		status = store_accept(index->store, error);
	ndup_index_close(index);
	return status;
}

void
ndup_index_ignore_facts(struct ndup_index *index, bool ignore)
{
	index->ignore_facts = ignore;
}

void
ndup_index_close(struct ndup_index *index)
{
	size_t i;

	if (index == NULL)
		return;
	for (i = 0; i < index->num_queries; i++)
		query_free(&index->queries[i]);
	memory_free(index->queries);
	for (i = 0; index->workers && i < pool_num_threads(index->pool); i++)
		worker_free(&index->workers[i]);
	memory_free(index->workers);
	memory_free(index->views);
	pool_free(index->pool);
	pending_free(&index->pending);
	phrases_free(&index->phrases);
	notes_free(&index->notes);
	id_set_free(&index->tombstones);
	vocabulary_free(&index->vocabulary);
	buffer_free(&index->document);
	buffer_free(&index->note);
	store_close(index->store);
	meta_free(&index->meta);
	memory_free(index->folder);
	memory_free(index);
}

/* ---- what a call sees --------------------------------------------------- */

static enum ndup_status
note_dead(void *ctx, struct ndup_slice key, struct ndup_slice value)
{
	(void)value;
	return id_set_add(ctx, store_number_of(key));
}

static enum ndup_status
index_read_dead(struct ndup_index *index, struct txn *txn)
{
	id_set_clear(&index->tombstones);
	return txn_each(txn, STORE_DEAD, note_dead, &index->tombstones);
}

/* What another process, or compacting, has changed since the last view. */
static enum ndup_status
refresh(struct ndup_index *index, struct txn *txn)
{
	enum ndup_status status = NDUP_OK;
	uint64_t words;

	if (index->seen != 0 && (index->access != NDUP_READ ||
				    index->seen == txn_commit_number(txn)))
		return NDUP_OK;
	phrases_forget(&index->phrases);
	status = txn_check_table(txn, STORE_META);
	if (status == NDUP_OK)
		status = state_read(&index->state, txn);
	words = index->state.words;
	if (status == NDUP_OK && index->pending.num == 0)
		status = vocabulary_tidy(&index->vocabulary, txn, words);
	if (status == NDUP_OK)
		status = vocabulary_read(&index->vocabulary, txn, words);
	if (status == NDUP_OK)
		status = index_read_dead(index, txn);
	if (status == NDUP_OK)
		index->seen = txn_commit_number(txn);
	return status;
}

enum ndup_status
index_begin_views(
    struct ndup_index *index, size_t num, struct ndup_error *error)
{
	enum ndup_status status;
	size_t i;

	status = store_view_begin(index->store, index->views, num, error);
	if (status != NDUP_OK)
		return status;
	for (i = 0; i < num; i++)
		index->workers[i].view = index->views[i];
	status = refresh(index, index->views[0]);
	return status == NDUP_OK ? NDUP_OK
				 : index_end_views(index, num, status, error);
}

enum ndup_status
index_end_views(struct ndup_index *index, size_t num, enum ndup_status status,
    struct ndup_error *error)
{
	size_t i = 0;

	while (i + 1 < num && txn_error(index->views[i], NULL) == NDUP_OK)
		i++;
	status = index_error(index->folder, index->views[i], status, error);
	store_view_end(index->views, num);
	return status;
}

enum ndup_status
index_error(const char *folder, const struct txn *txn, enum ndup_status status,
    struct ndup_error *error)
{
	if (status == NDUP_OK || status == NDUP_END)
		return status;
	if (txn != NULL && txn_error(txn, error) != NDUP_OK)
		return status;
	if (status == NDUP_NOMEM)
		return error_memory(error);
	error_set(error, status, "%s is damaged: checking all of it says where",
	    folder);
	error_remedy(error, "ndup_index_verify");
	return status;
}

enum ndup_status
index_write(struct store *store, const char *folder, store_change *change,
    void *ctx, struct ndup_error *error)
{
	struct ndup_error own = {.status = NDUP_OK};
	enum ndup_status status = store_write(store, change, ctx, &own);

	return tell_write(folder, status, &own, error);
}
