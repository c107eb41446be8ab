/*
 * checked.h - the checksum of a value
 *
 * Four bytes behind each value, the lowest first: of the value and, so that a
 * value at a wrong place is told, of its key and table.
 */
#ifndef STORE_CHECKED_H
#define STORE_CHECKED_H

#include "base/hash.h"
#include "base/little.h"
#include "store.h"

enum { CHECKSUM_SIZE = 4 };

static inline uint64_t
checked_key_hash(enum store_table table, struct ndup_slice key)
{
	return hash_bytes(key.ptr, key.len, (uint64_t)table + 1);
}

static inline uint32_t
checked_sum(uint64_t key_hash, struct ndup_slice value)
{
	return (uint32_t)(hash_bytes(value.ptr, value.len, 0) ^ key_hash);
}

/* As it was written. */
static inline uint32_t
checked_sum_behind(struct ndup_slice value)
{
	return little_get32(value.ptr + value.len);
}

#endif
