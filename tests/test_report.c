/*
 * test_report.c - reports of a scan: JSON Lines, and what all formats have
 *
 * Lines are read by a strict parser, offsets are applied to the texts that were
 * given.
 */
#include <limits.h>
#include <locale.h>

#include "reporting.h"

static void
test_options(void **state)
{
	struct ndup_report_options options;
	struct ndup_scan *scan = scan_first(0);
	unsigned calls = 0;

	(void)state;
	ndup_report_options_init(&options, sizeof options);
	assert_int_equal(options.format, NDUP_TERMINAL);
	assert_false(options.matches);
	assert_false(options.color);
	assert_int_equal(options.width, 80);
	options.width = 39;
	assert_int_equal(
	    ndup_report(scan, &options, refuse, &calls, NULL), NDUP_PARAM);
	ndup_report_options_init(&options, sizeof options);
	options.order = (enum ndup_order)3;
	assert_int_equal(
	    ndup_report(scan, &options, refuse, &calls, NULL), NDUP_PARAM);
	options.struct_size = 0;
	assert_int_equal(
	    ndup_report(scan, &options, refuse, &calls, NULL), NDUP_PARAM);
	assert_int_equal(calls, 0);
	ndup_scan_free(scan);
}

static void
test_empty(void **state)
{
	struct ndup_scan *scan = scan_first(0);
	struct buffer out = report(scan, jsonl(true));

	(void)state;
	assert_int_equal(count_lines(out.data), 2);
	assert_non_null(strstr(out.data, "\"num_articles\":0,"));
	buffer_free(&out);
	out = report(scan, terminal(false));
	assert_non_null(strstr(out.data, "no article was read"));
	buffer_free(&out);
	ndup_scan_free(scan);
}

static void
test_run_line(void **state)
{
	static const char *const names[] = {
	    "{\"type\":\"run\",\"format\":2,\"version\":\"",
	    "\"token_rules\":", "\"shingle\":", "\"threshold\":0.",
	    "\"min_coverage\":0.", "\"min_run\":", "\"long_passage\":50,",
	    "\"min_passage\":", "\"recall\":0.", "\"noisy\":false",
	    "\"within_seconds\":null", "\"cross_source\":false",
	    "\"ignore_text_bytes\":0",
	    "\"seed\":", "\"num_bins\":", "\"num_bands\":", "\"num_rows\":",
	    "\"expected_recall\":", "\"min_boilerplate\":20,",
	    "\"min_words\":20,", "\"no_passages\":false", NULL};
	struct ndup_scan *scan = scan_first(1);
	struct buffer out = report(scan, jsonl(false));

	(void)state;
	assert_order(out.data, names);
	assert_true(strncmp(out.data, names[0], strlen(names[0])) == 0);
	buffer_free(&out);
	ndup_scan_free(scan);
}

static void
test_cluster_line(void **state)
{
	static const char *const names[] = {
	    "{\"type\":\"cluster\",\"cluster\":1,\"lead\":\"wire/",
	    ",\"first\":\"wire/1\",\"members\":[{\"id\":\"wire/1\"",
	    ",\"source\":\"Coast\",\"published\":\"2024-03-04T10:15:00+02:00\"",
	    ",\"title\":\"Quay to be "
	    "rebuilt\",\"notice\":null,\"update_number\":null,",
	    "\"num_words\":", ",\"relation\":\"",
	    ",\"jaccard\":", ",\"containment\":", ",\"containment_of_other\":",
	    ",\"coverage\":", ",\"coverage_of_other\":", ",\"new_words\":",
	    "},{\"id\":\"wire/2\",\"source\":null,\"published\":\"2024-03-05\""
	    ",\"title\":null,",
	    "},{\"id\":\"wire/3\"", "\"published\":null",
	    "\"title\":\"\\u001b[31mRed\\u202e \xef\xbf\xbd\"",
	    "}],\"weakest\":0.", ",\"passages\":[{\"passage\":1,\"num_words\":",
	    ",\"occurrences\":[{\"id\":\"",
	    "\",\"begin\":", ",\"end\":", "],\"related\":[]}\n", NULL};
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct buffer out = report(scan, jsonl(false));

	(void)state;
	assert_int_equal(count_lines(out.data), 3);
	assert_order(out.data, names);
	assert_null(strstr(out.data, "wire/4"));
	buffer_free(&out);
	ndup_scan_free(scan);
}

/* The text between an occurrence's offsets is the passage. */
static void
test_offsets(void **state)
{
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct buffer out = report(scan, jsonl(false));
	const char *at = strstr(out.data, "\"occurrences\":[");
	unsigned long begin, end;
	size_t num, number;

	(void)state;
	for (num = 0; (at = strstr(at, "{\"id\":\"wire/")) != NULL; num++) {
		number = strtoul(at + strlen("{\"id\":\"wire/"), NULL, 10) - 1;
		assert_true(number < NUM_ARTICLES);
		at = strstr(at, "\"begin\":") + strlen("\"begin\":");
		begin = strtoul(at, NULL, 10);
		at = strstr(at, "\"end\":") + strlen("\"end\":");
		end = strtoul(at, NULL, 10);
		assert_true(end <= strlen(articles[number].text));
		assert_memory_equal(articles[number].text + begin, SHARED,
		    strlen(SHARED) - 1); /* the full stop is no word */
		assert_in_range(
		    end - begin, strlen(SHARED) - 1, strlen(SHARED));
	}
	assert_int_equal(num, 3);
	buffer_free(&out);
	ndup_scan_free(scan);
}

static void
test_match_lines(void **state)
{
	static const char *const names[] = {
	    "{\"type\":\"match\",\"a_id\":\"wire/1\",\"b_id\":\"wire/2\"",
	    ",\"relation\":\"", ",\"jaccard\":", ",\"containment_a\":",
	    ",\"containment_b\":", ",\"coverage_a\":", ",\"coverage_b\":",
	    ",\"longest_run\":", ",\"passages\":[{\"a\":{\"begin\":",
	    ",\"end\":", "},\"b\":{\"begin\":", ",\"end\":", "},\"num_words\":",
	    "}],\"facts\":[", "]}\n", NULL};
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct buffer out = report(scan, jsonl(true));

	(void)state;
	assert_int_equal(count_lines(out.data), 6);
	assert_order(out.data, names);
	buffer_free(&out);
	ndup_scan_free(scan);
}

static void
test_summary_line(void **state)
{
	static const char *const names[] = {
	    "{\"type\":\"summary\",\"num_articles\":4,\"num_old\":0,\"text_"
	    "bytes\":",
	    ",\"num_too_short\":0,\"num_undated\":0,"
	    "\"num_unsourced\":0,\"num_repeated\":0,\"num_renamed\":0,"
	    "\"skipped\":{\"unreadable\":0,\"broken\":0,\"no_text\":0,"
	    "\"too_long\":0,\"repeated_files\":0,\"other_kinds\":{}},"
	    "\"bad_bytes\":",
	    ",\"num_bad_dates\":", ",\"num_identical\":0,\"num_candidates\":",
	    ",\"num_matches\":3,\"num_clusters\":1,\"num_clustered\":3,"
	    "\"num_related\":0,\"num_capped\":0,\"num_crowded\":0,"
	    "\"num_unlisted\":0,\"ignore_text_words\":0,"
	    "\"credit_words\":0,"
	    "\"boilerplate\":{\"num_passages\":0,\"num_articles\":0,"
	    "\"num_words\":0,\"num_pages\":0,\"num_page_articles\":0}}\n",
	    NULL};
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct buffer out = report(scan, jsonl(false));
	const char *last;

	(void)state;
	last = assert_order(out.data, names);
	assert_string_equal(strchr(last, '\n'), "\n");
	buffer_free(&out);
	ndup_scan_free(scan);
}

/* A decimal comma of the user's language does not get into a report; says
 * something only where such a locale is installed. */
static void
test_locale(void **state)
{
	static const char *const locales[] = {
	    "de_DE.UTF-8", "fr_FR.UTF-8", "ru_RU.UTF-8", ""};
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct buffer plain = report(scan, jsonl(true)), out;
	size_t i = 0;

	(void)state;
	while (i < 3 && setlocale(LC_ALL, locales[i]) == NULL)
		i++;
	out = report(scan, jsonl(true));
	setlocale(LC_ALL, "C");
	assert_string_equal(out.data, plain.data);
	buffer_free(&plain);
	buffer_free(&out);
	ndup_scan_free(scan);
}

/* A write function that says no is not called again, and the next report is
 * whole. */
static void
test_stopped(void **state)
{
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct ndup_report_options options = jsonl(true);
	struct buffer before = report(scan, options), after;
	unsigned calls = 0;

	(void)state;
	assert_int_equal(
	    ndup_report(scan, &options, refuse, &calls, NULL), NDUP_STOPPED);
	assert_int_equal(calls, 1);
	after = report(scan, options);
	assert_string_equal(after.data, before.data);
	buffer_free(&before);
	buffer_free(&after);
	ndup_scan_free(scan);
}

/* Any format has as many clusters as are wanted; afterwards all are there. */
static void
test_some_clusters(void **state)
{
	struct ndup_scan *scan = scan_many();
	struct ndup_report_options options = jsonl(false);
	const struct ndup_cluster *cluster;
	unsigned num = 0;
	struct buffer out;

	(void)state;
	options.max_clusters = 3;
	options.order = NDUP_BY_SIZE;
	out = report(scan, options);
	assert_int_equal(count_lines(out.data), 1 + 3 + 1);
	assert_non_null(strstr(out.data, "\"num_clusters\":500,"));
	buffer_free(&out);
	options.format = NDUP_TERMINAL;
	out = report(scan, options);
	assert_non_null(strstr(out.data, "\nCluster 3: "));
	assert_null(strstr(out.data, "\nCluster 4: "));
	assert_non_null(strstr(out.data, "\n  3 shown: the largest\n"));
	buffer_free(&out);
	while (ndup_scan_next_cluster(scan, &cluster, NULL) == NDUP_OK)
		num++;
	assert_int_equal(num, 500);
	ndup_scan_free(scan);
}

struct pieces {
	struct buffer out;
	unsigned calls;
};

static bool
collect_pieces(void *ctx, const void *bytes, size_t size)
{
	struct pieces *pieces = ctx;

	pieces->calls++;
	assert_in_range(size, 1, 128 * 1024);
	buffer_add(&pieces->out, bytes, size);
	return true;
}

/* A long report comes in pieces of bounded size, and stops at once. */
static void
test_pieces(void **state)
{
	struct ndup_scan *scan = scan_many();
	struct ndup_report_options options = jsonl(true);
	struct pieces pieces = {.calls = 0};
	unsigned calls = 0;

	(void)state;
	assert_int_equal(
	    ndup_report(scan, &options, collect_pieces, &pieces, NULL),
	    NDUP_OK);
	assert_true(pieces.calls > 2);
	buffer_add(&pieces.out, "", 1);
	assert_int_equal(count_lines(pieces.out.data), 1 + 500 + 500 + 1);
	assert_int_equal(
	    ndup_report(scan, &options, refuse, &calls, NULL), NDUP_STOPPED);
	assert_int_equal(calls, 1);
	options = terminal(true);
	assert_int_equal(
	    ndup_report(scan, &options, refuse, &calls, NULL), NDUP_STOPPED);
	assert_int_equal(calls, 2);
	buffer_free(&pieces.out);
	ndup_scan_free(scan);
}

/* ---- the table of formats ------------------------------------------------ */

/* Whether two reports have the same bytes; frees them. */
static bool
same_report(struct ndup_scan *scan, struct ndup_report_options x,
    struct ndup_report_options y)
{
	struct buffer a = report(scan, x), b = report(scan, y);
	bool same = a.size == b.size && memcmp(a.data, b.data, a.size) == 0;

	buffer_free(&a);
	buffer_free(&b);
	return same;
}

static bool
has_pairs(struct ndup_scan *scan, const struct ndup_report_options *options)
{
	struct buffer out = {NULL, 0, 0, false};
	enum ndup_status status =
	    ndup_report_pair(scan, 1, 0, options, collect, &out, NULL);
	bool written = out.size > 0;

	buffer_free(&out);
	assert_true(status == (written ? NDUP_OK : NDUP_PARAM));
	return written;
}

/* Whether a call on what an index says writes something, or is told that it
 * cannot. */
static bool
has_index(const struct ndup_report_options *options)
{
	const struct ndup_document document = {.text = {NULL, 0}};
	const struct ndup_verdict verdict = {.novelty = NDUP_NEW};
	struct buffer out = {NULL, 0, 0, false};
	const struct ndup_index_options index_options = {.window = -1};
	struct ndup_params params;
	const struct ndup_index_info info = {
	    .params = &params, .options = &index_options, .unicode = "15.0.0"};
	enum ndup_status status, query;
	bool written;

	ndup_params_init(&params, sizeof params);
	status = ndup_report_index(&info, options, collect, &out, NULL);
	written = out.size > 0;
	buffer_clear(&out);
	query = ndup_report_query(
	    &document, &verdict, options, collect, &out, NULL);
	assert_int_equal(out.size > 0, written);
	buffer_free(&out);
	assert_int_equal(status, written ? NDUP_OK : NDUP_PARAM);
	assert_int_equal(query, status);
	return written;
}

/* Each format has a name of its own, and can what its row says; behind the last
 * there is none. */
static void
test_formats(void **state)
{
	struct ndup_scan *scan = scan_texts(edited);
	const struct ndup_report_format *format;
	struct ndup_report_options options = terminal(false), other;
	unsigned i, j;

	(void)state;
	for (i = 0; (format = ndup_report_format_at(i)) != NULL; i++) {
		assert_true(format->name[0] != '\0');
		assert_true(format->purpose[0] != '\0');
		for (j = 0; j < i; j++)
			assert_string_not_equal(
			    format->name, ndup_report_format_at(j)->name);
		options.format = (enum ndup_format)i;
		assert_int_equal(has_pairs(scan, &options), format->pairs);
		assert_int_equal(has_index(&options), format->index);
		other = options;
		other.matches = true;
		assert_int_equal(
		    same_report(scan, options, other), !format->matches);
		other = options;
		other.width = 40;
		assert_int_equal(
		    same_report(scan, options, other), !format->terminal);
	}
	assert_true(i > NDUP_HTML);
	assert_null(ndup_report_format_at(UINT_MAX));
	assert_string_equal(ndup_report_format_at(NDUP_HTML)->name, "html");
	assert_string_equal(ndup_report_format_at(NDUP_CSV)->name, "csv");
	options.format = (enum ndup_format)i;
	assert_int_equal(
	    ndup_report(scan, &options, collect, NULL, NULL), NDUP_PARAM);
	ndup_scan_free(scan);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_options),
	    cmocka_unit_test(test_empty),
	    cmocka_unit_test(test_run_line),
	    cmocka_unit_test(test_cluster_line),
	    cmocka_unit_test(test_offsets),
	    cmocka_unit_test(test_match_lines),
	    cmocka_unit_test(test_summary_line),
	    cmocka_unit_test(test_locale),
	    cmocka_unit_test(test_stopped),
	    cmocka_unit_test(test_some_clusters),
	    cmocka_unit_test(test_pieces),
	    cmocka_unit_test(test_formats),
	};

	return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
