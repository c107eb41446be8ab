/*
 * test_record.c - what articles were read from, and going on from there
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <zlib.h>
#include <zstd.h>

#include "reading.h"

enum { MOST = 64 };

/* An article that came, or what was skipped. */
struct item {
	char *id; /* NULL: skipped */
	char *error;
	char *bytes;
	struct ndup_record record;
};

struct items {
	struct ndup_reader *reader;
	struct item list[MOST];
	size_t num;
};

static char *
copy_of(const void *bytes, size_t size)
{
	char *copy = malloc(size + 1);

	assert_non_null(copy);
	memcpy(copy, bytes, size);
	copy[size] = '\0';
	return copy;
}

static struct item *
add(struct items *items)
{
	struct item *item = &items->list[items->num++];

	assert_true(items->num < MOST);
	*item = (struct item){NULL, NULL, NULL, {.file = NULL}};
	item->record = *ndup_reader_record(items->reader);
	item->bytes = copy_of(
	    item->record.bytes.ptr == NULL ? "" : item->record.bytes.ptr,
	    item->record.bytes.len);
	item->record.file =
	    copy_of(item->record.file, strlen(item->record.file));
	return item;
}

static bool
skipped(void *ctx, const struct ndup_error *error)
{
	add(ctx)->error = copy_of(error->text, strlen(error->text));
	return true;
}

/* All of the paths, from a position on. */
static struct items *
read_from(const char *const *paths, const struct ndup_position *position,
    const char *encoding)
{
	struct items *items = calloc(1, sizeof *items);
	struct ndup_reader_options options;
	struct ndup_document document;

	assert_non_null(items);
	ndup_reader_options_init(&options, sizeof options);
	options.encoding = encoding;
	options.skipped = skipped;
	options.max_article = 100;
	options.ctx = items;
	assert_int_equal(
	    ndup_reader_open(&items->reader, paths, &options, NULL), NDUP_OK);
	if (position != NULL)
		assert_int_equal(
		    ndup_reader_skip(items->reader, position, NULL), NDUP_OK);
	while (ndup_reader_next(items->reader, &document, NULL) == NDUP_OK)
		add(items)->id = copy_of(document.id.ptr, document.id.len);
	ndup_reader_close(items->reader);
	return items;
}

static struct items *
read_all(const char *path, const char *encoding)
{
	const char *const paths[] = {path, NULL};

	return read_from(paths, NULL, encoding);
}

static void
free_items(struct items *items)
{
	size_t i;

	for (i = 0; i < items->num; i++) {
		free(items->list[i].id);
		free(items->list[i].error);
		free(items->list[i].bytes);
		free((char *)(uintptr_t)items->list[i].record.file);
	}
	free(items);
}

/* ---- what a record was --------------------------------------------------- */

static void
test_lines(void **state)
{
	static const char *const lines[] = {
	    "{\"text\":\"one\",\"id\":\"a\"}\r\n",
	    "  { \"text\" : \"two \\u0041\" }\t \n",
	    "\n",
	    "{\"text\":\"bad \xff byte\",\"id\":\"b\"}\n",
	    "{\"text\":\"half \\ud83d\",\"id\":\"c\"}\n",
	    "{\"text\":\n",
	    "{\"text\":\"five\",\"url\":\"d\"}",
	};
	static const char *const ids[] = {
	    "a", "x.jsonl:2", NULL, "b", "c", NULL, "d"};
	char all[1024] = "\xef\xbb\xbf";
	struct items *items;
	const struct item *item;
	size_t i, size;

	(void)state;
	for (i = 0; i < 7; i++)
		strcat(all, lines[i]);
	write_text("x.jsonl", all);
	items = read_all("x.jsonl", NULL);
	assert_int_equal(items->num, 6);
	size = 3;
	for (i = 0, item = items->list; i < 7; i++) {
		size += strlen(lines[i]);
		if (strcmp(lines[i], "\n") == 0)
			continue;
		assert_int_equal(
		    item->record.bytes.len, strcspn(lines[i], "\n"));
		assert_memory_equal(
		    item->bytes, lines[i], item->record.bytes.len);
		assert_int_equal(item->record.end.offset, size);
		assert_int_equal(item->record.line, i + 1);
		assert_int_equal(item->record.number, i + 1);
		assert_int_equal(item->record.is_id_made, i == 1);
		assert_false(item->record.is_converted);
		assert_string_equal(item->record.file, "x.jsonl");
		if (ids[i] != NULL)
			assert_string_equal(item->id, ids[i]);
		else
			assert_non_null(item->error);
		item++;
	}
	free_items(items);
}

static void
test_array(void **state)
{
	static const char first[] = "{\n \"id\": \"a\",\n \"text\": \"one\"\n}";
	static const char second[] = "{\"text\":\"t\xfe\"}";
	char all[256];
	struct items *items;

	(void)state;
	snprintf(all, sizeof all, "[\n%s, 7,\n%s ]\n", first, second);
	write_text("x.json", all);
	items = read_all("x.json", NULL);
	assert_int_equal(items->num, 3);
	assert_string_equal(items->list[0].bytes, first);
	assert_int_equal(items->list[0].record.line, 2);
	assert_int_equal(items->list[0].record.number, 1);
	assert_string_equal(items->list[1].bytes, "7");
	assert_null(items->list[1].id);
	assert_string_equal(items->list[2].bytes, second);
	assert_string_equal(items->list[2].id, "x.json:3");
	assert_true(items->list[2].record.is_id_made);
	free_items(items);
}

/* Other encodings come as UTF-8; text files have no record. */
static void
test_others(void **state)
{
	static const char utf16[] = "\xff\xfe{\0\"\0t\0e\0x\0t\0\"\0:\0\"\0"
				    "\xe9\0\"\0}\0\n";
	struct items *items;

	(void)state;
	write_bytes("x.jsonl", utf16, sizeof utf16);
	items = read_all("x.jsonl", NULL);
	assert_int_equal(items->num, 1);
	assert_string_equal(items->list[0].bytes, "{\"text\":\"\xc3\xa9\"}");
	assert_true(items->list[0].record.is_converted);
	free_items(items);
	write_text("x.jsonl", "{\"text\":\"\xe9\"}\n");
	items = read_all("x.jsonl", "latin1");
	assert_string_equal(items->list[0].bytes, "{\"text\":\"\xc3\xa9\"}");
	assert_true(items->list[0].record.is_converted);
	free_items(items);
	write_text("x.txt", "One article.");
	items = read_all("x.txt", NULL);
	assert_int_equal(items->num, 1);
	assert_int_equal(items->list[0].record.bytes.len, 0);
	assert_int_equal(items->list[0].record.line, 0);
	assert_false(items->list[0].record.is_id_made);
	free_items(items);
	items = read_all("nowhere/x.txt", NULL);
	assert_int_equal(items->num, 1);
	assert_string_equal(items->list[0].record.file, "nowhere/x.txt");
	assert_int_equal(items->list[0].record.line, 0);
	free_items(items);
}

/* A line that is too long to be held: its place is known all the same. */
static void
test_too_long(void **state)
{
	enum { LONG = 3 << 20 };
	char *all = malloc(LONG + 64);
	struct items *items;

	(void)state;
	assert_non_null(all);
	memset(all, ' ', LONG);
	strcpy(all + LONG, "\n{\"text\":\"t\"}\n");
	write_text("x.jsonl", all);
	items = read_all("x.jsonl", NULL);
	assert_int_equal(items->num, 2);
	assert_non_null(items->list[0].error);
	assert_int_equal(items->list[0].record.bytes.len, 0);
	assert_int_equal(items->list[0].record.end.offset, LONG + 1);
	assert_string_equal(items->list[1].bytes, "{\"text\":\"t\"}");
	free_items(items);
	free(all);
}

/* ---- going on ------------------------------------------------------------ */

static const char records[] =
    "{\"id\":\"a\",\"text\":\"one\"}\n\n{\"text\":\"two\"}\r\n{\"text\":7}\n"
    "{\"text\":\"three\"}\n{\"id\":\"e\",\"text\":\"four\"}";

static void
write_gzip(const char *path)
{
	gzFile file = gzopen(path, "wb");

	assert_non_null(file);
	assert_true(gzwrite(file, records, sizeof records - 1) > 0);
	assert_int_equal(gzclose(file), Z_OK);
}

static void
write_zstd(const char *path)
{
	char packed[1024];
	size_t size = ZSTD_compress(
	    packed, sizeof packed, records, sizeof records - 1, 1);

	write_bytes(path, packed, size);
}

static void
write_files(void)
{
	static const char utf16[] =
	    "\xff\xfe{\0\"\0t\0e\0x\0t\0\"\0:\0\"\0a\0\"\0}\0\n\0"
	    "{\0\"\0t\0e\0x\0t\0\"\0:\0\"\0b\0\"\0}\0\n";

	write_text("1.jsonl", records);
	write_gzip("2.jsonl.gz");
	write_text("4.json", "[{\"text\":\"one\"},\n7, {\"text\":\"two\"}, "
			     "{\"text\": \"x\n\"},\n{\"text\":\"three\"}]");
	write_zstd("5.jsonl.zst");
	write_text("6.txt", "An article.");
	write_bytes("7.jsonl", utf16, sizeof utf16);
	write_bytes("8.jsonl.gz", "\x1f\x8b\x08\0", 4);
	write_text("9.jsonl", "\xef\xbb\xbf{\"text\":\"nine\"}\n");
}

static void
assert_same(const struct item *x, const struct item *y)
{
	assert_int_equal(x->id == NULL, y->id == NULL);
	assert_string_equal(
	    x->id == NULL ? x->error : x->id, y->id == NULL ? y->error : y->id);
	assert_string_equal(x->bytes, y->bytes);
	assert_string_equal(x->record.file, y->record.file);
	assert_memory_equal(
	    &x->record.end, &y->record.end, sizeof x->record.end);
	assert_int_equal(x->record.line, y->record.line);
	assert_int_equal(x->record.number, y->record.number);
}

/* Behind each record the rest is what it was. */
static void
test_go_on(void **state)
{
	const char *const paths[] = {"1.jsonl", "2.jsonl.gz", "3.jsonl",
	    "4.json", "5.jsonl.zst", "6.txt", "7.jsonl", "8.jsonl.gz",
	    "9.jsonl", NULL};
	struct items *all, *rest;
	size_t i, j;

	(void)state;
	write_files();
	all = read_from(paths, NULL, NULL);
	assert_true(all->num > 25);
	for (i = 0; i < all->num; i++) {
		rest = read_from(paths, &all->list[i].record.end, NULL);
		assert_int_equal(rest->num, all->num - i - 1);
		for (j = 0; j < rest->num; j++)
			assert_same(&rest->list[j], &all->list[i + 1 + j]);
		free_items(rest);
	}
	free_items(all);
}

/* Standard input that is a file: from where it stands. */
static void
test_standard_input(void **state)
{
	const char *const paths[] = {"-", NULL};
	int saved = dup(STDIN_FILENO), file;
	struct items *all, *rest;
	char *large = malloc(1 << 20);

	(void)state;
	assert_non_null(large);
	memset(large, ' ', 1 << 20);
	memcpy(large, "before\n{\"text\":\"a\"}\n", 20);
	memcpy(large + 600000, "\n{\"text\":\"b\"}\n", 14);
	memcpy(large + 900000, "\n{\"text\":\"c\"}\n", 14);
	write_bytes("x", large, 1 << 20);
	free(large);
	assert_true((file = open("x", O_RDONLY)) >= 0);
	assert_int_equal(dup2(file, STDIN_FILENO), STDIN_FILENO);
	close(file);
	assert_int_equal(lseek(STDIN_FILENO, 7, SEEK_SET), 7);
	all = read_all("-", NULL);
	assert_int_equal(all->num, 3);
	assert_int_equal(lseek(STDIN_FILENO, 7, SEEK_SET), 7);
	rest = read_from(paths, &all->list[1].record.end, NULL);
	assert_int_equal(rest->num, 1);
	assert_same(&rest->list[0], &all->list[2]);
	free_items(rest);
	free_items(all);
	assert_int_equal(dup2(saved, STDIN_FILENO), STDIN_FILENO);
	close(saved);
}

static void
test_shorter(void **state)
{
	const char *const paths[] = {"x.jsonl", "y.jsonl.gz", "z.json", NULL};
	struct ndup_position position = {0, sizeof records + 1, 6, 6};
	struct items *items;

	(void)state;
	write_text("x.jsonl", records);
	write_gzip("y.jsonl.gz");
	write_text("z.json", "[{\"text\":\"one\"}]");
	for (; position.file < 3; position.file++) {
		items = read_from(paths, &position, NULL);
		assert_non_null(items->list[0].error);
		assert_non_null(strstr(items->list[0].error,
		    "is shorter than when it was read before"));
		assert_non_null(
		    strstr(items->list[0].error, paths[position.file]));
		free_items(items);
	}
}

static void
test_too_late(void **state)
{
	const char *const paths[] = {"x.jsonl", NULL};
	const struct ndup_position position = {0, 0, 0, 0};
	struct ndup_document document;
	struct ndup_reader *reader;

	(void)state;
	write_text("x.jsonl", records);
	assert_int_equal(ndup_reader_open(&reader, paths, NULL, NULL), NDUP_OK);
	assert_int_equal(ndup_reader_next(reader, &document, NULL), NDUP_OK);
	assert_int_equal(ndup_reader_skip(reader, &position, NULL), NDUP_PARAM);
	ndup_reader_close(reader);
}

/* ---- a pipe that waits --------------------------------------------------- */

struct pipe_end {
	int file, reading;
	const char *const *pieces; /* written one each time; then the end */
	bool stop;                 /* in place of the end */
	unsigned num_calls;
};

static bool
write_piece(void *ctx, int file)
{
	struct pipe_end *end = ctx;
	const char *piece = *end->pieces++;

	assert_int_equal(file, STDIN_FILENO);
	end->num_calls++;
	if (piece == NULL && end->stop)
		return false;
	if (piece == NULL)
		close(end->file);
	else
		assert_int_equal(
		    write(end->file, piece, strlen(piece)), strlen(piece));
	return true;
}

/* Reads pieces from standard input; returns the last status. */
static enum ndup_status
read_pieces(struct pipe_end *end, const char *const *wanted)
{
	const char *const paths[] = {"-", "more.jsonl", NULL};
	int saved = dup(STDIN_FILENO), ends[2];
	struct ndup_reader_options options;
	struct ndup_document document;
	struct ndup_reader *reader;
	enum ndup_status status;
	size_t num = 0;

	assert_int_equal(pipe(ends), 0);
	end->file = ends[1];
	assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	close(ends[0]);
	ndup_reader_options_init(&options, sizeof options);
	options.format = "jsonl";
	options.idle = write_piece;
	options.ctx = end;
	assert_int_equal(
	    ndup_reader_open(&reader, paths, &options, NULL), NDUP_OK);
	while (
	    (status = ndup_reader_next(reader, &document, NULL)) == NDUP_OK) {
		assert_non_null(wanted[num]);
		assert_int_equal(document.text.len, strlen(wanted[num]));
		assert_memory_equal(
		    document.text.ptr, wanted[num], document.text.len);
		num++;
	}
	assert_null(wanted[num]);
	ndup_reader_close(reader);
	if (end->stop)
		close(end->file);
	assert_int_equal(dup2(saved, STDIN_FILENO), STDIN_FILENO);
	close(saved);
	return status;
}

static void
test_idle(void **state)
{
	static const char *const pieces[] = {"{\"te", "xt\":\"one\"}\n",
	    "{\"text\":\"two\"}\n{\"text\":\"three\"}\n{\"text\"", ":\"four\"}",
	    NULL};
	static const char *const all[] = {
	    "one", "two", "three", "four", "more", NULL};
	static const char *const whole[] = {"one", "two", "three", NULL};
	struct pipe_end end = {.pieces = pieces};

	(void)state;
	write_text("more.jsonl", "{\"text\":\"more\"}\n");
	assert_int_equal(read_pieces(&end, all), NDUP_END);
	assert_int_equal(end.num_calls, 5);
	end = (struct pipe_end){.pieces = pieces, .stop = true};
	assert_int_equal(read_pieces(&end, whole), NDUP_STOPPED);
}

static bool
stop_at_once(void *ctx, int file)
{
	(void)file;
	++*(int *)ctx;
	return false;
}

/* A named pipe to which nobody writes. */
static void
test_no_writer(void **state)
{
	const char *const paths[] = {"fifo", NULL};
	struct ndup_reader_options options;
	struct ndup_document document;
	struct ndup_reader *reader;
	int num_calls = 0;

	(void)state;
	assert_int_equal(mkfifo("fifo", 0600), 0);
	ndup_reader_options_init(&options, sizeof options);
	options.idle = stop_at_once;
	options.ctx = &num_calls;
	assert_int_equal(
	    ndup_reader_open(&reader, paths, &options, NULL), NDUP_OK);
	assert_int_equal(
	    ndup_reader_next(reader, &document, NULL), NDUP_STOPPED);
	assert_int_equal(num_calls, 1);
	ndup_reader_close(reader);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_lines),
	    cmocka_unit_test(test_array),
	    cmocka_unit_test(test_others),
	    cmocka_unit_test(test_too_long),
	    cmocka_unit_test(test_go_on),
	    cmocka_unit_test(test_standard_input),
	    cmocka_unit_test(test_shorter),
	    cmocka_unit_test(test_too_late),
	    cmocka_unit_test(test_idle),
	    cmocka_unit_test(test_no_writer),
	};

	return cmocka_run_group_tests_name(
	    "record", tests, reading_enter, reading_leave);
}
