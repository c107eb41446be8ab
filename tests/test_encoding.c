/*
 * test_encoding.c - byte-order marks, named encodings, bad bytes
 *
 * The oracle for what iconv decodes is iconv itself, asked once for the whole
 * text.
 */
#include <iconv.h>

#include "reading.h"

static const char sample[] =
    "ДУШАНБЕ, 27 июня. /ТАСС/. Président Рахмон \xe2\x80\x94 «ёлка» "
    "\xf0\x9f\x8c\x8d 中文 end\n";

static const char russian[] =
    "МОСКВА. Съешь ещё этих мягких французских булок, да выпей чаю № 5.\n";

static const char chinese[] = "北京六月二十七日电 ABC 新闻, 12.\n";
static const char taiwan[] = "臺北六月二十七日電 ABC 新聞, 12.\n";
static const char japanese[] = "東京六月二十七日、ABC ニュース、12。\n";

/* Converts all of text; returns the bytes. */
static size_t
convert(const char *to, const char *from, struct ndup_slice text, char *out,
    size_t room)
{
	iconv_t how = iconv_open(to, from);
	char *in = (char *)(uintptr_t)text.ptr, *end = out;
	size_t left = text.len, free_room = room;

	assert_true(how != (iconv_t)-1);
	assert_int_equal(iconv(how, &in, &left, &end, &free_room), 0);
	assert_int_equal(iconv(how, NULL, NULL, &end, &free_room), 0);
	assert_int_equal(iconv_close(how), 0);
	return room - free_room;
}

static struct ndup_slice
slice(const char *text)
{
	return (struct ndup_slice){text, strlen(text)};
}

static struct reading *
read_encoded(const char *path, const char *encoding)
{
	struct ndup_reader_options options;

	ndup_reader_options_init(&options, sizeof options);
	options.encoding = encoding;
	return read_path(path, &options);
}

/* Writes text as a file in an encoding and reads it with that name. */
static void
assert_round_trip(const char *text, const char *encoding, const char *name)
{
	char bytes[4096];
	struct ndup_slice file = {bytes, 0};
	struct reading *reading;

	file.len = convert(encoding, "UTF-8", slice(text), bytes, sizeof bytes);
	write_bytes("file.txt", bytes, file.len);
	reading = read_encoded("file.txt", name);
	assert_int_equal(reading->num_articles, 1);
	assert_string_equal(reading->articles[0].text.ptr, text);
	assert_int_equal(reading->counts.bad_bytes, 0);
	reading_free(reading);
}

static void
named_encodings_are_decoded(void **state)
{
	(void)state;
	assert_round_trip(russian, "WINDOWS-1251", "windows-1251");
	assert_round_trip(chinese, "GB18030", "GB18030");
	assert_round_trip(taiwan, "BIG5-HKSCS", "big5-hkscs");
	assert_round_trip(japanese, "EUC-JP", "euc-jp");
	assert_round_trip(sample, "GB18030", "gb18030");
	assert_round_trip(sample, "UTF-16LE", "UTF-16LE");
	assert_round_trip(sample, "UTF-16LE", "utf-16");
	assert_round_trip(sample, "UTF-16BE", "utf-16be");
	assert_round_trip(sample, "UTF-32LE", "utf-32le");
}

/* A mark counts for its own file only. */
static void
byte_order_ends_with_its_file(void **state)
{
	static const char marked[] = {
	    0, 0, (char)0xfe, (char)0xff, 0, 0, 0, 'a', 0, 0, 0, 'b'};
	static const char plain[] = {'c', 0, 0, 0, 'd', 0, 0, 0, 'e', 0};
	const char *const paths[] = {"1.txt", "2.txt", NULL};
	struct ndup_reader_options options;
	struct ndup_document document;
	struct ndup_reader *reader;

	(void)state;
	write_bytes("1.txt", marked, sizeof marked);
	write_bytes("2.txt", plain, sizeof plain);
	ndup_reader_options_init(&options, sizeof options);
	options.encoding = "UTF-32";
	assert_int_equal(
	    ndup_reader_open(&reader, paths, &options, NULL), NDUP_OK);
	assert_int_equal(ndup_reader_next(reader, &document, NULL), NDUP_OK);
	assert_int_equal(document.text.len, 2);
	assert_memory_equal(document.text.ptr, "ab", 2);
	/* Two bytes are left over. */
	assert_int_equal(ndup_reader_next(reader, &document, NULL), NDUP_END);
	ndup_reader_close(reader);
	write_bytes("2.txt", plain, 8);
	assert_int_equal(
	    ndup_reader_open(&reader, paths, &options, NULL), NDUP_OK);
	assert_int_equal(ndup_reader_next(reader, &document, NULL), NDUP_OK);
	assert_int_equal(ndup_reader_next(reader, &document, NULL), NDUP_OK);
	assert_int_equal(document.text.len, 2);
	assert_memory_equal(document.text.ptr, "cd", 2);
	ndup_reader_close(reader);
}

/* Shifts that are no code point, and a character that is two code points. */
static void
codes_and_bytes_need_not_pair(void **state)
{
	(void)state;
	assert_round_trip("東京 abc 大阪", "ISO-2022-JP", "ISO-2022-JP");
	assert_round_trip("臺北 Ê̄ ê̌ 12", "BIG5-HKSCS", "BIG5-HKSCS");
	assert_round_trip("臺北 Ê̄", "BIG5-HKSCS", "BIG5-HKSCS");
	assert_round_trip("Tiếng Việt", "TCVN", "TCVN");
}

/* With a mark the encoding needs no name.  In UTF-8 it is a part of the text,
 * which is the file's bytes; in others it is none. */
static void
marks_tell_the_encoding(void **state)
{
	static const char *const encodings[] = {"UTF-16LE", "UTF-16BE"};
	char marked[sizeof sample + 3], bytes[1024];
	struct ndup_slice file = {bytes, 0};
	struct reading *reading;
	size_t i;

	(void)state;
	snprintf(marked, sizeof marked, "\xef\xbb\xbf%s", sample);
	for (i = 0; i < 2; i++) {
		file.len = convert(
		    encodings[i], "UTF-8", slice(marked), bytes, sizeof bytes);
		write_bytes("marked", bytes, file.len);
		reading = read_encoded("marked", i == 0 ? NULL : "koi8-r");
		assert_int_equal(reading->num_articles, 1);
		assert_string_equal(reading->articles[0].text.ptr, sample);
		reading_free(reading);
	}
	write_text("marked", marked);
	reading = read_encoded("marked", "koi8-r");
	assert_string_equal(reading->articles[0].text.ptr, marked);
	reading_free(reading);
}

static void
utf8_stays_as_it_is(void **state)
{
	static const char *const names[] = {NULL, "utf-8", "UTF8"};
	struct reading *reading;
	size_t i;

	(void)state;
	write_text("plain.txt", sample);
	for (i = 0; i < 3; i++) {
		reading = read_encoded("plain.txt", names[i]);
		assert_string_equal(reading->articles[0].text.ptr, sample);
		assert_int_equal(reading->counts.bad_bytes, 0);
		reading_free(reading);
	}
}

static void
single_bad_bytes_are_counted(void **state)
{
	static const char text[] = "A caf\xe9 in the Rue de l'\xc9glise, open "
				   "from nine; \xed\xa0\x80 and on.";
	struct reading *reading;

	(void)state;
	write_text("bad.txt", text);
	reading = read_path("bad.txt", NULL);
	assert_string_equal(reading->articles[0].text.ptr, text);
	assert_int_equal(reading->counts.bad_bytes, 5);
	assert_int_equal(reading->num_errors, 0);
	reading_free(reading);
	write_text("bad.txt", "ten bytes \x98 and so on in windows-1251 \x98");
	reading = read_encoded("bad.txt", "windows-1251");
	assert_string_equal(reading->articles[0].text.ptr,
	    "ten bytes \xef\xbf\xbd and so on in windows-1251 \xef\xbf\xbd");
	assert_int_equal(reading->counts.bad_bytes, 2);
	reading_free(reading);
}

static void
text_in_another_encoding_is_unreadable(void **state)
{
	char bytes[1024];
	size_t size;
	struct reading *reading;

	(void)state;
	size = convert("WINDOWS-1251", "UTF-8", slice(russian), bytes, 1024);
	write_bytes("w.txt", bytes, size);
	reading = read_path("w.txt", NULL);
	assert_int_equal(reading->num_articles, 0);
	assert_int_equal(reading->counts.unreadable, 1);
	assert_int_equal(reading->counts.bad_bytes, 0);
	assert_error(reading, 0,
	    "w.txt: more than a tenth of it is not UTF-8: name its "
	    "encoding, for example windows-1251");
	assert_string_equal(reading->errors[0].remedy, "encoding");
	reading_free(reading);
	reading = read_encoded("w.txt", "ascii");
	assert_int_equal(reading->counts.unreadable, 1);
	assert_error_has(reading, 0, "does not decode");
	reading_free(reading);
}

/* Half surrogates, a lone last byte: U+FFFD. */
static void
broken_utf16_is_mended(void **state)
{
	char bytes[] = "\xff\xfe"
		       "a\0b\0c\0d\0e\0f\0g\0h\0i\0j\0k\0l\0m\0n\0o\0p\0"
		       "a\0b\0c\0d\0e\0f\0g\0h\0i\0j\0k\0l\0m\0n\0o\0p\0"
		       "q\0r\0s\0t\0u\0v\0w\0x\0y\0z\0-\0"
		       "a\0\x3d\xd8z\0\x0d\xdc!\0\x3d\xd8\x0d\xdc?";
	struct reading *reading;

	(void)state;
	write_bytes("half.txt", bytes, sizeof bytes - 1);
	reading = read_path("half.txt", NULL);
	assert_int_equal(reading->num_articles, 1);
	assert_string_equal(reading->articles[0].text.ptr,
	    "abcdefghijklmnop"
	    "abcdefghijklmnop"
	    "qrstuvwxyz-"
	    "a\xef\xbf\xbdz\xef\xbf\xbd!\xf0\x9f\x90\x8d\xef\xbf\xbd");
	assert_int_equal(reading->counts.bad_bytes, 5);
	reading_free(reading);
}

/* Long enough for many blocks, with characters across their borders. */
static void
blocks_do_not_cut_characters(void **state)
{
	enum { NUM = 250000 };
	char *text = malloc(4 * NUM), *bytes = malloc(4 * NUM);
	struct ndup_slice file = {bytes, 0};
	static const char *const encodings[] = {
	    "UTF-16BE", "GB18030", "UTF-32BE"};
	struct reading *reading;
	size_t size = 0, i;

	(void)state;
	for (i = 0; i < NUM; i++)
		size += (size_t)sprintf(text + size, "%s",
		    i % 6 == 0 ? "\xf0\x9f\x8c\x8d"
		    : i % 3    ? "й"
			       : "x");
	for (i = 0; i < 3; i++) {
		file.len = convert(encodings[i], "UTF-8",
		    (struct ndup_slice){text, size}, bytes, 4 * NUM);
		write_bytes("long.txt", bytes, file.len);
		reading = read_encoded("long.txt", encodings[i]);
		assert_int_equal(reading->articles[0].text.len, size);
		assert_memory_equal(reading->articles[0].text.ptr, text, size);
		reading_free(reading);
	}
	free(text);
	free(bytes);
}

static void
json_is_decoded(void **state)
{
	char bytes[4096], lines[2048] = "";
	size_t size, i, len = 0;
	static const char *const encodings[] = {
	    "UTF-16LE", "GB18030", "UTF-16BE"};
	struct reading *reading;

	(void)state;
	for (i = 0; i < 3; i++)
		len += (size_t)snprintf(lines + len, sizeof lines - len,
		    "%s{\"id\": %zu, \"text\": \"%.*s\"}\n",
		    i == 0 ? "\xef\xbb\xbf" : "", i, (int)strlen(sample) - 1,
		    sample);
	for (i = 0; i < 3; i++) {
		size = convert(
		    encodings[i], "UTF-8", slice(lines), bytes, sizeof bytes);
		write_bytes("a.jsonl", bytes, size);
		reading = read_encoded("a.jsonl", i == 1 ? encodings[i] : NULL);
		assert_ids(reading, "0 1 2");
		assert_int_equal(
		    reading->articles[2].text.len, strlen(sample) - 1);
		reading_free(reading);
	}
}

/* ---- one report, whatever the encoding ----------------------------------- */

struct written {
	char bytes[16384];
	size_t size;
};

static bool
take_report(void *ctx, const void *bytes, size_t size)
{
	struct written *report = ctx;

	assert_true(size <= sizeof report->bytes - report->size);
	memcpy(report->bytes + report->size, bytes, size);
	report->size += size;
	return true;
}

/* An article with words from one number on, which two of them share in part. */
static void
write_article(const char *path, unsigned first, const char *encoding)
{
	char text[8192], bytes[16384];
	size_t len = 0, size;
	unsigned i;

	len += (size_t)sprintf(text, "%sДУШАНБЕ, 27 июня 2024. /ТАСС/. ",
	    strcmp(encoding, "UTF-16LE") == 0 ? "\xef\xbb\xbf" : "");
	for (i = first; i < first + 90; i++)
		len += (size_t)sprintf(text + len, "%s%u%s",
		    i % 3 ? "слово" : "Word", i, i % 10 ? " " : ".\n");
	size = convert(encoding, "UTF-8", slice(text), bytes, sizeof bytes);
	write_bytes(path, bytes, size);
}

/* The report of two such articles that stand there in an encoding. */
static void
report_in(const char *encoding, struct written *report)
{
	static const char *const paths[] = {"a.txt", "b.txt", NULL};
	struct ndup_report_options how;
	struct ndup_params params;
	struct reading *reading;
	struct ndup_scan *scan;
	size_t i;

	write_article(paths[0], 100, encoding);
	write_article(paths[1], 130, encoding);
	ndup_params_init(&params, sizeof params);
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	for (i = 0; i < 2; i++) {
		reading = read_encoded(paths[i], encoding);
		assert_int_equal(reading->num_articles, 1);
		assert_int_equal(
		    ndup_scan_add(scan, &reading->articles[0], false, NULL),
		    NDUP_OK);
		reading_free(reading);
	}
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	ndup_report_options_init(&how, sizeof how);
	how.format = NDUP_JSONL;
	how.matches = true;
	report->size = 0;
	assert_int_equal(
	    ndup_report(scan, &how, take_report, report, NULL), NDUP_OK);
	ndup_scan_free(scan);
}

/* Offsets are those of the text, and nothing else tells how it was stored. */
static void
reports_do_not_tell_the_encoding(void **state)
{
	static const char *const names[] = {"UTF-16LE", "UTF-16BE", "UTF-32LE",
	    "WINDOWS-1251", "KOI8-R", "SHIFT_JIS", "EUC-JP", "ISO-2022-JP",
	    "GB18030"};
	static struct written plain, report;
	size_t i;

	(void)state;
	report_in("UTF-8", &plain);
	plain.bytes[plain.size] = '\0';
	assert_non_null(strstr(plain.bytes, "\"passages\":[{"));
	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		report_in(names[i], &report);
		report.bytes[report.size] = '\0';
		assert_string_equal(report.bytes, plain.bytes);
	}
}

static void
unknown_encodings_are_refused(void **state)
{
	static const char *const names[] = {"windoze-1251", ""};
	const char *const paths[] = {"x", NULL};
	struct ndup_reader_options options;
	struct ndup_reader *reader;
	struct ndup_error error;
	size_t i;

	(void)state;
	ndup_reader_options_init(&options, sizeof options);
	for (i = 0; i < 2; i++) {
		options.encoding = names[i];
		assert_int_equal(
		    ndup_reader_open(&reader, paths, &options, &error),
		    NDUP_PARAM);
		assert_null(reader);
		assert_non_null(strstr(error.text, "iconv -l"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(named_encodings_are_decoded),
	    cmocka_unit_test(byte_order_ends_with_its_file),
	    cmocka_unit_test(codes_and_bytes_need_not_pair),
	    cmocka_unit_test(marks_tell_the_encoding),
	    cmocka_unit_test(utf8_stays_as_it_is),
	    cmocka_unit_test(single_bad_bytes_are_counted),
	    cmocka_unit_test(text_in_another_encoding_is_unreadable),
	    cmocka_unit_test(broken_utf16_is_mended),
	    cmocka_unit_test(blocks_do_not_cut_characters),
	    cmocka_unit_test(json_is_decoded),
	    cmocka_unit_test(reports_do_not_tell_the_encoding),
	    cmocka_unit_test(unknown_encodings_are_refused),
	};

	return cmocka_run_group_tests_name(
	    "encoding", tests, reading_enter, reading_leave);
}
