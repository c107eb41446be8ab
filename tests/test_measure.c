/*
 * test_measure.c - exact measures of a pair, against a plain twin
 *
 * One article a is compared with several b, as the verifier does; Jaccard,
 * passages and coverage of each pair must be what the twin says, whichever of
 * the two comes first in the order of articles; and nothing that matches by its
 * full measures is given up before they are known.
 */
#include "two_texts.h"
#include "compare/relation.h"
#include "compare/measure.h"

enum { NUM_CASES = 800, NUM_OTHERS = 4 };

static struct truth truth;

/* ---- what must come out ------------------------------------------------- */

/* Whether they are the same words, standing or not. */
static bool
is_same(void)
{
	uint32_t i;

	for (i = 0; a.num == b.num && i < a.num; i++) {
		if (a.ids[i] % WORD_STANDS != b.ids[i] % WORD_STANDS)
			return false;
	}
	return a.num == b.num && sequence_weigh(&a, 0, a.num) > 0;
}

/* By the definitions. */
static struct exact
expect(const struct ndup_params *params, bool turned)
{
	static bool marks_a[SEQUENCE_MOST], marks_b[SEQUENCE_MOST];
	struct exact exact = measure_plainly(params, turned);

	exact.identical = is_same();
	truth_fill(&truth, &a, &b);
	assert_int_equal(exact.longest, truth_longest(&truth, &a, &b));
	truth_mark(&truth, &a, &b, 2 * params->min_passage, marks_a, marks_b);
	exact.windows_a = sequence_weigh_marked(&a, marks_a);
	exact.windows_b = sequence_weigh_marked(&b, marks_b);
	if (exact.identical) {
		exact.may_be_cut = exact.replaced = false;
		exact.covered_a = exact.length_a;
		exact.covered_b = exact.length_b;
		exact.passage = exact.length_a < exact.length_b
				    ? exact.length_a
				    : exact.length_b;
	}
	return exact;
}

/* The same of what was measured. */
static struct exact
exact_of(const struct measures *m)
{
	return (struct exact){.identical = m->identical,
	    .common = m->common_shingles,
	    .shingles_a = m->shingles_a,
	    .shingles_b = m->shingles_b,
	    .covered_a = m->covered_a,
	    .covered_b = m->covered_b,
	    .length_a = m->length_a,
	    .length_b = m->length_b,
	    .passage = m->passage,
	    .replaced = m->replaces_figure};
}

static bool
covers_alike(const struct measures *m, const struct exact *exact)
{
	return m->covered_a == exact->covered_a &&
	       m->covered_b == exact->covered_b &&
	       m->passage == exact->passage &&
	       m->replaces_figure == exact->replaced;
}

/* Whether coverage is what it must be; of texts that repeat themselves it may be
 * either of two. */
static void
assert_covered(const struct measures *m, const struct exact *exact)
{
	struct exact cut = exact_if_cut(exact);

	if (exact->may_be_cut && covers_alike(m, &cut))
		return;
	assert_int_equal(m->covered_a, exact->covered_a);
	assert_int_equal(m->covered_b, exact->covered_b);
	assert_int_equal(m->passage, exact->passage);
	assert_int_equal(m->replaces_figure, exact->replaced);
}

static void
assert_counts(const struct measures *m, const struct exact *exact)
{
	assert_int_equal(m->identical, exact->identical);
	assert_int_equal(m->shingles_a, exact->shingles_a);
	assert_int_equal(m->shingles_b, exact->shingles_b);
	assert_int_equal(m->length_a, exact->length_a);
	assert_int_equal(m->length_b, exact->length_b);
}

/* Everything, match or not. */
static void
assert_full(const struct measures *m, const struct exact *exact)
{
	assert_counts(m, exact);
	assert_int_equal(m->common_shingles, exact->common);
	assert_covered(m, exact);
}

/* Everything of a match; of what is none that it is none. */
static void
assert_compared(const struct measures *m, const struct measures *full,
    const struct ndup_params *params)
{
	struct exact exact = exact_of(full), found = exact_of(m);

	assert_counts(m, &exact);
	assert_int_equal(
	    relation_matches(m, params), exact_is_match(&exact, params));
	assert_int_equal(
	    exact_is_match(&found, params), exact_is_match(&exact, params));
	if (!exact_is_match(&exact, params))
		return;
	assert_int_equal(m->common_shingles, full->common_shingles);
	assert_covered(m, &exact);
}

/* ---- random pairs ------------------------------------------------------- */

static void
draw_params(struct ndup_params *params)
{
	static const double coverages[] = {0, 0.05, 0.25, 0.5};

	ndup_params_init(params, sizeof *params);
	params->min_words = draw(2) ? 0 : draw(10);
	if (draw(3) == 0)
		return;
	params->shingle_size = 1 + draw(5);
	params->min_passage = 1 + draw(9);
	params->min_run = params->min_passage + draw(12);
	params->long_passage = draw(2) ? draw(30) : 0;
	params->min_jaccard = 0.1 * (1 + draw(9));
	params->min_coverage = coverages[draw(4)];
}

static void
draw_mixture(struct mixture *mixture)
{
	static const uint32_t halves[] = {0, 0, 30, 100};
	static const uint32_t breaks[] = {0, 0, 4, 20};

	*mixture = (struct mixture){
	    .length = 1 + draw(draw(2) ? 90 : 250),
	    .num_words = 1 + draw(draw(4) ? 300 : 4),
	    .half = halves[draw(4)],
	    .breaks = breaks[draw(4)],
	    .copied = draw(2) ? 10 : 50,
	    .standing = draw(3) ? 0 : draw(30),
	    .figures = draw(2) * draw(40),
	};
}

/* b from a: with edits, with pieces of it in any order, or the same but for what
 * stands. */
static void
draw_other(const struct mixture *mixture)
{
	uint32_t i;

	draw_reuse(mixture, &a, &b);
	if (draw(2) == 0) {
		b = a;
		for (i = 0; i < b.num; i++) {
			if (draw(12) == 0)
				b.ids[i] = draw_token(mixture);
		}
	}
	if (draw(8) == 0)
		b = a;
	for (i = 0; i < b.num && mixture->standing > 0; i++) {
		if (draw(30) == 0 && b.ids[i] != 0)
			b.ids[i] ^= WORD_STANDS;
	}
}

/* How many random pairs were of which kind: so that all are. */
struct tally {
	unsigned matches, others, may_be_cut, bridged;
};

static void
test_pair(
    struct measurer *m, const struct ndup_params *params, struct tally *tally)
{
	struct words words = sequence_words(&b, params->shingle_size);
	struct measures full, measures;
	struct exact exact;

	m->turned = draw(2);
	exact = expect(params, m->turned);
	assert_int_equal(measurer_measure(m, &words, &full), NDUP_OK);
	assert_full(&full, &exact);
	assert_int_equal(measurer_compare(m, &words, &measures), NDUP_OK);
	assert_compared(&measures, &full, params);
	if (exact_is_match(&exact, params))
		tally->matches++;
	else
		tally->others++;
	tally->may_be_cut += exact.may_be_cut;
	tally->bridged += exact.covered_a > exact.windows_a;
}

static void
test_random_pairs(void **state)
{
	struct tally tally = {0, 0, 0, 0};
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
			draw_other(&mixture);
			test_pair(&measurer, &params, &tally);
		}
		measurer_free(&measurer);
	}
	print_message("%u match, %u do not; %u repeat themselves, %u bridged\n",
	    tally.matches, tally.others, tally.may_be_cut, tally.bridged);
	assert_true(tally.matches > NUM_CASES / 2);
	assert_true(tally.others > NUM_CASES / 2);
	assert_true(tally.may_be_cut < NUM_CASES / 2);
	assert_true(tally.bridged > NUM_CASES / 2);
}

static struct measures
measure_as(const struct ndup_params *params, bool turned, bool full)
{
	struct words words_a = sequence_words(&a, params->shingle_size);
	struct words words_b = sequence_words(&b, params->shingle_size);
	struct measurer measurer;
	struct measures measures;
	enum ndup_status status;

	assert_int_equal(measurer_init(&measurer, params), NDUP_OK);
	assert_int_equal(measurer_base(&measurer, &words_a), NDUP_OK);
	measurer.turned = turned;
	status = full ? measurer_measure(&measurer, &words_b, &measures)
		      : measurer_compare(&measurer, &words_b, &measures);
	assert_int_equal(status, NDUP_OK);
	measurer_free(&measurer);
	return measures;
}

static struct measures
measure(const struct ndup_params *params)
{
	return measure_as(params, false, false);
}

static void
assert_same(const struct measures *x, const struct measures *y)
{
	assert_int_equal(x->identical, y->identical);
	assert_int_equal(x->is_page, y->is_page);
	assert_int_equal(x->common_shingles, y->common_shingles);
	assert_int_equal(x->shingles_a, y->shingles_a);
	assert_int_equal(x->shingles_b, y->shingles_b);
	assert_int_equal(x->passage, y->passage);
	assert_int_equal(x->covered_a, y->covered_a);
	assert_int_equal(x->covered_b, y->covered_b);
	assert_int_equal(x->length_a, y->length_a);
	assert_int_equal(x->length_b, y->length_b);
}

/* Whichever article the caller calls a. */
static void
test_turned(void **state)
{
	struct measures measures, turned;
	struct mixture mixture;
	struct ndup_params params;
	unsigned num;

	(void)state;
	random_begin();
	for (num = 0; num < NUM_CASES; num++) {
		draw_params(&params);
		draw_mixture(&mixture);
		draw_sequence(&mixture, &a);
		draw_other(&mixture);
		measures = measure_as(&params, false, true);
		turn_texts();
		turned = measure_as(&params, true, true);
		measures_turn(&turned);
		assert_same(&measures, &turned);
		if (!relation_matches(&turned, &params))
			continue;
		measures = measure_as(&params, true, false);
		measures_turn(&measures);
		assert_int_equal(
		    measures.common_shingles, turned.common_shingles);
		assert_true(relation_matches(&measures, &params));
	}
}

/* A passage of 20 words is a match, one of 19 is none. */
static void
test_run_just_long_enough(void **state)
{
	struct ndup_params params;
	struct measures measures;

	(void)state;
	ndup_params_init(&params, sizeof params);
	begin_texts();
	add_words(&a, 100, 60);
	add_words(&b, 500, 30);
	add_words(&b, 120, 20);
	add_words(&b, 600, 30);
	measures = measure(&params);
	assert_int_equal(measures.passage, 40);
	assert_int_equal(measures.covered_a, 40);
	assert_int_equal(measures.covered_b, 40);
	assert_true(relation_matches(&measures, &params));
	b.ids[30] = 4;
	measures = measure(&params);
	assert_int_equal(measures.passage, 38);
	assert_false(relation_matches(&measures, &params));
}

/* An edit in the middle of 20 equal words does not end the passage. */
static void
test_edited_run(void **state)
{
	struct ndup_params params;
	struct measures measures;

	(void)state;
	ndup_params_init(&params, sizeof params);
	begin_texts();
	add_words(&a, 100, 60);
	add_words(&b, 500, 30);
	add_words(&b, 120, 10);
	add_words(&b, 700, 1);
	add_words(&b, 131, 10);
	add_words(&b, 600, 30);
	measures = measure(&params);
	assert_int_equal(measures.passage, 40);
	assert_int_equal(measures.covered_a, 40);
	assert_true(relation_matches(&measures, &params));
	b.ids[35] = 4;
	measures = measure(&params);
	assert_int_equal(measures.passage, 38);
	assert_false(relation_matches(&measures, &params));
}

/* Of two long articles a passage of 50 words is a match, if that is wanted, and
 * one of 49 is none. */
static void
test_long_passage(void **state)
{
	struct ndup_params params;
	struct measures measures;

	(void)state;
	ndup_params_init(&params, sizeof params);
	begin_texts();
	add_words(&a, 1000, 400);
	add_words(&b, 2000, 200);
	add_words(&b, 1100, 50);
	add_words(&b, 3000, 150);
	measures = measure(&params);
	assert_int_equal(measures.passage, 100);
	assert_true(relation_matches(&measures, &params));
	params.long_passage = 0;
	measures = measure(&params);
	assert_false(relation_matches(&measures, &params));
	params.long_passage = 50;
	b.ids[200] = 4;
	measures = measure(&params);
	assert_false(relation_matches(&measures, &params));
	params.long_passage = 10; /* fewer than a run has */
	b.ids[210] = 4;
	b.ids[221] = b.ids[223] = b.ids[225] = b.ids[227] = 8;
	measures = measure(&params);
	assert_true(relation_matches(&measures, &params));
}

/* Shingles of what only shares a phrase are not counted: nobody asks. */
static void
test_shingles_of_reuse(void **state)
{
	struct ndup_params params;
	struct measures measures;

	(void)state;
	ndup_params_init(&params, sizeof params);
	begin_texts();
	add_words(&a, 100, 60);
	add_words(&b, 500, 30);
	add_words(&b, 120, 25);
	add_words(&b, 600, 25);
	measures = measure(&params);
	assert_true(relation_matches(&measures, &params));
	assert_int_equal(measures.common_shingles, 21);
	assert_int_equal(measures.shingles_a, 56);
}

/* What stands twice in b is covered twice there, once in a. */
static void
test_repeated_paragraph(void **state)
{
	struct ndup_params params;
	struct measures measures;

	(void)state;
	ndup_params_init(&params, sizeof params);
	begin_texts();
	add_words(&a, 100, 50);
	add_words(&b, 110, 25);
	add_words(&b, 500, 3);
	add_words(&b, 110, 25);
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
	begin_texts();
	measures = measure(&params);
	assert_false(measures.identical);
	assert_int_equal(measures.passage, 0);
	add_words(&a, 100, 30);
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
	    cmocka_unit_test(test_turned),
	    cmocka_unit_test(test_run_just_long_enough),
	    cmocka_unit_test(test_edited_run),
	    cmocka_unit_test(test_long_passage),
	    cmocka_unit_test(test_shingles_of_reuse),
	    cmocka_unit_test(test_repeated_paragraph),
	    cmocka_unit_test(test_nothing_at_all),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("measure", tests, NULL, NULL);
}
