/*
 * test_pair.c - what a match says of two articles
 *
 * On random texts, against the plain twin of their passages; and that it is the
 * same whichever article the caller calls a.
 */
#include "passages_twin.h"
#include "sequences.h"
#include "compare/pair.h"

enum { NUM_CASES = 800, MIN_PASSAGE = 8 };

static struct sequence texts[2];
static struct ndup_span spans[2][SEQUENCE_MOST];
static struct truth truth;
static struct aligner aligner;
static struct alignment alignment, other_alignment;
static struct measurer measurer;

static int
set_up(void **state)
{
	struct ndup_params params;
	uint32_t side, i;

	(void)state;
	ndup_params_init(&params, sizeof params);
	params.min_passage = MIN_PASSAGE;
	aligner_init(&aligner, &params);
	assert_int_equal(measurer_init(&measurer, &params), NDUP_OK);
	for (side = 0; side < 2; side++) {
		for (i = 0; i < SEQUENCE_MOST; i++)
			spans[side][i] = (struct ndup_span){
			    7 * i + 3 * side, 7 * i + 3 * side + 1 + i % 5};
	}
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	aligner_free(&aligner);
	measurer_free(&measurer);
	alignment_free(&alignment);
	alignment_free(&other_alignment);
	return 0;
}

static void
draw_texts(void)
{
	struct mixture mixture = {
	    .length = 1 + draw(draw(4) ? 120 : 500),
	    .num_words = 1 + draw(draw(4) ? 300 : 2),
	    .half = draw(2) * 30,
	    .breaks = draw(5),
	    .copied = 5 + draw(40),
	    .standing = draw(3) ? 0 : draw(10),
	    .figures = draw(2) * draw(30),
	};

	if (draw(12) == 0) /* one word, over and over */
		mixture = (struct mixture){
		    .length = 500, .num_words = 1, .breaks = 1, .figures = 1};
	draw_sequence(&mixture, &texts[0]);
	draw_reuse(&mixture, &texts[0], &texts[1]);
}

/* Text 0 is the earlier one, as a or as b. */
static struct article_pair
make_pair(bool b_is_earlier)
{
	unsigned a = b_is_earlier ? 1 : 0, b = 1 - a;

	return (struct article_pair){{sequence_words(&texts[a], 3), spans[a]},
	    {sequence_words(&texts[b], 3), spans[b]}, b_is_earlier};
}

/* Adds what the passages of the later text have: of texts that repeat themselves
 * so much that they were not aligned, its runs. */
static void
add_expected(bool cut, bool *marks)
{
	static bool of_runs[2][SEQUENCE_MOST];
	struct passages_twin twin;
	uint32_t i;

	passages_twin_run(&twin, (struct twin_side){texts[0].ids, texts[0].num},
	    (struct twin_side){texts[1].ids, texts[1].num}, MIN_PASSAGE);
	truth_fill(&truth, &texts[0], &texts[1]);
	truth_mark(&truth, &texts[0], &texts[1], 2 * MIN_PASSAGE, of_runs[0],
	    of_runs[1]);
	assert_true(!cut || passages_twin_repeat(&twin));
	for (i = 0; i < texts[1].num; i++)
		marks[i] |= cut ? of_runs[1][i] : twin.b.covered[i];
	passages_twin_free(&twin);
}

/* What counts and is not marked is new. */
static void
assert_new(const bool *marks)
{
	uint32_t half_words = 0, i;

	for (i = 0; i < texts[1].num; i++) {
		if (!marks[i] && sequence_counts(texts[1].ids[i]))
			half_words += sequence_weight(texts[1].ids[i]);
	}
	assert_int_equal(pair_count_new(texts[1].ids, texts[1].num, marks),
	    (half_words + 1) / 2);
}

/* What the measurer says is covered, with the later text as b or, turned, as
 * a. */
static void
assert_measured_cover(const bool *expected, uint32_t longest)
{
	bool covered[SEQUENCE_MOST] = {false}, turned = draw(2);
	struct words words[2] = {
	    sequence_words(&texts[0], 3), sequence_words(&texts[1], 3)};
	struct measures measures;

	measurer.turned = turned;
	assert_int_equal(measurer_base(&measurer, &words[turned]), NDUP_OK);
	assert_int_equal(
	    measurer_measure(&measurer, &words[!turned], &measures), NDUP_OK);
	if (measures.identical)
		return;
	assert_int_equal(
	    measurer_cover(&measurer, &measures, covered), longest);
	assert_memory_equal(covered, expected, sizeof covered);
}

/* As it is aligned, and as it was measured. */
static void
test_covered(void **state)
{
	bool covered[SEQUENCE_MOST], expected[SEQUENCE_MOST];
	struct article_pair pair;
	unsigned num_cut = 0;
	uint32_t longest;
	size_t i;

	(void)state;
	random_begin();
	for (i = 0; i < NUM_CASES; i++) {
		draw_texts();
		pair = make_pair(draw(2));
		memset(covered, false, sizeof covered);
		memset(expected, false, sizeof expected);
		assert_int_equal(
		    pair_align(&aligner, &pair, &alignment, covered), NDUP_OK);
		add_expected(aligner.runs.cut, expected);
		assert_memory_equal(covered, expected, sizeof covered);
		longest = truth_longest(&truth, &texts[0], &texts[1]);
		assert_int_equal(alignment.longest_run, longest);
		assert_new(covered);
		num_cut += aligner.runs.cut;
		assert_measured_cover(expected, longest);
	}
	assert_in_range(num_cut, 1, NUM_CASES / 5);
}

/* Several earlier ones of one later article, which has a name, add to what is
 * covered. */
static void
test_covered_by_several(void **state)
{
	struct measures measures;
	bool covered[SEQUENCE_MOST], sum[SEQUENCE_MOST];
	struct mixture mixture = {.length = 100,
	    .half = 30,
	    .breaks = 3,
	    .copied = 30,
	    .standing = 4,
	    .figures = 10};
	struct words earlier, later;
	size_t i, j;

	(void)state;
	random_begin();
	for (i = 0; i < NUM_CASES / 8; i++) {
		mixture.num_words = draw(3) ? 200 : 4;
		draw_sequence(&mixture, &texts[1]);
		memset(covered, false, sizeof covered);
		memset(sum, false, sizeof sum);
		aligner_forget(&measurer.aligner, 7);
		later = sequence_words(&texts[1], 3);
		later.name = 7;
		measurer.turned = true;
		assert_int_equal(measurer_base(&measurer, &later), NDUP_OK);
		for (j = 0; j < 4; j++) {
			draw_reuse(&mixture, &texts[1], &texts[0]);
			earlier = sequence_words(&texts[0], 3);
			assert_int_equal(
			    measurer_measure(&measurer, &earlier, &measures),
			    NDUP_OK);
			if (measures.identical)
				continue;
			add_expected(measurer.aligner.runs.cut, sum);
			assert_int_equal(
			    measurer_cover(&measurer, &measures, covered),
			    truth_longest(&truth, &texts[0], &texts[1]));
			assert_memory_equal(covered, sum, sizeof sum);
		}
	}
}

static void
test_covered_if_identical(void **state)
{
	bool covered[SEQUENCE_MOST] = {false};
	struct measures measures;
	struct words words;

	(void)state;
	random_begin();
	do
		draw_texts();
	while (texts[0].num == 0);
	texts[1] = texts[0];
	words = sequence_words(&texts[0], 3);
	assert_int_equal(measurer_base(&measurer, &words), NDUP_OK);
	words = sequence_words(&texts[1], 3);
	assert_int_equal(
	    measurer_measure(&measurer, &words, &measures), NDUP_OK);
	assert_true(measures.identical);
	assert_int_equal(measurer_cover(&measurer, &measures, covered),
	    sequence_weigh(&texts[1], 0, texts[1].num));
	assert_int_equal(
	    pair_count_new(texts[1].ids, texts[1].num, covered), 0);
}

static bool
has_passage(const struct ndup_match *match, const struct ndup_passage *turned)
{
	const struct ndup_passage *passage;
	size_t i;

	for (i = 0; i < match->num_passages; i++) {
		passage = &match->passages[i];
		if (passage->a.begin == turned->b.begin &&
		    passage->a.end == turned->b.end &&
		    passage->b.begin == turned->a.begin &&
		    passage->b.end == turned->a.end &&
		    passage->num_words == turned->num_words)
			return true;
	}
	return false;
}

/* Spans of a side begin and end as its tokens do: see set_up(). */
static void
assert_span(struct ndup_span span, unsigned side)
{
	uint32_t first = (span.begin - 3 * side) / 7;
	uint32_t last = (span.end - 3 * side) / 7;

	assert_int_equal(span.begin, spans[side][first].begin);
	assert_int_equal(span.end, spans[side][last].end);
	assert_true(first <= last && last < texts[side].num);
}

/* Passages come in the order of a, each in the bytes of its own article. */
static void
assert_passages(const struct ndup_match *match, bool b_is_earlier)
{
	const struct ndup_passage *passages = match->passages;
	size_t i;

	for (i = 0; i < match->num_passages; i++) {
		assert_true(
		    i == 0 || passages[i - 1].a.begin <= passages[i].a.begin);
		assert_true(passages[i].num_words >= MIN_PASSAGE);
		assert_span(passages[i].a, b_is_earlier ? 1 : 0);
		assert_span(passages[i].b, b_is_earlier ? 0 : 1);
	}
}

/* The articles changed are the same passages, with a and b changed. */
static void
test_passages_turned(void **state)
{
	static struct ndup_passage room[2][SEQUENCE_MOST];
	struct ndup_match match, turned;
	struct article_pair pair;
	size_t i, k, num = 0;

	(void)state;
	random_begin();
	for (i = 0; i < NUM_CASES; i++) {
		draw_texts();
		pair = make_pair(false);
		assert_int_equal(
		    pair_align(&aligner, &pair, &alignment, NULL), NDUP_OK);
		assert_in_range(alignment.num_stretches, 0, SEQUENCE_MOST);
		pair_passages(&pair, &alignment, room[0], &match);
		pair = make_pair(true);
		assert_int_equal(
		    pair_align(&aligner, &pair, &other_alignment, NULL),
		    NDUP_OK);
		pair_passages(&pair, &other_alignment, room[1], &turned);
		assert_int_equal(match.num_passages, turned.num_passages);
		assert_passages(&match, false);
		assert_passages(&turned, true);
		for (k = 0; k < turned.num_passages; k++)
			assert_true(has_passage(&match, &turned.passages[k]));
		num += match.num_passages;
	}
	assert_true(num > NUM_CASES / 4);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_covered),
	    cmocka_unit_test(test_covered_by_several),
	    cmocka_unit_test(test_covered_if_identical),
	    cmocka_unit_test(test_passages_turned),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("pair", tests, set_up, tear_down);
}
