/*
 * chunk.h - some hundreds of entries, packed into one page
 *
 * Keys are stored as what they have over the first one, numbers as what they
 * have over the lowest, each in as many bits as the largest needs: some 66 bits
 * an entry for evenly spread keys, whatever their number, as the keys of a
 * longer run stand closer.  Each entry can be read by its index.
 */
#ifndef STORE_CHUNK_H
#define STORE_CHUNK_H

#include "base/little.h"
#include "base/sort.h"
#include "ndup.h"

enum {
	CHUNK_MOST = 4096, /* entries */
	/* Bytes behind the entries, so that eight can be read at once from any
	 * place, and eight more. */
	CHUNK_PAD = 16,
	CHUNK_HEAD = 16 /* bytes of what follows */
};

struct chunk_head {
	uint64_t first_key;
	uint32_t lowest; /* number */
	uint16_t num;    /* entries */
	uint8_t key_bits, number_bits;
};

static inline struct chunk_head
chunk_head(const char *chunk)
{
	uint32_t counts = little_get32(chunk + 12);

	return (struct chunk_head){little_get64(chunk), little_get32(chunk + 8),
	    (uint16_t)counts, (uint8_t)(counts >> 16), (uint8_t)(counts >> 24)};
}

/* The field of so many bits, at most 64, that begins at this bit. */
static inline uint64_t
chunk_bits(const char *bytes, size_t bit, unsigned num_bits)
{
	unsigned shift = (unsigned)(bit & 7);
	uint64_t low = little_get64(bytes + bit / 8) >> shift;

	if (num_bits + shift > 64)
		low |= little_get64(bytes + bit / 8 + 8) << (64 - shift);
	return num_bits == 64 ? low : low & ((UINT64_C(1) << num_bits) - 1);
}

/* Over the first key. */
static inline uint64_t
chunk_key_over(const char *chunk, const struct chunk_head *head, size_t i)
{
	return chunk_bits(
	    chunk + CHUNK_HEAD, i * head->key_bits, head->key_bits);
}

static inline uint64_t
chunk_entry_key(const char *chunk, const struct chunk_head *head, size_t i)
{
	return head->first_key + chunk_key_over(chunk, head, i);
}

static inline uint32_t
chunk_number(const char *chunk, const struct chunk_head *head, size_t i)
{
	size_t begin = (size_t)head->num * head->key_bits;

	return head->lowest + (uint32_t)chunk_bits(chunk + CHUNK_HEAD,
				  begin + i * head->number_bits,
				  head->number_bits);
}

/* Whether all entries lie within so many bytes. */
bool chunk_is_whole(const char *chunk, size_t size);

/* Makes entries of a chunk. */
void chunk_unpack(const char *chunk, struct entry *entries);

/* Entries that are to go into a chunk of so many bytes, sorted. */
struct chunk_packer {
	size_t size;
	struct entry entries[CHUNK_MOST];
	size_t num;
	uint32_t lowest, highest; /* numbers */
};

void chunk_packer_init(struct chunk_packer *, size_t size);

/* False if there is no room left: then it is to be packed first. */
bool chunk_packer_add(struct chunk_packer *, struct entry);

/* Writes a chunk of all entries, of which there are some, and forgets them. */
void chunk_packer_pack(struct chunk_packer *, char *chunk);

#endif
