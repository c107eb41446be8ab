/*
 * temporary.h - temporary files in a fresh folder, on a system that is worse
 * than it is
 *
 * The system's calls are wrapped when a test is linked, so that they write and
 * read a part only, are interrupted, or fail, as a full or broken disk makes
 * them.
 */
#ifndef TESTS_TEMPORARY_H
#define TESTS_TEMPORARY_H

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "random.h"

#include "base/tempfile.h"

static char folder[64];

/* ---- the system, worse than it is --------------------------------------- */

int __wrap_open64(const char *, int, ...);
int __real_open64(const char *, int, ...);
ssize_t __wrap_pwritev64(int, const struct iovec *, int, off_t);
ssize_t __real_pwritev64(int, const struct iovec *, int, off_t);
ssize_t __wrap_pread64(int, void *, size_t, off_t);
ssize_t __real_pread64(int, void *, size_t, off_t);

enum { NO_LIMIT = 0, MOST_AT_ONCE = 0x7ffff000 };

static struct {
	bool no_nameless;    /* folders cannot have files without a name */
	bool only_pretend;   /* nothing is written */
	size_t most;         /* bytes of a call; NO_LIMIT */
	atomic_uint num;     /* calls */
	unsigned interrupts; /* every so many calls; 0: never */
	unsigned fail_after; /* calls; 0: never */
	int sys;             /* how */
} faults;

static inline void
mend(void)
{
	memset(&faults, 0, sizeof faults);
}

/* Whether this call fails; errno says how. */
static inline bool
is_faulty(void)
{
	unsigned number = atomic_fetch_add(&faults.num, 1) + 1;

	errno = EINTR;
	if (faults.interrupts > 0 && number % faults.interrupts == 0)
		return true;
	errno = faults.sys;
	return faults.fail_after > 0 && number > faults.fail_after;
}

int
__wrap_open64(const char *path, int flags, ...)
{
	int file = __real_open64(path, flags, 0600);

	sched_yield(); /* lets others open it too, if they can */
	if (file >= 0 && faults.no_nameless &&
	    (flags & O_TMPFILE) == O_TMPFILE) {
		close(file);
		errno = EOPNOTSUPP;
		return -1;
	}
	return file;
}

static inline ssize_t
pretend(const struct iovec *pieces, int num)
{
	size_t size = 0;
	int i;

	for (i = 0; i < num; i++)
		size += pieces[i].iov_len;
	return (ssize_t)(size < MOST_AT_ONCE ? size : MOST_AT_ONCE);
}

ssize_t
__wrap_pwritev64(int file, const struct iovec *pieces, int num, off_t offset)
{
	struct iovec some[64];
	size_t left = faults.most;
	int i;

	if (is_faulty())
		return -1;
	if (faults.only_pretend)
		return pretend(pieces, num);
	if (faults.most == NO_LIMIT)
		return __real_pwritev64(file, pieces, num, offset);
	for (i = 0; i < num && i < 64 && left > 0; i++) {
		some[i] = pieces[i];
		if (some[i].iov_len > left)
			some[i].iov_len = left;
		left -= some[i].iov_len;
	}
	return __real_pwritev64(file, some, i, offset);
}

ssize_t
__wrap_pread64(int file, void *bytes, size_t size, off_t offset)
{
	if (is_faulty())
		return -1;
	if (faults.most != NO_LIMIT && size > faults.most)
		size = faults.most;
	return __real_pread64(file, bytes, size, offset);
}

/* ---- a fresh folder ----------------------------------------------------- */

static inline int
enter(void **state)
{
	(void)state;
	mend();
	strcpy(folder, "/tmp/ndup-test-XXXXXX");
	return mkdtemp(folder) == NULL;
}

static inline unsigned
count_files(void)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	unsigned num = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL)
		num += strcmp(entry->d_name, ".") != 0 &&
		       strcmp(entry->d_name, "..") != 0;
	closedir(dir);
	return num;
}

/* Removing fails if anything is left. */
static inline int
leave(void **state)
{
	(void)state;
	mend();
	return rmdir(folder);
}

/* How many of the process's open files are of the folder. */
static inline unsigned
count_open(void)
{
	DIR *dir = opendir("/proc/self/fd");
	char target[4096];
	struct dirent *entry;
	unsigned num = 0;
	ssize_t len;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		len = readlinkat(
		    dirfd(dir), entry->d_name, target, sizeof target);
		num += len > (ssize_t)strlen(folder) &&
		       memcmp(target, folder, strlen(folder)) == 0;
	}
	closedir(dir);
	return num;
}

static inline struct tempfile *
new_temp(const char *where)
{
	struct tempfile *temp;

	assert_int_equal(tempfile_new(&temp, where), NDUP_OK);
	assert_int_equal(tempfile_size(temp), 0);
	assert_int_equal(tempfile_error(temp, NULL), NDUP_OK);
	return temp;
}

#endif
