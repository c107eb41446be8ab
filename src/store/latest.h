/*
 * latest.h - the ledger of a commit, and its number in a file beside LMDB's
 *
 * LMDB's pages have no checksums: one that was changed, that is as it was
 * earlier, or that cannot be reached makes keys be missed in silence.  So the
 * store counts by itself: for each table how many values it has, and the sum of
 * a hash of each.  A walk over a whole table adds up the same and compares.
 * The ledger is a value of its own; it names the commit that it was written
 * with, so that an older one is told from that of the commit at hand.
 *
 * LMDB names its last commit in one of two pages.  If a byte of that page
 * changes it takes the other one, and with it the commit before: what was added
 * last is gone without a word.  So the number, what it holds and a checksum
 * stand in a file of the folder too, "commit", of two lines: each commit writes
 * the older of them, in place, the even ones the first.  It does so after
 * LMDB's commit: a process that dies between leaves LMDB one commit ahead of
 * the file. Behind it is LMDB never, and is refused then.
 *
 * A damaged line may have named the commit after that of the other line.
 * Unless LMDB is there already, it may have lost that one, and is refused too.
 * So a damage of one line is no harm if it is that of the last commit, and is
 * told if it is the other.  Where both lines name one commit, that in the place
 * of the next one says that there was no next one.
 *
 * The file is synced when it is made and when a writer closes; between, the
 * system writes it within half a minute.  A machine that stops may leave it
 * some commits behind, which is no harm; to wait for the disk once more made a
 * commit of ten articles take 1.35 times as long.
 *
 * A reader reads the file first and begins its view then, so that a writer
 * beside it does no harm.  For the same reason a copy of a folder has this file
 * first, by the order of names.
 */
#ifndef STORE_LATEST_H
#define STORE_LATEST_H

#include "folder.h"
#include "store.h"

struct tally {
	uint64_t num; /* values */
	uint64_t sum; /* of a hash of each, in any order */
};

/* A value comes to it, or goes: by the hash of its key, and its checksum. */
void tally_add(struct tally *, uint64_t key_hash, uint32_t sum);
void tally_take(struct tally *, uint64_t key_hash, uint32_t sum);

struct ledger {
	uint64_t commit; /* 1, 2, 3 ... as long as the store is there */
	uint64_t txn; /* LMDB's number of it, which begins anew in a new file */
	struct tally tables[NUM_STORE_TABLES]; /* without the ledger itself */
};

enum { LEDGER_SIZE = 8 * (2 + 2 * NUM_STORE_TABLES) };

/* Of STORE_META; not used for anything else. */
struct ndup_slice ledger_key(void);
bool ledger_is_key(enum store_table, struct ndup_slice key);

void ledger_encode(const struct ledger *, char bytes[LEDGER_SIZE]);
bool ledger_decode(struct ledger *, struct ndup_slice bytes);

/* A number for all that it says. */
uint64_t ledger_digest(const struct ledger *);

/* ---- the file ----------------------------------------------------------- */

struct latest {
	uint64_t commit;  /* 0: none is known */
	uint64_t records; /* values of STORE_RECORDS */
	uint64_t digest;  /* of its ledger */
	bool is_guess;    /* a damaged line may have named this commit: what it
	                     holds is not known */
};

struct latest latest_of(const struct ledger *);

/* The latest commit that the file's lines name, or may have named.
 * NDUP_END: there is no such file; NDUP_INPUT: both lines are damaged; both
 * without a line of what is wrong. */
enum ndup_status latest_read(
    const struct folder *, struct latest *, struct ndup_error *);

/* Makes the file, with both lines, on disk. */
enum ndup_status latest_make(
    const struct folder *, const struct latest *, struct ndup_error *);

/* Writes one line of the file. */
enum ndup_status latest_write(
    const struct folder *, const struct latest *, struct ndup_error *);

/* For who is to write, before its first commit: a line that is damaged, or
 * older than a commit that ended leaves it, names this commit too. */
enum ndup_status latest_mend(
    const struct folder *, const struct latest *, struct ndup_error *);

/* What was written is on disk, if it can be. */
void latest_sync(const struct folder *);

/* Whether a view of this ledger may follow what was known before it began:
 * NDUP_INPUT. */
enum ndup_status latest_check(const struct latest *, const struct ledger *,
    const struct folder *, struct ndup_error *);

#endif
