/*
 * txn.c - values by their keys, each with its checksum
 */
#include <errno.h>
#include <string.h>

#include "base/error.h"
#include "checked.h"
#include "folder.h"
#include "txn.h"

/* ---- what goes wrong ---------------------------------------------------- */

enum ndup_status
txn_fail(struct txn *txn, int code)
{
	struct ndup_error error;
	enum ndup_status status;

	if (code == MDB_MAP_FULL)
		txn->env->is_full = true;
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

bool
txn_check(
    enum store_table table, struct ndup_slice key, struct ndup_slice value)
{
	return checked_sum_behind(value) ==
	       checked_sum(checked_key_hash(table, key), value);
}

enum ndup_status
txn_cut_checksum(
    struct txn *txn, const MDB_val *whole, struct ndup_slice *value)
{
	if (whole->mv_size < CHECKSUM_SIZE)
		return txn_damaged(txn, "a value has no checksum");
	value->ptr = whole->mv_data;
	value->len = whole->mv_size - CHECKSUM_SIZE;
	return NDUP_OK;
}

enum ndup_status
txn_take_value(struct txn *txn, uint64_t key_hash, const MDB_val *whole,
    struct ndup_slice *value)
{
	enum ndup_status status = txn_cut_checksum(txn, whole, value);

	if (status == NDUP_OK &&
	    checked_sum_behind(*value) != checked_sum(key_hash, *value))
		status = txn_damaged(
		    txn, "a value is not what was written (checksum)");
	return status;
}

/* The key's old value counts no more. */
enum ndup_status
txn_take_from_tally(struct txn *txn, enum store_table table,
    struct ndup_slice key, const MDB_val *whole)
{
	struct ndup_slice value = {NULL, 0};
	enum ndup_status status = txn_cut_checksum(txn, whole, &value);

	if (status == NDUP_OK)
		tally_take(&txn->ledger.tables[table],
		    checked_key_hash(table, key), checked_sum_behind(value));
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
	return txn_take_value(txn, checked_key_hash(table, key), &whole, value);
}

/* Room for a value of a key; what is there already counts no more. */
static enum ndup_status
make_room(struct txn *txn, enum store_table table, struct ndup_slice key,
    MDB_val *whole, unsigned flags)
{
	MDB_val name = to_val(key), there = *whole;
	MDB_dbi dbi = txn->env->tables[table];
	enum ndup_status status;
	int code;

	if (flags == 0)
		flags = MDB_NOOVERWRITE;
	code = mdb_put(txn->mdb, dbi, &name, &there, flags | MDB_RESERVE);
	if (code == MDB_KEYEXIST && flags == MDB_NOOVERWRITE) {
		status = ledger_is_key(table, key)
			     ? NDUP_OK
			     : txn_take_from_tally(txn, table, key, &there);
		if (status != NDUP_OK)
			return status;
		there = *whole;
		code = mdb_put(txn->mdb, dbi, &name, &there, MDB_RESERVE);
	}
	whole->mv_data = there.mv_data;
	return code == 0 ? NDUP_OK : txn_fail(txn, code);
}

static enum ndup_status
txn_put_pair(struct txn *txn, enum store_table table,
    const struct ndup_slice pair[2], unsigned flags)
{
	uint64_t hash = checked_key_hash(table, pair[0]);
	uint32_t sum = checked_sum(hash, pair[1]);
	MDB_val whole = {pair[1].len + CHECKSUM_SIZE, NULL};
	enum ndup_status status = make_room(txn, table, pair[0], &whole, flags);

	if (status != NDUP_OK)
		return status;
	if (pair[1].len > 0)
		memcpy(whole.mv_data, pair[1].ptr, pair[1].len);
	little_put32((char *)whole.mv_data + pair[1].len, sum);
	if (!ledger_is_key(table, pair[0]))
		tally_add(&txn->ledger.tables[table], hash, sum);
	return NDUP_OK;
}

enum ndup_status
txn_put(struct txn *txn, enum store_table table, struct ndup_slice key,
    struct ndup_slice value)
{
	return txn_put_pair(txn, table, (struct ndup_slice[]){key, value}, 0);
}

enum ndup_status
txn_append(struct txn *txn, enum store_table table, struct ndup_slice key,
    struct ndup_slice value)
{
	return txn_put_pair(
	    txn, table, (struct ndup_slice[]){key, value}, MDB_APPEND);
}

enum ndup_status
txn_delete(struct txn *txn, enum store_table table, struct ndup_slice key)
{
	MDB_val name = to_val(key), whole;
	MDB_dbi dbi = txn->env->tables[table];
	enum ndup_status status;
	int code = mdb_get(txn->mdb, dbi, &name, &whole);

	if (code == MDB_NOTFOUND)
		return NDUP_END;
	if (code != 0)
		return txn_fail(txn, code);
	status = txn_take_from_tally(txn, table, key, &whole);
	if (status == NDUP_OK && (code = mdb_del(txn->mdb, dbi, &name, NULL)))
		status = txn_fail(txn, code);
	return status;
}

uint64_t
txn_count(const struct txn *txn, enum store_table table)
{
	return txn->ledger.tables[table].num;
}

uint64_t
txn_commit_number(const struct txn *txn)
{
	return txn->ledger.commit;
}

/* ---- the ledger as a value ---------------------------------------------- */

/* Of a change it is that of the commit before it. */
static bool
is_of_this_commit(const struct txn *txn, bool writes)
{
	return txn->is_new_file ||
	       txn->ledger.txn + writes == mdb_txn_id(txn->mdb);
}

enum ndup_status
txn_read_ledger(struct txn *txn, bool writes)
{
	struct ndup_slice value;
	enum ndup_status status =
	    txn_get(txn, STORE_META, ledger_key(), &value);

	if (status == NDUP_END && txn->is_new_file)
		return NDUP_OK;
	if (status == NDUP_END ||
	    (status == NDUP_OK && (!ledger_decode(&txn->ledger, value) ||
				      !is_of_this_commit(txn, writes))))
		status = txn_damaged(txn,
		    "what its file says of the last commit is of another one");
	return status;
}

enum ndup_status
txn_write_ledger(struct txn *txn)
{
	char bytes[LEDGER_SIZE];

	txn->ledger.commit++;
	txn->ledger.txn = mdb_txn_id(txn->mdb);
	ledger_encode(&txn->ledger, bytes);
	return txn_put(txn, STORE_META, ledger_key(),
	    (struct ndup_slice){bytes, sizeof bytes});
}
