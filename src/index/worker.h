/*
 * worker.h - what a thread needs to sketch, look up and compare articles
 */
#ifndef INDEX_WORKER_H
#define INDEX_WORKER_H

#include "compare/facts.h"
#include "ndup.h"
#include "sketch/key_shingles.h"
#include "sketch/sketcher.h"
#include "store/postings.h"
#include "copies.h"
#include "identity.h"
#include "pending.h"
#include "record.h"
#include "vocabulary.h"

/* ---- one article at hand on its way to a verdict ------------------------- */

/*
 *   document -> sketched and looked up in the index   (on all threads)
 *            -> given its place, looked up among the pending,
 *               its candidates sifted   (in order)
 *            -> compared with each candidate   (on all threads)
 *            -> judged   (in order)
 */

#define NO_NUMBER UINT32_MAX

/* Numbers of articles in an index are lower. */
#define NUMBERS_MOST (UINT32_MAX / 2)

struct query {
	const struct ndup_document *document;
	struct pending_article
	    held; /* the sketch; the pending may take its arena over */

	uint32_t ignored; /* half words, by ignore_text */

	/* Articles of the same id that are in the index or pending, by number,
	 * or NO_NUMBER: the newest, and the one of the same content. */
	uint32_t same_id, same_content;
	uint32_t *own; /* candidates of the same id; older versions of it */
	size_t num_own, own_capacity;
	enum under_id under_id;
	struct ndup_slice story; /* of the article of the same content, or of
	                            the latest older version; empty: it is
	                            pending, or there is none */

	/* Articles that share keys: number << 32 | index of a key; after sifting
	 * each article once, with the number of keys in place of the index. */
	uint64_t *sharing, *scratch;
	size_t num_sharing, sharing_capacity, scratch_capacity;
	uint32_t *capped; /* indices of keys that more articles have */
	size_t num_capped, capped_capacity;
	bool *stands;    /* of each key ... */
	uint8_t *worth;  /* ... what sharing it is: see KEYS_WANTED ... */
	uint64_t *texts; /* ... and which other text has it; 0: none is known,
	                    UINT64_MAX: several */
	size_t stands_capacity, worth_capacity, texts_capacity;
	uint64_t *standing; /* keys of all its shingles that stand, if one of
	                       its passage keys does */
	size_t num_standing, standing_capacity;
	uint32_t *candidates; /* numbers of those to be compared, ascending */
	size_t num_candidates, candidates_capacity;
	bool crowded; /* there were too many to compare all */

	/* What the verdict is made of. */
	struct arena answer;
	struct ndup_earlier *matches;
	size_t num_matches, matches_capacity;
	uint32_t new_words, ignored_words;
};

/* Forgets all but memory that can be used again, and takes a document. */
void query_take(struct query *, const struct ndup_document *);
void query_free(struct query *);

/* Notes that an article has the key of this index too. */
enum ndup_status query_share(struct query *, uint32_t number, uint32_t key);

/* An article of the index, open for comparing. */
struct opened {
	struct indexed is;
	struct words words;
	const struct ndup_span *spans; /* NULL: not asked for */
	struct book *book;             /* that it is; NULL: it is none */
};

struct worker {
	struct txn *view; /* while a call lasts */
	struct ndup_sketcher *sketcher;
	struct postings_search *search;
	struct packer *packer;
	struct measurer measurer;
	struct aligner aligner;
	struct alignment alignment;
	struct facts facts;      /* of the article at hand and an earlier one */
	struct buffer text;      /* of that one */
	struct buffer bytes;     /* read from a tape, or packed */
	struct read_tokens read; /* the article that is open ... */
	struct books books;      /* ... unless it is one of these */
	struct copies copies;    /* of what the article at hand matches */
	bool *covered; /* tokens of the article at hand, by any match */
	size_t covered_capacity;

	/* Of the article at hand: its words, those that stand marked; and the
	 * keys of these, if there are any. */
	struct words words;
	uint32_t *marked; /* ids */
	struct set standing;
	bool marks;
	size_t marked_capacity;
	struct key_shingles shingles; /* of the article marked last */
};

enum ndup_status worker_init(
    struct worker *, const struct ndup_params *, struct ndup_error *);
void worker_free(struct worker *);

/* Sketches the query's document: ids, spans, keys, and packed text if that is
 * wanted. */
enum ndup_status worker_sketch(
    struct worker *, struct query *, struct vocabulary *, bool with_text);

/* Sketches an article of the index anew, from its tokens: its keys. */
enum ndup_status worker_sketch_again(
    struct worker *, const struct vocabulary *, const struct opened *);

/* Makes the query's article the one at hand: marks its words that stand. */
enum ndup_status worker_take(
    struct worker *, const struct vocabulary *, const struct query *);

/* Marks words of an earlier article that stand in the one at hand.  Their ids
 * move into what the worker reads, if they are not there. */
enum ndup_status worker_mark(
    struct worker *, const struct vocabulary *, struct words *);

#endif
