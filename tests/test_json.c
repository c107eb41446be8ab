/*
 * test_json.c - JSON Lines and JSON files: which fields become which parts of an
 * article
 */
#include "reading.h"

static struct reading *
read_one(const char *record)
{
	struct reading *reading = read_as("one.jsonl", record, NULL);

	assert_int_equal(reading->num_errors, 0);
	assert_int_equal(reading->num_articles, 1);
	return reading;
}

static void
usual_names_are_found_in_any_order(void **unused)
{
	struct reading *reading;
	struct ndup_document *article;
	char buf[32];

	(void)unused;
	reading = read_one(
	    "{\"maintext\":\"no\",\"headline\":\"second\",\"_id\":\"x\","
	    "\"source_domain\":\"r.com\",\"created_at\":\"2001-01-01\","
	    "\"link\":\"http://a/\",\"text\":\"yes\",\"title\":\"first\","
	    "\"uid\":\"y\",\"name\":\"third\",\"body\":\"no\",\"date\":\"2022-"
	    "06-27T10:00:00Z\","
	    "\"more\":{\"text\":\"deep\",\"a\":[1,{\"id\":2}]}}");
	article = reading->articles;
	assert_string_equal(article->id.ptr, "y");
	assert_string_equal(article->text.ptr, "yes");
	assert_string_equal(article->title.ptr, "first");
	assert_string_equal(article->source.ptr, "r.com");
	assert_string_equal(article->url.ptr, "http://a/");
	assert_string_equal(
	    ndup_time_format(&article->published, buf), "2022-06-27T10:00:00Z");
	reading_free(reading);
}

static void
values_of_no_use_give_way(void **unused)
{
	struct reading *reading;

	(void)unused;
	reading = read_one(
	    "{\"id\":null,\"uid\":true,\"guid\":{\"$oid\":\"6a\"},"
	    "\"text\":null,\"body\":\"\",\"content\":17,\"article\":{\"id\":"
	    "\"z\"},\"full_text\":\"here\",\"title\":[],\"name\":\"n\","
	    "\"source\":{\"id\":\"r\",\"name\":\"Reuters\",\"title\":4}}");
	assert_string_equal(reading->articles[0].id.ptr, "6a");
	assert_string_equal(reading->articles[0].text.ptr, "here");
	assert_string_equal(reading->articles[0].title.ptr, "n");
	assert_string_equal(reading->articles[0].source.ptr, "Reuters");
	reading_free(reading);
}

static void
ids_are_what_stands_there(void **unused)
{
	struct reading *reading;

	(void)unused;
	reading = read_as("ids.jsonl",
	    "{\"id\": 12345678901234567890 , \"text\":\"a\"}\n"
	    "{\"id\":\"s\",\"text\":\"b\"}\n"
	    "\n"
	    "{\"text\":\"c\"}\n"
	    "{\"text\":\"d\",\"url\":\"http://u/\"}\n"
	    "{\"text\":\"e\",\"id\":-1.50}",
	    NULL);
	assert_ids(
	    reading, "12345678901234567890 s ids.jsonl:4 http://u/ -1.50");
	reading_free(reading);
	reading = read_as(
	    "ids.json", "[{\"text\":\"c\"},\n\n\n{\"text\":\"d\"}]", NULL);
	assert_ids(reading, "ids.json:1 ids.json:2");
	reading_free(reading);
}

static void
named_fields_are_paths(void **unused)
{
	static const char records[] =
	    "{\"met\":{\".id\":\"no\"},\"meta\":{\"id\":\"deep\",\"x\":{\"d\":"
	    "\"2001-02-03\"}},"
	    "\"t\":\"one\",\"text\":\"no\"}\n"
	    "{\"meta\":{\"id\":\"deep\"},\"meta.id\":\"flat\",\"t\":\"two\"}\n"
	    "{\"meta.x\":{\"d\":\"2004-05-06\"},\"meta\":7,\"t\":\"three\","
	    "\"url\":\"http://u/\"}\n"
	    "{\"text\":\"usual\"}\n"
	    "{\"meta.id\":\"flat\",\"meta\":{\"id\":\"deep\"},\"t\":\"five\"}";
	struct ndup_reader_options options;
	struct reading *reading;
	char buf[32];

	(void)unused;
	ndup_reader_options_init(&options, sizeof options);
	options.id_field = "meta.id";
	options.date_field = "meta.x.d";
	options.text_field = "t";
	options.title_field = "t";
	reading = read_as("paths.jsonl", records, &options);
	assert_ids(reading, "deep flat paths.jsonl:3 flat");
	assert_string_equal(reading->articles[1].text.ptr, "two");
	assert_string_equal(reading->articles[1].title.ptr, "two");
	assert_string_equal(
	    ndup_time_format(&reading->articles[0].published, buf),
	    "2001-02-03");
	assert_string_equal(
	    ndup_time_format(&reading->articles[2].published, buf),
	    "2004-05-06");
	assert_error(reading, 0, "paths.jsonl:4: no field \"t\"");
	assert_int_equal(reading->errors[0].record, 4);
	reading_free(reading);
}

/* Ids from records, from urls, and from places in a file. */
static void
ids_have_a_prefix(void **unused)
{
	static const char records[] = "{\"id\":7,\"text\":\"a\"}\n"
				      "{\"url\":\"http://u/\",\"text\":\"b\"}\n"
				      "{\"text\":\"c\"}\n"
				      "{\"id\":\"n\\u0000l\",\"text\":\"d\"}\n"
				      "{\"id\":\"\",\"text\":\"e\"}\n";
	struct ndup_reader_options options;
	struct reading *reading;

	(void)unused;
	ndup_reader_options_init(&options, sizeof options);
	options.id_prefix = "A\n/";
	reading = read_as("prefix.jsonl", records, &options);
	assert_int_equal(reading->num_articles, 5);
	assert_string_equal(reading->articles[0].id.ptr, "A\n/7");
	assert_string_equal(reading->articles[1].id.ptr, "A\n/http://u/");
	assert_string_equal(reading->articles[2].id.ptr, "A\n/prefix.jsonl:3");
	assert_int_equal(reading->articles[3].id.len, 6);
	assert_memory_equal(reading->articles[3].id.ptr, "A\n/n\0l", 6);
	assert_string_equal(reading->articles[4].id.ptr, "A\n/prefix.jsonl:5");
	reading_free(reading);
	reading = read_as("prefix.txt", "a text file", &options);
	assert_string_equal(reading->articles[0].id.ptr, "A\n/prefix.txt");
	reading_free(reading);
	options.id_prefix = "";
	reading = read_as("prefix.txt", "a text file", &options);
	assert_ids(reading, "prefix.txt");
	reading_free(reading);
}

static void
text_may_be_paragraphs(void **unused)
{
	struct reading *reading;

	(void)unused;
	reading = read_one("{\"title\":\"t\",\"body\":[\"a\\u00e9\",\"\",{},"
			   "\"b\",3,\"c\"]}");
	assert_string_equal(
	    reading->articles[0].text.ptr, "a\xc3\xa9\n\nb\n\nc");
	reading_free(reading);
}

static void
escapes_are_decoded(void **unused)
{
	struct reading *reading;

	(void)unused;
	reading = read_one("{\"t\\u0065xt\":\"\\\"\\\\\\/\\n\\u0416\\ud83c"
			   "\\udf0d\\u0000z\"}");
	assert_int_equal(reading->articles[0].text.len, 4 + 2 + 4 + 1 + 1);
	assert_memory_equal(reading->articles[0].text.ptr,
	    "\"\\/\n\xd0\x96\xf0\x9f\x8c\x8d\0z", 12);
	reading_free(reading);
}

/* What does not decode costs a character, not the article. */
static void
single_bad_characters_are_mended(void **unused)
{
	struct reading *reading;

	(void)unused;
	reading = read_as("mend.jsonl",
	    "{\"id\":\"a\\udc00\\udc01\",\"text\":\"x\\ud83dy\\\\ud83d\"}\n"
	    "{\"id\":\"b\xff\",\"text\":\"\xc3\xa9 caf\xe9\"}\n"
	    "{\"id\":\"c\",\"text\":\"\xcf\xf0\xe8\xe2\xe5\xf2 "
	    "\xec\xe8\xf0\"}\n"
	    "{\"id\":\"d\",\"text\":\"\\q\"}\n"
	    "{\"id\":\"e\",\"text\":\"\\ud8\"}\n",
	    NULL);
	assert_ids(reading, "a\xef\xbf\xbd\xef\xbf\xbd b\xef\xbf\xbd");
	assert_string_equal(
	    reading->articles[0].text.ptr, "x\xef\xbf\xbdy\\ud83d");
	assert_string_equal(
	    reading->articles[1].text.ptr, "\xc3\xa9 caf\xef\xbf\xbd");
	assert_int_equal(reading->counts.bad_bytes, 5);
	assert_int_equal(reading->counts.broken, 3);
	assert_error_has(reading, 0, "mend.jsonl:3: ");
	assert_error_has(reading, 0, "name its encoding");
	assert_string_equal(reading->errors[0].remedy, "encoding");
	assert_error(reading, 1,
	    "mend.jsonl:4: not valid JSON: a bad escape in a string");
	assert_null(reading->errors[1].remedy);
	reading_free(reading);
}

static void
dates_of_many_kinds(void **unused)
{
	static const struct {
		const char *date, *shown;
	} dates[] = {
	    {"1656314400", "2022-06-27T07:20:00Z"},
	    {"1656314400123", "2022-06-27T07:20:00Z"},
	    {"1656314400.75", "2022-06-27T07:20:00Z"},
	    {"\"1656314400\"", "2022-06-27T07:20:00Z"},
	    {"20220627", "2022-06-27"},
	    {"\"20220627\"", "2022-06-27"},
	    {"\"2022-06-27\"", "2022-06-27"},
	    {"2022", ""},
	    {"-5", ""},
	    {"1e9", ""},
	    {"\"soon\"", ""},
	};
	struct reading *reading;
	char record[128], buf[32];
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof dates / sizeof dates[0]; i++) {
		snprintf(record, sizeof record, "{\"date\":%s,\"text\":\"x\"}",
		    dates[i].date);
		reading = read_one(record);
		assert_string_equal(
		    ndup_time_format(&reading->articles[0].published, buf),
		    dates[i].shown);
		assert_int_equal(
		    reading->counts.bad_dates, dates[i].shown[0] == '\0');
		reading_free(reading);
	}
}

static void
json_files_hold_one_or_many(void **unused)
{
	static const struct {
		const char *text, *ids;
	} files[] = {
	    {"{\"id\":1,\"text\":\"x\"}", "1"},
	    {"\xef\xbb\xbf{\n\"id\":\n1,\"text\":\"x\"}\n", "1"},
	    {"[]", ""},
	    {" [ ] ", ""},
	    {"", ""},
	    {"[{\"id\":1,\"text\":\"]}\\\\\\\"{[\"},{\"id\":2,\"text\":\"x\"}]",
		"1 2"},
	    {"[\n\t{\"id\":1,\"text\":\"x\"}\n\t, {\"id\":2,\"text\":\"x\","
	     "\"a\":[[{\"b\":[]}]]}\n]\n",
		"1 2"},
	    {"{\"id\":1,\"text\":\"x\"}\n{\"id\":2,\"text\":\"y\"}\n", "1 2"},
	};
	struct reading *reading;
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof files / sizeof files[0]; i++) {
		reading = read_as("file.json", files[i].text, NULL);
		assert_int_equal(reading->num_errors, 0);
		assert_ids(reading, files[i].ids);
		reading_free(reading);
	}
}

/* A number is an id by what stands there; what is none gives way. */
static void
numbers_of_any_size_are_ids(void **unused)
{
	struct reading *reading;

	(void)unused;
	reading = read_as("ids.jsonl",
	    "{\"id\":1e400,\"text\":\"x\"}\n"
	    "{\"id\":1.0,\"text\":\"x\"}\n"
	    "{\"id\":1e2,\"text\":\"x\"}\n"
	    "{\"id\":-0,\"text\":\"x\"}\n"
	    "{\"id\":12345678901234567890123,\"text\":\"x\"}\n"
	    "{\"id\":true,\"text\":\"x\"}\n"
	    "{\"id\":null,\"uid\":-1E-400,\"text\":\"x\",\"date\":1e400}",
	    NULL);
	assert_int_equal(reading->num_errors, 0);
	assert_ids(reading,
	    "1e400 1.0 1e2 -0 12345678901234567890123 ids.jsonl:6 -1E-400");
	assert_int_equal(reading->counts.bad_dates, 1);
	reading_free(reading);
	reading = read_as(
	    "ids.jsonl", "{\"id\":01,\"text\":\"x\"}\n{\"id\":1.}", NULL);
	assert_int_equal(reading->counts.broken, 2);
	assert_error_has(reading, 0, "a bad number");
	reading_free(reading);
	/* whatever the next line begins with */
	reading =
	    read_as("ids.jsonl", "{\"n\":1',\"text\":{\"id\":\"x\"}\n}", NULL);
	assert_error_has(reading, 0, "a bad number");
	reading_free(reading);
}

/* The first that is of use, of fields with one name. */
static void
first_of_equal_names_counts(void **unused)
{
	struct reading *reading;

	(void)unused;
	reading = read_one("{\"id\":\"\",\"id\":\"a\",\"id\":\"b\","
			   "\"text\":7,\"text\":\"x\",\"text\":\"y\"}");
	assert_ids(reading, "a");
	assert_string_equal(reading->articles[0].text.ptr, "x");
	reading_free(reading);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(usual_names_are_found_in_any_order),
	    cmocka_unit_test(values_of_no_use_give_way),
	    cmocka_unit_test(ids_are_what_stands_there),
	    cmocka_unit_test(named_fields_are_paths),
	    cmocka_unit_test(ids_have_a_prefix),
	    cmocka_unit_test(text_may_be_paragraphs),
	    cmocka_unit_test(escapes_are_decoded),
	    cmocka_unit_test(single_bad_characters_are_mended),
	    cmocka_unit_test(dates_of_many_kinds),
	    cmocka_unit_test(json_files_hold_one_or_many),
	    cmocka_unit_test(numbers_of_any_size_are_ids),
	    cmocka_unit_test(first_of_equal_names_counts),
	};

	return cmocka_run_group_tests_name(
	    "json", tests, reading_enter, reading_leave);
}
