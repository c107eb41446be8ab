/*
 * directory.c - where the chunks of a run stand in memory
 */
#include <errno.h>

#include "base/memory.h"
#include "store/directory.h"

/* ---- reading ------------------------------------------------------------ */

static enum ndup_status
add(struct directory *directory, struct txn *txn, uint64_t first,
    struct ndup_slice chunk)
{
	size_t i = directory->num;

	if (memory_reserve(&directory->firsts, &directory->capacity_firsts,
		i + 1, sizeof *directory->firsts) != NDUP_OK ||
	    memory_reserve(&directory->chunks, &directory->capacity_chunks,
		i + 1, sizeof *directory->chunks) != NDUP_OK)
		return txn_fail(txn, ENOMEM);
	if (chunk.len != chunk_size(txn) ||
	    (i > 0 && first < directory->firsts[i - 1]))
		return txn_damaged(txn, "a chunk of postings is none");
	directory->firsts[i] = first;
	directory->chunks[i] = (struct directory_chunk){chunk.ptr, 0, 0, 0};
	directory->num++;
	return NDUP_OK;
}

static enum ndup_status
add_all(struct directory *directory, struct txn *txn, struct cursor *cursor)
{
	enum ndup_status status = NDUP_OK;
	struct ndup_slice key, value;

	while (status == NDUP_OK) {
		status = cursor_next_unchecked(cursor, &key, &value);
		if (status != NDUP_OK || chunk_key_run(key) != directory->run)
			break;
		status = add(directory, txn, chunk_key_entry(key).key, value);
	}
	return status == NDUP_END ? NDUP_OK : status;
}

static enum ndup_status
complete(struct directory *directory, struct txn *txn, const struct run *run)
{
	size_t num = directory->num;
	uint64_t range;

	if (num != run->chunks || num == 0 || num > UINT32_MAX)
		return txn_damaged(txn, "a run of postings has lost chunks");
	range = directory->firsts[num - 1] - directory->firsts[0];
	directory->scale = range == 0 ? 0 : (double)(num - 1) / (double)range;
	return NDUP_OK;
}

enum ndup_status
directory_read(
    struct directory *directory, struct txn *txn, const struct run *run)
{
	const struct entry first = {0, 0};
	struct chunk_key key;
	struct cursor *cursor;
	enum ndup_status status;

	*directory = (struct directory){.run = run->id};
	status = cursor_open(
	    &cursor, txn, STORE_CHUNKS, chunk_key(&key, run->id, &first));
	if (status == NDUP_OK)
		status = add_all(directory, txn, cursor);
	cursor_close(cursor);
	if (status == NDUP_OK)
		status = complete(directory, txn, run);
	if (status != NDUP_OK)
		directory_free(directory);
	return status;
}

void
directory_free(struct directory *directory)
{
	memory_free(directory->firsts);
	memory_free(directory->chunks);
	*directory = (struct directory){0};
}

/* ---- finding ------------------------------------------------------------ */

/* By steps that double, then by halves. */
size_t
directory_find(const struct directory *directory, uint64_t key, size_t guess)
{
	const uint64_t *firsts = directory->firsts;
	size_t low = guess, high = guess, step = 1, middle;

	while (low > 0 && firsts[low] >= key) {
		high = low;
		low = low > step ? low - step : 0;
		step *= 2;
	}
	while (high < directory->num && firsts[high] < key) {
		low = high;
		high += step;
		step *= 2;
	}
	if (high > directory->num)
		high = directory->num;
	while (low + 1 < high) { /* low is lower or 0, high is not lower */
		middle = low + (high - low) / 2;
		if (firsts[middle] < key)
			low = middle;
		else
			high = middle;
	}
	return low;
}

enum ndup_status
directory_check(struct directory *directory, struct txn *txn, size_t chunk)
{
	struct directory_chunk *known = &directory->chunks[chunk];
	struct ndup_slice value = {known->bytes, chunk_size(txn)};
	struct chunk_head head;
	struct chunk_key room;
	struct entry first;

	if (known->num > 0)
		return NDUP_OK;
	head = chunk_head(value.ptr);
	if (!chunk_is_whole(value.ptr, value.len))
		return txn_damaged(txn, "a chunk of postings is none");
	first.key = head.first_key;
	first.value = chunk_number(value.ptr, &head, 0);
	if (first.key != directory->firsts[chunk] ||
	    !txn_check(
		STORE_CHUNKS, chunk_key(&room, directory->run, &first), value))
		return txn_damaged(
		    txn, "postings are not what was written (checksum)");
	known->num = head.num;
	known->key_bits = head.key_bits;
	known->number_bits = head.number_bits;
	return NDUP_OK;
}
