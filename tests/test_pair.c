/*
 * test_pair.c - what a match says of two articles
 *
 * On random texts, against the plain twin of their passages; and that it is the
 * same whichever article the caller calls a.
 */
#include "passages_twin.h"
#include "punctuated.h"
#include "compare/pair.h"

enum { NUM_CASES = 800, MIN_PASSAGE = 8 };

static struct sequence texts[2];
static struct punctuated written[2];
static struct truth truth;
static struct aligner aligner;
static struct alignment alignment, other_alignment;
static struct measurer measurer;

static int
set_up(void **state)
{
	struct ndup_params params;

	(void)state;
	ndup_params_init(&params, sizeof params);
	params.min_passage = MIN_PASSAGE;
	aligner_init(&aligner, &params);
	assert_int_equal(measurer_init(&measurer, &params), NDUP_OK);
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
	punctuated_draw(&written[0], draw(2) * draw(40));
	punctuated_draw(&written[1], draw(2) * draw(40));
	punctuated_write(&written[0], 0);
	punctuated_write(&written[1], 3);
}

/* Text 0 is the earlier one, as a or as b. */
static struct article_pair
make_pair(bool b_is_earlier)
{
	unsigned a = b_is_earlier ? 1 : 0, b = 1 - a;

	return (struct article_pair){
	    {sequence_words(&texts[a], 3), written[a].spans,
		punctuated_slice(&written[a])},
	    {sequence_words(&texts[b], 3), written[b].spans,
		punctuated_slice(&written[b])},
	    b_is_earlier};
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

/* Spans of a side begin and end as its tokens do. */
static void
assert_span(struct ndup_span span, unsigned side)
{
	uint32_t first = (span.begin - 3 * side) / TOKEN_BYTES;
	uint32_t last = (span.end - 3 * side) / TOKEN_BYTES;

	assert_int_equal(span.begin, written[side].spans[first].begin);
	assert_int_equal(span.end, written[side].spans[last].end);
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
		pair_passages(
		    &pair, &alignment, 2 * MIN_PASSAGE, room[0], &match);
		pair = make_pair(true);
		assert_int_equal(
		    pair_align(&aligner, &pair, &other_alignment, NULL),
		    NDUP_OK);
		pair_passages(
		    &pair, &other_alignment, 2 * MIN_PASSAGE, room[1], &turned);
		assert_int_equal(match.num_passages, turned.num_passages);
		assert_passages(&match, false);
		assert_passages(&turned, true);
		for (k = 0; k < turned.num_passages; k++)
			assert_true(has_passage(&match, &turned.passages[k]));
		num += match.num_passages;
	}
	assert_true(num > NUM_CASES / 4);
}

/* ---- what is shown of a passage ------------------------------------------ */

/* The nearest mark from a token on to another, or back, if it is at most so many
 * half words away; UINT32_MAX: none is.  The ends of the text are sentences'. */
static uint32_t
nearest_mark(uint32_t from, uint32_t to, char mark, uint32_t most)
{
	const struct sequence *text = &texts[1];
	uint32_t away, at, num = from < to ? to - from : from - to;
	bool is_end;

	for (away = 0; away <= num; away++) {
		at = from < to ? from + away : from - away;
		if (sequence_weigh(text, at < from ? at : from,
			at < from ? from : at) > most)
			break;
		is_end = mark == '.' && (at == 0 || at == text->num);
		if (is_end || written[1].marks[at] == mark)
			return at;
	}
	return UINT32_MAX;
}

static uint32_t
expected_end(uint32_t from, uint32_t to)
{
	uint32_t at = nearest_mark(from, to, '.', 6);

	if (at == UINT32_MAX)
		at = nearest_mark(from, to, ',', 4);
	return at == UINT32_MAX ? from : at;
}

/* Which token of the earlier text each of a stretch of the later one stands for;
 * UINT32_MAX: none.  The later text is b. */
static uint32_t partners[SEQUENCE_MOST];

static void
note_partners(const struct stretch *stretch)
{
	const struct block *block = alignment.blocks + stretch->first_block;
	uint32_t i, j;

	memset(partners, 0xff, sizeof partners);
	for (i = 0; i < stretch->num_blocks; i++)
		for (j = 0; j < block[i].num; j++)
			partners[block[i].b + j] = block[i].a + j;
}

/* Of a stretch, the equal half words between two tokens of the later text. */
static uint32_t
weigh_equal(struct tokens_span span)
{
	uint32_t sum = 0;

	for (; span.begin < span.end; span.begin++)
		if (partners[span.begin] != UINT32_MAX)
			sum += sequence_weight(texts[1].ids[span.begin]);
	return sum;
}

/* Token by token: where the ends of a stretch go, both or none. */
static struct stretch
expected_part(const struct stretch *stretch)
{
	struct stretch part = *stretch;
	uint32_t begin = expected_end(part.b.begin, part.b.end);
	uint32_t end = expected_end(part.b.end, begin);

	note_partners(stretch);
	part.half_words = weigh_equal(part.b);
	assert_int_equal(part.half_words, stretch->half_words);
	if (begin >= end)
		return part;
	if (partners[begin] != UINT32_MAX) {
		part.a.begin = partners[begin];
		part.b.begin = begin;
	}
	if (partners[end - 1] != UINT32_MAX) {
		part.a.end = partners[end - 1] + 1;
		part.b.end = end;
	}
	part.half_words = weigh_equal(part.b);
	return part.half_words < 2 * MIN_PASSAGE ? *stretch : part;
}

/* What a reader may rely on: a part of the passage, at most three words shorter
 * at either end, which begins and ends with words that stand equal. */
static void
assert_part(const struct stretch *stretch, const struct stretch *part)
{
	struct tokens_span before = {stretch->b.begin, part->b.begin};
	struct tokens_span behind = {part->b.end, stretch->b.end};

	assert_true(part->a.begin >= stretch->a.begin);
	assert_true(part->a.end <= stretch->a.end);
	assert_true(before.begin <= before.end && behind.begin <= behind.end);
	assert_true(sequence_weigh(&texts[1], before.begin, before.end) <= 6);
	assert_true(sequence_weigh(&texts[1], behind.begin, behind.end) <= 6);
	assert_int_equal(partners[part->b.begin], part->a.begin);
	assert_int_equal(partners[part->b.end - 1], part->a.end - 1);
	assert_true(part->half_words >= 2 * MIN_PASSAGE);
}

static struct ndup_passage
passage_of(const struct stretch *part)
{
	const struct ndup_span *a = written[0].spans, *b = written[1].spans;

	return (struct ndup_passage){
	    {a[part->a.begin].begin, a[part->a.end - 1].end},
	    {b[part->b.begin].begin, b[part->b.end - 1].end},
	    (part->half_words + 1) / 2};
}

static bool
is_listed(const struct ndup_match *match, const struct ndup_passage *passage)
{
	size_t i;

	for (i = 0; i < match->num_passages; i++)
		if (memcmp(&match->passages[i], passage, sizeof *passage) == 0)
			return true;
	return false;
}

static void
test_passages_shown(void **state)
{
	static struct ndup_passage room[SEQUENCE_MOST];
	struct article_pair pair;
	struct ndup_passage passage;
	struct ndup_match match;
	struct stretch part;
	size_t i, k, num = 0, num_cut = 0;

	(void)state;
	random_begin();
	for (i = 0; i < NUM_CASES; i++) {
		draw_texts();
		pair = make_pair(false);
		assert_int_equal(
		    pair_align(&aligner, &pair, &alignment, NULL), NDUP_OK);
		pair_passages(&pair, &alignment, 2 * MIN_PASSAGE, room, &match);
		assert_int_equal(match.num_passages, alignment.num_stretches);
		for (k = 0; k < alignment.num_stretches; k++) {
			part = expected_part(&alignment.stretches[k]);
			assert_part(&alignment.stretches[k], &part);
			passage = passage_of(&part);
			assert_true(is_listed(&match, &passage));
			num_cut +=
			    part.half_words < alignment.stretches[k].half_words;
		}
		num += match.num_passages;
	}
	assert_true(num > NUM_CASES / 4 && num_cut > num / 10);
}

/* Two texts with 30 words in common, from the tenth of one and the fifth of the
 * other on, but for the third of them and the eighth. */
static void
make_common(void)
{
	uint32_t i;

	memset(texts, 0, sizeof texts);
	memset(written, 0, sizeof written);
	texts[0].num = texts[1].num = 50;
	for (i = 0; i < 50; i++) {
		texts[0].ids[i] = 4 * (1000 + i);
		texts[1].ids[i] =
		    i >= 5 && i < 35 ? 4 * (1005 + i) : 4 * (2000 + i);
	}
	texts[1].ids[5 + 2] = texts[1].ids[5 + 7] = 4;
}

/* "10-40 5-35 30": tokens of either text, and equal words, of the one passage.
 */
static void
assert_shown(const char *expected)
{
	struct article_pair pair;
	struct ndup_passage room[2];
	struct ndup_match match;
	char found[100];

	punctuated_write(&written[0], 0);
	punctuated_write(&written[1], 3);
	pair = make_pair(false);
	assert_int_equal(
	    pair_align(&aligner, &pair, &alignment, NULL), NDUP_OK);
	assert_int_equal(alignment.num_stretches, 1);
	pair_passages(&pair, &alignment, 2 * MIN_PASSAGE, room, &match);
	snprintf(found, sizeof found, "%u-%u %u-%u %u",
	    room[0].a.begin / TOKEN_BYTES, room[0].a.end / TOKEN_BYTES + 1,
	    room[0].b.begin / TOKEN_BYTES,
	    (room[0].b.end - 3) / TOKEN_BYTES + 1, room[0].num_words);
	assert_string_equal(found, expected);
}

static void
test_ends_by_hand(void **state)
{
	(void)state;
	make_common();
	assert_shown("10-40 5-35 28");
	written[1].marks[34] = '.';
	assert_shown("10-39 5-34 27");
	written[1].marks[34] = ',';
	assert_shown("10-39 5-34 27");
	/* a sentence is worth three words, a clause is not */
	make_common();
	written[1].marks[32] = '.';
	assert_shown("10-37 5-32 25");
	written[1].marks[32] = ',';
	assert_shown("10-40 5-35 28");
	/* what the earlier text has makes no difference */
	written[0].marks[12] = '.';
	assert_shown("10-40 5-35 28");
	/* with two words before a changed one goes the edit */
	make_common();
	written[1].marks[8] = '.';
	assert_shown("13-40 8-35 26");
	/* a sentence begins with the changed one: the end stays */
	make_common();
	written[1].marks[7] = '.';
	assert_shown("10-40 5-35 28");
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_covered),
	    cmocka_unit_test(test_covered_by_several),
	    cmocka_unit_test(test_covered_if_identical),
	    cmocka_unit_test(test_passages_turned),
	    cmocka_unit_test(test_passages_shown),
	    cmocka_unit_test(test_ends_by_hand),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("pair", tests, set_up, tear_down);
}
