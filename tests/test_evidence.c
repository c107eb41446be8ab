/*
 * test_evidence.c - what matches once some words stand, measured plainly
 *
 * Coverage and passages leave out the words that the scan has marked (which
 * these are: test_marking.c), Jaccard counts all.
 */
#include "corpus/scan_data.h"
#include "exact.h"
#include "passages_twin.h"
#include "phrases.h"

struct shingles {
	uint64_t *items;
	size_t num;
};

static struct shingles shingles[MOST_TEXTS];

static void
find_shingles(
    const struct made_text *texts, size_t num, const struct ndup_params *params)
{
	struct ndup_sketcher *sketcher;
	const struct ndup_sketch *sketch;
	size_t i;

	assert_int_equal(ndup_sketcher_new(&sketcher, params, NULL), NDUP_OK);
	for (i = 0; i < num; i++) {
		assert_int_equal(ndup_sketcher_run(sketcher,
				     slice(texts[i].text), &sketch, NULL),
		    NDUP_OK);
		shingles[i].num = sketch->num_shingles;
		shingles[i].items =
		    test_new(sketch->num_shingles, sizeof(uint64_t));
		memcpy(shingles[i].items, sketch->shingles,
		    sketch->num_shingles * sizeof(uint64_t));
	}
	ndup_sketcher_free(sketcher);
}

static uint32_t
count_common(const struct shingles *a, const struct shingles *b)
{
	uint32_t common = 0;
	size_t i, j;

	for (i = 0; i < a->num; i++) {
		for (j = 0; j < b->num; j++)
			common += a->items[i] == b->items[j];
	}
	return common;
}

/* Half words that count. */
static uint32_t
length_of(const struct article *article)
{
	uint32_t sum = 0, i;

	for (i = 0; i < article->num_tokens; i++) {
		if (twin_counts(article->ids[i]))
			sum += twin_weight(article->ids[i]);
	}
	return sum;
}

static double
share(uint32_t part, uint32_t whole)
{
	return whole == 0 ? 0 : (double)part / whole;
}

static struct exact
measure(const struct ndup_scan *scan, const struct made_text *texts, size_t x,
    size_t y)
{
	const struct article *a = scan->articles.items[x];
	const struct article *b = scan->articles.items[y];
	struct exact exact = {.length_a = length_of(a),
	    .length_b = length_of(b),
	    .shingles_a = (uint32_t)shingles[x].num,
	    .shingles_b = (uint32_t)shingles[y].num};
	struct passages_twin twin;

	exact.identical = strcmp(texts[x].text, texts[y].text) == 0;
	exact.common = count_common(&shingles[x], &shingles[y]);
	passages_twin_run(&twin, (struct twin_side){a->ids, a->num_tokens},
	    (struct twin_side){b->ids, b->num_tokens},
	    scan->params.min_passage);
	assert_false(passages_twin_repeat(&twin));
	exact.passage = twin.passage;
	exact.replaced = twin.replaced;
	exact.longest = twin.longest;
	exact.covered_a = twin.covered_a;
	exact.covered_b = twin.covered_b;
	passages_twin_free(&twin);
	return exact;
}

/* Which passage keys find surely: those of two windows in a row that count. */
static bool
must_match(const struct exact *exact, const struct ndup_params *params)
{
	return exact->longest >= 2 * params->min_run &&
	       exact_is_match(exact, params);
}

/* The figures of what was found. */
static void
compare_found(struct ndup_scan *scan, const struct made_text *texts,
    bool found[MOST_TEXTS][MOST_TEXTS])
{
	const struct ndup_match *match;
	struct exact exact;

	while (ndup_scan_next_match(scan, &match, NULL) == NDUP_OK) {
		assert_true(match->a < match->b);
		assert_false(found[match->a][match->b]);
		found[match->a][match->b] = true;
		exact = measure(scan, texts, match->a, match->b);
		assert_int_equal(
		    match->relation, exact_relation(&exact, &scan->params));
		if (exact.identical)
			continue;
		assert_float_equal(match->jaccard, exact_jaccard(&exact), 1e-9);
		assert_float_equal(match->coverage_a,
		    share(exact.covered_a, exact.length_a), 1e-9);
		assert_float_equal(match->coverage_b,
		    share(exact.covered_b, exact.length_b), 1e-9);
		assert_int_equal(match->longest_run, exact.longest / 2);
	}
}

/* Returns how many matches there are of articles in which words stand. */
static size_t
compare_all(struct ndup_scan *scan, const struct made_text *texts, size_t num)
{
	static bool found[MOST_TEXTS][MOST_TEXTS];
	bool is_hot = ndup_scan_counts(scan)->capped > 0;
	size_t num_standing = 0, a, b;
	struct exact exact;

	memset(found, 0, sizeof found);
	compare_found(scan, texts, found);
	for (b = 0; b < num; b++) {
		for (a = 0; a < b; a++) {
			exact = measure(scan, texts, a, b);
			if (found[a][b] &&
			    !exact_is_match(&exact, &scan->params))
				fail_msg("%s and %s match", texts[a].id,
				    texts[b].id);
			if (!found[a][b] && !is_hot &&
			    must_match(&exact, &scan->params))
				fail_msg("%s and %s do not match", texts[a].id,
				    texts[b].id);
			num_standing += found[a][b] && !exact.identical &&
					scan->articles.items[a]->standing > 0 &&
					scan->articles.items[b]->standing > 0;
		}
	}
	return num_standing;
}

static void
test_random(void **state)
{
	static struct made_text texts[MOST_TEXTS];
	struct ndup_params params;
	struct ndup_scan *scan;
	size_t num_standing = 0, num, i, j;

	(void)state;
	random_begin();
	for (i = 0; i < 16; i++) {
		ndup_params_init(&params, sizeof params);
		params.min_boilerplate = 3 + (unsigned)random_below(28);
		params.min_words = (unsigned)random_below(40);
		num = make_texts(texts);
		find_shingles(texts, num, &params);
		scan = scan_made(texts, num, &params);
		num_standing += compare_all(scan, texts, num);
		ndup_scan_free(scan);
		for (j = 0; j < num; j++) {
			free(texts[j].text);
			free(shingles[j].items);
		}
	}
	print_message(
	    "%zu matches of articles in which words stand\n", num_standing);
	assert_true(num_standing > 20);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("evidence", tests, NULL, NULL);
}
