/*
 * test_noisy.c - what the keys of noisy texts find, and what they leave alone
 *
 * Three articles have the same runs of words, and else nothing: so no key is
 * one that only two texts have.  Which shingles are keys the seed decides; each
 * round has another one.
 */
#include "indexing.h"
#include "random.h"

#include "corpus.h"

enum { ROUNDS = 100, COPIES = 3, PAIRS = 3 };

/* Lengths of the runs that all copies have, up to 0; each has a word of its own
 * between two. */
static const unsigned two_of_ten[] = {10, 10, 0};
static const unsigned one_of_twelve[] = {12, 6, 6, 0};
static const unsigned one_of_seventeen[] = {17, 6, 0};

/* A copy: some words of its own, the runs, some of its own. */
static struct ndup_slice
compose_copy(const unsigned *runs, unsigned copy)
{
	unsigned own = 1000 * (copy + 1), next = 1, len, i;
	char words[256];

	len = (unsigned)snprintf(words, sizeof words, "%u-%u", own, own + 19);
	for (i = 0; runs[i] > 0; i++) {
		len += (unsigned)snprintf(words + len, sizeof words - len,
		    " %u-%u %u-%u", next, next + runs[i] - 1, own + 100 + i,
		    own + 100 + i);
		next += runs[i];
	}
	snprintf(
	    words + len, sizeof words - len, " %u-%u", own + 200, own + 219);
	return compose(words);
}

static struct ndup_document
copy_document(const unsigned *runs, unsigned copy)
{
	static const char *const ids[COPIES] = {"a", "b", "c"};

	return document(ids[copy], (int)copy + 1, compose_copy(runs, copy));
}

static struct ndup_params
seeded(bool noisy)
{
	struct ndup_params params;

	ndup_params_init(&params, sizeof params);
	params.num_threads = 1;
	params.noisy = noisy;
	params.seed = random_next();
	return params;
}

/* Of the pairs of copies, how many match. */
static unsigned
scan_copies(const unsigned *runs, bool noisy)
{
	struct ndup_params params = seeded(noisy);
	struct ndup_document taken;
	struct ndup_scan *scan;
	unsigned num, i;

	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	for (i = 0; i < COPIES; i++) {
		taken = copy_document(runs, i);
		assert_int_equal(
		    ndup_scan_add(scan, &taken, false, NULL), NDUP_OK);
	}
	num = (unsigned)run(scan)->matches;
	ndup_scan_free(scan);
	return num;
}

static unsigned
sum_of_scans(const unsigned *runs, bool noisy)
{
	unsigned num = 0, i;

	for (i = 0; i < ROUNDS; i++)
		num += scan_copies(runs, noisy);
	return num;
}

/* A run of 12 words, or two of 10; one of 17 as without it.  That without it
 * some are missed tells that nothing else finds them. */
static void
test_runs(void **state)
{
	(void)state;
	random_begin();
	assert_int_equal(sum_of_scans(one_of_seventeen, false), ROUNDS * PAIRS);
	assert_int_equal(sum_of_scans(one_of_seventeen, true), ROUNDS * PAIRS);
	assert_int_equal(sum_of_scans(one_of_twelve, true), ROUNDS * PAIRS);
	assert_int_equal(sum_of_scans(two_of_ten, true), ROUNDS * PAIRS);
	assert_true(sum_of_scans(one_of_twelve, false) < ROUNDS * PAIRS);
	assert_true(sum_of_scans(two_of_ten, false) < ROUNDS * PAIRS);
}

/* ---- an index ------------------------------------------------------------ */

/* The same through an index that is opened anew for each article. */
static unsigned
index_copies(const unsigned *runs, bool noisy)
{
	struct ndup_params params = seeded(noisy);
	const struct ndup_index_info *info;
	struct ndup_index *index;
	struct folder folder;
	unsigned num = 0, i;

	folder_new(&folder);
	index = index_new_with(&folder, &params, NULL);
	for (i = 0; i < COPIES; i++) {
		num +=
		    (unsigned)index_add_document(index, copy_document(runs, i))
			.num_matches;
		index_commit(index);
		ndup_index_close(index);
		index = index_reopen(&folder, NDUP_WRITE);
	}
	assert_int_equal(ndup_index_describe(index, &info, NULL), NDUP_OK);
	assert_int_equal(info->params->noisy, noisy);
	assert_sound(index);
	ndup_index_close(index);
	folder_free(&folder);
	return num;
}

static void
test_index(void **state)
{
	unsigned num = 0, i;

	(void)state;
	random_begin();
	for (i = 0; i < 10; i++) {
		assert_int_equal(index_copies(two_of_ten, true), PAIRS);
		assert_int_equal(index_copies(one_of_twelve, true), PAIRS);
		num += index_copies(two_of_ten, false);
	}
	assert_true(num < 10 * PAIRS);
}

/* ---- beside the usual keys ----------------------------------------------- */

static struct ndup_scan *
scan_corpus(const struct corpus *corpus, unsigned min_run, bool noisy)
{
	struct ndup_params params;
	struct ndup_scan *scan;

	ndup_params_init(&params, sizeof params);
	params.num_threads = 1;
	params.min_run = min_run;
	params.noisy = noisy;
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	assert_true(corpus_add(corpus, scan));
	run(scan);
	return scan;
}

static bool
is_same_match(const struct ndup_match *x, const struct ndup_match *y)
{
	return x->a == y->a && x->b == y->b && x->relation == y->relation &&
	       x->longest_run == y->longest_run;
}

/* Both tell their matches in order: whether all of one are among the others. */
static bool
has_all_matches(struct ndup_scan *noisy, struct ndup_scan *usual)
{
	const struct ndup_match *wanted, *found;

	while (ndup_scan_next_match(usual, &wanted, NULL) == NDUP_OK) {
		do {
			if (ndup_scan_next_match(noisy, &found, NULL) !=
			    NDUP_OK)
				return false;
		} while (!is_same_match(found, wanted));
	}
	return true;
}

/* What is found without short keys is found with them, and the same words are
 * boilerplate. */
static void
compare_ways(const struct corpus *corpus, unsigned min_run)
{
	struct ndup_scan *usual = scan_corpus(corpus, min_run, false);
	struct ndup_scan *noisy = scan_corpus(corpus, min_run, true);
	const struct ndup_counts *x = ndup_scan_counts(usual),
				 *y = ndup_scan_counts(noisy);

	assert_int_equal(x->boilerplate, y->boilerplate);
	assert_int_equal(x->boilerplate_words, y->boilerplate_words);
	assert_int_equal(x->candidates<y->candidates, min_run> 10);
	print_message("min_run %u: %u words stand, %u matches, %u with noisy\n",
	    min_run, (unsigned)x->boilerplate_words, (unsigned)x->matches,
	    (unsigned)y->matches);
	assert_true(has_all_matches(noisy, usual));
	ndup_scan_free(usual);
	ndup_scan_free(noisy);
}

/* Where min_run is 10 keys are short anyway. */
static void
test_as_usual(void **state)
{
	struct corpus corpus;
	uint32_t i;

	(void)state;
	random_begin();
	corpus_make(&corpus, random_seed, true);
	compare_ways(&corpus, 20);
	compare_ways(&corpus, 10);
	for (i = 0; i < corpus.num; i++)
		corpus.documents[i].published.precision = NDUP_TIME_UNKNOWN;
	compare_ways(&corpus, 20);
	corpus_free(&corpus);
}

/* Strangers under one footer. */
static uint64_t
count_footer_candidates(bool noisy, bool dated)
{
	struct ndup_params params = seeded(noisy);
	const struct ndup_counts *counts;
	char id[16], words[64];
	struct ndup_scan *scan;
	uint64_t num;
	int i;

	params.seed = random_seed;
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	for (i = 1; i <= 400; i++) {
		snprintf(id, sizeof id, "%d", i);
		snprintf(
		    words, sizeof words, "%d-%d 1-40", 1000 * i, 1000 * i + 59);
		add(scan, id, dated ? i : 0, words);
	}
	counts = run(scan);
	assert_int_equal(counts->boilerplate, 1);
	num = counts->candidates;
	ndup_scan_free(scan);
	return num;
}

/* What stands makes no candidates by short keys either, whether times tell that
 * it stands or what is around it does.  Those that there are come from bands,
 * but for a few by keys at the edge, which too few texts have. */
static void
test_footer(void **state)
{
	int dated;

	(void)state;
	random_begin();
	for (dated = 0; dated < 2; dated++)
		assert_true(count_footer_candidates(true, dated) <=
			    count_footer_candidates(false, dated) + 20);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_runs),
	    cmocka_unit_test(test_index),
	    cmocka_unit_test(test_as_usual),
	    cmocka_unit_test(test_footer),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("noisy", tests, NULL, NULL);
}
