/*
 * store.h - a folder that keeps tables of values, in LMDB
 *
 * Below the index, and knowing nothing of articles.  One store at a time
 * writes to a folder, any number read, in this process and in others; neither
 * waits for the other.  What a reader sees is one commit's whole.  A process
 * that dies, a full disk or a write that fails leave the last commit as it was.
 *
 * A folder holds data-N.mdb, data-N.mdb-lock (LMDB's table of readers), commit
 * (the number of the last commit) and writer.lock.  N grows when
 * store_compact() writes the file anew.
 *
 * Each value carries a checksum of itself and of its key, which is checked
 * whenever it is read.  LMDB's own pages carry none: where these are damaged,
 * LMDB says so, aborts, or reads outside of its map, and the process gets
 * SIGABRT, SIGSEGV or SIGBUS; or a key is missed, or an older commit is read.
 * The first is for programs, which handle these signals if they want to say
 * something then; the second for the ledger and the file "commit" (latest.h),
 * and for who reads: a key that must be there and is not means damage, and what
 * may be there or not is read by walks over a whole table. Programs ignore
 * SIGXFSZ, so that a limit of a file's size is an error.
 *
 * All that is written has the same bytes on every machine; LMDB's pages have
 * not, so that a folder stays on machines of its kind, and is refused on
 * others.
 *
 * The file is mapped to 1 TiB of addresses, or to fewer where the process may
 * have few (a limit, an emulator, hundreds of indexes): twice its size if it
 * can be. Where it has used up more than half of what it had when it was
 * opened, it is opened again with the next view or change, unless this process
 * has other views or stores of it.  If it outgrows them first, what is read or
 * written fails with NDUP_NOMEM and says to open it again: see store_grow().
 *
 * Threads: a store may be used by many threads at once.  A txn is used by one
 * thread at a time.  A process has one LMDB environment for each file, which
 * all its stores of that folder share.  After fork() the child opens its own.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "ndup.h"

enum {
	STORE_FORMAT = 5,     /* of the files; another one is refused */
	STORE_KEY_MOST = 511, /* bytes of a key, at least 1 */
};

enum store_table {
	STORE_META,    /* name -> value */
	STORE_RECORDS, /* number -> all that is known of an article */
	STORE_TOKENS,  /* number -> its tokens */
	STORE_TEXTS,   /* number -> its text */
	STORE_WORDS,   /* block -> words */
	STORE_DEAD,    /* number -> nothing: its postings count no more */
	STORE_NOTES,   /* name -> value */
	STORE_RUNS,    /* of postings.c alone */
	STORE_CHUNKS,  /* of postings.c alone */
	NUM_STORE_TABLES,
};

enum store_mode {
	STORE_READ,
	STORE_WRITE,  /* NDUP_BUSY if another one writes */
	STORE_WAIT,   /* to write; waits until the other one is done, or
	                NDUP_STOPPED if a signal comes */
	STORE_ACCEPT, /* as STORE_WAIT, whatever the file "commit" says; for
	                 store_accept() */
};

struct store;
struct txn; /* a view, or within store_write() a write transaction */

/* ---- the folder --------------------------------------------------------- */

/*
 * NDUP_BUSY: another one writes; or somebody who may not write to the folder
 * wants to read while another one writes.  NDUP_MISMATCH: of another format, or
 * of another kind of machine.  NDUP_INPUT: no index, cut short, damaged, or at
 * an earlier commit than it was.  NDUP_IO: the system says no.
 */
enum ndup_status store_open(
    struct store **, const char *folder, enum store_mode, struct ndup_error *);
void store_close(struct store *);

/* Makes the file "commit" say what is there.  For a store that was opened with
 * STORE_ACCEPT, when all of it was found whole. */
enum ndup_status store_accept(struct store *, struct ndup_error *);

struct store_size {
	uint64_t bytes; /* of the file */
	uint64_t used;  /* of these; the others are free for what is to come */
};
enum ndup_status store_size(
    struct store *, struct store_size *, struct ndup_error *);

/*
 * Writes the file anew without its free space; needs room for both.  Readers
 * go over to the new file with their next view.  For a store that writes.
 * Atomic, as a commit is.
 */
enum ndup_status store_compact(struct store *, struct ndup_error *);

/* ---- reading ------------------------------------------------------------ */

/*
 * Begins views, all of the same commit, one for each thread that is to have
 * one; well under a microsecond each, of memory too.  Space that a commit gives
 * free is not used again while there are older views: end them soon.
 */
enum ndup_status store_view_begin(
    struct store *, struct txn **views, size_t num, struct ndup_error *);
void store_view_end(struct txn **views, size_t num);

/*
 * NDUP_OK; NDUP_END: there is no such key; NDUP_INPUT: damaged.  Any other
 * status but these is of a call that failed, and txn_error() has the line.
 * The value is borrowed until the view ends, in store_write() until the next
 * change.  It may stand at any address: it is not aligned.
 */
enum ndup_status txn_get(struct txn *, enum store_table, struct ndup_slice key,
    struct ndup_slice *value);

/*
 * Walks a table in the order of its keys' bytes.  A walk from the empty key to
 * the end ends with NDUP_INPUT if it has not seen all values as they were
 * written last.
 */
struct cursor;

/* The first to come is that with this key or the next one. */
enum ndup_status cursor_open(
    struct cursor **, struct txn *, enum store_table, struct ndup_slice key);

/* NDUP_END: there are no more.  Borrowed as by txn_get(). */
enum ndup_status cursor_next(
    struct cursor *, struct ndup_slice *key, struct ndup_slice *value);
void cursor_close(struct cursor *); /* before its txn ends; takes NULL */

/* A whole walk: gives each entry to the function, until one is not taken with
 * NDUP_OK. */
typedef enum ndup_status txn_entry(
    void *ctx, struct ndup_slice key, struct ndup_slice value);
enum ndup_status txn_each(
    struct txn *, enum store_table, txn_entry *, void *ctx);

/* How many keys a table has. */
uint64_t txn_count(const struct txn *, enum store_table);

/* Reads a table, or all of them: every value is there and is the latest. */
enum ndup_status txn_check_table(struct txn *, enum store_table);
enum ndup_status txn_check_all(struct txn *);

/* Grows with each commit; equal ones see the same. */
uint64_t txn_commit_number(const struct txn *);

/* Sets the error to what went wrong first in it; NDUP_OK if nothing did. */
enum ndup_status txn_error(const struct txn *, struct ndup_error *);

/* ---- writing ------------------------------------------------------------ */

/*
 * Runs the function in one transaction and commits it, if it returns NDUP_OK.
 * Else, or if the commit fails, nothing is changed, and its status is returned
 * with the line of what failed in the txn.
 */
typedef enum ndup_status store_change(struct txn *, void *ctx);

enum ndup_status store_write(
    struct store *, store_change *change, void *ctx, struct ndup_error *);

/* After a change failed: whether it did not fit in the map, and there is a
 * larger one now, with which it can be tried again. */
bool store_grow(struct store *);

/*
 * Makes a store, of which the change (NULL: none) is a part: either both are
 * there or nothing.  Makes the folder too, unless it is there and empty.
 * NDUP_IO: the line says why not, and nothing is left behind.
 */
enum ndup_status store_create(
    const char *folder, store_change *, void *ctx, struct ndup_error *);

/* Adds or replaces. */
enum ndup_status txn_put(struct txn *, enum store_table, struct ndup_slice key,
    struct ndup_slice value);

/* NDUP_END: there was no such key. */
enum ndup_status txn_delete(
    struct txn *, enum store_table, struct ndup_slice key);

/* ---- numbers as keys: big-endian, so that their order is that of bytes --- */

struct number_key {
	unsigned char bytes[4];
};

static inline struct ndup_slice
store_number(struct number_key *key, uint32_t number)
{
	key->bytes[0] = (unsigned char)(number >> 24);
	key->bytes[1] = (unsigned char)(number >> 16);
	key->bytes[2] = (unsigned char)(number >> 8);
	key->bytes[3] = (unsigned char)number;
	return (struct ndup_slice){(const char *)key->bytes, 4};
}

/* Of a key that has 4 bytes. */
static inline uint32_t
store_number_of(struct ndup_slice key)
{
	const unsigned char *bytes = (const unsigned char *)key.ptr;

	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
	       (uint32_t)bytes[2] << 8 | bytes[3];
}

#endif
