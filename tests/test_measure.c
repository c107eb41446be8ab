/*
 * test_measure.c - exact measures of a pair, against a plain twin
 *
 * One article a is compared with several b, as the verifier does; Jaccard,
 * run and coverage of each pair must be what a table over all places says.
 */
#include "sequences.h"
#include "compare/measure.h"

enum { NUM_CASES = 600, NUM_OTHERS = 4 };

static struct sequence a, b;
static struct truth truth;

static bool
is_similar(const struct measures *m, const struct ndup_params *params)
{
	uint32_t all = m->shingles_a + m->shingles_b - m->common_shingles;

	return m->common_shingles > 0 &&
	       (double)m->common_shingles / all >= params->min_jaccard;
}

/* What must come out, by the definitions. */
static struct measures
expect(const struct ndup_params *params)
{
	static bool marks_a[SEQUENCE_MOST], marks_b[SEQUENCE_MOST];
	uint32_t shingle = 2 * params->shingle_size;
	struct measures m = {.shingles_a = count_shingles(&a, NULL, shingle),
	    .shingles_b = count_shingles(&b, NULL, shingle),
	    .common_shingles = count_shingles(&a, &b, shingle),
	    .length_a = sequence_weigh(&a, 0, a.num),
	    .length_b = sequence_weigh(&b, 0, b.num)};

	truth_fill(&truth, &a, &b);
	m.identical = a.num == b.num && m.length_a > 0 &&
		      memcmp(a.ids, b.ids, a.num * sizeof *a.ids) == 0;
	m.has_run = params->min_coverage > 0 &&
		    truth_longest(&truth, &a, &b) >= 2 * params->min_run;
	truth_mark(&truth, &a, &b, 2 * params->min_passage, marks_a, marks_b);
	if (m.identical) {
		m.covered_a = m.covered_b = m.length_a;
	} else if (m.has_run || is_similar(&m, params)) {
		m.covered_a = sequence_weigh_marked(&a, marks_a);
		m.covered_b = sequence_weigh_marked(&b, marks_b);
	}
	return m;
}

/* Whether these measures make a match. */
static bool
is_match(const struct measures *m, const struct ndup_params *params)
{
	double share_a =
	    m->length_a == 0 ? 0 : (double)m->covered_a / m->length_a;
	double share_b =
	    m->length_b == 0 ? 0 : (double)m->covered_b / m->length_b;
	double shorter = m->length_a < m->length_b ? share_a : share_b;

	if (m->length_a == m->length_b)
		shorter = share_a > share_b ? share_a : share_b;
	return m->identical || is_similar(m, params) ||
	       (m->has_run && shorter >= params->min_coverage);
}

/* Of what does not match, only the lengths need to be told. */
static bool
was_given_up(const struct measures *m, const struct measures *expected,
    const struct ndup_params *params)
{
	return !is_match(expected, params) && !is_match(m, params);
}

static void
assert_measures(const struct measures *m, const struct measures *expected,
    const struct ndup_params *params)
{
	assert_int_equal(m->identical, expected->identical);
	assert_int_equal(m->shingles_a, expected->shingles_a);
	assert_int_equal(m->shingles_b, expected->shingles_b);
	assert_int_equal(m->length_a, expected->length_a);
	assert_int_equal(m->length_b, expected->length_b);
	if (was_given_up(m, expected, params))
		return;
	assert_int_equal(m->common_shingles, expected->common_shingles);
	assert_int_equal(m->covered_a, expected->covered_a);
	assert_int_equal(m->covered_b, expected->covered_b);
	if (!m->identical && !is_similar(m, params))
		assert_int_equal(m->has_run, expected->has_run);
}

static void
draw_params(struct ndup_params *params)
{
	static const double coverages[] = {0, 0.05, 0.25, 0.5};

	ndup_params_init(params, sizeof *params);
	params->shingle_size = 1 + draw(5);
	params->min_passage = 1 + draw(6);
	params->min_run = params->min_passage + draw(8);
	params->min_jaccard = 0.1 * (1 + draw(9));
	params->min_coverage = coverages[draw(4)];
}

static void
draw_mixture(struct mixture *mixture)
{
	static const uint32_t halves[] = {0, 30, 100};
	static const uint32_t breaks[] = {0, 0, 4, 20};

	*mixture = (struct mixture){
	    .length = 1 + draw(90),
	    .num_words = 1 + draw(draw(2) ? 4 : 60),
	    .half = halves[draw(3)],
	    .breaks = breaks[draw(4)],
	    .copied = 10,
	};
}

static void
test_random_pairs(void **state)
{
	struct measures measures, expected;
	struct measurer measurer;
	struct mixture mixture;
	struct ndup_params params;
	struct words words;
	unsigned num, other;

	(void)state;
	random_begin();
	for (num = 0; num < NUM_CASES; num++) {
		draw_params(&params);
		draw_mixture(&mixture);
		draw_sequence(&mixture, &a);
		assert_int_equal(measurer_init(&measurer, &params), NDUP_OK);
		words = sequence_words(&a, params.shingle_size);
		assert_int_equal(measurer_base(&measurer, &words), NDUP_OK);
		for (other = 0; other < NUM_OTHERS; other++) {
			draw_reuse(&mixture, &a, &b);
			if (draw(8) == 0)
				b = a;
			words = sequence_words(&b, params.shingle_size);
			assert_int_equal(
			    measurer_compare(&measurer, &words, &measures),
			    NDUP_OK);
			expected = expect(&params);
			assert_measures(&measures, &expected, &params);
		}
		measurer_free(&measurer);
	}
}

static struct measures
measure(const struct ndup_params *params)
{
	struct words words_a = sequence_words(&a, params->shingle_size);
	struct words words_b = sequence_words(&b, params->shingle_size);
	struct measurer measurer;
	struct measures measures;

	assert_int_equal(measurer_init(&measurer, params), NDUP_OK);
	assert_int_equal(measurer_base(&measurer, &words_a), NDUP_OK);
	assert_int_equal(
	    measurer_compare(&measurer, &words_b, &measures), NDUP_OK);
	measurer_free(&measurer);
	return measures;
}

/* Words first, first + 1, ... */
static void
count_up(struct sequence *x, uint32_t first, uint32_t num)
{
	while (num-- > 0)
		x->ids[x->num++] = 2 * ++first;
}

/* A run of 20 words is found, one of 19 is not; both are covered only if
 * there is a reason to look. */
static void
test_run_just_long_enough(void **state)
{
	struct ndup_params params;
	struct measures measures;

	(void)state;
	ndup_params_init(&params, sizeof params);
	a.num = b.num = 0;
	count_up(&a, 100, 60);
	count_up(&b, 500, 30);
	count_up(&b, 120, 20);
	count_up(&b, 600, 30);
	measures = measure(&params);
	assert_true(measures.has_run);
	assert_int_equal(measures.covered_a, 40);
	assert_int_equal(measures.covered_b, 40);
	b.ids[30] = 2;
	measures = measure(&params);
	assert_false(measures.has_run);
	assert_int_equal(measures.covered_a, 0);
}

/* What stands twice in b is covered twice there, once in a. */
static void
test_repeated_paragraph(void **state)
{
	struct ndup_params params;
	struct measures measures;

	(void)state;
	ndup_params_init(&params, sizeof params);
	a.num = b.num = 0;
	count_up(&a, 100, 50);
	count_up(&b, 110, 25);
	count_up(&b, 500, 3);
	count_up(&b, 110, 25);
	measures = measure(&params);
	assert_int_equal(measures.covered_a, 50);
	assert_int_equal(measures.covered_b, 100);
	assert_int_equal(measures.common_shingles, 21);
}

static void
test_nothing_at_all(void **state)
{
	struct ndup_params params;
	struct measures measures;

	(void)state;
	ndup_params_init(&params, sizeof params);
	a.num = b.num = 0;
	measures = measure(&params);
	assert_false(measures.identical);
	assert_false(measures.has_run);
	count_up(&a, 100, 30);
	measures = measure(&params);
	assert_int_equal(measures.shingles_a, 26);
	assert_int_equal(measures.common_shingles, 0);
	assert_int_equal(measures.covered_a, 0);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random_pairs),
	    cmocka_unit_test(test_run_just_long_enough),
	    cmocka_unit_test(test_repeated_paragraph),
	    cmocka_unit_test(test_nothing_at_all),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("measure", tests, NULL, NULL);
}
