/*
 * source.c - the bytes of a file or of standard input, unpacked
 *
 * Reads blocks of 256 KB.  Plain bytes go straight into the caller's memory
 * once the first block is used up; packed ones are unpacked straight into it.
 */
#include <bsd/string.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd_errors.h>

#include "base/memory.h"
#include "source.h"

/* ---- gzip and zstd: packed bytes in, plain bytes out --------------------- */

/*
 * Both libraries work step by step on whatever input and room there is; what
 * is added here is the sequence of several members or frames, zeros as padding
 * after a gzip member (tapes and block devices leave them), and one way of
 * saying what is wrong.
 */

/* The largest window that is read, as a power of two: 1 GB of memory, and only
 * for texts that long.  The decoder's own limit is 128 MB. */
enum { WINDOW_LOG = 30 };

enum {
	GZIP_ONLY = 16,  /* added to zlib's window bits: no raw, no zlib */
	MOST = 1u << 30, /* bytes that zlib's counters take at once */
};

enum packing
packing_of(const char *bytes, size_t size)
{
	const unsigned char *magic = (const unsigned char *)bytes;

	if (size >= 2 && magic[0] == 0x1f && magic[1] == 0x8b)
		return PACKING_GZIP;
	if (size < PACKING_MAGIC)
		return PACKING_NONE;
	if (memcmp(magic, "\x28\xb5\x2f\xfd", 4) == 0)
		return PACKING_ZSTD;
	if ((magic[0] & 0xf0) == 0x50 &&
	    memcmp(magic + 1, "\x2a\x4d\x18", 3) == 0)
		return PACKING_ZSTD; /* a skippable frame comes first */
	return PACKING_NONE;
}

static const char *
packing_name(enum packing packing)
{
	return packing == PACKING_GZIP ? "gzip" : "zstd";
}

static void *
allocate(void *ctx, unsigned num, unsigned size)
{
	(void)ctx;
	return memory_new(num, size);
}

static void
release(void *ctx, void *block)
{
	(void)ctx;
	memory_free(block);
}

static enum ndup_status
begin_gzip(struct unpacker *unpacker)
{
	int result;

	if (unpacker->gzip_ready) {
		result = inflateReset(&unpacker->gzip);
	} else {
		unpacker->gzip =
		    (z_stream){.zalloc = allocate, .zfree = release};
		result = inflateInit2(&unpacker->gzip, MAX_WBITS + GZIP_ONLY);
	}
	unpacker->gzip_ready = result == Z_OK;
	return unpacker->gzip_ready ? NDUP_OK : NDUP_NOMEM;
}

static enum ndup_status
begin_zstd(struct unpacker *unpacker)
{
	if (unpacker->zstd == NULL &&
	    (unpacker->zstd = ZSTD_createDCtx()) == NULL)
		return NDUP_NOMEM;
	unpacker->zstd_wants = 0;
	unpacker->zstd_holds = false;
	ZSTD_DCtx_reset(unpacker->zstd, ZSTD_reset_session_only);
	ZSTD_DCtx_setParameter(unpacker->zstd, ZSTD_d_windowLogMax, WINDOW_LOG);
	return NDUP_OK;
}

enum ndup_status
unpacker_begin(struct unpacker *unpacker, enum packing packing)
{
	unpacker->packing = packing;
	unpacker->inside = false;
	unpacker->is_sound = false;
	unpacker->reason[0] = '\0';
	return packing == PACKING_GZIP ? begin_gzip(unpacker)
				       : begin_zstd(unpacker);
}

static enum ndup_status
refuse(struct unpacker *unpacker, const char *reason)
{
	strlcpy(unpacker->reason, reason != NULL ? reason : "bad header",
	    sizeof unpacker->reason);
	return NDUP_INPUT;
}

static enum ndup_status
run_gzip(struct unpacker *unpacker, struct unpack_step *step)
{
	z_stream *gzip = &unpacker->gzip;
	uInt in = (uInt)(step->in_size < MOST ? step->in_size : MOST);
	uInt out = (uInt)(step->out_size < MOST ? step->out_size : MOST);
	int result;

	if (!unpacker->inside && step->in_size == 0)
		return NDUP_OK;
	if (!unpacker->inside && *step->in == '\0')
		return NDUP_END;
	unpacker->inside = true;
	gzip->next_in = (const Bytef *)step->in;
	gzip->avail_in = in;
	gzip->next_out = (Bytef *)step->out;
	gzip->avail_out = out;
	result = inflate(gzip, Z_NO_FLUSH);
	step->in += in - gzip->avail_in;
	step->in_size -= in - gzip->avail_in;
	step->out += out - gzip->avail_out;
	step->out_size -= out - gzip->avail_out;
	if (result == Z_OK || result == Z_BUF_ERROR)
		return NDUP_OK;
	if (result == Z_MEM_ERROR)
		return NDUP_NOMEM;
	if (result != Z_STREAM_END)
		return refuse(unpacker, gzip->msg);
	unpacker->inside = false;
	return begin_gzip(unpacker);
}

/*
 * Bytes to give zstd at once: a block without the next one's header, and none
 * while it may still hold some of the last block.  It tells of nothing that it
 * gave in a call in which something is damaged.
 */
static size_t
zstd_size(const struct unpacker *unpacker, size_t in_size)
{
	enum { BLOCK_HEADER = 3 };
	size_t size = unpacker->zstd_wants;

	if (unpacker->zstd_holds)
		return 0;
	size = size > BLOCK_HEADER ? size - BLOCK_HEADER : BLOCK_HEADER;
	return size < in_size ? size : in_size;
}

/* Says why zstd refused a frame: two kinds are not damaged. */
static enum ndup_status
refuse_zstd(struct unpacker *unpacker, size_t result)
{
	switch (ZSTD_getErrorCode(result)) {
	case ZSTD_error_memory_allocation:
		return NDUP_NOMEM;
	case ZSTD_error_frameParameter_windowTooLarge:
		unpacker->is_sound = true;
		return refuse(unpacker,
		    "its window is over 1 GB: unpack it with "
		    "zstd -d --long=31 first");
	case ZSTD_error_dictionary_wrong:
		unpacker->is_sound = true;
		return refuse(unpacker,
		    "it was packed with a dictionary: unpack it with "
		    "zstd -d -D and that dictionary first");
	default:
		return refuse(unpacker, ZSTD_getErrorName(result));
	}
}

static enum ndup_status
run_zstd(struct unpacker *unpacker, struct unpack_step *step)
{
	ZSTD_inBuffer in = {step->in, zstd_size(unpacker, step->in_size), 0};
	ZSTD_outBuffer out = {step->out, step->out_size, 0};
	size_t result;

	if (!unpacker->inside && step->in_size == 0)
		return NDUP_OK;
	result = ZSTD_decompressStream(unpacker->zstd, &out, &in);
	step->in += in.pos;
	step->in_size -= in.pos;
	step->out += out.pos;
	step->out_size -= out.pos;
	unpacker->inside = result != 0;
	unpacker->zstd_wants = result;
	unpacker->zstd_holds = out.pos == out.size;
	return ZSTD_isError(result) ? refuse_zstd(unpacker, result) : NDUP_OK;
}

/*
 * Unpacks what fits.  NDUP_OK (no progress: more input or room is needed),
 * NDUP_END (nothing but padding follows), NDUP_INPUT, NDUP_NOMEM.
 */
static enum ndup_status
unpacker_run(struct unpacker *unpacker, struct unpack_step *step)
{
	return unpacker->packing == PACKING_GZIP ? run_gzip(unpacker, step)
						 : run_zstd(unpacker, step);
}

void
unpacker_free(struct unpacker *unpacker)
{
	if (unpacker->gzip_ready)
		inflateEnd(&unpacker->gzip);
	ZSTD_freeDCtx(unpacker->zstd);
	memset(unpacker, 0, sizeof *unpacker);
}

/* ---- the bytes of a file or of standard input, unpacked ------------------ */

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
	int num;

	do
		num = poll(&file, 1, 0);
	while (num < 0 && errno == EINTR);
	return num != 0;
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
source_fill(struct stream *stream)
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
source_look(
    struct stream *stream, enum packing wanted, struct ndup_error *error)
{
	enum packing packing;

	while (stream->end < PACKING_MAGIC && !stream->at_end)
		source_fill(stream);
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
source_open_file(const struct stream *stream, const char *path)
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
    struct ndup_error *error)
{
	if (stream->block == NULL &&
	    (stream->block = memory_new(STREAM_BLOCK, 1)) == NULL)
		return error_memory(error);
	stream->name = name;
	stream->begin = stream->end = 0;
	stream->num_read = 0;
	stream->at_end = false;
	stream->failed = NDUP_OK;
	stream->fd = STDIN_FILENO;
	if (path != NULL && (stream->fd = source_open_file(stream, path)) < 0)
		return error_system(error, errno, "%s", name);
	stream->open = path != NULL;
	return NDUP_OK;
}

enum ndup_status
stream_begin(
    struct stream *stream, enum packing wanted, struct ndup_error *error)
{
	enum ndup_status status = source_look(stream, wanted, error);

	if (status != NDUP_OK)
		stream_close(stream);
	return status;
}

static void
source_read_plain(struct stream *stream, void *buf, size_t size, size_t *got)
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
source_explain(struct stream *stream, uint64_t byte)
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
		source_explain(stream, byte);
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
		source_fill(stream);
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
		source_read_plain(stream, buf, size, got);
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
