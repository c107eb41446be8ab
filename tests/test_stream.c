/*
 * test_stream.c - plain, gzip and zstd; whole, in pieces, cut and damaged
 */
#include <zlib.h>
#include <zstd.h>

#include "reading.h"

#include "input/source.h"

enum { TEXT_SIZE = 700 * 1000, SEED = 20240601 };

static char *text; /* TEXT_SIZE bytes, compressible, no two lines equal */
static unsigned long long state = SEED;

static unsigned
draw(unsigned below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33) % below;
}

static int
make_text(void **unused)
{
	size_t size = 0;

	text = malloc(TEXT_SIZE + 64);
	while (size < TEXT_SIZE)
		size += (size_t)sprintf(
		    text + size, "line %zu %u\n", size, draw(100000));
	return reading_enter(unused);
}

static int
drop_text(void **unused)
{
	free(text);
	return reading_leave(unused);
}

static void
append_gzip(const char *path, const char *bytes, size_t size)
{
	gzFile file = gzopen(path, "ab");

	assert_non_null(file);
	assert_int_equal(gzwrite(file, bytes, (unsigned)size), size);
	assert_int_equal(gzclose(file), Z_OK);
}

static void
append(const char *path, const void *bytes, size_t size)
{
	FILE *file = fopen(path, "ab");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static void
append_zstd(const char *path, const char *bytes, size_t size)
{
	size_t room = ZSTD_compressBound(size);
	void *packed = malloc(room);

	append(path, packed, ZSTD_compress(packed, room, bytes, size, 1));
	free(packed);
}

/* Cuts a file to so many bytes, or counted from its end. */
static void
cut(const char *path, long size)
{
	FILE *file = fopen(path, "rb");

	assert_non_null(file);
	if (size < 0) {
		fseek(file, 0, SEEK_END);
		size += ftell(file);
	}
	fclose(file);
	assert_int_equal(truncate(path, size), 0);
}

/* Opens a file that is packed like that. */
static enum ndup_status
open_packed(struct stream *stream, const char *path, enum packing wanted,
    struct ndup_error *error)
{
	enum ndup_status status = stream_open(stream, path, path, error);

	return status == NDUP_OK ? stream_begin(stream, wanted, error) : status;
}

/* Reads a file in pieces of random size; returns what came, all equal text. */
static size_t
read_pieces(const char *path, unsigned most, enum ndup_status *last,
    struct ndup_error *error)
{
	struct stream stream = {.fd = -1};
	char *piece = malloc(most);
	size_t got, all = 0;

	*last = open_packed(&stream, path, PACKING_NONE, error);
	while (*last == NDUP_OK) {
		*last =
		    stream_read(&stream, piece, 1 + draw(most), &got, error);
		if (got == 0)
			break;
		assert_int_equal(*last, NDUP_OK);
		assert_true(all + got <= TEXT_SIZE);
		assert_memory_equal(piece, text + all, got);
		all += got;
	}
	free(piece);
	stream_free(&stream);
	return all;
}

static void
assert_whole(const char *path)
{
	static const unsigned pieces[] = {7, 4096, 300 * 1000, 1000 * 1000};
	enum ndup_status last;
	struct ndup_error error;
	size_t i;

	for (i = 0; i < 4; i++) {
		assert_int_equal(
		    read_pieces(path, pieces[i], &last, &error), TEXT_SIZE);
		assert_int_equal(last, NDUP_OK);
	}
}

static void
all_packings_give_the_same_bytes(void **unused)
{
	(void)unused;
	write_bytes("plain", text, TEXT_SIZE);
	append_gzip("one.gz", text, TEXT_SIZE);
	append_zstd("one.zst", text, TEXT_SIZE);
	assert_whole("plain");
	assert_whole("one.gz");
	assert_whole("one.zst");
}

static void
several_members_and_frames_are_one_file(void **unused)
{
	static const char skippable[] = "\x50\x2a\x4d\x18\x03\0\0\0abc";
	static const char zeros[1000];
	size_t begin, end;

	(void)unused;
	append("many.zst", skippable, sizeof skippable - 1);
	for (begin = 0; begin < TEXT_SIZE; begin = end) {
		end = begin + 1 + draw(200 * 1000);
		if (end > TEXT_SIZE)
			end = TEXT_SIZE;
		append_gzip("many.gz", text + begin, end - begin);
		append_zstd("many.zst", text + begin, end - begin);
	}
	assert_whole("many.zst");
	assert_whole("many.gz");
	append("many.gz", zeros, sizeof zeros);
	assert_whole("many.gz");
}

static void
assert_ends_in(const char *line, const char *end)
{
	size_t len = strlen(line), end_len = strlen(end);

	assert_true(len >= end_len);
	assert_string_equal(line + len - end_len, end);
}

/* Cut shorter and shorter: always a beginning, and an error at its end. */
static void
assert_cut(const char *path, const char *begin)
{
	static const long cuts[] = {-1, -5, -9, -1000, 100000, 5};
	enum ndup_status last;
	struct ndup_error error;
	size_t got, before = TEXT_SIZE, i;

	for (i = 0; i < sizeof cuts / sizeof cuts[0]; i++) {
		cut(path, cuts[i]);
		got = read_pieces(path, 5000, &last, &error);
		assert_true(got <= before);
		assert_true(got > 0 || cuts[i] == 5);
		before = got;
		assert_int_equal(last, NDUP_INPUT);
		assert_int_equal(strncmp(error.text, begin, strlen(begin)), 0);
		assert_ends_in(error.text, "what came before was read");
	}
}

static void
a_cut_file_gives_what_came_before(void **unused)
{
	(void)unused;
	append_gzip("cut.gz", text, TEXT_SIZE);
	append_zstd("cut.zst", text, TEXT_SIZE);
	assert_cut("cut.gz", "cut.gz: truncated gzip data: ");
	assert_cut("cut.zst", "cut.zst: truncated zstd data: ");
}

/* The last byte of a gzip member is of its length: all bytes were given. */
static void
a_wrong_checksum_is_told_after_all_bytes(void **unused)
{
	enum ndup_status last;
	struct ndup_error error;

	(void)unused;
	append_gzip("sum.gz", text, TEXT_SIZE);
	cut("sum.gz", -8);
	append("sum.gz", "\1\2\3\4\5\6\7\10", 8);
	assert_int_equal(
	    read_pieces("sum.gz", 90000, &last, &error), TEXT_SIZE);
	assert_int_equal(last, NDUP_INPUT);
	assert_int_equal(
	    strncmp(error.text, "sum.gz: damaged gzip data", 25), 0);
	assert_true(error.byte > 0);
}

static void
rubbish_behind_the_data_is_told(void **unused)
{
	enum ndup_status last;
	struct ndup_error error;

	(void)unused;
	append_gzip("tail.gz", text, TEXT_SIZE);
	append("tail.gz", "rubbish", 7);
	append_zstd("tail.zst", text, TEXT_SIZE);
	append("tail.zst", "rubbish", 7);
	assert_int_equal(
	    read_pieces("tail.gz", 90000, &last, &error), TEXT_SIZE);
	assert_int_equal(last, NDUP_INPUT);
	assert_int_equal(
	    read_pieces("tail.zst", 90000, &last, &error), TEXT_SIZE);
	assert_int_equal(last, NDUP_INPUT);
}

/* A zstd frame made by hand: a window of 2 to the power of log bytes, 20 bytes
 * of text as they are, and perhaps the number of a dictionary. */
static void
append_frame(const char *path, unsigned log, bool dictionary)
{
	unsigned char head[12] = {0x28, 0xb5, 0x2f, 0xfd, dictionary};
	size_t size = 5;

	head[size++] = (unsigned char)((log - 10) << 3);
	if (dictionary)
		head[size++] = 77;
	head[size++] = 20 << 3 | 1; /* the last block: 20 bytes, unpacked */
	size += 2;
	append(path, head, size);
	append(path, text, 20);
}

/* Reads a file whose zstd data are whole, but not for us. */
static void
assert_refused(const char *path, const char *message)
{
	enum ndup_status last;
	struct ndup_error error;

	assert_int_equal(read_pieces(path, 90000, &last, &error), 0);
	assert_int_equal(last, NDUP_INPUT);
	assert_string_equal(error.text, message);
}

static void
sound_data_are_not_called_damaged(void **unused)
{
	enum ndup_status last;
	struct ndup_error error;

	(void)unused;
	append_frame("long28.zst", 28, false);
	append_frame("long30.zst", 30, false);
	append_frame("long31.zst", 31, false);
	append_frame("dictionary.zst", 20, true);
	assert_int_equal(read_pieces("long28.zst", 9, &last, &error), 20);
	assert_int_equal(last, NDUP_OK);
	assert_int_equal(read_pieces("long30.zst", 9, &last, &error), 20);
	assert_int_equal(last, NDUP_OK);
	assert_refused("long31.zst",
	    "long31.zst: zstd data that cannot be read here: its window is "
	    "over 1 GB: unpack it with zstd -d --long=31 first");
	assert_refused("dictionary.zst",
	    "dictionary.zst: zstd data that cannot be read here: it was packed "
	    "with a dictionary: unpack it with zstd -d -D and that dictionary "
	    "first");
}

/* One stream for one file after another, of all packings and with errors. */
static void
a_stream_is_used_again(void **unused)
{
	static const char *const paths[] = {
	    "a.gz", "a.zst", "bad.gz", "a.txt", "a.gz", "bad.gz", "a.zst"};
	struct stream stream = {.fd = -1};
	char bytes[64];
	size_t got, i;

	(void)unused;
	append_gzip("a.gz", text, 20);
	append_gzip("bad.gz", text, 20);
	cut("bad.gz", -3);
	append_zstd("a.zst", text, 20);
	write_bytes("a.txt", text, 20);
	for (i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		assert_int_equal(
		    open_packed(&stream, paths[i], PACKING_NONE, NULL),
		    NDUP_OK);
		assert_int_equal(
		    stream_read(&stream, bytes, 64, &got, NULL), NDUP_OK);
		assert_int_equal(got, 20);
		assert_memory_equal(bytes, text, 20);
		assert_int_equal(stream_read(&stream, bytes, 64, &got, NULL),
		    paths[i][0] == 'b' ? NDUP_INPUT : NDUP_OK);
		assert_int_equal(got, 0);
		stream_close(&stream);
	}
	stream_free(&stream);
}

static void
names_and_bytes_must_agree(void **unused)
{
	struct stream stream = {.fd = -1};
	struct ndup_error error;
	char bytes[8];
	size_t got;

	(void)unused;
	write_text("false.gz", "plain text");
	write_text("empty.gz", "");
	assert_int_equal(
	    open_packed(&stream, "false.gz", PACKING_GZIP, &error), NDUP_INPUT);
	assert_string_equal(error.text, "false.gz: this is no gzip data");
	assert_int_equal(
	    open_packed(&stream, "empty.gz", PACKING_GZIP, &error), NDUP_OK);
	assert_int_equal(
	    stream_read(&stream, bytes, sizeof bytes, &got, &error), NDUP_OK);
	assert_int_equal(got, 0);
	assert_int_equal(
	    open_packed(&stream, "none", PACKING_NONE, &error), NDUP_IO);
	assert_int_equal(strncmp(error.text, "none: ", 6), 0);
	stream_free(&stream);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(all_packings_give_the_same_bytes),
	    cmocka_unit_test(several_members_and_frames_are_one_file),
	    cmocka_unit_test(a_cut_file_gives_what_came_before),
	    cmocka_unit_test(a_wrong_checksum_is_told_after_all_bytes),
	    cmocka_unit_test(rubbish_behind_the_data_is_told),
	    cmocka_unit_test(sound_data_are_not_called_damaged),
	    cmocka_unit_test(a_stream_is_used_again),
	    cmocka_unit_test(names_and_bytes_must_agree),
	};

	printf("seed %d\n", SEED);
	return cmocka_run_group_tests_name(
	    "stream", tests, make_text, drop_text);
}
