/*
 * test_tempfile_faults.c - what is said of a temporary file that cannot be used
 */
#include <signal.h>
#include <sys/resource.h>

#include "temporary.h"

/* The line names the folder and the reason, and so it stays. */
static void
assert_fails(struct tempfile *temp, const char *where, int sys)
{
	struct ndup_error error;
	char expected[512];

	snprintf(expected, sizeof expected,
	    "cannot use a temporary file in %s: %s", where, strerror(sys));
	assert_int_equal(tempfile_error(temp, &error), NDUP_IO);
	assert_int_equal(error.status, NDUP_IO);
	assert_int_equal(error.sys, sys);
	assert_string_equal(error.text, expected);
	assert_int_equal(tempfile_error(temp, NULL), NDUP_IO);
}

static void
check_bad_folder(const char *where, int sys)
{
	struct tempfile *temp = new_temp(where);
	uint64_t offset;

	assert_int_equal(tempfile_write(temp, "", 0, &offset), NDUP_OK);
	assert_int_equal(tempfile_error(temp, NULL), NDUP_OK);
	assert_int_equal(tempfile_write(temp, "abc", 4, &offset), NDUP_IO);
	assert_fails(temp, where, sys);
	tempfile_free(temp);
}

static void
test_no_folder(void **state)
{
	char where[128];
	unsigned round;

	(void)state;
	snprintf(where, sizeof where, "%s/nowhere", folder);
	for (round = 0; round < 2; round++) {
		faults.no_nameless = round == 1;
		check_bad_folder(where, ENOENT);
		check_bad_folder("", ENOENT);
		check_bad_folder("/dev/null", ENOTDIR);
	}
}

/* A folder that others own: what root may do, nobody may not. */
static void
test_no_permission(void **state)
{
	const uid_t nobody = 65534;
	bool is_root = geteuid() == 0;

	(void)state;
	if (is_root && seteuid(nobody) != 0)
		skip();
	if (!is_root)
		assert_int_equal(chmod(folder, 0500), 0);
	check_bad_folder(folder, EACCES);
	faults.no_nameless = true;
	check_bad_folder(folder, EACCES);
	if (is_root)
		assert_int_equal(seteuid(0), 0);
	else
		assert_int_equal(chmod(folder, 0700), 0);
}

/* Room for a megabyte, as far as the system is concerned. */
static void
test_no_room(void **state)
{
	enum { SIZE = 3000, ROOM = 1 << 20 };
	struct tempfile *temp = new_temp(folder);
	struct rlimit limit, old;
	enum ndup_status status = NDUP_OK;
	char bytes[SIZE], read[SIZE];
	uint64_t offset, num = 0;

	(void)state;
	memset(bytes, 'x', sizeof bytes);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	limit = old;
	limit.rlim_cur = ROOM;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	while (status == NDUP_OK && num <= ROOM / SIZE) {
		status = tempfile_write(temp, bytes, SIZE, &offset);
		num += status == NDUP_OK;
	}
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	signal(SIGXFSZ, SIG_DFL);
	assert_int_equal(status, NDUP_IO);
	assert_int_equal(num, ROOM / SIZE);
	assert_fails(temp, folder, EFBIG);
	while (num-- > 0) {
		assert_int_equal(
		    tempfile_read(temp, num * SIZE, read, SIZE), NDUP_OK);
		assert_memory_equal(read, bytes, SIZE);
	}
	tempfile_free(temp);
}

/* What went wrong first is what is said. */
static void
test_full_and_broken_disk(void **state)
{
	struct tempfile *temp = new_temp(folder);
	uint64_t offset;
	char bytes[8];

	(void)state;
	assert_int_equal(tempfile_write(temp, "fine", 5, &offset), NDUP_OK);
	faults.fail_after = 1;
	faults.sys = ENOSPC;
	faults.most = 3;
	atomic_store(&faults.num, 0);
	assert_int_equal(tempfile_write(temp, "too much", 8, &offset), NDUP_IO);
	assert_fails(temp, folder, ENOSPC);
	faults.sys = EIO;
	assert_int_equal(tempfile_read(temp, 0, bytes, 5), NDUP_IO);
	assert_fails(temp, folder, ENOSPC);
	tempfile_free(temp);
}

/* Less than was written: what is missing is not made up. */
static void
test_file_cut_short(void **state)
{
	struct tempfile *temp = new_temp(folder);
	uint64_t offset;
	char bytes[8];

	(void)state;
	assert_int_equal(tempfile_write(temp, "abc", 4, &offset), NDUP_OK);
	assert_int_equal(tempfile_read(temp, 0, bytes, 5), NDUP_IO);
	assert_fails(temp, folder, EIO);
	tempfile_free(temp);
	tempfile_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_no_folder, enter, leave),
	    cmocka_unit_test_setup_teardown(test_no_permission, enter, leave),
	    cmocka_unit_test_setup_teardown(test_no_room, enter, leave),
	    cmocka_unit_test_setup_teardown(
		test_full_and_broken_disk, enter, leave),
	    cmocka_unit_test_setup_teardown(test_file_cut_short, enter, leave),
	};

	return cmocka_run_group_tests_name(
	    "tempfile faults", tests, NULL, NULL);
}
