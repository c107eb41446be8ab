/*
 * test_example.c - five articles of which three repeat each other
 *
 * Three agency reports of two days share paragraphs, two reports on the same
 * event do not.  Every place is cut out of its file and read.  The articles
 * are not part of this project: where they are absent, there is nothing to do.
 */
#include <unistd.h>

#include "scanning.h"

static const char *const names[] = {"000_28036d130d98f1ea.txt",
    "001_c0097b8944965ca2.txt", "002_73c22d32aea1e0be.txt",
    "003_43f6e4f759f2e89b.txt", "004_ca219fd3d79705ee.txt"};

static struct ndup_scan *scan;

static int
set_up(void **state)
{
	struct ndup_params params;

	(void)state;
	ndup_params_init(&params, sizeof params);
	if (ndup_scan_new(&scan, &params, NULL) != NDUP_OK)
		return -1;
	scan_path(scan, DATA "/tass", NULL);
	return ndup_scan_run(scan, NULL) == NDUP_OK ? 0 : -1;
}

static int
tear_down(void **state)
{
	(void)state;
	ndup_scan_free(scan);
	return 0;
}

/* One cluster of 000, 001 and 002, in this order of time: each matches each, so
 * the first leads. */
static void
test_cluster(void **state)
{
	const struct ndup_cluster *cluster = cluster_numbered(scan, 1);
	const struct ndup_cluster *none;
	struct ndup_match match;
	uint32_t i;

	(void)state;
	assert_int_equal(ndup_scan_next_cluster(scan, &none, NULL), NDUP_END);
	cluster = cluster_numbered(scan, 1);
	assert_int_equal(cluster->num_members, 3);
	for (i = 0; i < 3; i++)
		assert_true(slice_ends(
		    id_of(scan, cluster->members[i].article), names[i]));
	assert_int_equal(cluster->lead, cluster->members[0].article);
	assert_int_equal(cluster->first, cluster->members[0].article);
	assert_int_equal(cluster->members[0].match.relation, NDUP_LEAD);
	assert_int_equal(
	    cluster->members[1].match.relation, NDUP_PARTIAL_REUSE);
	assert_int_equal(
	    cluster->members[2].match.relation, NDUP_PARTIAL_REUSE);
	assert_int_equal(cluster->num_related, 0);
	assert_int_equal(ndup_scan_next_cluster(scan, &none, NULL), NDUP_END);
	assert_int_equal(ndup_scan_counts(scan)->matches, 3);
	assert_true(find_match(scan, names[0], names[1], NULL));
	assert_true(find_match(scan, names[0], names[2], &match));
	assert_true(match.coverage_b < 0.25);
	assert_true(find_match(scan, names[1], names[2], &match));
	assert_int_equal(match.longest_run, 129);
	assert_int_equal(ndup_scan_counts(scan)->related, 0);
}

static void
test_dates_and_source(void **state)
{
	static const char *const dates[] = {
	    "2022-06-27", "2022-06-28", "2022-06-28"};
	struct ndup_document document;
	char buf[32];
	uint32_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		document = document_of(scan, article_named(scan, names[i]));
		assert_true(slice_is(document.source, "TASS"));
		assert_string_equal(
		    ndup_time_format(&document.published, buf), dates[i]);
	}
}

/* The words of one place begin and end like this. */
static void
assert_place(
    const struct ndup_occurrence *place, const char *begin, const char *end)
{
	struct ndup_slice id = id_of(scan, place->article), cut;
	char path[1024];
	char *bytes;
	size_t size;

	snprintf(path, sizeof path, "%.*s", (int)id.len, id.ptr);
	bytes = read_file(path, &size);
	assert_true(place->span.end <= size);
	cut.ptr = bytes + place->span.begin;
	cut.len = place->span.end - place->span.begin;
	assert_true(cut.len >= strlen(begin));
	assert_memory_equal(cut.ptr, begin, strlen(begin));
	assert_true(slice_ends(cut, end));
	free(bytes);
}

/* Places of passage number i are in these articles, "012". */
static void
assert_passage(const struct ndup_cluster *cluster, size_t i,
    const char *articles, const char *begin, const char *end)
{
	const struct ndup_shared *passage = &cluster->passages[i];
	size_t j;

	assert_true(i < cluster->num_passages);
	assert_int_equal(passage->num_occurrences, strlen(articles));
	for (j = 0; j < passage->num_occurrences; j++) {
		assert_true(
		    slice_ends(id_of(scan, passage->occurrences[j].article),
			names[articles[j] - '0']));
		assert_place(&passage->occurrences[j], begin, end);
	}
}

static void
test_passages(void **state)
{
	const struct ndup_cluster *cluster = cluster_numbered(scan, 1);

	(void)state;
	assert_int_equal(cluster->num_passages, 5);
	assert_passage(cluster, 0, "02", "Russian and Tajik Presidents",
	    "Emomali Rakhmon");
	assert_passage(cluster, 1, "01", "in the trade-and-economic",
	    "diplomatic relations");
	assert_passage(cluster, 2, "01",
	    "Special attention during the talks will be focused",
	    "on the regional agenda");
	assert_passage(cluster, 3, "012", "This is the second",
	    "six telephone talks this year");
	assert_passage(cluster, 4, "12",
	    "The Russian president will stay in Dushanbe", "took place in 2019");
}

/* 001 and 002 have their passages word for word. */
static void
test_word_for_word(void **state)
{
	const struct ndup_cluster *cluster = cluster_numbered(scan, 1);
	const struct ndup_occurrence *x, *y;
	struct ndup_slice a, b;
	size_t i;

	(void)state;
	for (i = 3; i < 5; i++) {
		y = cluster->passages[i].occurrences +
		    cluster->passages[i].num_occurrences - 1;
		x = y - 1;
		a = document_of(scan, x->article).text;
		b = document_of(scan, y->article).text;
		assert_int_equal(
		    x->span.end - x->span.begin, y->span.end - y->span.begin);
		assert_memory_equal(a.ptr + x->span.begin,
		    b.ptr + y->span.begin, x->span.end - x->span.begin);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_cluster),
	    cmocka_unit_test(test_dates_and_source),
	    cmocka_unit_test(test_passages),
	    cmocka_unit_test(test_word_for_word),
	};

	if (access(DATA "/tass", R_OK) != 0) {
		print_message("skipped: no example articles\n");
		return 0;
	}
	return cmocka_run_group_tests_name("example", tests, set_up, tear_down);
}
