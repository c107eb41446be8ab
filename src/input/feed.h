/*
 * feed.h - the bytes of a stream as UTF-8, contiguous in memory
 *
 * Readers of records take bytes from the front and ask for more at the back;
 * what is not yet taken stays together however long it grows.  Behind the
 * last byte there is always room that may be read (FEED_PADDING), as SIMD
 * parsers want it.
 */
#ifndef INPUT_FEED_H
#define INPUT_FEED_H

#include "base/buffer.h"
#include "encoding.h"
#include "source.h"

enum { FEED_PADDING = 64 };

struct feed {
	struct stream *stream;
	struct buffer bytes; /* from begin on they are not yet taken */
	size_t begin;
	uint64_t taken;    /* bytes in all */
	struct buffer raw; /* read and not yet decoded */
	struct decoding decoding;
	bool ended;
	enum ndup_status failed; /* the stream, to be told when all is given */
	struct ndup_error error;
};

/* Begins with the stream's first bytes. */
enum ndup_status feed_begin(struct feed *, struct stream *,
    const struct encoding *, struct ndup_error *);

/*
 * More bytes at the back; feed_bytes() moves.  NDUP_OK, NDUP_END, or once the
 * stream's error, after which comes NDUP_END.
 */
enum ndup_status feed_more(struct feed *, struct ndup_error *);

/* More bytes, too; false: there are none, for feed_more() to tell why. */
bool feed_peek(struct feed *);

/* The bytes not yet taken. */
struct ndup_slice feed_bytes(const struct feed *);
void feed_take(struct feed *, size_t size);

/*
 * Takes so many bytes without a look at them.  NDUP_OK, NDUP_END if there are
 * fewer, or the stream's error.  Cost: none in a plain file, else all that is
 * passed over is read.
 */
enum ndup_status feed_skip(struct feed *, uint64_t size, struct ndup_error *);

/* Whether bytes are not as they stand in the file. */
bool feed_is_converted(const struct feed *);
void feed_free(struct feed *);

#endif
