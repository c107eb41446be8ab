/*
 * little.h - whole numbers as bytes, the lowest first, on every machine
 *
 * What stands in files is read and written by these alone.  On little-endian
 * machines they are plain loads and stores.  The bytes may stand at any
 * address.
 */
#ifndef BASE_LITTLE_H
#define BASE_LITTLE_H

#include <assert.h>
#include <stdint.h>
#include <string.h>

/* A number whose bytes in memory stand the lowest first, and back again. */
static inline uint64_t
little_64(uint64_t value)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	return __builtin_bswap64(value);
#else
	return value;
#endif
}

/* Of at most eight bytes; what is missing to them is zero. */
static inline uint64_t
little_get(const void *bytes, size_t size)
{
	uint64_t value = 0;

	assert(size <= sizeof value);
	memcpy(&value, bytes, size);
	return little_64(value);
}

static inline void
little_put(void *bytes, size_t size, uint64_t value)
{
	assert(size <= sizeof value);
	value = little_64(value);
	memcpy(bytes, &value, size);
}

static inline uint64_t
little_get64(const void *bytes)
{
	return little_get(bytes, 8);
}

static inline uint32_t
little_get32(const void *bytes)
{
	return (uint32_t)little_get(bytes, 4);
}

static inline void
little_put64(void *bytes, uint64_t value)
{
	little_put(bytes, 8, value);
}

static inline void
little_put32(void *bytes, uint32_t value)
{
	little_put(bytes, 4, value);
}

#endif
