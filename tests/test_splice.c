/*
 * test_splice.c - one field more in a JSON object
 *
 * Cases by hand; and objects put together by chance, of which the twin knows
 * the members, so that it need not parse.
 */
#include "random.h"

#include "cli/json_splice.h"

enum { ROUNDS = 20000, MAX_MEMBERS = 6 };

static struct ndup_slice
slice(const char *text)
{
	return (struct ndup_slice){text, strlen(text)};
}

/* What comes out, until the next call. */
static const char *
spliced(const char *object, const char *name, const char *value)
{
	static struct buffer out;

	buffer_clear(&out);
	splice_write(&out, slice(object), name, slice(value));
	buffer_add(&out, "", 1);
	assert_false(out.failed);
	return out.data;
}

static void
check(const char *object, const char *wanted)
{
	assert_string_equal(spliced(object, "ndup", "7"), wanted);
}

static void
test_cases(void **state)
{
	(void)state;
	check("{}", "{\"ndup\":7}");
	check(" { } \r", " {\"ndup\":7 } \r");
	check("{\"a\":1}", "{\"a\":1,\"ndup\":7}");
	check("{ \"a\" : 1 }\r", "{ \"a\" : 1,\"ndup\":7 }\r");
	check("{\"ndup\":1}", "{\"ndup\":7}");
	check("{\"ndup\":1,\"a\":2}", "{\"a\":2,\"ndup\":7}");
	check("{\"a\":2,\"ndup\":1}", "{\"a\":2,\"ndup\":7}");
	check("{\"a\":2,\"ndup\":1,\"b\":3}", "{\"a\":2,\"b\":3,\"ndup\":7}");
	check("{\"ndup\":1,\"ndup\":[2,{\"ndup\":3}]}", "{\"ndup\":7}");
	check("{\"\\u006edup\":1,\"n\\u0064\\u0075p\":1}", "{\"ndup\":7}");
	check("{\"a\":{\"ndup\":1},\"b\":[{\"ndup\":2}]}",
	    "{\"a\":{\"ndup\":1},\"b\":[{\"ndup\":2}],\"ndup\":7}");
	check("{\"a\":\"ndup\",\"ndup2\":1,\"ndu\":2,\"\":3,\"nd\\up\":4}",
	    "{\"a\":\"ndup\",\"ndup2\":1,\"ndu\":2,\"\":3,\"nd\\up\":4,"
	    "\"ndup\":7}");
	check("{\"ndup\\u0000\":1}", "{\"ndup\\u0000\":1,\"ndup\":7}");
	check("{\"a\":\"}\\\"],{\\\\\",\"b\":\"\\\\\"}",
	    "{\"a\":\"}\\\"],{\\\\\",\"b\":\"\\\\\",\"ndup\":7}");
	check("{\n \"a\": [\n  1,\n  2\n ]\n}",
	    "{  \"a\": [   1,   2  ],\"ndup\":7 }");
	check("{\"a\":\"\xff\"}", "{\"a\":\"\xff\",\"ndup\":7}");
}

/* Names of more than plain letters, in other spellings and as written. */
static void
test_names(void **state)
{
	const char *out;

	(void)state;
	out = spliced("{\"\\ud83d\\udcf0\":1,\"\\u00E9/\\/\":2}",
	    "\xf0\x9f\x93\xb0", "null");
	assert_string_equal(
	    out, "{\"\\u00E9/\\/\":2,\"\xf0\x9f\x93\xb0\":null}");
	out = spliced("{\"\\u00E9\\/\":1,\"\\ud83d\":2}", "\xc3\xa9/", "{}");
	assert_string_equal(out, "{\"\\ud83d\":2,\"\xc3\xa9/\":{}}");
	out = spliced("{\"a\\t\\\"\":1,\"a\\\\t\":2}", "a\t\"", "1");
	assert_string_equal(out, "{\"a\\\\t\":2,\"a\\t\\\"\":1}");
}

/* ---- by chance ----------------------------------------------------------- */

/* An object and what it becomes. */
struct twin {
	char object[2048], wanted[2048];
};

static const char *
draw(const char *const *words, size_t num)
{
	return words[random_below(num)];
}

#define DRAW(...)                                \
	draw((const char *const[]){__VA_ARGS__}, \
	    sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static const char *
draw_space(void)
{
	return DRAW("", "", " ", "\t", " \r ");
}

/* Appends a value of some depth. */
static void
draw_value(char *out, unsigned depth)
{
	static const char *const keys[] = {
	    "\"ndup\"", "\"k\"", "\"\\u006edup\""};
	bool is_object = random_percent(50);
	size_t num = random_below(4), i;

	if (depth == 0 || random_percent(40)) {
		strcat(out, DRAW("1", "-2.5e+3", "true", "null", "\"\"",
				"\"a,b}]\\\"{[:\"", "\"\\\\\"", "{}", "[ ]"));
		return;
	}
	strcat(out, is_object ? "{" : "[");
	for (i = 0; i < num; i++) {
		strcat(out, i > 0 ? "," : "");
		if (is_object) {
			strcat(out, draw(keys, 3));
			strcat(out, ": ");
		}
		draw_value(out, depth - 1);
		strcat(out, draw_space());
	}
	strcat(out, is_object ? "}" : "]");
}

static void
draw_twin(struct twin *twin)
{
	size_t num = random_below(MAX_MEMBERS), i, num_kept = 0;
	char member[512];
	const char *name, *last;
	bool own;

	strcpy(twin->object, "{");
	strcpy(twin->wanted, "{");
	for (i = 0; i < num; i++) {
		own = random_percent(30);
		name = own ? DRAW("ndup", "\\u006edup",
				 "n\\u0064\\u0075\\u0070", "ndu\\u0070")
			   : DRAW("a", "Ndup", "ndup ", "\\\\u006edup", "ndupp",
				 "ndu", "");
		snprintf(member, sizeof member, "%s\"%s\"%s:%s", draw_space(),
		    name, draw_space(), draw_space());
		draw_value(member, 2);
		if (i + 1 < num)
			strcat(member, draw_space());
		strcat(twin->object, i > 0 ? "," : "");
		strcat(twin->object, member);
		if (own)
			continue;
		strcat(twin->wanted, num_kept++ > 0 ? "," : "");
		strcat(twin->wanted, member);
	}
	last = draw_space();
	strcat(twin->wanted, num_kept > 0 ? ",\"ndup\":7" : "\"ndup\":7");
	strcat(twin->object, last);
	strcat(twin->wanted, last);
	strcat(twin->object, "}");
	strcat(twin->wanted, "}");
}

/* What comes out is right; the same again changes nothing. */
static void
test_chance(void **state)
{
	struct twin twin;
	unsigned i;

	(void)state;
	random_begin();
	for (i = 0; i < ROUNDS; i++) {
		draw_twin(&twin);
		check(twin.object, twin.wanted);
		check(twin.wanted, twin.wanted);
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_cases),
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_chance),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("splice", tests, NULL, NULL);
}
