/*
 * unpack.c - gzip and zstd: packed bytes in, plain bytes out
 *
 * Both libraries work step by step on whatever input and room there is; what
 * is added here is the sequence of several members or frames, zeros as padding
 * after a gzip member (tapes and block devices leave them), and one way of
 * saying what is wrong.
 */
#include <string.h>

#include <bsd/string.h>
#include <zstd_errors.h>

#include "base/memory.h"
#include "input/unpack.h"

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

const char *
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

enum ndup_status
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
