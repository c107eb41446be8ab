/*
 * tempfile.c - what is over the memory limit, on disk
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "error.h"
#include "memory.h"
#include "tempfile.h"

enum { MOST_PIECES = 64 }; /* in one call of the system */

struct tempfile {
	char *folder;
	pthread_mutex_t lock; /* of making the file */
	atomic_int file;      /* -1: not yet made */
	_Atomic uint64_t size;
	atomic_int sys; /* errno of what went wrong first */
};

enum ndup_status
tempfile_new(struct tempfile **created, const char *folder)
{
	size_t size = strlen(folder) + 1;
	struct tempfile *temp;

	*created = NULL;
	if ((temp = memory_new(1, sizeof *temp)) == NULL)
		return NDUP_NOMEM;
	atomic_init(&temp->file, -1);
	if ((temp->folder = memory_new(size, 1)) == NULL ||
	    pthread_mutex_init(&temp->lock, NULL) != 0) {
		memory_free(temp->folder);
		memory_free(temp);
		return NDUP_NOMEM;
	}
	memcpy(temp->folder, folder, size);
	*created = temp;
	return NDUP_OK;
}

static enum ndup_status
tempfile_fail(struct tempfile *temp, int sys)
{
	int none = 0;

	atomic_compare_exchange_strong(&temp->sys, &none, sys);
	return NDUP_IO;
}

/* A new file of the folder, whose name is gone at once; or -1. */
static int
make_nameless(const char *folder)
{
	char name[4096];
	int file, length;

#ifdef O_TMPFILE
	file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (file >= 0 || (errno != EOPNOTSUPP && errno != EISDIR))
		return file;
#endif
	length = snprintf(name, sizeof name, "%s/ndup-XXXXXX", folder);
	if (length < 0 || (size_t)length >= sizeof name) {
		errno = ENAMETOOLONG;
		return -1;
	}
	if ((file = mkostemp(name, O_CLOEXEC)) >= 0)
		unlink(name);
	return file;
}

static int
tempfile_open(struct tempfile *temp)
{
	int file = atomic_load(&temp->file);

	if (file >= 0)
		return file;
	pthread_mutex_lock(&temp->lock);
	file = atomic_load(&temp->file);
	if (file < 0 && (file = make_nameless(temp->folder)) >= 0)
		atomic_store(&temp->file, file);
	pthread_mutex_unlock(&temp->lock);
	return file;
}

/* Drops the first bytes of the pieces; returns the first that has any left. */
static struct iovec *
skip(struct iovec *pieces, size_t size)
{
	while (size > 0 && size >= pieces->iov_len)
		size -= pieces++->iov_len;
	if (size > 0) {
		pieces->iov_base = (char *)pieces->iov_base + size;
		pieces->iov_len -= size;
	}
	return pieces;
}

static enum ndup_status
write_pieces(
    struct tempfile *temp, struct iovec *pieces, size_t num, uint64_t offset)
{
	struct iovec *end = pieces + num;
	int file = tempfile_open(temp);
	ssize_t size;

	if (file < 0)
		return tempfile_fail(temp, errno);
	while (pieces < end) {
		size =
		    pwritev(file, pieces, (int)(end - pieces), (off_t)offset);
		if (size < 0 && errno == EINTR)
			continue;
		if (size <= 0)
			return tempfile_fail(temp, size < 0 ? errno : EIO);
		offset += (uint64_t)size;
		pieces = skip(pieces, (size_t)size);
		while (pieces < end && pieces->iov_len == 0)
			pieces++;
	}
	return NDUP_OK;
}

enum ndup_status
tempfile_gather(struct tempfile *temp, const struct ndup_slice *pieces,
    size_t num, uint64_t *offset)
{
	struct iovec few[MOST_PIECES];
	enum ndup_status status = NDUP_OK;
	size_t size = 0, i, j;
	uint64_t place;

	for (i = 0; i < num; i++)
		size += pieces[i].len;
	place = *offset = atomic_fetch_add(&temp->size, size);
	for (i = 0; i < num && status == NDUP_OK; i += j) {
		size = 0;
		for (j = 0; j < MOST_PIECES && i + j < num; j++) {
			few[j].iov_base = (void *)pieces[i + j].ptr;
			few[j].iov_len = pieces[i + j].len;
			size += few[j].iov_len;
		}
		if (size > 0)
			status = write_pieces(temp, few, j, place);
		place += size;
	}
	return status;
}

enum ndup_status
tempfile_write(
    struct tempfile *temp, const void *bytes, size_t size, uint64_t *offset)
{
	const struct ndup_slice piece = {bytes, size};

	return tempfile_gather(temp, &piece, 1, offset);
}

enum ndup_status
tempfile_read(struct tempfile *temp, uint64_t offset, void *bytes, size_t size)
{
	char *to = bytes;
	ssize_t part;

	while (size > 0) {
		part = pread(atomic_load(&temp->file), to, size, (off_t)offset);
		if (part < 0 && errno == EINTR)
			continue;
		if (part <= 0)
			return tempfile_fail(temp, part < 0 ? errno : EIO);
		to += part;
		offset += (uint64_t)part;
		size -= (size_t)part;
	}
	return NDUP_OK;
}

uint64_t
tempfile_size(const struct tempfile *temp)
{
	return atomic_load(&temp->size);
}

enum ndup_status
tempfile_error(struct tempfile *temp, struct ndup_error *error)
{
	int sys = atomic_load(&temp->sys);

	if (sys == 0)
		return NDUP_OK;
	return error_system(
	    error, sys, "cannot use a temporary file in %s", temp->folder);
}

void
tempfile_free(struct tempfile *temp)
{
	if (temp == NULL)
		return;
	if (atomic_load(&temp->file) >= 0)
		close(atomic_load(&temp->file));
	pthread_mutex_destroy(&temp->lock);
	memory_free(temp->folder);
	memory_free(temp);
}
