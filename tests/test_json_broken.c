/*
 * test_json_broken.c - JSON records that are broken, too deep or too long, and
 * what stands beside them, in lines and in arrays
 */
#include "reading.h"

enum { SEED = 7 };

static unsigned long long state = SEED;

static unsigned
draw(unsigned below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33) % below;
}

/* A value at this place of a record makes it an article, or no JSON. */
static void
assert_taken(const char *place, const char *value, bool taken)
{
	struct reading *reading;
	char record[256];

	snprintf(record, sizeof record, place, value);
	reading = read_as("one.jsonl", record, NULL);
	if (reading->num_articles != taken || reading->counts.broken == taken)
		fail_msg("%s: %s", taken ? "refused" : "taken", record);
	reading_free(reading);
}

static void
broken_lines_take_nothing_along(void **unused)
{
	static const struct {
		const char *line, *error;
	} broken[] = {
	    {"{\"id\":1,\"text\":\"x}", "a string is not closed"},
	    {"{\"id\":1,\"text\":\"x\"", "does not end in a closing"},
	    {"\"id\":1}", "not an object"},
	    {"{\"text\":\"x\" \"id\":2}", "missing or misplaced"},
	    {"{\"text\":\"x\"}}", "missing or misplaced"},
	    {"{\"text\":\"x\"},", "does not end in a closing brace"},
	    {"{\"text\":\"x\"}{\"text\":\"y\"}", "missing or misplaced"},
	    {"{\"text\":\"x\",}", "missing or misplaced"},
	    {"{\"text\":\"a\tb\"}", "a control character"},
	    {"[{\"text\":\"x\"}]", "not an object"},
	    {"null", "not an object"},
	    {"\"", "a string is not closed"},
	    {"{", "does not end"},
	    {"}", "not an object"},
	    {"{\"a\":{\"text\":\"x\"}", "missing or misplaced"},
	    {"{\"text\":tru}", "missing or misplaced"},
	    {"{\"text\":true}", "text is true or false, not a string"},
	    {"{\"title\":\"x\"}", "no text field (tried text, body, content"},
	    {"{\"body\":3}", "body is a number, not a string"},
	    {"{\"text\":{}}", "text is an object, not a string"},
	    {"{\"text\":\"\"}", "text is empty"},
	    {"{\"text\":\" \\n\\u00a0\\ufeff\"}", "nothing but white space"},
	    {"plain words", "not an object"},
	};
	char text[512], place[32];
	struct reading *reading;
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof broken / sizeof broken[0]; i++) {
		snprintf(text, sizeof text,
		    "{\"id\":\"a\",\"text\":\"1\"}\r\n%s\n"
		    "{\"id\":\"b\",\"text\":\"2\"}\n%s",
		    broken[i].line, broken[i].line);
		reading = read_as("lines.jsonl", text, NULL);
		if (reading->num_errors != 2)
			fail_msg("not an error: %s", broken[i].line);
		assert_ids(reading, "a b");
		assert_error_has(reading, 0, broken[i].error);
		assert_error_has(reading, 0, "lines.jsonl:2: ");
		snprintf(place, sizeof place, "lines.jsonl:4: ");
		assert_error_has(reading, 1, place);
		assert_int_equal(reading->errors[1].record, 4);
		assert_int_equal(
		    reading->counts.broken + reading->counts.no_text, 2);
		reading_free(reading);
	}
}

/* Damage in an array: the neighbours are read, each place is named. */
static void
broken_elements_take_nothing_along(void **unused)
{
	static const struct {
		const char *text, *ids, *error;
		size_t num_errors;
	} files[] = {
	    {"[{\"id\":1,\"text\":\"x\"},\n{\"id\":2,\"text\":\"x},\n"
	     "{\"id\":3,\"text\":\"x\"}]",
		"1 3", "f.json:2: record 2: not valid JSON: a string", 1},
	    {"[\n  {\n    \"id\": 1,\n    \"text\": \"x\",\n  {\n    \"id\": 2,"
	     "\n    \"text\": \"x\",\n    \"i\": [\n      {\n      \"u\": 1\n"
	     "      }\n    ]\n  }\n]",
		"2", "f.json:2: record 1: not valid JSON: a brace", 1},
	    {"[{\"id\":1,\"text\":\"x\"},{\"id\":2 \"text\":\"x\"},"
	     "{\"id\":3,\"text\":\"x\"}]",
		"1 3", "f.json:1: record 2: not valid JSON: a comma", 1},
	    {"[{\"id\":1,\"text\":\"x\",\"a\":[1,\n{\"id\":2,\"text\":\"x\"},\n"
	     "{\"id\":3,\"text\":\"x\"},\n{\"id\":4,\"text\":\"x\",\"a\":[2,\n"
	     "{\"id\":5,\"text\":\"x\"}]",
		"2 3 5", "record 1: not valid JSON: the file ends inside", 2},
	    {"[{\"id\":1,\"text\":\"x\"},7,\n\"s{\",null,{\"id\":2,\"text\":"
	     "\"x\"}"
	     ",[{\"id\":3}]]",
		"1 2", "f.json:1: record 2: not an object", 4},
	    {"[{\"id\":1,\"text\":\"x\"},\n{\"id\":2,\"text\":\"x\"},\n", "1 2",
		"f.json:3: the array is not closed", 1},
	    {"[{\"id\":1,\"text\":\"x\"},\n{\"id\":2,\"te", "1",
		"record 2: not valid JSON: the file ends inside it", 1},
	    {"{\"id\":1,\"text\":\"x\"]\n{\"id\":2,\"text\":\"x\"}", "2",
		"f.json:1: record 1: not valid JSON: a brace is not", 1},
	    {"[\n  {\n    \"text\": \"x,\n    \"i\": [\n      {\n"
	     "        \"text\": \"no\"\n      }\n    ]\n  },\n  {\n"
	     "    \"id\": 2,\n    \"text\": \"x\"\n  }\n]",
		"2", "f.json:2: record 1: not valid JSON: a string", 1},
	    {"[{\"id\":1,\"text\":\"x\",\n{\"id\":2,\"text\":\"x\"}", "2",
		"record 1: not valid JSON: a brace is not closed", 2},
	    {"hello, world", "", "not an object", 2},
	};
	struct reading *reading;
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof files / sizeof files[0]; i++) {
		reading = read_as("f.json", files[i].text, NULL);
		assert_ids(reading, files[i].ids);
		assert_error_has(reading, 0, files[i].error);
		assert_int_equal(reading->num_errors, files[i].num_errors);
		reading_free(reading);
	}
}

/* What stands in a field that nobody wants is JSON, or the record is none. */
static void
unwanted_values_are_json_too(void **unused)
{
	static const char *const good[] = {"0", "-0", "1.0", "1e2", "1E+2",
	    "1e-2", "-0.0e0", "1e400", "-1e9999", "12345678901234567890123",
	    "123456789012345678901234567890.5e-99", "true", "false", "null",
	    "\"\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\u0000\"",
	    "\"\\uD83d\\uDCf0\"", "\"\\ud83d\"", "\"\\udc00\\ud83d\"",
	    "\"\\\\u12\"", "\"\x7f\"", "\"\xe2\x80\xa8\"", "[]", "{}",
	    "[ \t\r]", "[1 , 2]", "[[],[{}]]", "{\"a\":1,\"a\":1}", "{\"\":[]}",
	    "{\"\\ud83d\" : \"x\" }", "{\"a\":{\"a\":{\"a\":[0]}}}"};
	static const char *const bad[] = {"", "nope", "nul", "nulll", "True",
	    "NaN", "Infinity", "-Infinity", "-", "+1", "01", "-01", "00", "1.",
	    ".5", "-.5", "1.e3", "1e", "1e+", "1E-", "1e1.5", "0x10", "1_000",
	    "1 000", "1a", "1\x01", "1\f", "\xef\xbc\x91", "1\"x\"", "\"x\"1",
	    "\"x\" \"y\"", "\"x\":\"y\"", "'x'", "x", "\"\\q\"", "\"\\x41\"",
	    "\"\\u12\"", "\"\\u12g4\"", "\"\\U1234\"", "\"\\\t\"", "\"a\tb\"",
	    "\"\x1f\"", "\"\\\"", "[", "]", "[1,,2]", "[1,]", "[,1]", "[,]",
	    "[1 2]", "[1}", "[\"a\":1]", "[:1]", "[1]]", "[nope]", "[01]",
	    "[\"\\q\"]", "{", "{1:2}", "{\"a\"}", "{\"a\":}", "{\"a\" 1}",
	    "{\"a\":1,}", "{,\"a\":1}", "{\"a\":1 \"b\":2}", "{\"a\":1]",
	    "{\"a\":1}}", "{\"a\"::1}", "{\"\\q\":1}", "{a:1}", "{'a':1}",
	    "{null:1}", "{\"a\":[}", "/* x */ 1", "1 // x", "1;",
	    "\xef\xbb\xbf\x31"};
	static const char *const places[] = {"{\"text\":\"x\",\"z\":%s}",
	    "{\"z\":%s,\"text\":\"x\"}", "{\"text\":\"x\",\"z\":[%s]}",
	    "{\"text\":\"x\",\"z\":{\"y\":%s}}", "{\"text\":[\"x\",[%s]]}",
	    "{\"text\":\"x\",\"title\":[%s]}",
	    "{\"text\":\"x\",\"source\":{\"z\":%s}}",
	    "{\"text\":\"x\",\"id\":1,\"_id\":%s}"};
	size_t i, place;

	(void)unused;
	for (place = 0; place < sizeof places / sizeof places[0]; place++) {
		for (i = 0; i < sizeof good / sizeof good[0]; i++)
			assert_taken(places[place], good[i], true);
		/* An empty array is right, and "x" a name for what follows. */
		for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
			if (strstr(places[place], "[%s]") == NULL ||
			    *bad[i] != '\0')
				assert_taken(places[place], bad[i], false);
	}
}

/* An array on one line, with a bad element in the middle of three. */
static void
broken_elements_in_a_line(void **unused)
{
	static const char *const elements[] = {"{\"id\":2,\"text\":\"x\"]}",
	    "{\"id\":2,\"text\":\"x\ny\"}", "{\"id\":2,\"text\":\"x}",
	    "{\"id\":2,\"text:\"x\"}", "{\"id\":2,\"text\":x\"}",
	    "{\"id\":2,text\":\"x\"}", "{\"id:2,\"text\":\"x\"}",
	    "{id\":2,\"text\":\"x\"}", "{\"id\":2,\"text\":\"x\"",
	    "{\"id\":2,\"text\":\"x", "{\"id\":2,\"text\":[\"x\"}",
	    "{\"id\":2,\"a\":{\"text\":\"x\"}", "{\"id\":2,\"a\":[{]}",
	    "{\"id\":2,\"text\":\"a \"word\" b\"}", "{\"id\":2",
	    "{\"id\":", "{\"id\"", "{"};
	struct reading *reading;
	char text[256];
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof elements / sizeof elements[0]; i++) {
		snprintf(text, sizeof text,
		    "[{\"id\":1,\"text\":\"x\"}, %s,  {\"id\":3,"
		    "\"text\":\"x\"}, {\"id\":4,\"text\":\"x\"}]\n",
		    elements[i]);
		reading = read_as("f.json", text, NULL);
		if (reading->num_articles != 3)
			fail_msg(
			    "%zu articles: %s", reading->num_articles, text);
		assert_ids(reading, "1 3 4");
		if (reading->num_errors == 1)
			assert_error_has(
			    reading, 0, "f.json:1: record 2: not valid JSON: ");
		reading_free(reading);
	}
}

/* Which bytes of the file an article may have been in. */
static void
what_is_passed_over_is_told(void **unused)
{
	struct reading *reading;

	(void)unused;
	reading = read_as("f.json",
	    "[{\"id\":1,\"text\":\"x\"}, {\"id\":2]},{\"k\":3}, "
	    "{\"id\":4,\"text\":\"x\"},{\"id\":5],{\"k\":1}]",
	    NULL);
	assert_ids(reading, "1 4");
	assert_int_equal(reading->num_errors, 2);
	assert_error(reading, 0,
	    "f.json:1: record 2: not valid JSON: a brace is not closed; passed "
	    "over: bytes 22 to 39");
	assert_int_equal(reading->errors[0].byte, 22);
	assert_error(reading, 1,
	    "f.json:1: record 4: not valid JSON: a brace is not closed; passed "
	    "over: bytes 61 to 78");
	reading_free(reading);
	reading = read_as("f.json",
	    "[{\"id\":1,\"text\":\"x\"},{\"id\":2,\"a\":[1,{\"id\":3,\"text\":"
	    "\"x\"}]",
	    NULL);
	assert_ids(reading, "1");
	assert_error(reading, 0,
	    "f.json:1: record 2: not valid JSON: the file ends inside it; "
	    "passed over: bytes 21 to 56");
	reading_free(reading);
}

/* {"text":"x","a":[[...]]} of so many levels in all, the record's included. */
static size_t
write_deep(char *out, size_t levels)
{
	size_t len = (size_t)sprintf(out, "{\"text\":\"x\",\"a\":"), i;

	for (i = 1; i < levels; i++)
		out[len++] = '[';
	for (i = 1; i < levels; i++)
		out[len++] = ']';
	return len + (size_t)sprintf(out + len, "}");
}

static void
depth_has_a_limit(void **unused)
{
	char *text = malloc(40000);
	struct reading *reading;
	size_t len;

	(void)unused;
	len = (size_t)sprintf(text, "[{\"id\":1,\"text\":\"x\"},");
	len += write_deep(text + len, 1024);
	len += (size_t)sprintf(text + len, ",");
	len += write_deep(text + len, 1025);
	len += (size_t)sprintf(text + len, ",");
	len += write_deep(text + len, 5000);
	sprintf(text + len, ",{\"id\":5,\"text\":\"x\"}]");
	reading = read_as("deep.json", text, NULL);
	assert_ids(reading, "1 deep.json:2 5");
	assert_int_equal(reading->num_errors, 2);
	assert_error(reading, 0,
	    "deep.json:1: record 3: more than 1024 levels of brackets");
	reading_free(reading);
	text[write_deep(text, 5000)] = '\0';
	reading = read_as("deep.jsonl", text, NULL);
	assert_int_equal(reading->counts.broken, 1);
	reading_free(reading);
	free(text);
}

static void
depth_has_an_end(void **unused)
{
	char *text = malloc(40000);
	struct reading *reading;
	size_t i, len = 0;

	(void)unused;
	len += (size_t)sprintf(text, "[{\"id\":1,\"a\":");
	for (i = 0; i < 3000; i++)
		len += (size_t)sprintf(text + len, "{\"a\":");
	sprintf(text + len, "\n{\"id\":2,\"text\":\"x\"}]");
	reading = read_as("deep.json", text, NULL);
	assert_ids(reading, "2");
	assert_error_has(reading, 0, "the file ends inside it");
	reading_free(reading);
	for (i = 0; i < len; i++)
		if (text[i] == '{' && i > 2)
			text[i] = '[';
	text[strlen(text) - 1] = '\0';
	reading = read_as("deep.jsonl", text + 1, NULL);
	assert_ids(reading, "2");
	reading_free(reading);
	free(text);
}

static void
long_texts_are_left_out(void **unused)
{
	enum { SIZE = 3 * 1000 * 1000 };
	char *text = malloc(SIZE + 200);
	struct ndup_reader_options options;
	struct reading *reading;
	size_t len;

	(void)unused;
	len = (size_t)sprintf(text,
	    "{\"id\":1,\"text\":\"%s\"}\n{\"id\":2,"
	    "\"text\":\"%s1\"}\n{\"id\":3,\"text\":\"",
	    "0123456789", "0123456789");
	memset(text + len, 'x', SIZE);
	strcpy(text + len + SIZE, "\"}\n{\"id\":4,\"text\":\"short\"}\n");
	ndup_reader_options_init(&options, sizeof options);
	options.max_article = 10;
	reading = read_as("long.jsonl", text, &options);
	assert_ids(reading, "1 4");
	assert_int_equal(reading->counts.too_long, 2);
	assert_error(reading, 0,
	    "long.jsonl:2: its text of 11 bytes is longer than the limit of "
	    "10");
	assert_error_has(reading, 1, "long.jsonl:3: ");
	assert_string_equal(reading->errors[0].remedy, "max_article");
	assert_string_equal(reading->errors[1].remedy, "max_article");
	reading_free(reading);
	reading = read_as("long.json", text, &options);
	assert_ids(reading, "1 4");
	assert_int_equal(reading->counts.too_long, 2);
	reading_free(reading);
	reading = read_path("long.jsonl", NULL);
	assert_int_equal(reading->num_articles, 4);
	assert_int_equal(reading->articles[2].text.len, SIZE);
	reading_free(reading);
	free(text);
}

/* Writes a record with a text of so many random characters; returns bytes. */
static size_t
write_record(char *out, unsigned number, unsigned num_chars)
{
	static const char *const chars[] = {"a", " ", "\\n", "\\\"", "\\\\",
	    "{", "}", "[", "]", ",", "\xd0\x96", "\\u0416", "\xe4\xb8\xad"};
	size_t len;
	unsigned i;

	len = (size_t)sprintf(out, "{\"id\":%u,\"text\":\"x", number);
	for (i = 0; i < num_chars; i++)
		len += (size_t)sprintf(out + len, "%s",
		    chars[draw(sizeof chars / sizeof chars[0])]);
	return len + (size_t)sprintf(out + len, "\"}");
}

static void
assert_same(const struct reading *a, const struct reading *b)
{
	size_t i;

	assert_int_equal(a->num_articles, b->num_articles);
	assert_int_equal(a->num_errors + b->num_errors, 0);
	for (i = 0; i < a->num_articles; i++) {
		assert_string_equal(
		    a->articles[i].id.ptr, b->articles[i].id.ptr);
		assert_string_equal(
		    a->articles[i].text.ptr, b->articles[i].text.ptr);
	}
}

/* Records of any length, cut anywhere by blocks: lines and an array agree. */
static void
lines_and_arrays_hold_the_same(void **unused)
{
	enum { NUM = 200, ROOM = 40 * 1000 * 1000 };
	char *lines = malloc(ROOM), *array = malloc(ROOM);
	struct reading *a, *b;
	size_t len = 0, array_len = 0, size;
	unsigned i;

	(void)unused;
	assert_non_null(lines);
	assert_non_null(array);
	array_len += (size_t)sprintf(array, "[");
	for (i = 0; i < NUM; i++) {
		size =
		    write_record(lines + len, i, draw(draw(5) ? 5000 : 100000));
		memcpy(array + array_len, lines + len, size);
		array_len += size;
		len += size;
		lines[len++] = '\n';
		array[array_len++] = i + 1 < NUM ? ',' : ']';
		array[array_len++] = draw(2) ? '\n' : ' ';
	}
	write_bytes("same.jsonl", lines, len);
	write_bytes("same.json", array, array_len);
	a = read_path("same.jsonl", NULL);
	b = read_path("same.json", NULL);
	assert_int_equal(a->num_articles, NUM);
	assert_same(a, b);
	reading_free(a);
	reading_free(b);
	free(lines);
	free(array);
}

/* Any bytes changed: no crash, and lines that were not touched are read. */
static void
damage_anywhere_is_survived(void **unused)
{
	enum { NUM = 20, ROUNDS = 300 };
	char text[8192], one[512];
	struct reading *reading;
	size_t len, at, i;
	unsigned round;

	(void)unused;
	for (round = 0; round < ROUNDS; round++) {
		for (i = len = 0; i < NUM; i++) {
			write_record(one, (unsigned)i, draw(40));
			len += (size_t)sprintf(text + len, "%s\n", one);
		}
		at = draw((unsigned)len - 1);
		text[at] = (char)draw(256);
		write_bytes("bad.json", text, len);
		write_bytes("bad.jsonl", text, len);
		reading = read_path("bad.jsonl", NULL);
		assert_true(reading->num_articles >= NUM - 2);
		reading_free(reading);
		reading = read_path("bad.json", NULL);
		assert_true(reading->num_articles >= NUM - 3);
		reading_free(reading);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(broken_lines_take_nothing_along),
	    cmocka_unit_test(broken_elements_take_nothing_along),
	    cmocka_unit_test(unwanted_values_are_json_too),
	    cmocka_unit_test(broken_elements_in_a_line),
	    cmocka_unit_test(what_is_passed_over_is_told),
	    cmocka_unit_test(depth_has_a_limit),
	    cmocka_unit_test(depth_has_an_end),
	    cmocka_unit_test(long_texts_are_left_out),
	    cmocka_unit_test(lines_and_arrays_hold_the_same),
	    cmocka_unit_test(damage_anywhere_is_survived),
	};

	printf("seed %d\n", SEED);
	return cmocka_run_group_tests_name(
	    "json broken", tests, reading_enter, reading_leave);
}
