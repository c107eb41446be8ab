/*
 * stream.c - the bytes of a file or of standard input, unpacked
 *
 * Reads blocks of 256 KB.  Plain bytes go straight into the caller's memory
 * once the first block is used up; packed ones are unpacked straight into it.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "input/stream.h"

#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
enum { STREAM_BLOCK = 512 }; /* small inputs have several */
#else
enum { STREAM_BLOCK = 256 * 1024 };
#endif

/* Whether there is something to read, be it the end. */
static bool
is_ready(const struct stream *stream)
{
	struct pollfd file = {.fd = stream->fd, .events = POLLIN};

	return poll(&file, 1, 0) != 0;
}

/* Reads from the file; 0 bytes are its end. */
static enum ndup_status
read_file(struct stream *stream, void *buf, size_t size, size_t *got)
{
	ssize_t num;

	*got = 0;
	if (stream->idle != NULL && !is_ready(stream) &&
	    !stream->idle(stream->idle_ctx, stream->fd)) {
		stream->at_end = true;
		stream->failed =
		    error_set(&stream->error, NDUP_STOPPED, "stopped");
		return stream->failed;
	}
	do
		num = read(stream->fd, buf, size);
	while (num < 0 && errno == EINTR);
	*got = num > 0 ? (size_t)num : 0;
	stream->num_read += *got;
	if (num > 0)
		return NDUP_OK;
	stream->at_end = true;
	if (num == 0)
		return NDUP_OK;
	stream->failed =
	    error_system(&stream->error, errno, "%s", stream->name);
	return stream->failed;
}

/* Appends to the block, of which all but the first bytes are used up. */
static enum ndup_status
fill(struct stream *stream)
{
	size_t got;
	enum ndup_status status;

	if (stream->begin == stream->end)
		stream->begin = stream->end = 0;
	status = read_file(stream, stream->block + stream->end,
	    STREAM_BLOCK - stream->end, &got);
	stream->end += got;
	return status;
}

/* Looks at the first bytes; what fails here comes up when they are read. */
static enum ndup_status
begin(struct stream *stream, enum packing wanted, struct ndup_error *error)
{
	enum packing packing;

	while (stream->end < PACKING_MAGIC && !stream->at_end)
		fill(stream);
	packing = packing_of(stream->block, stream->end);
	if (wanted != PACKING_NONE && packing != wanted && stream->end > 0)
		return error_set(error, NDUP_INPUT, "%s: this is no %s data",
		    stream->name, packing_name(wanted));
	stream->unpacker.packing = PACKING_NONE;
	if (packing != PACKING_NONE &&
	    unpacker_begin(&stream->unpacker, packing) != NDUP_OK)
		return error_memory(error);
	return NDUP_OK;
}

/* A named pipe without a writer would keep open() waiting where nobody can be
 * called. */
static int
open_file(const struct stream *stream, const char *path)
{
	int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY, fd;

	if (stream->idle == NULL)
		return open(path, flags);
	fd = open(path, flags | O_NONBLOCK);
	if (fd >= 0)
		fcntl(fd, F_SETFL, O_RDONLY);
	return fd;
}

enum ndup_status
stream_open(struct stream *stream, const char *path, const char *name,
    enum packing wanted, struct ndup_error *error)
{
	enum ndup_status status;

	if (stream->block == NULL &&
	    (stream->block = memory_new(STREAM_BLOCK, 1)) == NULL)
		return error_memory(error);
	stream->name = name;
	stream->begin = stream->end = 0;
	stream->num_read = 0;
	stream->at_end = false;
	stream->failed = NDUP_OK;
	stream->fd = STDIN_FILENO;
	if (path != NULL && (stream->fd = open_file(stream, path)) < 0)
		return error_system(error, errno, "%s", name);
	stream->open = path != NULL;
	if ((status = begin(stream, wanted, error)) != NDUP_OK)
		stream_close(stream);
	return status;
}

static void
read_plain(struct stream *stream, void *buf, size_t size, size_t *got)
{
	size_t num = stream->end - stream->begin;

	if (num == 0) {
		if (!stream->at_end)
			read_file(stream, buf, size, got);
		return;
	}
	*got = num < size ? num : size;
	memcpy(buf, stream->block + stream->begin, *got);
	stream->begin += *got;
}

/* Says what is wrong with packed data at this byte. */
static void
explain(struct stream *stream, uint64_t byte)
{
	const struct unpacker *unpacker = &stream->unpacker;
	const char *packing = packing_name(unpacker->packing);

	if (unpacker->reason[0] == '\0')
		error_set(&stream->error, NDUP_INPUT,
		    "%s: truncated %s data: the file ends too early, after "
		    "%ju bytes; what came before was read",
		    stream->name, packing, (uintmax_t)byte);
	else if (unpacker->is_sound)
		error_set(&stream->error, NDUP_INPUT,
		    "%s: %s data that cannot be read here: %s", stream->name,
		    packing, unpacker->reason);
	else
		error_set(&stream->error, NDUP_INPUT,
		    "%s: damaged %s data near byte %ju (%s); what came "
		    "before was read",
		    stream->name, packing, (uintmax_t)byte, unpacker->reason);
}

/* What follows cannot be had; the reason is kept until it is asked for. */
static void
give_up(struct stream *stream, enum ndup_status status)
{
	uint64_t byte = stream->num_read - (stream->end - stream->begin);

	stream->begin = stream->end;
	stream->at_end = true;
	if (status == NDUP_END || stream->failed != NDUP_OK)
		return;
	if (status == NDUP_NOMEM)
		error_memory(&stream->error);
	else
		explain(stream, byte);
	stream->error.byte = byte;
	stream->failed = status;
}

/* One step; false if there is nothing more to be had. */
static bool
unpack(struct stream *stream, struct unpack_step *step)
{
	size_t room = step->out_size;
	enum ndup_status status;

	if (stream->begin == stream->end && !stream->at_end)
		fill(stream);
	step->in = stream->block + stream->begin;
	step->in_size = stream->end - stream->begin;
	status = unpacker_run(&stream->unpacker, step);
	stream->begin = stream->end - step->in_size;
	if (status != NDUP_OK) {
		give_up(stream, status);
		return false;
	}
	if (stream->begin < stream->end || !stream->at_end ||
	    step->out_size < room)
		return true;
	if (stream->unpacker.inside)
		give_up(stream, NDUP_INPUT);
	return false;
}

static void
read_packed(struct stream *stream, void *buf, size_t size, size_t *got)
{
	struct unpack_step step = {NULL, 0, buf, size};

	while (step.out_size > 0 && unpack(stream, &step))
		if (step.out_size < size && stream->begin == stream->end)
			break;
	*got = size - step.out_size;
}

enum ndup_status
stream_read(struct stream *stream, void *buf, size_t size, size_t *got,
    struct ndup_error *error)
{
	enum ndup_status status;

	*got = 0;
	if (stream->unpacker.packing == PACKING_NONE)
		read_plain(stream, buf, size, got);
	else
		read_packed(stream, buf, size, got);
	if (*got > 0 || stream->failed == NDUP_OK)
		return NDUP_OK;
	if (error != NULL)
		*error = stream->error;
	status = stream->failed;
	stream->failed = NDUP_OK;
	return status;
}

bool
stream_seek(struct stream *stream, uint64_t size)
{
	size_t waiting = stream->end - stream->begin;
	struct stat file;
	off_t at;

	if (stream->unpacker.packing != PACKING_NONE || size < waiting ||
	    fstat(stream->fd, &file) != 0 || !S_ISREG(file.st_mode) ||
	    (at = lseek(stream->fd, 0, SEEK_CUR)) < 0 ||
	    size - waiting > (uint64_t)(file.st_size - at) ||
	    lseek(stream->fd, (off_t)(size - waiting), SEEK_CUR) < 0)
		return false;
	stream->begin = stream->end;
	stream->num_read += size - waiting;
	return true;
}

void
stream_close(struct stream *stream)
{
	if (stream->open)
		close(stream->fd);
	stream->open = false;
}

void
stream_free(struct stream *stream)
{
	stream_close(stream);
	unpacker_free(&stream->unpacker);
	memory_free(stream->block);
	stream->block = NULL;
}
