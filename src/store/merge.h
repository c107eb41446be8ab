/*
 * merge.h - several runs into one
 */
#ifndef STORE_MERGE_H
#define STORE_MERGE_H

#include "runs.h"

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

#endif
