/*
 * test_reader.c - paths of all kinds, standard input, counts, and stopping
 */
#include <fcntl.h>
#include <sys/wait.h>

#include <zlib.h>
#include <zstd.h>

#include "reading.h"

static void
write_gzip(const char *path, const char *text)
{
	gzFile file = gzopen(path, "ab");

	assert_non_null(file);
	assert_int_equal(gzputs(file, text), strlen(text));
	assert_int_equal(gzclose(file), Z_OK);
}

static void
write_zstd(const char *path, const char *text)
{
	char packed[4096];

	write_bytes(path, packed,
	    ZSTD_compress(packed, sizeof packed, text, strlen(text), 3));
}

static void
all_kinds_of_files_are_read(void **state)
{
	static const char *const paths[] = {"k.txt.gz", "k.zst", "k.jsonl.zst",
	    "k.ndjson.gz", "k.json.gz", "k.JSON", NULL};
	struct reading *reading;

	(void)state;
	write_gzip("k.txt.gz", "one ");
	write_gzip("k.txt.gz", "two");
	write_zstd("k.zst", "text");
	write_zstd("k.jsonl.zst", "{\"id\":1,\"text\":\"a\"}\n");
	write_gzip("k.ndjson.gz", "{\"id\":2,");
	write_gzip("k.ndjson.gz", "\"text\":\"a\"}\n{\"text\":\"b\"}");
	write_gzip("k.json.gz", "[{\"text\":\"a\"}\n]");
	write_text("k.JSON", "{\"text\":\"a\"}");
	reading = read_paths(paths, NULL);
	assert_ids(
	    reading, "k.txt.gz k.zst 1 2 k.ndjson.gz:2 k.json.gz:1 k.JSON:1");
	assert_string_equal(reading->articles[0].text.ptr, "one two");
	assert_int_equal(reading->articles[0].title.len, 0);
	assert_int_equal(reading->num_errors, 0);
	assert_int_equal(reading->counts.files, 6);
	assert_int_equal(reading->counts.bytes, 7 + 4 + 1 + 1 + 1 + 1 + 1);
	assert_int_equal(
	    reading->counts.input_done, reading->counts.input_total);
	reading_free(reading);
}

static void
a_format_given_goes_before_the_name(void **state)
{
	static const char *const paths[] = {"f.txt", "f.dat", NULL};
	struct ndup_reader_options options;
	struct reading *reading;

	(void)state;
	write_text("f.txt", "{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":"
			    "\"b\"}\n");
	write_text("f.dat", "[{\"id\":3,\"text\":\"c\"}]");
	ndup_reader_options_init(&options, sizeof options);
	reading = read_paths(paths, &options);
	assert_ids(reading, "f.txt f.dat");
	reading_free(reading);
	options.format = "json";
	reading = read_paths(paths, &options);
	assert_ids(reading, "1 2 3");
	reading_free(reading);
	options.format = "jsonl";
	reading = read_path("f.txt", &options);
	assert_ids(reading, "1 2");
	reading_free(reading);
}

/* Reads "-" while another process writes the bytes in pieces into a pipe. */
static struct reading *
read_stdin(const char *bytes, size_t size, size_t piece,
    const struct ndup_reader_options *options)
{
	struct reading *reading;
	int ends[2], saved = dup(STDIN_FILENO), status;
	size_t done, some;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	if ((child = fork()) == 0) {
		close(ends[0]);
		for (done = 0; done < size; done += some) {
			some = size - done < piece ? size - done : piece;
			if (write(ends[1], bytes + done, some) != (ssize_t)some)
				_exit(1);
		}
		_exit(0);
	}
	close(ends[1]);
	assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	close(ends[0]);
	reading = read_path("-", options);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	dup2(saved, STDIN_FILENO);
	close(saved);
	return reading;
}

static void
standard_input_tells_what_it_is(void **state)
{
	static const struct {
		const char *bytes, *ids;
	} inputs[] = {
	    {"A text.\n", "-"},
	    {" \n{\"id\":1,\"text\":\"a\"}\n{\"text\":\"b\"}\n", "1 -:3"},
	    {"{\"id\":1,\"text\":\"a\"}", "1"},
	    {"{\n\"text\":\"a\"}", "-:1"},
	    {"\xef\xbb\xbf[{\"id\":1,\"text\":\"a\"},{\"text\":\"b\"}]",
		"1 -:2"},
	    {"{\"id\":1,\"text\":\"a\n{\"id\":2,\"text\":\"b\"}\n", "2"},
	    {"\xff\xfe{\0\"\0t\0e\0x\0t\0\"\0:\0\"\0a\0\"\0}\0", "-:1"},
	};
	struct reading *reading;
	size_t i, piece, size;

	(void)state;
	for (i = 0; i < sizeof inputs / sizeof inputs[0]; i++) {
		for (piece = 1; piece < 100; piece += 49) {
			size = inputs[i].bytes[0] == '\xff'
				   ? 26
				   : strlen(inputs[i].bytes);
			reading =
			    read_stdin(inputs[i].bytes, size, piece, NULL);
			assert_ids(reading, inputs[i].ids);
			reading_free(reading);
		}
	}
}

static void
standard_input_may_be_packed_or_given_a_format(void **state)
{
	struct ndup_reader_options options;
	struct reading *reading;
	char bytes[4096];
	size_t size;
	FILE *file;

	(void)state;
	write_gzip("in.gz", "{\"id\":1,\"text\":\"a\"}\n");
	file = fopen("in.gz", "rb");
	size = fread(bytes, 1, sizeof bytes, file);
	fclose(file);
	reading = read_stdin(bytes, size, 3, NULL);
	assert_ids(reading, "1");
	reading_free(reading);
	reading = read_stdin(bytes, size - 4, 3, NULL);
	assert_ids(reading, "1");
	assert_error_has(reading, 0, "standard input: truncated gzip data");
	reading_free(reading);
	ndup_reader_options_init(&options, sizeof options);
	options.format = "text";
	reading = read_stdin("{\"id\":1}", 8, 8, &options);
	assert_ids(reading, "-");
	reading_free(reading);
	reading = read_stdin("", 0, 8, NULL);
	assert_error(reading, 0, "standard input: the file is empty");
	assert_int_equal(reading->counts.no_text, 1);
	reading_free(reading);
}

static void
what_cannot_be_read_is_counted_and_the_rest_goes_on(void **state)
{
	static const char *const paths[] = {"nowhere", "blank.txt", "cut.gz",
	    "mixed.jsonl", "cut.jsonl.gz", "good.txt", NULL};
	struct reading *reading;

	(void)state;
	write_text("blank.txt", " \n\t\xe3\x80\x80\n");
	write_text("good.txt", "good");
	write_gzip("cut.gz", "some text that is cut");
	assert_int_equal(truncate("cut.gz", 35), 0);
	write_gzip("cut.jsonl.gz", "{\"id\":7,\"text\":\"whole\"}\n");
	write_gzip("cut.jsonl.gz", "{\"id\":8,\"text\":\"cut here\"}\n");
	assert_int_equal(truncate("cut.jsonl.gz", 70), 0);
	write_text("mixed.jsonl", "{\"id\":1,\"text\":\"a\",\"date\":\"?\"}\n"
				  "{broken}\n{\"id\":2}\n"
				  "{\"id\":3,\"text\":\"b\xff ccccccccc\"}\n");
	reading = read_paths(paths, NULL);
	assert_ids(reading, "cut.gz 1 3 7 good.txt");
	assert_int_equal(reading->counts.files, 5);
	assert_int_equal(reading->counts.unreadable, 3);
	assert_int_equal(reading->counts.broken, 1);
	assert_int_equal(reading->counts.no_text, 2);
	assert_int_equal(reading->counts.bad_bytes, 1);
	assert_int_equal(reading->counts.bad_dates, 1);
	assert_int_equal(reading->num_errors, 6);
	assert_error_has(reading, 0, "nowhere: ");
	assert_error(reading, 1, "blank.txt: nothing but white space");
	assert_error_has(reading, 2, "cut.gz: truncated gzip data");
	assert_error_has(reading, 3, "mixed.jsonl:2: not valid JSON: ");
	assert_error_has(reading, 4, "mixed.jsonl:3: no text field");
	assert_error_has(reading, 5, "cut.jsonl.gz: truncated gzip data");
	reading_free(reading);
}

static void
long_files_are_left_out(void **state)
{
	struct ndup_reader_options options;
	struct reading *reading;

	(void)state;
	write_text("ten.txt", "0123456789");
	ndup_reader_options_init(&options, sizeof options);
	assert_int_equal(options.max_article, 16 * 1024 * 1024);
	options.max_article = 10;
	reading = read_path("ten.txt", &options);
	assert_ids(reading, "ten.txt");
	reading_free(reading);
	options.max_article = 9;
	reading = read_path("ten.txt", &options);
	assert_int_equal(reading->counts.too_long, 1);
	assert_error(reading, 0, "ten.txt: longer than the limit of 9 bytes");
	assert_string_equal(reading->errors[0].remedy, "max_article");
	assert_int_equal(
	    reading->counts.input_done, reading->counts.input_total);
	reading_free(reading);
}

/* The header and dateline of a text are known when it comes out. */
static void
datelines_are_read(void **state)
{
	struct reading *reading;
	struct ndup_document *article;
	char buf[32];

	(void)state;
	write_text("d.txt", " date 2022-06-27 MOSCOW, June 27. /TASS/. Talks "
			    "will be held tomorrow.\n");
	reading = read_path("d.txt", NULL);
	article = reading->articles;
	assert_string_equal(article->source.ptr, "TASS");
	assert_string_equal(article->place.ptr, "MOSCOW");
	assert_string_equal(
	    ndup_time_format(&article->published, buf), "2022-06-27");
	assert_string_equal(article->text.ptr + article->text_begin,
	    "Talks will be held tomorrow.\n");
	reading_free(reading);
}

static void
nothing_to_read_is_no_error(void **state)
{
	static const char *const none[] = {NULL};
	struct reading *reading = read_paths(none, NULL);

	(void)state;
	assert_int_equal(reading->num_articles + reading->num_errors, 0);
	reading_free(reading);
}

static bool
stop(void *ctx, const struct ndup_error *error)
{
	(void)error;
	++*(int *)ctx;
	return false;
}

static void
the_caller_can_stop(void **state)
{
	static const char *const paths[] = {"nowhere", "elsewhere", NULL};
	struct ndup_reader_options options;
	struct ndup_document document;
	struct ndup_reader *reader;
	struct ndup_error error;
	int num_calls = 0;

	(void)state;
	ndup_reader_options_init(&options, sizeof options);
	options.skipped = stop;
	options.ctx = &num_calls;
	assert_int_equal(
	    ndup_reader_open(&reader, paths, &options, NULL), NDUP_OK);
	assert_int_equal(
	    ndup_reader_next(reader, &document, &error), NDUP_STOPPED);
	assert_int_equal(error.status, NDUP_STOPPED);
	assert_int_equal(num_calls, 1);
	ndup_reader_close(reader);
	ndup_reader_close(NULL);
}

/* Options and paths are copied; no callback: counted all the same. */
static void
the_caller_keeps_nothing(void **state)
{
	char path[] = "copy.jsonl", field[] = "t", glob[] = "x";
	const char *paths[] = {path, "nowhere", NULL}, *globs[] = {glob, NULL};
	struct ndup_reader_options options;
	const struct ndup_reader_counts *counts;
	struct ndup_document document;
	struct ndup_reader *reader;

	(void)state;
	write_text("copy.jsonl", "{\"t\":\"a\"}\n");
	ndup_reader_options_init(&options, sizeof options);
	options.text_field = field;
	options.exclude = globs;
	assert_int_equal(
	    ndup_reader_open(&reader, paths, &options, NULL), NDUP_OK);
	memset(path, '?', sizeof path);
	memset(field, '?', sizeof field);
	memset(glob, '?', sizeof glob);
	memset(paths, 0, sizeof paths);
	memset(globs, 0, sizeof globs);
	memset(&options, 0, sizeof options);
	assert_int_equal(ndup_reader_next(reader, &document, NULL), NDUP_OK);
	assert_int_equal(document.text.len, 1);
	assert_int_equal(ndup_reader_next(reader, &document, NULL), NDUP_END);
	assert_int_equal(ndup_reader_next(reader, &document, NULL), NDUP_END);
	counts = ndup_reader_count(reader);
	assert_int_equal(counts->articles, 1);
	assert_int_equal(counts->unreadable, 1);
	ndup_reader_close(reader);
}

static void
impossible_options_are_refused(void **state)
{
	static const char *const paths[] = {"x", NULL};
	struct ndup_reader_options options, good;
	struct ndup_reader *reader;
	struct ndup_error error;

	(void)state;
	ndup_reader_options_init(&good, sizeof good);
	options = good;
	options.format = "xml";
	assert_int_equal(
	    ndup_reader_open(&reader, paths, &options, &error), NDUP_PARAM);
	assert_string_equal(error.text,
	    "unknown input format \"xml\": it can be text, jsonl or json");
	options = good;
	options.max_article = 0;
	assert_int_equal(
	    ndup_reader_open(&reader, paths, &options, &error), NDUP_PARAM);
	memset(&options, 0, sizeof options);
	assert_int_equal(
	    ndup_reader_open(&reader, paths, &options, &error), NDUP_PARAM);
	assert_null(reader);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(all_kinds_of_files_are_read),
	    cmocka_unit_test(a_format_given_goes_before_the_name),
	    cmocka_unit_test(standard_input_tells_what_it_is),
	    cmocka_unit_test(standard_input_may_be_packed_or_given_a_format),
	    cmocka_unit_test(
		what_cannot_be_read_is_counted_and_the_rest_goes_on),
	    cmocka_unit_test(long_files_are_left_out),
	    cmocka_unit_test(datelines_are_read),
	    cmocka_unit_test(nothing_to_read_is_no_error),
	    cmocka_unit_test(the_caller_can_stop),
	    cmocka_unit_test(the_caller_keeps_nothing),
	    cmocka_unit_test(impossible_options_are_refused),
	};

	return cmocka_run_group_tests_name(
	    "reader", tests, reading_enter, reading_leave);
}
