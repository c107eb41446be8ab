/*
 * test_scan.c - a scan as a user of the library sees it
 *
 * Articles are composed of numbered words: "1-30 500-520" are the words w1 to
 * w30 and w500 to w520, so that what two have in common is plain to see.
 */
#include <iconv.h>
#include <unistd.h>

#include "scanning.h"

enum { TEXT_MOST = 1 << 16, DAY = 86400 };

static char composed[TEXT_MOST];

static struct ndup_slice
compose(const char *words)
{
	unsigned first, last;
	size_t len = 0;
	int used;

	for (; sscanf(words, "%u-%u%n", &first, &last, &used) == 2;
	     words += used) {
		for (; first <= last && len + 16 < sizeof composed; first++)
			len += (size_t)snprintf(composed + len,
			    sizeof composed - len, "w%u ", first);
	}
	return (struct ndup_slice){composed, len};
}

static struct ndup_scan *
scan_new(void)
{
	struct ndup_params params;
	struct ndup_scan *scan;

	ndup_params_init(&params);
	params.num_threads = 2;
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	return scan;
}

/* Day 0: no time known. */
static struct ndup_document
document(const char *id, int day, struct ndup_slice text)
{
	struct ndup_document document = {.id = slice(id), .text = text};

	document.source = document.place = document.title = document.url =
	    document.widths = slice("");
	if (day > 0) {
		document.published.seconds = (int64_t)day * DAY;
		document.published.precision = NDUP_TIME_DATE;
	}
	return document;
}

static void
add_text(
    struct ndup_scan *scan, const char *id, int day, struct ndup_slice text)
{
	struct ndup_document taken = document(id, day, text);

	assert_int_equal(ndup_scan_add(scan, &taken, false), NDUP_OK);
}

static void
add(struct ndup_scan *scan, const char *id, int day, const char *words)
{
	add_text(scan, id, day, compose(words));
}

static void
add_old(struct ndup_scan *scan, const char *id, int day, const char *words)
{
	struct ndup_document taken = document(id, day, compose(words));

	assert_int_equal(ndup_scan_add(scan, &taken, true), NDUP_OK);
}

static const struct ndup_counts *
run(struct ndup_scan *scan)
{
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	return ndup_scan_counts(scan);
}

/* "a b c": all articles in canonical order. */
static void
assert_articles(const struct ndup_scan *scan, const char *ids)
{
	uint32_t i, num = (uint32_t)ndup_scan_counts(scan)->articles;
	struct ndup_slice id;
	char all[4096] = "";
	int len = 0;

	for (i = 0; i < num; i++) {
		id = id_of(scan, i);
		len += snprintf(all + len, sizeof all - (size_t)len, "%s%.*s",
		    i > 0 ? " " : "", (int)id.len, id.ptr);
	}
	assert_string_equal(all, ids);
}

/* "*a b | c d": clusters with their members, a star before the lead. */
static void
assert_clusters(struct ndup_scan *scan, const char *expected)
{
	struct ndup_cluster cluster;
	struct ndup_slice id;
	char all[4096] = "";
	uint32_t number = 0;
	int len = 0;
	size_t i;

	while (ndup_scan_next_cluster(scan, &cluster) == NDUP_OK) {
		assert_int_equal(cluster.number, ++number);
		assert_int_equal(cluster.first, cluster.members[0].article);
		for (i = 0; i < cluster.num_members; i++) {
			id = id_of(scan, cluster.members[i].article);
			len += snprintf(all + len, sizeof all - (size_t)len,
			    "%s%s%.*s",
			    i > 0        ? " "
			    : number > 1 ? " | "
					 : "",
			    cluster.members[i].relation == NDUP_LEAD ? "*" : "",
			    (int)id.len, id.ptr);
			assert_int_equal(
			    cluster.members[i].relation == NDUP_LEAD,
			    cluster.members[i].article == cluster.lead);
		}
	}
	assert_string_equal(all, expected);
	assert_int_equal(ndup_scan_counts(scan)->clusters, number);
}

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
	struct ndup_cluster cluster;
	struct ndup_match match;

	(void)state;
	add(scan, "a", 1, "1-100");
	add(scan, "b", 2, "201-250 41-70 251-270");
	add(scan, "c", 3, "501-600");
	run(scan);
	assert_clusters(scan, "*a b");
	assert_int_equal(ndup_scan_next_match(scan, &match), NDUP_OK);
	assert_int_equal(match.relation, NDUP_PARTIAL_REUSE);
	assert_true(match.coverage_a == 0.3 && match.coverage_b == 0.3);
	assert_int_equal(match.longest_run, 30);
	assert_int_equal(match.num_passages, 1);
	assert_int_equal(match.passages[0].num_words, 30);
	cluster = cluster_numbered(scan, 1);
	assert_true(cluster.weakest == 0.3);
	assert_int_equal(cluster.members[0].new_words, 100);
	assert_int_equal(cluster.members[1].new_words, 70);
	assert_int_equal(cluster.num_passages, 1);
	assert_int_equal(cluster.passages[0].num_words, 30);
	ndup_scan_free(scan);
}

/* The words of both places, cut out of both texts, are the same. */
static void
test_passages_cut_out(void **state)
{
	struct ndup_scan *scan = scan_new();
	struct ndup_slice a, b;
	struct ndup_match match;
	const char *expected;

	(void)state;
	add(scan, "a", 1, "1-100");
	add(scan, "b", 2, "201-250 41-70 251-270");
	run(scan);
	assert_int_equal(ndup_scan_next_match(scan, &match), NDUP_OK);
	a = document_of(scan, match.a).text;
	b = document_of(scan, match.b).text;
	expected = compose("41-70").ptr;
	assert_memory_equal(a.ptr + match.passages[0].a.begin, expected,
	    match.passages[0].a.end - match.passages[0].a.begin);
	assert_memory_equal(b.ptr + match.passages[0].b.begin, expected,
	    match.passages[0].b.end - match.passages[0].b.begin);
	assert_int_equal(match.passages[0].a.end - match.passages[0].a.begin,
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
	assert_int_equal(ndup_scan_add(scan, &x, false), NDUP_OK);
	y = document("b", 2, compose("1-40 201-230"));
	y.text_begin = x.text_begin;
	assert_int_equal(ndup_scan_add(scan, &y, false), NDUP_OK);
	y = document("c", 3, compose("1-40 301-330"));
	y.text_begin = SIZE_MAX;
	assert_int_equal(ndup_scan_add(scan, &y, false), NDUP_OK);
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
	struct ndup_cluster cluster;

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
	assert_int_equal(cluster.members[0].new_words, 60);
	assert_int_equal(cluster.members[1].relation, NDUP_IDENTICAL);
	assert_int_equal(cluster.members[1].new_words, 0);
	assert_true(cluster.members[1].jaccard == 1);
	assert_int_equal(cluster.members[2].new_words, 20);
	assert_int_equal(cluster.members[3].relation, NDUP_IDENTICAL);
	assert_int_equal(cluster.members[3].new_words, 0);
	assert_int_equal(cluster.num_passages, 1);
	assert_int_equal(cluster.passages[0].num_words, 60);
	assert_int_equal(cluster.passages[0].num_occurrences, 4);
	ndup_scan_free(scan);
}

/* Case, quotes and spaces make no other text. */
static void
test_identical_but_for_typography(void **state)
{
	struct ndup_scan *scan = scan_new();
	struct ndup_match match;

	(void)state;
	add_text(scan, "a", 1,
	    slice("\xe2\x80\x9cIt isn\xe2\x80\x99t far,\xe2\x80\x9d she "
		  "said \xe2\x80\x93 and smiled at the sea."));
	add_text(scan, "b", 2,
	    slice("\"It isn't  far\", SHE said - and\nsmiled at the sea"));
	assert_int_equal(run(scan)->matches, 1);
	assert_int_equal(ndup_scan_next_match(scan, &match), NDUP_OK);
	assert_int_equal(match.relation, NDUP_IDENTICAL);
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
	assert_int_equal(cluster_numbered(scan, 1).num_passages, 1);
	ndup_scan_free(scan);
}

static void
test_related(void **state)
{
	struct ndup_scan *scan = scan_new();
	const struct ndup_counts *counts;
	struct ndup_cluster cluster;

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
	assert_int_equal(cluster.num_related, 1);
	assert_int_equal(cluster.related[0].article, article_named(scan, "r"));
	assert_int_equal(cluster.related[0].match, article_named(scan, "m1"));
	assert_int_equal(cluster.related[0].relation, NDUP_PARTIAL_REUSE);
	assert_true(cluster.related[0].coverage == 0.5);
	assert_true(cluster.related[0].coverage_of_match == 0.3);
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

	ndup_params_init(&params);
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
	assert_int_equal(ndup_scan_add(scan, &taken, false), NDUP_OK);
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
	struct ndup_match match;

	(void)state;
	snprintf(
	    known, sizeof known, "%.*s", (int)compose("1-30").len, composed);
	ndup_params_init(&params);
	params.ignore_text = slice(known);
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	add(scan, "a", 1, "101-150 1-30");
	add(scan, "b", 2, "201-250 1-30");
	add(scan, "c", 3, "301-350 1-30 101-130");
	run(scan);
	assert_int_equal(ndup_scan_counts(scan)->ignored_words, 90);
	assert_int_equal(ndup_scan_counts(scan)->matches, 1);
	assert_int_equal(ndup_scan_num_words(scan, 0), 50);
	assert_int_equal(ndup_scan_next_match(scan, &match), NDUP_OK);
	assert_true(match.coverage_a == 0.6);
	assert_true(match.coverage_b == 0.375);
	ndup_scan_free(scan);
}

/* ---- many --------------------------------------------------------------- */

/* Some batches of articles on two threads: each tenth repeats the one before. */
static void
test_many(void **state)
{
	struct ndup_scan *scan = scan_new();
	const struct ndup_counts *counts;
	struct ndup_match match;
	char id[16], words[64];
	unsigned i;

	(void)state;
	for (i = 0; i < 1500; i++) {
		snprintf(id, sizeof id, "%06u", i);
		if (i % 10 == 9)
			snprintf(words, sizeof words, "%u-%u %u-%u",
			    1000 * i + 1, 1000 * i + 40, 1000 * i - 980,
			    1000 * i - 951);
		else
			snprintf(words, sizeof words, "%u-%u", 1000 * i + 1,
			    1000 * i + 60);
		add(scan, id, 1 + (int)i, words);
	}
	counts = run(scan);
	assert_int_equal(counts->articles, 1500);
	assert_int_equal(counts->matches, 150);
	assert_int_equal(counts->clusters, 150);
	for (i = 0; ndup_scan_next_match(scan, &match) == NDUP_OK; i++) {
		assert_int_equal(match.a, 10 * i + 8);
		assert_int_equal(match.b, match.a + 1);
		assert_int_equal(match.longest_run, 30);
	}
	ndup_scan_free(scan);
}

/* What everybody printed is one cluster, though not each is paired with
 * each; copies of one text likewise. */
static void
test_hot(void **state)
{
	struct ndup_scan *scan = scan_new();
	const struct ndup_counts *counts;
	struct ndup_cluster cluster;
	char id[16], words[64];
	unsigned i;

	(void)state;
	for (i = 0; i < 300; i++) {
		snprintf(id, sizeof id, "%06u", i);
		if (i < 150)
			snprintf(words, sizeof words, "1-100 %u-%u",
			    1000 * i + 1001, 1000 * i + 1030);
		else
			snprintf(words, sizeof words, "501-520");
		add(scan, id, 1 + (int)i, words);
	}
	counts = run(scan);
	assert_int_equal(counts->clusters, 2);
	assert_int_equal(counts->clustered, 300);
	assert_true(counts->capped > 0);
	assert_true(counts->matches < 150 * 149);
	cluster = cluster_numbered(scan, 1);
	assert_int_equal(cluster.num_members, 150);
	assert_int_equal(cluster.lead, 0);
	assert_int_equal(cluster.passages[0].num_occurrences, 150);
	cluster = cluster_numbered(scan, 2);
	assert_int_equal(cluster.num_members, 150);
	assert_int_equal(cluster.passages[0].num_occurrences, 150);
	ndup_scan_free(scan);
}

/* ---- the order of calls ------------------------------------------------- */

static void
test_nothing(void **state)
{
	struct ndup_scan *scan = scan_new();
	struct ndup_document found;
	struct ndup_cluster cluster;
	struct ndup_match match;

	(void)state;
	assert_int_equal(ndup_scan_next_match(scan, &match), NDUP_PARAM);
	assert_int_equal(ndup_scan_next_cluster(scan, &cluster), NDUP_PARAM);
	assert_int_equal(ndup_scan_document(scan, 0, &found), NDUP_PARAM);
	run(scan);
	assert_int_equal(ndup_scan_next_match(scan, &match), NDUP_END);
	assert_int_equal(ndup_scan_next_match(scan, &match), NDUP_END);
	assert_int_equal(ndup_scan_next_cluster(scan, &cluster), NDUP_END);
	assert_int_equal(ndup_scan_document(scan, 0, &found), NDUP_PARAM);
	assert_int_equal(ndup_scan_num_words(scan, 0), 0);
	ndup_scan_free(scan);
	ndup_scan_free(NULL);
}

static void
test_never_run(void **state)
{
	struct ndup_scan *scan = scan_new();
	unsigned i;
	char id[16];

	(void)state;
	for (i = 0; i < 600; i++) {
		snprintf(id, sizeof id, "%u", i);
		add(scan, id, 1, "1-30");
	}
	ndup_scan_free(scan);
}

static void
test_after_run(void **state)
{
	struct ndup_document late = document("late", 1, slice("words"));
	struct ndup_scan *scan = scan_new();

	(void)state;
	add(scan, "a", 1, "1-30");
	run(scan);
	assert_int_equal(ndup_scan_add(scan, &late, false), NDUP_PARAM);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_PARAM);
	assert_articles(scan, "a");
	ndup_scan_free(scan);
}

static void
test_begin_again(void **state)
{
	struct ndup_scan *scan = scan_new();
	struct ndup_cluster cluster;
	struct ndup_match match;
	unsigned turn, i;

	(void)state;
	add(scan, "a", 1, "1-60");
	add(scan, "b", 2, "1-60 101-110");
	add(scan, "c", 3, "501-560");
	add(scan, "d", 4, "501-560 601-610");
	run(scan);
	for (turn = 0; turn < 3; turn++) {
		for (i = 0; i < 2; i++) {
			assert_int_equal(
			    ndup_scan_next_match(scan, &match), NDUP_OK);
			assert_int_equal(match.a, 2 * i);
			assert_int_equal(match.b, 2 * i + 1);
			assert_int_equal(
			    ndup_scan_next_cluster(scan, &cluster), NDUP_OK);
			assert_int_equal(cluster.number, i + 1);
		}
		assert_int_equal(ndup_scan_next_match(scan, &match), NDUP_END);
		assert_int_equal(
		    ndup_scan_next_cluster(scan, &cluster), NDUP_END);
	}
	ndup_scan_free(scan);
}

static void
test_bad_params(void **state)
{
	struct ndup_params params;
	struct ndup_error error;
	struct ndup_scan *scan;

	(void)state;
	ndup_params_init(&params);
	params.min_passage = params.min_run + 1;
	assert_int_equal(ndup_scan_new(&scan, &params, &error), NDUP_PARAM);
	assert_null(scan);
	assert_int_equal(error.status, NDUP_PARAM);
	assert_true(error.text[0] != '\0');
}

/* ---- progress ----------------------------------------------------------- */

struct watch {
	const char *stop_at; /* stage */
	unsigned num_calls;  /* of that stage */
	uint64_t last_done, articles;
};

static bool
watch_progress(void *ctx, const struct ndup_progress *progress)
{
	struct watch *watch = ctx;

	assert_true(progress->total == 0 || progress->done <= progress->total);
	if (strcmp(progress->stage, watch->stop_at) != 0)
		return true;
	watch->num_calls++;
	watch->articles = progress->articles;
	return false;
}

/* Stops a scan at a stage of its run; it is freed without a trace. */
static void
stop_at(const char *stage)
{
	struct watch watch = {.stop_at = stage};
	struct ndup_scan *scan = scan_new();
	struct ndup_cluster cluster;
	struct ndup_match match;
	struct ndup_error error;
	char id[16], words[64];
	unsigned i;

	ndup_scan_on_progress(scan, watch_progress, &watch);
	for (i = 0; i < 600; i++) {
		snprintf(id, sizeof id, "%u", i);
		snprintf(words, sizeof words, "%u-%u %u-%u", i, i + 60,
		    5000 + i % 40, 5030 + i % 40);
		add(scan, id, 1 + (int)i, words);
	}
	assert_int_equal(ndup_scan_run(scan, &error), NDUP_STOPPED);
	assert_int_equal(error.status, NDUP_STOPPED);
	assert_int_equal(watch.num_calls, 1);
	assert_int_equal(watch.articles, 600);
	assert_int_not_equal(ndup_scan_next_match(scan, &match), NDUP_OK);
	assert_int_not_equal(ndup_scan_next_cluster(scan, &cluster), NDUP_OK);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_PARAM);
	ndup_scan_free(scan);
}

static void
test_stop(void **state)
{
	(void)state;
	stop_at("pair");
	stop_at("verify");
	stop_at("cluster");
}

static char folder[] = "/tmp/ndup-test-XXXXXX";

static void
write_file(const char *name, const void *bytes, size_t size)
{
	FILE *file = fopen(name, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static void
test_stop_reading(void **state)
{
	const char *const paths[] = {"stop", NULL};
	struct watch watch = {.stop_at = "read"};
	struct ndup_scan *scan = scan_new();
	struct ndup_reader *reader;
	struct ndup_error error;

	(void)state;
	assert_int_equal(system("mkdir stop"), 0);
	write_file("stop/1.txt", "First words here.", 17);
	write_file("stop/2.txt", "Second words here.", 18);
	ndup_scan_on_progress(scan, watch_progress, &watch);
	assert_int_equal(ndup_reader_open(&reader, paths, NULL, NULL), NDUP_OK);
	assert_int_equal(
	    ndup_scan_read(scan, reader, false, &error), NDUP_STOPPED);
	assert_int_equal(error.status, NDUP_STOPPED);
	assert_int_equal(watch.num_calls, 1);
	assert_int_equal(watch.articles, 1);
	ndup_reader_close(reader);
	ndup_scan_free(scan);
}

/* ---- places in files of other encodings --------------------------------- */

static const char story[] =
    "Паром «Лисьегорск» вышел на линию во вторник: билет стоит "
    "девяносто крон, в выходные — сто десять, и за первую неделю он перевёз "
    "восемь тысяч пассажиров, сказала начальница пристани Ирина Соболь.";

/* Converts bytes by iconv; returns how many came out. */
static size_t
convert(
    const char *to, const char *from, const char *bytes, size_t size, char *out)
{
	char *in = (char *)(uintptr_t)bytes, *end = out;
	size_t room = TEXT_MOST;
	iconv_t cd = iconv_open(to, from);

	assert_true(cd != (iconv_t)-1);
	assert_int_equal(iconv(cd, &in, &size, &end, &room), 0);
	assert_int_equal(iconv_close(cd), 0);
	return (size_t)(end - out);
}

/* Writes before and the story in an encoding, after these bytes. */
static void
write_encoded(const char *name, const char *encoding, const char *mark,
    const char *before)
{
	static char text[TEXT_MOST], bytes[TEXT_MOST];
	size_t size = strlen(mark);
	int len = snprintf(text, sizeof text, "%s\n\n%s\n", before, story);

	memcpy(bytes, mark, size);
	size += convert(encoding, "UTF-8", text, (size_t)len, bytes + size);
	write_file(name, bytes, size);
}

/* The bytes of a file that a span names, decoded, are the story; its full
 * stop is no word. */
static void
assert_story(const char *name, const char *encoding, struct ndup_span span)
{
	static char text[TEXT_MOST];
	size_t size, len;
	char *bytes = read_file(name, &size);

	assert_true(span.begin < span.end && span.end <= size);
	len = convert(
	    "UTF-8", encoding, bytes + span.begin, span.end - span.begin, text);
	assert_int_equal(len, strlen(story) - 1);
	assert_memory_equal(text, story, len);
	free(bytes);
}

static const struct {
	const char *name, *encoding, *mark, *before;
} encoded[] = {
    {"1.txt", "UTF-8", "", "Первая заметка, Лисьегорск, в среду:"},
    {"2.txt", "UTF-16LE", "\xff\xfe", "Вторая 𝄞 заметка:"},
    {"3.txt", "UTF-16BE", "\xfe\xff", "Третья:"},
    {"4.txt", "WINDOWS-1251", "", "Четвёртая заметка о том же самом:"},
    {"5.txt", "UTF-8", "\xef\xbb\xbf", "Пятая и последняя:"},
};
enum { NUM_ENCODED = sizeof encoded / sizeof encoded[0] };

static void
test_encodings(void **state)
{
	struct ndup_scan *scan = scan_new();
	struct ndup_cluster cluster;
	const struct ndup_occurrence *found;
	struct ndup_match match;
	size_t i;

	(void)state;
	for (i = 0; i < NUM_ENCODED; i++) {
		write_encoded(encoded[i].name, encoded[i].encoding,
		    encoded[i].mark, encoded[i].before);
		scan_path(
		    scan, encoded[i].name, i == 3 ? "windows-1251" : NULL);
	}
	run(scan);
	assert_clusters(scan, "*1.txt 2.txt 3.txt 4.txt 5.txt");
	cluster = cluster_numbered(scan, 1);
	assert_int_equal(cluster.num_passages, 1);
	assert_int_equal(cluster.passages[0].num_occurrences, NUM_ENCODED);
	for (i = 0; i < NUM_ENCODED; i++) {
		found = &cluster.passages[0].occurrences[i];
		assert_int_equal(found->article, i);
		assert_story(encoded[i].name, encoded[i].encoding, found->span);
	}
	while (ndup_scan_next_match(scan, &match) == NDUP_OK) {
		assert_int_equal(match.num_passages, 1);
		assert_story(encoded[match.a].name, encoded[match.a].encoding,
		    match.passages[0].a);
		assert_story(encoded[match.b].name, encoded[match.b].encoding,
		    match.passages[0].b);
	}
	ndup_scan_free(scan);
}

static int
enter(void **state)
{
	(void)state;
	return mkdtemp(folder) != NULL && chdir(folder) == 0 ? 0 : -1;
}

static int
leave(void **state)
{
	char command[sizeof folder + 16];

	(void)state;
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
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
	    cmocka_unit_test(test_many),
	    cmocka_unit_test(test_hot),
	    cmocka_unit_test(test_nothing),
	    cmocka_unit_test(test_never_run),
	    cmocka_unit_test(test_after_run),
	    cmocka_unit_test(test_begin_again),
	    cmocka_unit_test(test_bad_params),
	    cmocka_unit_test(test_stop),
	    cmocka_unit_test(test_stop_reading),
	    cmocka_unit_test(test_encodings),
	};

	return cmocka_run_group_tests_name("scan", tests, enter, leave);
}
