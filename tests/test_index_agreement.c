/*
 * test_index_agreement.c - a search in an index and a scan agree on what
 * matches
 *
 * The oracle is a scan of all articles: for each article, the matches of the
 * scan with earlier ones are those that the index gives when it comes.
 * In hot buckets neither pairs each with each: what one of them lacks there is
 * a pair of one cluster, and of it some other pair is there.
 *
 * With marking an index knows less: what stands by the end of a scan has counted
 * in the articles that came first.  These have the matches of a scan without
 * marking; else each pair that differs must have words that stand.  How many do
 * is printed.
 */
#include "compare/relation.h"

#include "corpus.h"
#include "indexing.h"
#include "random.h"

/* What a scan says of pairs. */
struct expected {
	struct ndup_scan *scan;
	uint32_t num;
	size_t *begin;     /* of each article's matches with earlier ones ... */
	uint32_t *earlier; /* ... here */
	uint32_t *cluster; /* of each article; 0: none */
};

static void
take_matches(struct expected *expected)
{
	size_t num = expected->num, i;
	const struct ndup_match *match;
	size_t *ends = test_new(num + 1, sizeof *ends);

	expected->begin = test_new(num + 2, sizeof *expected->begin);
	while (ndup_scan_next_match(expected->scan, &match, NULL) == NDUP_OK)
		expected->begin[match->b + 1]++;
	for (i = 0; i < num; i++) {
		expected->begin[i + 1] += expected->begin[i];
		ends[i] = expected->begin[i];
	}
	expected->earlier = test_new(expected->begin[num], sizeof(uint32_t));
	while (ndup_scan_next_match(expected->scan, &match, NULL) == NDUP_OK)
		expected->earlier[ends[match->b]++] = match->a;
	free(ends);
}

/* Of a scan that has run. */
static void
expect(struct expected *expected)
{
	const struct ndup_cluster *cluster;
	size_t i;

	expected->num = (uint32_t)ndup_scan_counts(expected->scan)->articles;
	take_matches(expected);
	expected->cluster = test_new(expected->num, sizeof(uint32_t));
	while (
	    ndup_scan_next_cluster(expected->scan, &cluster, NULL) == NDUP_OK) {
		for (i = 0; i < cluster->num_members; i++)
			expected->cluster[cluster->members[i].article] =
			    cluster->number;
	}
}

static void
expected_free(struct expected *expected)
{
	ndup_scan_free(expected->scan);
	free(expected->begin);
	free(expected->earlier);
	free(expected->cluster);
}

/* Sets what the scan has matched with an article. */
static void
mark(const struct expected *expected, uint32_t article, bool *matches)
{
	size_t i;

	memset(matches, false, expected->num);
	for (i = expected->begin[article]; i < expected->begin[article + 1];
	     i++)
		matches[expected->earlier[i]] = true;
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
	assert_int_equal(found->relation, relation_turn(match->relation));
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
	const struct ndup_match *match;

	assert_in_range(found->b, 0, found->a - 1);
	assert_int_equal(
	    ndup_scan_compare(expected->scan, found->b, found->a, &match, NULL),
	    NDUP_OK);
	check_measures(found, match);
}

/* Pairs that one of them has and the other has not. */
struct differing {
	size_t more, fewer; /* in the index */
};

/* Numbers of the index are those of the scan, both in canonical order. */
static void
check_article(const struct expected *expected, uint32_t article,
    const struct ndup_verdict *verdict, struct differing *differing)
{
	bool *found = test_new(expected->num, sizeof *found);
	bool *matches = test_new(expected->num, sizeof *matches);
	bool lacks = false, has_one = false;
	uint32_t other;
	size_t i;

	mark(expected, article, matches);
	for (i = 0; i < verdict->num_matches; i++) {
		check_match(expected, &verdict->matches[i].match);
		found[verdict->matches[i].match.b] = true;
	}
	for (other = 0; other < article; other++) {
		has_one |=
		    found[other] && same_cluster(expected, other, article);
		differing->more += found[other] && !matches[other];
		if (found[other] || !matches[other])
			continue;
		lacks = true;
		differing->fewer++;
		if (!same_cluster(expected, other, article))
			fail_msg(
			    "articles %u and %u: no match", other, article);
	}
	assert_true(!lacks || has_one);
	free(found);
	free(matches);
}

/* Feeds an index with the scan's articles, commits in between, and compares
 * each. */
static void
feed(const struct expected *expected, const struct ndup_params *params,
    unsigned commit_per_mille)
{
	struct ndup_document taken;
	struct ndup_verdict verdict;
	struct ndup_index *index;
	struct folder folder;
	struct differing differing = {0, 0};
	uint32_t i;

	folder_new(&folder);
	index = index_new_with(&folder, params, NULL);
	for (i = 0; i < expected->num; i++) {
		taken = document_of(expected->scan, i);
		verdict = index_add_document(index, taken);
		assert_int_not_equal(verdict.novelty, NDUP_KNOWN);
		check_article(expected, i, &verdict, &differing);
		if (random_below(1000) < commit_per_mille)
			index_commit(index);
	}
	index_commit(index);
	assert_sound(index);
	print_message("%u articles, the index has %zu pairs more, %zu fewer\n",
	    expected->num, differing.more, differing.fewer);
	ndup_index_close(index);
	folder_free(&folder);
}

static struct ndup_scan *
scan_of(const struct ndup_params *params)
{
	struct ndup_scan *scan;

	assert_int_equal(ndup_scan_new(&scan, params, NULL), NDUP_OK);
	return scan;
}

static void
agree(const struct ndup_params *params, bool small, unsigned commit_per_mille)
{
	struct expected expected = {.scan = scan_of(params)};
	struct corpus corpus;

	random_begin();
	corpus_make(&corpus, random_seed, small);
	assert_true(corpus_add(&corpus, expected.scan));
	run(expected.scan);
	expect(&expected);
	feed(&expected, params, commit_per_mille);
	expected_free(&expected);
	corpus_free(&corpus);
}

static void
test_usual(void **state)
{
	struct ndup_params params = index_params();

	(void)state;
	agree(&params, false, 10);
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
	agree(&params, true, 1000);
}

static void
test_jaccard_alone(void **state)
{
	struct ndup_params params = index_params();

	(void)state;
	params.min_coverage = 0;
	agree(&params, true, 50);
}

static void
test_conditions(void **state)
{
	struct ndup_params params = index_params();

	(void)state;
	params.within = 2 * DAY;
	params.cross_source = true;
	agree(&params, true, 50);
}

static void
test_noisy(void **state)
{
	struct ndup_params params = index_params();

	(void)state;
	params.noisy = true;
	agree(&params, true, 50);
}

static void
test_ignored(void **state)
{
	struct ndup_params params = index_params();
	struct corpus corpus;

	(void)state;
	corpus_make(&corpus, random_seed, true);
	params.ignore_text = corpus.footer;
	agree(&params, true, 50);
	corpus_free(&corpus);
}

/* ---- with marking -------------------------------------------------------- */

static bool
measures_differ(
    const struct expected *x, const struct expected *y, uint32_t a, uint32_t b)
{
	const struct ndup_match *one, *other;

	return ndup_scan_compare(x->scan, a, b, &one, NULL) !=
		   ndup_scan_compare(y->scan, a, b, &other, NULL) ||
	       one->longest_run != other->longest_run ||
	       one->coverage_a != other->coverage_a ||
	       one->coverage_b != other->coverage_b;
}

/* Scans without and with marking, and how an index differs from the latter. */
struct marking {
	struct expected keep, marked;
	size_t same, other_figures, more, fewer, hot;
	size_t num_ignoring; /* articles in which the index ignores words */
};

/* A pair of an article in the index, in the scan, or both. */
static void
compare_pair(struct marking *marking, const struct ndup_verdict *verdict,
    uint32_t a, uint32_t b, const struct ndup_match *found)
{
	const struct expected *marked = &marking->marked;
	const struct ndup_match *match;
	bool matches =
	    ndup_scan_compare(marked->scan, a, b, &match, NULL) == NDUP_OK;

	if (found != NULL && matches &&
	    found->longest_run == match->longest_run &&
	    found->coverage_a == match->coverage_b &&
	    found->coverage_b == match->coverage_a) {
		check_measures(found, match);
		marking->same++;
		return;
	}
	if (found == NULL && matches && same_cluster(marked, a, b) &&
	    !measures_differ(&marking->keep, marked, a, b)) {
		marking->hot++;
		return;
	}
	if (verdict->ignored_words == 0 &&
	    !measures_differ(&marking->keep, marked, a, b))
		fail_msg("articles %u and %u differ, and nothing stands", a, b);
	marking->other_figures += found != NULL && matches;
	marking->more += found != NULL && !matches;
	marking->fewer += found == NULL;
}

static void
compare_marked(struct marking *marking, uint32_t article,
    const struct ndup_verdict *verdict)
{
	const struct expected *marked = &marking->marked;
	bool *matches = test_new(marked->num, sizeof *matches);
	const struct ndup_match *match;
	uint32_t other;
	size_t i;

	mark(marked, article, matches);
	marking->num_ignoring += verdict->ignored_words > 0;
	for (i = 0; i < verdict->num_matches; i++) {
		match = &verdict->matches[i].match;
		matches[match->b] = false;
		if (verdict->ignored_words == 0)
			check_match(&marking->keep, match);
		compare_pair(marking, verdict, match->b, article, match);
	}
	for (other = 0; other < article; other++) {
		if (matches[other])
			compare_pair(marking, verdict, other, article, NULL);
	}
	free(matches);
}

static void
feed_marked(struct marking *marking, unsigned commit_per_mille)
{
	struct ndup_params params = index_params();
	struct ndup_document taken;
	struct ndup_verdict verdict;
	struct ndup_index *index;
	struct folder folder;
	uint32_t i;

	params.min_boilerplate = 20;
	folder_new(&folder);
	index = index_new_with(&folder, &params, NULL);
	for (i = 0; i < marking->marked.num; i++) {
		taken = document_of(marking->marked.scan, i);
		verdict = index_add_document(index, taken);
		compare_marked(marking, i, &verdict);
		if (random_below(1000) < commit_per_mille)
			index_commit(index);
	}
	index_commit(index);
	assert_sound(index);
	print_message("%u articles, %zu with words that stood when they came; "
		      "%zu matches as in a scan, %zu with other figures, %zu "
		      "more, %zu fewer, %zu of hot buckets\n",
	    marking->marked.num, marking->num_ignoring, marking->same,
	    marking->other_figures, marking->more, marking->fewer,
	    marking->hot);
	assert_true(marking->num_ignoring > 0);
	ndup_index_close(index);
	folder_free(&folder);
}

static void
expect_both(struct marking *marking)
{
	run(marking->keep.scan);
	expect(&marking->keep);
	run(marking->marked.scan);
	expect(&marking->marked);
}

static void
scan_both(struct marking *marking)
{
	struct ndup_params params = index_params();

	*marking = (struct marking){.keep = {.scan = scan_of(&params)}};
	params.min_boilerplate = 20;
	marking->marked.scan = scan_of(&params);
}

static void
test_marking(void **state)
{
	struct marking marking;
	struct corpus corpus;

	(void)state;
	random_begin();
	scan_both(&marking);
	corpus_make(&corpus, random_seed, false);
	assert_true(corpus_add(&corpus, marking.keep.scan));
	assert_true(corpus_add(&corpus, marking.marked.scan));
	expect_both(&marking);
	feed_marked(&marking, 10);
	expected_free(&marking.keep);
	expected_free(&marking.marked);
	corpus_free(&corpus);
}

/* ---- real articles ------------------------------------------------------ */

static const char reuters[] = DATA "/reuters21578.jsonl.zst";

/* Pairs that match in one scan and not in the other: each because of what one
 * of them has taken out. */
static void
compare_marking(const struct expected *keep, const struct expected *marked)
{
	bool *x = test_new(keep->num, 1), *y = test_new(keep->num, 1);
	size_t fewer = 0, more = 0;
	uint32_t a, b;

	assert_int_equal(keep->num, marked->num);
	for (b = 0; b < keep->num; b++) {
		mark(keep, b, x);
		mark(marked, b, y);
		for (a = 0; a < b; a++) {
			if (x[a] == y[a])
				continue;
			fewer += x[a];
			more += y[a];
			if (!measures_differ(keep, marked, a, b) &&
			    !same_cluster(keep, a, b))
				fail_msg("articles %u and %u differ", a, b);
		}
	}
	print_message(
	    "with marking %zu matches fewer, %zu more\n", fewer, more);
	free(x);
	free(y);
}

static void
test_reuters(void **state)
{
	struct ndup_params params = index_params();
	struct marking marking;

	(void)state;
	if (access(reuters, R_OK) != 0) {
		print_message("skipped: no %s\n", "reuters21578.jsonl.zst");
		skip();
	}
	random_begin();
	scan_both(&marking);
	scan_path(marking.keep.scan, reuters, NULL);
	scan_path(marking.marked.scan, reuters, NULL);
	expect_both(&marking);
	feed(&marking.keep, &params, 1);
	compare_marking(&marking.keep, &marking.marked);
	feed_marked(&marking, 1);
	expected_free(&marking.keep);
	expected_free(&marking.marked);
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
	    cmocka_unit_test(test_noisy),
	    cmocka_unit_test(test_ignored),
	    cmocka_unit_test(test_marking),
	    cmocka_unit_test(test_reuters),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
