/*
 * environment.h - LMDB's environment of one file, one in a process
 *
 * LMDB forbids to open a file twice in a process: its locks are the process's,
 * and closing one would drop those of the other.  So environments are shared by
 * all stores, over a list that the process has one of.  Nothing that a caller
 * can see depends on it.
 *
 * Its map stays as it is as long as it is open: what is read keeps its address,
 * and nobody waits.  It is larger than a file becomes, but where addresses are
 * few: see environment_is_outgrown().
 */
#ifndef STORE_ENVIRONMENT_H
#define STORE_ENVIRONMENT_H

#include <lmdb.h>
#include <pthread.h>
#include <sys/types.h>

#include "folder.h"
#include "store.h"

struct environment {
	MDB_env *mdb;
	MDB_dbi tables[NUM_STORE_TABLES];
	size_t page_size;
	bool writable;
	bool filled; /* the file was shorter than it says, and was filled up */
	int keeps_writers_away; /* a lock, or -1 */
	uint64_t number;        /* no other one of the process has it */
	size_t map;             /* bytes */
	size_t enough_pages;    /* more in use: it should be opened again */
	_Atomic bool is_full;   /* a change did not fit in the map */
	dev_t device;
	ino_t file;
	pid_t process;
	unsigned num_users;
	struct environment *next;
};

struct environment_wanted {
	const struct folder *folder;
	unsigned generation;
	bool to_write; /* the caller holds the writer's lock */
	size_t map;    /* bytes of it at least, or 0 */
};

/* NDUP_END: the file was replaced just now; look again. */
enum ndup_status environment_get(struct environment **,
    const struct environment_wanted *, struct ndup_error *);
void environment_keep(struct environment *); /* once more */
void environment_put(struct environment *);

/* Whether another file has taken the place of this one. */
bool environment_is_replaced(const struct environment *);

/* Whether more than half of the room in its map is used up.  Then it is to
 * be put back and got again, with so many bytes at least; if others have it
 * too it is the same one. */
bool environment_is_outgrown(const struct environment *, size_t *map);

/* A new file with its tables, or one that nobody has open; mdb is to be closed
 * by the caller.  A result of LMDB. */
int environment_make(struct environment *, const char *path);

/* Pages that LMDB took last and gave back at once may stand behind the end of
 * the file: writes zeros there, so that a file cut short can be told. */
void environment_fill(const struct environment *);

/* LMDB says EIO when a write was cut short; this is errno of the next one, as a
 * rule that there is no room, or 0.  Nobody else may write meanwhile. */
int environment_why_not_written(const struct environment *);

/* ---- whether a file is one that this program reads on this machine ------- */

/*
 * The format is written in the store, so that another program's file, or that
 * of another version, is refused and never read wrongly.  LMDB's pages are
 * those of the machine that made them: one with another order of bytes or size
 * of addresses cannot read them, which is no damage.
 */
enum ndup_status format_put(struct txn *, void *ctx); /* ctx: none */

/* NDUP_INPUT: it has none; NDUP_MISMATCH: it has another one. */
enum ndup_status format_check(struct txn *view, struct ndup_error *);

/* NDUP_MISMATCH: the file is of another kind of machine; NDUP_INPUT: the
 * size of its pages is damaged, by which LMDB would divide.  Before LMDB
 * opens it; whatever else is wrong with it is not told. */
enum ndup_status format_check_machine(
    const struct folder *, const char *path, struct ndup_error *);

#endif
