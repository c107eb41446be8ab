/*
 * test_index_agreement.c - a search in an index and a scan agree on what
 * matches
 *
 * The oracle is a scan of all articles: for each article, the matches of the
 * scan with earlier ones are those that the index gives when it comes.
 * In hot buckets neither pairs each with each: what one of them lacks there is
 * a pair of one cluster, and of it some other pair is there.
 */
#include "corpus.h"
#include "indexing.h"
#include "random.h"

/* What a scan says of pairs. */
struct expected {
	struct ndup_scan *scan;
	uint32_t num;
	bool *matches;     /* a * num + b, a < b */
	uint32_t *cluster; /* of each article; 0: none */
};

static void
expect(struct expected *expected, const struct corpus *corpus,
    const struct ndup_params *params)
{
	struct ndup_cluster cluster;
	struct ndup_match match;
	size_t i, num;

	assert_int_equal(ndup_scan_new(&expected->scan, params, NULL), NDUP_OK);
	assert_true(corpus_add(corpus, expected->scan));
	num = run(expected->scan)->articles;
	expected->num = (uint32_t)num;
	expected->matches = test_new(num * num, sizeof(bool));
	expected->cluster = test_new(num, sizeof(uint32_t));
	while (ndup_scan_next_match(expected->scan, &match) == NDUP_OK)
		expected->matches[match.a * num + match.b] = true;
	while (ndup_scan_next_cluster(expected->scan, &cluster) == NDUP_OK) {
		for (i = 0; i < cluster.num_members; i++)
			expected->cluster[cluster.members[i].article] =
			    cluster.number;
	}
}

static void
expected_free(struct expected *expected)
{
	ndup_scan_free(expected->scan);
	free(expected->matches);
	free(expected->cluster);
}

static bool
same_cluster(const struct expected *expected, uint32_t a, uint32_t b)
{
	return expected->cluster[a] != 0 &&
	       expected->cluster[a] == expected->cluster[b];
}

/* Figures of a match are those of the scan, the articles having changed
 * places. */
static void
check_measures(const struct ndup_match *found, const struct ndup_match *match)
{
	assert_int_equal(found->relation, match->relation);
	assert_true(found->jaccard == match->jaccard);
	assert_true(found->coverage_a == match->coverage_b);
	assert_true(found->coverage_b == match->coverage_a);
	assert_true(found->containment_a == match->containment_b);
	assert_true(found->containment_b == match->containment_a);
	assert_int_equal(found->longest_run, match->longest_run);
}

/* A match of the index, against what the scan says of that pair, which it has
 * perhaps not paired in a hot bucket. */
static void
check_match(const struct expected *expected, const struct ndup_match *found)
{
	struct ndup_match match;

	assert_in_range(found->b, 0, found->a - 1);
	assert_int_equal(
	    ndup_scan_compare(expected->scan, found->b, found->a, &match),
	    NDUP_OK);
	check_measures(found, &match);
}

/* Numbers of the index are those of the scan, both in canonical order.  How many
 * pairs one of them lacks. */
static size_t
check_article(const struct expected *expected, uint32_t article,
    const struct ndup_verdict *verdict)
{
	bool *found = test_new(expected->num, sizeof *found);
	bool lacks = false, has_one = false;
	size_t differ = 0, i;
	uint32_t other;

	for (i = 0; i < verdict->num_matches; i++) {
		check_match(expected, &verdict->matches[i].match);
		found[verdict->matches[i].match.b] = true;
	}
	for (other = 0; other < article; other++) {
		has_one |=
		    found[other] && same_cluster(expected, other, article);
		i = (size_t)other * expected->num + article;
		differ += found[other] != expected->matches[i];
		if (found[other] || !expected->matches[i])
			continue;
		lacks = true;
		if (!same_cluster(expected, other, article))
			fail_msg(
			    "articles %u and %u: no match", other, article);
	}
	assert_true(!lacks || has_one);
	free(found);
	return differ;
}

/* Feeds an index, with commits in between, and compares each article. */
static void
agree(const struct ndup_params *params, bool small, unsigned commit_percent)
{
	struct expected expected;
	struct ndup_document taken;
	struct ndup_verdict verdict;
	struct ndup_index *index;
	struct corpus corpus;
	struct folder folder;
	size_t differ = 0;
	uint32_t i;

	random_begin();
	corpus_make(&corpus, random_seed, small);
	expect(&expected, &corpus, params);
	folder_new(&folder);
	index = index_new_with(&folder, params, NULL);
	for (i = 0; i < expected.num; i++) {
		taken = document_of(expected.scan, i);
		verdict = index_add_document(index, taken);
		assert_false(verdict.known);
		differ += check_article(&expected, i, &verdict);
		if (random_percent(commit_percent))
			index_commit(index);
	}
	index_commit(index);
	assert_sound(index);
	print_message("%u articles, %zu pairs of hot buckets differ\n",
	    expected.num, differ);
	ndup_index_close(index);
	folder_free(&folder);
	expected_free(&expected);
	corpus_free(&corpus);
}

static void
test_usual(void **state)
{
	struct ndup_params params = index_params();

	(void)state;
	agree(&params, false, 1);
}

static void
test_pending_only(void **state)
{
	struct ndup_params params = index_params();

	(void)state;
	agree(&params, true, 0);
}

static void
test_committed_only(void **state)
{
	struct ndup_params params = index_params();

	(void)state;
	agree(&params, true, 100);
}

static void
test_jaccard_alone(void **state)
{
	struct ndup_params params = index_params();

	(void)state;
	params.min_coverage = 0;
	agree(&params, true, 5);
}

static void
test_conditions(void **state)
{
	struct ndup_params params = index_params();

	(void)state;
	params.within = 2 * DAY;
	params.cross_source = true;
	agree(&params, true, 5);
}

static void
test_ignored(void **state)
{
	struct ndup_params params = index_params();
	struct corpus corpus;

	(void)state;
	corpus_make(&corpus, random_seed, true);
	params.ignore_text = corpus.footer;
	agree(&params, true, 5);
	corpus_free(&corpus);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_usual),
	    cmocka_unit_test(test_pending_only),
	    cmocka_unit_test(test_committed_only),
	    cmocka_unit_test(test_jaccard_alone),
	    cmocka_unit_test(test_conditions),
	    cmocka_unit_test(test_ignored),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
