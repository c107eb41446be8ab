/*
 * test_error.c - an error's text is one line, safe to print, with its reason
 */
#include <errno.h>

#include "random.h"

#include "base/error.h"

static void
test_fields(void **state)
{
	struct ndup_error error;

	(void)state;
	memset(&error, 0xff, sizeof error);
	assert_int_equal(
	    error_set(&error, NDUP_PARAM, "%s must be over %d", "threshold", 0),
	    NDUP_PARAM);
	assert_int_equal(error.status, NDUP_PARAM);
	assert_int_equal(error.sys, 0);
	assert_int_equal(error.record, 0);
	assert_int_equal(error.byte, 0);
	assert_string_equal(error.text, "threshold must be over 0");
	assert_null(error.remedy);
	error_remedy(&error, "min_jaccard");
	assert_string_equal(error.remedy, "min_jaccard");
	error_remedy(NULL, "min_jaccard");
	error_memory(&error);
	assert_null(error.remedy);
}

static void
test_system(void **state)
{
	struct ndup_error error;

	(void)state;
	memset(&error, 0xff, sizeof error);
	assert_int_equal(
	    error_system(&error, ENOENT, "cannot open %s", "x.txt"), NDUP_IO);
	assert_int_equal(error.status, NDUP_IO);
	assert_int_equal(error.sys, ENOENT);
	assert_int_equal(error.byte, 0);
	assert_string_equal(
	    error.text, "cannot open x.txt: No such file or directory");
	assert_int_equal(error_memory(&error), NDUP_NOMEM);
	assert_int_equal(error.status, NDUP_NOMEM);
	assert_string_equal(error.text, "out of memory");
}

static void
test_nobody_asks(void **state)
{
	(void)state;
	assert_int_equal(error_set(NULL, NDUP_INPUT, "%d", 1), NDUP_INPUT);
	assert_int_equal(error_system(NULL, EIO, "%d", 1), NDUP_IO);
	assert_int_equal(error_memory(NULL), NDUP_NOMEM);
}

static void
assert_begins_and_ends(const char *text, const char *begin, const char *end)
{
	size_t len = strlen(text);

	assert_true(len >= strlen(end));
	assert_memory_equal(text, begin, strlen(begin));
	assert_string_equal(text + len - strlen(end), end);
}

/* However long a name is, the reason at the end stands. */
static void
test_long_text_keeps_its_end(void **state)
{
	static const size_t sizes[] = {
	    480, 511, 512, 600, 4096, 8150, 8191, 8192, 8193, 20000, 1000000};
	struct ndup_error error;
	char *name;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		name = test_new(sizes[i] + 1, 1);
		memset(name, 'x', sizes[i]);
		error_set(&error, NDUP_INPUT, "file %s: no text", name);
		assert_begins_and_ends(error.text, "file xxx", "x: no text");
		error_system(&error, EACCES, "file %s", name);
		assert_begins_and_ends(
		    error.text, "file xxx", "x: Permission denied");
		if (sizes[i] > sizeof error.text)
			assert_non_null(strstr(error.text, "xxx...xxx"));
		free(name);
	}
}

static void
test_whole_text_if_it_fits(void **state)
{
	char text[sizeof((struct ndup_error *)0)->text];
	struct ndup_error error;

	(void)state;
	memset(text, 'y', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	error_set(&error, NDUP_INPUT, "%s", text);
	assert_string_equal(error.text, text);
}

/* The cut is never inside a code point: then there would be a '?'. */
static void
test_cut_between_code_points(void **state)
{
	struct ndup_error error;
	char name[3000];
	size_t shift, i, size;

	(void)state;
	for (shift = 0; shift < 6; shift++) {
		memset(name, 'a', shift);
		size = shift;
		for (i = 0; i < 600; i++, size += 3)
			memcpy(name + size, "\xe6\x96\xb0", 3);
		name[size] = '\0';
		error_set(&error, NDUP_INPUT, "%s", name);
		assert_null(strchr(error.text, '?'));
		assert_true(strlen(error.text) > sizeof error.text - 12);
	}
}

static void
test_cleaned(void **state)
{
	static const struct {
		const char *name, *wanted;
	} cases[] = {
	    {"a\nb", "a?b"},
	    {"a\tb\r", "a?b?"},
	    {"\x1b[31mred\x1b[0m", "?[31mred?[0m"},
	    {"\x7f\x01", "??"},
	    {"\xc2\x9b"
	     "2J",
		"??2J"},
	    {"\xe2\x80\xaegpj.exe", "???gpj.exe"},    /* override */
	    {"\xe2\x81\xa6x\xe2\x81\xa9", "???x???"}, /* isolate */
	    {"\xe2\x80\x8fx\xd8\x9c", "???x??"},      /* marks */
	    {"\xe2\x80\xa8\xe2\x80\xa9", "??????"},   /* line ends */
	    {"\xff\xfe", "??"},                       /* no UTF-8 */
	    {"ends \xe6\x96", "ends ??"},             /* truncated */
	    {"новости 新闻 \xf0\x9f\x8c\x8d é",
		"новости 新闻 \xf0\x9f\x8c\x8d é"},
	};
	struct ndup_error error;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		error_set(&error, NDUP_INPUT, "%s", cases[i].name);
		assert_string_equal(error.text, cases[i].wanted);
	}
}

static void
test_names(void **state)
{
	enum ndup_status status;

	(void)state;
	assert_string_equal(ndup_status_name(NDUP_OK), "ok");
	for (status = NDUP_OK; status <= NDUP_STOPPED; status++)
		assert_string_not_equal(
		    ndup_status_name(status), "unknown status");
	assert_string_equal(
	    ndup_status_name((enum ndup_status)99), "unknown status");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_fields),
	    cmocka_unit_test(test_system),
	    cmocka_unit_test(test_nobody_asks),
	    cmocka_unit_test(test_long_text_keeps_its_end),
	    cmocka_unit_test(test_whole_text_if_it_fits),
	    cmocka_unit_test(test_cut_between_code_points),
	    cmocka_unit_test(test_cleaned),
	    cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
