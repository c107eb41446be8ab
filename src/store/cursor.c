/*
 * cursor.c - walks over tables
 *
 * One over a whole table adds up what it sees, and compares it with what the
 * ledger says there is.
 */
#include <errno.h>

#include "base/memory.h"
#include "checked.h"
#include "txn.h"

struct cursor {
	struct txn *txn;
	MDB_cursor *mdb;
	enum store_table table;
	bool is_there; /* the next one is where it stands */
	bool at_end;
	bool sees_all; /* it began at the first key, and checked each value */
	struct tally seen;
};

enum ndup_status
cursor_open(struct cursor **opened, struct txn *txn, enum store_table table,
    struct ndup_slice key)
{
	struct cursor *cursor = memory_new(1, sizeof *cursor);
	enum ndup_status status;
	int code;

	*opened = NULL;
	if (cursor == NULL)
		return txn_fail(txn, ENOMEM);
	cursor->txn = txn;
	cursor->table = table;
	code = mdb_cursor_open(txn->mdb, txn->env->tables[table], &cursor->mdb);
	if (code != 0) {
		memory_free(cursor);
		return txn_fail(txn, code);
	}
	status = cursor_seek(cursor, key);
	if (status != NDUP_OK) {
		cursor_close(cursor);
		return status;
	}
	*opened = cursor;
	return NDUP_OK;
}

enum ndup_status
cursor_seek(struct cursor *cursor, struct ndup_slice key)
{
	MDB_val name = {key.len, (void *)key.ptr}, whole;
	int code = mdb_cursor_get(cursor->mdb, &name, &whole,
	    key.len == 0 ? MDB_FIRST : MDB_SET_RANGE);

	cursor->is_there = code == 0;
	cursor->at_end = code != 0;
	cursor->sees_all = key.len == 0;
	cursor->seen = (struct tally){0, 0};
	if (code != 0 && code != MDB_NOTFOUND)
		return txn_fail(cursor->txn, code);
	return NDUP_OK;
}

static enum ndup_status
cursor_step(struct cursor *cursor, struct ndup_slice *key, MDB_val *whole)
{
	MDB_val name;
	int code;

	if (cursor->at_end)
		return NDUP_END;
	code = mdb_cursor_get(cursor->mdb, &name, whole,
	    cursor->is_there ? MDB_GET_CURRENT : MDB_NEXT);
	cursor->is_there = false;
	cursor->at_end = code != 0;
	if (code == MDB_NOTFOUND)
		return NDUP_END;
	if (code != 0)
		return txn_fail(cursor->txn, code);
	*key = (struct ndup_slice){name.mv_data, name.mv_size};
	return NDUP_OK;
}

/* A walk over a whole table has seen all that there is. */
static enum ndup_status
check_seen(struct cursor *cursor)
{
	const struct tally *seen = &cursor->seen;
	const struct tally *all = &cursor->txn->ledger.tables[cursor->table];

	if (!cursor->sees_all ||
	    (seen->num == all->num && seen->sum == all->sum))
		return NDUP_END;
	return txn_damaged(
	    cursor->txn, "it has lost values, or has them as they were once");
}

enum ndup_status
cursor_next(
    struct cursor *cursor, struct ndup_slice *key, struct ndup_slice *value)
{
	MDB_val whole;
	uint64_t hash;
	enum ndup_status status = cursor_step(cursor, key, &whole);

	if (status == NDUP_END)
		return check_seen(cursor);
	if (status != NDUP_OK)
		return status;
	hash = checked_key_hash(cursor->table, *key);
	status = txn_take_value(cursor->txn, hash, &whole, value);
	if (status == NDUP_OK && !ledger_is_key(cursor->table, *key))
		tally_add(&cursor->seen, hash, checked_sum_behind(*value));
	return status;
}

enum ndup_status
cursor_next_unchecked(
    struct cursor *cursor, struct ndup_slice *key, struct ndup_slice *value)
{
	MDB_val whole;
	enum ndup_status status = cursor_step(cursor, key, &whole);

	cursor->sees_all = false;
	if (status == NDUP_OK)
		status = txn_cut_checksum(cursor->txn, &whole, value);
	return status;
}

enum ndup_status
cursor_delete(struct cursor *cursor)
{
	MDB_val name, whole;
	enum ndup_status status;
	int code = mdb_cursor_get(cursor->mdb, &name, &whole, MDB_GET_CURRENT);

	if (code != 0)
		return txn_fail(cursor->txn, code);
	status = txn_take_from_tally(cursor->txn, cursor->table,
	    (struct ndup_slice){name.mv_data, name.mv_size}, &whole);
	if (status == NDUP_OK && (code = mdb_cursor_del(cursor->mdb, 0)))
		status = txn_fail(cursor->txn, code);
	return status;
}

/* ---- all there is ------------------------------------------------------- */

enum ndup_status
txn_check_table(struct txn *txn, enum store_table table)
{
	struct ndup_slice key, value;
	struct cursor *cursor;
	enum ndup_status status;

	status = cursor_open(&cursor, txn, table, (struct ndup_slice){"", 0});
	while (status == NDUP_OK)
		status = cursor_next(cursor, &key, &value);
	cursor_close(cursor);
	return status == NDUP_END ? NDUP_OK : status;
}

enum ndup_status
txn_check_all(struct txn *txn)
{
	enum ndup_status status = NDUP_OK;
	int table;

	for (table = 0; table < NUM_STORE_TABLES && status == NDUP_OK; table++)
		status = txn_check_table(txn, (enum store_table)table);
	return status;
}

void
cursor_close(struct cursor *cursor)
{
	if (cursor == NULL)
		return;
	mdb_cursor_close(cursor->mdb);
	memory_free(cursor);
}
