/*
 * feed.c - the bytes of a stream as UTF-8, contiguous in memory
 *
 * Reads 256 KB at a time behind the bytes not yet taken, which first move to
 * the front: for a reader of records that is one unfinished record a block.
 */
#include <string.h>

#include "feed.h"

#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
enum { FEED_BLOCK = 384 }; /* small inputs have several */
#else
enum { FEED_BLOCK = 256 * 1024 };
#endif

bool
feed_is_converted(const struct feed *feed)
{
	return feed->decoding.kind != ENCODING_UTF8;
}

static void
move_to_front(struct feed *feed)
{
	struct buffer *bytes = &feed->bytes;

	if (feed->begin == 0)
		return;
	bytes->size -= feed->begin;
	memmove(bytes->data, bytes->data + feed->begin, bytes->size);
	feed->begin = 0;
}

/* Reads a block behind what the buffer holds. */
static void
read_block(struct feed *feed, struct buffer *buffer)
{
	size_t got = 0;

	if (buffer_reserve(buffer, FEED_BLOCK + FEED_PADDING))
		feed->failed =
		    stream_read(feed->stream, buffer->data + buffer->size,
			FEED_BLOCK, &got, &feed->error);
	else
		feed->failed = error_memory(&feed->error);
	buffer->size += got;
	feed->ended = got == 0;
}

/* Decodes what raw holds; a code point that is cut stays there. */
static void
feed_decode(struct feed *feed)
{
	struct buffer *raw = &feed->raw;
	size_t used;

	used = decoding_run(&feed->decoding, raw->data, raw->size, feed->ended);
	if (!buffer_reserve(&feed->bytes, FEED_PADDING)) {
		feed->ended = true;
		feed->failed = error_memory(&feed->error);
	}
	raw->size -= used;
	memmove(raw->data, raw->data + used, raw->size);
}

/* The first bytes, which tell the encoding, need no copy in UTF-8. */
enum ndup_status
feed_begin(struct feed *feed, struct stream *stream,
    const struct encoding *encoding, struct ndup_error *error)
{
	struct buffer *raw = &feed->raw, empty;

	feed->stream = stream;
	feed->begin = 0;
	feed->taken = 0;
	buffer_clear(&feed->bytes);
	buffer_clear(raw);
	do
		read_block(feed, raw);
	while (raw->size < ENCODING_MARK && !feed->ended);
	if (raw->failed)
		return error_memory(error);
	decoding_begin(&feed->decoding, encoding, raw->data, raw->size);
	feed->decoding.text = &feed->bytes;
	if (feed_is_converted(feed)) {
		feed_decode(feed);
	} else {
		empty = feed->bytes;
		feed->bytes = *raw;
		*raw = empty;
	}
	return NDUP_OK;
}

static enum ndup_status
feed_end(struct feed *feed, struct ndup_error *error)
{
	enum ndup_status status = feed->failed;

	if (status == NDUP_OK)
		return NDUP_END;
	if (error != NULL)
		*error = feed->error;
	feed->failed = NDUP_OK;
	return status;
}

bool
feed_peek(struct feed *feed)
{
	size_t before;

	move_to_front(feed);
	before = feed->bytes.size;
	while (feed->bytes.size == before && !feed->ended) {
		if (feed_is_converted(feed)) {
			read_block(feed, &feed->raw);
			feed_decode(feed);
		} else {
			read_block(feed, &feed->bytes);
		}
	}
	return feed->bytes.size > before;
}

enum ndup_status
feed_more(struct feed *feed, struct ndup_error *error)
{
	return feed_peek(feed) ? NDUP_OK : feed_end(feed, error);
}

struct ndup_slice
feed_bytes(const struct feed *feed)
{
	if (feed->bytes.size == feed->begin)
		return (struct ndup_slice){"", 0};
	return (struct ndup_slice){
	    feed->bytes.data + feed->begin, feed->bytes.size - feed->begin};
}

void
feed_take(struct feed *feed, size_t size)
{
	feed->begin += size;
	feed->taken += size;
}

enum ndup_status
feed_skip(struct feed *feed, uint64_t size, struct ndup_error *error)
{
	enum ndup_status status = NDUP_OK;
	size_t held;

	while (status == NDUP_OK) {
		held = feed_bytes(feed).len;
		if (held >= size) {
			feed_take(feed, (size_t)size);
			return NDUP_OK;
		}
		feed_take(feed, held);
		size -= held;
		if (!feed_is_converted(feed) &&
		    stream_seek(feed->stream, size)) {
			feed->taken += size;
			return NDUP_OK;
		}
		status = feed_more(feed, error);
	}
	return status;
}

void
feed_free(struct feed *feed)
{
	buffer_free(&feed->bytes);
	buffer_free(&feed->raw);
}
