/*
 * test_printable.c - what may be shown on a terminal, and what may not
 */
#include "random.h"

#include "base/utf8.h"

enum { LAST_CODE = 0x10ffff };

/* UTF-8 by the book; returns the number of bytes. */
static size_t
encode(uint32_t code, char out[4])
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xc0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xe0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3f));
		out[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3f));
	out[2] = (char)(0x80 | (code >> 6 & 0x3f));
	out[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

/* All code points there are; and each cut short. */
static void
test_decode_all(void **state)
{
	char bytes[4];
	uint32_t i;
	size_t size, len;
	int32_t code;

	(void)state;
	for (i = 0; i <= LAST_CODE; i++) {
		size = encode(i, bytes);
		if (i >= 0xd800 && i < 0xe000) {
			assert_int_equal(
			    printable_decode(bytes, size, &code), 1);
			assert_int_equal(code, -1);
			continue;
		}
		assert_int_equal(printable_decode(bytes, size, &code), size);
		assert_int_equal(code, i);
		assert_int_equal(
		    printable_decode_before(bytes, size, &code), size);
		assert_int_equal(code, i);
		for (len = 1; len < size; len++) {
			assert_int_equal(
			    printable_decode(bytes, len, &code), 1);
			assert_int_equal(code, -1);
		}
	}
}

static void
test_decode_invalid(void **state)
{
	static const char *const cases[] = {"\x80", "\xbf\xbf", "\xc0\xaf",
	    "\xc1\xbf", "\xe0\x80\xaf", "\xe0\x9f\xbf", "\xf0\x80\x80\xaf",
	    "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xff", "\xc3("};
	size_t i;
	int32_t code;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_int_equal(
		    printable_decode(cases[i], strlen(cases[i]), &code), 1);
		assert_int_equal(code, -1);
	}
}

static void
test_never(void **state)
{
	static const int32_t single[] = {-1, 0x61c, 0x200e, 0x200f, 0x2028,
	    0x2029, 0xfeff, 0xfff9, 0xe000, 0xf8ff, 0xffff, 0x10ffff, 0xe0001,
	    0xe0041, 0x378 /* unassigned */};
	size_t i;
	int32_t code;

	(void)state;
	for (code = 0; code < 0x20; code++)
		assert_false(printable_code(code));
	for (code = 0x7f; code < 0xa0; code++)
		assert_false(printable_code(code));
	for (code = 0x202a; code <= 0x202e; code++)
		assert_false(printable_code(code));
	for (code = 0x2060; code <= 0x206f; code++)
		assert_false(printable_code(code));
	for (code = 0xd800; code < 0xe000; code++)
		assert_false(printable_code(code));
	for (i = 0; i < sizeof single / sizeof single[0]; i++)
		assert_false(printable_code(single[i]));
}

static void
test_always(void **state)
{
	static const int32_t single[] = {0xa0, 0xad, 0xe9, 0x301, 0x401, 0x451,
	    0x5d0, 0x627, 0xe01, 0xe31, 0x200c, 0x200d, 0x2019, 0x20ac, 0x3042,
	    0x3099, 0x4e00, 0xac00, 0xfe0f, 0xfb01, 0xff11, 0xfffd, 0x1f30d,
	    0x20000};
	size_t i;
	int32_t code;

	(void)state;
	for (code = 0x20; code < 0x7f; code++)
		assert_true(printable_code(code));
	for (i = 0; i < sizeof single / sizeof single[0]; i++)
		assert_true(printable_code(single[i]));
}

enum { TEXT_SIZE = 64 };

/* Random bytes, and code points among them; returns how many bytes. */
static size_t
random_text(char text[TEXT_SIZE])
{
	size_t len = 0, most;

	while (len < TEXT_SIZE - 5) {
		most = random_percent(50) ? 0x2100 : LAST_CODE;
		if (random_percent(50))
			text[len++] = (char)(1 + random_below(255));
		else
			len += encode(
			    (uint32_t)(1 + random_below(most)), text + len);
	}
	text[len] = '\0';
	return len;
}

/* Read backwards, a text has the code points that it has forwards. */
static void
test_decode_before(void **state)
{
	size_t ends[TEXT_SIZE], num, len, at, size, round;
	int32_t codes[TEXT_SIZE], code;
	char text[TEXT_SIZE];

	(void)state;
	random_begin();
	for (round = 0; round < 20000; round++) {
		len = random_text(text);
		for (at = num = 0; at < len; num++) {
			at +=
			    printable_decode(text + at, len - at, &codes[num]);
			ends[num] = at;
		}
		while (num-- > 0) {
			size = printable_decode_before(text, ends[num], &code);
			assert_int_equal(code, codes[num]);
			assert_int_equal(
			    size, ends[num] - (num > 0 ? ends[num - 1] : 0));
		}
	}
}

/* Random bytes, cleaned: all of it printable, as long as before, and what was
 * printable already is as it was. */
static void
test_clean(void **state)
{
	char before[TEXT_SIZE], after[TEXT_SIZE];
	size_t len, at, size, round, i;
	int32_t code;

	(void)state;
	random_begin();
	for (round = 0; round < 20000; round++) {
		len = random_text(before);
		strcpy(after, before);
		printable_clean(after);
		assert_int_equal(strlen(after), len);
		for (at = 0; at < len; at += size) {
			size = printable_decode(before + at, len - at, &code);
			if (printable_code(code))
				assert_memory_equal(
				    after + at, before + at, size);
			else
				for (i = 0; i < size; i++)
					assert_int_equal(after[at + i], '?');
		}
	}
}

/* Every code point there is, alone: controls go, nothing else does. */
static void
test_clean_controls(void **state)
{
	static const uint32_t ranges[][2] = {{1, 0x1f}, {0x7f, 0x9f},
	    {0x61c, 0x61c}, {0x200e, 0x200f}, {0x2028, 0x202e},
	    {0x2066, 0x2069}, {0xfeff, 0xfeff}};
	char text[5], before[5];
	size_t size, range, i;
	uint32_t code;
	bool goes;

	(void)state;
	for (code = 1; code <= LAST_CODE; code++) {
		size = encode(code, text);
		text[size] = '\0';
		strcpy(before, text);
		goes = false;
		for (range = 0; range < sizeof ranges / sizeof ranges[0];
		     range++)
			goes |= code >= ranges[range][0] &&
				code <= ranges[range][1];
		printable_clean_controls(text);
		for (i = 0; i < size; i++)
			assert_int_equal(text[i], goes ? '?' : before[i]);
	}
	strcpy(text, "\xff\x9b\xc3");
	printable_clean_controls(text);
	assert_string_equal(text, "\xff\x9b\xc3");
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_decode_all),
	    cmocka_unit_test(test_decode_invalid),
	    cmocka_unit_test(test_decode_before),
	    cmocka_unit_test(test_never),
	    cmocka_unit_test(test_always),
	    cmocka_unit_test(test_clean),
	    cmocka_unit_test(test_clean_controls),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("printable", tests, NULL, NULL);
}
