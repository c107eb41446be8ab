/*
 * test_boilerplate.c - what many articles have in common that have nothing else
 * in common, as a user of the library sees it
 *
 * Article 7 has words of its own from w7000 on; w1 to w40 are the footer of its
 * site, and other low numbers what else many articles share.
 */
#include "base/buffer.h"
#include "composing.h"

#define FOOTER "1-40"
#define PARAGRAPH "801-900"

static struct ndup_scan *
scan_with(unsigned min_boilerplate, unsigned num_threads)
{
	struct ndup_params params;
	struct ndup_scan *scan;

	ndup_params_init(&params, sizeof params);
	params.min_boilerplate = min_boilerplate;
	params.num_threads = num_threads;
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	return scan;
}

/* Adds an article, "a7" for 7; day 0: no time known. */
static void
add_from(struct ndup_scan *scan, const char *source, int day, unsigned number,
    struct ndup_slice text)
{
	struct ndup_document taken;
	char id[16];

	snprintf(id, sizeof id, "a%u", number);
	taken = document(id, day, text);
	taken.source = slice(source);
	assert_int_equal(ndup_scan_add(scan, &taken, false, NULL), NDUP_OK);
}

/* So many words of an article's own, after others and before others. */
static struct ndup_slice
own_words(const char *before, unsigned number, unsigned num, const char *after)
{
	char words[256];

	snprintf(words, sizeof words, "%s %u-%u %s", before, 1000 * number,
	    1000 * number + num - 1, after);
	return compose(words);
}

/* Articles 1 to num of one site, one every other day. */
static void
add_site(struct ndup_scan *scan, unsigned num)
{
	unsigned i;

	for (i = 1; i <= num; i++)
		add_from(scan, "valley", 2 * (int)i, i,
		    own_words("", i, 60, FOOTER));
}

/* What is marked, checked against the words that it should be. */
static void
assert_marked(struct ndup_scan *scan, const char *first, const char *words,
    unsigned num_articles)
{
	const struct ndup_boilerplate *found;
	struct ndup_document taken;
	struct ndup_slice text;

	assert_int_equal(
	    ndup_scan_next_boilerplate(scan, &found, NULL), NDUP_OK);
	taken = document_of(scan, found->article);
	assert_true(slice_is(taken.id, first));
	text = compose(words);
	assert_int_equal(found->span.end - found->span.begin, text.len - 1);
	assert_memory_equal(
	    taken.text.ptr + found->span.begin, text.ptr, text.len - 1);
	assert_int_equal(found->num_articles, num_articles);
}

static void
assert_no_more(struct ndup_scan *scan)
{
	const struct ndup_boilerplate *found;

	assert_int_equal(
	    ndup_scan_next_boilerplate(scan, &found, NULL), NDUP_END);
}

static void
assert_nothing_marked(struct ndup_scan *scan)
{
	const struct ndup_counts *counts = ndup_scan_counts(scan);

	assert_int_equal(counts->boilerplate, 0);
	assert_int_equal(counts->boilerplate_articles, 0);
	assert_int_equal(counts->boilerplate_words, 0);
	assert_no_more(scan);
}

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
	assert_int_equal(counts->boilerplate_articles, 25);
	assert_int_equal(counts->boilerplate_words, 25 * 40);
	assert_int_equal(counts->matches, 0);
	assert_int_equal(counts->clusters, 0);
	assert_int_equal(ndup_scan_num_words(scan, 3), 60);
	assert_marked(scan, "a1", FOOTER, 25);
	assert_no_more(scan);
	assert_marked(scan, "a1", FOOTER, 25);
	ndup_scan_free(scan);
}

/* A notice of very many keys, each of which is a crowd. */
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
	assert_int_equal(counts->boilerplate_articles, 25);
	assert_int_equal(counts->boilerplate_words, 25 * 800);
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

/* Copies within the site are found all the same, and measured without it. */
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
	assert_float_equal(match.coverage_a, 0.5, 1e-9);
	assert_float_equal(match.coverage_b, 0.25, 1e-9);
	assert_int_equal(match.longest_run, 30);
	ndup_scan_free(scan);
}

/* One article with the footer, with another one of the same length, and
 * without. */
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
	assert_int_equal(ndup_scan_counts(scan)->identical, 1);
	assert_clusters(scan, "*a3 a70 a71");
	assert_true(find_match(scan, "a3", "a70", &match));
	assert_int_equal(match.relation, NDUP_IDENTICAL);
	assert_true(find_match(scan, "a3", "a71", &match));
	assert_float_equal(match.jaccard, 1, 1e-9);
	assert_float_equal(match.coverage_a, 1, 1e-9);
	assert_marked(scan, "a41", "101-140", 26);
	assert_marked(scan, "a1", FOOTER, 25);
	assert_no_more(scan);
	ndup_scan_free(scan);
}

/* Phrases of it are no boilerplate. */
static void
test_phrases(void **state)
{
	struct ndup_scan *scan = scan_with(20, 2);
	const struct ndup_counts *counts;

	(void)state;
	add_site(scan, 25);
	add_from(scan, "valley", 90, 31, own_words("", 31, 60, "1-19"));
	add_from(scan, "valley", 91, 32, own_words("", 32, 60, "22-40"));
	counts = run(scan);
	assert_int_equal(counts->boilerplate, 1);
	assert_int_equal(counts->boilerplate_articles, 25);
	assert_int_equal(counts->boilerplate_words, 25 * 40);
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
	assert_int_equal(member->ignored_words, 50);
	assert_int_equal(member->ignored[0].article, member->article);
	text = document_of(scan, member->article).text;
	assert_int_equal(
	    member->ignored[0].span.end - member->ignored[0].span.begin,
	    strlen(known));
	assert_memory_equal(
	    text.ptr + member->ignored[0].span.begin, known, strlen(known));
	assert_memory_equal(
	    text.ptr + member->ignored[1].span.begin, "w1 w2 ", 6);
	assert_int_equal(member->ignored[1].span.end, text.len - 1);
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
	assert_int_equal(member->ignored_words, 40);
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
	assert_int_equal(counts->boilerplate_words, 22 * 80 + 38 * 40);
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
	assert_int_equal(found->num_words, 40);
	assert_int_equal(found->num_articles, 25);
	assert_int_equal(found->span.begin, 3 * 120);
	assert_int_equal(found->span.end, 3 * 200);
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
	assert_memory_equal(taken.text.ptr + found->span.begin, "w1 w2 ", 6);
	assert_int_equal(found->span.end, taken.text.len - 1);
	ndup_scan_free(scan);
}

/* ---- what is none ------------------------------------------------------- */

/* One article fewer than it takes, whatever that is; then the footer links
 * them. */
static void
test_too_few(void **state)
{
	struct ndup_scan *scan;
	unsigned num;

	(void)state;
	for (num = 5; num < 25; num++) {
		scan = scan_with(num + 1, 2);
		add_site(scan, num);
		assert_int_equal(run(scan)->matches, num * (num - 1) / 2);
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
	for (num = 5; num < 45; num++) {
		scan = scan_with(num, 2);
		add_site(scan, num);
		assert_int_equal(run(scan)->matches, 0);
		assert_marked(scan, "a1", FOOTER, num);
		assert_no_more(scan);
		ndup_scan_free(scan);
	}
}

static void
test_five_articles(void **state)
{
	struct ndup_scan *scan = scan_new();

	(void)state;
	add_site(scan, 5);
	assert_int_equal(run(scan)->matches, 10);
	assert_nothing_marked(scan);
	ndup_scan_free(scan);
}

/* Those who share more than the passage are no strangers. */
static void
test_acquaintances(void **state)
{
	struct ndup_scan *scan = scan_with(20, 2);
	char before[32];
	unsigned i;

	(void)state;
	for (i = 1; i <= 30; i++) {
		snprintf(before, sizeof before, "%u-%u", 100 + i % 15 * 30,
		    129 + i % 15 * 30);
		add_from(scan, "valley", 2 * (int)i, i,
		    own_words(before, i, 60, FOOTER));
	}
	assert_int_equal(run(scan)->matches, 30 * 29 / 2);
	assert_nothing_marked(scan);
	ndup_scan_free(scan);
}

/* A story that one site brings forty times in forty days, lightly edited. */
static void
test_story(void **state)
{
	struct ndup_scan *scan = scan_with(20, 2);
	const struct ndup_cluster *cluster;
	unsigned i, edit;
	char words[64];

	(void)state;
	for (i = 1; i <= 40; i++) {
		edit = 805 + 7 * (i % 25);
		snprintf(words, sizeof words, "801-%u %u-%u %u-1000", edit,
		    1000 * i, 1000 * i + 2, edit + 4);
		add_from(scan, "valley", (int)i, i, compose(words));
	}
	assert_int_equal(run(scan)->clusters, 1);
	cluster = cluster_numbered(scan, 1);
	assert_int_equal(cluster->num_members, 40);
	assert_nothing_marked(scan);
	ndup_scan_free(scan);
}

/* What forty sources have somewhere in the middle, over months. */
static void
test_agency_paragraph(void **state)
{
	struct ndup_scan *scan = scan_with(20, 2);
	struct ndup_match match;
	char source[16], words[64];
	unsigned i, before;

	(void)state;
	for (i = 1; i <= 40; i++) {
		before = 30 + i * 37 % 180;
		snprintf(source, sizeof source, "outlet %u", i);
		snprintf(words, sizeof words, "%u-%u " PARAGRAPH " %u-%u",
		    1000 * i, 1000 * i + before - 1, 1000 * i + before,
		    1000 * i + 239);
		add_from(scan, source, 3 * (int)i, i, compose(words));
	}
	assert_int_equal(run(scan)->matches, 40 * 39 / 2);
	assert_nothing_marked(scan);
	assert_true(find_match(scan, "a7", "a29", &match));
	assert_int_equal(match.longest_run, 100);
	ndup_scan_free(scan);
}

/* ---- the same whatever the threads -------------------------------------- */

static bool
collect(void *ctx, const void *bytes, size_t size)
{
	buffer_add(ctx, bytes, size);
	return true;
}

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
	    cmocka_unit_test(test_long_notice),
	    cmocka_unit_test(test_kept),
	    cmocka_unit_test(test_copies_on_one_site),
	    cmocka_unit_test(test_same_but_for_the_footer),
	    cmocka_unit_test(test_phrases),
	    cmocka_unit_test(test_parts_of_members),
	    cmocka_unit_test(test_parts_without_passages),
	    cmocka_unit_test(test_menu_list_and_footer),
	    cmocka_unit_test(test_list_in_few_articles),
	    cmocka_unit_test(test_without_source_and_time),
	    cmocka_unit_test(test_known_from_old_articles),
	    cmocka_unit_test(test_chinese),
	    cmocka_unit_test(test_bytes_of_the_text),
	    cmocka_unit_test(test_too_few),
	    cmocka_unit_test(test_just_enough),
	    cmocka_unit_test(test_five_articles),
	    cmocka_unit_test(test_acquaintances),
	    cmocka_unit_test(test_story),
	    cmocka_unit_test(test_agency_paragraph),
	    cmocka_unit_test(test_threads),
	};

	return cmocka_run_group_tests_name("boilerplate", tests, NULL, NULL);
}
