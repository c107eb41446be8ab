/*
 * test_evidence.c - what matches once some words stand, measured plainly
 *
 * Coverage and runs leave out the words that the scan has marked (which these
 * are: test_marking.c), Jaccard counts all.
 */
#include "corpus/scan_data.h"
#include "phrases.h"

struct shingles {
	uint64_t *items;
	size_t num;
};

struct pair {
	uint32_t longest; /* common run; half words, as all that follows */
	uint32_t covered_a, covered_b, length_a, length_b;
	double jaccard, coverage; /* that of the shorter one */
	bool identical;
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

static double
find_jaccard(const struct shingles *a, const struct shingles *b)
{
	size_t common = 0, i, j;

	for (i = 0; i < a->num; i++) {
		for (j = 0; j < b->num; j++)
			common += a->items[i] == b->items[j];
	}
	return common == 0
		   ? 0
		   : (double)common / (double)(a->num + b->num - common);
}

static uint32_t
half_words_of(const uint32_t *ids, const bool *chosen, size_t num)
{
	uint32_t sum = 0;
	size_t i;

	for (i = 0; i < num; i++) {
		if ((ids[i] & WORD_STANDS) == 0 &&
		    (chosen == NULL || chosen[i]))
			sum += 2 - (ids[i] & 1);
	}
	return sum;
}

/* The run that begins at these tokens, unless one word earlier they are equal,
 * too; in tokens. */
static uint32_t
run_from(
    const struct article *a, const struct article *b, uint32_t i, uint32_t j)
{
	uint32_t num = 0;

	if (a->ids[i] != b->ids[j] || (a->ids[i] & WORD_STANDS) != 0)
		return 0;
	if (i > 0 && j > 0 && a->ids[i - 1] == b->ids[j - 1] &&
	    (a->ids[i - 1] & WORD_STANDS) == 0)
		return 0;
	while (i + num < a->num_tokens && j + num < b->num_tokens &&
	       a->ids[i + num] == b->ids[j + num] &&
	       (a->ids[i + num] & WORD_STANDS) == 0)
		num++;
	return num;
}

static void
find_runs(const struct article *a, const struct article *b,
    uint32_t min_half_words, struct pair *pair)
{
	bool *in_a = test_new(a->num_tokens, sizeof *in_a);
	bool *in_b = test_new(b->num_tokens, sizeof *in_b);
	uint32_t i, j, num, half_words;

	for (i = 0; i < a->num_tokens; i++) {
		for (j = 0; j < b->num_tokens; j++) {
			if ((num = run_from(a, b, i, j)) == 0)
				continue;
			half_words = half_words_of(a->ids + i, NULL, num);
			if (half_words > pair->longest)
				pair->longest = half_words;
			if (half_words < min_half_words)
				continue;
			memset(in_a + i, true, num);
			memset(in_b + j, true, num);
		}
	}
	pair->covered_a = half_words_of(a->ids, in_a, a->num_tokens);
	pair->covered_b = half_words_of(b->ids, in_b, b->num_tokens);
	free(in_a);
	free(in_b);
}

static double
share(uint32_t part, uint32_t whole)
{
	return whole == 0 ? 0 : (double)part / whole;
}

static struct pair
measure(const struct ndup_scan *scan, const struct made_text *texts, size_t x,
    size_t y)
{
	const struct article *a = scan->articles.items[x];
	const struct article *b = scan->articles.items[y];
	struct pair pair = {0};
	double of_a, of_b;

	pair.identical = strcmp(texts[x].text, texts[y].text) == 0;
	pair.length_a = half_words_of(a->ids, NULL, a->num_tokens);
	pair.length_b = half_words_of(b->ids, NULL, b->num_tokens);
	pair.jaccard = find_jaccard(&shingles[x], &shingles[y]);
	find_runs(a, b, 2 * scan->params.min_passage, &pair);
	of_a = share(pair.covered_a, pair.length_a);
	of_b = share(pair.covered_b, pair.length_b);
	pair.coverage = pair.length_a < pair.length_b   ? of_a
			: pair.length_b < pair.length_a ? of_b
			: of_a > of_b                   ? of_a
							: of_b;
	return pair;
}

static bool
has_words(const struct pair *pair, const struct ndup_params *params)
{
	return pair->length_a >= 2 * params->min_words &&
	       pair->length_b >= 2 * params->min_words;
}

/* Which passage keys find surely. */
static bool
matches_by_coverage(const struct pair *pair, const struct ndup_params *params)
{
	return has_words(pair, params) &&
	       pair->longest >= 2 * params->min_run &&
	       pair->coverage >= params->min_coverage;
}

static bool
matches(const struct pair *pair, const struct ndup_params *params)
{
	return pair->identical || matches_by_coverage(pair, params) ||
	       (has_words(pair, params) &&
		   pair->jaccard >= params->min_jaccard &&
		   pair->coverage >= 0.4);
}

/* The figures of what was found. */
static void
compare_found(struct ndup_scan *scan, const struct made_text *texts,
    bool found[MOST_TEXTS][MOST_TEXTS])
{
	const struct ndup_match *match;
	struct pair pair;

	while (ndup_scan_next_match(scan, &match, NULL) == NDUP_OK) {
		assert_true(match->a < match->b);
		assert_false(found[match->a][match->b]);
		found[match->a][match->b] = true;
		pair = measure(scan, texts, match->a, match->b);
		assert_int_equal(
		    match->relation == NDUP_IDENTICAL, pair.identical);
		if (pair.identical)
			continue;
		assert_float_equal(match->jaccard, pair.jaccard, 1e-9);
		assert_float_equal(match->coverage_a,
		    share(pair.covered_a, pair.length_a), 1e-9);
		assert_float_equal(match->coverage_b,
		    share(pair.covered_b, pair.length_b), 1e-9);
		assert_int_equal(match->longest_run, pair.longest / 2);
	}
}

/* Returns how many matches there are of articles in which words stand. */
static size_t
compare_all(struct ndup_scan *scan, const struct made_text *texts, size_t num)
{
	static bool found[MOST_TEXTS][MOST_TEXTS];
	bool is_hot = ndup_scan_counts(scan)->capped > 0;
	size_t num_standing = 0, a, b;
	struct pair pair;

	memset(found, 0, sizeof found);
	compare_found(scan, texts, found);
	for (b = 0; b < num; b++) {
		for (a = 0; a < b; a++) {
			pair = measure(scan, texts, a, b);
			if (found[a][b] && !matches(&pair, &scan->params))
				fail_msg("%s and %s match", texts[a].id,
				    texts[b].id);
			if (!found[a][b] && !is_hot &&
			    matches_by_coverage(&pair, &scan->params))
				fail_msg("%s and %s do not match", texts[a].id,
				    texts[b].id);
			num_standing += found[a][b] && !pair.identical &&
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
