/*
 * extent.c - how far file and map of an environment go
 */
#include <errno.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "store/extent.h"

enum {
	LEAST_MAP = 16 << 20, /* bytes; doubled when it is full */
	MOST_MISSING = 256    /* pages; see extent_fill() */
};

/* ---- map ---------------------------------------------------------------- */

/* In all of the process, so that two environments never have the same. */
uint64_t
extent_new_map_number(void)
{
	static _Atomic uint64_t number;

	return ++number;
}

size_t
extent_map_for(off_t size)
{
	size_t map = LEAST_MAP;

	while (map < (size_t)size + (size_t)size / 8)
		map *= 2;
	return map;
}

size_t
extent_map_size(const struct environment *env)
{
	MDB_envinfo info;

	mdb_env_info(env->mdb, &info);
	return info.me_mapsize;
}

static size_t
map_of_file(const struct environment *env)
{
	struct stat file;
	int fd;

	if (mdb_env_get_fd(env->mdb, &fd) != 0 || fstat(fd, &file) != 0)
		return 0;
	return extent_map_for(file.st_size);
}

/* LMDB gives the old map away before it asks for the new one, and is lost if
 * it gets none. */
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

int
extent_grow(struct environment *env, size_t size)
{
	size_t old;
	int code = 0;

	pthread_rwlock_wrlock(&env->map);
	old = extent_map_size(env);
	if (!has_addresses(size == 0 ? 2 * map_of_file(env) : size))
		code = ENOMEM;
	else if (size == 0 || size > old) {
		code = mdb_env_set_mapsize(env->mdb, size);
		env->map_number = extent_new_map_number();
	}
	pthread_rwlock_unlock(&env->map);
	return code;
}

/* ---- file --------------------------------------------------------------- */

/* How many bytes the file is shorter than its last page wants. */
static off_t
missing_bytes(const struct environment *env, struct stat *file)
{
	MDB_envinfo info;
	off_t whole;
	int fd;

	mdb_env_info(env->mdb, &info);
	whole = (off_t)((info.me_last_pgno + 1) * env->page_size);
	if (mdb_env_get_fd(env->mdb, &fd) != 0 || fstat(fd, file) != 0)
		return 0;
	return file->st_size < whole ? whole - file->st_size : 0;
}

void
extent_fill(const struct environment *env)
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
extent_why_not_written(const struct environment *env)
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
 * extent_fill(); then the store is whole.  Whoever writes fills the file,
 * and has to look whether it is.
 */
enum ndup_status
extent_check(struct environment *env, const struct environment_wanted *wanted,
    struct ndup_error *error)
{
	struct stat file;
	off_t missing = missing_bytes(env, &file);
	bool is_few = missing <= (off_t)(MOST_MISSING * env->page_size);

	if (missing == 0 ||
	    (is_few && !wanted->to_write && is_being_written(wanted->folder)))
		return NDUP_OK;
	if (is_few && wanted->to_write) {
		extent_fill(env);
		env->filled = true;
		return NDUP_OK;
	}
	return error_set(error, NDUP_INPUT,
	    "the index %s is damaged: its file was cut short, %lld bytes are "
	    "missing",
	    wanted->folder->name, (long long)missing);
}
