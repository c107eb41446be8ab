/*
 * ledger.h - what a store says of itself with each commit
 *
 * LMDB's pages have no checksums: one that was changed, that is as it was
 * earlier, or that cannot be reached makes keys be missed in silence.  So the
 * store counts by itself: for each table how many values it has, and the sum of
 * a hash of each.  A walk over a whole table adds up the same and compares.  The
 * ledger is a value of its own; it names the commit that it was written with, so
 * that an older one is told from that of the commit at hand.
 */
#ifndef STORE_LEDGER_H
#define STORE_LEDGER_H

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

#endif
