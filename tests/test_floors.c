/*
 * test_floors.c - how little of an article says that it repeats another
 */
#include "sites.h"

/* Texts t0, t1 ..., up to NULL. */
static struct ndup_scan *
scan_texts(const struct ndup_params *params, const char *const *texts)
{
	struct ndup_scan *scan;
	char id[16];
	int i;

	assert_int_equal(ndup_scan_new(&scan, params, NULL), NDUP_OK);
	for (i = 0; texts[i] != NULL; i++) {
		snprintf(id, sizeof id, "t%d", i);
		add_text(scan, id, i + 1, slice(texts[i]));
	}
	run(scan);
	return scan;
}

static struct ndup_params
usual(void)
{
	struct ndup_params params;

	ndup_params_init(&params, sizeof params);
	return params;
}

/* Two texts of so many words, all but the last the same. */
static void
assert_alike(const struct ndup_params *params, unsigned num, bool match)
{
	struct ndup_scan *scan;
	struct ndup_match found;
	char words[64];

	assert_int_equal(ndup_scan_new(&scan, params, NULL), NDUP_OK);
	snprintf(words, sizeof words, "1-%u 501-501", num - 1);
	add(scan, "a", 1, words);
	snprintf(words, sizeof words, "1-%u 601-601", num - 1);
	add(scan, "b", 2, words);
	run(scan);
	assert_int_equal(find_match(scan, "a", "b", &found), match);
	if (match)
		assert_int_equal(found.relation, NDUP_NEAR_DUPLICATE);
	ndup_scan_free(scan);
}

/* Fewer words than it takes are too few, unless coverage is off. */
static void
test_fewest_words(void **state)
{
	struct ndup_params params = usual();

	(void)state;
	assert_alike(&params, 19, false);
	assert_alike(&params, 20, true);
	params.min_words = 31;
	assert_alike(&params, 30, false);
	assert_alike(&params, 31, true);
	params.min_words = 0;
	assert_alike(&params, 9, true);
	params = usual();
	params.min_coverage = 0;
	assert_alike(&params, 12, true);
}

/* Of a long article and a short one the short one decides. */
static void
test_short_in_long(void **state)
{
	struct ndup_params params = usual();
	struct ndup_scan *scan;
	unsigned least;

	(void)state;
	for (least = 25; least <= 26; least++) {
		params.min_words = least;
		assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
		add(scan, "long", 1, "1001-1200 1-25 1201-1300");
		add(scan, "short", 2, "1-25");
		assert_int_equal(run(scan)->matches, least == 25);
		ndup_scan_free(scan);
	}
}

/* Three records of a link each, of which two are the same. */
static void
test_links(void **state)
{
	static const char *const texts[] = {
	    "https://gazette.example/news/2024/05/17/ferry-runs-again?page=1",
	    "https://gazette.example/news/2024/05/17/ferry-runs-again?page=2",
	    "https://gazette.example/news/2024/05/17/ferry-runs-again?page=1",
	    NULL};
	struct ndup_params params = usual();
	struct ndup_scan *scan = scan_texts(&params, texts);
	struct ndup_match match;

	(void)state;
	assert_int_equal(ndup_scan_counts(scan)->matches, 1);
	assert_true(find_match(scan, "t0", "t2", &match));
	assert_int_equal(match.relation, NDUP_IDENTICAL);
	ndup_scan_free(scan);
	params.min_words = 0;
	scan = scan_texts(&params, texts);
	assert_int_equal(ndup_scan_counts(scan)->matches, 3);
	ndup_scan_free(scan);
}

/* ---- what is left of it besides what stands ------------------------------ */

/* A notice of each day: the form, with a number in it. */
static struct ndup_slice
notice(const char *crowns)
{
	static char text[1024];

	snprintf(text, sizeof text,
	    "The ferry company gives notice to all who cross the sound that "
	    "from tomorrow morning until further word a passage for one "
	    "person on foot costs %s crowns, to be paid at the window on the "
	    "quay before the gate is shut, and that no coin of another "
	    "country will be taken there whatever its worth.",
	    crowns);
	return slice(text);
}

static struct ndup_scan *
scan_notices(const struct ndup_params *params)
{
	struct ndup_scan *scan;
	char crowns[16];
	unsigned i;

	assert_int_equal(ndup_scan_new(&scan, params, NULL), NDUP_OK);
	for (i = 1; i <= 30; i++) {
		snprintf(crowns, sizeof crowns, "%u", 100 + i);
		add_from(scan, "quay", (int)i, i, notice(crowns));
	}
	add_from(scan, "quay", 31, 31, notice("five"));
	add_from(scan, "quay", 32, 32, notice("ten"));
	add_from(scan, "quay", 33, 33, notice("five"));
	run(scan);
	return scan;
}

/* Five crowns are not ten: whole texts are compared, and what is left besides
 * the form is too little for anything else. */
static void
test_numbers_in_a_form(void **state)
{
	struct ndup_params params = usual();
	struct ndup_scan *scan = scan_notices(&params);
	struct ndup_match match;

	(void)state;
	assert_int_equal(ndup_scan_counts(scan)->matches, 1);
	assert_int_equal(ndup_scan_counts(scan)->identical, 1);
	assert_true(find_match(scan, "a31", "a33", &match));
	assert_int_equal(match.relation, NDUP_IDENTICAL);
	assert_float_equal(match.jaccard, 1, 1e-9);
	assert_float_equal(match.coverage_a, 1, 1e-9);
	assert_false(find_match(scan, "a31", "a32", NULL));
	assert_int_equal(ndup_scan_counts(scan)->boilerplate_articles, 33);
	ndup_scan_free(scan);
}

/* If all words are to count, each notice is like each. */
static void
test_form_kept(void **state)
{
	struct ndup_params params = usual();
	struct ndup_scan *scan;
	struct ndup_match match;

	(void)state;
	params.min_boilerplate = 0;
	scan = scan_notices(&params);
	assert_int_equal(ndup_scan_counts(scan)->matches, 33 * 32 / 2);
	assert_true(find_match(scan, "a31", "a32", &match));
	assert_int_equal(match.relation, NDUP_NEAR_DUPLICATE);
	assert_nothing_marked(scan);
	ndup_scan_free(scan);
}

/* By Jaccard alone nothing is marked either. */
static void
test_form_without_coverage(void **state)
{
	struct ndup_params params = usual();
	struct ndup_scan *scan;

	(void)state;
	params.min_coverage = 0;
	scan = scan_notices(&params);
	assert_int_equal(ndup_scan_counts(scan)->matches, 33 * 32 / 2);
	assert_nothing_marked(scan);
	ndup_scan_free(scan);
}

/* A site that shows the beginning of each article and a demand to pay. */
static struct ndup_scan *
scan_paywall(unsigned num_own)
{
	struct ndup_scan *scan = scan_with(20, 2);
	unsigned i;

	for (i = 1; i <= 40; i++)
		add_from(scan, "valley", 2 * (int)i, i,
		    own_words("", i, num_own, "1-80"));
	add_from(scan, "valley", 90, 41, own_words("", 7, num_own, "1-80"));
	add_from(
	    scan, "coast", 91, 42, own_words("", 7, num_own, "42000-42004"));
	run(scan);
	return scan;
}

/* A headline above it is no article: only the one that comes twice matches. */
static void
test_paywall(void **state)
{
	struct ndup_scan *scan = scan_paywall(3);
	struct ndup_match match;

	(void)state;
	assert_int_equal(ndup_scan_counts(scan)->matches, 1);
	assert_clusters(scan, "*a7 a41");
	assert_true(find_match(scan, "a7", "a41", &match));
	assert_int_equal(match.relation, NDUP_IDENTICAL);
	assert_marked(scan, "a1", "1-80", 41);
	ndup_scan_free(scan);
}

/* With a first paragraph the article is found where it stands elsewhere, too. */
static void
test_paragraph_above_a_paywall(void **state)
{
	struct ndup_scan *scan = scan_paywall(40);
	struct ndup_match match;

	(void)state;
	assert_int_equal(ndup_scan_counts(scan)->matches, 3);
	assert_true(find_match(scan, "a7", "a42", &match));
	assert_int_equal(match.longest_run, 40);
	assert_true(match.coverage_a >= 40. / (40 + 2 * LOOSE));
	assert_float_equal(match.coverage_b, 40. / 45, 1e-9);
	assert_false(find_match(scan, "a8", "a42", NULL));
	ndup_scan_free(scan);
}

/* A match by Jaccard must be one by what does not stand, too: here it is of the
 * footer nearly alone. */
static void
test_jaccard_of_a_footer(void **state)
{
	struct ndup_scan *scan = scan_with(20, 2);
	unsigned i;

	(void)state;
	for (i = 1; i <= 25; i++)
		add_from(scan, "valley", 2 * (int)i, i,
		    own_words("", i, 30, "1-200"));
	assert_int_equal(run(scan)->matches, 0);
	ndup_scan_free(scan);
	scan = scan_with(0, 2);
	for (i = 1; i <= 25; i++)
		add_from(scan, "valley", 2 * (int)i, i,
		    own_words("", i, 30, "1-200"));
	assert_int_equal(run(scan)->matches, 25 * 24 / 2);
	ndup_scan_free(scan);
}

/* Too little is covered for a match by Jaccard, but enough, with a run, for one
 * by coverage. */
static void
test_run_beside_jaccard(void **state)
{
	struct ndup_scan *scan = scan_with(20, 2);
	struct ndup_match match;
	unsigned i;

	(void)state;
	for (i = 1; i <= 25; i++)
		add_from(scan, "valley", 2 * (int)i, i,
		    own_words("", i, 70, "1-400"));
	add_from(
	    scan, "valley", 60, 31, own_words("7000-7024", 31, 45, "1-400"));
	run(scan);
	assert_true(find_match(scan, "a7", "a31", &match));
	assert_true(match.jaccard > 0.5);
	assert_true(match.coverage_a < 0.4);
	assert_int_equal(match.relation, NDUP_PARTIAL_REUSE);
	assert_int_equal(match.longest_run, 25);
	assert_int_equal(ndup_scan_counts(scan)->matches, 1);
	ndup_scan_free(scan);
}

/* Two articles that end with the same 30 words; with credits only before them. */
static struct ndup_scan *
scan_credits(bool known)
{
	struct ndup_scan *scan = scan_with(20, 2);
	struct ndup_document taken;
	unsigned i;

	for (i = 1; i <= 2; i++) {
		taken = document(i == 1 ? "a" : "b", (int)i,
		    own_words("", i, 60, "801-830"));
		if (known)
			taken.text_end =
			    (uint32_t)(strstr(taken.text.ptr, "w801") -
				       taken.text.ptr);
		assert_int_equal(
		    ndup_scan_add(scan, &taken, false, NULL), NDUP_OK);
	}
	run(scan);
	return scan;
}

/* What stands behind the text are words of the article, but no evidence. */
static void
test_credits(void **state)
{
	struct ndup_scan *scan = scan_credits(false);

	(void)state;
	assert_int_equal(ndup_scan_counts(scan)->matches, 1);
	assert_int_equal(ndup_scan_counts(scan)->credit_words, 0);
	ndup_scan_free(scan);
	scan = scan_credits(true);
	assert_int_equal(ndup_scan_counts(scan)->matches, 0);
	assert_int_equal(ndup_scan_counts(scan)->credit_words, 60);
	assert_int_equal(ndup_scan_num_words(scan, 0), 90);
	assert_nothing_marked(scan);
	ndup_scan_free(scan);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_fewest_words),
	    cmocka_unit_test(test_short_in_long),
	    cmocka_unit_test(test_links),
	    cmocka_unit_test(test_numbers_in_a_form),
	    cmocka_unit_test(test_form_kept),
	    cmocka_unit_test(test_form_without_coverage),
	    cmocka_unit_test(test_paywall),
	    cmocka_unit_test(test_paragraph_above_a_paywall),
	    cmocka_unit_test(test_jaccard_of_a_footer),
	    cmocka_unit_test(test_run_beside_jaccard),
	    cmocka_unit_test(test_credits),
	};

	return cmocka_run_group_tests_name("floors", tests, NULL, NULL);
}
