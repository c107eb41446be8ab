/*
 * test_passages.c - passages and what they amount to, against a plain twin
 *
 * On random texts, edited as an editor does it, the same stretches, the same
 * equal words and the same measures come out; whatever was aligned before.
 */
#include "passages_twin.h"
#include "aligning.h"

enum { NUM_CASES = 1500 };

static void
draw_texts(void)
{
	static const uint32_t halves[] = {0, 30, 100};
	struct mixture mixture = {
	    .length = 1 + draw(150),
	    .num_words = 1 + draw(draw(4) ? 300 : 4),
	    .half = halves[draw(3)],
	    .breaks = draw(2) ? 0 : draw(5),
	    .copied = 5 + draw(40),
	    .standing = draw(3) ? 0 : draw(10),
	};

	draw_sequence(&mixture, &a);
	draw_reuse(&mixture, &a, &b);
}

/* ---- the twin ----------------------------------------------------------- */

static void
assert_same_stretch(
    const struct stretch *stretch, const struct passages_twin *twin, size_t i)
{
	const struct twin_passage *passage = &twin->passages[i];
	const struct twin_run *run = twin->equal + passage->first_run;
	const struct block *block = out.blocks + stretch->first_block;
	uint32_t k;

	assert_int_equal(stretch->b.begin, passage->begin_b);
	assert_int_equal(stretch->a.end, passage->end_a);
	assert_int_equal(stretch->b.end, passage->end_b);
	assert_int_equal(stretch->half_words, passage->equal);
	assert_int_equal(
	    stretch->num_blocks, passage->end_run - passage->first_run);
	for (k = 0; k < stretch->num_blocks; k++) {
		assert_int_equal(block[k].a, run[k].a);
		assert_int_equal(block[k].b, run[k].b);
		assert_int_equal(block[k].num, run[k].num);
	}
}

/* By place in a, then in b: the order in which stretches stand. */
static int
by_begin(const void *left, const void *right)
{
	const struct twin_passage *x = left, *y = right;

	if (x->begin_a != y->begin_a)
		return x->begin_a < y->begin_a ? -1 : 1;
	return x->begin_b < y->begin_b ? -1 : x->begin_b > y->begin_b;
}

static void
assert_as_twin(struct passages_twin *twin)
{
	struct overlap overlap;
	size_t i;

	assert_int_equal(out.num_stretches, twin->num_passages);
	if (twin->num_passages > 1)
		qsort(twin->passages, twin->num_passages,
		    sizeof *twin->passages, by_begin);
	for (i = 0; i < out.num_stretches; i++) {
		assert_int_equal(
		    out.stretches[i].a.begin, twin->passages[i].begin_a);
		assert_same_stretch(&out.stretches[i], twin, i);
	}
	aligner_overlap(&aligner, &out, &overlap);
	assert_int_equal(overlap.passage, twin->passage);
	assert_int_equal(overlap.covered_a, twin->covered_a);
	assert_int_equal(overlap.covered_b, twin->covered_b);
}

/* Runs of words of a with edits in between, as an editor makes them. */
static void
draw_edited(const struct mixture *mixture)
{
	uint32_t at = 0, num;

	draw_sequence(mixture, &a);
	b.num = 0;
	while (at < a.num && b.num < SEQUENCE_MOST - 32) {
		for (num = 1 + draw(14); num > 0 && at < a.num; num--)
			b.ids[b.num++] = a.ids[at++];
		at += draw(2) ? draw(10) : draw(2);
		for (num = draw(2) ? draw(10) : draw(2); num > 0; num--)
			b.ids[b.num++] = draw_token(mixture);
	}
}

static void
draw_any(void)
{
	static const uint32_t halves[] = {0, 0, 30, 100};
	struct mixture mixture = {
	    .length = 1 + draw(250),
	    .num_words = 5 + draw(draw(2) ? 400 : 20),
	    .half = halves[draw(4)],
	    .standing = draw(4) ? 0 : draw(4),
	    .figures = draw(2) * draw(30),
	};

	if (draw(3) == 0)
		draw_texts();
	else
		draw_edited(&mixture);
}

/* All of it is what the rules make of the two texts, unless they repeat
 * themselves so much that not all runs were followed. */
static void
test_twin(void **state)
{
	unsigned num, num_cut = 0, num_bridged = 0;
	struct passages_twin twin;
	struct ndup_params params;

	(void)state;
	random_begin();
	ndup_params_init(&params, sizeof params);
	for (num = 0; num < 4 * NUM_CASES; num++) {
		params.min_passage = draw(2) ? 8 : 1 + draw(20);
		aligner_free(&aligner);
		aligner_init(&aligner, &params);
		draw_any();
		align(&out);
		passages_twin_run(&twin, (struct twin_side){a.ids, a.num},
		    (struct twin_side){b.ids, b.num}, params.min_passage);
		if (!aligner.runs.cut)
			assert_as_twin(&twin);
		else
			assert_true(passages_twin_repeat(&twin));
		num_cut += aligner.runs.cut;
		num_bridged += out.num_blocks > out.num_stretches;
		passages_twin_free(&twin);
	}
	print_message("%u of %u cut, %u bridged\n", num_cut, num, num_bridged);
	assert_true(num_cut < num / 10 && num_bridged > num / 10);
	aligner_free(&aligner);
	ndup_params_init(&params, sizeof params);
	aligner_init(&aligner, &params);
}

/* ---- whatever came before ----------------------------------------------- */

enum { NUM_NAMED = 6 };

/* Few words over and over, and at the end a paragraph of another text. */
static void
draw_repeating(struct sequence *x)
{
	uint32_t i, kinds = 1 + draw(2);

	x->num = 300 + draw(200);
	for (i = 0; i < x->num; i++)
		x->ids[i] = 4 + 4 * draw(draw(20) ? kinds : 300);
}

static void
draw_named(struct sequence *texts)
{
	const struct mixture mixture = {
	    .length = 200, .num_words = 400, .copied = 20};
	unsigned i;

	draw_sequence(&mixture, &texts[0]);
	for (i = 1; i < NUM_NAMED; i++) {
		if (draw(3) == 0)
			draw_repeating(&texts[i]);
		else if (draw(3) == 0)
			draw_sequence(&mixture, &texts[i]);
		else
			draw_reuse(&mixture, &texts[draw(i)], &texts[i]);
	}
}

/* What a new aligner says of two texts without names. */
static void
assert_as_alone(const struct words *x, const struct words *y)
{
	struct words plain_x = *x, plain_y = *y;
	struct overlap overlap, expected;
	struct alignment plain = {0};
	struct ndup_params params;
	struct aligner alone;

	plain_x.name = plain_y.name = 0;
	ndup_params_init(&params, sizeof params);
	aligner_init(&alone, &params);
	assert_int_equal(
	    aligner_run(&alone, &plain_x, &plain_y, &plain), NDUP_OK);
	aligner_overlap(&aligner, &out, &overlap);
	aligner_overlap(&alone, &plain, &expected);
	assert_int_equal(aligner.runs.cut, alone.runs.cut);
	assert_memory_equal(&overlap, &expected, sizeof overlap);
	assert_int_equal(out.longest_run, plain.longest_run);
	assert_int_equal(out.num_blocks, plain.num_blocks);
	assert_int_equal(out.num_stretches, plain.num_stretches);
	if (out.num_stretches > 0)
		assert_memory_equal(out.stretches, plain.stretches,
		    out.num_stretches * sizeof *out.stretches);
	alignment_free(&plain);
	aligner_free(&alone);
}

/* Texts with names, one after another with one aligner: each pair as if it were
 * the first.  Names that were forgotten mean other texts. */
static void
test_history(void **state)
{
	static struct sequence texts[NUM_NAMED];
	struct words words[2];
	unsigned round, pair, side, i, num_cut = 0;

	(void)state;
	random_begin();
	for (round = 0; round < NUM_CASES / 30; round++) {
		draw_named(texts);
		for (i = 0; i < NUM_NAMED; i++)
			aligner_forget(&aligner, i + 1);
		for (pair = 0; pair < 40; pair++) {
			for (side = draw(2); side < 2; side++) {
				i = draw(NUM_NAMED);
				words[side] =
				    (struct words){.ids = texts[i].ids,
					.num = texts[i].num,
					.name = i + 1};
			}
			if (pair == 0)
				words[0] = words[1];
			assert_int_equal(
			    aligner_run(&aligner, &words[0], &words[1], &out),
			    NDUP_OK);
			assert_as_alone(&words[0], &words[1]);
			num_cut += aligner.runs.cut;
		}
	}
	assert_true(num_cut > NUM_CASES / 50);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_twin),
	    cmocka_unit_test(test_history),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name(
	    "passages", tests, set_up, tear_down);
}
