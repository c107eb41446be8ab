/*
 * stream.h - the bytes of a file or of standard input, unpacked
 *
 * Plain, gzip or zstd, told by the first bytes.  All that can be had of a
 * truncated or damaged file is delivered before the error that names it.  One
 * stream serves one file after another and keeps its memory.
 */
#ifndef INPUT_STREAM_H
#define INPUT_STREAM_H

#include "base/error.h"
#include "input/unpack.h"
#include "ndup.h"

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

/*
 * Opens a file; path NULL: standard input, which is never closed.  wanted is
 * the packing that the file's name promises: if it is not that, NDUP_INPUT.
 */
enum ndup_status stream_open(struct stream *, const char *path,
    const char *name, enum packing wanted, struct ndup_error *);

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
