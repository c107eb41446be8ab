/*
 * prefetch.h - evidence, made ahead of who asks for it, on all threads
 */
#ifndef EVIDENCE_PREFETCH_H
#define EVIDENCE_PREFETCH_H

#include "corpus/scan_data.h"

struct prefetch;

enum ndup_status prefetch_new(struct prefetch **, const struct ndup_scan *);

/* The cluster at this place of their order, from 0; the match of this pair
 * of articles: fast if they are asked for in order.  Borrowed until the next
 * call.  What follows is made in the background, until the end is reached or
 * ahead is freed. */
enum ndup_status prefetch_cluster(
    struct prefetch *, uint32_t place, const struct ndup_cluster **);

/* Before their order changes. */
enum ndup_status prefetch_forget_clusters(struct prefetch *);
enum ndup_status prefetch_match(
    struct prefetch *, size_t pair, const struct ndup_match **);
void prefetch_free(struct prefetch *);

#endif
