/*
 * test_sentence.c - what stands between two words, and whether a sentence ends
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "evidence/positions.h"

static bool
ends(const char *between)
{
	return sentence_ends((struct ndup_slice){between, strlen(between)});
}

static void
test_ends(void **state)
{
	static const char *const cases[] = {". ", ".\" ", "?) \"", "! ", ".\n",
	    "\n", " \n\n  ", "\xe2\x80\xa6 ", /* ellipsis */
	    ".\xc2\xa0",                      /* no-break space */
	    "\xe3\x80\x82", "\xef\xbc\x81", "\xef\xbc\x9f\xe2\x80\x9d"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_true(ends(cases[i]));
}

static void
test_goes_on(void **state)
{
	static const char *const cases[] = {"", " ", ", ", " - ", ".", ":",
	    "; \"", " (", "\xe3\x80\x81", "\xff "};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_false(ends(cases[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_ends),
	    cmocka_unit_test(test_goes_on),
	};

	return cmocka_run_group_tests_name("sentence", tests, NULL, NULL);
}
