/*
 * articles.h - all articles of a scan: taken in, sketched, put in order
 */
#ifndef CORPUS_ARTICLES_H
#define CORPUS_ARTICLES_H

#include "base/intern.h"
#include "base/memory.h"
#include "base/pool.h"
#include "ndup.h"
#include "sketch/sketcher.h"
#include "table/entries.h"
#include "text/words.h"
#include "spill.h"

struct article {
	/* Slices stand in the batch's arenas; that of the text is NULL if it is
	 * on disk. */
	struct ndup_document document;
	uint64_t bytes_hash; /* of the text */
	uint64_t tokens_hash;
	const uint32_t *ids;      /* one a token; NULL: on disk */
	uint64_t text_at, ids_at; /* on disk: text; ids */
	uint32_t number;          /* under which its keys stand */
	uint32_t num_tokens, half_words, num_shingles;
	uint32_t ignored;  /* half words, by the user ... */
	uint32_t standing; /* ... and that stand ... */
	uint32_t credits;  /* ... of which so many are credits */
	bool old, is_page; /* see text/words.h */
};

struct batch;

struct articles {
	struct pool *pool;
	struct ndup_sketcher **sketchers; /* one a thread */
	struct entries *gathered;         /* one a thread */
	struct intern *intern;
	struct tempfile *temp;
	struct keys *keys;
	struct budget budget;
	struct batch **batches;
	size_t num_batches, batches_capacity;
	enum ndup_status failed; /* of adding: articles are missing */
	uint64_t num_added;
	uint64_t num_numbers; /* given to articles: at least num_added */
	/* In canonical order once articles_order() was called. */
	struct article **items;
	uint32_t num;
	uint32_t *places; /* of each that was added, its place among the items;
	                     with PLACE_REPEATED: that of one like it */
	uint64_t num_repeated, num_renamed;
};

#define PLACE_REPEATED (UINT32_C(1) << 31)

enum ndup_status articles_init(
    struct articles *, const struct ndup_params *, struct ndup_error *);

/* Copies the document; sketches in the background, a batch at a time. */
enum ndup_status articles_add(
    struct articles *, const struct ndup_document *, bool old);

/* The nth that was added, from 0, is an old one; before articles_order().  No
 * thread that sketches looks at that. */
void articles_set_old(struct articles *, uint64_t nth);

/* Waits until all are sketched; leaves out what is repeated, gives the others
 * ids of their own and puts them into canonical order: by time (unknown last),
 * id, text. */
enum ndup_status articles_order(struct articles *);

/*
 * Gives an article what its thread's sketcher has read: lengths, hash of the
 * tokens; and gathers its keys, under its number.
 */
enum ndup_status articles_keep_sketch(
    struct articles *, struct article *, unsigned thread);

/* All keys are in the table: gives their memory back, and the sketchers'. */
void articles_drop_keys(struct articles *);

void articles_free(struct articles *);

/*
 * After articles_order(): whether articles are in canonical order with ids of
 * their own, and each that was added has its place among them.  False too if
 * memory runs out.  Costs a sort.
 */
bool articles_validate(const struct articles *);

/* ---- what may be on disk ------------------------------------------------ */

/* A copy of what is on disk; reused from article to article. */
struct fetched {
	void *bytes;
	size_t bytes_capacity;
};

/* An article as the verifier sees it, if its ids are in memory. */
struct words article_words(const struct article *);

/* The same wherever they are.  The words live until the next call with this
 * copy, or as long as the articles. */
enum ndup_status articles_words(const struct articles *, const struct article *,
    struct fetched *, struct words *);

/* Reads ids that are on disk, for which there is room. */
enum ndup_status articles_read_ids(
    const struct articles *, const struct article *, uint32_t *ids);

/* The same for an article's text. */
enum ndup_status articles_document(const struct articles *,
    const struct article *, struct fetched *, struct ndup_document *);
void fetched_free(struct fetched *);

#endif
