/*
 * test_store.c - tables of values against plain arrays
 */
#include <string.h>

#include "storing.h"

#include "store/txn.h"

/* ---- a twin: all that a table should have ------------------------------- */

enum { NUM_KEYS = 300, MOST_VALUE = 9000 };

/* Values are made of their key and a version; 0: the key is not there. */
struct twin {
	uint32_t versions[NUM_STORE_TABLES][NUM_KEYS];
};

/* In the order of their bytes, some as long as can be. */
static struct ndup_slice
make_key(unsigned number, char room[STORE_KEY_MOST])
{
	int len = snprintf(room, STORE_KEY_MOST, "key %03u", number);

	if (number % 7 == 0) {
		memset(room + len, 'x', (size_t)(STORE_KEY_MOST - len));
		len = STORE_KEY_MOST;
	}
	return (struct ndup_slice){room, (size_t)len};
}

static struct ndup_slice
make_value(
    unsigned table, unsigned number, uint32_t version, char room[MOST_VALUE])
{
	uint64_t random =
	    (uint64_t)table << 48 | (uint64_t)number << 32 | version;
	size_t len, i;

	random = random * UINT64_C(6364136223846793005) + random_seed + 1;
	len = (random >> 33) % (version % 3 == 0 ? 60 : MOST_VALUE);
	for (i = 0; i < len; i++) {
		random = random * UINT64_C(6364136223846793005) + 1;
		room[i] = (char)(random >> 56);
	}
	return (struct ndup_slice){room, len};
}

/* One of all the changes of a commit. */
struct change {
	unsigned table, number;
	uint32_t version;
};

struct changes {
	struct change items[200];
	size_t num;
	bool break_off;
};

static enum ndup_status
apply(struct txn *txn, void *ctx)
{
	const struct changes *changes = ctx;
	char name[STORE_KEY_MOST], bytes[MOST_VALUE];
	enum ndup_status status;
	struct ndup_slice key, value;
	size_t i;

	for (i = 0; i < changes->num; i++) {
		const struct change *change = &changes->items[i];

		key = make_key(change->number, name);
		if (change->version == 0) {
			status = txn_delete(txn, change->table, key);
			assert_true(status == NDUP_OK || status == NDUP_END);
			continue;
		}
		value = make_value(
		    change->table, change->number, change->version, bytes);
		status = txn_put(txn, change->table, key, value);
		if (status != NDUP_OK)
			return status;
	}
	return changes->break_off ? NDUP_STOPPED : NDUP_OK;
}

static void
make_changes(struct changes *changes)
{
	size_t i;

	changes->num = 1 + random_next() % 200;
	changes->break_off = random_next() % 5 == 0;
	for (i = 0; i < changes->num; i++) {
		struct change *change = &changes->items[i];

		change->table =
		    STORE_RECORDS +
		    (unsigned)random_below(NUM_STORE_TABLES - STORE_RECORDS);
		change->number = (unsigned)(random_next() % NUM_KEYS);
		change->version = (uint32_t)(random_next() % 4);
	}
}

static void
apply_to_twin(struct twin *twin, const struct changes *changes)
{
	size_t i;

	for (i = 0; i < changes->num; i++)
		twin->versions[changes->items[i].table]
			      [changes->items[i].number] =
		    changes->items[i].version;
}

static void
assert_same_value(
    struct txn *view, unsigned table, unsigned number, uint32_t version)
{
	char name[STORE_KEY_MOST], bytes[MOST_VALUE];
	struct ndup_slice value, expected;
	enum ndup_status status;

	status = txn_get(view, table, make_key(number, name), &value);
	assert_int_equal(status, version == 0 ? NDUP_END : NDUP_OK);
	if (version == 0)
		return;
	expected = make_value(table, number, version, bytes);
	assert_int_equal(value.len, expected.len);
	assert_memory_equal(value.ptr, expected.ptr, expected.len);
}

/* Walks the table from the key with this number on. */
static void
assert_same_walk(
    struct txn *view, const struct twin *twin, unsigned table, unsigned from)
{
	char name[STORE_KEY_MOST];
	struct ndup_slice key, value, expected;
	struct cursor *cursor;
	unsigned i;

	assert_int_equal(cursor_open(&cursor, view, table,
			     from == 0 ? text_slice("") : make_key(from, name)),
	    NDUP_OK);
	for (i = from; i < NUM_KEYS; i++) {
		if (twin->versions[table][i] == 0)
			continue;
		assert_int_equal(cursor_next(cursor, &key, &value), NDUP_OK);
		expected = make_key(i, name);
		assert_int_equal(key.len, expected.len);
		assert_memory_equal(key.ptr, expected.ptr, expected.len);
	}
	assert_int_equal(cursor_next(cursor, &key, &value), NDUP_END);
	assert_int_equal(cursor_next(cursor, &key, &value), NDUP_END);
	cursor_close(cursor);
}

static void
assert_same(struct txn *view, const struct twin *twin)
{
	uint64_t expected;
	unsigned table, i;

	for (table = STORE_RECORDS; table < NUM_STORE_TABLES; table++) {
		expected = 0;
		for (i = 0; i < NUM_KEYS; i++) {
			assert_same_value(
			    view, table, i, twin->versions[table][i]);
			expected += twin->versions[table][i] != 0;
		}
		assert_same_walk(view, twin, table, 0);
		assert_same_walk(
		    view, twin, table, (unsigned)random_below(NUM_KEYS));
		assert_int_equal(txn_count(view, table), expected);
	}
	assert_int_equal(txn_error(view, NULL), NDUP_OK);
}

static void
assert_has(struct store *store, const struct twin *twin)
{
	struct txn *view = begin_view(store);

	assert_same(view, twin);
	store_view_end(&view, 1);
}

/* ---- what was written is read ------------------------------------------- */

static void
change_both(struct store *store, struct twin *twin, struct changes *changes)
{
	struct ndup_error error = {0};
	enum ndup_status status;

	make_changes(changes);
	status = store_write(store, apply, changes, &error);
	assert_int_equal(status, changes->break_off ? NDUP_STOPPED : NDUP_OK);
	if (status == NDUP_OK)
		apply_to_twin(twin, changes);
}

static void
test_like_an_array(void **state)
{
	struct twin *twin = test_new(1, sizeof *twin);
	struct changes changes;
	struct store *store;
	unsigned round;

	(void)state;
	random_begin();
	create_store();
	store = open_store(STORE_WRITE);
	for (round = 0; round < 60; round++) {
		change_both(store, twin, &changes);
		if (round % 6 == 0)
			assert_has(store, twin);
		if (round % 13 == 12) {
			store_close(store);
			store = open_store(STORE_WRITE);
		}
		if (round % 17 == 16) {
			struct ndup_error error = {0};

			assert_done(store_compact(store, &error), &error);
		}
	}
	assert_has(store, twin);
	store_close(store);
	free(twin);
}

struct step {
	struct changes changes[2];
	bool compacts;
};

static void
take_step(struct store *store, void *ctx)
{
	struct step *step = ctx;
	int i;

	for (i = 0; i < 2; i++)
		if (store_write(store, apply, &step->changes[i], NULL) !=
		    (step->changes[i].break_off ? NDUP_STOPPED : NDUP_OK))
			_exit(2);
	if (step->compacts && store_compact(store, NULL) != NDUP_OK)
		_exit(3);
}

static void
make_step(struct step *step, struct twin *twin)
{
	int i;

	for (i = 0; i < 2; i++) {
		make_changes(&step->changes[i]);
		if (!step->changes[i].break_off)
			apply_to_twin(twin, &step->changes[i]);
	}
	in_other_process(take_step, step);
}

/* Old views see what was there, new ones all of the last commit. */
static void
test_views_stay(void **state)
{
	enum { NUM_VIEWS = 12 };
	struct twin *twins = test_new(NUM_VIEWS, sizeof *twins);
	struct store *stores[NUM_VIEWS];
	struct txn *views[NUM_VIEWS];
	struct step step;
	unsigned i;

	(void)state;
	random_begin();
	create_store();
	for (i = 0; i < NUM_VIEWS; i++) {
		if (i > 0)
			twins[i] = twins[i - 1];
		step.compacts = i % 5 == 4;
		make_step(&step, &twins[i]);
		stores[i] = open_store(STORE_READ);
		views[i] = begin_view(stores[i]);
	}
	for (i = 0; i < NUM_VIEWS; i++)
		assert_same(views[i], &twins[i]);
	for (i = 0; i < NUM_VIEWS; i++) {
		store_view_end(&views[i], 1);
		assert_has(stores[i], &twins[NUM_VIEWS - 1]);
		store_close(stores[i]);
	}
	free(twins);
}

static enum ndup_status
put_one(struct txn *txn, void *ctx)
{
	return txn_put(txn, STORE_META, text_slice("one"), text_slice(ctx));
}

static void
test_many_views_of_one_commit(void **state)
{
	struct store *store;
	struct txn *views[8];
	unsigned i;

	(void)state;
	create_store();
	store = open_store(STORE_WRITE);
	write_store(store, put_one, "1");
	assert_int_equal(store_view_begin(store, views, 8, NULL), NDUP_OK);
	for (i = 1; i < 8; i++)
		assert_int_equal(
		    txn_commit_number(views[i]), txn_commit_number(views[0]));
	store_view_end(views, 8);
	write_store(store, put_one, "2");
	store_close(store);
}

/* ---- keys and values at their limits ------------------------------------ */

struct sizes {
	size_t key, value;
	bool fails;
};

static enum ndup_status
put_sizes(struct txn *txn, void *ctx)
{
	const struct sizes *sizes = ctx;
	char *key = test_new(sizes->key + 1, 1);
	char *value = test_new(sizes->value + 1, 1);
	enum ndup_status status;

	memset(key, 'k', sizes->key);
	memset(value, 'v', sizes->value);
	status = txn_put(txn, STORE_NOTES, (struct ndup_slice){key, sizes->key},
	    (struct ndup_slice){value, sizes->value});
	free(key);
	free(value);
	return status;
}

static void
test_limits(void **state)
{
	struct sizes sizes[] = {{1, 0, false}, {STORE_KEY_MOST, 0, false},
	    {0, 5, true}, {STORE_KEY_MOST + 1, 5, true}, {3, 20 << 20, false}};
	struct ndup_error error;
	struct ndup_slice value;
	struct store *store;
	struct txn *view;
	size_t i;

	(void)state;
	create_store();
	store = open_store(STORE_WRITE);
	for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
		assert_int_equal(
		    store_write(store, put_sizes, &sizes[i], &error),
		    sizes[i].fails ? NDUP_PARAM : NDUP_OK);
	view = begin_view(store);
	assert_int_equal(
	    txn_get(view, STORE_NOTES, text_slice("kkk"), &value), NDUP_OK);
	assert_int_equal(value.len, 20 << 20);
	assert_int_equal(value.ptr[value.len - 1], 'v');
	store_view_end(&view, 1);
	store_close(store);
}

/* A byte more than that of one page, and a value has two: what LMDB says, of
 * whose page's head the store has its own notion. */
static void
test_value_of_a_page(void **state)
{
	struct sizes sizes = {5, 0, false};
	struct store *store;
	struct txn *view;
	MDB_stat stat;
	size_t i;

	(void)state;
	create_store();
	store = open_store(STORE_WRITE);
	view = begin_view(store);
	sizes.value = txn_page_value(view);
	store_view_end(&view, 1);
	for (i = 0; i < 2; i++, sizes.value++) {
		write_store(store, put_sizes, &sizes);
		view = begin_view(store);
		assert_int_equal(
		    mdb_stat(view->mdb, view->env->tables[STORE_NOTES], &stat),
		    0);
		assert_int_equal(stat.ms_overflow_pages, i + 1);
		store_view_end(&view, 1);
	}
	store_close(store);
}

static void
test_numbers(void **state)
{
	static const uint32_t numbers[] = {
	    0, 1, 255, 256, 65535, 65536, 1u << 24, UINT32_MAX};
	struct number_key a, b;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		assert_int_equal(
		    store_number_of(store_number(&b, numbers[i])), numbers[i]);
		if (i > 0)
			assert_true(memcmp(a.bytes, b.bytes, 4) < 0);
		a = b;
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		test_like_an_array, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_views_stay, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_many_views_of_one_commit, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_limits, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_value_of_a_page, enter_folder, leave_folder),
	    cmocka_unit_test(test_numbers),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
