/*
 * query.h - what an index says, for people
 */
#ifndef REPORT_QUERY_H
#define REPORT_QUERY_H

#include "ndup.h"

struct terminal;

enum { QUERY_MATCHES = 10, QUERY_PASSAGES = 3 }; /* shown at most */

/* "duplicate", "too short" */
const char *query_novelty(const struct ndup_verdict *);

/* The best matches of an article, and the first passages of the best, for
 * screen readers: one fact a line. */
void plain_query(struct terminal *, const struct ndup_document *,
    const struct ndup_verdict *);

#endif
