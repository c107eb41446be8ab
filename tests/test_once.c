/*
 * test_once.c - a file is read once, whatever paths lead to it
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "input/once.h"
#include "reading.h"

/* d/a.txt and d/sub/b.txt, with a link and a hard link to the second. */
static int
make_files(void **state)
{
	if (reading_enter(state) != 0)
		return -1;
	assert_int_equal(mkdir("d", 0777), 0);
	assert_int_equal(mkdir("d/sub", 0777), 0);
	write_text("d/a.txt", "one");
	write_text("d/sub/b.txt", "two");
	assert_int_equal(symlink("d/sub", "linked"), 0);
	assert_int_equal(symlink("d/sub/b.txt", "link.txt"), 0);
	assert_int_equal(link("d/sub/b.txt", "hard.txt"), 0);
	return 0;
}

/* ---- the set of files ---------------------------------------------------- */

/* Each of many files is found under its number, and no other one. */
static void
test_many(void **state)
{
	enum { NUM = 100000 };
	struct once once = {NULL, 0, 0, 0};
	struct stat file = {.st_mode = S_IFREG, .st_dev = 7};
	uint64_t number;
	unsigned i;

	(void)state;
	for (i = 0; i < NUM; i++) {
		file.st_ino = 1 + i;
		assert_false(once_find(&once, once_identity(&file), &number));
		assert_int_equal(
		    once_add(&once, once_identity(&file), 3 * i), NDUP_OK);
	}
	for (i = 0; i < NUM; i++) {
		file.st_ino = 1 + i;
		assert_true(once_find(&once, once_identity(&file), &number));
		assert_int_equal(number, 3 * i);
	}
	file.st_ino = 1 + NUM;
	assert_false(once_find(&once, once_identity(&file), &number));
	once_free(&once);
}

/* All that tells files apart does; what is no file is none of them. */
static void
test_identity(void **state)
{
	const struct stat file = {.st_mode = S_IFREG | 0644,
	    .st_dev = 1,
	    .st_ino = 2,
	    .st_size = 3,
	    .st_ctim = {4, 5}};
	struct stat other = file;
	uint64_t identity = once_identity(&file);

	(void)state;
	assert_int_not_equal(identity, 0);
	other.st_mode = S_IFREG | 0600;
	assert_int_equal(once_identity(&other), identity);
	other.st_dev = 9;
	assert_int_not_equal(once_identity(&other), identity);
	other = file;
	other.st_size = 9;
	assert_int_not_equal(once_identity(&other), identity);
	other = file;
	other.st_ctim.tv_sec = 9;
	assert_int_not_equal(once_identity(&other), identity);
	other = file;
	other.st_ctim.tv_nsec = 9;
	assert_int_not_equal(once_identity(&other), identity);
	other = file;
	other.st_ino = 0;
	assert_int_equal(once_identity(&other), 0);
	other = file;
	other.st_mode = S_IFIFO;
	assert_int_equal(once_identity(&other), 0);
}

/* ---- a reader ------------------------------------------------------------ */

/* Reads these paths: these articles come, and so many files came again. */
static void
assert_once(const char *const *paths, const char *ids, uint64_t repeated)
{
	struct ndup_reader_options options;
	struct reading *reading;

	ndup_reader_options_init(&options, sizeof options);
	options.follow_links = true;
	reading = read_paths(paths, &options);
	assert_ids(reading, ids);
	assert_int_equal(reading->num_errors, 0);
	assert_int_equal(reading->counts.repeated_files, repeated);
	assert_int_equal(reading->counts.files, reading->num_articles);
	assert_int_equal(
	    reading->counts.input_done, reading->counts.input_total);
	reading_free(reading);
}

static void
test_overlaps(void **state)
{
	static const char both[] = "d/a.txt d/sub/b.txt";
	char whole[128], cwd[64];

	(void)state;
	assert_non_null(getcwd(cwd, sizeof cwd));
	snprintf(whole, sizeof whole, "%s/d", cwd);
	assert_once((const char *[]){"d", "d/sub", NULL}, both, 1);
	assert_once(
	    (const char *[]){"d/sub", "d", NULL}, "d/sub/b.txt d/a.txt", 1);
	assert_once((const char *[]){"d", "./d", NULL}, both, 2);
	assert_once((const char *[]){"d", "d", "d/", NULL}, both, 4);
	assert_once((const char *[]){"d", whole, NULL}, both, 2);
	assert_once((const char *[]){"d", "linked", NULL}, both, 1);
	assert_once((const char *[]){"d", "link.txt", NULL}, both, 1);
	assert_once((const char *[]){"d", "hard.txt", NULL}, both, 1);
	assert_once((const char *[]){"link.txt", "hard.txt", "d", NULL},
	    "link.txt d/a.txt", 2);
	assert_once((const char *[]){".", NULL}, "./d/a.txt ./d/sub/b.txt", 3);
}

/* Equal bytes are another matter. */
static void
test_copies(void **state)
{
	(void)state;
	write_text("copy.txt", "one");
	assert_once((const char *[]){"d/a.txt", "copy.txt", NULL},
	    "d/a.txt copy.txt", 0);
	assert_int_equal(unlink("copy.txt"), 0);
}

/* A damaged file is damaged once. */
static void
test_unreadable(void **state)
{
	static const char *const paths[] = {"bad.gz", "./bad.gz", NULL};
	struct reading *reading;

	(void)state;
	write_text("bad.gz", "no gzip");
	reading = read_paths(paths, NULL);
	assert_int_equal(reading->num_errors, 1);
	assert_int_equal(reading->counts.unreadable, 1);
	assert_int_equal(reading->counts.repeated_files, 1);
	reading_free(reading);
	assert_int_equal(unlink("bad.gz"), 0);
}

/* A file that changed is not what was read. */
static void
test_changed(void **state)
{
	static const char *const paths[] = {"grows.txt", "./grows.txt", NULL};
	struct ndup_document document;
	struct ndup_reader *reader;

	(void)state;
	write_text("grows.txt", "some words");
	assert_int_equal(ndup_reader_open(&reader, paths, NULL, NULL), NDUP_OK);
	assert_int_equal(ndup_reader_next(reader, &document, NULL), NDUP_OK);
	write_text("grows.txt", "some words and more");
	assert_int_equal(ndup_reader_next(reader, &document, NULL), NDUP_OK);
	assert_int_equal(document.text.len, 19);
	assert_int_equal(ndup_reader_next(reader, &document, NULL), NDUP_END);
	assert_int_equal(ndup_reader_count(reader)->repeated_files, 0);
	ndup_reader_close(reader);
	assert_int_equal(unlink("grows.txt"), 0);
}

/* ---- a reader after another one ------------------------------------------ */

struct told {
	struct ndup_repeated last;
	char path[64];
	unsigned num, most;
};

static bool
note_repeated(void *ctx, const struct ndup_repeated *repeated)
{
	struct told *told = ctx;

	told->last = *repeated;
	snprintf(told->path, sizeof told->path, "%s", repeated->path);
	return ++told->num < told->most;
}

static struct ndup_reader *
open_after(const char *const *paths, const struct ndup_reader *after,
    struct told *told)
{
	struct ndup_reader_options options;
	struct ndup_reader *reader;

	ndup_reader_options_init(&options, sizeof options);
	options.after = after;
	options.repeated = note_repeated;
	options.ctx = told;
	assert_int_equal(
	    ndup_reader_open(&reader, paths, &options, NULL), NDUP_OK);
	return reader;
}

static void
test_after(void **state)
{
	struct told told = {.most = 100};
	struct ndup_reader *first, *second, *third;
	struct ndup_document document;

	(void)state;
	first = open_after(
	    (const char *[]){"nowhere", "hard.txt", NULL}, NULL, &told);
	assert_int_equal(ndup_reader_next(first, &document, NULL), NDUP_OK);
	assert_int_equal(ndup_reader_next(first, &document, NULL), NDUP_END);
	second = open_after((const char *[]){"d", NULL}, first, &told);
	assert_int_equal(ndup_reader_next(second, &document, NULL), NDUP_OK);
	assert_int_equal(ndup_reader_next(second, &document, NULL), NDUP_END);
	assert_int_equal(told.num, 1);
	assert_string_equal(told.path, "d/sub/b.txt");
	assert_ptr_equal(told.last.by, first);
	assert_int_equal(told.last.file, 1);
	third = open_after(
	    (const char *[]){"link.txt", "d/a.txt", NULL}, second, &told);
	assert_int_equal(ndup_reader_next(third, &document, NULL), NDUP_END);
	assert_int_equal(told.num, 3);
	assert_string_equal(told.path, "d/a.txt");
	assert_ptr_equal(told.last.by, second);
	assert_int_equal(told.last.file, 0);
	ndup_reader_close(third);
	ndup_reader_close(second);
	ndup_reader_close(first);
}

static void
test_stopped(void **state)
{
	struct told told = {.most = 2};
	struct ndup_document document;
	struct ndup_reader *reader;

	(void)state;
	reader = open_after((const char *[]){"d/a.txt", "./d/a.txt",
				"d/../d/a.txt", "d/sub", NULL},
	    NULL, &told);
	assert_int_equal(ndup_reader_next(reader, &document, NULL), NDUP_OK);
	assert_int_equal(
	    ndup_reader_next(reader, &document, NULL), NDUP_STOPPED);
	assert_int_equal(told.num, 2);
	ndup_reader_close(reader);
}

/* ---- going on ------------------------------------------------------------ */

/* What another reader read before the start is not read behind it. */
static void
test_go_on(void **state)
{
	static const char *const paths[] = {
	    "hard.txt", "nowhere", "d/a.txt", "d", NULL};
	struct told told = {.most = 100};
	struct ndup_document document;
	struct ndup_reader *reader;
	struct ndup_position position;

	(void)state;
	reader = open_after(paths, NULL, &told);
	assert_int_equal(ndup_reader_next(reader, &document, NULL), NDUP_OK);
	assert_int_equal(ndup_reader_next(reader, &document, NULL), NDUP_OK);
	position = ndup_reader_record(reader)->end;
	assert_int_equal(position.file, 2);
	assert_int_equal(ndup_reader_next(reader, &document, NULL), NDUP_END);
	assert_int_equal(told.num, 2);
	ndup_reader_close(reader);
	reader = open_after(paths, NULL, &told);
	assert_int_equal(ndup_reader_skip(reader, &position, NULL), NDUP_OK);
	assert_int_equal(ndup_reader_next(reader, &document, NULL), NDUP_END);
	assert_int_equal(told.num, 4);
	ndup_reader_close(reader);
}

/* ---- standard input ------------------------------------------------------ */

/* Reads standard input from so many bytes on, then the file that it is. */
static void
assert_input(off_t begin, const char *ids)
{
	static const char *const paths[] = {"-", "d/a.txt", NULL};
	int saved = dup(STDIN_FILENO), file = open("d/a.txt", O_RDONLY);
	struct reading *reading;

	assert_true(saved >= 0 && file >= 0);
	assert_int_equal(dup2(file, STDIN_FILENO), STDIN_FILENO);
	assert_int_equal(lseek(STDIN_FILENO, begin, SEEK_SET), begin);
	reading = read_paths(paths, NULL);
	assert_ids(reading, ids);
	reading_free(reading);
	assert_int_equal(dup2(saved, STDIN_FILENO), STDIN_FILENO);
	close(saved);
	close(file);
}

/* It may be a file, and then is that; but not if it begins in the middle. */
static void
test_standard_input(void **state)
{
	(void)state;
	assert_input(0, "-");
	assert_input(1, "- d/a.txt");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_many),
	    cmocka_unit_test(test_identity),
	    cmocka_unit_test(test_overlaps),
	    cmocka_unit_test(test_copies),
	    cmocka_unit_test(test_unreadable),
	    cmocka_unit_test(test_changed),
	    cmocka_unit_test(test_after),
	    cmocka_unit_test(test_stopped),
	    cmocka_unit_test(test_go_on),
	    cmocka_unit_test(test_standard_input),
	};

	return cmocka_run_group_tests_name(
	    "once", tests, make_files, reading_leave);
}
