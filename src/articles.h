/*
 * articles.h - all articles of a scan: taken in, sketched, put in order
 */
#ifndef ARTICLES_H
#define ARTICLES_H

#include "base/intern.h"
#include "base/memory.h"
#include "base/pool.h"
#include "ndup.h"
#include "sketcher.h"
#include "verify/words.h"

struct article {
	struct ndup_document document; /* slices stand in the batch's arena */
	uint64_t bytes_hash;           /* of the text */
	uint64_t tokens_hash;
	const uint32_t *ids;  /* one a token */
	const uint64_t *keys; /* until the table is made */
	uint32_t num_tokens, half_words, num_shingles, num_keys;
	uint32_t ignored; /* half words */
	bool old;
};

struct batch;

struct articles {
	struct pool *pool;
	struct ndup_sketcher **sketchers; /* one a thread */
	struct intern *intern;
	struct batch **batches;
	size_t num_batches, batches_capacity;
	uint64_t num_added;
	/* In canonical order once articles_order() was called. */
	struct article **items;
	uint32_t num;
	uint64_t num_repeated, num_renamed;
};

enum ndup_status articles_init(
    struct articles *, const struct ndup_params *, struct ndup_error *);

/* Copies the document; sketches in the background, a batch at a time. */
enum ndup_status articles_add(
    struct articles *, const struct ndup_document *, bool old);

/* Waits until all are sketched; gives them ids of their own and puts them into
 * canonical order: by time (unknown last), id, text. */
enum ndup_status articles_order(struct articles *);

/* The keys are in the table. */
void articles_drop_keys(struct articles *);

struct words article_words(const struct article *);
void articles_free(struct articles *);

#endif
