/*
 * chunk.c - some hundreds of entries, packed into one page
 */
#include "store/chunk.h"

static unsigned
num_bits(uint64_t value)
{
	return value == 0 ? 0 : 64 - (unsigned)__builtin_clzll(value);
}

static size_t
room(size_t size)
{
	return 8 * (size - CHUNK_HEAD - CHUNK_PAD);
}

bool
chunk_is_whole(const char *chunk, size_t size)
{
	struct chunk_head head;

	if (size < CHUNK_HEAD + CHUNK_PAD)
		return false;
	head = chunk_head(chunk);
	return head.num > 0 && head.num <= CHUNK_MOST && head.key_bits <= 64 &&
	       head.number_bits <= 32 &&
	       (size_t)head.num * (head.key_bits + head.number_bits) <=
		   room(size);
}

void
chunk_unpack(const char *chunk, struct entry *entries)
{
	struct chunk_head head = chunk_head(chunk);
	size_t i;

	for (i = 0; i < head.num; i++)
		entries[i].key = chunk_entry_key(chunk, &head, i);
	for (i = 0; i < head.num; i++)
		entries[i].value = chunk_number(chunk, &head, i);
}

/* ---- packing ------------------------------------------------------------ */

void
chunk_packer_init(struct chunk_packer *packer, size_t size)
{
	packer->size = size;
	packer->num = 0;
}

bool
chunk_packer_add(struct chunk_packer *packer, struct entry entry)
{
	uint32_t lowest = entry.value, highest = entry.value;
	uint64_t over = 0;

	if (packer->num > 0) {
		over = entry.key - packer->entries[0].key;
		if (packer->lowest < lowest)
			lowest = packer->lowest;
		if (packer->highest > highest)
			highest = packer->highest;
	}
	if (packer->num == CHUNK_MOST ||
	    (packer->num + 1) * (num_bits(over) + num_bits(highest - lowest)) >
		room(packer->size))
		return false;
	packer->lowest = lowest;
	packer->highest = highest;
	packer->entries[packer->num++] = entry;
	return true;
}

/* Adds bits to bytes that are zero behind the bits written so far. */
static void
put_bits(char *bytes, size_t bit, uint64_t value)
{
	unsigned shift = (unsigned)(bit & 7);
	uint64_t low = little_get64(bytes + bit / 8) | value << shift;
	uint64_t high = shift == 0 ? 0 : value >> (64 - shift);

	little_put64(bytes + bit / 8, low);
	if (high != 0)
		bytes[bit / 8 + 8] |= (char)high;
}

static void
put_head(char *bytes, const struct chunk_head *head)
{
	little_put64(bytes, head->first_key);
	little_put32(bytes + 8, head->lowest);
	little_put32(bytes + 12, head->num | (uint32_t)head->key_bits << 16 |
				     (uint32_t)head->number_bits << 24);
}

void
chunk_packer_pack(struct chunk_packer *packer, char *chunk)
{
	const struct entry *entries = packer->entries;
	struct chunk_head head = {
	    entries[0].key, packer->lowest, (uint16_t)packer->num, 0, 0};
	char *bytes = chunk + CHUNK_HEAD;
	size_t i, begin;

	head.key_bits =
	    (uint8_t)num_bits(entries[packer->num - 1].key - head.first_key);
	head.number_bits = (uint8_t)num_bits(packer->highest - packer->lowest);
	begin = packer->num * head.key_bits;
	memset(chunk, 0, packer->size);
	put_head(chunk, &head);
	for (i = 0; i < packer->num; i++)
		put_bits(
		    bytes, i * head.key_bits, entries[i].key - head.first_key);
	for (i = 0; i < packer->num; i++)
		put_bits(bytes, begin + i * head.number_bits,
		    entries[i].value - head.lowest);
	packer->num = 0;
}
