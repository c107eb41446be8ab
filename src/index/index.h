/*
 * index.h - what an open index holds
 *
 * Articles, keys and words are in the store (store/); what was added since the
 * last commit is pending.  A call that compares articles has a view of the
 * store for each thread while it lasts.
 */
#ifndef INDEX_INDEX_H
#define INDEX_INDEX_H

#include "base/pool.h"
#include "index/meta.h"
#include "index/notes.h"
#include "index/worker.h"

struct ndup_index {
	char *folder; /* for messages */
	struct store *store;
	enum ndup_access access;
	struct meta meta;   /* what never changes */
	struct state state; /* as of the last commit that was seen */
	uint64_t seen;      /* its number */
	struct numbers
	    dead; /* their keys stand in the store, and count no more */
	struct vocabulary vocabulary;

	struct pool *pool;
	struct worker *workers; /* one a thread */
	struct txn **views;     /* the same */

	struct pending pending;
	struct notes notes;
	enum ndup_status failed; /* what is pending is no longer whole */

	struct trial *trials; /* of the last call */
	size_t num_trials;
	struct buffer document; /* the article that was asked for last */
	struct buffer note;
};

/* Views of one commit for so many threads, and what is new since the last
 * ones. */
enum ndup_status index_begin_views(
    struct ndup_index *, size_t num, struct ndup_error *);
void index_end_views(struct ndup_index *, size_t num);

/* The line of a call on a transaction that failed: what the store says, else
 * what the status is.  Returns the status. */
enum ndup_status index_error(const char *folder, const struct txn *,
    enum ndup_status, struct ndup_error *);

/* store_write(), with a line also of what failed outside of the store. */
enum ndup_status index_write(struct store *, const char *folder,
    store_change *change, void *ctx, struct ndup_error *);

/* An article by its number or its id.  NDUP_END: there is none.  Borrows from
 * the view. */
enum ndup_status index_record(struct txn *, uint32_t number, struct indexed *);
enum ndup_status index_find(
    struct txn *, struct ndup_slice id, struct indexed *);

/* The key of an id in the store's table of ids. */
struct id_key {
	char bytes[STORE_KEY_MOST];
};
struct ndup_slice index_id_key(struct ndup_slice id, struct id_key *);

/* Takes an article of this number out, but for its entries; also its id, unless
 * a new version has that. */
enum ndup_status index_drop_article(struct txn *, uint32_t number);

/* An article of the index as the verifier sees it, in the worker's arrays until
 * its next call; with the places of its tokens if they are asked for. */
enum ndup_status index_open_article(const struct ndup_index *, struct worker *,
    uint32_t number, bool with_spans, struct opened *);

/* lookup.c: the trial's sketch, the article of its id, and its candidates in the
 * index. */
enum ndup_status index_look_up(
    struct ndup_index *, struct worker *, struct trial *, bool query);

/* compare.c: candidates -> matches, the best first. */
enum ndup_status index_compare(struct ndup_index *, struct worker *,
    struct trial *, enum ndup_passages_of);

#endif
