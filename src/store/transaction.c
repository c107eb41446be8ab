/*
 * transaction.c - views, and changes that are committed or not made
 */
#include <errno.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "environment.h"
#include "folder.h"
#include "txn.h"

/* ---- views -------------------------------------------------------------- */

/*
 * LMDB reads which commit is the last, and then the page of that one; meanwhile
 * two more may have been made, and the page be that of the second.  So a view
 * is begun again unless its commit is still the last.  A writer that died may
 * have left one that is not yet known: then the one before it is good, which
 * stands on the other page.  If the pages never come to what was told, they are
 * damaged.
 */
static int
begin_to_read(struct txn *view)
{
	enum { MOST_TRIES = 16, TOO_MANY = 1 << 16 };
	unsigned tries = 0;
	MDB_envinfo info;
	size_t number;
	int code;

	for (;;) {
		code =
		    mdb_txn_begin(view->env->mdb, NULL, MDB_RDONLY, &view->mdb);
		if (code != 0)
			return code;
		number = mdb_txn_id(view->mdb);
		mdb_env_info(view->env->mdb, &info);
		if (info.me_last_txnid == number ||
		    (++tries > MOST_TRIES && info.me_last_txnid == number + 1))
			return 0;
		mdb_txn_abort(view->mdb);
		view->mdb = NULL;
		if ((tries > MOST_TRIES && info.me_last_txnid < number) ||
		    tries > TOO_MANY)
			return MDB_CORRUPTED;
	}
}

static void
end_view(struct txn *view)
{
	mdb_txn_abort(view->mdb); /* takes NULL */
	environment_put(view->env);
	memory_free(view);
}

static enum ndup_status
begin_view(struct store *store, struct txn **begun, struct ndup_error *error)
{
	struct txn *view = memory_new(1, sizeof *view);
	enum ndup_status status;
	int code;

	if (view == NULL)
		return error_memory(error);
	view->folder = &store->folder;
	status = store_environment(store, &view->env, error);
	if (status == NDUP_OK && (code = begin_to_read(view)) != 0)
		status = reason_set(error, view->folder, code);
	if (status == NDUP_OK && txn_read_ledger(view, false) != NDUP_OK)
		status = txn_error(view, error);
	if (status != NDUP_OK) {
		end_view(view);
		return status;
	}
	*begun = view;
	return NDUP_OK;
}

static bool
see_the_same(struct txn *const *views, size_t num)
{
	size_t i;

	for (i = 1; i < num; i++)
		if (views[i]->env != views[0]->env ||
		    mdb_txn_id(views[i]->mdb) != mdb_txn_id(views[0]->mdb))
			return false;
	return true;
}

static enum ndup_status
begin_views(struct store *store, struct txn **views, size_t num,
    struct ndup_error *error)
{
	enum ndup_status status;
	size_t i;

	do {
		for (i = 0; i < num; i++)
			if ((status = begin_view(store, &views[i], error)) !=
			    NDUP_OK) {
				store_view_end(views, i);
				return status;
			}
		if (see_the_same(views, num))
			return NDUP_OK;
		store_view_end(views, num);
	} while (true);
}

/* What is known before views begin, none of which may be earlier. */
static enum ndup_status
know_latest(
    struct store *store, struct latest *latest, struct ndup_error *error)
{
	enum ndup_status status;

	pthread_mutex_lock(&store->lock);
	*latest = store->latest;
	status = store->failed.status;
	if (status != NDUP_OK && error != NULL)
		*error = store->failed;
	pthread_mutex_unlock(&store->lock);
	return status;
}

static void
note_latest(struct store *store, const struct ledger *ledger)
{
	pthread_mutex_lock(&store->lock);
	if (store->latest.commit < ledger->commit || store->latest.is_guess)
		store->latest = latest_of(ledger);
	pthread_mutex_unlock(&store->lock);
}

enum ndup_status
store_view_begin(struct store *store, struct txn **views, size_t num,
    struct ndup_error *error)
{
	struct latest latest;
	enum ndup_status status = know_latest(store, &latest, error);

	if (status == NDUP_OK)
		status = begin_views(store, views, num, error);
	if (status != NDUP_OK || num == 0)
		return status;
	status =
	    latest_check(&latest, &views[0]->ledger, &store->folder, error);
	if (status == NDUP_OK)
		note_latest(store, &views[0]->ledger);
	else
		store_view_end(views, num);
	return status;
}

void
store_view_end(struct txn **views, size_t num)
{
	size_t i;

	for (i = 0; i < num; i++)
		end_view(views[i]);
}

/* ---- changes ------------------------------------------------------------ */

static enum ndup_status
fail_to_commit(struct txn *txn, int code)
{
	int why = code == EIO ? environment_why_not_written(txn->env) : 0;

	return txn_fail(txn, why == 0 ? code : why);
}

static enum ndup_status
run_change(struct txn *txn, store_change *change, void *ctx)
{
	enum ndup_status status;
	int code = mdb_txn_begin(txn->env->mdb, NULL, 0, &txn->mdb);

	if (code != 0)
		return txn_fail(txn, code);
	status = txn_read_ledger(txn, true);
	if (status == NDUP_OK)
		status = change(txn, ctx);
	if (status == NDUP_OK)
		status = txn->error.status;
	if (status == NDUP_OK)
		status = txn_write_ledger(txn);
	if (status != NDUP_OK)
		mdb_txn_abort(txn->mdb);
	else if ((code = mdb_txn_commit(txn->mdb)) != 0)
		status = fail_to_commit(txn, code);
	else
		environment_fill(txn->env);
	return status;
}

enum ndup_status
txn_run(
    struct txn *txn, store_change *change, void *ctx, struct ndup_error *error)
{
	enum ndup_status status;
	int dead;

	/* Views of processes that died keep space from being used again. */
	mdb_reader_check(txn->env->mdb, &dead);
	status = run_change(txn, change, ctx);
	txn_error(txn, error);
	return status;
}

/* What was committed is the last that is known, in memory and in the file.
 * It is there also if its number cannot be written; but nothing may follow
 * it. */
enum ndup_status
store_publish_latest(
    struct store *store, const struct ledger *ledger, struct ndup_error *error)
{
	struct latest latest = latest_of(ledger);
	struct ndup_error failed = {.status = NDUP_OK};
	enum ndup_status status =
	    latest_write(&store->folder, &latest, &failed);

	pthread_mutex_lock(&store->lock);
	store->latest = latest;
	store->failed = failed;
	store->is_written = status == NDUP_OK;
	pthread_mutex_unlock(&store->lock);
	if (status != NDUP_OK && error != NULL)
		*error = failed;
	return status;
}

/* With the right to write. */
static enum ndup_status
run_and_publish(struct store *store, store_change *change, void *ctx,
    struct ndup_error *error)
{
	struct txn txn = {.folder = &store->folder};
	enum ndup_status status = store_environment(store, &txn.env, error);

	if (status != NDUP_OK)
		return status;
	status = txn_run(&txn, change, ctx, error);
	environment_put(txn.env);
	return status == NDUP_OK
		   ? store_publish_latest(store, &txn.ledger, error)
		   : status;
}

enum ndup_status
store_write(struct store *store, store_change *change, void *ctx,
    struct ndup_error *error)
{
	struct latest latest;
	enum ndup_status status;

	if (store->mode == STORE_READ)
		return error_set(error, NDUP_PARAM,
		    "the index %s was opened for reading alone",
		    store->folder.name);
	pthread_mutex_lock(&store->writing);
	status = know_latest(store, &latest, error);
	if (status == NDUP_OK)
		status = run_and_publish(store, change, ctx, error);
	pthread_mutex_unlock(&store->writing);
	return status;
}

static enum ndup_status
change_nothing(struct txn *txn, void *ctx)
{
	(void)txn;
	(void)ctx;
	return NDUP_STOPPED;
}

enum ndup_status
store_settle(struct store *store, struct ndup_error *error)
{
	enum ndup_status status =
	    store_write(store, change_nothing, NULL, error);

	return status == NDUP_STOPPED ? NDUP_OK : status;
}

/* ---- size --------------------------------------------------------------- */

static uint64_t
num_pages(const MDB_stat *stat)
{
	return stat->ms_branch_pages + stat->ms_leaf_pages +
	       stat->ms_overflow_pages;
}

enum ndup_status
txn_size(struct txn *txn, struct store_size *size)
{
	enum { NUM_OWN = 2, META_PAGES = 2 }; /* free list, names of tables */
	uint64_t pages = META_PAGES;
	MDB_envinfo info;
	MDB_stat stat;
	int code = 0, i;

	for (i = 0; i < NUM_OWN && code == 0; i++) {
		code = mdb_stat(txn->mdb, (MDB_dbi)i, &stat);
		pages += num_pages(&stat);
	}
	for (i = 0; i < NUM_STORE_TABLES && code == 0; i++) {
		code = mdb_stat(txn->mdb, txn->env->tables[i], &stat);
		pages += num_pages(&stat);
	}
	if (code != 0)
		return txn_fail(txn, code);
	mdb_env_info(txn->env->mdb, &info);
	size->bytes = (info.me_last_pgno + 1) * txn->env->page_size;
	size->used = pages * txn->env->page_size;
	return NDUP_OK;
}
