/*
 * test_refusals.c - a call out of turn, or with an argument out of range, is
 * refused with one line that says why
 */
#include "scanning.h"

static struct ndup_error error;

/* What a call returned, and what its line is to say. */
static void
assert_refused(
    enum ndup_status status, enum ndup_status wanted, const char *line)
{
	assert_int_equal(status, wanted);
	assert_int_equal(error.status, wanted);
	assert_string_equal(error.text, line);
	error = (struct ndup_error){.status = NDUP_OK};
}

static bool
write_nothing(void *ctx, const void *bytes, size_t size)
{
	(void)ctx;
	(void)bytes;
	(void)size;
	return false;
}

/* Two articles, which match. */
static struct ndup_scan *
scan_pair(bool runs)
{
	struct ndup_document document = {
	    .text = slice("One two three four five six seven eight nine ten.")};
	struct ndup_params params;
	struct ndup_scan *scan;

	ndup_params_init(&params, sizeof params);
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	document.id = slice("a");
	assert_int_equal(ndup_scan_add(scan, &document, false, NULL), NDUP_OK);
	document.id = slice("b");
	assert_int_equal(ndup_scan_add(scan, &document, false, NULL), NDUP_OK);
	if (runs)
		assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	return scan;
}

/* ---- a scan that has not run --------------------------------------------- */

static void
test_not_run(void **state)
{
	static const char line[] = "the scan has not run";
	struct ndup_scan *scan = scan_pair(false);
	const struct ndup_boilerplate *boilerplate;
	struct ndup_report_options options;
	const struct ndup_cluster *cluster;
	const struct ndup_match *match;
	struct ndup_document document;
	uint32_t article;
	bool repeated;

	(void)state;
	ndup_report_options_init(&options, sizeof options);
	assert_refused(ndup_scan_number(scan, 0, &article, &repeated, &error),
	    NDUP_PARAM, line);
	assert_refused(
	    ndup_scan_document(scan, 0, &document, &error), NDUP_PARAM, line);
	assert_refused(
	    ndup_scan_names(scan, 0, &document, &error), NDUP_PARAM, line);
	assert_refused(ndup_scan_next_boilerplate(scan, &boilerplate, &error),
	    NDUP_PARAM, line);
	assert_refused(
	    ndup_scan_next_match(scan, &match, &error), NDUP_PARAM, line);
	assert_refused(
	    ndup_scan_compare(scan, 0, 1, &match, &error), NDUP_PARAM, line);
	assert_refused(
	    ndup_scan_measure(scan, 0, 1, &match, &error), NDUP_PARAM, line);
	assert_refused(ndup_scan_order_clusters(scan, NDUP_BY_SIZE, 0, &error),
	    NDUP_PARAM, line);
	assert_refused(
	    ndup_scan_next_cluster(scan, &cluster, &error), NDUP_PARAM, line);
	assert_refused(ndup_scan_cluster_summary(scan, 0, &cluster, &error),
	    NDUP_PARAM, line);
	assert_refused(ndup_report(scan, &options, write_nothing, NULL, &error),
	    NDUP_PARAM, line);
	assert_refused(
	    ndup_report_pair(scan, 0, 1, &options, write_nothing, NULL, &error),
	    NDUP_PARAM, line);
	assert_int_equal(ndup_scan_histogram(scan)->matches, 0);
	ndup_scan_free(scan);
}

/* ---- one that has -------------------------------------------------------- */

static void
test_no_such_article(void **state)
{
	static const char line[] =
	    "no article has the number 2: the scan has 2, from 0 on";
	struct ndup_scan *scan = scan_pair(true), *not_run = scan_pair(false);
	struct ndup_document document;
	const struct ndup_match *match;
	uint32_t article;
	bool repeated;

	(void)state;
	assert_refused(ndup_scan_number(scan, 2, &article, &repeated, &error),
	    NDUP_PARAM, "no article was added as number 2 from 0");
	assert_refused(ndup_scan_set_old(not_run, 2, &error), NDUP_PARAM,
	    "no article was added as number 2 from 0");
	assert_refused(
	    ndup_scan_document(scan, 2, &document, &error), NDUP_PARAM, line);
	assert_refused(
	    ndup_scan_names(scan, 2, &document, &error), NDUP_PARAM, line);
	assert_refused(
	    ndup_scan_compare(scan, 0, 2, &match, &error), NDUP_PARAM, line);
	assert_refused(
	    ndup_scan_measure(scan, 2, 0, &match, &error), NDUP_PARAM, line);
	ndup_scan_free(not_run);
	ndup_scan_free(scan);
}

static void
test_out_of_turn(void **state)
{
	struct ndup_document document = {.text = slice("Too late.")};
	struct ndup_scan *scan = scan_pair(true);

	(void)state;
	assert_refused(ndup_scan_add(scan, &document, false, &error),
	    NDUP_PARAM, "the scan has run: it takes no more articles");
	assert_refused(ndup_scan_set_old(scan, 0, &error), NDUP_PARAM,
	    "the scan has run: what is old is settled");
	assert_refused(
	    ndup_scan_order_clusters(scan, (enum ndup_order)3, 0, &error),
	    NDUP_PARAM, "order is 3: it goes from 0 to 2");
	ndup_scan_free(scan);
}

/* What ends well leaves the error alone. */
static void
test_end(void **state)
{
	struct ndup_scan *scan = scan_pair(true);
	const struct ndup_cluster *cluster;
	const struct ndup_match *match;

	(void)state;
	error.status = NDUP_BUSY;
	assert_int_equal(ndup_scan_next_match(scan, &match, &error), NDUP_OK);
	assert_int_equal(ndup_scan_next_match(scan, &match, &error), NDUP_END);
	assert_int_equal(
	    ndup_scan_cluster_summary(scan, 1, &cluster, &error), NDUP_END);
	assert_int_equal(error.status, NDUP_BUSY);
	ndup_scan_free(scan);
}

/* ---- reports ------------------------------------------------------------- */

static void
test_report(void **state)
{
	struct ndup_scan *scan = scan_pair(true);
	struct ndup_report_options options;

	(void)state;
	ndup_report_options_init(&options, sizeof options);
	assert_refused(ndup_report(scan, &options, write_nothing, NULL, &error),
	    NDUP_STOPPED, "the report was stopped");
	options.format = NDUP_CSV;
	assert_refused(
	    ndup_report_pair(scan, 0, 1, &options, write_nothing, NULL, &error),
	    NDUP_PARAM, "the format \"csv\" has no pairs");
	options.width = 39;
	assert_refused(ndup_report(scan, &options, write_nothing, NULL, &error),
	    NDUP_PARAM, "width is 39: at least 40 columns");
	options.format = (enum ndup_format)9;
	assert_refused(ndup_report(scan, &options, write_nothing, NULL, &error),
	    NDUP_PARAM, "no report format has the number 9");
	options.struct_size = 8;
	assert_refused(ndup_report(scan, &options, write_nothing, NULL, &error),
	    NDUP_PARAM,
	    "report options were not set by ndup_report_options_init()");
	ndup_scan_free(scan);
}

static void
test_report_of_index(void **state)
{
	const struct ndup_document document = {.text_begin = 0};
	const struct ndup_verdict verdict = {.novelty = NDUP_NEW};
	struct ndup_report_options options;

	(void)state;
	ndup_report_options_init(&options, sizeof options);
	assert_refused(ndup_report_verdict(&document, &verdict, NDUP_OF_NONE,
			   &options, write_nothing, NULL, &error),
	    NDUP_PARAM, "a verdict is written as JSON Lines");
	options.format = NDUP_JSONL;
	assert_refused(ndup_report_verdict(&document, &verdict, NDUP_OF_ALL,
			   &options, write_nothing, NULL, &error),
	    NDUP_PARAM, "a verdict has passages of the best match at most");
	assert_refused(ndup_report_query(&document, &verdict, &options,
			   write_nothing, NULL, &error),
	    NDUP_STOPPED, "the report was stopped");
	options.format = NDUP_HTML;
	assert_refused(ndup_report_query(&document, &verdict, &options,
			   write_nothing, NULL, &error),
	    NDUP_PARAM, "the format \"html\" has nothing of an index");
}

/* ---- texts that are too long --------------------------------------------- */

/* Nothing of them is read. */
static void
test_too_long(void **state)
{
	const struct ndup_slice text = {"x", (size_t)1 << 32};
	const struct ndup_sketch *sketch;
	const struct ndup_edit *edits;
	struct ndup_sketcher *sketcher;
	struct ndup_differ *differ;
	struct ndup_params params;
	size_t num;

	(void)state;
	ndup_params_init(&params, sizeof params);
	assert_int_equal(
	    ndup_sketcher_new(&sketcher, &params, &error), NDUP_OK);
	assert_refused(ndup_sketcher_run(sketcher, text, &sketch, &error),
	    NDUP_INPUT, "cannot sketch a text: the text has 4 GB or more");
	ndup_sketcher_free(sketcher);
	assert_int_equal(ndup_differ_new(&differ, &error), NDUP_OK);
	assert_refused(
	    ndup_differ_run(differ, slice("x"), text, &edits, &num, &error),
	    NDUP_INPUT, "cannot compare two texts: the text has 4 GB or more");
	ndup_differ_free(differ);
}

/* ---- options of another version ------------------------------------------ */

/* A caller that knows less of the parameters has what stands behind them left
 * alone; one that knows more has zeroes there; both are told. */
static void
test_sizes(void **state)
{
	struct {
		struct ndup_params params;
		char more[8];
	} known;

	(void)state;
	memset(&known, '?', sizeof known);
	ndup_params_init(&known.params, offsetof(struct ndup_params, tmpdir));
	assert_int_equal(known.params.num_bins, 128);
	assert_int_equal(*(unsigned char *)&known.params.tmpdir, '?');
	assert_refused(ndup_params_check(&known.params, &error), NDUP_PARAM,
	    "parameters of another version of the library");
	ndup_params_init(&known.params, sizeof known);
	assert_non_null(known.params.tmpdir);
	assert_int_equal(known.more[0], 0);
	assert_refused(ndup_params_check(&known.params, &error), NDUP_PARAM,
	    "parameters of another version of the library");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_not_run),
	    cmocka_unit_test(test_no_such_article),
	    cmocka_unit_test(test_out_of_turn),
	    cmocka_unit_test(test_end),
	    cmocka_unit_test(test_report),
	    cmocka_unit_test(test_report_of_index),
	    cmocka_unit_test(test_too_long),
	    cmocka_unit_test(test_sizes),
	};

	return cmocka_run_group_tests_name("refusals", tests, NULL, NULL);
}
