/*
 * directory.h - where the chunks of a run stand in memory
 *
 * A chunk is found by its first key, which is guessed from the number of chunks
 * as keys are hashes, and put right from there.  A chunk is checked when it is
 * used first: once, not with each search.
 */
#ifndef STORE_DIRECTORY_H
#define STORE_DIRECTORY_H

#include "store/run_list.h"

struct directory {
	uint32_t run; /* its id */
	size_t num, capacity_firsts, capacity_chunks;
	uint64_t *firsts; /* keys, ascending */
	const char **chunks;
	uint8_t *checked; /* a bit for each */
	double scale;     /* chunks for each key */
};

/* A place in a run: an entry, or behind the last one of its chunk. */
struct place {
	uint32_t chunk;
	uint32_t index;
};

/* The map must not move as long as the directory is used. */
enum ndup_status directory_read(
    struct directory *, struct txn *, const struct run *);
void directory_free(struct directory *);

/* The chunk that has the first entry with this key or a higher one, if not the
 * next one has it. */
size_t directory_find(const struct directory *, uint64_t key);

/* To be called before a chunk is read. */
enum ndup_status directory_check(
    struct directory *, struct txn *, size_t chunk);

#endif
