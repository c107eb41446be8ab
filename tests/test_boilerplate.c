/*
 * test_boilerplate.c - phrases that stand count for nothing, as a user of the
 * library sees it
 */
#include "collecting.h"
#include "notices.h"
#include "sites.h"

/* ---- what is boilerplate ------------------------------------------------ */

static void
test_footer(void **state)
{
	struct ndup_scan *scan = scan_with(20, 2);
	const struct ndup_boilerplate *found;
	const struct ndup_counts *counts;

	(void)state;
	assert_int_equal(
	    ndup_scan_next_boilerplate(scan, &found, NULL), NDUP_PARAM);
	add_site(scan, 25);
	counts = run(scan);
	assert_int_equal(counts->boilerplate, 1);
	assert_words(counts, 25, FOOTER_WORDS);
	assert_int_equal(counts->matches, 0);
	assert_int_equal(counts->clusters, 0);
	assert_int_equal(ndup_scan_num_words(scan, 3), 60 + FOOTER_WORDS);
	assert_marked(scan, "a1", FOOTER, 25);
	assert_no_more(scan);
	assert_marked(scan, "a1", FOOTER, 25);
	ndup_scan_free(scan);
}

/* Nine words between figures stand whatever the seed, so that notices of the same
 * day of the month do not match. */
static void
test_daily_notice(void **state)
{
	const struct ndup_counts *counts;
	struct ndup_document notice;
	struct ndup_params params;
	struct ndup_scan *scan;
	unsigned day;

	(void)state;
	ndup_params_init(&params, sizeof params);
	for (params.seed = 1; params.seed <= 30; params.seed++) {
		assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
		for (day = 0; day < NOTICES; day++) {
			notice = notice_of_day(day);
			assert_int_equal(
			    ndup_scan_add(scan, &notice, false, NULL), NDUP_OK);
		}
		counts = run(scan);
		assert_int_equal(counts->matches, 0);
		assert_int_equal(counts->boilerplate, 2);
		assert_int_equal(counts->boilerplate_articles, NOTICES);
		ndup_scan_free(scan);
	}
}

/* A notice of very many keys, each of which is frequent. */
static void
test_long_notice(void **state)
{
	struct ndup_scan *scan = scan_with(20, 1);
	const struct ndup_counts *counts;
	unsigned i;

	(void)state;
	for (i = 1; i <= 25; i++)
		add_from(scan, "valley", 2 * (int)i, i,
		    own_words("", i, 900, "1-800"));
	counts = run(scan);
	assert_int_equal(counts->boilerplate, 1);
	assert_words(counts, 25, 800);
	assert_int_equal(counts->matches, 0);
	assert_marked(scan, "a1", "1-800", 25);
	assert_no_more(scan);
	ndup_scan_free(scan);
}

static void
test_kept(void **state)
{
	struct ndup_scan *scan = scan_with(0, 2);

	(void)state;
	add_site(scan, 25);
	assert_int_equal(run(scan)->matches, 25 * 24 / 2);
	assert_int_equal(ndup_scan_num_words(scan, 3), 100);
	assert_nothing_marked(scan);
	ndup_scan_free(scan);
}

/* Copies within the site are found all the same, and measured without it; so
 * are those of other sites that lack it. */
static void
test_copies_on_one_site(void **state)
{
	struct ndup_scan *scan = scan_with(20, 2);
	struct ndup_match match;

	(void)state;
	add_site(scan, 25);
	add_from(
	    scan, "valley", 90, 31, compose("3000-3059 31000-31059 " FOOTER));
	add_from(
	    scan, "valley", 91, 32, compose("4000-4029 32000-32089 " FOOTER));
	run(scan);
	assert_clusters(scan, "*a3 a31 | *a4 a32");
	assert_marked(scan, "a1", FOOTER, 27);
	assert_true(find_match(scan, "a4", "a32", &match));
	assert_true(match.coverage_a <= 30. / 60);
	assert_true(match.coverage_a >= 30. / (60 + 2 * LOOSE));
	assert_true(match.coverage_b <= 30. / 120);
	assert_true(match.coverage_b >= 30. / (120 + 2 * LOOSE));
	assert_int_equal(match.longest_run, 30);
	ndup_scan_free(scan);
}

/* What is equal before the footer and behind it is one passage, without the
 * footer's words. */
static void
test_passage_over_footer(void **state)
{
	struct ndup_scan *scan = scan_with(20, 1);
	const struct ndup_cluster *cluster;
	struct ndup_match match;

	(void)state;
	add_site(scan, 25);
	add_from(scan, "valley", 90, 31,
	    compose("31000-31011 " FOOTER " 31012-31023 32000-32019"));
	add_from(scan, "valley", 91, 32,
	    compose("31000-31011 " FOOTER " 31012-31023 33000-33019"));
	run(scan);
	assert_clusters(scan, "*a31 a32");
	assert_true(find_match(scan, "a31", "a32", &match));
	assert_int_equal(match.num_passages, 1);
	assert_int_equal(ndup_scan_next_cluster(scan, &cluster, NULL), NDUP_OK);
	assert_int_equal(cluster->num_passages, 1);
	assert_in_range(cluster->passages[0].num_words, 24, 24 + 2 * LOOSE);
	ndup_scan_free(scan);
}

/* One article with the footer, with another one of the same length, and
 * without: near-duplicates, for as whole texts they differ. */
static void
test_same_but_for_the_footer(void **state)
{
	struct ndup_scan *scan = scan_with(20, 2);
	struct ndup_match match;
	unsigned i;

	(void)state;
	add_site(scan, 25);
	for (i = 41; i <= 65; i++)
		add_from(scan, "hill", 2 * (int)i, i,
		    own_words("", i, 60, "101-140"));
	add_from(scan, "hill", 140, 70, own_words("", 3, 60, "101-140"));
	add_from(scan, "coast", 141, 71, own_words("", 3, 60, ""));
	assert_int_equal(run(scan)->boilerplate, 2);
	assert_int_equal(ndup_scan_counts(scan)->identical, 0);
	assert_clusters(scan, "*a3 a70 a71");
	assert_true(find_match(scan, "a3", "a70", &match));
	assert_int_equal(match.relation, NDUP_NEAR_DUPLICATE);
	assert_float_equal(match.jaccard, 56. / (96 + 96 - 56), 1e-9);
	assert_true(find_match(scan, "a3", "a71", &match));
	assert_int_equal(match.relation, NDUP_NEAR_DUPLICATE);
	assert_float_equal(match.jaccard, 56. / 96, 1e-9);
	assert_float_equal(match.containment_b, 1, 1e-9);
	assert_true(match.coverage_a < 1);
	assert_true(match.coverage_a >= 60. / (60 + 2 * LOOSE));
	assert_float_equal(match.coverage_b, 1, 1e-9);
	assert_marked(scan, "a41", "101-140", 26);
	assert_marked(scan, "a1", FOOTER, 25);
	assert_no_more(scan);
	ndup_scan_free(scan);
}

/* A part of it counts for nothing where it has a shingle of 8 words that stands:
 * surely one of 12 words, none of 7. */
static void
test_parts_of_it(void **state)
{
	struct ndup_scan *scan = scan_with(20, 2);
	const struct ndup_counts *counts;

	(void)state;
	add_site(scan, 25);
	add_from(scan, "valley", 90, 31, own_words("", 31, 60, "1-25"));
	add_from(scan, "valley", 91, 32, own_words("", 32, 60, "12-40"));
	add_from(scan, "valley", 92, 33, own_words("", 33, 60, "15-26"));
	add_from(scan, "valley", 93, 34, own_words("", 34, 60, "1-7"));
	add_from(scan, "valley", 94, 35, own_words("", 35, 60, "34-40"));
	counts = run(scan);
	assert_int_equal(counts->boilerplate, 1);
	assert_int_equal(counts->boilerplate_articles, 28);
	assert_in_range(counts->boilerplate_words,
	    25 * (FOOTER_WORDS - 2 * LOOSE) + 17 + 21 + 8,
	    25 * FOOTER_WORDS + 25 + 29 + 12);
	assert_int_equal(counts->matches, 0);
	ndup_scan_free(scan);
}

/* Where it stands in a member, and what the user ignores too. */
static void
test_parts_of_members(void **state)
{
	static const char known[] = "w3010 w3011 w3012 w3013 w3014 w3015 w3016 "
				    "w3017 w3018 w3019";
	const struct ndup_member *member;
	const struct ndup_cluster *cluster;
	struct ndup_params params;
	struct ndup_scan *scan;
	struct ndup_slice text;
	unsigned i;

	(void)state;
	ndup_params_init(&params, sizeof params);
	params.ignore_text = slice(known);
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	add_site(scan, 25);
	add_from(scan, "coast", 90, 31, own_words("", 3, 60, "31000-31009"));
	add_from(scan, "coast", 91, 32, own_words("3020-3059", 32, 60, ""));
	add_from(scan, "coast", 92, 33, own_words("", 3, 60, FOOTER));
	run(scan);
	for (i = 0; i < 4; i++) /* memory is used again */
		cluster = cluster_numbered(scan, 1);
	assert_int_equal(cluster->num_members, 4);
	member = member_named(scan, cluster, "a32");
	assert_int_equal(member->num_ignored, 0);
	assert_int_equal(member->ignored_words, 0);
	member = member_named(scan, cluster, "a31");
	assert_int_equal(member->num_ignored, 1);
	assert_int_equal(member->ignored_words, 10);
	member = member_named(scan, cluster, "a33");
	assert_int_equal(member->num_ignored, 2);
	assert_in_range(member->ignored_words, 10 + FOOTER_WORDS - 2 * LOOSE,
	    10 + FOOTER_WORDS);
	assert_int_equal(member->ignored[0].article, member->article);
	text = document_of(scan, member->article).text;
	assert_int_equal(
	    member->ignored[0].span.end - member->ignored[0].span.begin,
	    strlen(known));
	assert_memory_equal(
	    text.ptr + member->ignored[0].span.begin, known, strlen(known));
	assert_most_of(text, member->ignored[1].span, FOOTER);
	ndup_scan_free(scan);
}

/* Without passages there are no places either. */
static void
test_parts_without_passages(void **state)
{
	const struct ndup_member *member;
	const struct ndup_cluster *cluster;
	struct ndup_params params;
	struct ndup_scan *scan;

	(void)state;
	ndup_params_init(&params, sizeof params);
	params.no_passages = true;
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	add_site(scan, 25);
	add_from(scan, "coast", 90, 31, own_words("", 3, 60, FOOTER));
	run(scan);
	cluster = cluster_numbered(scan, 1);
	member = member_named(scan, cluster, "a31");
	assert_int_equal(member->num_ignored, 0);
	assert_in_range(
	    member->ignored_words, FOOTER_WORDS - 2 * LOOSE, FOOTER_WORDS);
	ndup_scan_free(scan);
}

/* All that a site has around its articles.  A line of the list stays for five
 * days, too short to be known but by the footer below it. */
static void
test_menu_list_and_footer(void **state)
{
	struct ndup_scan *scan = scan_with(20, 2);
	const struct ndup_counts *counts;
	unsigned i, line, copy;
	char list[64];

	(void)state;
	for (i = 1; i <= 200; i++) {
		line = (i < 180 ? i : 180) / 10 * 10;
		snprintf(
		    list, sizeof list, "%u-%u " FOOTER, 201 + line, 250 + line);
		copy = i == 77 ? 50 : i;
		add_from(scan, "", 1 + (int)i / 10, i,
		    own_words("101-160", copy, 90, list));
	}
	counts = run(scan);
	assert_true(counts->boilerplate >= 2);
	assert_int_equal(counts->boilerplate_articles, 200);
	assert_clusters(scan, "*a50 a77");
	assert_int_equal(counts->matches, 1);
	ndup_scan_free(scan);
}

/* A list of three days above a footer, in so few articles that all of them are
 * still at hand when the footer is known: that changes what they are. */
static void
test_list_in_few_articles(void **state)
{
	struct ndup_scan *scan = scan_with(20, 1);
	const struct ndup_counts *counts;
	bool has_list;
	unsigned i;

	(void)state;
	for (i = 1; i <= 60; i++) {
		has_list = i >= 2 && i <= 23;
		add_from(scan, "", has_list ? 2 + (int)i % 3 : (int)i, i,
		    own_words(
			"", i, 90, has_list ? "101-140 " FOOTER : FOOTER));
	}
	counts = run(scan);
	assert_int_equal(counts->boilerplate_articles, 60);
	assert_in_range(counts->boilerplate_words, 60 * FOOTER_WORDS + 1,
	    22 * 80 + 38 * 40);
	assert_int_equal(counts->matches, 0);
	ndup_scan_free(scan);
}

/* Where nothing is known but the text: it stands at the end. */
static void
test_without_source_and_time(void **state)
{
	struct ndup_scan *scan = scan_with(20, 2);
	unsigned i;

	(void)state;
	for (i = 1; i <= 25; i++)
		add_from(scan, "", 0, i, own_words("", i, 60, FOOTER));
	assert_int_equal(run(scan)->matches, 0);
	assert_marked(scan, "a1", FOOTER, 25);
	assert_no_more(scan);
	ndup_scan_free(scan);
}

/* Old articles are evidence too. */
static void
test_known_from_old_articles(void **state)
{
	struct ndup_scan *scan = scan_with(20, 2);
	struct ndup_document taken;
	char id[16];
	unsigned i;

	(void)state;
	for (i = 1; i <= 24; i++) {
		snprintf(id, sizeof id, "a%u", i);
		taken = document(id, 2 * (int)i, own_words("", i, 60, FOOTER));
		assert_int_equal(
		    ndup_scan_add(scan, &taken, true, NULL), NDUP_OK);
	}
	add_from(scan, "", 60, 25, own_words("", 25, 60, FOOTER));
	assert_int_equal(run(scan)->matches, 0);
	assert_marked(scan, "a1", FOOTER, 25);
	ndup_scan_free(scan);
}

/* Half words: own characters, then those of the footer. */
static struct ndup_slice
han(unsigned number, unsigned num_own, unsigned num_footer)
{
	size_t len = 0;
	unsigned i, code, key;

	for (i = 0; i < num_own + num_footer; i++) {
		key = i < num_own ? number * 7919 + i * number * 31 : 0;
		code = 0x4e00 + (key + i * 1047) % 20000;
		composed[len++] = (char)(0xe0 | code >> 12);
		composed[len++] = (char)(0x80 | (code >> 6 & 63));
		composed[len++] = (char)(0x80 | (code & 63));
	}
	return (struct ndup_slice){composed, len};
}

static void
test_chinese(void **state)
{
	struct ndup_scan *scan = scan_with(20, 2);
	const struct ndup_boilerplate *found;
	unsigned i;

	(void)state;
	for (i = 1; i <= 25; i++)
		add_from(scan, "valley", 2 * (int)i, i, han(i, 120, 80));
	assert_int_equal(run(scan)->matches, 0);
	assert_int_equal(
	    ndup_scan_next_boilerplate(scan, &found, NULL), NDUP_OK);
	assert_in_range(
	    found->num_words, FOOTER_WORDS - 2 * LOOSE, FOOTER_WORDS);
	assert_int_equal(found->num_articles, 25);
	assert_in_range(found->span.begin, 3 * 120, 3 * (120 + 2 * LOOSE));
	assert_in_range(found->span.end, 3 * (200 - 2 * LOOSE), 3 * 200);
	assert_no_more(scan);
	ndup_scan_free(scan);
}

/* Where it stands, behind a header that is no text. */
static void
test_bytes_of_the_text(void **state)
{
	struct ndup_scan *scan = scan_with(20, 2);
	const struct ndup_boilerplate *found;
	struct ndup_document taken;
	char id[16];
	unsigned i;

	(void)state;
	for (i = 1; i <= 25; i++) {
		snprintf(id, sizeof id, "a%u", i);
		taken =
		    document(id, (int)i, own_words("901-905", i, 60, FOOTER));
		taken.text_begin = strlen("w901 w902 w903 w904 w905 ");
		assert_int_equal(
		    ndup_scan_add(scan, &taken, false, NULL), NDUP_OK);
	}
	run(scan);
	assert_int_equal(
	    ndup_scan_next_boilerplate(scan, &found, NULL), NDUP_OK);
	taken = document_of(scan, found->article);
	assert_most_of(taken.text, found->span, FOOTER);
	ndup_scan_free(scan);
}

/* ---- the same whatever the threads -------------------------------------- */

static struct buffer
report_of(unsigned num_threads)
{
	struct ndup_scan *scan = scan_with(20, num_threads);
	struct buffer out = {NULL, 0, 0, false};
	struct ndup_report_options options;
	unsigned i;

	ndup_report_options_init(&options, sizeof options);
	options.format = NDUP_JSONL;
	options.matches = true;
	add_site(scan, 30);
	for (i = 41; i <= 90; i++)
		add_from(scan, "hill", (int)i, i,
		    own_words("101-150", i % 3 == 0 ? i / 2 : i, 90,
			i < 65 ? "151-200 1-40" : "201-250 1-40"));
	run(scan);
	assert_int_equal(
	    ndup_report(scan, &options, collect, &out, NULL), NDUP_OK);
	buffer_add(&out, "", 1);
	assert_false(out.failed);
	ndup_scan_free(scan);
	return out;
}

static void
test_threads(void **state)
{
	struct buffer one = report_of(1), more;
	unsigned num;

	(void)state;
	assert_non_null(strstr(one.data, "{\"type\":\"boilerplate\""));
	assert_non_null(strstr(one.data, "{\"type\":\"cluster\""));
	for (num = 2; num <= 3; num++) {
		more = report_of(num);
		assert_string_equal(more.data, one.data);
		buffer_free(&more);
	}
	buffer_free(&one);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_footer),
	    cmocka_unit_test(test_daily_notice),
	    cmocka_unit_test(test_long_notice),
	    cmocka_unit_test(test_kept),
	    cmocka_unit_test(test_copies_on_one_site),
	    cmocka_unit_test(test_passage_over_footer),
	    cmocka_unit_test(test_same_but_for_the_footer),
	    cmocka_unit_test(test_parts_of_it),
	    cmocka_unit_test(test_parts_of_members),
	    cmocka_unit_test(test_parts_without_passages),
	    cmocka_unit_test(test_menu_list_and_footer),
	    cmocka_unit_test(test_list_in_few_articles),
	    cmocka_unit_test(test_without_source_and_time),
	    cmocka_unit_test(test_known_from_old_articles),
	    cmocka_unit_test(test_chinese),
	    cmocka_unit_test(test_bytes_of_the_text),
	    cmocka_unit_test(test_threads),
	};

	return cmocka_run_group_tests_name("boilerplate", tests, NULL, NULL);
}
