/*
 * test_reuse.c - what counts for nothing and what is found: how many articles,
 * for how long, of how many sources
 *
 * A footer of all articles links each with each unless it stands.
 */
#include "sites.h"

#define PARAGRAPH "801-900"

static unsigned
count_pairs(unsigned num)
{
	return num * (num - 1) / 2;
}

/* ---- how many ----------------------------------------------------------- */

/* One article fewer than it takes, whatever that is; then the footer links
 * them. */
static void
test_too_few(void **state)
{
	struct ndup_scan *scan;
	unsigned num;

	(void)state;
	for (num = 9; num < 25; num++) {
		scan = scan_with(num + 1, 2);
		add_site(scan, num);
		assert_int_equal(run(scan)->matches, count_pairs(num));
		assert_nothing_marked(scan);
		ndup_scan_free(scan);
	}
}

/* As many as it takes, whatever that is. */
static void
test_just_enough(void **state)
{
	struct ndup_scan *scan;
	unsigned num;

	(void)state;
	for (num = 9; num < 45; num++) {
		scan = scan_with(num, 2);
		add_site(scan, num);
		assert_int_equal(run(scan)->matches, 0);
		assert_marked(scan, "a1", FOOTER, num);
		assert_no_more(scan);
		ndup_scan_free(scan);
	}
}

/* The usual number is 20, and copies of one text are one. */
static void
test_copies_count_once(void **state)
{
	struct ndup_scan *scan;
	unsigned num, i;

	(void)state;
	for (num = 19; num <= 20; num++) {
		scan = scan_new();
		add_site(scan, num);
		for (i = 1; i <= 9; i++)
			add_from(scan, "valley", 50 + (int)i, 50 + i,
			    own_words("", 1 + i % 3, 60, FOOTER));
		run(scan);
		assert_int_equal(
		    ndup_scan_counts(scan)->boilerplate, num == 20);
		ndup_scan_free(scan);
	}
}

/* Others of another source, without the footer. */
static void
add_others(struct ndup_scan *scan, unsigned num)
{
	unsigned i;

	for (i = 1; i <= num; i++)
		add_from(scan, "harbour", (int)i, 100 + i,
		    own_words("", 100 + i, 80, ""));
}

/* Few do for one of several sources, at the end of its articles and for over a
 * month; not in the middle, not for less, not if there is no other source. */
static void
test_few_of_one_source(void **state)
{
	const struct {
		unsigned num, num_others;
		int step; /* days between two */
		const char *behind;
		bool stands;
	} cases[] = {{12, 40, 7, "", true}, {5, 1, 16, "", true},
	    {4, 40, 30, "", false}, {5, 1, 15, "", false},
	    {12, 40, 4, "", false}, {12, 0, 7, "", false},
	    {12, 40, 7, "own", false}};
	struct ndup_scan *scan;
	char after[64];
	size_t i;
	unsigned j;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		scan = scan_with(20, 2);
		add_others(scan, cases[i].num_others);
		for (j = 1; j <= cases[i].num; j++) {
			snprintf(after, sizeof after, FOOTER " %u-%u",
			    1000 * j + 500, 1000 * j + 539);
			if (cases[i].behind[0] == '\0')
				snprintf(after, sizeof after, FOOTER);
			add_from(scan, "valley", cases[i].step * (int)j, j,
			    own_words("", j, 60, after));
		}
		assert_int_equal(run(scan)->matches,
		    cases[i].stands ? 0 : count_pairs(cases[i].num));
		if (cases[i].stands)
			assert_marked(scan, "a1", FOOTER, cases[i].num);
		assert_no_more(scan);
		ndup_scan_free(scan);
	}
}

/* The same whether pairs have conditions, for which each article is a text of
 * its own. */
static void
test_few_with_copies(void **state)
{
	struct ndup_params params;
	struct ndup_scan *scan;
	unsigned i, within;

	(void)state;
	for (within = 0; within < 2; within++) {
		ndup_params_init(&params, sizeof params);
		params.within = within ? 9999 * DAY : -1;
		assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
		add_others(scan, 40);
		for (i = 1; i <= 24; i++)
			add_from(scan, "valley", 8 * (int)i, i,
			    own_words("", 1 + i % 12, 60, FOOTER));
		run(scan);
		assert_int_equal(ndup_scan_counts(scan)->matches, 12);
		assert_int_equal(ndup_scan_counts(scan)->clusters, 12);
		assert_int_equal(
		    ndup_scan_counts(scan)->boilerplate_articles, 24);
		ndup_scan_free(scan);
	}
}

/* ---- how long ----------------------------------------------------------- */

/* Articles of one site with a footer, one every so many seconds; so many
 * without a time. */
static struct ndup_scan *
scan_every(int64_t seconds, unsigned num_untimed)
{
	struct ndup_scan *scan = scan_with(20, 2);
	unsigned i;

	for (i = 1; i <= 25; i++)
		add_at(scan, "valley",
		    i + num_untimed <= 25 ? DAY + i * seconds : 0, i,
		    own_words("", i, 60, FOOTER));
	run(scan);
	return scan;
}

/* The middle half of 25 is 12 steps long: a week is not over a week. */
static void
test_a_week(void **state)
{
	struct ndup_scan *scan = scan_every(7 * DAY / 12, 0);

	(void)state;
	assert_int_equal(ndup_scan_counts(scan)->matches, count_pairs(25));
	assert_nothing_marked(scan);
	ndup_scan_free(scan);
	scan = scan_every(7 * DAY / 12 + 1, 0);
	assert_int_equal(ndup_scan_counts(scan)->matches, 0);
	assert_marked(scan, "a1", FOOTER, 25);
	ndup_scan_free(scan);
}

/* Times count if four in five have one; where they have not, the footer is known
 * by its place. */
static void
test_few_times(void **state)
{
	struct ndup_scan *scan = scan_every(DAY / 24, 4);

	(void)state;
	assert_nothing_marked(scan);
	ndup_scan_free(scan);
	scan = scan_every(DAY / 24, 6);
	assert_marked(scan, "a1", FOOTER, 25);
	assert_int_equal(ndup_scan_counts(scan)->matches, 0);
	ndup_scan_free(scan);
}

/* What two share besides the footer links them, and no one else. */
static void
test_acquaintances(void **state)
{
	struct ndup_scan *scan = scan_with(20, 2);
	struct ndup_match match;
	char before[32];
	unsigned i;

	(void)state;
	for (i = 1; i <= 30; i++) {
		snprintf(before, sizeof before, "%u-%u", 100 + i % 15 * 30,
		    129 + i % 15 * 30);
		add_from(scan, "valley", 2 * (int)i, i,
		    own_words(before, i, 60, FOOTER));
	}
	assert_int_equal(run(scan)->matches, 15);
	assert_marked(scan, "a1", FOOTER, 30);
	assert_no_more(scan);
	assert_true(find_match(scan, "a7", "a22", &match));
	assert_int_equal(match.longest_run, 30);
	ndup_scan_free(scan);
}

/* ---- of how many sources ------------------------------------------------ */

/* A text of 200 words that comes in so many articles, edited a little, on this
 * day and every so many hours. */
static struct ndup_scan *
scan_story(unsigned num, unsigned num_sources, unsigned hours)
{
	struct ndup_scan *scan = scan_with(20, 2);
	char source[16], words[64];
	unsigned i, edit;

	for (i = 1; i <= num; i++) {
		edit = 805 + 7 * (i % 25);
		snprintf(source, sizeof source, "paper %u", i % num_sources);
		snprintf(words, sizeof words, "801-%u %u-%u %u-1000", edit,
		    1000 * i, 1000 * i + 2, edit + 4);
		add_at(scan, source, DAY + (int64_t)i * hours * 3600, i,
		    compose(words));
	}
	run(scan);
	return scan;
}

/* Forty times in a week it is a story; in forty days of one site, a form. */
static void
test_story(void **state)
{
	struct ndup_scan *scan = scan_story(40, 1, 6);
	const struct ndup_cluster *cluster;

	(void)state;
	assert_int_equal(ndup_scan_counts(scan)->clusters, 1);
	cluster = cluster_numbered(scan, 1);
	assert_int_equal(cluster->num_members, 40);
	assert_nothing_marked(scan);
	ndup_scan_free(scan);
	scan = scan_story(40, 1, 24);
	assert_int_equal(ndup_scan_counts(scan)->matches, 0);
	assert_int_equal(ndup_scan_counts(scan)->boilerplate_articles, 40);
	assert_true(ndup_scan_counts(scan)->boilerplate_words > 40 * 150);
	ndup_scan_free(scan);
}

/* A feature that 25 papers edit in 40 days is reuse, though it goes on. */
static void
test_feature_of_papers(void **state)
{
	struct ndup_scan *scan = scan_story(25, 25, 38);
	const struct ndup_cluster *cluster;

	(void)state;
	assert_int_equal(ndup_scan_counts(scan)->matches, count_pairs(25));
	cluster = cluster_numbered(scan, 1);
	assert_int_equal(cluster->num_members, 25);
	assert_nothing_marked(scan);
	ndup_scan_free(scan);
}

/* So many articles with a paragraph somewhere in the middle, over months, in
 * turn of so many sources. */
static struct ndup_scan *
scan_paragraph(unsigned num, unsigned num_sources)
{
	struct ndup_scan *scan = scan_with(20, 2);
	char source[16], words[64];
	unsigned i, before;

	for (i = 1; i <= num; i++) {
		before = 30 + i * 37 % 180;
		snprintf(source, sizeof source, "outlet %u", i % num_sources);
		snprintf(words, sizeof words, "%u-%u " PARAGRAPH " %u-%u",
		    1000 * i, 1000 * i + before - 1, 1000 * i + before,
		    1000 * i + 239);
		add_from(scan, source, 3 * (int)i, i, compose(words));
	}
	run(scan);
	return scan;
}

/* An agency's paragraph in the own articles of 25 papers, once or twice in
 * each, is reuse; three times in each it stands. */
static void
test_agency_paragraph(void **state)
{
	struct ndup_scan *scan;
	struct ndup_match match;
	unsigned times;

	(void)state;
	for (times = 1; times <= 2; times++) {
		scan = scan_paragraph(25 * times, 25);
		assert_int_equal(
		    ndup_scan_counts(scan)->matches, count_pairs(25 * times));
		assert_nothing_marked(scan);
		assert_true(find_match(scan, "a7", "a22", &match));
		assert_int_equal(match.longest_run, 100);
		assert_int_equal(match.relation, NDUP_PARTIAL_REUSE);
		ndup_scan_free(scan);
	}
	scan = scan_paragraph(75, 25);
	assert_int_equal(ndup_scan_counts(scan)->matches, 0);
	assert_marked(scan, "a1", PARAGRAPH, 75);
	ndup_scan_free(scan);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_too_few),
	    cmocka_unit_test(test_just_enough),
	    cmocka_unit_test(test_copies_count_once),
	    cmocka_unit_test(test_few_of_one_source),
	    cmocka_unit_test(test_few_with_copies),
	    cmocka_unit_test(test_a_week),
	    cmocka_unit_test(test_few_times),
	    cmocka_unit_test(test_acquaintances),
	    cmocka_unit_test(test_story),
	    cmocka_unit_test(test_feature_of_papers),
	    cmocka_unit_test(test_agency_paragraph),
	};

	return cmocka_run_group_tests_name("reuse", tests, NULL, NULL);
}
