/*
 * test_differ.c - the words in which two texts differ
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "ndup.h"

/* Edits as "[-old-]{+new+}" in the text of a. */
static void
mark(char *out, const char *a, const char *b)
{
	struct ndup_slice x = {a, strlen(a)}, y = {b, strlen(b)};
	const struct ndup_edit *edits;
	struct ndup_differ *differ;
	size_t num, i, at = 0;

	assert_int_equal(ndup_differ_new(&differ), NDUP_OK);
	assert_int_equal(ndup_differ_run(differ, x, y, &edits, &num), NDUP_OK);
	for (i = 0; i < num; i++) {
		assert_true(edits[i].a.begin >= at);
		out += sprintf(out, "%.*s[-%.*s-]{+%.*s+}",
		    (int)(edits[i].a.begin - at), a + at,
		    (int)(edits[i].a.end - edits[i].a.begin),
		    a + edits[i].a.begin,
		    (int)(edits[i].b.end - edits[i].b.begin),
		    b + edits[i].b.begin);
		at = edits[i].a.end;
	}
	strcpy(out, a + at);
	ndup_differ_free(differ);
}

static void
check(const char *a, const char *b, const char *wanted)
{
	char marked[1000];

	mark(marked, a, b);
	assert_string_equal(marked, wanted);
}

static void
test_words(void **state)
{
	(void)state;
	check("", "", "");
	check("one two", "one two", "one two");
	check("One, two.", "one TWO", "One, two.");
	check("one two three", "one 2 three", "one [-two-]{+2+} three");
	check("one two three.", "one three.", "one [-two-]{++} three.");
}

static void
test_ends(void **state)
{
	(void)state;
	check("one two", "one two three", "one two[--]{+three+}");
	check("one two", "nought one two", "[--]{+nought+}one two");
	check("one", "", "[-one-]{++}");
	check("", "one", "[--]{+one+}");
	check("one two", "\xd1\x91 \xe4\xb8\xad",
	    "[-one two-]{+\xd1\x91 \xe4\xb8\xad+}");
}

/* Added words stand on the right side of a full stop. */
static void
test_places(void **state)
{
	(void)state;
	check("One two. Three.", "One two more. Three.",
	    "One two[--]{+more+}. Three.");
	check("One two. Three.", "One two. More three.",
	    "One two. [--]{+More+}Three.");
	check("One two more. Three.", "One two. Three.",
	    "One two [-more-]{++}. Three.");
	check("\xe7\xb2\xae\xe4\xbb\x93\xe3\x80\x82\xe5\x89\x8d",
	    "\xe4\xbb\x93\xe5\xba\x93\xe3\x80\x82\xe5\x89\x8d",
	    "[-\xe7\xb2\xae-]{++}\xe4\xbb\x93[--]{+\xe5\xba\x93+}"
	    "\xe3\x80\x82\xe5\x89\x8d");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_words),
	    cmocka_unit_test(test_ends),
	    cmocka_unit_test(test_places),
	};

	return cmocka_run_group_tests_name("differ", tests, NULL, NULL);
}
