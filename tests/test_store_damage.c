/*
 * test_store_damage.c - damaged files are found, whatever is wrong in them
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#include <lmdb.h>

#include "stored_values.h"

/* ---- damaged files ------------------------------------------------------ */

static off_t
size_of_file(void)
{
	struct stat file;

	assert_int_equal(stat(store_file("data-1.mdb"), &file), 0);
	return file.st_size;
}

static void
test_cut_short(void **state)
{
	off_t size;

	(void)state;
	make_store();
	size = size_of_file();
	assert_int_equal(truncate(store_file("data-1.mdb"), size - 4096), 0);
	assert_not_opened(STORE_READ, NDUP_INPUT, "the index ",
	    " is damaged: its file was cut short, 4096 bytes are missing");
	assert_int_equal(truncate(store_file("data-1.mdb"), 10000), 0);
	assert_not_opened(STORE_READ, NDUP_INPUT, "the index ",
	    " is damaged: its file was cut short, ");
	assert_int_equal(truncate(store_file("data-1.mdb"), 5000), 0);
	assert_not_opened(STORE_READ, NDUP_INPUT, "the index ", " is damaged");
}

/* What became of reading a damaged file. */
enum outcome { RIGHT, TOLD, MISSED, DIED, WRONG, NUM_OUTCOMES };

enum { FIRST_STATUS = 64 }; /* of a process that ends with an outcome */

static enum outcome
read_one(struct txn *view, uint32_t number)
{
	char expected[VALUE_SIZE];
	struct ndup_slice value;
	struct number_key key;

	switch (
	    txn_get(view, STORE_TEXTS, store_number(&key, number), &value)) {
	case NDUP_OK:
		fill_value(number, expected);
		return value.len == VALUE_SIZE &&
			       memcmp(value.ptr, expected, VALUE_SIZE) == 0
			   ? RIGHT
			   : WRONG;
	case NDUP_END:
		return MISSED;
	default:
		return TOLD;
	}
}

static enum outcome
search_one(struct txn *view, struct postings_search *search, uint32_t number)
{
	uint64_t key = (uint64_t)number << 40;
	struct postings_query query = {&key, 1, 64, NULL, NULL, false};
	struct postings_hits hits;

	if (postings_search_run(search, view, &query, &hits) != NDUP_OK)
		return TOLD;
	if (hits.num == 0)
		return MISSED;
	return hits.num == 1 && postings_hit_number(hits.items[0]) == number
		   ? RIGHT
		   : WRONG;
}

/* The worst of all that is read. */
static enum outcome
read_all(void)
{
	enum outcome worst = RIGHT, outcome;
	struct postings_search *search;
	struct store *store;
	struct txn *view;
	uint32_t i;

	if (store_open(&store, store_folder, STORE_READ, NULL) != NDUP_OK)
		return TOLD;
	if (store_view_begin(store, &view, 1, NULL) != NDUP_OK ||
	    postings_search_new(&search) != NDUP_OK)
		return TOLD;
	for (i = 0; i < NUM_VALUES; i++) {
		outcome = read_one(view, i);
		worst = outcome > worst ? outcome : worst;
		outcome = search_one(view, search, i);
		worst = outcome > worst ? outcome : worst;
	}
	postings_search_free(search);
	store_view_end(&view, 1);
	store_close(store);
	return worst;
}

static enum outcome
read_all_in_child(void)
{
	int status, null;
	pid_t child;

	fflush(NULL);
	if ((child = fork()) == 0) {
		for (status = 1; status < NSIG; status++)
			signal(status, SIG_DFL); /* and no sanitizer's */
		alarm(20);
		null = open("/dev/null", O_WRONLY);
		dup2(null, STDERR_FILENO); /* LMDB says why it aborts */
		_exit(FIRST_STATUS + (int)read_all());
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	if (WIFSIGNALED(status))
		return DIED;
	/* nor did a sanitizer end it */
	assert_in_range(
	    WEXITSTATUS(status), FIRST_STATUS, FIRST_STATUS + WRONG);
	return (enum outcome)(WEXITSTATUS(status) - FIRST_STATUS);
}

/* A bit, a byte, some bytes, or a page that was not written. */
static void
damage(int file, off_t size)
{
	char bytes[4096];
	size_t len = 1, i;
	off_t place = (off_t)random_below((size_t)size - sizeof bytes);

	assert_int_equal(pread(file, bytes, sizeof bytes, place), sizeof bytes);
	switch (random_below(4)) {
	case 0:
		bytes[0] ^= (char)(1u << random_below(8));
		break;
	case 1:
		bytes[0] ^= (char)(1 + random_below(255));
		break;
	case 2:
		len = 1 + random_below(40);
		for (i = 0; i < len; i++)
			bytes[i] = (char)random_next();
		break;
	default:
		len = sizeof bytes;
		place &= ~(off_t)4095;
		memset(bytes, 0, len);
	}
	assert_int_equal(pwrite(file, bytes, len, place), len);
}

/*
 * A value is right or it is told that it is not, whatever is damaged.  LMDB's
 * own pages have no checksums: a key can be missed, and the process can die.
 */
static void
test_damaged(void **state)
{
	static const char *const names[NUM_OUTCOMES] = {
	    "right", "told", "missed", "died", "wrong"};
	unsigned nums[NUM_OUTCOMES] = {0}, round;
	char *whole;
	off_t size;
	int file, i;

	(void)state;
	random_begin();
	make_store();
	size = size_of_file();
	whole = test_new((size_t)size, 1);
	file = open(store_file("data-1.mdb"), O_RDWR);
	assert_int_equal(pread(file, whole, (size_t)size, 0), size);
	for (round = 0; round < 300; round++) {
		damage(file, size);
		nums[read_all_in_child()]++;
		assert_int_equal(pwrite(file, whole, (size_t)size, 0), size);
	}
	for (i = 0; i < NUM_OUTCOMES; i++)
		print_message("%s: %u\n", names[i], nums[i]);
	assert_int_equal(nums[WRONG], 0);
	assert_true(nums[TOLD] > nums[MISSED] + nums[DIED]);
	close(file);
	free(whole);
}

/* ---- values behind the ledger's back ------------------------------------ */

/* A value of TEXTS that is no more, or is as it was once, as by a page of LMDB
 * that a damaged one no longer leads to, or that was not written. */
enum loss { LOST, OLDER };

static enum ndup_status
lose_value(struct txn *txn, void *ctx)
{
	const enum loss *loss = ctx;
	MDB_dbi dbi = txn->env->tables[STORE_TEXTS];
	struct number_key number;
	struct ndup_slice key = store_number(&number, 100), value = {"new", 3};
	MDB_val name = {key.len, (void *)key.ptr}, old;
	char bytes[VALUE_SIZE + 4];

	if (*loss == LOST)
		return mdb_del(txn->mdb, dbi, &name, NULL) == 0 ? NDUP_OK
								: NDUP_IO;
	assert_int_equal(mdb_get(txn->mdb, dbi, &name, &old), 0);
	assert_int_equal(old.mv_size, sizeof bytes);
	memcpy(bytes, old.mv_data, sizeof bytes);
	assert_int_equal(txn_put(txn, STORE_TEXTS, key, value), NDUP_OK);
	old = (MDB_val){sizeof bytes, bytes};
	return mdb_put(txn->mdb, dbi, &name, &old, 0) == 0 ? NDUP_OK : NDUP_IO;
}

static void
assert_walk_tells(enum loss loss)
{
	struct ndup_error error = {0};
	struct store *store;
	struct txn *view;

	make_store();
	store = open_store(STORE_WRITE);
	write_store(store, lose_value, &loss);
	view = begin_view(store);
	assert_int_equal(txn_count(view, STORE_TEXTS), NUM_VALUES);
	assert_int_equal(txn_check_table(view, STORE_META), NDUP_OK);
	assert_int_equal(txn_check_table(view, STORE_TEXTS), NDUP_INPUT);
	assert_int_equal(txn_error(view, &error), NDUP_INPUT);
	assert_non_null(strstr(error.text,
	    " is damaged: it has lost values, or has them as they were once"));
	store_view_end(&view, 1);
	store_close(store);
	empty_folder(store_folder);
	assert_int_equal(rmdir(store_folder), 0);
}

static void
test_lost_value(void **state)
{
	(void)state;
	assert_walk_tells(LOST);
	assert_walk_tells(OLDER);
}

/* One of the chunks of a run, between others. */
static enum ndup_status
lose_chunk(struct txn *txn, void *ctx)
{
	struct ndup_slice key, value;
	struct cursor *cursor;
	MDB_val name;
	int i;

	(void)ctx;
	assert_int_equal(
	    cursor_open(&cursor, txn, STORE_CHUNKS, text_slice("")), NDUP_OK);
	for (i = 0; i < 3; i++)
		assert_int_equal(cursor_next(cursor, &key, &value), NDUP_OK);
	name = (MDB_val){key.len, (void *)key.ptr};
	cursor_close(cursor);
	return mdb_del(txn->mdb, txn->env->tables[STORE_CHUNKS], &name, NULL) ==
		       0
		   ? NDUP_OK
		   : NDUP_IO;
}

static enum ndup_status
add_entries(struct txn *txn, void *ctx)
{
	struct entry entries[5000];
	uint32_t i;

	(void)ctx;
	for (i = 0; i < 5000; i++)
		entries[i] = (struct entry){(uint64_t)i << 40, i};
	return postings_append(txn, entries, 5000);
}

static void
test_lost_chunk(void **state)
{
	uint64_t key = UINT64_C(4900) << 40;
	struct postings_query query = {&key, 1, 64, NULL, NULL, false};
	struct postings_search *search;
	struct postings_hits hits;
	struct store *store;
	struct txn *view;

	(void)state;
	create_store();
	store = open_store(STORE_WRITE);
	write_store(store, add_entries, NULL);
	write_store(store, lose_chunk, NULL);
	assert_int_equal(postings_search_new(&search), NDUP_OK);
	view = begin_view(store);
	assert_int_equal(
	    postings_search_run(search, view, &query, &hits), NDUP_INPUT);
	store_view_end(&view, 1);
	assert_int_equal(postings_merge_all(store, NULL), NDUP_INPUT);
	postings_search_free(search);
	store_close(store);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		test_cut_short, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_damaged, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_lost_value, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_lost_chunk, enter_folder, leave_folder),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("store_damage", tests, NULL, NULL);
}
