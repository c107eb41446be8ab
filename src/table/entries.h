/*
 * entries.h - the keys of all articles, ready to be sorted
 *
 * Threads that sketch gather entries (key, article) of a batch, and hand them
 * over as a run: grouped by part, the highest bits of the key.  The table is
 * made part by part, from the same part of all runs.  Runs that are to stand on
 * disk are first put together to larger ones, so that reading a part is few
 * long reads.
 */
#ifndef TABLE_ENTRIES_H
#define TABLE_ENTRIES_H

#include "base/sort.h"
#include "base/tempfile.h"

#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
enum { PART_BITS = 4 }; /* a fuzzer's articles are few */
#else
enum { PART_BITS = 10 }; /* a part of a million articles fits a cache */
#endif

enum {
	NUM_PARTS = 1 << PART_BITS,
	KEYS_ENTRY_SIZE = 12 /* bytes in a run */
};

/* An article of no text, whose entries count for nothing. */
#define NO_TEXT UINT32_MAX

/* Entries, one after another; one a thread. */
struct entries {
	struct entry *items;
	size_t num, items_capacity;
	void *bytes; /* as they stand on disk */
	size_t bytes_capacity;
};

/* The part of a key. */
static inline size_t
keys_part(uint64_t key)
{
	return key >> (64 - PART_BITS);
}

struct keys;

enum ndup_status keys_new(struct keys **, struct tempfile *);

/* Adds the keys of an article to those gathered. */
enum ndup_status keys_gather(
    struct entries *, uint32_t article, const uint64_t *keys, size_t num);

/* Makes what was gathered a run, for memory or for disk, and forgets it there.
 * Called by several threads at once. */
enum ndup_status keys_add(struct keys *, struct entries *, bool to_disk);

/* After the last run: writes what waits.  From then on keys can be read. */
enum ndup_status keys_finish(struct keys *);

/*
 * The entries of a part, by order of their runs: (key, text_of[article]),
 * without those of NO_TEXT.
 */
enum ndup_status keys_read(const struct keys *, size_t part,
    const uint32_t *text_of, struct entries *);

void entries_free(struct entries *);
void keys_free(struct keys *);

/* Whether each run is grouped as said above, in memory and on disk; while
 * nobody adds any. */
bool keys_validate(const struct keys *);

#endif
