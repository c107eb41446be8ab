/*
 * folder.c - the files of a store, by their names
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "folder.h"

/* ---- what LMDB and the system say, in one line --------------------------- */

enum ndup_status
reason_damaged(
    struct ndup_error *error, const struct folder *folder, const char *what)
{
	return error_set(error, NDUP_INPUT, "the index %s is damaged: %s",
	    folder->name, what);
}

static enum ndup_status
set_system(struct ndup_error *error, const struct folder *folder, int code)
{
	switch (code) {
	case ENOMEM:
		return error_set(error, NDUP_NOMEM,
		    "out of memory, or of addresses for the index %s",
		    folder->name);
	case ENOSPC:
	case EFBIG:
	case EDQUOT:
	case EROFS:
		return error_system(
		    error, code, "cannot write to the index %s", folder->name);
	default:
		return error_system(
		    error, code, "cannot use the index %s", folder->name);
	}
}

enum ndup_status
reason_set(struct ndup_error *error, const struct folder *folder, int code)
{
	if (code > 0)
		return set_system(error, folder, code);
	switch (code) {
	case MDB_INVALID:
	case MDB_VERSION_MISMATCH:
	case MDB_INCOMPATIBLE:
		return error_set(error, NDUP_INPUT,
		    "%s is no index, or its file is damaged: %s", folder->name,
		    mdb_strerror(code));
	case MDB_READERS_FULL:
		return error_set(error, NDUP_BUSY,
		    "too many readers of the index %s at once", folder->name);
	case MDB_MAP_FULL:
	case MDB_MAP_RESIZED:
		return error_set(error, NDUP_NOMEM,
		    "the index %s has outgrown the addresses that it had in "
		    "this process; open it again",
		    folder->name);
	case MDB_PANIC:
		return error_set(error, NDUP_IO,
		    "a write to the index %s failed; it must be opened anew",
		    folder->name);
	case MDB_BAD_VALSIZE:
	case MDB_TXN_FULL:
		return error_set(error, NDUP_PARAM,
		    "cannot write to the index %s: %s", folder->name,
		    mdb_strerror(code));
	default:
		return reason_damaged(error, folder, mdb_strerror(code));
	}
}

/* ---- the files of a store, by their names -------------------------------- */

static char *
copy_name(const char *text)
{
	char *copied = memory_new(strlen(text) + 1, 1);

	return copied == NULL ? NULL : strcpy(copied, text);
}

enum ndup_status
folder_init(struct folder *folder, const char *name, struct ndup_error *error)
{
	char path[PATH_MAX];
	struct stat file;
	int sys = 0;

	*folder = (struct folder){NULL, NULL};
	if (realpath(name, path) == NULL || stat(path, &file) != 0)
		sys = errno;
	else if (!S_ISDIR(file.st_mode))
		sys = ENOTDIR;
	if (sys != 0)
		return error_system(
		    error, sys, "cannot open the index %s", name);
	folder->name = copy_name(name);
	folder->path = copy_name(path);
	if (folder->name == NULL || folder->path == NULL) {
		folder_free(folder);
		return error_memory(error);
	}
	return NDUP_OK;
}

void
folder_free(struct folder *folder)
{
	memory_free(folder->name);
	memory_free(folder->path);
	*folder = (struct folder){NULL, NULL};
}

/* ---- names -------------------------------------------------------------- */

char *
folder_file(const struct folder *folder, const char *name)
{
	size_t size = strlen(folder->path) + strlen(name) + 2;
	char *path = memory_new(size, 1);

	if (path != NULL)
		snprintf(path, size, "%s/%s", folder->path, name);
	return path;
}

char *
folder_data(const struct folder *folder, unsigned generation)
{
	char name[32];

	snprintf(name, sizeof name, "data-%u.mdb", generation);
	return folder_file(folder, name);
}

/* As LMDB calls it. */
char *
folder_data_lock(const struct folder *folder, unsigned generation)
{
	char name[32];

	snprintf(name, sizeof name, "data-%u.mdb-lock", generation);
	return folder_file(folder, name);
}

enum kind { OTHER, DATA, DATA_LOCK, UNFINISHED, COMMIT, WRITER_LOCK };

static enum kind
entry_kind_of(const char *name, unsigned *generation)
{
	int len = 0;

	*generation = 0;
	if (strcmp(name, "writer.lock") == 0)
		return WRITER_LOCK;
	if (strcmp(name, "commit") == 0)
		return COMMIT;
	if (strcmp(name, "new.mdb") == 0 || strcmp(name, "new.mdb-lock") == 0)
		return UNFINISHED;
	if (sscanf(name, "data-%9u.mdb%n", generation, &len) != 1 || len == 0 ||
	    *generation == 0)
		return OTHER;
	if (name[len] == '\0')
		return DATA;
	return strcmp(name + len, "-lock") == 0 ? DATA_LOCK : OTHER;
}

/* ---- what is there ------------------------------------------------------ */

static enum ndup_status
list_generations(
    const struct folder *folder, DIR **dir, struct ndup_error *error)
{
	*dir = opendir(folder->path);
	if (*dir != NULL)
		return NDUP_OK;
	return error_system(
	    error, errno, "cannot open the index %s", folder->name);
}

/* NULL: there is no more, or the status says why not. */
static struct dirent *
next_entry(const struct folder *folder, DIR *dir, enum ndup_status *status,
    struct ndup_error *error)
{
	struct dirent *entry;

	errno = 0;
	entry = readdir(dir);
	if (entry == NULL && errno != 0)
		*status = error_system(
		    error, errno, "cannot read the index %s", folder->name);
	return entry;
}

enum ndup_status
folder_find(
    const struct folder *folder, unsigned *generation, struct ndup_error *error)
{
	enum ndup_status status;
	struct dirent *entry;
	unsigned number;
	DIR *dir;

	*generation = 0;
	if ((status = list_generations(folder, &dir, error)) != NDUP_OK)
		return status;
	while ((entry = next_entry(folder, dir, &status, error)) != NULL)
		if (entry_kind_of(entry->d_name, &number) == DATA &&
		    number > *generation)
			*generation = number;
	closedir(dir);
	if (status == NDUP_OK && *generation == 0)
		return error_set(error, NDUP_INPUT,
		    "%s is no index: it has no file data-N.mdb", folder->name);
	return status;
}

enum ndup_status
folder_is_empty(
    const struct folder *folder, bool *empty, struct ndup_error *error)
{
	enum ndup_status status;
	struct dirent *entry;
	unsigned number;
	enum kind kind;
	DIR *dir;

	if ((status = list_generations(folder, &dir, error)) != NDUP_OK)
		return status;
	*empty = true;
	while ((entry = next_entry(folder, dir, &status, error)) != NULL) {
		kind = entry_kind_of(entry->d_name, &number);
		if (kind != UNFINISHED && kind != COMMIT &&
		    kind != WRITER_LOCK && strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			*empty = false;
	}
	closedir(dir);
	return status;
}

void
folder_drop_unfinished(const struct folder *folder, unsigned generation)
{
	static const char *const names[] = {"new.mdb", "new.mdb-lock",
	    "data-1.mdb", "data-1.mdb-lock", "commit"};
	size_t num = generation > 0 ? 2 : 5, i;
	char path[PATH_MAX + 16];

	for (i = 0; i < num; i++) {
		snprintf(path, sizeof path, "%s/%s", folder->path, names[i]);
		unlink(path);
	}
}

static bool
is_of_use(enum kind kind, unsigned number, unsigned generation)
{
	switch (kind) {
	case OTHER:
	case WRITER_LOCK:
		return true;
	case COMMIT:
		return generation > 0;
	case UNFINISHED:
		return false;
	default:
		return number == generation;
	}
}

enum ndup_status
folder_clean(
    const struct folder *folder, unsigned generation, struct ndup_error *error)
{
	enum ndup_status status;
	struct dirent *entry;
	unsigned number;
	enum kind kind;
	DIR *dir;

	folder_drop_unfinished(folder, generation);
	if ((status = list_generations(folder, &dir, error)) != NDUP_OK)
		return status;
	while (status == NDUP_OK &&
	       (entry = next_entry(folder, dir, &status, error)) != NULL) {
		kind = entry_kind_of(entry->d_name, &number);
		if (is_of_use(kind, number, generation))
			continue;
		if (unlinkat(dirfd(dir), entry->d_name, 0) != 0 &&
		    errno != ENOENT)
			status = error_system(error, errno,
			    "cannot remove %s from the index %s", entry->d_name,
			    folder->name);
	}
	closedir(dir);
	return status;
}

static enum ndup_status
sync_names(const struct folder *folder, struct ndup_error *error)
{
	int file = open(folder->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int sys = 0;

	if (file < 0 || (fsync(file) != 0 && errno != EINVAL))
		sys = errno;
	if (file >= 0)
		close(file);
	if (sys == 0)
		return NDUP_OK;
	return error_system(
	    error, sys, "cannot write to the index %s", folder->name);
}

static enum ndup_status
sync_file(
    const struct folder *folder, const char *path, struct ndup_error *error)
{
	int file = open(path, O_RDWR | O_CLOEXEC), sys = 0;

	if (file < 0 || fsync(file) != 0)
		sys = errno;
	if (file >= 0)
		close(file);
	return sys == 0 ? NDUP_OK : reason_set(error, folder, sys);
}

enum ndup_status
folder_publish(const struct folder *folder, const char *path,
    unsigned generation, struct ndup_error *error)
{
	char *data = folder_data(folder, generation);
	enum ndup_status status;

	if (data == NULL)
		return error_memory(error);
	status = sync_file(folder, path, error);
	if (status == NDUP_OK && rename(path, data) != 0)
		status = reason_set(error, folder, errno);
	memory_free(data);
	return status == NDUP_OK ? sync_names(folder, error) : status;
}

/* ---- who writes --------------------------------------------------------- */

/* The lock is of the open file, not of the process, so that it also keeps
 * stores of one process from each other; and the system drops it when the
 * process dies. */
static enum ndup_status
take_lock(
    const struct folder *folder, int file, int how, struct ndup_error *error)
{
	if (flock(file, how) == 0)
		return NDUP_OK;
	if (errno == EWOULDBLOCK)
		return error_set(error, NDUP_BUSY,
		    "another process writes to the index %s", folder->name);
	if (errno == EINTR)
		return error_set(error, NDUP_STOPPED,
		    "interrupted while waiting for another process that writes "
		    "to the index %s",
		    folder->name);
	return error_system(
	    error, errno, "cannot lock the index %s", folder->name);
}

static enum ndup_status
lock(const struct folder *folder, int flags, int how, int *file,
    struct ndup_error *error)
{
	char *path = folder_file(folder, "writer.lock");
	enum ndup_status status;

	*file = -1;
	if (path == NULL)
		return error_memory(error);
	*file = open(path, flags | O_CLOEXEC, 0666);
	memory_free(path);
	if (*file < 0)
		return error_system(error, errno,
		    "cannot open writer.lock of the index %s", folder->name);
	status = take_lock(folder, *file, how, error);
	if (status != NDUP_OK) {
		close(*file);
		*file = -1;
	}
	return status;
}

enum ndup_status
folder_lock(const struct folder *folder, enum folder_wait wait, int *file,
    struct ndup_error *error)
{
	int how = wait == FOLDER_WAIT ? LOCK_EX : LOCK_EX | LOCK_NB;

	return lock(folder, O_RDWR | O_CREAT, how, file, error);
}

enum ndup_status
folder_lock_shared(
    const struct folder *folder, int *file, struct ndup_error *error)
{
	return lock(folder, O_RDONLY, LOCK_SH | LOCK_NB, file, error);
}

/* Children that were forked have the file open too: closing is not enough. */
void
folder_unlock(int file, bool is_own)
{
	if (is_own)
		flock(file, LOCK_UN);
	close(file);
}
