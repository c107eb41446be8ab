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
#include "notes.h"
#include "parameters.h"
#include "phrases.h"
#include "worker.h"

struct ndup_index {
	char *folder; /* for messages */
	struct store *store;
	enum ndup_access access;
	struct meta meta;   /* what never changes */
	struct state state; /* as of the last commit that was seen */
	uint64_t seen;      /* its number */
	struct id_set
	    tombstones; /* their keys stand in the store, and count no more */
	struct vocabulary vocabulary;

	struct pool *pool;
	struct worker *workers; /* one a thread */
	struct txn **views;     /* the same */

	struct pending pending;
	struct phrases phrases;
	struct notes notes;
	enum ndup_status failed; /* what is pending is no longer whole */
	bool unmerged;           /* keys that the last commit could not merge */

	/* Of ndup_index_next(), so that it is seen whether all came. */
	struct {
		uint32_t next;
		uint64_t num, commit;
	} walk;

	bool ignore_facts;     /* ndup_index_ignore_facts() */
	struct query *queries; /* of the last call */
	size_t num_queries;
	struct buffer document; /* the article that was asked for last */
	struct buffer note;
	struct ndup_index_info info; /* lent */
};

/* Views of one commit for so many threads, and what is new since the last
 * ones. */
enum ndup_status index_begin_views(
    struct ndup_index *, size_t num, struct ndup_error *);
/* Sets the line of what failed in one of them, too; returns the status. */
enum ndup_status index_end_views(
    struct ndup_index *, size_t num, enum ndup_status, struct ndup_error *);

/* The line of a call on a transaction that failed: what the store says, else
 * what the status is.  Returns the status. */
enum ndup_status index_error(const char *folder, const struct txn *,
    enum ndup_status, struct ndup_error *);

/* store_write(), with a line also of what failed outside of the store. */
enum ndup_status index_write(struct store *, const char *folder,
    store_change *change, void *ctx, struct ndup_error *);

/* Whether the article of this number has not been removed or replaced. */
static inline bool
index_has(const struct ndup_index *index, uint32_t number)
{
	return !id_set_has(&index->tombstones, number) &&
	       !id_set_has(&index->pending.killed, number);
}

/* An article by its number.  NDUP_END: there is none.  Borrows from the
 * view. */
enum ndup_status index_record(struct txn *, uint32_t number, struct indexed *);

/* The newest article of an id, as it was committed last.  NDUP_END: there is
 * none.  Borrows from the worker's view. */
enum ndup_status index_find(const struct ndup_index *, struct worker *,
    struct ndup_slice id, struct indexed *);

/* The same of the one that has this content, or has replaced it. */
enum ndup_status index_find_content(const struct ndup_index *, struct worker *,
    struct ndup_slice id, uint64_t content, struct indexed *);

/* Takes an article of this number out, but for its entries. */
enum ndup_status index_drop_article(struct txn *, uint32_t number);

/* An article of the index as the verifier sees it, in the worker's arrays until
 * its next call; with the places of its tokens if they are asked for. */
enum ndup_status index_open_article(const struct ndup_index *, struct worker *,
    uint32_t number, bool with_spans, struct opened *);

/* read.c: adds the text of an article, in the store or pending, to a buffer;
 * nothing if the index keeps no texts.  Uses the worker's bytes and view. */
enum ndup_status index_unpack_text(const struct ndup_index *, struct worker *,
    const struct indexed *, struct buffer *);

/* query.c: the query's sketch, the article of its id, and its candidates in the
 * index. */
enum ndup_status index_look_up(
    struct ndup_index *, struct worker *, struct query *, bool is_query);

/* phrases.c: whether the phrase of a key stands, by the articles with lower
 * numbers that have it: so many of the store (UINT32_MAX: more than were
 * counted), and those of the bucket, or NULL. */
enum ndup_status index_judge_key(
    struct ndup_index *, uint64_t key, struct key_evidence *, bool *stands);

/* The same of all shingles of the query's article. */
enum ndup_status index_judge_shingles(
    struct ndup_index *, struct query *, uint32_t below);

/* An article is no more: puts right what was found of its keys. */
enum ndup_status index_note_death(struct ndup_index *, uint32_t number);

/* The text of an article of the index or pending: the same hash, the same
 * tokens. */
enum ndup_status index_text_of(
    struct ndup_index *, uint32_t number, uint64_t *tokens_hash);

/* How many articles with lower numbers each key has, from what a search has
 * found; UINT32_MAX: more. */
void index_count_hits(const struct ndup_index *, const struct postings_hits *,
    uint32_t below, uint32_t *counts, size_t num_keys);

/* sift.c: the query's candidates, those that are pending among them; without
 * those from a number on; what stands makes none. */
enum ndup_status index_sift(
    struct ndup_index *, struct query *, uint32_t below);

/* query.c: lists which candidates have the query's id, the newest first. */
enum ndup_status index_list_own(struct ndup_index *, struct query *);

/* query.c: leaves those that are older versions: they match, whatever their
 * times and sources.  The query takes over what they hand on. */
enum ndup_status index_list_versions(struct ndup_index *, struct query *);

/* query.c: candidates -> matches, the best first. */
enum ndup_status index_compare(struct ndup_index *, struct worker *,
    struct query *, enum ndup_passages_of);

#endif
