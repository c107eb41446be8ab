/*
 * store.c - a folder that keeps tables of values: making, opening, compacting
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "folder.h"
#include "txn.h"

/* ---- a new store, of which either all or nothing is there ---------------- */

/* What a new store has from the beginning on. */
struct contents {
	store_change *put;
	void *ctx;
};

static enum ndup_status
put_contents(struct txn *txn, void *ctx)
{
	const struct contents *contents = ctx;
	enum ndup_status status = format_put(txn, NULL);

	return status == NDUP_OK && contents->put != NULL
		   ? contents->put(txn, contents->ctx)
		   : status;
}

/* A change of a file that nobody has open, or that is made; its ledger. */
static enum ndup_status
txn_run_alone(const struct folder *folder, const char *path,
    store_change *change, void *ctx, struct ledger *ledger,
    struct ndup_error *error)
{
	struct environment env = {.keeps_writers_away = -1};
	struct txn txn = {.env = &env, .folder = folder, .is_new_file = true};
	enum ndup_status status;
	int code = environment_make(&env, path);

	status = code == 0 ? txn_run(&txn, change, ctx, error)
			   : reason_set(error, folder, code);
	*ledger = txn.ledger;
	mdb_env_close(env.mdb);
	return status;
}

static enum ndup_status
need_empty(const struct folder *folder, struct ndup_error *error)
{
	enum ndup_status status;
	bool empty;

	status = folder_is_empty(folder, &empty, error);
	if (status == NDUP_OK && !empty)
		status = error_set(error, NDUP_PARAM,
		    "cannot make an index in %s: it is not empty",
		    folder->name);
	return status;
}

/* The file with the number of the commit comes first: without the other one it
 * is no store. */
static enum ndup_status
make_files(const struct folder *folder, const char *path,
    struct contents *contents, struct ndup_error *error)
{
	struct ledger ledger;
	struct latest latest;
	enum ndup_status status;

	status =
	    txn_run_alone(folder, path, put_contents, contents, &ledger, error);
	if (status != NDUP_OK)
		return status;
	latest = latest_of(&ledger);
	status = latest_make(folder, &latest, error);
	return status == NDUP_OK ? folder_publish(folder, path, 1, error)
				 : status;
}

/* With the lock held. */
static enum ndup_status
make_store(const struct folder *folder, struct contents *contents,
    struct ndup_error *error)
{
	char *path = folder_file(folder, "new.mdb");
	enum ndup_status status;

	if (path == NULL)
		return error_memory(error);
	status = need_empty(folder, error);
	if (status == NDUP_OK)
		status = folder_clean(folder, 0, error);
	if (status == NDUP_OK) {
		status = make_files(folder, path, contents, error);
		if (status != NDUP_OK)
			folder_clean(folder, 0, NULL);
		else
			folder_drop_unfinished(folder, 1);
	}
	memory_free(path);
	return status;
}

/* Nothing is left of what could not be made. */
static void
remove_lock(const struct folder *folder)
{
	char *path = folder_file(folder, "writer.lock");

	if (path != NULL)
		unlink(path);
	memory_free(path);
}

static enum ndup_status
make_in(const char *name, struct contents *contents, struct ndup_error *error)
{
	enum ndup_status status;
	struct folder folder;
	bool empty;
	int lock;

	if ((status = folder_init(&folder, name, error)) != NDUP_OK)
		return status;
	status = need_empty(&folder, error);
	if (status == NDUP_OK)
		status = folder_lock(&folder, FOLDER_NO_WAIT, &lock, error);
	if (status == NDUP_OK) {
		status = make_store(&folder, contents, error);
		if (status != NDUP_OK &&
		    folder_is_empty(&folder, &empty, NULL) == NDUP_OK && empty)
			remove_lock(&folder);
		folder_unlock(lock, true);
	}
	folder_free(&folder);
	return status;
}

enum ndup_status
store_create(
    const char *name, store_change *put, void *ctx, struct ndup_error *error)
{
	struct contents contents = {put, ctx};
	bool is_new = mkdir(name, 0777) == 0;
	enum ndup_status status;

	if (!is_new && errno != EEXIST)
		return error_system(
		    error, errno, "cannot make the index %s", name);
	status = make_in(name, &contents, error);
	if (status != NDUP_OK && is_new)
		rmdir(name);
	return status;
}

/* ---- a folder that keeps tables of values: making, opening, compacting --- */

enum { MOST_TRIES = 100 }; /* to find a file that others replace */

/* ---- the environment at hand -------------------------------------------- */

/* With a map of so many bytes at least. */
static enum ndup_status
find_environment(struct store *store, size_t map, struct environment **env,
    struct ndup_error *error)
{
	struct environment_wanted wanted = {
	    &store->folder, 0, store->mode != STORE_READ, map};
	enum ndup_status status = NDUP_END;
	unsigned tries;

	for (tries = 0; status == NDUP_END && tries < MOST_TRIES; tries++) {
		status = folder_find(&store->folder, &wanted.generation, error);
		if (status == NDUP_OK)
			status = environment_get(env, &wanted, error);
	}
	if (status == NDUP_END)
		return reason_set(error, &store->folder, EAGAIN);
	return status;
}

/* Gets anew what was replaced, or has outgrown its map.  LMDB wants a file
 * opened once, so that the second is closed first, if nobody else has it. */
static enum ndup_status
follow_file(struct store *store, struct ndup_error *error)
{
	struct environment *newer;
	enum ndup_status status;
	size_t map = 0;

	if (store->env != NULL && environment_is_outgrown(store->env, &map)) {
		environment_put(store->env);
		store->env = NULL;
	}
	if (store->env != NULL && !environment_is_replaced(store->env))
		return NDUP_OK;
	status = find_environment(store, map, &newer, error);
	if (status == NDUP_OK) {
		environment_put(store->env);
		store->env = newer;
	}
	return status;
}

enum ndup_status
store_environment(
    struct store *store, struct environment **env, struct ndup_error *error)
{
	enum ndup_status status;

	pthread_mutex_lock(&store->lock);
	status = follow_file(store, error);
	if (status == NDUP_OK) {
		*env = store->env;
		environment_keep(*env);
	}
	pthread_mutex_unlock(&store->lock);
	return status;
}

bool
store_grow(struct store *store)
{
	size_t before = 0;
	bool has_grown;

	pthread_mutex_lock(&store->lock);
	if (store->env != NULL && store->env->is_full)
		before = store->env->map;
	has_grown = before > 0 && follow_file(store, NULL) == NDUP_OK &&
		    store->env->map > before;
	pthread_mutex_unlock(&store->lock);
	return has_grown;
}

/* ---- opening ------------------------------------------------------------ */

/* What a writer that died has left is of no use. */
static enum ndup_status
take_over(struct store *store, struct ndup_error *error)
{
	enum folder_wait wait =
	    store->mode == STORE_WRITE ? FOLDER_NO_WAIT : FOLDER_WAIT;
	enum ndup_status status;
	unsigned generation;

	status = folder_find(&store->folder, &generation, error);
	if (status == NDUP_OK)
		status = folder_lock(
		    &store->folder, wait, &store->writer_lock, error);
	if (status == NDUP_OK)
		status = folder_find(&store->folder, &generation, error);
	if (status == NDUP_OK)
		status = folder_clean(&store->folder, generation, error);
	return status;
}

/* All values, if the file was shorter than it should be. */
static enum ndup_status
check_if_filled(struct store *store, struct ndup_error *error)
{
	enum ndup_status status;
	struct txn *view;

	if (!store->env->filled)
		return NDUP_OK;
	status = store_view_begin(store, &view, 1, error);
	if (status != NDUP_OK)
		return status;
	if ((status = txn_check_all(view)) != NDUP_OK)
		txn_error(view, error);
	store_view_end(&view, 1);
	return status;
}

/* ---- the last commit ---------------------------------------------------- */

static enum ndup_status
fail_without_latest(const struct store *store, enum ndup_status status,
    struct ndup_error *error)
{
	if (status != NDUP_END && status != NDUP_INPUT)
		return status;
	error_set(error, NDUP_INPUT,
	    "the index %s is damaged: its file \"commit\" is %s; it can be "
	    "written anew if all else is whole",
	    store->folder.name,
	    status == NDUP_END ? "missing" : "not what was written");
	error_remedy(error, "ndup_index_accept");
	return NDUP_INPUT;
}

/* The view is of the commit that is in the file, or of a later one; whoever
 * writes makes the file say so. */
static enum ndup_status
check_latest(struct store *store, struct ndup_error *error)
{
	enum ndup_status status;
	struct txn *view;

	status = store_view_begin(store, &view, 1, error);
	if (status != NDUP_OK)
		return status;
	store_view_end(&view, 1);
	if (store->mode == STORE_READ || store->mode == STORE_ACCEPT)
		return NDUP_OK;
	return latest_mend(&store->folder, &store->latest, error);
}

enum ndup_status
store_accept(struct store *store, struct ndup_error *error)
{
	return latest_make(&store->folder, &store->latest, error);
}

/* ---- all of it ---------------------------------------------------------- */

/* The file is read before LMDB's: see latest.h.  What is wrong with it is told
 * last, as an index of another format has none. */
static enum ndup_status
open_files(struct store *store, struct ndup_error *error)
{
	struct latest *latest = &store->latest;
	enum ndup_status known = NDUP_OK, status;

	if (store->mode != STORE_ACCEPT)
		known = latest_read(&store->folder, latest, error);
	status = find_environment(store, 0, &store->env, error);
	if (status == NDUP_OK)
		status = fail_without_latest(store, known, error);
	if (status == NDUP_OK && store->mode != STORE_READ)
		status = store_settle(store, error);
	return status;
}

static enum ndup_status
open_store(struct store *store, const char *name, struct ndup_error *error)
{
	enum ndup_status status = folder_init(&store->folder, name, error);

	if (status == NDUP_OK && store->mode != STORE_READ)
		status = take_over(store, error);
	if (status == NDUP_OK)
		status = open_files(store, error);
	if (status == NDUP_OK)
		status = check_latest(store, error);
	if (status == NDUP_OK)
		status = check_if_filled(store, error);
	return status;
}

enum ndup_status
store_open(struct store **opened, const char *name, enum store_mode mode,
    struct ndup_error *error)
{
	struct store *store = memory_new(1, sizeof *store);
	enum ndup_status status;

	*opened = NULL;
	if (store == NULL)
		return error_memory(error);
	store->mode = mode;
	store->writer_lock = -1;
	store->process = getpid();
	pthread_mutex_init(&store->lock, NULL);
	pthread_mutex_init(&store->writing, NULL);
	status = open_store(store, name, error);
	if (status != NDUP_OK)
		store_close(store);
	else
		*opened = store;
	return status;
}

void
store_close(struct store *store)
{
	if (store == NULL)
		return;
	environment_put(store->env);
	if (store->is_written)
		latest_sync(&store->folder);
	if (store->writer_lock >= 0)
		folder_unlock(store->writer_lock, store->process == getpid());
	folder_free(&store->folder);
	pthread_mutex_destroy(&store->lock);
	pthread_mutex_destroy(&store->writing);
	memory_free(store);
}

/* ---- size --------------------------------------------------------------- */

enum ndup_status
store_size(
    struct store *store, struct store_size *size, struct ndup_error *error)
{
	enum ndup_status status;
	struct txn *view;

	if ((status = store_view_begin(store, &view, 1, error)) != NDUP_OK)
		return status;
	if ((status = txn_size(view, size)) != NDUP_OK)
		txn_error(view, error);
	store_view_end(&view, 1);
	return status;
}

/* ---- compacting --------------------------------------------------------- */

static enum ndup_status
copy_file(struct environment *env, const struct folder *folder,
    const char *path, struct ndup_error *error)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	int code = file < 0 ? errno : 0;

	if (code == 0) {
		code = mdb_env_copyfd2(env->mdb, file, MDB_CP_COMPACT);
		if (close(file) != 0 && code == 0)
			code = errno;
	}
	return code == 0 ? NDUP_OK : reason_set(error, folder, code);
}

static enum ndup_status
commit_nothing(struct txn *txn, void *ctx)
{
	(void)txn;
	(void)ctx;
	return NDUP_OK;
}

/*
 * Readers have the old file open.  They look whether it still has a name with
 * each view, and then find the one with the highest number.  There is no commit
 * to the new file while the old one has a name: it is removed here, or by the
 * next one who writes.  LMDB numbers the commits of a copy anew: its ledger
 * says so, by a commit of its own.
 */
static enum ndup_status
replace_generation(struct store *store, struct environment *env,
    const char *path, struct ndup_error *error)
{
	const struct folder *folder = &store->folder;
	struct ledger ledger;
	enum ndup_status status;
	unsigned generation;

	status = folder_find(folder, &generation, error);
	if (status == NDUP_OK)
		status = copy_file(env, folder, path, error);
	if (status == NDUP_OK)
		status = txn_run_alone(
		    folder, path, commit_nothing, NULL, &ledger, error);
	if (status == NDUP_OK)
		status = folder_publish(folder, path, generation + 1, error);
	if (status == NDUP_OK)
		status = store_publish_latest(store, &ledger, error);
	if (status == NDUP_OK)
		return folder_clean(folder, generation + 1, error);
	folder_drop_unfinished(folder, generation + 1);
	return status;
}

enum ndup_status
store_compact(struct store *store, struct ndup_error *error)
{
	char *path = folder_file(&store->folder, "new.mdb");
	struct environment *env;
	enum ndup_status status;

	if (path == NULL)
		return error_memory(error);
	pthread_mutex_lock(&store->writing);
	status = store->failed.status;
	if (status != NDUP_OK && error != NULL)
		*error = store->failed;
	if (status == NDUP_OK)
		status = store_environment(store, &env, error);
	if (status == NDUP_OK) {
		status = replace_generation(store, env, path, error);
		environment_put(env);
	}
	pthread_mutex_unlock(&store->writing);
	memory_free(path);
	return status;
}
