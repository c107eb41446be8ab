/*
 * test_pages.c - one text under many titles is a page, and no reprint of itself
 *
 * A site gives the same notice under the address of each article that it does
 * not show.
 */
#include "sites.h"

/* So many articles with one text; the first has no title. */
struct site {
	unsigned num, num_titles,
	    num_elsewhere; /* those are of other sources */
	unsigned num_untimed;
	int64_t step; /* seconds between two */
	bool unknown; /* the source */
};

static const struct site usual = {.num = 31, .num_titles = 30, .step = DAY};

static void
add_page(struct ndup_scan *scan, const struct site *site, unsigned i)
{
	struct ndup_document taken = document("", 0, compose("1-60"));
	char id[16], title[32], source[32] = "valley";

	snprintf(id, sizeof id, "a%02u", i);
	snprintf(title, sizeof title, "Title %u", i % (site->num_titles + 1));
	if (i < site->num_elsewhere)
		snprintf(source, sizeof source, "elsewhere %u", i);
	taken.id = slice(id);
	taken.title = slice(i % (site->num_titles + 1) == 0 ? "" : title);
	taken.source = slice(site->unknown ? "" : source);
	if (i + site->num_untimed < site->num) {
		taken.published.seconds = DAY + i * site->step;
		taken.published.precision = NDUP_TIME_ZONED;
	}
	assert_int_equal(ndup_scan_add(scan, &taken, false, NULL), NDUP_OK);
}

/* Two articles beside it share a story; one of them has the page's words. */
static void
scan_site(struct ndup_scan *scan, const struct site *site)
{
	unsigned i;

	for (i = 0; i < site->num; i++)
		add_page(scan, site, i);
	add_from(scan, "valley", 3, 501, compose("2001-2080 1-60"));
	add_from(scan, "harbour", 4, 502, compose("2001-2080 502001-502040"));
	run(scan);
}

static bool
is_page(const struct site *site)
{
	struct ndup_scan *scan = scan_new();
	const struct ndup_boilerplate *found;
	const struct ndup_counts *counts;
	uint64_t others;
	bool page;

	scan_site(scan, site);
	counts = ndup_scan_counts(scan);
	page = counts->boilerplate == 1;
	assert_true(find_match(scan, "a501", "a502", NULL));
	assert_int_equal(find_match(scan, "a08", "a07", NULL), !page);
	assert_int_equal(find_match(scan, "a08", "a501", NULL), !page);
	others = (uint64_t)site->num * (site->num - 1) / 2 + site->num;
	assert_int_equal(counts->matches, page ? 1 : 1 + others);
	if (page) {
		assert_int_equal(
		    ndup_scan_next_boilerplate(scan, &found, NULL), NDUP_OK);
		assert_int_equal(found->num_articles, site->num);
		assert_int_equal(found->num_titles, site->num_titles);
		assert_int_equal(found->num_words, 60);
		assert_clusters(scan, "*a501 a502");
	}
	assert_no_more(scan);
	ndup_scan_free(scan);
	return page;
}

/* What is said of it. */
static void
test_page(void **state)
{
	struct ndup_scan *scan = scan_new();
	const struct ndup_boilerplate *found;
	struct ndup_document first;

	(void)state;
	scan_site(scan, &usual);
	assert_int_equal(
	    ndup_scan_next_boilerplate(scan, &found, NULL), NDUP_OK);
	first = document_of(scan, found->article);
	assert_true(slice_is(first.id, "a00"));
	assert_int_equal(found->span.begin, 0);
	assert_int_equal(found->span.end, first.text.len - 1);
	assert_int_equal(found->num_words, 60);
	assert_int_equal(found->num_articles, 31);
	assert_int_equal(found->num_titles, 30);
	assert_int_equal(found->num_sources, 1);
	assert_int_equal(found->first.seconds, DAY);
	assert_int_equal(found->last.seconds, 31 * DAY);
	assert_no_more(scan);
	ndup_scan_free(scan);
}

static void
test_number_of_titles(void **state)
{
	struct site site = usual;

	(void)state;
	site.num = 10;
	site.step = 2 * DAY;
	site.num_titles = 5;
	assert_true(is_page(&site));
	site.num_titles = 4;
	assert_false(is_page(&site));
	site.num = 12; /* under half of them have one of their own */
	site.num_titles = 5;
	assert_false(is_page(&site));
	site.num_titles = 0;
	assert_false(is_page(&site));
}

static void
test_sources(void **state)
{
	struct site site = usual;

	(void)state;
	site.num_elsewhere = 6;
	assert_true(is_page(&site));
	site.num_elsewhere = 7;
	assert_false(is_page(&site));
	site.num_elsewhere = 31;
	assert_false(is_page(&site));
	site.unknown = true;
	assert_true(is_page(&site));
}

/* The middle half of 31 is 16 steps long. */
static void
test_times(void **state)
{
	struct site site = usual;

	(void)state;
	site.step = 7 * DAY / 16;
	assert_false(is_page(&site));
	site.step++;
	assert_true(is_page(&site));
	site.step = 2 * DAY;
	site.num_untimed = 6;
	assert_true(is_page(&site));
	site.num_untimed = 7;
	assert_false(is_page(&site));
}

/* Where all counts, articles of one text are that. */
static void
test_kept(void **state)
{
	struct ndup_params params;
	struct ndup_scan *scan;
	unsigned i;

	(void)state;
	for (i = 0; i < 2; i++) {
		ndup_params_init(&params, sizeof params);
		if (i == 0)
			params.min_boilerplate = 0;
		else
			params.min_coverage = 0;
		assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
		scan_site(scan, &usual);
		assert_int_equal(ndup_scan_counts(scan)->identical, 30);
		assert_true(ndup_scan_counts(scan)->matches >= 31 * 30 / 2);
		assert_no_more(scan);
		ndup_scan_free(scan);
	}
}

/* The same where pairs have conditions. */
static void
test_conditions(void **state)
{
	struct ndup_params params;
	struct ndup_scan *scan;

	(void)state;
	ndup_params_init(&params, sizeof params);
	params.within = 365 * DAY;
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	scan_site(scan, &usual);
	assert_int_equal(ndup_scan_counts(scan)->boilerplate, 1);
	assert_int_equal(ndup_scan_counts(scan)->matches, 1);
	ndup_scan_free(scan);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_page),
	    cmocka_unit_test(test_number_of_titles),
	    cmocka_unit_test(test_sources),
	    cmocka_unit_test(test_times),
	    cmocka_unit_test(test_kept),
	    cmocka_unit_test(test_conditions),
	};

	return cmocka_run_group_tests_name("pages", tests, NULL, NULL);
}
