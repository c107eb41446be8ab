/*
 * folder.h - the files of a store, by their names
 *
 * data-N.mdb is the store; of several the one with the highest N, which is
 * whole.  The others were replaced by it, and go.  commit is of latest.h.
 */
#ifndef STORE_FOLDER_H
#define STORE_FOLDER_H

#include "ndup.h"

struct folder {
	char *name; /* as the caller knows it */
	char *path; /* absolute */
};

enum ndup_status folder_init(
    struct folder *, const char *name, struct ndup_error *);
void folder_free(struct folder *);

/* Names of files; NULL if memory ran out. */
char *folder_data(const struct folder *, unsigned generation);
char *folder_data_lock(const struct folder *, unsigned generation);
char *folder_file(const struct folder *, const char *name);

/* The highest N; NDUP_INPUT: there is none, so it is no store. */
enum ndup_status folder_find(
    const struct folder *, unsigned *generation, struct ndup_error *);

/* Removes what others left that were cut short, and what was replaced; for
 * who holds the lock.  Generation 0: nothing of any is kept. */
enum ndup_status folder_clean(
    const struct folder *, unsigned generation, struct ndup_error *);

/* Removes what a file is made as before it has its name; nothing can be done
 * if that fails, and the next who writes tries again.  Generation 0: a first
 * file and the number of its commit go too.  Needs no memory. */
void folder_drop_unfinished(const struct folder *, unsigned generation);

/* Whether there is nothing in it but what folder_clean() takes away. */
enum ndup_status folder_is_empty(
    const struct folder *, bool *empty, struct ndup_error *);

enum folder_wait { FOLDER_NO_WAIT, FOLDER_WAIT };

/* The lock of who writes: none beside it, or readers that keep writers away.
 * NDUP_BUSY, NDUP_STOPPED: interrupted while it waited. */
enum ndup_status folder_lock(
    const struct folder *, enum folder_wait, int *lock, struct ndup_error *);
enum ndup_status folder_lock_shared(
    const struct folder *, int *lock, struct ndup_error *);

/* A process that was forked closes its parent's lock, and must not free it. */
void folder_unlock(int lock, bool is_own);

/* Makes a file that is whole the one of this generation, on disk. */
enum ndup_status folder_publish(const struct folder *, const char *path,
    unsigned generation, struct ndup_error *);

/* ---- what LMDB and the system say, in one line --------------------------- */

/* For a code of LMDB, which may be errno's. */
enum ndup_status reason_set(
    struct ndup_error *, const struct folder *, int code);

/* "FOLDER is damaged: " and what is wrong. */
enum ndup_status reason_damaged(
    struct ndup_error *, const struct folder *, const char *what);

#endif
