/*
 * batch.h - a few hundred articles that are copied and sketched together
 */
#ifndef CORPUS_BATCH_H
#define CORPUS_BATCH_H

#include "articles.h"

enum { BATCH_ARTICLES = 256, BATCH_BYTES = 1 << 20 };

struct batch {
	struct articles *articles;
	struct arena names; /* all slices of documents but these: */
	struct arena texts, ids;
	struct article items[BATCH_ARTICLES];
	size_t num, bytes;
};

bool batch_is_full(const struct batch *);
enum ndup_status batch_add(
    struct batch *, const struct ndup_document *, bool old);

/* A job for the pool: tokens, ids and keys of every article. */
enum ndup_status batch_sketch(void *batch, unsigned thread);
void batch_free(struct batch *);

#endif
