/*
 * batch.h - articles from a reader, some at a time
 */
#ifndef CLI_BATCH_H
#define CLI_BATCH_H

#include "ndup.h"

enum { BATCH_MOST = 256 };

struct batch {
	struct ndup_document documents[BATCH_MOST]; /* copies */
	char *bytes[BATCH_MOST];                    /* of each */
	struct ndup_verdict verdicts[BATCH_MOST];
	size_t num;
};

/* Adds a copy; false: memory ran out.  There must be room. */
bool batch_add(struct batch *, const struct ndup_document *);

/* Reads articles until the batch is full or there are no more: NDUP_END if it
 * stays empty. */
enum ndup_status batch_fill(
    struct batch *, struct ndup_reader *, struct ndup_error *);
void batch_clear(struct batch *);

#endif
