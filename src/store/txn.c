/*
 * txn.c - values by their keys, each with its checksum
 */
#include <errno.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/memory.h"
#include "store/reason.h"
#include "store/txn.h"

/* Behind each value: of the value and, so that a value at a wrong place is
 * told, of its key and table. */
typedef uint32_t checksum;

struct cursor {
	struct txn *txn;
	MDB_cursor *mdb;
	enum store_table table;
	bool is_there; /* the next one is where it stands */
	bool at_end;
};

/* ---- what goes wrong ---------------------------------------------------- */

enum ndup_status
txn_fail(struct txn *txn, int code)
{
	struct ndup_error error;
	enum ndup_status status;

	if (code == MDB_MAP_FULL) {
		txn->map_is_full = true;
		return NDUP_IO;
	}
	status = reason_set(&error, txn->folder, code);
	if (txn->error.status == NDUP_OK)
		txn->error = error;
	return status;
}

enum ndup_status
txn_damaged(struct txn *txn, const char *what)
{
	struct ndup_error error;

	reason_damaged(&error, txn->folder, what);
	if (txn->error.status == NDUP_OK)
		txn->error = error;
	return NDUP_INPUT;
}

enum ndup_status
txn_error(const struct txn *txn, struct ndup_error *error)
{
	if (txn->error.status != NDUP_OK && error != NULL)
		*error = txn->error;
	return txn->error.status;
}

/* ---- values ------------------------------------------------------------- */

static checksum
sum_of(enum store_table table, struct ndup_slice key, struct ndup_slice value)
{
	return (checksum)(hash_bytes(value.ptr, value.len, 0) ^
			  hash_bytes(key.ptr, key.len, (uint64_t)table + 1));
}

bool
txn_check(
    enum store_table table, struct ndup_slice key, struct ndup_slice value)
{
	checksum sum;

	memcpy(&sum, value.ptr + value.len, sizeof sum);
	return sum == sum_of(table, key, value);
}

static enum ndup_status
cut_checksum(struct txn *txn, const MDB_val *whole, struct ndup_slice *value)
{
	if (whole->mv_size < sizeof(checksum))
		return txn_damaged(txn, "a value has no checksum");
	value->ptr = whole->mv_data;
	value->len = whole->mv_size - sizeof(checksum);
	return NDUP_OK;
}

static enum ndup_status
take_value(struct txn *txn, enum store_table table, struct ndup_slice key,
    const MDB_val *whole, struct ndup_slice *value)
{
	enum ndup_status status = cut_checksum(txn, whole, value);

	if (status == NDUP_OK && !txn_check(table, key, *value))
		status = txn_damaged(
		    txn, "a value is not what was written (checksum)");
	return status;
}

static MDB_val
to_val(struct ndup_slice slice)
{
	return (MDB_val){slice.len, (void *)slice.ptr};
}

enum ndup_status
txn_get(struct txn *txn, enum store_table table, struct ndup_slice key,
    struct ndup_slice *value)
{
	MDB_val name = to_val(key), whole;
	int code = mdb_get(txn->mdb, txn->env->tables[table], &name, &whole);

	if (code == MDB_NOTFOUND)
		return NDUP_END;
	if (code != 0)
		return txn_fail(txn, code);
	return take_value(txn, table, key, &whole, value);
}

static enum ndup_status
put(struct txn *txn, enum store_table table, const struct ndup_slice pair[2],
    unsigned flags)
{
	MDB_val name = to_val(pair[0]);
	checksum sum = sum_of(table, pair[0], pair[1]);
	MDB_val whole = {pair[1].len + sizeof sum, NULL};
	int code = mdb_put(txn->mdb, txn->env->tables[table], &name, &whole,
	    flags | MDB_RESERVE);

	if (code != 0)
		return txn_fail(txn, code);
	if (pair[1].len > 0)
		memcpy(whole.mv_data, pair[1].ptr, pair[1].len);
	memcpy((char *)whole.mv_data + pair[1].len, &sum, sizeof sum);
	return NDUP_OK;
}

enum ndup_status
txn_put(struct txn *txn, enum store_table table, struct ndup_slice key,
    struct ndup_slice value)
{
	return put(txn, table, (struct ndup_slice[]){key, value}, 0);
}

enum ndup_status
txn_append(struct txn *txn, enum store_table table, struct ndup_slice key,
    struct ndup_slice value)
{
	return put(txn, table, (struct ndup_slice[]){key, value}, MDB_APPEND);
}

enum ndup_status
txn_delete(struct txn *txn, enum store_table table, struct ndup_slice key)
{
	MDB_val name = to_val(key);
	int code = mdb_del(txn->mdb, txn->env->tables[table], &name, NULL);

	if (code == MDB_NOTFOUND)
		return NDUP_END;
	return code == 0 ? NDUP_OK : txn_fail(txn, code);
}

enum ndup_status
txn_clear(struct txn *txn, enum store_table table)
{
	int code = mdb_drop(txn->mdb, txn->env->tables[table], 0);

	return code == 0 ? NDUP_OK : txn_fail(txn, code);
}

enum ndup_status
txn_count(struct txn *txn, enum store_table table, uint64_t *num)
{
	MDB_stat stat;
	int code = mdb_stat(txn->mdb, txn->env->tables[table], &stat);

	if (code != 0)
		return txn_fail(txn, code);
	*num = stat.ms_entries;
	return NDUP_OK;
}

uint64_t
txn_commit_number(const struct txn *txn)
{
	return mdb_txn_id(txn->mdb);
}

/* ---- cursors ------------------------------------------------------------ */

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
	MDB_val name = to_val(key), whole;
	int code = mdb_cursor_get(cursor->mdb, &name, &whole,
	    key.len == 0 ? MDB_FIRST : MDB_SET_RANGE);

	cursor->is_there = code == 0;
	cursor->at_end = code != 0;
	if (code != 0 && code != MDB_NOTFOUND)
		return txn_fail(cursor->txn, code);
	return NDUP_OK;
}

static enum ndup_status
step(struct cursor *cursor, struct ndup_slice *key, MDB_val *whole)
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

enum ndup_status
cursor_next(
    struct cursor *cursor, struct ndup_slice *key, struct ndup_slice *value)
{
	MDB_val whole;
	enum ndup_status status = step(cursor, key, &whole);

	if (status == NDUP_OK)
		status =
		    take_value(cursor->txn, cursor->table, *key, &whole, value);
	return status;
}

enum ndup_status
cursor_next_unchecked(
    struct cursor *cursor, struct ndup_slice *key, struct ndup_slice *value)
{
	MDB_val whole;
	enum ndup_status status = step(cursor, key, &whole);

	if (status == NDUP_OK)
		status = cut_checksum(cursor->txn, &whole, value);
	return status;
}

enum ndup_status
cursor_delete(struct cursor *cursor)
{
	int code = mdb_cursor_del(cursor->mdb, 0);

	return code == 0 ? NDUP_OK : txn_fail(cursor->txn, code);
}

void
cursor_close(struct cursor *cursor)
{
	if (cursor == NULL)
		return;
	mdb_cursor_close(cursor->mdb);
	memory_free(cursor);
}
