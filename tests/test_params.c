/*
 * test_params.c - defaults hold, limits are told
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ndup.h"

static struct ndup_params params;
static struct ndup_error error;

static int
set_up(void **state)
{
	(void)state;
	ndup_params_init(&params, sizeof params);
	return 0;
}

/* Wrong parameters give a line that names what is wrong. */
static void
assert_wrong(const char *what)
{
	assert_int_equal(ndup_params_check(&params, &error), NDUP_PARAM);
	assert_int_equal(error.status, NDUP_PARAM);
	assert_non_null(strstr(error.text, what));
	assert_int_equal(ndup_params_check(&params, NULL), NDUP_PARAM);
	ndup_params_init(&params, sizeof params);
}

static void
test_defaults(void **state)
{
	struct ndup_bands bands;

	(void)state;
	assert_int_equal(ndup_params_check(&params, &error), NDUP_OK);
	assert_int_equal(ndup_bands_plan(&params, &bands, &error), NDUP_OK);
	assert_int_equal(bands.num_bands, 42);
	assert_int_equal(bands.num_rows, 3);
}

static void
test_limits(void **state)
{
	(void)state;
	params.min_jaccard = 0;
	assert_wrong("threshold is 0: it goes from 0.01 to 1");
	params.min_jaccard = 1.01;
	assert_wrong("threshold");
	params.min_coverage = -0.1;
	assert_wrong("coverage");
	params.min_coverage = 1.5;
	assert_wrong("coverage");
	params.shingle_size = 0;
	assert_wrong("shingle size is 0");
	params.shingle_size = 65;
	assert_wrong("shingle size");
	params.num_bins = 15;
	assert_wrong("bins");
	params.min_run = 1001;
	assert_wrong("minimum run");
	params.min_passage = 0;
	assert_wrong("minimum passage");
	params.min_passage = 21;
	assert_wrong("minimum passage is 21: at most the minimum run, 20");
	params.recall = 1;
	assert_wrong("recall");
	params.memory = 999999;
	assert_wrong("memory is 999999: it goes from 1e+06 to 1e+18");
	params.tmpdir = NULL;
	assert_wrong("folder for temporary files");
	params.struct_size = 1;
	assert_wrong("another version");
}

/* No number compares with what is none. */
static void
test_not_a_number(void **state)
{
	(void)state;
	params.min_jaccard = (double)NAN;
	assert_wrong("threshold");
}

static void
test_names(void **state)
{
	(void)state;
	assert_string_equal(ndup_version(), "0.1.0");
	assert_string_equal(ndup_relation_name(NDUP_LEAD), "lead");
	assert_string_equal(ndup_relation_name(NDUP_IDENTICAL), "identical");
	assert_string_equal(
	    ndup_relation_name(NDUP_NEAR_DUPLICATE), "near-duplicate");
	assert_string_equal(ndup_relation_name(NDUP_EXCERPT), "excerpt");
	assert_string_equal(ndup_relation_name(NDUP_EXTENSION), "extension");
	assert_string_equal(
	    ndup_relation_name(NDUP_PARTIAL_REUSE), "partial reuse");
	assert_string_equal(ndup_relation_name(NDUP_REUSED), "reused in part");
	assert_string_equal(ndup_status_name(NDUP_OK), "ok");
	assert_string_equal(ndup_status_name(NDUP_NOMEM), "out of memory");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(test_defaults, set_up),
	    cmocka_unit_test_setup(test_limits, set_up),
	    cmocka_unit_test_setup(test_not_a_number, set_up),
	    cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests_name("params", tests, NULL, NULL);
}
