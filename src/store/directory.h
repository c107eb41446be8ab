/*
 * directory.h - where the chunks of a run stand in memory
 *
 * A chunk is found by its first key, which is guessed from the number of chunks
 * as keys are hashes, and put right from there.  A chunk is checked when it is
 * used first: once, not with each search.
 */
#ifndef STORE_DIRECTORY_H
#define STORE_DIRECTORY_H

#include "runs.h"

struct directory_chunk {
	const char *bytes;
	uint16_t num; /* entries; 0: not yet checked, and the rest unknown */
	uint8_t key_bits, number_bits;
};

struct directory {
	uint32_t run; /* its id */
	size_t num, capacity_firsts, capacity_chunks;
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
