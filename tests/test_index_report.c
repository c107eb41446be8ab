/*
 * test_index_report.c - what is reported of an index, and of a query
 */
#include "one_index.h"

/* ---- what is reported --------------------------------------------------- */

/* As much as comes, until there is no room: then it stops. */
struct collected {
	char text[4096];
	size_t size, room;
};

static bool
collect(void *ctx, const void *bytes, size_t size)
{
	struct collected *collected = ctx;

	if (size > collected->room - collected->size)
		return false;
	memcpy(collected->text + collected->size, bytes, size);
	collected->size += size;
	collected->text[collected->size] = '\0';
	return true;
}

static void
test_reports(void **state)
{
	struct collected out = {.room = sizeof out.text - 1};
	struct ndup_report_options options;
	struct ndup_document taken;
	struct ndup_verdict verdict;

	(void)state;
	start();
	index_add(ndx, "a", 1, "1-100");
	ndup_report_options_init(&options, sizeof options);
	options.format = NDUP_JSONL;
	taken = document("b", 2, compose("51-150"));
	assert_int_equal(
	    ndup_index_query(ndx, &taken, 1, NDUP_OF_ALL, &verdict, NULL),
	    NDUP_OK);
	assert_int_equal(ndup_report_verdict(&taken, &verdict, NDUP_OF_NONE,
			     &options, collect, &out, NULL),
	    NDUP_OK);
	assert_string_equal(out.text,
	    "{\"status\":\"reuse\",\"of\":\"a\",\"story\":\"a\","
	    "\"replaces\":null,\"id_taken\":false,"
	    "\"relation\":\"partial reuse\",\"jaccard\":0.3151,"
	    "\"coverage\":0.5000,\"coverage_of_other\":0.5000,"
	    "\"num_words\":100,\"new_words\":50,\"ignored_words\":0,"
	    "\"lag_seconds\":86400,"
	    "\"crowded\":false,\"num_facts\":0}");
	out.size = 0;
	assert_int_equal(ndup_report_verdict(&taken, &verdict, NDUP_OF_BEST,
			     &options, collect, &out, NULL),
	    NDUP_OK);
	assert_non_null(
	    strstr(out.text, ",\"passages\":[{\"a\":{\"begin\":0,"));
	out.size = out.room;
	assert_int_equal(
	    ndup_report_query(&taken, &verdict, &options, collect, &out, NULL),
	    NDUP_STOPPED);
	assert_int_equal(ndup_report_verdict(&taken, &verdict, NDUP_OF_ALL,
			     &options, collect, &out, NULL),
	    NDUP_PARAM);
	options.format = NDUP_TERMINAL;
	assert_int_equal(ndup_report_verdict(&taken, &verdict, NDUP_OF_NONE,
			     &options, collect, &out, NULL),
	    NDUP_PARAM);
	out.size = 0;
	assert_int_equal(
	    ndup_report_query(&taken, &verdict, &options, collect, &out, NULL),
	    NDUP_OK);
	assert_non_null(strstr(out.text,
	    "b: reuse, 100 words, 50 of them new\n"
	    "    1970-01-02  partial reuse, shared 50%\n        a\n"
	    "        [1] 50 words: w51 w52 "));
}

/* Options that no index has a report for. */
static void
test_report_options(void **state)
{
	struct collected out = {.room = sizeof out.text - 1};
	struct ndup_report_options options;
	const struct ndup_index_info *info;
	unsigned i;

	(void)state;
	start();
	assert_int_equal(ndup_index_describe(ndx, &info, NULL), NDUP_OK);
	for (i = 0; i < 4; i++) {
		ndup_report_options_init(&options, sizeof options);
		if (i < 2)
			options.format = i == 0 ? NDUP_CSV : NDUP_HTML;
		else if (i == 2)
			options.width = 39;
		else
			options.struct_size--;
		assert_int_equal(
		    ndup_report_index(info, &options, collect, &out, NULL),
		    NDUP_PARAM);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_teardown(test_reports, stop),
	    cmocka_unit_test_teardown(test_report_options, stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
