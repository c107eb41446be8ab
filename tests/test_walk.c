/*
 * test_walk.c - which files of a folder are read, and in which order
 */
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "reading.h"

static void
make_folder(const char *path)
{
	assert_int_equal(mkdir(path, 0777), 0);
}

/* news/ with a bit of everything. */
static int
make_news(void **state)
{
	static const char *const folders[] = {
	    "news", "news/b", "news/b/deep", "news/.hidden", "news/old"};
	static const char *const files[] = {"news/a.txt", "news/c.TEXT",
	    "news/B.md", "news/README", "news/b/2.txt", "news/b/10.txt",
	    "news/b/deep/x.txt", "news/.secret.txt", "news/.hidden/y.txt",
	    "news/old/1.txt", "news/old/2.txt", "news/a.pdf", "news/b/b.PDF",
	    "news/b/c.tar.gz", "news/z\n\033.e\033x"};
	size_t i;

	if (reading_enter(state) != 0)
		return -1;
	for (i = 0; i < sizeof folders / sizeof folders[0]; i++)
		make_folder(folders[i]);
	for (i = 0; i < sizeof files / sizeof files[0]; i++)
		write_text(files[i], files[i]);
	write_bytes("news/tool",
	    "\x7f"
	    "ELF\0\0\0",
	    7);
	return 0;
}

static const char all[] =
    "news/B.md news/README news/a.txt news/b/10.txt news/b/2.txt "
    "news/b/deep/x.txt news/c.TEXT news/old/1.txt news/old/2.txt";

static void
files_come_sorted_and_hidden_ones_not_at_all(void **state)
{
	static const char *const names[] = {"news", "news/", "news///"};
	struct reading *reading;
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		reading = read_path(names[i], NULL);
		assert_ids(reading, all);
		assert_int_equal(reading->num_errors, 0);
		assert_string_equal(
		    reading->kinds, " 1, .e?x 1, .pdf 2, .tar.gz 1, ");
		assert_int_equal(
		    reading->counts.input_done, reading->counts.input_total);
		reading_free(reading);
	}
}

static void
a_folder_given_is_read_even_if_hidden(void **state)
{
	struct reading *reading = read_path("news/.hidden", NULL);

	(void)state;
	assert_ids(reading, "news/.hidden/y.txt");
	reading_free(reading);
	assert_int_equal(chdir("news/b/deep"), 0);
	reading = read_path(".", NULL);
	assert_ids(reading, "./x.txt");
	reading_free(reading);
	reading = read_path("..", NULL);
	assert_ids(reading, "../10.txt ../2.txt ../deep/x.txt");
	reading_free(reading);
	assert_int_equal(chdir(reading_folder), 0);
}

static void
assert_excluded(const char *first, const char *second, const char *ids)
{
	const char *const exclude[] = {first, second, NULL};
	struct ndup_reader_options options;
	struct reading *reading;

	ndup_reader_options_init(&options, sizeof options);
	options.exclude = exclude;
	reading = read_path("news", &options);
	assert_ids(reading, ids);
	reading_free(reading);
}

static void
globs_exclude_names_paths_and_folders(void **state)
{
	(void)state;
	assert_excluded("*.txt", "*.TEXT", "news/B.md news/README");
	assert_excluded("[b-o]*", NULL, "news/B.md news/README news/a.txt");
	assert_excluded("b/*", "old/2*",
	    "news/B.md news/README news/a.txt news/c.TEXT news/old/1.txt");
	assert_excluded("old/", "a.txt/",
	    "news/B.md news/README news/a.txt news/b/10.txt news/b/2.txt "
	    "news/b/deep/x.txt news/c.TEXT");
	assert_excluded(
	    "deep", "?.txt", "news/B.md news/README news/b/10.txt news/c.TEXT");
	assert_excluded("news*", "news/a.txt", all);
}

static void
files_given_are_read_whatever_they_are(void **state)
{
	static const char *const paths[] = {"news/a.pdf", "news/tool",
	    "news/.secret.txt", "nowhere", "news/a.txt", NULL};
	const char *const exclude[] = {"*", NULL};
	struct ndup_reader_options options;
	struct reading *reading;

	(void)state;
	ndup_reader_options_init(&options, sizeof options);
	options.exclude = exclude;
	reading = read_paths(paths, &options);
	assert_ids(reading, "news/a.pdf news/.secret.txt news/a.txt");
	assert_int_equal(reading->num_errors, 2);
	assert_error(reading, 0, "news/tool: a binary file, not text");
	assert_error_has(reading, 1, "nowhere: ");
	assert_int_equal(reading->errors[1].status, NDUP_IO);
	assert_int_equal(reading->counts.unreadable, 2);
	reading_free(reading);
}

static void
links_are_followed_when_asked(void **state)
{
	struct ndup_reader_options options;
	struct reading *reading;

	(void)state;
	make_folder("links");
	make_folder("links/real");
	write_text("links/real/a.txt", "one");
	assert_int_equal(symlink("real", "links/folder"), 0);
	assert_int_equal(symlink("real/a.txt", "links/file.txt"), 0);
	assert_int_equal(symlink("..", "links/real/up"), 0);
	assert_int_equal(symlink("nowhere.txt", "links/gone.txt"), 0);
	assert_int_equal(symlink("self", "links/self"), 0);
	reading = read_path("links", NULL);
	assert_ids(reading, "links/real/a.txt");
	assert_int_equal(reading->num_errors, 0);
	reading_free(reading);
	ndup_reader_options_init(&options, sizeof options);
	options.follow_links = true;
	reading = read_path("links", &options);
	assert_ids(reading, "links/file.txt"); /* the others are that file */
	assert_int_equal(reading->counts.repeated_files, 2);
	assert_int_equal(reading->num_errors, 2);
	assert_error_has(reading, 0, "links/gone.txt: ");
	assert_error_has(reading, 1, "links/self: ");
	reading_free(reading);
	reading = read_path("links/folder", NULL);
	assert_ids(reading, "links/folder/a.txt");
	reading_free(reading);
}

static void
make_socket(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int file = socket(AF_UNIX, SOCK_STREAM, 0);

	strcpy(address.sun_path, path);
	assert_int_equal(
	    bind(file, (struct sockaddr *)&address, sizeof address), 0);
	close(file);
}

static void
other_things_than_files_are_left_out_and_counted(void **state)
{
	static const char *const exclude[] = {"out*", NULL};
	struct ndup_reader_options options;
	struct reading *reading;

	(void)state;
	make_folder("odd");
	make_folder("odd/empty");
	assert_int_equal(mkfifo("odd/pipe.txt", 0666), 0);
	assert_int_equal(mkfifo("odd/empty/pipe", 0666), 0);
	assert_int_equal(mkfifo("odd/.hidden", 0666), 0);
	assert_int_equal(mkfifo("odd/out.txt", 0666), 0);
	make_socket("odd/socket.jsonl");
	assert_int_equal(symlink("/dev/null", "odd/null.txt"), 0);
	ndup_reader_options_init(&options, sizeof options);
	options.exclude = exclude;
	reading = read_path("odd", &options);
	assert_int_equal(reading->num_articles, 0);
	assert_int_equal(reading->num_errors, 0);
	assert_string_equal(reading->kinds, "pipe 2, socket 1, ");
	reading_free(reading);
	options.follow_links = true;
	reading = read_path("odd", &options);
	assert_int_equal(reading->num_errors, 0);
	assert_string_equal(reading->kinds, "device 1, pipe 2, socket 1, ");
	reading_free(reading);
}

static void
a_locked_folder_costs_only_itself(void **state)
{
	struct reading *reading;

	(void)state;
	if (geteuid() == 0)
		skip();
	make_folder("half");
	make_folder("half/b");
	write_text("half/a.txt", "a");
	write_text("half/b/b.txt", "b");
	write_text("half/c.txt", "c");
	assert_int_equal(chmod("half/b", 0), 0);
	reading = read_path("half", NULL);
	assert_int_equal(chmod("half/b", 0700), 0);
	assert_ids(reading, "half/a.txt half/c.txt");
	assert_int_equal(reading->num_errors, 1);
	assert_error_has(reading, 0, "half/b: ");
	reading_free(reading);
}

/* Suffixes without number must not become a list without end. */
static void
kinds_are_limited(void **state)
{
	struct reading *reading;
	char name[64];
	int i;

	(void)state;
	make_folder("many");
	for (i = 0; i < 300; i++) {
		snprintf(name, sizeof name, "many/file.%d", i);
		write_text(name, "x");
	}
	reading = read_path("many", NULL);
	assert_int_equal(reading->counts.num_kinds, 201);
	assert_int_equal(strncmp(reading->kinds, ".* 100, .", 9), 0);
	reading_free(reading);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(files_come_sorted_and_hidden_ones_not_at_all),
	    cmocka_unit_test(a_folder_given_is_read_even_if_hidden),
	    cmocka_unit_test(globs_exclude_names_paths_and_folders),
	    cmocka_unit_test(files_given_are_read_whatever_they_are),
	    cmocka_unit_test(links_are_followed_when_asked),
	    cmocka_unit_test(other_things_than_files_are_left_out_and_counted),
	    cmocka_unit_test(a_locked_folder_costs_only_itself),
	    cmocka_unit_test(kinds_are_limited),
	};

	return cmocka_run_group_tests_name(
	    "walk", tests, make_news, reading_leave);
}
