/*
 * postings.h - which articles have a key, for very many keys
 *
 * Entries (key, article number) are kept in runs, each sorted by key, then by
 * number.  A commit appends a run; runs are merged so that their number grows
 * with the logarithm of what there is, as in a log-structured merge tree
 * (O'Neil et al. 1996).  A B-tree of random keys would be rewritten as a whole
 * with each commit.  Runs have disjoint ranges of numbers, and a later run the
 * higher ones.
 *
 * Some 8.4 bytes an entry on disk, for keys that are evenly spread hashes;
 * right for any.
 */
#ifndef STORE_POSTINGS_H
#define STORE_POSTINGS_H

#include "base/sort.h"
#include "ndup.h"
#include "store.h"

/*
 * Within store_write(): adds a run of entries (value: the article's number),
 * sorted by key, then by number, none twice.  All numbers are higher than those
 * that were appended before.
 */
enum ndup_status postings_append(
    struct txn *, const struct entry *sorted, size_t num);

/* ---- searching ---------------------------------------------------------- */

enum { POSTINGS_DEAD = 1024 };

struct postings_query {
	const uint64_t *keys; /* ascending, each once */
	size_t num_keys;
	uint32_t most; /* of a key with more numbers that are alive than this,
	                  half are its first and half its latest ones; dead
	                  ones are passed over, POSTINGS_DEAD of them at
	                  either end */
	bool (*alive)(void *ctx, uint32_t number); /* NULL: all are */
	void *ctx;
	bool
	    first_ones; /* of each key the first `most` alone, however many dead
	                    ones are passed over */
};

/* The article of this number has the key of this index in the query. */
static inline uint64_t
postings_hit(uint32_t number, uint32_t key)
{
	return (uint64_t)number << 32 | key;
}

static inline uint32_t
postings_hit_number(uint64_t hit)
{
	return (uint32_t)(hit >> 32);
}

static inline uint32_t
postings_hit_key(uint64_t hit)
{
	return (uint32_t)hit;
}

struct postings_hits {
	const uint64_t *items; /* by key; of one key that is not capped, by
	                          number; each once */
	size_t num;
	const uint32_t *capped; /* indices of keys that had more than `most`,
	                           or too many dead, ascending */
	size_t num_capped;
};

/*
 * Remembers where the runs' parts stand in the file (20 bytes for 500 entries)
 * and which of them were checked.  One per thread, for any views of one store.
 */
struct postings_search;

enum ndup_status postings_search_new(struct postings_search **);

/*
 * The articles that have the keys.  The view is of store_view_begin().
 * The result is borrowed until the next search.  NDUP_INPUT: damaged; or
 * NDUP_NOMEM; txn_error() has the line.
 */
enum ndup_status postings_search_run(struct postings_search *, struct txn *view,
    const struct postings_query *, struct postings_hits *);
void postings_search_free(struct postings_search *);

/* All entries, run by run, some hundreds at a time, sorted; checked as they
 * are read. */
typedef enum ndup_status postings_visit(
    void *ctx, const struct entry *entries, size_t num);

enum ndup_status postings_each(struct txn *, postings_visit *, void *ctx);

/* ---- merging ------------------------------------------------------------ */

/*
 * To be called after a commit: merges the latest runs where they have become
 * many.  Entries whose number is in STORE_DEAD are left out.  In transactions
 * of its own, of at most 32 MB each; readers see the old runs until the new one
 * is whole.  If it is cut short nothing is lost: the next call removes what it
 * left.  Memory: 20 KB a run, and a bit for each number.
 */
enum ndup_status postings_merge(struct store *, struct ndup_error *);

/* Merges all into one run without any entry of STORE_DEAD, which the caller may
 * empty then. */
enum ndup_status postings_merge_all(struct store *, struct ndup_error *);

/*
 * Whether all that should always hold of the runs does: their ranges of numbers
 * rise, their entries are sorted and as many as they say, and no chunk is of no
 * run.  Reads all; for tests.
 */
bool postings_validate(struct txn *);

/* Whether they are sorted by key, then by number, none twice. */
bool postings_are_sorted(const struct entry *, size_t num);

struct postings_stats {
	uint64_t num_runs;
	uint64_t entries; /* dead ones among them */
	uint64_t bytes;   /* on disk */
};
enum ndup_status postings_stats(struct txn *, struct postings_stats *);

#endif
