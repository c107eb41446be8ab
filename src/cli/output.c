/*
 * output.c - a file being written
 *
 * A stream of stdio, then the compressor if the name asks for one, then the
 * descriptor.  The stream's write function is ours: so the first failure is
 * seen where it happens, with its errno, whichever call of stdio led there.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compressor.h"
#include "destination.h"
#include "interrupt.h"
#include "output.h"
#include "say.h"

enum { ATTEMPTS = 100, BUFFER = 1 << 16, LONGEST_NAME = 200 };

static bool
fail_once(struct output *output)
{
	if (!output->failed) {
		output->broken_pipe = errno == EPIPE;
		if (!output->broken_pipe)
			say_errno("%s", output->name);
	}
	output->failed = true;
	return false;
}

/* ---- bytes -------------------------------------------------------------- */

/* After a write that wrote nothing: whether it is worth another try. */
static bool
can_go_on(int file)
{
	struct pollfd room = {.fd = file, .events = POLLOUT};

	/* Another process has made the pipe or terminal one that never waits:
	 * so we do. */
	if (errno == EAGAIN)
		return poll(&room, 1, -1) > 0 || errno == EINTR;
	return errno == EINTR;
}

static bool
write_bytes(void *ctx, const char *bytes, size_t size)
{
	struct output *output = ctx;
	size_t done = 0;
	ssize_t written;

	while (done < size && !output->failed) {
		written = write(output->file, bytes + done, size - done);
		if (written > 0) {
			done += (size_t)written;
			output->length += (size_t)written;
		} else if (written == 0) {
			errno = EIO;
			fail_once(output);
		} else if (!can_go_on(output->file)) {
			fail_once(output);
		}
	}
	return !output->failed;
}

static bool
write_compressed(struct output *output, const char *bytes, size_t size,
    enum compressor_extent extent)
{
	return compressor_put(output->compressor, bytes, size, extent) ||
	       fail_once(output);
}

static ssize_t
write_stream(void *ctx, const char *bytes, size_t size)
{
	struct output *output = ctx;
	bool done =
	    !output->failed &&
	    (output->compressor == NULL
		    ? write_bytes(output, bytes, size)
		    : write_compressed(output, bytes, size, COMPRESSOR_SOME));

	return done ? (ssize_t)size : 0;
}

bool
output_write(void *ctx, const void *bytes, size_t size)
{
	struct output *output = ctx;

	return fwrite(bytes, 1, size, output->stream) == size &&
	       !output->failed;
}

bool
output_has_report(enum ndup_status status, const struct ndup_error *error)
{
	if (status != NDUP_OK && status != NDUP_STOPPED)
		say_error(error);
	return status == NDUP_OK;
}

bool
output_buffer(struct output *output, struct buffer *buffer)
{
	bool done = !buffer->failed;

	if (!done)
		say_no_memory();
	else
		output_write(output, buffer->data, buffer->size);
	buffer_clear(buffer);
	return done && !output->failed;
}

static bool
open_stream(struct output *output)
{
	const cookie_io_functions_t functions = {.write = write_stream};
	struct stat file;

	if ((output->buffer = malloc(BUFFER)) == NULL ||
	    fstat(output->file, &file) != 0 ||
	    (output->stream = fopencookie(output, "w", functions)) == NULL)
		return false;
	output->is_regular = S_ISREG(file.st_mode);
	return setvbuf(output->stream, output->buffer, _IOFBF, BUFFER) == 0;
}

/* What waits in the stream goes nowhere after a failure.  Descriptors 0 to 2
 * are never an output's own. */
static bool
close_stream(struct output *output)
{
	int file = output->file;

	if (output->stream != NULL)
		fclose(output->stream);
	free(output->buffer);
	compressor_free(output->compressor);
	output->stream = NULL;
	output->buffer = NULL;
	output->compressor = NULL;
	output->file = -1;
	return file <= STDERR_FILENO || close(file) == 0;
}

/* ---- names -------------------------------------------------------------- */

/* Makes a new name last.  If it does not, that of before is there after a loss
 * of power, and as whole: so whether it could be done does not matter. */
static void
sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = strndup(path, (size_t)(slash - path) + 1);
	int file = -1;

	if (folder != NULL)
		file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (file >= 0) {
		fsync(file);
		close(file);
	}
	free(folder);
}

/* Opens dir/.name.ndup-PID-N; hidden, so that a scan does not read it. */
static int
open_temporary(struct output *output, mode_t mode)
{
	const char *name = strrchr(output->target, '/') + 1;
	int dir = (int)(name - output->target), i;

	for (i = 0; i < ATTEMPTS; i++) {
		if (asprintf(&output->temporary, "%.*s.%.*s.ndup-%ld-%d", dir,
			output->target, LONGEST_NAME, name, (long)getpid(),
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

/* Mode, owner and group of an older file; the last two as far as the system
 * lets one choose them. */
static bool
keep_rights(int file, const struct stat *old)
{
	if (fchown(file, old->st_uid, old->st_gid) != 0 &&
	    fchown(file, (uid_t)-1, old->st_gid) != 0) {
		/* then it is the user's own from now on */
	}
	return fchmod(file, old->st_mode & 0777) == 0;
}

static bool
open_beside(struct output *output, const struct destination *place)
{
	bool opened;

	if (place->exists && access(place->path, W_OK) != 0)
		return false;
	interrupt_hold(true);
	opened = open_temporary(output, place->exists ? 0600 : 0666) >= 0;
	if (opened)
		interrupt_remove(output->temporary);
	interrupt_hold(false);
	return opened &&
	       (!place->exists || keep_rights(output->file, &place->file));
}

static bool
open_in_place(struct output *output, const struct destination *place)
{
	output->file = open(place->path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
	output->is_new = output->file >= 0 && !place->exists;
	if (output->is_new)
		sync_folder(place->path);
	return output->file >= 0;
}

static bool
open_directly(struct output *output, const struct destination *place)
{
	output->file =
	    place->descriptor >= 0
		? fcntl(place->descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
		: open(place->path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
	return output->file >= 0;
}

static bool
open_destination(
    struct output *output, const struct destination *place, bool grows)
{
	if (place->descriptor >= 0 ||
	    (place->exists && !S_ISREG(place->file.st_mode)))
		return open_directly(output, place);
	if ((output->target = strdup(place->path)) == NULL)
		return false;
	return grows ? open_in_place(output, place)
		     : open_beside(output, place);
}

const char *
output_name(const char *path)
{
	return path == NULL || strcmp(path, "-") == 0 ? "standard output"
						      : path;
}

static bool
open_output(struct output *output, const char *path, bool grows)
{
	struct destination place;
	bool opened;

	*output = (struct output){.name = output_name(path), .file = -1};
	opened = destination_find(&place, path) &&
		 open_destination(output, &place, grows) &&
		 compressor_new(
		     &output->compressor, output->name, write_bytes, output) &&
		 open_stream(output);
	if (!opened)
		fail_once(output);
	destination_free(&place);
	if (!opened)
		output_discard(output);
	return opened;
}

bool
output_open(struct output *output, const char *path)
{
	return open_output(output, path, false);
}

bool
output_open_growing(struct output *output, const char *path)
{
	return open_output(output, path, true);
}

void
output_redirect(struct output *output, int file, const char *name)
{
	close(output->file);
	output->file = file;
	output->name = name;
	output->is_regular = false;
}

/* ---- how far ------------------------------------------------------------ */

bool
output_has_length(const struct output *output, uint64_t length)
{
	struct stat file;

	if (output->target == NULL)
		return length == 0;
	return fstat(output->file, &file) == 0 &&
	       (uint64_t)file.st_size == length;
}

bool
output_cut(struct output *output, uint64_t length)
{
	struct stat file;

	if (output->target == NULL)
		return true;
	if (fstat(output->file, &file) != 0)
		return fail_once(output);
	if ((uint64_t)file.st_size < length) {
		say("%s: has %jd bytes, but %" PRIu64 " were written when the "
		    "last run was committed; bring it back, or name another "
		    "file",
		    output->name, (intmax_t)file.st_size, length);
		output->failed = true;
		return false;
	}
	if (ftruncate(output->file, (off_t)length) != 0 ||
	    lseek(output->file, (off_t)length, SEEK_SET) < 0)
		return fail_once(output);
	output->length = output->kept = length;
	output->cuts = true;
	return true;
}

/* Some file systems have nothing to be synced, and say so. */
static bool
is_synced(struct output *output)
{
	return !output->is_regular || fsync(output->file) == 0 ||
	       errno == EINVAL;
}

static bool
flush_output(struct output *output, enum compressor_extent extent, bool sync)
{
	if (output->failed || fflush(output->stream) != 0 ||
	    (output->compressor != NULL &&
		!write_compressed(output, NULL, 0, extent)) ||
	    (sync && !is_synced(output)))
		return fail_once(output);
	if (sync && output->cuts)
		output->kept = output->length;
	return true;
}

bool
output_flush(struct output *output, bool sync)
{
	if (output->stream == NULL)
		return !output->failed;
	return flush_output(
	    output, sync ? COMPRESSOR_WHOLE : COMPRESSOR_ALL, sync);
}

/* ---- the end ------------------------------------------------------------ */

bool
output_finish(struct output *output)
{
	if (output->stream == NULL)
		return !output->failed;
	if (output->compressor != NULL && output->length == 0)
		compressor_begin(output->compressor);
	if (!flush_output(output, COMPRESSOR_WHOLE, output->target != NULL))
		return false;
	return close_stream(output) || fail_once(output);
}

static void
release_names(struct output *output)
{
	free(output->target);
	free(output->temporary);
	output->target = output->temporary = NULL;
	output->cuts = output->is_new = output->failed = false;
}

/* Under the final name it is no longer to be removed. */
static bool
publish(struct output *output)
{
	bool done;

	interrupt_hold(true);
	done = rename(output->temporary, output->target) == 0;
	if (done)
		interrupt_forget(output->temporary);
	interrupt_hold(false);
	if (!done)
		return fail_once(output);
	sync_folder(output->target);
	return true;
}

bool
output_commit(struct output *output)
{
	if (!output_finish(output) ||
	    (output->temporary != NULL && !publish(output)))
		return false;
	release_names(output);
	return true;
}

void
output_discard(struct output *output)
{
	output->failed = true;
	if (output->cuts && output->stream != NULL &&
	    ftruncate(output->file, (off_t)output->kept) != 0) {
		/* then the next run does it */
	}
	close_stream(output);
	if (output->temporary != NULL) {
		unlink(output->temporary);
		interrupt_forget(output->temporary);
	}
	if (output->is_new && output->kept == 0)
		unlink(output->target);
	release_names(output);
}

bool
output_close(struct output *output, bool done)
{
	done = done && output_commit(output);
	output_discard(output);
	return done;
}
