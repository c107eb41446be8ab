/*
 * run_list.h - the runs of postings, as they are in the store
 *
 * STORE_RUNS has a record of each run, by its number; numbers are given once.
 * STORE_CHUNKS has the chunks of all runs, by run and first entry.  A chunk has
 * a page of its own, which stays where it is as long as its run is there.
 */
#ifndef STORE_RUN_LIST_H
#define STORE_RUN_LIST_H

#include "store/chunk.h"
#include "store/txn.h"

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
	size_t num, capacity;
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
struct entry chunk_key_entry(struct ndup_slice key);

/* Counts the chunk that begins with this entry. */
void run_tally_add(struct run_tally *, const struct entry *first);
bool run_tally_equal(struct run_tally, struct run_tally);

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

/* Bytes of a chunk in this store. */
size_t chunk_size(const struct txn *);

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

#endif
