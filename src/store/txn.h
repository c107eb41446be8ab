/*
 * txn.h - what store.c and the postings know of a txn besides store.h
 */
#ifndef STORE_TXN_H
#define STORE_TXN_H

#include "environment.h"
#include "latest.h"

struct store {
	struct folder folder;
	enum store_mode mode;
	int writer_lock; /* or -1 */
	pid_t process;
	pthread_mutex_t writing; /* held while it changes or is compacted */
	pthread_mutex_t lock;    /* of what follows */
	struct environment *env;
	struct latest
	    latest;      /* that is known: no view is of an earlier commit */
	bool is_written; /* the file "commit", and not yet synced */
	struct ndup_error failed; /* a commit whose number could not be written:
	                             the store is good for nothing but closing */
};

struct txn {
	struct environment *env;
	const struct folder *folder;
	MDB_txn *mdb;
	bool is_new_file; /* what the ledger says is not yet of this file */
	struct ledger ledger;
	struct ndup_error error;
};

/* The environment to use now, which the caller gives back. */
enum ndup_status store_environment(
    struct store *, struct environment **, struct ndup_error *);

/* If the last writer died between making its last commit and making it known,
 * makes it known: else what is read then would not be what is written to. */
enum ndup_status store_settle(struct store *, struct ndup_error *);

/* What was committed is the last commit that is known, here and in the folder;
 * if that fails nothing may follow it. */
enum ndup_status store_publish_latest(
    struct store *, const struct ledger *, struct ndup_error *);

/* One change and its commit. */
enum ndup_status txn_run(
    struct txn *, store_change *, void *ctx, struct ndup_error *);

/* The ledger of a transaction that began, and that of one that is to end. */
enum ndup_status txn_read_ledger(struct txn *, bool writes);
enum ndup_status txn_write_ledger(struct txn *);
enum ndup_status txn_size(struct txn *, struct store_size *);

/* Bytes of the largest value that has one page for itself. */
size_t txn_page_value(const struct txn *);

/* Remembers a code of LMDB, if it is the first, and returns its status. */
enum ndup_status txn_fail(struct txn *, int code);
enum ndup_status txn_damaged(struct txn *, const char *what);

/* A value with a key behind all others of its table. */
enum ndup_status txn_append(struct txn *, enum store_table,
    struct ndup_slice key, struct ndup_slice value);

/* As cursor_next(), but the value is not looked at: see txn_check(). */
enum ndup_status cursor_next_unchecked(
    struct cursor *, struct ndup_slice *key, struct ndup_slice *value);

/* Whether a value has its checksum, which stands behind it. */
bool txn_check(
    enum store_table, struct ndup_slice key, struct ndup_slice value);

/* Deletes what cursor_next() gave last. */
enum ndup_status cursor_delete(struct cursor *);

#endif
