/*
 * runs.c - the runs of postings, as they are in the store
 */
#include <assert.h>
#include <errno.h>

#include "base/hash.h"
#include "base/memory.h"
#include "runs.h"

/* ---- some hundreds of entries, packed into one page ---------------------- */

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

	assert(packer->num > 0);
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

/* ---- the runs of postings, as they are in the store ---------------------- */

enum {
	NEXT_ID = 0, /* a record that is of no run: the next number */
	RUN_SIZE = 40
};

/* ---- records ------------------------------------------------------------ */

static void
run_encode(const struct run *run, char bytes[RUN_SIZE])
{
	little_put32(bytes, run->id);
	little_put32(bytes + 4, run->state);
	little_put64(bytes + 8, run->entries);
	little_put64(bytes + 16, run->chunks.num);
	little_put64(bytes + 24, run->chunks.sum);
	little_put32(bytes + 32, run->lowest);
	little_put32(bytes + 36, run->highest);
}

static struct run
run_decode(const char *bytes)
{
	return (struct run){little_get32(bytes), little_get32(bytes + 4),
	    little_get64(bytes + 8),
	    {little_get64(bytes + 16), little_get64(bytes + 24)},
	    little_get32(bytes + 32), little_get32(bytes + 36)};
}

static enum ndup_status
take_run(struct txn *txn, struct run_list *runs, struct ndup_slice value)
{
	if (value.len != RUN_SIZE)
		return txn_damaged(txn, "a record of a run has a wrong size");
	if (memory_grow(runs->items, runs->num + 1) != NDUP_OK)
		return txn_fail(txn, ENOMEM);
	runs->items[runs->num++] = run_decode(value.ptr);
	return NDUP_OK;
}

enum ndup_status
run_list_read_all(struct txn *txn, struct run_list *runs)
{
	struct ndup_slice key, value;
	struct cursor *cursor;
	enum ndup_status status;

	runs->num = 0;
	status =
	    cursor_open(&cursor, txn, STORE_RUNS, (struct ndup_slice){"", 0});
	while (status == NDUP_OK) {
		status = cursor_next(cursor, &key, &value);
		if (status == NDUP_OK && store_number_of(key) != NEXT_ID)
			status = take_run(txn, runs, value);
	}
	cursor_close(cursor);
	return status == NDUP_END ? NDUP_OK : status;
}

enum ndup_status
run_list_read(struct txn *txn, struct run_list *runs)
{
	enum ndup_status status = run_list_read_all(txn, runs);
	size_t i, num = 0;

	for (i = 0; i < runs->num; i++)
		if (runs->items[i].state == RUN_WHOLE)
			runs->items[num++] = runs->items[i];
	runs->num = num;
	return status;
}

void
run_list_free(struct run_list *runs)
{
	memory_free(runs->items);
	*runs = (struct run_list){NULL, 0, 0};
}

enum ndup_status
run_put(struct txn *txn, const struct run *run)
{
	struct number_key key;
	char bytes[RUN_SIZE];

	run_encode(run, bytes);
	return txn_put(txn, STORE_RUNS, store_number(&key, run->id),
	    (struct ndup_slice){bytes, sizeof bytes});
}

enum ndup_status
run_new(struct txn *txn, struct run *run)
{
	struct number_key key;
	struct ndup_slice name = store_number(&key, NEXT_ID), value;
	uint32_t id = NEXT_ID + 1;
	char bytes[sizeof id];
	enum ndup_status status = txn_get(txn, STORE_RUNS, name, &value);

	if (status == NDUP_OK && value.len != sizeof bytes)
		return txn_damaged(txn, "the number of the next run is none");
	if (status == NDUP_OK)
		id = little_get32(value.ptr);
	else if (status != NDUP_END)
		return status;
	*run = (struct run){.id = id, .lowest = UINT32_MAX};
	little_put32(bytes, id + 1);
	return txn_put(
	    txn, STORE_RUNS, name, (struct ndup_slice){bytes, sizeof bytes});
}

enum ndup_status
run_delete(struct txn *txn, uint32_t id, size_t *most)
{
	const struct entry none = {0, 0};
	struct number_key record;
	struct chunk_key first;
	struct ndup_slice key, value;
	struct cursor *cursor;
	enum ndup_status status;

	status = cursor_open(
	    &cursor, txn, STORE_CHUNKS, chunk_key(&first, id, &none));
	while (status == NDUP_OK && *most > 0) {
		status = cursor_next_unchecked(cursor, &key, &value);
		if (status == NDUP_OK && chunk_key_run(key) != id)
			status = NDUP_END;
		if (status == NDUP_OK) {
			status = cursor_delete(cursor);
			--*most;
		}
	}
	cursor_close(cursor);
	if (status == NDUP_END)
		return txn_delete(txn, STORE_RUNS, store_number(&record, id));
	return status;
}

/* ---- keys of chunks ----------------------------------------------------- */

struct ndup_slice
chunk_key(struct chunk_key *key, uint32_t run, const struct entry *first)
{
	const uint32_t parts[4] = {run, (uint32_t)(first->key >> 32),
	    (uint32_t)first->key, first->value};
	struct number_key part;
	int i;

	for (i = 0; i < 4; i++) {
		store_number(&part, parts[i]);
		memcpy(key->bytes + 4 * i, part.bytes, 4);
	}
	return (struct ndup_slice){(const char *)key->bytes, sizeof *key};
}

static uint32_t
part_of(struct ndup_slice key, size_t begin)
{
	return store_number_of((struct ndup_slice){key.ptr + begin, 4});
}

uint32_t
chunk_key_run(struct ndup_slice key)
{
	return key.len == sizeof(struct chunk_key) ? part_of(key, 0) : 0;
}

static struct entry
chunk_key_entry(struct ndup_slice key)
{
	return (struct entry){(uint64_t)part_of(key, 4) << 32 | part_of(key, 8),
	    part_of(key, 12)};
}

/* ---- chunks of a run ---------------------------------------------------- */

/* Counts the chunk that begins with this entry. */
static void
run_tally_add(struct run_tally *tally, const struct entry *first)
{
	tally->num++;
	tally->sum += hash_mix(first->key ^ hash_mix(first->value + HASH_ODD));
}

static bool
run_tally_equal(struct run_tally x, struct run_tally y)
{
	return x.num == y.num && x.sum == y.sum;
}

enum ndup_status
run_walk_begin_at(struct run_walk *walk, struct txn *txn, const struct run *run,
    const struct entry *first, struct run_tally before)
{
	struct chunk_key key;

	*walk = (struct run_walk){txn, run, NULL, before};
	return cursor_open(
	    &walk->cursor, txn, STORE_CHUNKS, chunk_key(&key, run->id, first));
}

enum ndup_status
run_walk_begin(struct run_walk *walk, struct txn *txn, const struct run *run)
{
	const struct entry first = {0, 0};

	return run_walk_begin_at(
	    walk, txn, run, &first, (struct run_tally){0, 0});
}

/* Of a chunk that the cursor came to; or the cursor is behind the last. */
static enum ndup_status
walk_take(struct run_walk *walk, enum ndup_status status, struct ndup_slice key,
    struct entry *first)
{
	if (status == NDUP_OK && chunk_key_run(key) != walk->run->id)
		status = NDUP_END;
	if (status == NDUP_OK) {
		*first = chunk_key_entry(key);
		run_tally_add(&walk->seen, first);
	} else if (status == NDUP_END &&
		   !run_tally_equal(walk->seen, walk->run->chunks)) {
		status =
		    txn_damaged(walk->txn, "a run of postings has lost chunks");
	}
	return status;
}

enum ndup_status
run_walk_next(
    struct run_walk *walk, struct entry *first, struct ndup_slice *chunk)
{
	struct ndup_slice key;
	enum ndup_status status = cursor_next(walk->cursor, &key, chunk);

	status = walk_take(walk, status, key, first);
	if (status == NDUP_OK && !chunk_is_whole(chunk->ptr, chunk->len))
		status = txn_damaged(walk->txn, "a chunk of postings is none");
	return status;
}

enum ndup_status
run_walk_next_unchecked(
    struct run_walk *walk, struct entry *first, struct ndup_slice *chunk)
{
	struct ndup_slice key;
	enum ndup_status status =
	    cursor_next_unchecked(walk->cursor, &key, chunk);

	return walk_take(walk, status, key, first);
}

void
run_walk_end(struct run_walk *walk)
{
	cursor_close(walk->cursor);
}

/* ---- writing chunks ----------------------------------------------------- */

void
run_writer_begin(struct run_writer *writer, struct txn *txn, struct run *run)
{
	writer->txn = txn;
	writer->run = run;
	writer->most_chunks = UINT64_MAX;
	chunk_packer_init(&writer->packer, txn_page_value(txn));
	assert(writer->packer.size <= sizeof writer->chunk);
}

static enum ndup_status
write_chunk(struct run_writer *writer)
{
	struct chunk_packer *packer = &writer->packer;
	struct run *run = writer->run;
	struct chunk_key room;
	struct ndup_slice key = chunk_key(&room, run->id, &packer->entries[0]);

	run->entries += packer->num;
	run_tally_add(&run->chunks, &packer->entries[0]);
	if (packer->lowest < run->lowest)
		run->lowest = packer->lowest;
	if (packer->highest > run->highest)
		run->highest = packer->highest;
	chunk_packer_pack(packer, writer->chunk);
	return txn_append(writer->txn, STORE_CHUNKS, key,
	    (struct ndup_slice){writer->chunk, packer->size});
}

enum ndup_status
run_writer_add(struct run_writer *writer, struct entry entry)
{
	enum ndup_status status;

	if (chunk_packer_add(&writer->packer, entry))
		return NDUP_OK;
	status = write_chunk(writer);
	if (status != NDUP_OK)
		return status;
	if (writer->run->chunks.num >= writer->most_chunks)
		return NDUP_END;
	chunk_packer_add(&writer->packer, entry);
	return NDUP_OK;
}

enum ndup_status
run_writer_end(struct run_writer *writer)
{
	return writer->packer.num == 0 ? NDUP_OK : write_chunk(writer);
}
