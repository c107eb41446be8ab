/*
 * create.c - a new store, of which either all or nothing is there
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "store/format.h"
#include "store/reason.h"
#include "store/txn.h"

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

enum ndup_status
txn_run_alone(const struct folder *folder, const char *path,
    store_change *change, void *ctx, struct ledger *ledger,
    struct ndup_error *error)
{
	struct environment env = {.map = PTHREAD_RWLOCK_INITIALIZER};
	struct txn txn = {.env = &env, .folder = folder, .is_new_file = true};
	enum ndup_status status;
	int code = environment_make(&env, path);

	status = code == 0 ? txn_run_growing(&txn, change, ctx, error)
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

	status = txn_run_alone(
	    folder, path, put_contents, contents, &ledger, error);
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
store_create(const char *name, store_change *put, void *ctx,
    struct ndup_error *error)
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
