/*
 * test_store_processes.c - one writer and many readers, in many processes and
 * threads
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "storing.h"

#include "store/postings.h"

/* ---- commits that can be told from parts of them ------------------------- */

enum { NUM_KEYS = 40, VALUE_SIZE = 3000 };

/* Commit n sets all keys to n, adds postings of article n for each, and one
 * value that stays, so that the file grows. */
static enum ndup_status
put_commit(struct txn *txn, void *ctx)
{
	uint32_t number = *(const uint32_t *)ctx, i;
	uint32_t value[VALUE_SIZE / sizeof number];
	struct ndup_slice bytes = {(const char *)value, sizeof value};
	struct entry entries[NUM_KEYS];
	struct number_key key;
	enum ndup_status status = NDUP_OK;

	for (i = 0; i < VALUE_SIZE / sizeof number; i++)
		value[i] = number;
	for (i = 0; i < NUM_KEYS && status == NDUP_OK; i++) {
		entries[i] = (struct entry){(uint64_t)i << 50, number};
		status =
		    txn_put(txn, STORE_RECORDS, store_number(&key, i), bytes);
	}
	if (status == NDUP_OK)
		status = txn_put(
		    txn, STORE_TEXTS, store_number(&key, number), bytes);
	if (status == NDUP_OK)
		status = postings_append(txn, entries, NUM_KEYS);
	return status;
}

static void
commit(struct store *store, uint32_t number)
{
	struct ndup_error error = {0};

	write_store(store, put_commit, &number);
	assert_done(postings_merge(store, &error), &error);
}

/* Articles that a key has: 1 to the last commit. */
static void
assert_postings(struct txn *view, struct postings_search *search, uint32_t last)
{
	uint64_t keys[] = {0, UINT64_C(7) << 50, UINT64_C(8) << 50 | 1};
	struct postings_query query = {keys, 3, UINT32_MAX, NULL, NULL, false};
	struct postings_hits hits;
	uint32_t i;

	assert_int_equal(
	    postings_search_run(search, view, &query, &hits), NDUP_OK);
	assert_int_equal(hits.num, 2 * last);
	for (i = 0; i < hits.num; i++)
		assert_int_equal(
		    postings_hit_number(hits.items[i]), i % last + 1);
}

/* One commit's whole; returns its number. */
static uint32_t
assert_whole(struct txn *view, struct postings_search *search)
{
	struct number_key key;
	struct ndup_slice value;
	uint32_t number = 0, here, i;

	for (i = 0; i < NUM_KEYS; i++) {
		if (txn_get(view, STORE_RECORDS, store_number(&key, i),
			&value) != NDUP_OK) {
			assert_int_equal(txn_error(view, NULL), NDUP_OK);
			assert_int_equal(i, 0);
			break;
		}
		assert_int_equal(value.len, VALUE_SIZE);
		memcpy(
		    &here, value.ptr + VALUE_SIZE - sizeof here, sizeof here);
		if (i == 0)
			number = here;
		assert_int_equal(here, number);
	}
	assert_int_equal(txn_count(view, STORE_TEXTS), number);
	assert_true(postings_validate(view));
	assert_postings(view, search, number);
	return number;
}

static uint32_t
last_commit(struct store *store)
{
	struct postings_search *search;
	struct txn *view = begin_view(store);
	uint32_t number;

	assert_int_equal(postings_search_new(&search), NDUP_OK);
	number = assert_whole(view, search);
	postings_search_free(search);
	store_view_end(&view, 1);
	return number;
}

/* ---- children ----------------------------------------------------------- */

static pid_t
begin_child(void (*run)(int told), int *told)
{
	int ends[2];
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(ends[0]);
		prctl(PR_SET_PDEATHSIG, SIGKILL); /* never outlives a test */
		run(ends[1]);
		_exit(0);
	}
	close(ends[1]);
	*told = ends[0];
	return child;
}

static void
tell(int told)
{
	if (write(told, "x", 1) != 1)
		_exit(9);
}

static bool
wait_told(int told)
{
	char byte;
	ssize_t size;

	while ((size = read(told, &byte, 1)) < 0 && errno == EINTR)
		;
	return size == 1;
}

static int
end_child(pid_t child, int told)
{
	int status;

	close(told);
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

/* For children, in which asserts have nowhere to go. */
static void
need(bool holds)
{
	if (!holds)
		_exit(9);
}

/* ---- two writers -------------------------------------------------------- */

static void
write_until_killed(int told)
{
	struct store *store;

	need(store_open(&store, store_folder, STORE_WRITE, NULL) == NDUP_OK);
	tell(told);
	for (;;)
		pause();
}

static void
wait_to_write(int told)
{
	struct store *store;
	uint32_t number = 1;

	tell(told);
	need(store_open(&store, store_folder, STORE_WAIT, NULL) == NDUP_OK);
	need(store_write(store, put_commit, &number, NULL) == NDUP_OK);
	store_close(store);
}

static void
test_second_writer_is_told(void **state)
{
	struct ndup_error error;
	struct store *store, *reader;
	char expected[256];
	pid_t child;
	int told;

	(void)state;
	create_store();
	child = begin_child(write_until_killed, &told);
	assert_true(wait_told(told));
	assert_int_equal(
	    store_open(&store, store_folder, STORE_WRITE, &error), NDUP_BUSY);
	assert_null(store);
	snprintf(expected, sizeof expected,
	    "another process writes to the index %s", store_folder);
	assert_string_equal(error.text, expected);
	reader = open_store(STORE_READ);
	assert_int_equal(last_commit(reader), 0);
	store_close(reader);
	assert_int_equal(kill(child, SIGKILL), 0);
	end_child(child, told);
	store_close(open_store(STORE_WRITE));
}

static void
test_second_writer_waits(void **state)
{
	struct store *store;
	pid_t child;
	int told;

	(void)state;
	create_store();
	store = open_store(STORE_WRITE);
	child = begin_child(wait_to_write, &told);
	assert_true(wait_told(told));
	assert_int_equal(last_commit(store), 0);
	store_close(store);
	assert_int_equal(end_child(child, told), 0);
	store = open_store(STORE_READ);
	assert_int_equal(last_commit(store), 1);
	store_close(store);
}

/* Two stores of one process are no better. */
static void
test_second_writer_of_a_process(void **state)
{
	struct store *first, *second;
	struct ndup_error error;

	(void)state;
	create_store();
	first = open_store(STORE_WRITE);
	assert_int_equal(
	    store_open(&second, store_folder, STORE_WRITE, &error), NDUP_BUSY);
	second = open_store(STORE_READ);
	commit(first, 1);
	assert_int_equal(last_commit(second), 1);
	uint32_t number = 2;
	assert_int_equal(
	    store_write(second, put_commit, &number, &error), NDUP_PARAM);
	store_close(first);
	assert_int_equal(last_commit(second), 1);
	store_close(second);
}

/* ---- a map that grows --------------------------------------------------- */

static enum ndup_status
put_large(struct txn *txn, void *ctx)
{
	enum { SIZE = 5 << 20 };
	char *bytes = calloc(SIZE, 1);
	struct number_key key;
	enum ndup_status status;

	status =
	    txn_put(txn, STORE_TOKENS, store_number(&key, *(uint32_t *)ctx),
		(struct ndup_slice){bytes, SIZE});
	free(bytes);
	return status;
}

static void
write_hundred_megabytes(int told)
{
	struct store *store;
	uint32_t number;

	need(store_open(&store, store_folder, STORE_WRITE, NULL) == NDUP_OK);
	for (number = 0; number < 20; number++)
		need(store_write(store, put_large, &number, NULL) == NDUP_OK);
	tell(told);
	store_close(store);
}

static uint64_t
count_large(struct store *store)
{
	struct txn *view = begin_view(store);
	struct ndup_slice value;
	struct number_key key;
	uint64_t num;
	uint32_t i;

	num = txn_count(view, STORE_TOKENS);
	for (i = 0; i < num; i++) {
		assert_int_equal(
		    txn_get(view, STORE_TOKENS, store_number(&key, i), &value),
		    NDUP_OK);
		assert_int_equal(value.len, 5 << 20);
	}
	store_view_end(&view, 1);
	return num;
}

static void
test_map_grows_under_a_reader(void **state)
{
	struct store *reader, *other;
	struct txn *view;
	pid_t child;
	int told;

	(void)state;
	create_store();
	reader = open_store(STORE_READ);
	other = open_store(STORE_READ);
	view = begin_view(reader);
	child = begin_child(write_hundred_megabytes, &told);
	assert_true(wait_told(told));
	assert_int_equal(txn_count(view, STORE_TOKENS), 0);
	store_view_end(&view, 1);
	assert_int_equal(count_large(reader), 20);
	assert_int_equal(count_large(other), 20);
	assert_int_equal(end_child(child, told), 0);
	store_close(other);
	/* and the other way round: this one writes into what has grown */
	other = open_store(STORE_WRITE);
	commit(other, 1);
	assert_int_equal(last_commit(reader), 1);
	store_close(other);
	store_close(reader);
}

/* ---- a writer that is killed -------------------------------------------- */

/* Goes on where the last one was killed; says before which commit it is. */
static void
commit_until_killed(int told)
{
	struct store *store;
	uint32_t number;

	need(store_open(&store, store_folder, STORE_WRITE, NULL) == NDUP_OK);
	for (number = last_commit(store) + 1;; number++) {
		tell(told);
		need(store_write(store, put_commit, &number, NULL) == NDUP_OK);
		need(postings_merge(store, NULL) == NDUP_OK);
		if (number % 16 == 0)
			need(store_compact(store, NULL) == NDUP_OK);
	}
}

/* The later number of the two lines of the file. */
static uint64_t
commit_in_file(void)
{
	uint64_t number, latest = 0;
	char line[512];
	FILE *file = fopen(store_file("commit"), "r");

	assert_non_null(file);
	while (fread(line, sizeof line, 1, file) == 1)
		if (sscanf(line, "ndup commit %" SCNu64, &number) == 1 &&
		    number > latest)
			latest = number;
	fclose(file);
	return latest;
}

/* LMDB may be one commit ahead of the file, and is never behind it. */
static void
assert_file_follows(void)
{
	struct store *store = open_store(STORE_READ);
	struct txn *view = begin_view(store);
	uint64_t number = txn_commit_number(view);

	assert_in_range(commit_in_file(), number - 1, number);
	store_view_end(&view, 1);
	store_close(store);
}

/* Whatever was written or half written then, a whole commit is there, and none
 * that had been there is lost. */
static void
test_killed_at_any_moment(void **state)
{
	struct store *reader;
	uint32_t last = 0, now;
	unsigned round, wait;
	pid_t child;
	int told;

	(void)state;
	random_begin();
	create_store();
	reader = open_store(STORE_READ);
	for (round = 0; round < 100; round++) {
		child = begin_child(commit_until_killed, &told);
		for (wait = 1 + (unsigned)random_below(4); wait > 0; wait--)
			assert_true(wait_told(told));
		for (wait = (unsigned)random_below(200000); wait > 0; wait--)
			atomic_signal_fence(memory_order_seq_cst);
		assert_int_equal(kill(child, SIGKILL), 0);
		end_child(child, told);
		assert_file_follows();
		now = last_commit(reader);
		assert_true(now >= last);
		last = now;
	}
	assert_true(last > 50);
	store_close(reader);
}

/* ---- all together ------------------------------------------------------- */

enum { LAST_COMMIT = 150, NUM_READERS = 3 };

static atomic_bool writer_is_done;

static void *
read_on(void *ctx)
{
	struct postings_search *search;
	struct store *store = open_store(STORE_READ);
	struct txn *view;
	uint32_t last = 0, number;
	bool done;

	(void)ctx;
	assert_int_equal(postings_search_new(&search), NDUP_OK);
	do {
		done = atomic_load(&writer_is_done);
		view = begin_view(store);
		number = assert_whole(view, search);
		store_view_end(&view, 1);
		assert_true(number >= last);
		last = number;
		if (number % 10 == 3) { /* and others come and go */
			store_close(store);
			store = open_store(STORE_READ);
		}
	} while (!done);
	assert_int_equal(last, LAST_COMMIT);
	postings_search_free(search);
	store_close(store);
	return NULL;
}

static void
read_to_the_end(int told)
{
	struct postings_search *search;
	struct store *store = open_store(STORE_READ);
	struct txn *view;
	uint32_t number;

	need(postings_search_new(&search) == NDUP_OK);
	tell(told);
	do {
		view = begin_view(store);
		number = assert_whole(view, search);
		store_view_end(&view, 1);
	} while (number < LAST_COMMIT);
	postings_search_free(search);
	store_close(store);
}

static void
test_readers_and_a_writer(void **state)
{
	pthread_t threads[NUM_READERS];
	pid_t children[NUM_READERS];
	int told[NUM_READERS];
	struct store *store;
	uint32_t number;
	unsigned i;

	(void)state;
	create_store();
	atomic_store(&writer_is_done, false);
	for (i = 0; i < NUM_READERS; i++) {
		children[i] = begin_child(read_to_the_end, &told[i]);
		assert_true(wait_told(told[i]));
	}
	store = open_store(STORE_WRITE);
	for (i = 0; i < NUM_READERS; i++)
		assert_int_equal(
		    pthread_create(&threads[i], NULL, read_on, NULL), 0);
	for (number = 1; number <= LAST_COMMIT; number++) {
		commit(store, number);
		if (number % 50 == 0)
			assert_int_equal(store_compact(store, NULL), NDUP_OK);
	}
	atomic_store(&writer_is_done, true);
	for (i = 0; i < NUM_READERS; i++)
		assert_int_equal(pthread_join(threads[i], NULL), 0);
	for (i = 0; i < NUM_READERS; i++)
		assert_int_equal(end_child(children[i], told[i]), 0);
	store_close(store);
}

/* A child has nothing of its parent's stores, and takes nothing from them. */
static void
open_anew(int told)
{
	struct store *store = open_store(STORE_READ);

	need(last_commit(store) == 1);
	store_close(store);
	tell(told);
}

static void
test_fork(void **state)
{
	struct store *store;
	pid_t child;
	int told;

	(void)state;
	create_store();
	store = open_store(STORE_WRITE);
	commit(store, 1);
	child = begin_child(open_anew, &told);
	assert_true(wait_told(told));
	assert_int_equal(end_child(child, told), 0);
	commit(store, 2);
	assert_int_equal(last_commit(store), 2);
	store_close(store);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		test_second_writer_is_told, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_second_writer_waits, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_second_writer_of_a_process, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_map_grows_under_a_reader, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_killed_at_any_moment, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_readers_and_a_writer, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_fork, enter_folder, leave_folder),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name(
	    "store_processes", tests, NULL, NULL);
}
