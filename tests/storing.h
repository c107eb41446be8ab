/*
 * storing.h - folders for tests of the store
 */
#ifndef TESTS_STORING_H
#define TESTS_STORING_H

#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "random.h"

#include "store/store.h"

static char store_top[64];     /* a new folder of each test */
static char store_folder[128]; /* of a store in it, not yet made */

static inline int
remove_entry(
    const char *path, const struct stat *file, int kind, struct FTW *place)
{
	(void)file;
	(void)kind;
	return place->level > 0 ? remove(path) : 0;
}

static inline void
empty_folder(const char *folder)
{
	assert_int_equal(
	    nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS), 0);
}

static inline int
enter_folder(void **state)
{
	(void)state;
	strcpy(store_top, "/tmp/ndup-test-XXXXXX");
	if (mkdtemp(store_top) == NULL)
		return 1;
	snprintf(store_folder, sizeof store_folder, "%s/store", store_top);
	return 0;
}

static inline int
leave_folder(void **state)
{
	(void)state;
	empty_folder(store_top);
	return rmdir(store_top);
}

/* The path of a file of the store; one at a time. */
static inline const char *
store_file(const char *name)
{
	static char path[256];

	snprintf(path, sizeof path, "%s/%s", store_folder, name);
	return path;
}

/* For what must not fail; the line is shown if it does. */
static inline void
assert_done(enum ndup_status status, const struct ndup_error *error)
{
	if (status != NDUP_OK)
		fail_msg("%s: %s", ndup_status_name(status), error->text);
}

static inline void
create_store(void)
{
	struct ndup_error error = {0};

	assert_done(store_create(store_folder, NULL, NULL, &error), &error);
}

static inline struct store *
open_store(enum store_mode mode)
{
	struct ndup_error error = {0};
	struct store *store;

	assert_done(store_open(&store, store_folder, mode, &error), &error);
	return store;
}

static inline struct txn *
begin_view(struct store *store)
{
	struct ndup_error error = {0};
	struct txn *view;

	assert_done(store_view_begin(store, &view, 1, &error), &error);
	return view;
}

static inline void
write_store(struct store *store, store_change *change, void *ctx)
{
	struct ndup_error error = {0};

	assert_done(store_write(store, change, ctx, &error), &error);
}

/* Runs the function with the store in a process of its own. */
static inline void
in_other_process(void (*run)(struct store *, void *ctx), void *ctx)
{
	struct store *store;
	int status;
	pid_t child;

	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		if (store_open(&store, store_folder, STORE_WRITE, NULL) !=
		    NDUP_OK)
			_exit(1);
		run(store, ctx);
		store_close(store);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static inline struct ndup_slice
text_slice(const char *text)
{
	return (struct ndup_slice){text, strlen(text)};
}

/* ---- stores of numbered commits ----------------------------------------- */

/* A store_change; ctx is the number. */
static inline enum ndup_status
put_number(struct txn *txn, void *ctx)
{
	struct number_key key;

	return txn_put(txn, STORE_RECORDS,
	    store_number(&key, *(const uint32_t *)ctx), text_slice("value"));
}

static inline void
put_numbers(struct store *store, uint32_t first, uint32_t last)
{
	for (; first <= last; first++)
		write_store(store, put_number, &first);
}

/* The first commit makes the store, and each of so many others a number. */
static inline void
make_numbers(uint32_t num_commits)
{
	struct store *store;

	create_store();
	store = open_store(STORE_WRITE);
	put_numbers(store, 1, num_commits);
	store_close(store);
}

#endif
