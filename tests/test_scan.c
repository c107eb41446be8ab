/*
 * test_scan.c - a scan as a user of the library sees it: ids, order, matches,
 * and the conditions on them
 */
#include "composing.h"

/* ---- ids and order ------------------------------------------------------ */

static void
test_number_for_an_id(void **state)
{
	struct ndup_scan *scan = scan_new();

	(void)state;
	add(scan, "", 3, "1-30");
	add(scan, "b", 2, "101-130");
	add(scan, "", 1, "201-230");
	run(scan);
	assert_articles(scan, "3 b 1");
	ndup_scan_free(scan);
}

static void
test_same_id_other_text(void **state)
{
	struct ndup_scan *scan = scan_new();
	const struct ndup_counts *counts;

	(void)state;
	add(scan, "x", 3, "1-30");
	add(scan, "x", 1, "101-130");
	add(scan, "x", 2, "201-230");
	add(scan, "y", 4, "301-330");
	counts = run(scan);
	assert_int_equal(counts->articles, 4);
	assert_int_equal(counts->renamed, 2);
	assert_int_equal(counts->repeated, 0);
	assert_articles(scan, "x x#2 x#3 y");
	assert_memory_equal(
	    document_of(scan, article_named(scan, "x#3")).text.ptr, "w1 ", 3);
	ndup_scan_free(scan);
}

static void
test_same_id_same_text(void **state)
{
	struct ndup_scan *scan = scan_new();
	const struct ndup_counts *counts;

	(void)state;
	add(scan, "x", 1, "1-30");
	add(scan, "x", 2, "101-130");
	add(scan, "x", 1, "1-30");
	add(scan, "x", 5, "1-30");
	counts = run(scan);
	assert_int_equal(counts->articles, 2);
	assert_int_equal(counts->repeated, 2);
	assert_int_equal(counts->renamed, 1);
	assert_int_equal(counts->matches, 0);
	assert_articles(scan, "x x#2");
	ndup_scan_free(scan);
}

static void
test_new_id_is_taken(void **state)
{
	struct ndup_scan *scan = scan_new();

	(void)state;
	add(scan, "x#2", 5, "1-30");
	add(scan, "x", 1, "101-130");
	add(scan, "x", 2, "201-230");
	add(scan, "x", 3, "301-330");
	add(scan, "x#2", 6, "401-430");
	assert_int_equal(run(scan)->renamed, 3);
	assert_articles(scan, "x x#3 x#4 x#2 x#2#2");
	ndup_scan_free(scan);
}

/* The one that is not old stays: it is reported. */
static void
test_same_article_old_and_new(void **state)
{
	struct ndup_scan *scan = scan_new();
	const struct ndup_counts *counts;

	(void)state;
	add_old(scan, "x", 1, "1-30");
	add(scan, "x", 1, "1-30");
	counts = run(scan);
	assert_int_equal(counts->articles, 1);
	assert_int_equal(counts->old, 0);
	ndup_scan_free(scan);
}

/* By time, unknown last, then by id; the order of adding says nothing. */
static void
test_order(void **state)
{
	struct ndup_scan *scan = scan_new();

	(void)state;
	add(scan, "b", 0, "1-30");
	add(scan, "d", 7, "101-130");
	add(scan, "a", 0, "201-230");
	add(scan, "c", 7, "301-330");
	add(scan, "z", 2, "401-430");
	add(scan, "cc", 7, "501-530");
	run(scan);
	assert_articles(scan, "z c cc d a b");
	assert_int_equal(ndup_scan_num_words(scan, 0), 30);
	ndup_scan_free(scan);
}

static void
test_order_of_adding(void **state)
{
	static const char *const words[] = {"1-40", "1-40 201-230",
	    "11-40 301-350", "1-40", "401-450", "421-450 601-620"};
	struct ndup_scan *scan;
	uint32_t num_words = 0, a;
	unsigned turn, i, j;
	char id[8];

	(void)state;
	for (turn = 0; turn < 6; turn++) {
		scan = scan_new();
		for (i = 0; i < 6; i++) {
			j = (5 * i + turn) % 6;
			snprintf(id, sizeof id, "%c", "aabcde"[j]);
			add(scan, id, 0, words[j]);
		}
		run(scan);
		assert_clusters(scan, "*a a#2 b c | *d e");
		a = article_named(scan, "a");
		if (turn == 0)
			num_words = ndup_scan_num_words(scan, a);
		assert_int_equal(ndup_scan_num_words(scan, a), num_words);
		ndup_scan_free(scan);
	}
}

/* ---- what matches ------------------------------------------------------- */

static void
test_follow_up(void **state)
{
	struct ndup_scan *scan = scan_new();
	const struct ndup_cluster *cluster;
	const struct ndup_match *match;

	(void)state;
	add(scan, "a", 1, "1-100");
	add(scan, "b", 2, "201-250 41-70 251-270");
	add(scan, "c", 3, "501-600");
	run(scan);
	assert_clusters(scan, "*a b");
	assert_int_equal(ndup_scan_next_match(scan, &match, NULL), NDUP_OK);
	assert_int_equal(match->relation, NDUP_PARTIAL_REUSE);
	assert_true(match->coverage_a == 0.3 && match->coverage_b == 0.3);
	assert_int_equal(match->longest_run, 30);
	assert_int_equal(match->num_passages, 1);
	assert_int_equal(match->passages[0].num_words, 30);
	cluster = cluster_numbered(scan, 1);
	assert_true(cluster->weakest == 0.3);
	assert_int_equal(cluster->members[0].new_words, 100);
	assert_int_equal(cluster->members[1].new_words, 70);
	assert_int_equal(cluster->num_passages, 1);
	assert_int_equal(cluster->passages[0].num_words, 30);
	ndup_scan_free(scan);
}

/* The words of both places, cut out of both texts, are the same. */
static void
test_passages_cut_out(void **state)
{
	struct ndup_scan *scan = scan_new();
	struct ndup_slice a, b;
	const struct ndup_match *match;
	const char *expected;

	(void)state;
	add(scan, "a", 1, "1-100");
	add(scan, "b", 2, "201-250 41-70 251-270");
	run(scan);
	assert_int_equal(ndup_scan_next_match(scan, &match, NULL), NDUP_OK);
	a = document_of(scan, match->a).text;
	b = document_of(scan, match->b).text;
	expected = compose("41-70").ptr;
	assert_memory_equal(a.ptr + match->passages[0].a.begin, expected,
	    match->passages[0].a.end - match->passages[0].a.begin);
	assert_memory_equal(b.ptr + match->passages[0].b.begin, expected,
	    match->passages[0].b.end - match->passages[0].b.begin);
	assert_int_equal(match->passages[0].a.end - match->passages[0].a.begin,
	    strlen(expected) - 1);
	ndup_scan_free(scan);
}

/* What stands before text_begin is no evidence. */
static void
test_header(void **state)
{
	struct ndup_scan *scan = scan_new();
	struct ndup_document x = document("a", 1, compose("1-40 101-130"));
	struct ndup_document y;

	(void)state;
	x.text_begin = compose("1-40").len;
	compose("1-40 101-130");
	assert_int_equal(ndup_scan_add(scan, &x, false, NULL), NDUP_OK);
	y = document("b", 2, compose("1-40 201-230"));
	y.text_begin = x.text_begin;
	assert_int_equal(ndup_scan_add(scan, &y, false, NULL), NDUP_OK);
	y = document("c", 3, compose("1-40 301-330"));
	y.text_begin = SIZE_MAX;
	assert_int_equal(ndup_scan_add(scan, &y, false, NULL), NDUP_OK);
	assert_int_equal(run(scan)->matches, 0);
	assert_int_equal(ndup_scan_num_words(scan, 0), 30);
	assert_int_equal(ndup_scan_num_words(scan, 2), 0);
	ndup_scan_free(scan);
}

static void
test_copies(void **state)
{
	struct ndup_scan *scan = scan_new();
	const struct ndup_counts *counts;
	const struct ndup_cluster *cluster;

	(void)state;
	add(scan, "a", 1, "1-60");
	add(scan, "b", 2, "1-60");
	add(scan, "c", 3, "1-60 101-120");
	add(scan, "d", 0, "1-60");
	counts = run(scan);
	assert_int_equal(counts->identical, 2);
	assert_int_equal(counts->matches, 6);
	assert_int_equal(counts->clustered, 4);
	assert_clusters(scan, "*a b c d");
	cluster = cluster_numbered(scan, 1);
	assert_int_equal(cluster->members[0].new_words, 60);
	assert_int_equal(cluster->members[1].match.relation, NDUP_IDENTICAL);
	assert_int_equal(cluster->members[1].new_words, 0);
	assert_true(cluster->members[1].match.jaccard == 1);
	assert_int_equal(cluster->members[2].new_words, 20);
	assert_int_equal(cluster->members[3].match.relation, NDUP_IDENTICAL);
	assert_int_equal(cluster->members[3].new_words, 0);
	assert_int_equal(cluster->num_passages, 1);
	assert_int_equal(cluster->passages[0].num_words, 60);
	assert_int_equal(cluster->passages[0].num_occurrences, 4);
	ndup_scan_free(scan);
}

/* Case, quotes and spaces make no other text. */
static void
test_identical_but_for_typography(void **state)
{
	struct ndup_scan *scan = scan_new();
	const struct ndup_match *match;

	(void)state;
	add_text(scan, "a", 1,
	    slice("\xe2\x80\x9cIt isn\xe2\x80\x99t far,\xe2\x80\x9d she "
		  "said \xe2\x80\x93 and smiled at the sea."));
	add_text(scan, "b", 2,
	    slice("\"It isn't  far\", SHE said - and\nsmiled at the sea"));
	assert_int_equal(run(scan)->matches, 1);
	assert_int_equal(ndup_scan_next_match(scan, &match, NULL), NDUP_OK);
	assert_int_equal(match->relation, NDUP_IDENTICAL);
	assert_true(match->strength == 1);
	ndup_scan_free(scan);
}

/* Shorter than a shingle: matched when identical, and only then. */
static void
test_too_short(void **state)
{
	struct ndup_scan *scan = scan_new();
	const struct ndup_counts *counts;

	(void)state;
	add(scan, "a", 1, "1-4");
	add(scan, "b", 2, "1-4");
	add(scan, "c", 3, "1-3");
	add(scan, "d", 4, "1-5");
	add(scan, "e", 5, "");
	add(scan, "f", 6, "");
	counts = run(scan);
	assert_int_equal(counts->too_short, 5);
	assert_int_equal(counts->matches, 1);
	assert_int_equal(counts->identical, 1);
	assert_clusters(scan, "*a b");
	assert_int_equal(cluster_numbered(scan, 1)->num_passages, 1);
	ndup_scan_free(scan);
}

static void
test_related(void **state)
{
	struct ndup_scan *scan = scan_new();
	const struct ndup_counts *counts;
	const struct ndup_cluster *cluster;

	(void)state;
	add(scan, "lead", 1, "1-100");
	add(scan, "m1", 2, "1-50 201-250");
	add(scan, "m2", 3, "51-100 301-350");
	add(scan, "r", 4, "201-230 401-430");
	counts = run(scan);
	assert_clusters(scan, "*lead m1 m2");
	assert_int_equal(counts->related, 1);
	assert_int_equal(counts->clustered, 3);
	cluster = cluster_numbered(scan, 1);
	assert_int_equal(cluster->num_related, 1);
	assert_int_equal(cluster->related[0].article, article_named(scan, "r"));
	assert_int_equal(
	    cluster->related[0].match.b, article_named(scan, "m1"));
	assert_int_equal(
	    cluster->related[0].match.relation, NDUP_PARTIAL_REUSE);
	assert_true(cluster->related[0].match.coverage_a == 0.5);
	assert_true(cluster->related[0].match.coverage_b == 0.3);
	ndup_scan_free(scan);
}

/* ---- conditions --------------------------------------------------------- */

static void
test_old_articles(void **state)
{
	struct ndup_scan *scan = scan_new();
	const struct ndup_counts *counts;

	(void)state;
	add_old(scan, "old1", 1, "1-60");
	add_old(scan, "old2", 2, "1-60 101-110");
	add_old(scan, "old3", 3, "501-560");
	add_old(scan, "old4", 4, "501-560");
	add(scan, "new1", 5, "1-60 201-210");
	add(scan, "new2", 6, "301-360");
	counts = run(scan);
	assert_int_equal(counts->old, 4);
	assert_int_equal(counts->articles, 6);
	assert_int_equal(counts->matches, 2);
	assert_false(find_match(scan, "old1", "old2", NULL));
	assert_false(find_match(scan, "old3", "old4", NULL));
	assert_clusters(scan, "old1 old2 *new1");
	ndup_scan_free(scan);
}

static void
test_old_copies(void **state)
{
	struct ndup_scan *scan = scan_new();

	(void)state;
	add_old(scan, "old1", 1, "1-60");
	add_old(scan, "old2", 2, "1-60");
	add(scan, "new", 3, "1-60");
	assert_int_equal(run(scan)->matches, 2);
	assert_false(find_match(scan, "old1", "old2", NULL));
	assert_true(find_match(scan, "old1", "new", NULL));
	ndup_scan_free(scan);
}

static struct ndup_scan *
scan_with(int64_t within, bool cross_source)
{
	struct ndup_params params;
	struct ndup_scan *scan;

	ndup_params_init(&params, sizeof params);
	params.num_threads = 2;
	params.within = within;
	params.cross_source = cross_source;
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	return scan;
}

static void
test_within(void **state)
{
	struct ndup_scan *scan = scan_with(3 * DAY, false);

	(void)state;
	add(scan, "a", 1, "1-60");
	add(scan, "b", 4, "1-60 101-110");
	add(scan, "c", 5, "1-60");
	add(scan, "d", 9, "1-60 201-210");
	add(scan, "e", 0, "1-60");
	add(scan, "f", 0, "1-60 301-310");
	add(scan, "short1", 2, "901-903");
	add(scan, "short2", 3, "901-903");
	add(scan, "short3", 8, "901-903");
	run(scan);
	assert_true(find_match(scan, "a", "b", NULL));
	assert_true(find_match(scan, "b", "c", NULL));
	assert_true(find_match(scan, "short1", "short2", NULL));
	assert_int_equal(ndup_scan_counts(scan)->matches, 3);
	assert_int_equal(ndup_scan_counts(scan)->identical, 4);
	assert_clusters(scan, "a *b c | *short1 short2");
	ndup_scan_free(scan);
}

static void
add_from(struct ndup_scan *scan, const char *id, const char *source,
    const char *words)
{
	struct ndup_document taken = document(id, 1, compose(words));

	taken.source = slice(source);
	assert_int_equal(ndup_scan_add(scan, &taken, false, NULL), NDUP_OK);
}

static void
test_cross_source(void **state)
{
	struct ndup_scan *scan = scan_with(-1, true);

	(void)state;
	add_from(scan, "a1", "A", "1-60");
	add_from(scan, "a2", "A", "1-60");
	add_from(scan, "a3", "A", "1-60 101-110");
	add_from(scan, "b1", "B", "1-60");
	add_from(scan, "none1", "", "501-560");
	add_from(scan, "none2", "", "501-560");
	run(scan);
	assert_true(find_match(scan, "a1", "b1", NULL));
	assert_true(find_match(scan, "a2", "b1", NULL));
	assert_true(find_match(scan, "a3", "b1", NULL));
	assert_int_equal(ndup_scan_counts(scan)->matches, 3);
	ndup_scan_free(scan);
}

static void
test_ignore_text(void **state)
{
	static char known[TEXT_MOST];
	struct ndup_params params;
	struct ndup_scan *scan;
	const struct ndup_match *match;

	(void)state;
	snprintf(
	    known, sizeof known, "%.*s", (int)compose("1-30").len, composed);
	ndup_params_init(&params, sizeof params);
	params.ignore_text = slice(known);
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	add(scan, "a", 1, "101-150 1-30");
	add(scan, "b", 2, "201-250 1-30");
	add(scan, "c", 3, "301-350 1-30 101-130");
	run(scan);
	assert_int_equal(ndup_scan_counts(scan)->ignored_words, 90);
	assert_int_equal(ndup_scan_counts(scan)->matches, 1);
	assert_int_equal(ndup_scan_num_words(scan, 0), 50);
	assert_int_equal(ndup_scan_next_match(scan, &match, NULL), NDUP_OK);
	assert_true(match->coverage_a == 0.6);
	assert_true(match->coverage_b == 0.375);
	ndup_scan_free(scan);
}

/* ---- what members and related articles are to others ---------------------- */

/* A result's match is that of its two articles, but for passages. */
static void
assert_match_of(struct ndup_scan *scan, const struct ndup_match *match,
    uint32_t a, uint32_t b)
{
	const struct ndup_match *wanted;

	assert_int_equal(match->a, a);
	assert_int_equal(match->b, b);
	assert_int_equal(ndup_scan_measure(scan, a, b, &wanted, NULL), NDUP_OK);
	assert_int_equal(match->relation, wanted->relation);
	assert_true(match->jaccard == wanted->jaccard);
	assert_true(match->containment_a == wanted->containment_a);
	assert_true(match->containment_b == wanted->containment_b);
	assert_true(match->coverage_a == wanted->coverage_a);
	assert_true(match->coverage_b == wanted->coverage_b);
	assert_true(match->strength == wanted->strength);
	assert_int_equal(match->longest_run, 0);
	assert_int_equal(match->num_passages, 0);
}

static void
assert_lead(const struct ndup_member *lead)
{
	const struct ndup_match *match = &lead->match;

	assert_int_equal(match->relation, NDUP_LEAD);
	assert_int_equal(match->a, lead->article);
	assert_int_equal(match->b, lead->article);
	assert_true(match->jaccard == 1 && match->strength == 1);
	assert_true(match->containment_a == 1 && match->containment_b == 1);
	assert_true(match->coverage_a == 1 && match->coverage_b == 1);
}

/* Returns how many members are before the lead. */
static unsigned
check_matches(struct ndup_scan *scan, const struct ndup_cluster *cluster)
{
	const struct ndup_related *related = cluster->related;
	const struct ndup_member *member = cluster->members;
	unsigned num_before = 0;
	size_t i;

	for (i = 0; i < cluster->num_members; i++, member++) {
		num_before += member->article < cluster->lead;
		if (member->article == cluster->lead)
			assert_lead(member);
		else
			assert_match_of(scan, &member->match, member->article,
			    cluster->lead);
	}
	for (i = 0; i < cluster->num_related; i++, related++)
		assert_match_of(
		    scan, &related->match, related->article, related->match.b);
	return num_before;
}

/* Copies, members before and behind the lead, and a related article. */
static void
test_matches_of_members(void **state)
{
	struct ndup_scan *scan = scan_new();
	const struct ndup_cluster *cluster;
	unsigned num_before = 0;

	(void)state;
	add(scan, "a", 1, "1-60");
	add(scan, "b", 2, "1-60 101-160");
	add(scan, "c", 3, "101-160 301-310");
	add(scan, "d", 4, "1-60 101-160");
	add(scan, "e", 5, "1-60 601-610");
	add(scan, "f", 6, "301-310 101-130 401-430");
	add(scan, "g", 7, "401-430 801-830");
	run(scan);
	while (ndup_scan_next_cluster(scan, &cluster, NULL) == NDUP_OK)
		num_before += check_matches(scan, cluster);
	assert_true(num_before > 0);
	assert_true(ndup_scan_counts(scan)->related > 0);
	assert_true(ndup_scan_counts(scan)->identical > 0);
	ndup_scan_free(scan);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_number_for_an_id),
	    cmocka_unit_test(test_same_id_other_text),
	    cmocka_unit_test(test_same_id_same_text),
	    cmocka_unit_test(test_new_id_is_taken),
	    cmocka_unit_test(test_same_article_old_and_new),
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_order_of_adding),
	    cmocka_unit_test(test_follow_up),
	    cmocka_unit_test(test_passages_cut_out),
	    cmocka_unit_test(test_header),
	    cmocka_unit_test(test_copies),
	    cmocka_unit_test(test_identical_but_for_typography),
	    cmocka_unit_test(test_too_short),
	    cmocka_unit_test(test_related),
	    cmocka_unit_test(test_old_articles),
	    cmocka_unit_test(test_old_copies),
	    cmocka_unit_test(test_within),
	    cmocka_unit_test(test_cross_source),
	    cmocka_unit_test(test_ignore_text),
	    cmocka_unit_test(test_matches_of_members),
	};

	return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
