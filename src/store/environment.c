/*
 * environment.c - LMDB's environment of one file, one in a process
 */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "txn.h"

enum {
	LEAST_ROOM = 128 << 20, /* bytes of a map beyond those of its file */
	MOST_MISSING = 256,     /* pages; see environment_fill() */
	MOST_READERS = 1000,
	MOST_TRIES = 16,
	LEAST_FILE = 2 * 512 /* two pages that say where the others are */
};

static const char *const table_names[NUM_STORE_TABLES] = {"meta", "records",
    "tokens", "texts", "words", "dead", "notes", "runs", "chunks"};

/* The one list of the process. */
static pthread_mutex_t list_lock = PTHREAD_MUTEX_INITIALIZER;
static struct environment *list;
static uint64_t last_number;

/* ---- map ---------------------------------------------------------------- */

/* Whether the process could have so many more. */
static bool
has_addresses(size_t size)
{
	void *place = mmap(NULL, size, PROT_NONE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (place == MAP_FAILED)
		return false;
	munmap(place, size);
	return true;
}

/*
 * Bytes to map for a file of this size, no fewer than are wanted if it can be.
 * Addresses that stand for nothing cost nothing, so a map is far larger than
 * any file; but it leaves the rest of the process most of what it may have:
 * under a limit of addresses (ulimit -v, valgrind), and where hundreds of
 * indexes are open.
 */
static size_t
choose_map(off_t file, size_t wanted)
{
	const size_t most = (size_t)1 << 40, large = (size_t)1 << 32;
	size_t size = (size_t)file, map = most, least = 2 * size + LEAST_ROOM;

	if (least < wanted)
		least = wanted;
	while (map < least && map < SIZE_MAX / 128)
		map *= 2;
	while (map > least && !has_addresses((map > large ? 64 : 4) * map))
		map /= 2;
	if (map > least)
		return map;
	if (has_addresses(2 * least) ||
	    (least == wanted && has_addresses(least)))
		return least;
	return size + size / 8 + LEAST_ROOM / 4; /* enough for now */
}

static size_t
pages_in_use(const struct environment *env)
{
	MDB_envinfo info;

	mdb_env_info(env->mdb, &info);
	return info.me_last_pgno + 1;
}

/* ---- file --------------------------------------------------------------- */

/* How many bytes the file is shorter than its last page wants. */
static off_t
missing_bytes(const struct environment *env, struct stat *file)
{
	off_t whole = (off_t)(pages_in_use(env) * env->page_size);
	int fd;

	if (mdb_env_get_fd(env->mdb, &fd) != 0 || fstat(fd, file) != 0)
		return 0;
	return file->st_size < whole ? whole - file->st_size : 0;
}

void
environment_fill(const struct environment *env)
{
	struct stat file;
	off_t missing = missing_bytes(env, &file);
	int fd;

	if (missing > 0 && mdb_env_get_fd(env->mdb, &fd) == 0 &&
	    ftruncate(fd, file.st_size + missing) != 0)
		return; /* the next one who opens it will try again */
}

/* Writes a page behind the end, and takes it back. */
int
environment_why_not_written(const struct environment *env)
{
	char *page = memory_new(env->page_size, 1);
	struct stat file;
	int fd, code = 0;
	ssize_t size;

	if (page == NULL)
		return ENOMEM;
	if (mdb_env_get_fd(env->mdb, &fd) != 0 || fstat(fd, &file) != 0) {
		memory_free(page);
		return 0;
	}
	size = pwrite(fd, page, env->page_size, file.st_size);
	if (size == (ssize_t)env->page_size || size < 0)
		code = size < 0 ? errno : 0;
	else if (pwrite(fd, page, env->page_size, file.st_size + size) < 0)
		code = errno;
	if (ftruncate(fd, file.st_size) != 0)
		code = code == 0 ? errno : code;
	memory_free(page);
	return code;
}

static bool
is_being_written(const struct folder *folder)
{
	struct ndup_error error;
	int lock;

	if (folder_lock_shared(folder, &lock, &error) == NDUP_OK) {
		folder_unlock(lock, true);
		return false;
	}
	return error.status == NDUP_BUSY;
}

/*
 * A few pages may be missing if a writer died between a commit and
 * environment_fill(); then the store is whole.  Whoever writes fills the file,
 * and has to look whether it is.
 */
static enum ndup_status
check_length(struct environment *env, const struct environment_wanted *wanted,
    struct ndup_error *error)
{
	struct stat file;
	off_t missing = missing_bytes(env, &file);
	bool is_few = missing <= (off_t)(MOST_MISSING * env->page_size);

	if (missing == 0 ||
	    (is_few && !wanted->to_write && is_being_written(wanted->folder)))
		return NDUP_OK;
	if (is_few && wanted->to_write) {
		environment_fill(env);
		env->filled = true;
		return NDUP_OK;
	}
	return error_set(error, NDUP_INPUT,
	    "the index %s is damaged: its file was cut short, %lld bytes are "
	    "missing",
	    wanted->folder->name, (long long)missing);
}

/* ---- tables ------------------------------------------------------------- */

/* flags: MDB_CREATE, or 0. */
static int
open_tables(struct environment *env, MDB_txn *txn, unsigned flags)
{
	int code = 0, i;

	for (i = 0; i < NUM_STORE_TABLES && code == 0; i++)
		code =
		    mdb_dbi_open(txn, table_names[i], flags, &env->tables[i]);
	return code;
}

static enum ndup_status
find_tables(struct environment *env, const struct folder *folder,
    struct ndup_error *error)
{
	struct txn txn = {.env = env, .folder = folder};
	enum ndup_status status;
	int code;

	code = mdb_txn_begin(env->mdb, NULL, MDB_RDONLY, &txn.mdb);
	if (code != 0)
		return reason_set(error, folder, code);
	code = open_tables(env, txn.mdb, 0);
	if (code == 0)
		status = format_check(&txn, error);
	else
		status = reason_set(error, folder,
		    code == MDB_NOTFOUND ? MDB_INCOMPATIBLE : code);
	if (status != NDUP_OK)
		mdb_txn_abort(txn.mdb);
	else if ((code = mdb_txn_commit(txn.mdb)) != 0)
		status = reason_set(error, folder, code);
	return status;
}

/* ---- opening ------------------------------------------------------------ */

/* LMDB prints what it finds wrong in its pages, and aborts: without a word, but
 * so that a handler can tell it from other aborts. */
static void
abort_quietly(MDB_env *mdb, const char *what)
{
	union sigval value = {.sival_int = NDUP_SIGNAL_DAMAGED};

	(void)mdb;
	(void)what;
	pthread_sigqueue(pthread_self(), SIGABRT, value);
	abort(); /* also where that signal is ignored */
}

static int
open_map(struct environment *env, const char *path, unsigned flags, size_t map)
{
	int code = mdb_env_create(&env->mdb);

	env->map = map;

	if (code == 0)
		code = mdb_env_set_assert(env->mdb, abort_quietly);
	if (code == 0)
		code = mdb_env_set_maxdbs(env->mdb, NUM_STORE_TABLES);
	if (code == 0)
		code = mdb_env_set_maxreaders(env->mdb, MOST_READERS);
	if (code == 0)
		code = mdb_env_set_mapsize(env->mdb, env->map);
	if (code == 0)
		code = mdb_env_open(env->mdb, path, flags, 0666);
	return code;
}

int
environment_make(struct environment *env, const char *path)
{
	struct stat file = {.st_size = 0};
	MDB_txn *txn;
	int code;

	if (stat(path, &file) != 0 && errno != ENOENT)
		return errno;
	code = open_map(
	    env, path, MDB_NOSUBDIR | MDB_NOTLS, choose_map(file.st_size, 0));
	if (code == 0)
		code = mdb_txn_begin(env->mdb, NULL, 0, &txn);
	if (code != 0)
		return code;
	if ((code = open_tables(env, txn, MDB_CREATE)) == 0)
		return mdb_txn_commit(txn);
	mdb_txn_abort(txn);
	return code;
}

static bool
may_write(const char *path)
{
	return faccessat(AT_FDCWD, path, R_OK | W_OK, AT_EACCESS) == 0;
}

static bool
may_make_or_write(const struct folder *folder, const char *path)
{
	return may_write(path) ||
	       (errno == ENOENT && faccessat(AT_FDCWD, folder->path,
				       W_OK | X_OK, AT_EACCESS) == 0);
}

/*
 * A reader has to write to LMDB's table of readers.  One that may not keeps
 * writers away as long as it has the file open: else what it reads could be
 * written over.
 */
static enum ndup_status
choose_flags(struct environment *env, const struct environment_wanted *wanted,
    const char *path, unsigned *flags, struct ndup_error *error)
{
	char *lock = folder_data_lock(wanted->folder, wanted->generation);
	bool has_lock;

	if (lock == NULL)
		return error_memory(error);
	*flags = MDB_NOSUBDIR | MDB_NOTLS;
	has_lock = may_make_or_write(wanted->folder, lock);
	env->writable = has_lock && may_write(path);
	memory_free(lock);
	if (!env->writable)
		*flags |= MDB_RDONLY;
	if (has_lock)
		return NDUP_OK;
	if (wanted->to_write) /* keeping writers away, it would keep itself */
		return reason_set(error, wanted->folder, EACCES);
	*flags |= MDB_NOLOCK;
	return folder_lock_shared(
	    wanted->folder, &env->keeps_writers_away, error);
}

static enum ndup_status
open_pages(struct environment *env, const struct environment_wanted *wanted,
    const char *path, unsigned flags, struct ndup_error *error)
{
	struct stat file;
	MDB_stat pages;
	int code = stat(path, &file) == 0 ? 0 : errno;

	if (code == 0)
		code = open_map(
		    env, path, flags, choose_map(file.st_size, wanted->map));
	if (code == ENOENT)
		return NDUP_END;
	if (code == 0)
		code = mdb_env_stat(env->mdb, &pages);
	if (code != 0)
		return reason_set(error, wanted->folder, code);
	env->page_size = pages.ms_psize;
	env->enough_pages = (pages_in_use(env) + env->map / env->page_size) / 2;
	return check_length(env, wanted, error); /* before pages are read */
}

/* Whether readers are told of the last commit or the one before it; a writer
 * beside may make some between the two questions. */
static bool
knows_last_commit(const struct environment *env)
{
	bool known = false;
	MDB_envinfo info;
	MDB_txn *txn;
	int tries;

	for (tries = 0; tries < MOST_TRIES && !known; tries++) {
		if (mdb_txn_begin(env->mdb, NULL, MDB_RDONLY, &txn) != 0)
			return true; /* which is told when it is read */
		mdb_env_info(env->mdb, &info);
		known = info.me_last_txnid <= mdb_txn_id(txn) + 1;
		mdb_txn_abort(txn);
	}
	return known;
}

/*
 * Who has a file open alone makes LMDB's table of readers anew, and then notes
 * in it which commit is the last.  If that process dies between, who waited for
 * it finds commit 0: a reader would see nothing, and a writer begin again at
 * the first commit.  Opened once more, it has the file alone and the table is
 * whole.
 */
static enum ndup_status
open_whole(struct environment *env, const struct environment_wanted *wanted,
    const char *path, unsigned flags, struct ndup_error *error)
{
	enum ndup_status status;
	int tries;

	for (tries = 0; tries < MOST_TRIES; tries++) {
		status = open_pages(env, wanted, path, flags, error);
		if (status != NDUP_OK || knows_last_commit(env))
			return status;
		mdb_env_close(env->mdb);
		env->mdb = NULL;
	}
	return reason_set(error, wanted->folder, EAGAIN);
}

static enum ndup_status
environment_open_file(struct environment *env,
    const struct environment_wanted *wanted, const char *path, off_t size,
    struct ndup_error *error)
{
	enum ndup_status status;
	unsigned flags = 0;
	int dead;

	if (size < LEAST_FILE)
		return reason_damaged(
		    error, wanted->folder, "its file was cut short");
	status = format_check_machine(wanted->folder, path, error);
	if (status == NDUP_OK)
		status = choose_flags(env, wanted, path, &flags, error);
	if (status == NDUP_OK)
		status = open_whole(env, wanted, path, flags, error);
	if (status == NDUP_OK)
		status = find_tables(env, wanted->folder, error);
	if (status == NDUP_OK && (flags & MDB_NOLOCK) == 0)
		mdb_reader_check(env->mdb, &dead);
	return status;
}

static void
close_file(struct environment *env)
{
	mdb_env_close(env->mdb);
	if (env->keeps_writers_away >= 0)
		folder_unlock(env->keeps_writers_away, true);
	memory_free(env);
}

static enum ndup_status
new_environment(struct environment **created,
    const struct environment_wanted *wanted, const char *path,
    const struct stat *file, struct ndup_error *error)
{
	struct environment *env = memory_new(1, sizeof *env);
	enum ndup_status status;

	if (env == NULL)
		return error_memory(error);
	env->keeps_writers_away = -1;
	env->num_users = 1;
	env->process = getpid();
	env->device = file->st_dev;
	env->file = file->st_ino;
	env->number = ++last_number;
	status = environment_open_file(env, wanted, path, file->st_size, error);
	if (status != NDUP_OK) {
		close_file(env);
		return status;
	}
	*created = env;
	return NDUP_OK;
}

/* ---- sharing ------------------------------------------------------------ */

bool
environment_is_replaced(const struct environment *env)
{
	struct stat file;
	int fd;

	return mdb_env_get_fd(env->mdb, &fd) == 0 && fstat(fd, &file) == 0 &&
	       file.st_nlink == 0;
}

bool
environment_is_outgrown(const struct environment *env, size_t *map)
{
	*map = env->is_full ? 2 * env->map : 0;
	return env->is_full || pages_in_use(env) > env->enough_pages;
}

/* One that a parent process has opened is not ours. */
static struct environment *
find_open(const struct stat *file)
{
	struct environment *env = list;

	while (env != NULL &&
	       (env->device != file->st_dev || env->file != file->st_ino ||
		   env->process != getpid()))
		env = env->next;
	return env;
}

static enum ndup_status
get(struct environment **got, const struct environment_wanted *wanted,
    const char *path, struct ndup_error *error)
{
	enum ndup_status status;
	struct stat file;

	if (stat(path, &file) != 0)
		return errno == ENOENT
			   ? NDUP_END
			   : reason_set(error, wanted->folder, errno);
	if ((*got = find_open(&file)) != NULL) {
		(*got)->num_users++;
		return NDUP_OK;
	}
	status = new_environment(got, wanted, path, &file, error);
	if (status == NDUP_OK) {
		(*got)->next = list;
		list = *got;
	}
	return status;
}

enum ndup_status
environment_get(struct environment **got,
    const struct environment_wanted *wanted, struct ndup_error *error)
{
	char *path = folder_data(wanted->folder, wanted->generation);
	enum ndup_status status;

	*got = NULL;
	if (path == NULL)
		return error_memory(error);
	pthread_mutex_lock(&list_lock);
	status = get(got, wanted, path, error);
	pthread_mutex_unlock(&list_lock);
	memory_free(path);
	if (status == NDUP_OK && wanted->to_write && !(*got)->writable) {
		environment_put(*got);
		return reason_set(error, wanted->folder, EACCES);
	}
	return status;
}

void
environment_keep(struct environment *env)
{
	pthread_mutex_lock(&list_lock);
	env->num_users++;
	pthread_mutex_unlock(&list_lock);
}

void
environment_put(struct environment *env)
{
	struct environment **place = &list;

	if (env == NULL)
		return;
	pthread_mutex_lock(&list_lock);
	assert(env->num_users > 0);
	if (--env->num_users == 0 && env->process == getpid()) {
		while (*place != env)
			place = &(*place)->next;
		*place = env->next;
		close_file(env);
	}
	pthread_mutex_unlock(&list_lock);
}
