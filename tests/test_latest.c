/*
 * test_latest.c - a store knows its last commit by the file "commit", and is
 * refused at an earlier one
 */
#include <errno.h>
#include <fcntl.h>

#include "storing.h"

/* ---- stores with some commits ------------------------------------------- */

/* A file's bytes, to be put back later. */
struct kept {
	char name[32];
	char *bytes;
	size_t size;
};

static struct kept
keep_file(const char *name)
{
	struct kept kept = {.bytes = NULL};
	struct stat stat;
	int file = open(store_file(name), O_RDONLY);

	assert_true(file >= 0 && fstat(file, &stat) == 0);
	snprintf(kept.name, sizeof kept.name, "%s", name);
	kept.size = (size_t)stat.st_size;
	kept.bytes = test_new(kept.size, 1);
	assert_int_equal(read(file, kept.bytes, kept.size), kept.size);
	close(file);
	return kept;
}

static void
put_back(struct kept *kept)
{
	int file =
	    open(store_file(kept->name), O_WRONLY | O_CREAT | O_TRUNC, 0666);

	assert_true(file >= 0);
	assert_int_equal(write(file, kept->bytes, kept->size), kept->size);
	close(file);
	free(kept->bytes);
}

static void
change_byte(const char *name, off_t place, int bits)
{
	int file = open(store_file(name), O_RDWR);
	char byte;

	assert_int_equal(pread(file, &byte, 1, place), 1);
	byte = (char)(byte ^ bits);
	assert_int_equal(pwrite(file, &byte, 1, place), 1);
	close(file);
}

static void
assert_refused(enum store_mode mode, enum ndup_status status, const char *why)
{
	struct ndup_error error = {0};
	struct store *store;
	char expected[512];

	snprintf(
	    expected, sizeof expected, "the index %s %s", store_folder, why);
	assert_int_equal(
	    store_open(&store, store_folder, mode, &error), status);
	assert_null(store);
	assert_string_equal(error.text, expected);
	if (strstr(why, " can be ") != NULL)
		assert_string_equal(error.remedy, "ndup_index_accept");
	else if (strstr(why, "make it anew") != NULL)
		assert_string_equal(error.remedy, "ndup_index_create");
	else
		assert_null(error.remedy);
}

static void
assert_records(enum store_mode mode, uint64_t num)
{
	struct store *store = open_store(mode);
	struct txn *view = begin_view(store);

	assert_int_equal(txn_count(view, STORE_RECORDS), num);
	assert_int_equal(txn_check_all(view), NDUP_OK);
	store_view_end(&view, 1);
	store_close(store);
}

static void
accept_store(void)
{
	struct store *store = open_store(STORE_ACCEPT);
	struct ndup_error error = {0};

	assert_done(store_accept(store, &error), &error);
	store_close(store);
}

/* ---- LMDB is behind ----------------------------------------------------- */

static const char behind[] =
    "is damaged: it was at commit 6 with 5 articles, and has commit 5 with 4; "
    "what is there can be accepted";

static void
test_behind(void **state)
{
	struct kept data;
	struct store *store;

	(void)state;
	make_numbers(4);
	data = keep_file("data-1.mdb");
	store = open_store(STORE_WRITE);
	put_numbers(store, 5, 5);
	store_close(store);
	put_back(&data);
	assert_refused(STORE_READ, NDUP_INPUT, behind);
	assert_refused(STORE_WRITE, NDUP_INPUT, behind);
	accept_store();
	assert_records(STORE_READ, 4);
	store = open_store(STORE_WRITE);
	put_numbers(store, 5, 5);
	store_close(store);
	assert_records(STORE_READ, 5);
}

/* Where a page of LMDB that names a commit has the lowest byte of its number:
 * behind the page's head, two numbers, two addresses and two tables. */
static off_t
place_of_number(void)
{
	size_t word = sizeof(size_t), place;
	bool is_big = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__;

	place = (word + 8) + 8 + 2 * word + 2 * (8 + 5 * word) + word;
	return (off_t)(is_big ? place + word - 1 : place);
}

/* The page that names LMDB's last commit is damaged: its number is too low, and
 * LMDB takes the commit before; or too high, and what stands there is older. */
static void
test_page_of_last_commit(void **state)
{
	off_t before = place_of_number();
	off_t last = before + sysconf(_SC_PAGESIZE); /* of LMDB's commit 7 */

	(void)state;
	make_numbers(5);
	change_byte("data-1.mdb", last, 2);
	assert_refused(STORE_READ, NDUP_INPUT, behind);
	assert_refused(STORE_WRITE, NDUP_INPUT, behind);
	change_byte("data-1.mdb", last, 2);
	assert_records(STORE_READ, 5);
	change_byte("data-1.mdb", before, 8);
	assert_refused(STORE_READ, NDUP_INPUT,
	    "is damaged: what its file says of the last commit is of another "
	    "one");
}

/* ---- LMDB is ahead ------------------------------------------------------ */

/* The writer was killed between LMDB's commit and the file. */
static void
test_ahead(void **state)
{
	struct kept commit, healed;
	struct store *store;

	(void)state;
	make_numbers(4);
	commit = keep_file("commit");
	store = open_store(STORE_WRITE);
	put_numbers(store, 5, 5);
	store_close(store);
	put_back(&commit);
	assert_records(STORE_READ, 5);
	store_close(open_store(STORE_WRITE)); /* who writes mends the file */
	healed = keep_file("commit");
	assert_non_null(strstr(healed.bytes, "ndup commit 6 records 5 "));
	free(healed.bytes);
	assert_records(STORE_READ, 5);
}

static void
test_ahead_after_compacting(void **state)
{
	struct kept commit;
	struct store *store;

	(void)state;
	make_numbers(40);
	commit = keep_file("commit");
	store = open_store(STORE_WRITE);
	assert_int_equal(store_compact(store, NULL), NDUP_OK);
	store_close(store);
	assert_records(STORE_READ, 40);
	put_back(&commit);
	assert_records(STORE_READ, 40);
	store = open_store(STORE_WRITE);
	put_numbers(store, 41, 41);
	store_close(store);
	assert_records(STORE_READ, 41);
}

/* ---- the file itself ---------------------------------------------------- */

static void
test_missing(void **state)
{
	static const char missing[] = "is damaged: its file \"commit\" is "
				      "missing; it can be written anew "
				      "if all else is whole";

	(void)state;
	make_numbers(3);
	assert_int_equal(unlink(store_file("commit")), 0);
	assert_refused(STORE_READ, NDUP_INPUT, missing);
	assert_refused(STORE_WRITE, NDUP_INPUT, missing);
	accept_store();
	assert_records(STORE_WRITE, 3);
}

/* Where the lines begin: that of the even commits and that of the odd ones. */
enum { LINE = 512, EVEN = 0, ODD = LINE };

/* The line of the last commit, 4: the other one says 3, and LMDB is ahead of it.
 * Each byte counts. */
static void
test_last_line_damaged(void **state)
{
	static const char damaged[] =
	    "is damaged: its file \"commit\" is not what was written; it "
	    "can be written anew if all else is whole";
	off_t place;

	(void)state;
	make_numbers(3);
	for (place = 0; place < LINE; place += 7) {
		change_byte("commit", EVEN + place, 1);
		assert_records(STORE_READ, 3);
		change_byte("commit", ODD + place, 1);
		assert_refused(STORE_READ, NDUP_INPUT, damaged);
		change_byte("commit", EVEN + place, 1);
		change_byte("commit", ODD + place, 1);
		assert_records(STORE_READ, 3);
	}
	assert_int_equal(truncate(store_file("commit"), 100), 0);
	assert_refused(STORE_WRITE, NDUP_INPUT, damaged);
}

/* The other line: it may have named commit 5, of which LMDB has nothing. */
static void
test_other_line_damaged(void **state)
{
	static const char behind_a_guess[] =
	    "is damaged: a line of its file \"commit\" is not what was "
	    "written, and may have named a commit after 4, which is there and "
	    "can be accepted";
	off_t place;

	(void)state;
	make_numbers(3);
	for (place = 0; place < LINE; place += 7) {
		change_byte("commit", ODD + place, 1);
		assert_refused(STORE_READ, NDUP_INPUT, behind_a_guess);
		assert_refused(STORE_WRITE, NDUP_INPUT, behind_a_guess);
		change_byte("commit", ODD + place, 1);
	}
	assert_int_equal(truncate(store_file("commit"), LINE), 0);
	assert_refused(STORE_READ, NDUP_INPUT, behind_a_guess);
	accept_store();
	assert_records(STORE_WRITE, 3);
}

/* LMDB takes the commit before, and the line of the last one is damaged: neither
 * is told by the other. */
static void
test_line_and_lmdb_damaged(void **state)
{
	struct kept data;
	struct store *store;

	(void)state;
	make_numbers(4);
	data = keep_file("data-1.mdb");
	store = open_store(STORE_WRITE);
	put_numbers(store, 5, 5);
	store_close(store);
	put_back(&data);
	change_byte("commit", EVEN + 20, 1);
	assert_refused(STORE_READ, NDUP_INPUT,
	    "is damaged: a line of its file \"commit\" is not what was "
	    "written, and may have named a commit after 5, which is there and "
	    "can be accepted");
	accept_store();
	assert_records(STORE_WRITE, 4);
}

/* Of a new store, or one that was accepted, both lines name one commit: that of
 * the next commit says that there was none. */
static void
test_both_lines_the_same(void **state)
{
	(void)state;
	make_numbers(0);
	change_byte("commit", ODD, 1);
	assert_records(STORE_READ, 0);
	assert_records(STORE_WRITE, 0); /* who writes mends the file */
	change_byte("commit", EVEN, 1);
	assert_refused(STORE_READ, NDUP_INPUT,
	    "is damaged: a line of its file \"commit\" is not what was "
	    "written, and may have named a commit after 1, which is there and "
	    "can be accepted");
}

static uint64_t
commit_of_line(const char *bytes)
{
	unsigned long long commit;

	return sscanf(bytes, "ndup commit %llu ", &commit) == 1 ? commit : 0;
}

static void
assert_lines(uint64_t even, uint64_t odd)
{
	struct kept commit = keep_file("commit");

	assert_int_equal(commit.size, 2 * LINE);
	assert_int_equal(commit_of_line(commit.bytes + EVEN), even);
	assert_int_equal(commit_of_line(commit.bytes + ODD), odd);
	free(commit.bytes);
}

/* Who writes mends both lines before its first commit; who reads does not. */
static void
test_mended(void **state)
{
	struct store *store;

	(void)state;
	make_numbers(3);
	assert_lines(4, 3);
	change_byte("commit", EVEN, 1);
	assert_records(STORE_READ, 3);
	assert_lines(0, 3);
	store = open_store(STORE_WRITE);
	assert_lines(4, 4);
	put_numbers(store, 4, 4);
	assert_lines(4, 5);
	store_close(store);
	assert_records(STORE_WRITE, 4);
	assert_lines(4, 5);
}

/* A machine that stopped left the file many commits behind, also one line more
 * than the other. */
static void
test_far_behind(void **state)
{
	struct kept early, late;
	struct store *store;
	unsigned line;

	(void)state;
	make_numbers(3);
	early = keep_file("commit");
	store = open_store(STORE_WRITE);
	put_numbers(store, 4, 9);
	store_close(store);
	late = keep_file("commit");
	for (line = 0; line < 2; line++) {
		memcpy(
		    late.bytes + line * LINE, early.bytes + line * LINE, LINE);
		put_back(&late);
		late = keep_file("commit");
		assert_records(STORE_READ, 9);
	}
	assert_lines(4, 3);
	change_byte("commit", EVEN, 1);
	assert_records(STORE_READ, 9);
	assert_records(STORE_WRITE, 9);
	assert_lines(10, 10);
	free(early.bytes);
	free(late.bytes);
}

/* The same commit, and not what it should hold. */
static void
test_another_one(void **state)
{
	static const char other[] = "is damaged: its last commit is another "
				    "one than its file \"commit\" says";
	struct kept commit;
	uint32_t number = 1000;
	struct store *store;

	(void)state;
	make_numbers(3);
	commit = keep_file("commit");
	empty_folder(store_folder);
	assert_int_equal(rmdir(store_folder), 0);
	make_numbers(2);
	store = open_store(STORE_WRITE);
	write_store(store, put_number, &number);
	store_close(store);
	put_back(&commit);
	assert_refused(STORE_READ, NDUP_INPUT, other);
}

/* It cannot be written after LMDB's commit: that is told, nothing may follow,
 * and what was committed is there. */
static void
test_not_written(void **state)
{
	struct ndup_error error = {0};
	struct kept commit;
	struct store *store;
	struct txn *view;
	uint32_t number = 4;
	char expected[256];

	(void)state;
	make_numbers(3);
	snprintf(expected, sizeof expected,
	    "cannot write the file \"commit\" of the index %s: Is a directory",
	    store_folder);
	store = open_store(STORE_WRITE);
	commit = keep_file("commit");
	assert_int_equal(unlink(store_file("commit")), 0);
	assert_int_equal(mkdir(store_file("commit"), 0777), 0);
	assert_int_equal(
	    store_write(store, put_number, &number, &error), NDUP_IO);
	assert_string_equal(error.text, expected);
	number = 5;
	assert_int_equal(
	    store_write(store, put_number, &number, &error), NDUP_IO);
	assert_string_equal(error.text, expected);
	assert_int_equal(store_view_begin(store, &view, 1, &error), NDUP_IO);
	assert_int_equal(store_compact(store, &error), NDUP_IO);
	store_close(store);
	assert_int_equal(rmdir(store_file("commit")), 0);
	put_back(&commit);
	assert_records(STORE_WRITE, 4);
}

/* ---- another kind of machine -------------------------------------------- */

/* What LMDB would write there: its magic number, of this byte order or the
 * other, behind a head of this size or the other. */
static void
write_first_page(size_t place, bool reversed)
{
	uint32_t magic = UINT32_C(0xbeefc0de);
	char page[1 << 16] = "";
	int file = open(store_file("data-1.mdb"), O_WRONLY);

	if (reversed)
		magic = __builtin_bswap32(magic);
	memcpy(page + place, &magic, sizeof magic);
	assert_int_equal(pwrite(file, page, sizeof page, 0), sizeof page);
	close(file);
}

static void
test_other_machine(void **state)
{
	bool is_little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
	bool is_long = sizeof(void *) == 8;
	char expected[256];
	unsigned i;

	(void)state;
	make_numbers(1);
	for (i = 0; i < 4; i++) {
		bool to_little = i % 2, to_long = i / 2;

		if (to_little == is_little && to_long == is_long)
			continue;
		write_first_page(to_long ? 16 : 12, to_little != is_little);
		snprintf(expected, sizeof expected,
		    "was made on a %s %s machine, and this is a %s %s one; "
		    "make it anew here",
		    to_long ? "64-bit" : "32-bit",
		    to_little ? "little-endian" : "big-endian",
		    is_long ? "64-bit" : "32-bit",
		    is_little ? "little-endian" : "big-endian");
		assert_refused(STORE_READ, NDUP_MISMATCH, expected);
		assert_refused(STORE_WRITE, NDUP_MISMATCH, expected);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		test_behind, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_page_of_last_commit, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_ahead, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_ahead_after_compacting, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_missing, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_last_line_damaged, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_other_line_damaged, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_line_and_lmdb_damaged, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_both_lines_the_same, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_mended, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_far_behind, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_another_one, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_not_written, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_other_machine, enter_folder, leave_folder),
	};

	return cmocka_run_group_tests_name("latest", tests, NULL, NULL);
}
