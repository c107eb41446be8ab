/*
 * source.h - the bytes of a file or of standard input, unpacked
 *
 * Plain, gzip or zstd, told by the first bytes.  All that can be had of a
 * truncated or damaged file is delivered before the error that names it.  One
 * stream serves one file after another and keeps its memory.
 */
#ifndef INPUT_SOURCE_H
#define INPUT_SOURCE_H

#define ZLIB_CONST /* next_in points to const */
#include <zlib.h>
#include <zstd.h>

#include "base/error.h"
#include "ndup.h"

/* ---- gzip and zstd: packed bytes in, plain bytes out --------------------- */

/*
 * A file may hold several gzip members or zstd frames, one behind another:
 * they are read as one.  One unpacker serves one file after another and keeps
 * its memory.
 */

enum packing { PACKING_NONE, PACKING_GZIP, PACKING_ZSTD };

enum { PACKING_MAGIC = 4 }; /* bytes that packing_of() wants to see */

struct unpacker {
	enum packing packing;
	bool inside; /* a member or frame: the end of input would cut it */
	bool gzip_ready;
	z_stream gzip;
	ZSTD_DCtx *zstd;
	size_t zstd_wants; /* bytes of a block and the next one's header */
	bool zstd_holds;   /* maybe more of a block than there was room for */
	char reason[96];   /* why unpacker_run() gave NDUP_INPUT; else empty */
	bool is_sound;     /* then: not damaged, it only cannot be read here */
};

/* What is to do; a run moves the pointers on and takes from the sizes. */
struct unpack_step {
	const char *in;
	size_t in_size;
	char *out;
	size_t out_size;
};

/* By the bytes at the beginning of a file. */
enum packing packing_of(const char *bytes, size_t size);

/* Begins a new file. */
enum ndup_status unpacker_begin(struct unpacker *, enum packing);

void unpacker_free(struct unpacker *);

struct stream {
	int fd; /* if open */
	bool open;
	const char *name; /* for errors; borrowed */
	char *block;      /* bytes read: those from begin to end wait */
	size_t begin, end;
	uint64_t num_read; /* bytes of the file so far, packed ones */
	bool at_end;       /* of the file */
	/* See ndup_reader_options; NULL: waits. */
	bool (*idle)(void *ctx, int file);
	void *idle_ctx;
	struct unpacker unpacker;
	enum ndup_status failed; /* to be told when all is delivered */
	struct ndup_error error;
};

/* Opens a file, of which nothing is read yet; path NULL: standard input, which
 * is never closed. */
enum ndup_status stream_open(
    struct stream *, const char *path, const char *name, struct ndup_error *);

/* Looks how it is packed.  wanted is what the file's name promises: if it is
 * not that, NDUP_INPUT, and it is closed. */
enum ndup_status stream_begin(
    struct stream *, enum packing wanted, struct ndup_error *);

/*
 * Up to size bytes, at least one unless there are no more (*got 0).
 * NDUP_OK, NDUP_IO, NDUP_INPUT (damaged), NDUP_NOMEM, NDUP_STOPPED.
 */
enum ndup_status stream_read(
    struct stream *, void *buf, size_t size, size_t *got, struct ndup_error *);

/* Passes over bytes that were not yet given; false, and nothing is done, if
 * they would have to be read for that or are not there. */
bool stream_seek(struct stream *, uint64_t size);
void stream_close(struct stream *);
void stream_free(struct stream *);

#endif
