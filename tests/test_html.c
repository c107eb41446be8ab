/*
 * test_html.c - text in a page, and what the report asks of a scan for it
 *
 * Whether a browser reads the page as meant is tested in one: html_report.py.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <utf8proc.h>

#include "collecting.h"
#include "random.h"
#include "report/html_text.h"
#include "report/prose.h"
#include "scanning.h"

typedef void write_fn(struct buffer *, struct ndup_slice);

static void
check(write_fn *write, const char *text, size_t len, const char *wanted)
{
	struct buffer out = {NULL, 0, 0, false};

	write(&out, (struct ndup_slice){text, len});
	buffer_add(&out, "", 1);
	assert_string_equal(out.data, wanted);
	buffer_free(&out);
}

#define CHECK(write, text, wanted) check(write, text, sizeof text - 1, wanted)

static void
test_markup(void **state)
{
	(void)state;
	CHECK(html_text, "plain, Ünï 漢 🚢", "plain, Ünï 漢 🚢");
	CHECK(html_text, "<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;");
	CHECK(html_text, "\"quotes' stay", "\"quotes' stay");
	CHECK(html_text, "a\r\nb\tc", "a&#13;\nb\tc");
	CHECK(html_text, "\0\x1b\x7f", "␀␛␡");
	CHECK(html_text, "\xff\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD\uFFFD");
	CHECK(html_text, "\u202eback\u2066", "\uFFFDback\uFFFD");
	CHECK(html_text, "\u2028\u2029\xc2\x85", "\n\n\n");
	CHECK(html_text, "\u200dkept\u200f", "\u200dkept\u200f");
	CHECK(html_text, "", "");
}

static void
test_json(void **state)
{
	(void)state;
	CHECK(html_json, "</script><!--", "\"\\u003c/script>\\u003c!--\"");
	CHECK(html_json, "\"\\\n\r\t", "\"\\\"\\\\\\n\\r\\t\"");
	CHECK(html_json, "\u2028\u202e\0", "\"\\n\uFFFD␀\"");
	CHECK(html_json, "&amp; 🚢", "\"&amp; 🚢\"");
	CHECK(html_json, "", "\"\"");
}

static void
line_of_five(struct buffer *out, struct ndup_slice text)
{
	html_line(out, text, 5);
}

static void
test_line(void **state)
{
	(void)state;
	CHECK(line_of_five, "  a\n\n b ", "a b");
	CHECK(line_of_five, "12345", "12345");
	CHECK(line_of_five, "123456", "12345…");
	CHECK(line_of_five, "漢漢漢漢漢漢", "漢漢漢漢漢…");
	CHECK(line_of_five, "<<<<<<", "&lt;&lt;&lt;&lt;&lt;…");
	CHECK(line_of_five, " \t\r\n", "");
}

/* UTF-16 units of valid UTF-8, by another reader. */
static size_t
count_units(const char *text, size_t len)
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
	utf8proc_ssize_t left = (utf8proc_ssize_t)len, size;
	utf8proc_int32_t code;
	size_t units = 0;

	for (; left > 0; at += size, left -= size) {
		size = utf8proc_iterate(at, left, &code);
		assert_true(size > 0);
		units += code > 0xffff ? 2 : 1;
	}
	return units;
}

/* Random bytes of which many are UTF-8, without those that are escaped. */
static size_t
make_bytes(char *bytes, size_t most)
{
	size_t len = 0, size;
	uint32_t code;

	while (len + 4 <= most) {
		if (random_below(4) == 0) {
			bytes[len++] = (char)(0x80 + random_below(128));
			continue;
		}
		code = (uint32_t)random_below(
		    random_below(2) == 0 ? 0x250 : 0x110000);
		if (code == '&' || code == '<' || code == '>' || code == '\r' ||
		    !utf8proc_codepoint_valid((utf8proc_int32_t)code))
			continue;
		size = (size_t)utf8proc_encode_char(
		    (utf8proc_int32_t)code, (utf8proc_uint8_t *)bytes + len);
		len += size;
	}
	return len;
}

/* Units are those of what the page shows, whatever the bytes; so they are for
 * each beginning, and places in the text hold in the page. */
static void
test_units(void **state)
{
	struct buffer out = {NULL, 0, 0, false};
	char bytes[64];
	size_t len;
	int i;

	(void)state;
	random_begin();
	for (i = 0; i < 100000; i++) {
		len = make_bytes(bytes, random_below(sizeof bytes) + 1);
		buffer_clear(&out);
		html_text(&out, (struct ndup_slice){bytes, len});
		assert_int_equal(html_units((struct ndup_slice){bytes, len}),
		    count_units(out.data, out.size));
	}
	buffer_free(&out);
}

/* Runs of letters, marks, digits and apostrophes in text without Chinese, by the
 * categories of Unicode alone. */
static unsigned
count_words(const char *text, size_t len)
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
	utf8proc_ssize_t left = (utf8proc_ssize_t)len, size;
	utf8proc_int32_t code;
	bool inside = false, word;
	unsigned num = 0;

	for (; left > 0; at += size, left -= size) {
		size = utf8proc_iterate(at, left, &code);
		assert_true(size > 0);
		word =
		    strchr("LMN", utf8proc_category_string(code)[0]) != NULL ||
		    code == '\'' || code == 0x2019;
		num += word && !inside;
		inside = word;
	}
	return num;
}

static void
test_words(void **state)
{
	static const struct ndup_slice chinese = {"ab 漢漢漢", 12};
	char text[80];
	size_t len;
	int i;

	(void)state;
	random_begin();
	for (i = 0; i < 20000; i++) {
		for (len = 0; len + 4 <= sizeof text;)
			len += (size_t)utf8proc_encode_char(
			    (utf8proc_int32_t)random_below(
				random_below(4) == 0 ? 0x600 : 0x80),
			    (utf8proc_uint8_t *)text + len);
		assert_int_equal(prose_count((struct ndup_slice){text, len}),
		    count_words(text, len));
	}
	assert_int_equal(prose_half_words(chinese), 5);
	assert_int_equal(prose_count(chinese), 3);
}

/* ---- what is asked of a scan -------------------------------------------- */

static struct ndup_scan *
scan_samples(bool no_passages)
{
	struct ndup_params params;
	struct ndup_scan *scan;

	ndup_params_init(&params, sizeof params);
	params.no_passages = no_passages;
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	scan_path(scan, SAMPLES, NULL);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	return scan;
}

static void
compare_members(const struct ndup_cluster *x, const struct ndup_cluster *y)
{
	struct ndup_member a, b;
	size_t i;

	assert_int_equal(x->num_members, y->num_members);
	for (i = 0; i < x->num_members; i++) {
		a = x->members[i];
		b = y->members[i];
		assert_int_equal(a.match.a, b.match.a);
		assert_int_equal(a.match.b, b.match.b);
		assert_int_equal(a.match.relation, b.match.relation);
		assert_true(a.match.jaccard == b.match.jaccard);
		assert_true(a.match.containment_a == b.match.containment_a);
		assert_true(a.match.containment_b == b.match.containment_b);
		assert_true(a.match.coverage_a == b.match.coverage_a);
		assert_true(a.match.coverage_b == b.match.coverage_b);
		assert_true(a.match.strength == b.match.strength);
		assert_int_equal(a.article, b.article);
		assert_int_equal(a.num_words, b.num_words);
		assert_int_equal(a.ignored_words, b.ignored_words);
		assert_int_equal(b.new_words, 0);
		assert_int_equal(b.num_ignored, 0);
	}
}

static void
compare_summarys(struct ndup_scan *scan, uint32_t num)
{
	const struct ndup_cluster *cluster, *summary;
	uint32_t place = 0;

	while (ndup_scan_next_cluster(scan, &cluster, NULL) == NDUP_OK) {
		assert_int_equal(
		    ndup_scan_cluster_summary(scan, place++, &summary, NULL),
		    NDUP_OK);
		assert_int_equal(summary->number, cluster->number);
		assert_int_equal(summary->lead, cluster->lead);
		assert_int_equal(summary->first, cluster->first);
		assert_true(summary->weakest == cluster->weakest);
		assert_int_equal(summary->num_passages, 0);
		assert_int_equal(summary->num_related, cluster->num_related);
		compare_members(cluster, summary);
	}
	assert_int_equal(place, num);
	assert_int_equal(
	    ndup_scan_cluster_summary(scan, place, &summary, NULL), NDUP_END);
}

/* In any order of clusters, and again. */
static void
test_summarys(void **state)
{
	struct ndup_scan *scan = scan_samples(false);
	uint32_t num = (uint32_t)ndup_scan_counts(scan)->clusters;

	(void)state;
	assert_true(num > 5);
	compare_summarys(scan, num);
	assert_int_equal(
	    ndup_scan_order_clusters(scan, NDUP_BY_WEAKEST, num - 2, NULL),
	    NDUP_OK);
	compare_summarys(scan, num - 2);
	compare_summarys(scan, num - 2);
	ndup_scan_free(scan);
}

/* By rounded words, which tell here which of two articles is shorter. */
static double
strength_of(const struct ndup_scan *scan, const struct ndup_match *match)
{
	uint32_t a = ndup_scan_num_words(scan, match->a);
	uint32_t b = ndup_scan_num_words(scan, match->b);
	double coverage = a < b ? match->coverage_a : match->coverage_b;

	if (a == b && match->coverage_a > coverage)
		coverage = match->coverage_a;
	return coverage > match->jaccard ? coverage : match->jaccard;
}

static void
test_measures(void **state)
{
	struct ndup_scan *scan = scan_samples(false);
	uint32_t num = (uint32_t)ndup_scan_counts(scan)->articles, a, b;
	const struct ndup_match *whole, *bare;
	unsigned matches = 0;

	(void)state;
	for (a = 0; a < num; a++) {
		for (b = 0; b < num; b++) {
			assert_int_equal(
			    ndup_scan_compare(scan, a, b, &whole, NULL),
			    ndup_scan_measure(scan, a, b, &bare, NULL));
			assert_true(whole->jaccard == bare->jaccard);
			assert_true(whole->coverage_a == bare->coverage_a);
			assert_true(whole->coverage_b == bare->coverage_b);
			assert_true(whole->strength == bare->strength);
			assert_true(bare->strength >= bare->jaccard);
			assert_true(bare->strength == strength_of(scan, bare));
			assert_int_equal(bare->num_passages, 0);
			matches += a < b && ndup_scan_measure(scan, a, b, &bare,
						NULL) == NDUP_OK;
		}
	}
	assert_int_equal(matches, ndup_scan_counts(scan)->matches);
	assert_int_equal(
	    ndup_scan_measure(scan, 0, num, &bare, NULL), NDUP_PARAM);
	ndup_scan_free(scan);
}

static double
coverage_of_shorter(struct ndup_scan *scan, const struct ndup_match *match)
{
	return ndup_scan_num_words(scan, match->a) <
		       ndup_scan_num_words(scan, match->b)
		   ? match->coverage_a
		   : match->coverage_b;
}

/* A match by a long passage alone covers less. */
static void
test_histogram(void **state)
{
	struct ndup_scan *scan = scan_samples(true);
	const struct ndup_histogram *histogram = ndup_scan_histogram(scan);
	uint64_t bins[NDUP_HISTOGRAM_BINS] = {0};
	const struct ndup_match *match;
	uint64_t similar = 0, covered = 0, num = 0, i, sum = 0;
	size_t bin;

	(void)state;
	while (ndup_scan_next_match(scan, &match, NULL) == NDUP_OK) {
		bin = (size_t)(match->jaccard * (int)NDUP_HISTOGRAM_BINS);
		bins[bin < NDUP_HISTOGRAM_BINS ? bin : bin - 1]++;
		similar += match->jaccard >= 0.5;
		covered += coverage_of_shorter(scan, match) >= 0.25;
		num++;
	}
	assert_true(similar > 0 && similar < covered && covered < num);
	assert_int_equal(histogram->matches, num);
	assert_int_equal(histogram->similar, similar);
	assert_int_equal(histogram->covered, covered);
	assert_memory_equal(histogram->jaccard, bins, sizeof bins);
	for (i = 0; i < NDUP_HISTOGRAM_BINS; i++)
		sum += histogram->coverage[i];
	assert_int_equal(sum, num);
	ndup_scan_free(scan);
}

/* ---- the report --------------------------------------------------------- */

static struct ndup_report_options
page_options(void)
{
	struct ndup_report_options options;

	ndup_report_options_init(&options, sizeof options);
	options.format = NDUP_HTML;
	return options;
}

static struct buffer
report(struct ndup_scan *scan, const struct ndup_report_options *options)
{
	struct buffer out = {NULL, 0, 0, false};

	assert_int_equal(
	    ndup_report(scan, options, collect, &out, NULL), NDUP_OK);
	buffer_add(&out, "", 1);
	return out;
}

static unsigned
count(const struct buffer *page, const char *what)
{
	const char *at = page->data;
	unsigned num = 0;

	for (; (at = strstr(at, what)) != NULL; at++)
		num++;
	return num;
}

static void
test_page(void **state)
{
	struct ndup_scan *scan = scan_samples(false);
	struct ndup_report_options options = page_options();
	struct buffer page, again;
	unsigned num = (unsigned)ndup_scan_counts(scan)->clusters, calls = 0;

	(void)state;
	options.command = "ndup scan '<b>&'";
	page = report(scan, &options);
	assert_memory_equal(page.data, "<!DOCTYPE html>\n", 16);
	assert_int_equal(count(&page, "<?"), 0);
	assert_int_equal(count(&page, "<section id=c"), num);
	assert_int_equal(count(&page, "application/json"), num);
	assert_int_equal(count(&page, "<div class=text "), num);
	assert_int_equal(count(&page, "ndup scan '&lt;b&gt;&amp;'"), 1);
	/* Each text once: the lead's as an element, another one as data. */
	assert_int_equal(count(&page, "boards can no longer be shipped"), 2);
	assert_int_equal(
	    ndup_report(scan, &options, refuse, &calls, NULL), NDUP_STOPPED);
	assert_int_equal(calls, 1);
	again = report(scan, &options);
	assert_string_equal(page.data, again.data);
	buffer_free(&page);
	buffer_free(&again);
	ndup_scan_free(scan);
}

/* Any two articles, in this order; those that match have the passages that
 * their scan has. */
static void
test_pair(void **state)
{
	struct ndup_scan *scan = scan_samples(false);
	struct ndup_report_options options = page_options();
	uint32_t a = article_named(scan, "harbour-2-second-day.txt");
	uint32_t b = article_named(scan, "harbour-1-first-report.txt");
	struct buffer page = {NULL, 0, 0, false};

	(void)state;
	assert_int_equal(
	    ndup_report_pair(scan, a, b, &options, collect, &page, NULL),
	    NDUP_OK);
	buffer_add(&page, "", 1);
	assert_int_equal(count(&page, "data-view=\"#c1/2/1\""), 1);
	assert_int_equal(count(&page, "<section id=c"), 1);
	assert_int_equal(count(&page, "<mark class=k"), 2);
	assert_int_equal(count(&page, "<td>partial reuse"), 2);
	assert_int_equal(count(&page, "no match"), 0);
	buffer_free(&page);
	a = article_named(scan, "valley-cat.txt");
	page = (struct buffer){NULL, 0, 0, false};
	assert_int_equal(
	    ndup_report_pair(scan, b, a, &options, collect, &page, NULL),
	    NDUP_OK);
	buffer_add(&page, "", 1);
	assert_int_equal(count(&page, "<mark class=k"), 0);
	assert_int_equal(count(&page, "no match"), 2);
	buffer_free(&page);
	options.format = NDUP_CSV;
	assert_int_equal(
	    ndup_report_pair(scan, a, b, &options, collect, &page, NULL),
	    NDUP_PARAM);
	ndup_scan_free(scan);
}

static void
test_few(void **state)
{
	struct ndup_scan *scan = scan_samples(false);
	struct ndup_report_options options = page_options();
	struct buffer page;

	(void)state;
	options.order = NDUP_BY_SIZE;
	options.max_clusters = 2;
	options.text_limit = 0;
	page = report(scan, &options);
	assert_int_equal(count(&page, "<section id=c"), 2);
	assert_int_equal(count(&page, "<a href=#c"), 2);
	assert_int_equal(count(&page, "application/json"), 0);
	assert_int_equal(count(&page, "<div class=text "), 0);
	assert_int_equal(count(&page, "2 clusters of 2, the smallest,"), 1);
	buffer_free(&page);
	ndup_scan_free(scan);
}

static void
test_nothing(void **state)
{
	struct ndup_report_options options = page_options();
	struct ndup_params params;
	struct ndup_scan *scan;
	struct buffer page;

	(void)state;
	ndup_params_init(&params, sizeof params);
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	page = report(scan, &options);
	assert_int_equal(count(&page, "<section id=c"), 0);
	assert_int_equal(count(&page, "<svg"), 0);
	assert_int_equal(count(&page, "</html>"), 1);
	buffer_free(&page);
	ndup_scan_free(scan);
}

static void
test_without_passages(void **state)
{
	struct ndup_scan *scan = scan_samples(true);
	struct ndup_report_options options = page_options();
	struct buffer page = report(scan, &options);

	(void)state;
	assert_int_equal(count(&page, "<mark"), 0);
	assert_int_equal(count(&page, "New words"), 0);
	assert_true(count(&page, "\"passages\":[]") > 5);
	buffer_free(&page);
	ndup_scan_free(scan);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_markup),
	    cmocka_unit_test(test_json),
	    cmocka_unit_test(test_line),
	    cmocka_unit_test(test_units),
	    cmocka_unit_test(test_words),
	    cmocka_unit_test(test_summarys),
	    cmocka_unit_test(test_measures),
	    cmocka_unit_test(test_histogram),
	    cmocka_unit_test(test_page),
	    cmocka_unit_test(test_pair),
	    cmocka_unit_test(test_few),
	    cmocka_unit_test(test_nothing),
	    cmocka_unit_test(test_without_passages),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
