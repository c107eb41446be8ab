/*
 * txn.c - values by their keys, each with its checksum, and walks over them
 *
 * A walk over a whole table adds up what it sees, and compares it with what the
 * ledger says there is.
 */
#include <errno.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/little.h"
#include "base/memory.h"
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

/* ---- checksums ---------------------------------------------------------- */

/*
 * Four bytes behind each value, the lowest first: of the value and, so that a
 * value at a wrong place is told, of its key and table.
 */
enum { CHECKSUM_SIZE = 4 };

static uint64_t
checked_key_hash(enum store_table table, struct ndup_slice key)
{
	return hash_bytes(key.ptr, key.len, (uint64_t)table + 1);
}

static uint32_t
checked_sum(uint64_t key_hash, struct ndup_slice value)
{
	return (uint32_t)(hash_bytes(value.ptr, value.len, 0) ^ key_hash);
}

/* Of a value, as it was written. */
static uint32_t
checked_sum_behind(struct ndup_slice value)
{
	return little_get32(value.ptr + value.len);
}

size_t
txn_page_value(const struct txn *txn)
{
	enum { PAGE_HEAD = 16 };

	return txn->env->page_size - PAGE_HEAD - CHECKSUM_SIZE;
}

/* ---- values ------------------------------------------------------------- */

bool
txn_check(
    enum store_table table, struct ndup_slice key, struct ndup_slice value)
{
	return checked_sum_behind(value) ==
	       checked_sum(checked_key_hash(table, key), value);
}

static enum ndup_status
txn_cut_checksum(
    struct txn *txn, const MDB_val *whole, struct ndup_slice *value)
{
	*value = (struct ndup_slice){"", 0};
	if (whole->mv_size < CHECKSUM_SIZE)
		return txn_damaged(txn, "a value has no checksum");
	value->ptr = whole->mv_data;
	value->len = whole->mv_size - CHECKSUM_SIZE;
	return NDUP_OK;
}

static enum ndup_status
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
static enum ndup_status
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

/* ---- walks --------------------------------------------------------------- */

struct cursor {
	struct txn *txn;
	MDB_cursor *mdb;
	enum store_table table;
	bool is_there; /* the next one is where it stands */
	bool at_end;
	bool sees_all; /* it began at the first key, and checked each value */
	struct tally seen;
};

static enum ndup_status
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

void
cursor_close(struct cursor *cursor)
{
	if (cursor == NULL)
		return;
	mdb_cursor_close(cursor->mdb);
	memory_free(cursor);
}

/* ---- all there is ------------------------------------------------------- */

enum ndup_status
txn_each(struct txn *txn, enum store_table table, txn_entry *take, void *ctx)
{
	struct ndup_slice key, value;
	struct cursor *cursor;
	enum ndup_status status;

	status = cursor_open(&cursor, txn, table, (struct ndup_slice){"", 0});
	while (status == NDUP_OK &&
	       (status = cursor_next(cursor, &key, &value)) == NDUP_OK)
		status = take(ctx, key, value);
	cursor_close(cursor);
	return status == NDUP_END ? NDUP_OK : status;
}

static enum ndup_status
pass_over(void *ctx, struct ndup_slice key, struct ndup_slice value)
{
	(void)ctx;
	(void)key;
	(void)value;
	return NDUP_OK;
}

enum ndup_status
txn_check_table(struct txn *txn, enum store_table table)
{
	return txn_each(txn, table, pass_over, NULL);
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
