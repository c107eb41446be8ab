/*
 * test_escape.c - text of articles in a report is harmless
 *
 * Hostile text goes in; what comes out is judged by independent rules: a
 * small reader of JSON strings must get the same code points back, and no
 * byte of a line may move a terminal's cursor or turn its text around.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/json.h"
#include "report/escape.h"
#include "report/layout.h"

#define SLICE(text) ((struct ndup_slice){text, sizeof text - 1})

typedef void escape_fn(struct buffer *, struct ndup_slice);

static void
check(escape_fn *escape, struct ndup_slice text, const char *wanted)
{
	struct buffer out = {NULL, 0, 0, false};

	escape(&out, text);
	buffer_add(&out, "", 1);
	assert_false(out.failed);
	assert_string_equal(out.data, wanted);
	buffer_free(&out);
}

static void
test_json_plain(void **state)
{
	(void)state;
	check(json_string, SLICE(""), "\"\"");
	check(json_string, SLICE("Putin\xe2\x80\x99s aide"),
	    "\"Putin\xe2\x80\x99s aide\"");
	check(json_string, SLICE("\xe6\x96\xb0\xe9\x97\xbb \xf0\x9f\x8c\x8d"),
	    "\"\xe6\x96\xb0\xe9\x97\xbb \xf0\x9f\x8c\x8d\"");
}

static void
test_json_special(void **state)
{
	(void)state;
	check(
	    json_string, SLICE("a\"b\\c/\n\r\t"), "\"a\\\"b\\\\c/\\n\\r\\t\"");
	check(json_string, SLICE("\x1b[31m\0\x7f"),
	    "\"\\u001b[31m\\u0000\\u007f\"");
	check(json_string, SLICE("\xe2\x80\xa8\xe2\x80\xa9"),
	    "\"\\u2028\\u2029\"");
	check(json_string,
	    SLICE("\xe2\x80\xae"
		  "abc\xe2\x81\xa9\xc2\x9b"),
	    "\"\\u202eabc\\u2069\\u009b\"");
}

static void
test_json_invalid(void **state)
{
	(void)state;
	check(json_string,
	    SLICE("a\xff"
		  "b\xc3"),
	    "\"a\xef\xbf\xbd"
	    "b\xef\xbf\xbd\"");
	/* overlong, surrogate, beyond Unicode: a mark for each byte */
	check(json_string, SLICE("\xc0\xaf"), "\"\xef\xbf\xbd\xef\xbf\xbd\"");
	check(json_string, SLICE("\xed\xa0\x80"),
	    "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
}

static void
test_json_fields(void **state)
{
	struct buffer out = {NULL, 0, 0, false};
	const struct ndup_span span = {0, UINT32_MAX};

	(void)state;
	buffer_string(&out, "{");
	json_text(&out, "a", SLICE(""));
	json_text(&out, "b", SLICE("null"));
	json_word(&out, "c", "");
	json_number(&out, "d", UINT64_MAX);
	json_integer(&out, "e", INT64_MIN);
	json_integer(&out, "f", 7);
	json_share(&out, "g", 2.0 / 3);
	json_truth(&out, "h", false);
	json_null(&out, "i");
	json_span(&out, "j", span);
	json_object(&out, "k");
	json_truth(&out, "l", true);
	buffer_string(&out, "}");
	json_array(&out, "m");
	json_next(&out);
	buffer_string(&out, "1");
	json_next(&out);
	buffer_string(&out, "2");
	buffer_string(&out, "]}");
	buffer_add(&out, "", 1);
	assert_false(out.failed);
	assert_string_equal(out.data,
	    "{\"a\":null,\"b\":\"null\",\"c\":null,"
	    "\"d\":18446744073709551615,\"e\":-9223372036854775808,\"f\":7,"
	    "\"g\":0.6667,\"h\":false,\"i\":null,"
	    "\"j\":{\"begin\":0,\"end\":4294967295},\"k\":{\"l\":true},"
	    "\"m\":[1,2]}");
	buffer_free(&out);
}

static void
test_terminal(void **state)
{
	(void)state;
	check(escape_terminal, SLICE(" two \n\n\t words\xc2\xa0. \n"),
	    "two words .");
	check(escape_terminal, SLICE("a\x1b[2Jb"), "a\xef\xbf\xbd[2Jb");
	check(escape_terminal,
	    SLICE("\xe2\x80\xae"
		  "abc\xe2\x80\x8f"),
	    "abc");
	check(escape_terminal,
	    SLICE("\xc2\x9b"
		  "2J\x7f\xff"),
	    "\xef\xbf\xbd"
	    "2J\xef\xbf\xbd\xef\xbf\xbd");
	check(escape_terminal, SLICE("soft\xc2\xadly"), "softly");
}

static void
test_csv(void **state)
{
	(void)state;
	check(escape_csv, SLICE(""), "");
	check(escape_csv, SLICE("-"), "'-");
	check(escape_csv, SLICE("Quay 1=2-3"), "Quay 1=2-3");
	check(escape_csv, SLICE("one, two"), "\"one, two\"");
	check(escape_csv, SLICE("say \"yes\""), "\"say \"\"yes\"\"\"");
	check(escape_csv, SLICE("a\r\nb\tc"), "\"a\r\nb\tc\"");
	check(escape_csv, SLICE(" edges "), "\" edges \"");
	check(escape_csv, SLICE("a\x1b[2J\xff\xc2\x9b\xe2\x80\xae"),
	    "a\xef\xbf\xbd[2J\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

/* Whatever a spreadsheet would compute has an apostrophe before it. */
static void
test_csv_formulas(void **state)
{
	(void)state;
	check(escape_csv, SLICE("=1+1"), "'=1+1");
	check(escape_csv, SLICE("+1"), "'+1");
	check(escape_csv, SLICE("-1"), "'-1");
	check(escape_csv, SLICE("@SUM(A1)"), "'@SUM(A1)");
	check(escape_csv, SLICE("\t=1"), "\"'\t=1\"");
	check(escape_csv, SLICE("\r=1"), "\"'\r=1\"");
	check(escape_csv, SLICE("\n=1"), "\"'\n=1\"");
	check(escape_csv, SLICE("  =1"), "\"'  =1\"");
	check(escape_csv, SLICE("=A(\"x\",1)"), "\"'=A(\"\"x\"\",1)\"");
	check(escape_csv,
	    SLICE("\xef\xbc\x9d"
		  "1"),
	    "'\xef\xbc\x9d"
	    "1");
	/* What is dropped or replaced must not bring a formula to the front. */
	check(escape_csv, SLICE("\xef\xbb\xbf=1"), "\xef\xbf\xbd=1");
}

/* The code point at `text`, by plain arithmetic; the text is valid. */
static uint32_t
decode(const unsigned char **text)
{
	const unsigned char *at = *text;
	unsigned more = at[0] >= 0xf0 ? 3 : at[0] >= 0xe0 ? 2 : at[0] >= 0xc0;
	uint32_t code = more == 0 ? at[0] : at[0] & (0x3fu >> more);
	unsigned i;

	for (i = 1; i <= more; i++) {
		assert_int_equal(at[i] & 0xc0, 0x80);
		code = code << 6 | (at[i] & 0x3f);
	}
	*text += more + 1;
	return code;
}

static bool
is_dangerous(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) ||
	       (code >= 0x2028 && code <= 0x202e) ||
	       (code >= 0x2066 && code <= 0x2069) || code == 0x200e ||
	       code == 0x200f || code == 0x061c;
}

static void
assert_harmless(const struct buffer *out)
{
	const unsigned char *at = (const unsigned char *)out->data;
	const unsigned char *end = at + out->size;

	while (at < end)
		assert_false(is_dangerous(decode(&at)));
	assert_ptr_equal(at, end);
}

/* Any bytes give valid UTF-8 without a dangerous code point. */
static void
test_random(void **state)
{
	static const char *const pieces[] = {"\xe2\x80\xae", "\xc2\x9b", "\x1b",
	    "\xe2\x80\xa8", "\xe6\x96\xb0", "\xd0\xb6", "\xf0\x9f\x8c\x8d"};
	struct buffer text = {NULL, 0, 0, false}, out = text;
	unsigned seed = 20221;
	size_t round, i;
	char byte;

	(void)state;
	print_message("seed %u\n", seed);
	for (round = 0; round < 2000; round++) {
		buffer_clear(&text);
		for (i = 0; i < 40; i++) {
			byte = (char)rand_r(&seed);
			if (rand_r(&seed) % 2 == 0)
				buffer_add(&text, &byte, 1);
			else
				buffer_string(&text, pieces[rand_r(&seed) % 7]);
		}
		buffer_clear(&out);
		json_string(&out, layout_slice(&text));
		assert_harmless(&out);
		buffer_clear(&out);
		escape_terminal(&out, layout_slice(&text));
		assert_harmless(&out);
	}
	buffer_free(&text);
	buffer_free(&out);
}

static void
check_wrap(struct ndup_slice text, size_t width, const char *wanted)
{
	struct buffer out = {NULL, 0, 0, false};

	layout_wrap(&out, text, width);
	buffer_add(&out, "", 1);
	assert_string_equal(out.data, wanted);
	buffer_free(&out);
}

static void
test_wrap(void **state)
{
	(void)state;
	check_wrap(SLICE("one two three"), 7, "one two\nthree\n");
	check_wrap(SLICE("one two three"), 8, "one two\nthree\n");
	check_wrap(SLICE("abcdefghij"), 4, "abcd\nefgh\nij\n");
	/* Chinese takes two columns, and no line begins with its full stop */
	check_wrap(SLICE("\xe6\x96\xb0\xe9\x97\xbb\xe7\xa4\xbe\xe3\x80\x82"), 6,
	    "\xe6\x96\xb0\xe9\x97\xbb\n\xe7\xa4\xbe\xe3\x80\x82\n");
}

static void
check_cut(void (*cut)(struct buffer *, struct ndup_slice, size_t),
    struct ndup_slice text, size_t width, const char *wanted)
{
	struct buffer out = {NULL, 0, 0, false};

	cut(&out, text, width);
	assert_true(layout_width(layout_slice(&out)) <= width);
	buffer_add(&out, "", 1);
	assert_string_equal(out.data, wanted);
	buffer_free(&out);
}

static void
test_cut(void **state)
{
	(void)state;
	check_cut(layout_cut_end, SLICE("abcdef"), 6, "abcdef");
	check_cut(layout_cut_end, SLICE("abcdef"), 5, "abcd\xe2\x80\xa6");
	check_cut(layout_cut_end, SLICE("\xe6\x96\xb0\xe9\x97\xbb"), 3,
	    "\xe6\x96\xb0\xe2\x80\xa6");
	check_cut(layout_cut_middle, SLICE("0123456789"), 7,
	    "01\xe2\x80\xa6"
	    "6789");
	/* a mark stays with its letter */
	check_cut(layout_cut_middle,
	    SLICE("0123456e\xcc\x81"
		  "789"),
	    5,
	    "0\xe2\x80\xa6"
	    "789");
}

static void
test_number(void **state)
{
	struct buffer out = {NULL, 0, 0, false};

	(void)state;
	layout_number(&out, 0);
	buffer_add(&out, " ", 1);
	layout_number(&out, 999);
	buffer_add(&out, " ", 1);
	layout_number(&out, 106520);
	buffer_add(&out, " ", 1);
	layout_number(&out, UINT64_MAX);
	buffer_add(&out, "", 1);
	assert_string_equal(
	    out.data, "0 999 106,520 18,446,744,073,709,551,615");
	buffer_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_json_plain),
	    cmocka_unit_test(test_json_special),
	    cmocka_unit_test(test_json_invalid),
	    cmocka_unit_test(test_json_fields),
	    cmocka_unit_test(test_terminal),
	    cmocka_unit_test(test_csv),
	    cmocka_unit_test(test_csv_formulas),
	    cmocka_unit_test(test_random),
	    cmocka_unit_test(test_wrap),
	    cmocka_unit_test(test_cut),
	    cmocka_unit_test(test_number),
	};

	return cmocka_run_group_tests_name("escape", tests, NULL, NULL);
}
