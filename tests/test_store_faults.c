/*
 * test_store_faults.c - full disks, no permission, and what is no store
 */
#include <errno.h>
#include <signal.h>
#include <sys/resource.h>

#include <lmdb.h>

#include "stored_values.h"

/* ---- no store ----------------------------------------------------------- */

static void
test_no_folder(void **state)
{
	(void)state;
	assert_not_opened(STORE_READ, NDUP_IO, "cannot open the index ",
	    ": No such file or directory");
	assert_not_opened(STORE_WRITE, NDUP_IO, "cannot open the index ",
	    ": No such file or directory");
}

static void
test_empty_folder(void **state)
{
	(void)state;
	assert_int_equal(mkdir(store_folder, 0777), 0);
	assert_not_opened(STORE_READ, NDUP_INPUT, "",
	    " is no index: it has no file data-N.mdb");
	assert_not_opened(STORE_WRITE, NDUP_INPUT, "",
	    " is no index: it has no file data-N.mdb");
	assert_int_equal(rmdir(store_folder), 0); /* nothing was left in it */
}

static void
write_file(const char *path, const char *bytes, size_t size)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static void
test_other_files(void **state)
{
	char bytes[20000];

	(void)state;
	assert_int_equal(mkdir(store_folder, 0777), 0);
	write_file(store_file("data-1.mdb"), "", 0);
	assert_not_opened(STORE_READ, NDUP_INPUT, "the index ",
	    " is damaged: its file was cut short");
	assert_not_opened(STORE_WRITE, NDUP_INPUT, "the index ",
	    " is damaged: its file was cut short");
	memset(bytes, 'x', sizeof bytes);
	write_file(store_file("data-1.mdb"), bytes, sizeof bytes);
	assert_not_opened(STORE_READ, NDUP_INPUT, "", " is no index");
	assert_not_opened(STORE_WRITE, NDUP_INPUT, "", " is no index");
}

/* Another program's LMDB file. */
static void
test_other_programs_file(void **state)
{
	MDB_val key = {3, "key"}, value = {5, "value"};
	MDB_env *env;
	MDB_txn *txn;
	MDB_dbi dbi;

	(void)state;
	assert_int_equal(mkdir(store_folder, 0777), 0);
	assert_int_equal(mdb_env_create(&env), 0);
	assert_int_equal(
	    mdb_env_open(env, store_file("data-1.mdb"), MDB_NOSUBDIR, 0666), 0);
	assert_int_equal(mdb_txn_begin(env, NULL, 0, &txn), 0);
	assert_int_equal(mdb_dbi_open(txn, NULL, 0, &dbi), 0);
	assert_int_equal(mdb_put(txn, dbi, &key, &value, 0), 0);
	assert_int_equal(mdb_txn_commit(txn), 0);
	mdb_env_close(env);
	assert_not_opened(STORE_READ, NDUP_INPUT, "", " is no index");
	assert_not_opened(STORE_WRITE, NDUP_INPUT, "", " is no index");
}

static enum ndup_status
put_other_format(struct txn *txn, void *ctx)
{
	(void)ctx;
	return txn_put(
	    txn, STORE_META, text_slice("store format"), text_slice("1"));
}

static void
test_other_format(void **state)
{
	struct store *store;

	(void)state;
	make_store();
	store = open_store(STORE_WRITE);
	write_store(store, put_other_format, NULL);
	store_close(store);
	assert_int_equal(unlink(store_file("commit")), 0); /* it had none */
	assert_not_opened(STORE_READ, NDUP_MISMATCH, "the index ",
	    " has format 1, and this version of ndup has format 5; make it "
	    "anew");
	assert_not_opened(STORE_WRITE, NDUP_MISMATCH, "the index ",
	    " has format 1, and this version of ndup has format 5");
}

/* ---- making one --------------------------------------------------------- */

static void
assert_not_made(enum ndup_status status, const char *before, const char *behind)
{
	struct ndup_error error = {0};
	char expected[512];

	snprintf(
	    expected, sizeof expected, "%s%s%s", before, store_folder, behind);
	assert_int_equal(
	    store_create(store_folder, NULL, NULL, &error), status);
	assert_string_equal(error.text, expected);
}

static void
test_not_made(void **state)
{
	(void)state;
	write_file(store_folder, "", 0);
	assert_not_made(NDUP_IO, "cannot open the index ", ": Not a directory");
	assert_int_equal(unlink(store_folder), 0);
	assert_int_equal(mkdir(store_folder, 0777), 0);
	write_file(store_file("other"), "", 0);
	assert_not_made(
	    NDUP_PARAM, "cannot make an index in ", ": it is not empty");
	assert_int_equal(unlink(store_file("other")), 0);
	assert_int_equal(rmdir(store_folder), 0);
	make_store();
	assert_not_made(
	    NDUP_PARAM, "cannot make an index in ", ": it is not empty");
	store_close(open_store(STORE_WRITE));
}

/* What was cut short while it was made is made again. */
static void
test_made_again(void **state)
{
	(void)state;
	assert_int_equal(mkdir(store_folder, 0777), 0);
	write_file(store_file("writer.lock"), "", 0);
	write_file(store_file("new.mdb"), "abc", 3);
	make_store();
	assert_int_equal(access(store_file("new.mdb"), F_OK), -1);
}

/* ---- no room ------------------------------------------------------------ */

static struct rlimit
limit_files(rlim_t size)
{
	struct rlimit old, limit;

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	limit = old;
	limit.rlim_cur = size;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	return old;
}

/* Until one fails; returns how many values are there. */
static uint32_t
write_until_full(struct store *store, struct ndup_error *error)
{
	struct range range = {NUM_VALUES, NUM_VALUES + 100};
	enum ndup_status status;

	for (;;) {
		status = store_write(store, put_values, &range, error);
		if (status != NDUP_OK)
			break;
		range.first += 100;
		range.last += 100;
		assert_true(range.last < 100000);
	}
	assert_int_equal(status, NDUP_IO);
	return range.first;
}

static void
test_no_room(void **state)
{
	struct range range;
	struct ndup_error error;
	struct rlimit old;
	struct store *store;
	char expected[256];
	uint32_t num;

	(void)state;
	make_store();
	store = open_store(STORE_WRITE);
	old = limit_files(4 << 20);
	num = write_until_full(store, &error);
	snprintf(expected, sizeof expected,
	    "cannot write to the index %s: File too large", store_folder);
	assert_string_equal(error.text, expected);
	assert_whole(store, num);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	range = (struct range){num, num + 300};
	write_store(store, put_values, &range);
	assert_whole(store, num + 300);
	store_close(store);
	store = open_store(STORE_READ);
	assert_whole(store, num + 300);
	store_close(store);
}

static void
test_no_room_to_compact(void **state)
{
	struct rlimit old;
	struct store *store;
	struct range range = {NUM_VALUES, NUM_VALUES + 10};

	(void)state;
	make_store();
	store = open_store(STORE_WRITE);
	old = limit_files(200 << 10);
	assert_int_equal(store_compact(store, NULL), NDUP_IO);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_int_equal(access(store_file("new.mdb"), F_OK), -1);
	write_store(store, put_values, &range);
	assert_whole(store, NUM_VALUES + 10);
	store_close(store);
}

static void
test_no_room_to_make(void **state)
{
	struct rlimit old = limit_files(2000);
	struct ndup_error error;

	(void)state;
	assert_int_equal(
	    store_create(store_folder, NULL, NULL, &error), NDUP_IO);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_int_equal(access(store_folder, F_OK), -1);
	make_store();
}

/* ---- no permission ------------------------------------------------------ */

static void
set_modes(mode_t folder, mode_t data, mode_t locks)
{
	assert_int_equal(chmod(store_file("data-1.mdb"), data), 0);
	assert_int_equal(chmod(store_file("data-1.mdb-lock"), locks), 0);
	assert_int_equal(chmod(store_file("writer.lock"), locks), 0);
	assert_int_equal(chmod(store_folder, folder), 0);
}

/* As somebody who is not root; false if that cannot be. */
static bool
be_nobody(void)
{
	assert_int_equal(chmod(store_top, 0755), 0);
	return geteuid() != 0 || seteuid(65534) == 0;
}

static void
be_root_again(void)
{
	if (getuid() == 0)
		assert_int_equal(seteuid(0), 0);
}

static void
test_read_only(void **state)
{
	struct store *store, *writer;
	struct ndup_error error;

	(void)state;
	make_store();
	store_close(open_store(STORE_READ)); /* makes LMDB's lock */
	set_modes(0555, 0444, 0444);
	if (!be_nobody()) {
		set_modes(0755, 0644, 0644);
		skip();
	}
	store = open_store(STORE_READ);
	assert_whole(store, NUM_VALUES);
	assert_not_opened(STORE_WRITE, NDUP_IO,
	    "cannot open writer.lock of the index ", ": Permission denied");
	be_root_again();
	if (geteuid() == 0) { /* it keeps writers away */
		assert_int_equal(
		    store_open(&writer, store_folder, STORE_WRITE, &error),
		    NDUP_BUSY);
		store_close(store);
		set_modes(0755, 0644, 0644);
		writer = open_store(STORE_WRITE);
		set_modes(0555, 0444, 0444);
		assert_true(be_nobody());
		store_close(writer);
	} else {
		store_close(store);
	}
	be_root_again();
	set_modes(0755, 0644, 0644);
}

static void
test_not_readable(void **state)
{
	struct ndup_error error;
	struct store *store;

	(void)state;
	make_store();
	store_close(open_store(STORE_READ));
	set_modes(0755, 0600, 0600);
	if (geteuid() != 0)
		set_modes(0755, 0, 0);
	if (!be_nobody()) {
		set_modes(0755, 0644, 0644);
		skip();
	}
	assert_int_equal(
	    store_open(&store, store_folder, STORE_READ, &error), NDUP_IO);
	assert_int_equal(error.sys, EACCES);
	be_root_again();
	set_modes(0755, 0644, 0644);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		test_no_folder, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_empty_folder, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_other_files, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_other_programs_file, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_other_format, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_not_made, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_made_again, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_no_room, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_no_room_to_compact, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_no_room_to_make, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_read_only, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_not_readable, enter_folder, leave_folder),
	};

	return cmocka_run_group_tests_name("store_faults", tests, NULL, NULL);
}
