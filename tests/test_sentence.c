/*
 * test_sentence.c - where sentences and clauses begin
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "text/sentence.h"

/* What begins with the second of two words, of which '|' is before and behind
 * what stands between. */
static enum border
border_of(const char *marked)
{
	const char *first = strchr(marked, '|'), *second = strrchr(marked, '|');
	struct ndup_span spans[2];
	char text[100];

	snprintf(text, sizeof text, "%.*s%.*s%s", (int)(first - marked), marked,
	    (int)(second - first - 1), first + 1, second + 1);
	spans[0] = (struct ndup_span){0, (uint32_t)(first - marked)};
	spans[1] = (struct ndup_span){
	    (uint32_t)(second - marked - 1), (uint32_t)strlen(text)};
	return sentence_border(
	    spans, (struct ndup_slice){text, strlen(text)}, 1);
}

static void
assert_borders(const char *const *cases, size_t num_cases, enum border border)
{
	size_t i;

	for (i = 0; i < num_cases; i++)
		if (border_of(cases[i]) != border)
			fail_msg("%s: %d", cases[i], (int)border_of(cases[i]));
}

#define ALL_ARE(border, ...)                                             \
	assert_borders((const char *const[]){__VA_ARGS__},               \
	    sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *), \
	    border)

static void
test_sentences(void **state)
{
	(void)state;
	ALL_ARE(BORDER_SENTENCE, "end|. |The", "end|.\" |The", "end|?) \"|The",
	    "end|! |The", "end|.\n|The", "end|\n|The", "end| \n\n  |the",
	    "end|\xe2\x80\xa6 |The", "end|.\xc2\xa0|The", "7|. |The",
	    "Mr|! |The", "Mr|... |The",
	    "\xd0\xb4\xd0\xbe\xd0\xbc|. |\xd0\x9e\xd0\xbd",
	    "\xe5\xb9\xb4|\xe3\x80\x82|\xe6\x9c\x88", "a|\xef\xbc\x81|b",
	    "a|\xef\xbc\x9f\xe2\x80\x9d|b");
}

static void
test_abbreviations(void **state)
{
	(void)state;
	ALL_ARE(BORDER_NONE, "Mr|. |Smith", "J|. |Smith", "S|. |Army",
	    "Sept|. |11", "Corp|. |Chief", "vs|. |City",
	    "\xd1\x82\xd1\x8b\xd1\x81|. |\xd0\xa0\xd1\x83\xd0\xb1",
	    "\xd0\xb3|. |\xd0\x9c\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0\xb0");
	ALL_ARE(
	    BORDER_SENTENCE, "Mrx|. |Smith", "mr|. |Smith", "Mr|.\n\n|Smith");
}

/* What goes on with a small letter is no new sentence: a quotation, or a
 * paragraph that was broken into lines. */
static void
test_small_letters(void **state)
{
	(void)state;
	ALL_ARE(
	    BORDER_NONE, "end|. |the", "end|\n|the", "a|.\n|\xc3\xa9t\xc3\xa9");
	ALL_ARE(BORDER_CLAUSE, "go|!\" |he", "end|,\n|the");
}

static void
test_clauses(void **state)
{
	(void)state;
	ALL_ARE(BORDER_CLAUSE, "170|, |000", "10|: |30", "a|,|b", "a|, |b",
	    "a|: |b", "a|; |b", "a| (|b", "a|) |b", "a| - |b", "a| -- |b",
	    "a| \xe2\x80\x94 |b", "a|: \"|b", "a|\xef\xbc\x8c|b");
}

static void
test_goes_on(void **state)
{
	(void)state;
	ALL_ARE(BORDER_NONE, "170|,|000", "10|:|30", "a||b", "a| |b", "a|-|b",
	    "a|.|b", "a|/|b", "a|'|b", "a| $|b", "a|\xe3\x80\x81|b",
	    "a|\xff |b");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_sentences),
	    cmocka_unit_test(test_abbreviations),
	    cmocka_unit_test(test_small_letters),
	    cmocka_unit_test(test_clauses),
	    cmocka_unit_test(test_goes_on),
	};

	return cmocka_run_group_tests_name("sentence", tests, NULL, NULL);
}
