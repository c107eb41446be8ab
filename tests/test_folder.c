/*
 * test_folder.c - a folder that cannot be read to its end
 *
 * readdir() fails in it: a call by chance would rarely be that.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>

#include "storing.h"

#include "store/folder.h"

static unsigned fails_at; /* this call, from 1 on; 0: none */

/* In place of the system's, for all of this program. */
struct dirent *
readdir(DIR *dir)
{
	static struct dirent *(*next)(DIR *);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "readdir");
	if (fails_at > 0 && --fails_at == 0) {
		errno = EIO;
		return NULL;
	}
	return next(dir);
}

/* What a folder of three files has, and two more names. */
enum { NUM_NAMES = 5 };

static void
make_files(void)
{
	static const char *const names[NUM_NAMES - 2] = {
	    "data-1.mdb", "data-2.mdb", "new.mdb"};
	size_t i;

	assert_int_equal(mkdir(store_folder, 0777), 0);
	for (i = 0; i < NUM_NAMES - 2; i++)
		close(open(store_file(names[i]), O_WRONLY | O_CREAT, 0666));
}

static void
assert_not_read(enum ndup_status status, const struct ndup_error *error)
{
	char expected[256];

	assert_int_equal(status, NDUP_IO);
	snprintf(expected, sizeof expected,
	    "cannot read the index %s: Input/output error", store_folder);
	assert_string_equal(error->text, expected);
}

/* A later name could be of a newer file, of any, or of one that is to go. */
static void
test_not_read_to_its_end(void **state)
{
	struct ndup_error error = {0};
	struct folder folder;
	unsigned generation, at;
	bool empty;

	(void)state;
	make_files();
	assert_done(folder_init(&folder, store_folder, &error), &error);
	for (at = 1; at <= NUM_NAMES + 1; at++) {
		fails_at = at;
		assert_not_read(
		    folder_find(&folder, &generation, &error), &error);
		fails_at = at;
		assert_not_read(
		    folder_is_empty(&folder, &empty, &error), &error);
	}
	fails_at = 1;
	assert_not_read(folder_clean(&folder, 2, &error), &error);
	assert_done(folder_find(&folder, &generation, &error), &error);
	assert_int_equal(generation, 2);
	assert_done(folder_clean(&folder, 2, &error), &error);
	assert_int_equal(access(store_file("data-1.mdb"), F_OK), -1);
	folder_free(&folder);
}

/* No store is made where another one may be. */
static void
test_not_made(void **state)
{
	struct ndup_error error = {0};

	(void)state;
	create_store();
	fails_at = 1;
	assert_not_read(store_create(store_folder, NULL, NULL, &error), &error);
	store_close(open_store(STORE_WRITE));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		test_not_read_to_its_end, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_not_made, enter_folder, leave_folder),
	};

	return cmocka_run_group_tests_name("folder", tests, NULL, NULL);
}
