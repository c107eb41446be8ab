/*
 * output.c - a file that appears whole or not at all
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/say.h"

enum { ATTEMPTS = 100 };

/* Opens dir/.name.ndup-PID-N; hidden, so that a scan does not read it. */
static int
open_temporary(struct output *output, mode_t mode)
{
	const char *slash = strrchr(output->target, '/');
	int dir = slash == NULL ? 0 : (int)(slash + 1 - output->target);
	int i;

	for (i = 0; i < ATTEMPTS; i++) {
		if (asprintf(&output->temporary, "%.*s.%s.ndup-%ld-%d", dir,
			output->target, output->target + dir, (long)getpid(),
			i) < 0) {
			output->temporary = NULL;
			return -1;
		}
		output->file = open(output->temporary,
		    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (output->file >= 0)
			return output->file;
		free(output->temporary);
		output->temporary = NULL;
		if (errno != EEXIST)
			return -1;
	}
	return -1;
}

/* The target behind symbolic links, so that a link stays one; a link that
 * leads nowhere is left alone. */
static bool
find_target(struct output *output, const char *path)
{
	struct stat link;

	if (lstat(path, &link) == 0 && S_ISLNK(link.st_mode))
		output->target = realpath(path, NULL);
	else
		output->target = strdup(path);
	return output->target != NULL;
}

static bool
open_beside(struct output *output, const char *path, const struct stat *old)
{
	bool opened;

	interrupt_hold(true);
	opened =
	    find_target(output, path) && open_temporary(output, 0666) >= 0 &&
	    (old == NULL || fchmod(output->file, old->st_mode & 0777) == 0);
	if (output->temporary != NULL)
		interrupt_remove(output->temporary);
	interrupt_hold(false);
	return opened;
}

bool
output_open(struct output *output, const char *path)
{
	struct stat old;
	bool exists;

	*output = (struct output){.file = STDOUT_FILENO};
	output->name = "standard output";
	if (path == NULL || strcmp(path, "-") == 0)
		return true;
	output->name = path;
	output->file = -1;
	exists = stat(path, &old) == 0;
	if (exists && !S_ISREG(old.st_mode) && !S_ISDIR(old.st_mode))
		output->file = open(path, O_WRONLY | O_CLOEXEC);
	else if (exists && S_ISDIR(old.st_mode))
		errno = EISDIR;
	else if (!exists || access(path, W_OK) == 0)
		open_beside(output, path, exists ? &old : NULL);
	if (output->file >= 0)
		return true;
	say_errno("%s", path);
	output_discard(output);
	return false;
}

static bool
fail(struct output *output)
{
	output->broken_pipe = errno == EPIPE;
	if (!output->broken_pipe)
		say_errno("%s", output->name);
	return false;
}

bool
output_write(void *ctx, const void *bytes, size_t size)
{
	struct output *output = ctx;
	const char *next = bytes;
	ssize_t written;

	while (size > 0) {
		written = write(output->file, next, size);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return fail(output);
		next += written;
		size -= (size_t)written;
	}
	return true;
}

static ssize_t
write_cookie(void *output, const char *bytes, size_t size)
{
	return output_write(output, bytes, size) ? (ssize_t)size : 0;
}

FILE *
output_stream(struct output *output)
{
	const cookie_io_functions_t functions = {.write = write_cookie};
	FILE *file = fopencookie(output, "w", functions);

	if (file == NULL)
		say_errno("%s", output->name);
	return file;
}

static void
release(struct output *output)
{
	free(output->target);
	free(output->temporary);
	output->target = output->temporary = NULL;
	output->file = -1;
}

/* Closes the file; a full disk or a broken net may show only here. */
static bool
finish(struct output *output)
{
	int error = 0;

	if (output->file == STDOUT_FILENO) /* others may write there yet */
		return true;
	if (output->temporary != NULL && fsync(output->file) != 0)
		error = errno;
	if (close(output->file) != 0 && error == 0)
		error = errno;
	output->file = -1;
	errno = error;
	return error == 0;
}

bool
output_commit(struct output *output)
{
	bool done = finish(output);

	if (done && output->temporary != NULL) {
		interrupt_hold(true);
		done = rename(output->temporary, output->target) == 0;
		if (done)
			interrupt_forget(output->temporary);
		interrupt_hold(false);
	}
	if (!done) {
		fail(output);
		output_discard(output);
		return false;
	}
	release(output);
	return true;
}

void
output_discard(struct output *output)
{
	if (output->file >= 0 && output->file != STDOUT_FILENO)
		close(output->file);
	if (output->temporary != NULL) {
		unlink(output->temporary);
		interrupt_forget(output->temporary);
	}
	release(output);
}
