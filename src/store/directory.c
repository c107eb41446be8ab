/*
 * directory.c - where the chunks of a run stand in memory
 */
#include <assert.h>
#include <errno.h>

#include "base/memory.h"
#include "runs.h"

/* ---- reading ------------------------------------------------------------ */

static enum ndup_status
directory_add(struct directory *directory, struct txn *txn, uint64_t first,
    struct ndup_slice chunk)
{
	size_t i = directory->num;

	if (memory_grow(directory->firsts, i + 1) != NDUP_OK ||
	    memory_grow(directory->chunks, i + 1) != NDUP_OK)
		return txn_fail(txn, ENOMEM);
	if (chunk.len != txn_page_value(txn) ||
	    (i > 0 && first < directory->firsts[i - 1]))
		return txn_damaged(txn, "a chunk of postings is none");
	directory->firsts[i] = first;
	directory->chunks[i] = (struct directory_chunk){chunk.ptr, 0, 0, 0};
	directory->num++;
	return NDUP_OK;
}

/* How many chunks there are for each key. */
static enum ndup_status
complete(struct directory *directory, struct txn *txn)
{
	size_t num = directory->num;
	uint64_t range;

	if (num == 0 || num > UINT32_MAX)
		return txn_damaged(txn, "a run of postings has no chunks");
	range = directory->firsts[num - 1] - directory->firsts[0];
	directory->scale = range == 0 ? 0 : (double)(num - 1) / (double)range;
	return NDUP_OK;
}

enum ndup_status
directory_read(
    struct directory *directory, struct txn *txn, const struct run *run)
{
	struct ndup_slice chunk;
	struct run_walk walk;
	struct entry first;
	enum ndup_status status;

	*directory = (struct directory){.run = run->id};
	status = run_walk_begin(&walk, txn, run);
	while (status == NDUP_OK) {
		status = run_walk_next_unchecked(&walk, &first, &chunk);
		if (status == NDUP_OK)
			status =
			    directory_add(directory, txn, first.key, chunk);
	}
	run_walk_end(&walk);
	if (status == NDUP_END)
		status = complete(directory, txn);
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
	while (low + 1 < high) {
		assert(low == 0 || firsts[low] < key);
		assert(high == directory->num || firsts[high] >= key);
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
	struct ndup_slice value = {known->bytes, txn_page_value(txn)};
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

/* ---- an entry of a chunk ------------------------------------------------ */

/* What the key has over the first one of a chunk; no more than a field of it
 * can have, so that a higher key is behind all entries. */
static uint64_t
over_first(const struct chunk_head *head, uint64_t key)
{
	return key <= head->first_key ? 0 : key - head->first_key;
}

/* The index that an evenly spread key has. */
static size_t
guess(const struct chunk_head *head, uint64_t range, uint64_t key)
{
	uint64_t over = over_first(head, key);

	if (over >= range)
		return head->num - 1;
	return (size_t)((double)over * (double)head->num / (double)range);
}

/* How far the keys of a chunk go, about. */
static uint64_t
range_of(const struct directory *directory, size_t chunk,
    const struct chunk_head *head)
{
	if (chunk + 1 < directory->num)
		return directory->firsts[chunk + 1] - directory->firsts[chunk];
	return head->key_bits == 64 ? UINT64_MAX
				    : UINT64_C(1) << head->key_bits;
}

/* The first entry of a chunk whose key is not lower, from a guess on. */
static uint32_t
lower_bound(const char *chunk, const struct chunk_head *head, size_t near,
    uint64_t over)
{
	size_t low = near, high = near, step = 4, middle;

	while (low > 0 && chunk_key_over(chunk, head, low - 1) >= over) {
		high = low - 1;
		low = low > step ? low - step : 0;
		step *= 2;
	}
	while (high < head->num && chunk_key_over(chunk, head, high) < over) {
		low = high + 1;
		high += step;
		step *= 2;
	}
	if (high > head->num)
		high = head->num;
	while (low < high) {
		middle = low + (high - low) / 2;
		if (chunk_key_over(chunk, head, middle) < over)
			low = middle + 1;
		else
			high = middle;
	}
	return (uint32_t)low;
}

bool
directory_has(
    const struct directory *directory, struct place place, uint64_t key)
{
	const char *chunk = directory->chunks[place.chunk].bytes;
	struct chunk_head head = directory_head(directory, place.chunk);

	return chunk_entry_key(chunk, &head, place.index) == key;
}

struct place
directory_to_entry(const struct directory *directory, struct place place)
{
	if (place.index < directory->chunks[place.chunk].num)
		return place;
	return (struct place){place.chunk + 1, 0};
}

void
directory_near(
    const struct directory *directory, struct place *place, uint64_t key)
{
	struct chunk_head head = directory_head(directory, place->chunk);
	size_t near =
	    guess(&head, range_of(directory, place->chunk, &head), key);

	place->index = (uint32_t)near;
	__builtin_prefetch(directory->chunks[place->chunk].bytes + sizeof head +
			   near * head.key_bits / 8);
}

struct place
directory_entry(
    const struct directory *directory, struct place near, uint64_t key)
{
	struct chunk_head head = directory_head(directory, near.chunk);

	near.index = lower_bound(directory->chunks[near.chunk].bytes, &head,
	    near.index, over_first(&head, key));
	return directory_to_entry(directory, near);
}
