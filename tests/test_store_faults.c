/*
 * test_store_faults.c - full disks, damaged files, and what is no store
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <lmdb.h>

#include "storing.h"

#include "store/postings.h"
#include "store/txn.h"

/* ---- a store with something in it --------------------------------------- */

enum { NUM_VALUES = 500, VALUE_SIZE = 1500 };

struct range {
	uint32_t first, last; /* articles, half-open */
};

static void
fill_value(uint32_t number, char value[VALUE_SIZE])
{
	size_t i;

	for (i = 0; i < VALUE_SIZE; i++)
		value[i] = (char)(number * 31 + i * 7);
}

static enum ndup_status
put_values(struct txn *txn, void *ctx)
{
	const struct range *range = ctx;
	char value[VALUE_SIZE];
	struct number_key key;
	struct entry entry;
	enum ndup_status status = NDUP_OK;
	uint32_t i;

	for (i = range->first; i < range->last && status == NDUP_OK; i++) {
		fill_value(i, value);
		status = txn_put(txn, STORE_TEXTS, store_number(&key, i),
		    (struct ndup_slice){value, VALUE_SIZE});
		entry = (struct entry){(uint64_t)i << 40, i};
		if (status == NDUP_OK)
			status = postings_append(txn, &entry, 1);
	}
	return status;
}

static void
make_store(void)
{
	struct range all = {0, NUM_VALUES};
	struct store *store;

	create_store();
	store = open_store(STORE_WRITE);
	write_store(store, put_values, &all);
	store_close(store);
}

/* How many of so many values are there and right; a wrong one fails. */
static enum ndup_status
read_values(struct txn *view, uint32_t num)
{
	char expected[VALUE_SIZE];
	struct ndup_slice value;
	struct number_key key;
	enum ndup_status status = NDUP_OK;
	uint32_t i;

	for (i = 0; i < num && status == NDUP_OK; i++) {
		status =
		    txn_get(view, STORE_TEXTS, store_number(&key, i), &value);
		if (status != NDUP_OK)
			break;
		fill_value(i, expected);
		assert_int_equal(value.len, VALUE_SIZE);
		assert_memory_equal(value.ptr, expected, VALUE_SIZE);
	}
	return status;
}

static enum ndup_status
search_values(struct txn *view, uint32_t num)
{
	struct postings_search *search;
	struct postings_hits hits;
	enum ndup_status status = NDUP_OK;
	uint32_t i;

	assert_int_equal(postings_search_new(&search), NDUP_OK);
	for (i = 0; i < num && status == NDUP_OK; i += 1 + num / 50) {
		uint64_t key = (uint64_t)i << 40;
		struct postings_query query = {&key, 1, 64, NULL, NULL, false};

		status = postings_search_run(search, view, &query, &hits);
		if (status == NDUP_OK) {
			assert_int_equal(hits.num, 1);
			assert_int_equal(postings_hit_number(hits.items[0]), i);
		}
	}
	postings_search_free(search);
	return status;
}

static void
assert_whole(struct store *store, uint32_t num)
{
	struct txn *view = begin_view(store);

	assert_int_equal(txn_count(view, STORE_TEXTS), num);
	assert_int_equal(read_values(view, num), NDUP_OK);
	assert_int_equal(search_values(view, num), NDUP_OK);
	store_view_end(&view, 1);
}

/* Opening fails, and the line is "... FOLDER ...", with a pattern for each. */
static void
assert_not_opened(enum store_mode mode, enum ndup_status status,
    const char *before, const char *behind)
{
	struct ndup_error error = {0};
	struct store *store;
	char expected[512];

	assert_int_equal(
	    store_open(&store, store_folder, mode, &error), status);
	assert_null(store);
	assert_int_equal(error.status, status);
	snprintf(
	    expected, sizeof expected, "%s%s%s", before, store_folder, behind);
	if (strncmp(error.text, expected, strlen(expected)) != 0)
		fail_msg("\"%s\" is not \"%s\"", error.text, expected);
}

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
	    " has format 1, and this version of ndup has format 3; make it "
	    "anew");
	assert_not_opened(STORE_WRITE, NDUP_MISMATCH, "the index ",
	    " has format 1, and this version of ndup has format 3");
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
	return cmocka_run_group_tests_name("store_faults", tests, NULL, NULL);
}
