/*
 * compressor.c - bytes compressed as the name of their file says
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "base/slice.h"
#include "compressor.h"

enum {
	ROOM = 1 << 16,
	AT_ONCE = 1 << 30, /* bytes that zlib's counters take */
	GZIP = 16,         /* added to zlib's window bits */
	ZLIB_MEMORY = 8,   /* its default */
};

struct compressor {
	z_stream gzip;
	ZSTD_CCtx *zstd; /* NULL: gzip */
	compressor_write *write;
	void *ctx;
	bool inside; /* a member or frame */
	bool waits;  /* for more: something is not written yet */
	char room[ROOM];
};

/* ---- of one piece -------------------------------------------------------- */

/* Memory is all that it can lack. */
static bool
fail_memory(void)
{
	errno = ENOMEM;
	return false;
}

static bool
put_gzip(struct compressor *compressor, const char *bytes, size_t size,
    enum compressor_extent extent)
{
	static const int flush[] = {Z_NO_FLUSH, Z_SYNC_FLUSH, Z_FINISH};
	z_stream *gzip = &compressor->gzip;

	gzip->next_in = (Bytef *)bytes;
	gzip->avail_in = (uInt)size;
	do {
		gzip->next_out = (Bytef *)compressor->room;
		gzip->avail_out = ROOM;
		if (deflate(gzip, flush[extent]) == Z_STREAM_ERROR)
			return fail_memory();
		if (!compressor->write(compressor->ctx, compressor->room,
			ROOM - gzip->avail_out))
			return false;
	} while (gzip->avail_out == 0);
	return extent != COMPRESSOR_WHOLE || deflateReset(gzip) == Z_OK ||
	       fail_memory();
}

static bool
put_zstd(struct compressor *compressor, const char *bytes, size_t size,
    enum compressor_extent extent)
{
	static const ZSTD_EndDirective end[] = {
	    ZSTD_e_continue, ZSTD_e_flush, ZSTD_e_end};
	ZSTD_inBuffer in = {bytes, size, 0};
	ZSTD_outBuffer out;
	size_t left;

	do {
		out = (ZSTD_outBuffer){compressor->room, ROOM, 0};
		left = ZSTD_compressStream2(
		    compressor->zstd, &out, &in, end[extent]);
		if (ZSTD_isError(left))
			return fail_memory();
		if (!compressor->write(
			compressor->ctx, compressor->room, out.pos))
			return false;
	} while (extent == COMPRESSOR_SOME ? in.pos < in.size : left > 0);
	return true;
}

static bool
put_piece(struct compressor *compressor, const char *bytes, size_t size,
    enum compressor_extent extent)
{
	return compressor->zstd != NULL
		   ? put_zstd(compressor, bytes, size, extent)
		   : put_gzip(compressor, bytes, size, extent);
}

/* ---- of all -------------------------------------------------------------- */

void
compressor_begin(struct compressor *compressor)
{
	compressor->inside = compressor->waits = true;
}

bool
compressor_put(struct compressor *compressor, const char *bytes, size_t size,
    enum compressor_extent extent)
{
	size_t piece;

	if (size > 0)
		compressor_begin(compressor);
	for (; size > 0; bytes += piece, size -= piece) {
		piece = size < AT_ONCE ? size : AT_ONCE;
		if (!put_piece(compressor, bytes, piece, COMPRESSOR_SOME))
			return false;
	}
	if (extent == COMPRESSOR_SOME || !compressor->inside ||
	    (extent == COMPRESSOR_ALL && !compressor->waits))
		return true;
	compressor->waits = false;
	compressor->inside = extent != COMPRESSOR_WHOLE;
	return put_piece(compressor, NULL, 0, extent);
}

/* ---- which -------------------------------------------------------------- */

static const struct ending {
	const char *suffix;
	bool is_gzip;
} endings[] = {{".gz", true}, {".zst", false}, {".zstd", false}};

/* NULL: none. */
static const struct ending *
find_ending(const char *name)
{
	struct ndup_slice slice = {name, strlen(name)};
	size_t i;

	for (i = 0; i < sizeof endings / sizeof endings[0]; i++)
		if (slice_ends(slice, endings[i].suffix))
			return &endings[i];
	return NULL;
}

struct ndup_slice
compressor_name(const char *name)
{
	const struct ending *ending = find_ending(name);
	size_t len = strlen(name);

	if (ending != NULL)
		len -= strlen(ending->suffix);
	return (struct ndup_slice){name, len};
}

static bool
prepare_gzip(struct compressor *compressor)
{
	return deflateInit2(&compressor->gzip, Z_DEFAULT_COMPRESSION,
		   Z_DEFLATED, MAX_WBITS + GZIP, ZLIB_MEMORY,
		   Z_DEFAULT_STRATEGY) == Z_OK;
}

static bool
prepare_zstd(struct compressor *compressor)
{
	return (compressor->zstd = ZSTD_createCCtx()) != NULL &&
	       !ZSTD_isError(ZSTD_CCtx_setParameter(
		   compressor->zstd, ZSTD_c_checksumFlag, 1));
}

bool
compressor_new(struct compressor **made, const char *name,
    compressor_write *write, void *ctx)
{
	const struct ending *ending = find_ending(name);
	struct compressor *compressor;

	*made = NULL;
	if (ending == NULL)
		return true;
	if ((compressor = calloc(1, sizeof *compressor)) == NULL)
		return false;
	compressor->write = write;
	compressor->ctx = ctx;
	if (ending->is_gzip ? prepare_gzip(compressor)
			    : prepare_zstd(compressor)) {
		*made = compressor;
		return true;
	}
	compressor_free(compressor);
	return fail_memory();
}

void
compressor_free(struct compressor *compressor)
{
	if (compressor == NULL)
		return;
	deflateEnd(&compressor->gzip);
	ZSTD_freeCCtx(compressor->zstd);
	free(compressor);
}
