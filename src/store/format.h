/*
 * format.h - which format a store has
 *
 * It is written in the store, so that another program's file, or that of
 * another version, is refused and never read wrongly.
 */
#ifndef STORE_FORMAT_H
#define STORE_FORMAT_H

#include "store/txn.h"

enum ndup_status format_put(struct txn *, void *ctx); /* ctx: none */

/* NDUP_INPUT: it has none; NDUP_MISMATCH: it has another one. */
enum ndup_status format_check(struct store *, struct ndup_error *);

#endif
