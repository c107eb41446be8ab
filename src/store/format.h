/*
 * format.h - whether a file is one that this program reads on this machine
 *
 * The format is written in the store, so that another program's file, or that of
 * another version, is refused and never read wrongly.  LMDB's pages are those of
 * the machine that made them: one with another order of bytes or size of
 * addresses cannot read them, which is no damage.
 */
#ifndef STORE_FORMAT_H
#define STORE_FORMAT_H

#include "txn.h"

enum ndup_status format_put(struct txn *, void *ctx); /* ctx: none */

/* NDUP_INPUT: it has none; NDUP_MISMATCH: it has another one. */
enum ndup_status format_check(struct txn *view, struct ndup_error *);

/* NDUP_MISMATCH: the file is of another kind of machine; NDUP_INPUT: the size of
 * its pages is damaged, by which LMDB would divide.  Before LMDB opens it;
 * whatever else is wrong with it is not told. */
enum ndup_status format_check_machine(
    const struct folder *, const char *path, struct ndup_error *);

#endif
