/*
 * test_store_lock.c - LMDB's table of readers names another last commit than
 * LMDB's pages
 *
 * So it does when a process dies at the wrong moment.  Whoever opens the store
 * then sees the last commit or is told, and never waits for ever: a test that
 * hangs is ended by SIGALRM.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>

#include "storing.h"

enum { NUM_COMMITS = 3, MOST_SECONDS = 60 };

/* ---- stores of numbered commits ----------------------------------------- */

/* All numbers, and all commits. */
static void
assert_whole(struct store *store, uint32_t num)
{
	struct txn *view = begin_view(store);

	assert_int_equal(txn_count(view, STORE_RECORDS), num);
	assert_int_equal(txn_check_all(view), NDUP_OK);
	assert_int_equal(txn_commit_number(view), num + 1);
	store_view_end(&view, 1);
}

/* By a reader and a writer, and with a commit more. */
static void
assert_whole_and_goes_on(uint32_t num)
{
	struct store *store = open_store(STORE_READ);

	assert_whole(store, num);
	store_close(store);
	store = open_store(STORE_WRITE);
	assert_whole(store, num);
	put_numbers(store, num + 1, num + 1);
	assert_whole(store, num + 1);
	store_close(store);
}

/* ---- the number in LMDB's lock ------------------------------------------ */

/* Takes it back by so many commits; SIZE_MAX: to none.  Returns the number.  The
 * file stays open: closing it would drop this process's locks of it. */
static size_t
take_number_back(size_t num)
{
	enum { PLACE = 48 }; /* in the file */
	int file = open(store_file("data-1.mdb-lock"), O_RDWR);
	size_t number;

	assert_int_equal(
	    pread(file, &number, sizeof number, PLACE), sizeof number);
	assert_in_range(number, 2, 100); /* two made the store */
	number -= num < number ? num : number;
	assert_int_equal(
	    pwrite(file, &number, sizeof number, PLACE), sizeof number);
	return number;
}

/* ---- opening ------------------------------------------------------------ */

/* What another process gets, which is ended if it hangs. */
static void
assert_others_are_told(enum store_mode mode)
{
	struct ndup_error error = {0};
	struct store *store;
	pid_t child;
	int status;

	fflush(NULL);
	if ((child = fork()) == 0) {
		alarm(MOST_SECONDS);
		if (store_open(&store, store_folder, mode, &error) == NDUP_OK)
			_exit(0);
		_exit(error.status == NDUP_IO ? error.sys : 255);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), EAGAIN);
}

/*
 * A process that had the file alone died when it had made the table of readers
 * anew and not yet noted the last commit; two waited for it.  While the other
 * one has the file open the table stays as it is; then it is made whole.
 */
static void
test_opened_beside_another(void **state)
{
	struct store *other;

	(void)state;
	make_numbers(NUM_COMMITS);
	other = open_store(STORE_READ);
	assert_int_equal(take_number_back(SIZE_MAX), 0);
	assert_others_are_told(STORE_READ);
	assert_others_are_told(STORE_WRITE);
	assert_others_are_told(STORE_WAIT);
	store_close(other);
	assert_whole_and_goes_on(NUM_COMMITS);
}

/* ---- open already ------------------------------------------------------- */

/* The pages never come to what is told: neither is waited for it, nor does a
 * writer begin again at the first commit. */
static void
test_lost_while_open(void **state)
{
	struct ndup_error error = {0};
	uint32_t number = NUM_COMMITS + 1;
	struct store *store;
	struct txn *view;

	(void)state;
	make_numbers(NUM_COMMITS);
	store = open_store(STORE_WRITE);
	assert_whole(store, NUM_COMMITS);
	assert_int_equal(take_number_back(SIZE_MAX), 0);
	alarm(MOST_SECONDS);
	assert_int_equal(
	    store_view_begin(store, &view, 1, &error), NDUP_INPUT);
	assert_non_null(strstr(error.text, " is damaged: "));
	assert_int_equal(
	    store_write(store, put_number, &number, &error), NDUP_INPUT);
	assert_non_null(strstr(error.text, " is damaged: "));
	alarm(0);
	store_close(store);
	assert_whole_and_goes_on(NUM_COMMITS);
}

/* ---- the last commit of a writer that died ------------------------------ */

enum { LINES_SIZE = 1024 }; /* of the file "commit" */

/* As in LMDB's commit, with the right to write. */
static enum ndup_status
take_back_and_die(struct txn *txn, void *ctx)
{
	int file = open(store_file("commit"), O_RDWR);

	(void)txn;
	assert_int_equal(pwrite(file, ctx, LINES_SIZE, 0), LINES_SIZE);
	take_number_back(1);
	raise(SIGKILL);
	return NDUP_OK;
}

/* Dies as one that was killed after its last commit was written, before LMDB's
 * lock and the file "commit" say so. */
static void
commit_and_die(void)
{
	struct store *store = open_store(STORE_WRITE);
	int file = open(store_file("commit"), O_RDONLY);
	char lines[LINES_SIZE];

	put_numbers(store, NUM_COMMITS + 1, NUM_COMMITS + 1);
	assert_int_equal(pread(file, lines, LINES_SIZE, 0), LINES_SIZE);
	put_numbers(store, NUM_COMMITS + 2, NUM_COMMITS + 2);
	store_write(store, take_back_and_die, lines, NULL);
}

/* An emulator of user programs knows no robust mutexes: what a process held that
 * died there is held for ever. */
static bool
locks_end_with_process(void)
{
	void *head;
	size_t size;

	return syscall(SYS_get_robust_list, 0, &head, &size) == 0;
}

static void
test_not_yet_noted(void **state)
{
	struct store *reader;
	struct txn *view;
	pid_t child;
	int status;

	(void)state;
	if (!locks_end_with_process())
		skip();
	make_numbers(NUM_COMMITS);
	reader = open_store(STORE_READ); /* so that the lock stays */
	fflush(NULL);
	if ((child = fork()) == 0)
		commit_and_die();
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	alarm(MOST_SECONDS);
	view = begin_view(reader);
	assert_in_range(
	    txn_count(view, STORE_RECORDS), NUM_COMMITS + 1, NUM_COMMITS + 2);
	store_view_end(&view, 1);
	store_close(open_store(STORE_WRITE)); /* who writes notes it */
	alarm(0);
	assert_whole(reader, NUM_COMMITS + 2);
	assert_whole_and_goes_on(NUM_COMMITS + 2);
	assert_whole(reader, NUM_COMMITS + 3);
	store_close(reader);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		test_opened_beside_another, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_lost_while_open, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_not_yet_noted, enter_folder, leave_folder),
	};

	return cmocka_run_group_tests_name("store_lock", tests, NULL, NULL);
}
