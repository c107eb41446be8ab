/*
 * little.h - whole numbers as bytes, the lowest first, on every machine
 *
 * What stands in files is read and written by these alone.  On little-endian
 * machines they are plain loads and stores.  The bytes may stand at any
 * address.
 */
#ifndef BASE_LITTLE_H
#define BASE_LITTLE_H

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

static inline uint32_t
little_32(uint32_t value)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	return __builtin_bswap32(value);
#else
	return value;
#endif
}

static inline uint64_t
little_get64(const void *bytes)
{
	uint64_t value;

	memcpy(&value, bytes, sizeof value);
	return little_64(value);
}

static inline uint32_t
little_get32(const void *bytes)
{
	uint32_t value;

	memcpy(&value, bytes, sizeof value);
	return little_32(value);
}

static inline void
little_put64(void *bytes, uint64_t value)
{
	value = little_64(value);
	memcpy(bytes, &value, sizeof value);
}

static inline void
little_put32(void *bytes, uint32_t value)
{
	value = little_32(value);
	memcpy(bytes, &value, sizeof value);
}

#endif
