/*
 * test_prose.c - a passage as a reader sees it: which marks go with its words
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "report/prose.h"

/* The passage between the bars, as it is shown. */
static void
assert_shown(const char *marked, const char *shown)
{
	const char *first = strchr(marked, '|'), *second = strrchr(marked, '|');
	size_t before = (size_t)(first - marked);
	size_t words = (size_t)(second - first - 1);
	struct ndup_slice text, found;
	struct ndup_span span;
	char copy[200];

	snprintf(copy, sizeof copy, "%.*s%.*s%s", (int)before, marked,
	    (int)words, first + 1, second + 1);
	text = (struct ndup_slice){copy, strlen(copy)};
	span = prose_passage(text,
	    (struct ndup_span){(uint32_t)before, (uint32_t)(before + words)});
	found = prose_slice(text, span);
	if (found.len != strlen(shown) ||
	    memcmp(found.ptr, shown, found.len) != 0)
		fail_msg("%s: %.*s", marked, (int)found.len, found.ptr);
}

static void
test_stops(void **state)
{
	(void)state;
	assert_shown("a. |We went home|. Then", "We went home.");
	assert_shown("a. |We went home|, then", "We went home,");
	assert_shown("|We went home|", "We went home");
	assert_shown("a $|5 was paid|?! b", "5 was paid?!");
}

static void
test_pairs(void **state)
{
	(void)state;
	assert_shown("a \"|We went|,\" he", "\"We went,\"");
	assert_shown("a (|We went|.) He", "(We went.)");
	assert_shown("a \xe2\x80\x9c|We went|.\xe2\x80\x9d He",
	    "\xe2\x80\x9cWe went.\xe2\x80\x9d");
	assert_shown("a \xe2\x80\x9e|We went|.\xe2\x80\x9c He",
	    "\xe2\x80\x9eWe went.\xe2\x80\x9c"); /* German */
	assert_shown(
	    "a \xc2\xab|We went|.\xc2\xbb He", "\xc2\xabWe went.\xc2\xbb");
	assert_shown("\xe2\x80\x9c|We (they) went|.\xe2\x80\x9d",
	    "\xe2\x80\x9cWe (they) went.\xe2\x80\x9d");
	assert_shown("a |He said \"go|.\" b", "He said \"go.\"");
	assert_shown("a \xe2\x80\x9c|What\xe2\x80\x99s up|?\xe2\x80\x9d b",
	    "\xe2\x80\x9cWhat\xe2\x80\x99s up?\xe2\x80\x9d");
	assert_shown("a \"|We\" went \"home|\". b", "\"We\" went \"home\".");
}

/* Halves whose other half is elsewhere. */
static void
test_halves(void **state)
{
	(void)state;
	assert_shown("a \"|We went| home\"", "We went");
	assert_shown("a (|We went| home)", "We went");
	assert_shown("\"a |we went|.\" He", "we went.");
	assert_shown("(a |we went|). He", "we went");
	assert_shown("a (\"|We went|,\" he)", "\"We went,\"");
	assert_shown("a \xe2\x80\x9c|We| went\xe2\x80\x9d", "We");
	assert_shown("a |We went| \"home\"", "We went");
	assert_shown("\xe2\x80\x9c"
		     "a |we went|.\xe2\x80\x9d",
	    "we went.");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_stops),
	    cmocka_unit_test(test_pairs),
	    cmocka_unit_test(test_halves),
	};

	return cmocka_run_group_tests_name("prose", tests, NULL, NULL);
}
