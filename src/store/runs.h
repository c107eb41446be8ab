/*
 * runs.h - the runs of postings, as they are in the store
 *
 * STORE_RUNS has a record of each run, by its number; numbers are given once.
 * STORE_CHUNKS has the chunks of all runs, by run and first entry.  A chunk has
 * a page of its own, which stays where it is as long as its run is there.
 */
#ifndef STORE_RUNS_H
#define STORE_RUNS_H

#include <assert.h>

#include "base/little.h"
#include "base/sort.h"
#include "ndup.h"
#include "txn.h"

/* The order of a run. */
static inline bool
entry_is_less(const struct entry *a, const struct entry *b)
{
	return a->key < b->key || (a->key == b->key && a->value < b->value);
}

/* ---- some hundreds of entries, packed into one page ---------------------- */

/*
 * Keys are stored as what they have over the first one, numbers as what they
 * have over the lowest, each in as many bits as the largest needs: some 66 bits
 * an entry for evenly spread keys, whatever their number, as the keys of a
 * longer run stand closer.  Each entry can be read by its index.
 */

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

	assert(num_bits <= 64);
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

enum run_state {
	RUN_WHOLE,
	RUN_UNFINISHED, /* its chunks are being written */
	RUN_REPLACED,   /* by another one; its chunks are being deleted */
};

/* How many chunks, and the sum of a hash of the key of each: none is missed. */
struct run_tally {
	uint64_t num, sum;
};

struct run {
	uint32_t id;
	uint32_t state;
	uint64_t entries;
	struct run_tally chunks;
	uint32_t lowest, highest; /* numbers, if it has entries */
};

struct run_list {
	struct run *items; /* the oldest first */
	size_t num, items_capacity;
};

/* Those that are whole, or all. */
enum ndup_status run_list_read(struct txn *, struct run_list *);
enum ndup_status run_list_read_all(struct txn *, struct run_list *);
void run_list_free(struct run_list *);

enum ndup_status run_new(struct txn *, struct run *);
enum ndup_status run_put(struct txn *, const struct run *);

/* Deletes so many chunks of a run at most, and its record after the last;
 * `most` is made lower by what it took. */
enum ndup_status run_delete(struct txn *, uint32_t id, size_t *most);

/* ---- chunks ------------------------------------------------------------- */

struct chunk_key {
	unsigned char bytes[16];
};

struct ndup_slice chunk_key(
    struct chunk_key *, uint32_t run, const struct entry *first);

/* The run, and the first entry, of a chunk by its key. */
uint32_t chunk_key_run(struct ndup_slice key);

/* Walks the chunks of a run, from the first or from where another walk was. */
struct run_walk {
	struct txn *txn;
	const struct run *run;
	struct cursor *cursor;
	struct run_tally seen; /* before the chunk that comes next */
};

enum ndup_status run_walk_begin(
    struct run_walk *, struct txn *, const struct run *);
enum ndup_status run_walk_begin_at(struct run_walk *, struct txn *,
    const struct run *, const struct entry *first, struct run_tally before);

/* NDUP_END: all chunks of the run were seen; NDUP_INPUT: some are lost.  The
 * second leaves it to the caller to check the value: see txn_check(). */
enum ndup_status run_walk_next(
    struct run_walk *, struct entry *first, struct ndup_slice *chunk);
enum ndup_status run_walk_next_unchecked(
    struct run_walk *, struct entry *first, struct ndup_slice *chunk);
void run_walk_end(struct run_walk *);

/* Takes entries, sorted, and writes chunks of them. */
struct run_writer {
	struct txn *txn;
	struct run *run;      /* what is counted in it grows */
	uint64_t most_chunks; /* of the run; no limit to begin with */
	struct chunk_packer packer;
	char chunk[1 << 15]; /* a page of LMDB is no larger */
};

void run_writer_begin(struct run_writer *, struct txn *, struct run *);

/* NDUP_END: there are as many chunks as may be; the entry is not taken. */
enum ndup_status run_writer_add(struct run_writer *, struct entry);
enum ndup_status run_writer_end(struct run_writer *);

/* ---- several runs into one: merge.c -------------------------------------- */

/* Where a merge stands in one of the runs it reads. */
struct merge_place {
	struct run run;
	struct run_tally before; /* the chunk */
	struct entry chunk;      /* the first entry of the chunk */
	size_t index;            /* of the next entry in it */
	bool at_end;
};

/* Runs, and entries in memory that are to come behind them, or none. */
struct merge {
	struct merge_place *places;
	size_t num_places;
	const struct entry *entries;
	size_t num_entries;
	uint64_t num_numbers; /* of the runs' articles: all are below it */
	struct run run;       /* the new one, as far as it is written */
	bool is_done;
};

/* Of the latest runs, how many are to become one; 0 or 2 and more.  To come
 * behind them: so many entries, or 0. */
size_t merge_choose(const struct run_list *, uint64_t num_entries);

/* Begins to merge the runs, into one that is made here. */
enum ndup_status merge_begin(
    struct merge *, struct txn *, const struct run *runs, size_t num);

/* Goes on, for so many chunks at most.  Entries of the dead are left out.  If
 * that or its commit fails, the merge can only be freed. */
enum ndup_status merge_go_on(struct merge *, struct txn *, size_t most_chunks);
void merge_free(struct merge *);

/* ---- where the chunks of a run stand in memory: directory.c --------------- */

/*
 * A chunk is found by its first key, which is guessed from the number of chunks
 * as keys are hashes, and put right from there.  A chunk is checked when it is
 * used first: once, not with each search.
 */
struct directory_chunk {
	const char *bytes;
	uint16_t num; /* entries; 0: not yet checked, and the rest unknown */
	uint8_t key_bits, number_bits;
};

struct directory {
	uint32_t run; /* its id */
	size_t num, firsts_capacity, chunks_capacity;
	uint64_t *firsts; /* keys, ascending */
	struct directory_chunk *chunks;
	double scale; /* chunks for each key */
};

/* A place in a run: an entry, or behind the last one of its chunk. */
struct place {
	uint32_t chunk;
	uint32_t index;
};

/* The file is to stay open as long as the directory is used. */
enum ndup_status directory_read(
    struct directory *, struct txn *, const struct run *);
void directory_free(struct directory *);

/* About where the key is: its chunk is some places from there. */
static inline size_t
directory_guess(const struct directory *directory, uint64_t key)
{
	size_t guess;

	if (key <= directory->firsts[0])
		return 0;
	guess =
	    (size_t)((double)(key - directory->firsts[0]) * directory->scale);
	return guess < directory->num ? guess : directory->num - 1;
}

/* The chunk that has the first entry with this key or a higher one, if not the
 * next one has it; from a guess on. */
size_t directory_find(const struct directory *, uint64_t key, size_t guess);

/* The head of a chunk that was checked. */
static inline struct chunk_head
directory_head(const struct directory *directory, size_t chunk)
{
	const struct directory_chunk *known = &directory->chunks[chunk];

	return (struct chunk_head){directory->firsts[chunk], 0, known->num,
	    known->key_bits, known->number_bits};
}

/* To be called before a chunk is read. */
enum ndup_status directory_check(
    struct directory *, struct txn *, size_t chunk);

/* ---- in a chunk that was checked ---------------------------------------- */

/* Guesses the index that a key has in the place's chunk, and begins to fetch
 * what stands there. */
void directory_near(const struct directory *, struct place *, uint64_t key);

/* The first entry with this key or a higher one; `near` has the chunk of
 * directory_find(), and a guess. */
struct place directory_entry(
    const struct directory *, struct place near, uint64_t key);

/* From behind a chunk's entries to the next one's first. */
struct place directory_to_entry(const struct directory *, struct place);
bool directory_has(const struct directory *, struct place, uint64_t key);

#endif
