/*
 * varint.h - whole numbers in as few bytes as they need: seven bits a byte,
 * the lowest first, the highest bit set where more follow (LEB128)
 */
#ifndef BASE_VARINT_H
#define BASE_VARINT_H

#include "buffer.h"

enum { VARINT_MAX = 10 }; /* bytes */

/* Writes a number to room for VARINT_MAX bytes; where the next one goes. */
static inline unsigned char *
varint_put(unsigned char *at, uint64_t value)
{
	for (; value >= 0x80; value >>= 7)
		*at++ = (unsigned char)(value | 0x80);
	*at++ = (unsigned char)value;
	return at;
}

/* What is read; once failed, everything is 0 or empty. */
struct varint_reader {
	const unsigned char *at, *end;
	bool failed;
};

static inline struct varint_reader
varint_reader(struct ndup_slice bytes)
{
	const unsigned char *at = (const unsigned char *)bytes.ptr;

	return (struct varint_reader){at, at + bytes.len, false};
}

static inline uint64_t
varint_get(struct varint_reader *reader)
{
	uint64_t value = 0;
	unsigned shift;

	for (shift = 0; reader->at < reader->end && shift < 64; shift += 7) {
		value |= (uint64_t)(*reader->at & 0x7f) << shift;
		if ((*reader->at++ & 0x80) == 0)
			return value;
	}
	reader->failed = true;
	reader->at = reader->end;
	return 0;
}

/* So many bytes as they stand. */
static inline struct ndup_slice
varint_bytes(struct varint_reader *reader, size_t size)
{
	struct ndup_slice bytes = {(const char *)reader->at, size};

	if (size > (size_t)(reader->end - reader->at)) {
		reader->failed = true;
		reader->at = reader->end;
		return (struct ndup_slice){"", 0};
	}
	reader->at += size;
	return bytes;
}

/* A number at the end of a buffer; and bytes, their number before them. */
static inline void
varint_add(struct buffer *buffer, uint64_t value)
{
	unsigned char bytes[VARINT_MAX];

	buffer_add(buffer, bytes, (size_t)(varint_put(bytes, value) - bytes));
}

static inline void
varint_add_bytes(struct buffer *buffer, struct ndup_slice bytes)
{
	varint_add(buffer, bytes.len);
	buffer_slice(buffer, bytes);
}

static inline struct ndup_slice
varint_get_bytes(struct varint_reader *reader)
{
	return varint_bytes(reader, (size_t)varint_get(reader));
}

/* Signed numbers: those near 0 are short. */
static inline uint64_t
varint_fold(int64_t value)
{
	return (uint64_t)value << 1 ^ -(uint64_t)(value < 0);
}

static inline int64_t
varint_unfold(uint64_t value)
{
	return (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
}

#endif
