/*
 * groups.h - what the articles that dedup keeps stand for
 */
#ifndef CLI_GROUPS_H
#define CLI_GROUPS_H

#include "base/buffer.h"
#include "ndup.h"

/* Articles by their places in the order of adding.  Zeroes at first. */
struct groups {
	uint64_t *begin;   /* of each that was added: its range in `dropped` */
	uint64_t *dropped; /* for which it stands, in the order of adding */
};

/* Of a scan that ndup_scan_keep() was called for.  False, and the user told, if
 * that failed.  Cost: that of ndup_scan_next_dropped(), twice. */
bool groups_find(struct groups *, struct ndup_scan *, const struct ndup_kept *);

/* Adds the value of a kept record's field, as JSON; number: of its group. */
void groups_put(struct buffer *, const struct groups *, struct ndup_scan *,
    uint64_t added, uint64_t number);
void groups_free(struct groups *);

#endif
