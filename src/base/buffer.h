/*
 * buffer.h - bytes that grow
 *
 * A failed allocation is remembered and all that follows does nothing, so
 * that a writer checks once, at its end.
 */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include "ndup.h"
#include "error.h"

struct buffer {
	char *data;
	size_t size, capacity;
	bool failed; /* memory ran out: contents are incomplete */
};

void buffer_add(struct buffer *, const void *bytes, size_t size);
void buffer_slice(struct buffer *, struct ndup_slice);
void buffer_string(struct buffer *, const char *);
void buffer_printf(struct buffer *, const char *fmt, ...) ERROR_PRINTF(2, 3);

/* Room for so many more bytes at data + size; false if there is none. */
bool buffer_reserve(struct buffer *, size_t more);
void buffer_clear(struct buffer *);
void buffer_free(struct buffer *);

#endif
