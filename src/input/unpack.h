/*
 * unpack.h - gzip and zstd: packed bytes in, plain bytes out
 *
 * A file may hold several gzip members or zstd frames, one behind another:
 * they are read as one.  One unpacker serves one file after another and keeps
 * its memory.
 */
#ifndef INPUT_UNPACK_H
#define INPUT_UNPACK_H

#define ZLIB_CONST /* next_in points to const */
#include <zlib.h>
#include <zstd.h>

#include "ndup.h"

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
const char *packing_name(enum packing);

/* Begins a new file. */
enum ndup_status unpacker_begin(struct unpacker *, enum packing);

/*
 * Unpacks what fits.  NDUP_OK (no progress: more input or room is needed),
 * NDUP_END (nothing but padding follows), NDUP_INPUT, NDUP_NOMEM.
 */
enum ndup_status unpacker_run(struct unpacker *, struct unpack_step *);
void unpacker_free(struct unpacker *);

#endif
