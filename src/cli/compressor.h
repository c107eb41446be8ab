/*
 * compressor.h - bytes compressed as the name of their file says
 *
 * A file of gzip consists of members, one of zstd of frames, each of which is
 * whole by itself: a file can be cut behind any of them.
 */
#ifndef CLI_COMPRESSOR_H
#define CLI_COMPRESSOR_H

#include <stdbool.h>
#include <stddef.h>

#include "ndup.h"

/* Takes compressed bytes; false: they could not be written. */
typedef bool compressor_write(void *ctx, const char *bytes, size_t size);

/* How far the compressed bytes go out. */
enum compressor_extent {
	COMPRESSOR_SOME,  /* as it suits the method */
	COMPRESSOR_ALL,   /* all that went in can be read */
	COMPRESSOR_WHOLE, /* and the member or frame is ended */
};

/* A file's name without the ending that says how it is compressed: all of it if
 * there is none. */
struct ndup_slice compressor_name(const char *name);

struct compressor;

/* For a name that ends in .gz, .zst or .zstd; NULL if it does not.
 * False, and errno set: memory ran out. */
bool compressor_new(
    struct compressor **, const char *name, compressor_write *, void *ctx);

/* Compresses bytes, none too.  Begins a member or frame if there are some and none
 * is open.  False, and errno set: memory ran out, or what `write` has left. */
bool compressor_put(struct compressor *, const char *bytes, size_t size,
    enum compressor_extent);

/* Begins a member or frame, unless one is open, though nothing may come: a file
 * without any is no such file. */
void compressor_begin(struct compressor *);
void compressor_free(struct compressor *);

#endif
