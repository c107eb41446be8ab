/*
 * align.c - a match -> its passages, as stretches of tokens
 *
 * From the common runs the longest are chosen first, each token once (greedy
 * string tiling, Wise 1993); then runs whose tokens on one side are still free:
 * a paragraph that the other article repeats.  Neighbours in both articles are
 * joined over small edits, and ends grow over them.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/window.h"
#include "align.h"

/* Half words: what an extension must gain, how far it may reach, and how many
 * tokens of either side may have no equal in a gap. */
enum { MIN_GAIN = 6, MAX_EXTENSION = 24, MAX_CHANGED = 16 };

void
aligner_init(struct aligner *aligner, const struct ndup_params *params)
{
	*aligner = (struct aligner){.min_passage = 2 * params->min_passage,
	    .anchor = 2 * aligner_anchor(params)};
	runs_init(&aligner->runs, aligner_anchor(params), params->min_passage);
}

void
aligner_free(struct aligner *aligner)
{
	runs_free(&aligner->runs);
	memory_free(aligner->used_a);
	memory_free(aligner->used_b);
	memory_free(aligner->chosen);
}

/* ---- the runs ----------------------------------------------------------- */

void
aligner_forget(struct aligner *aligner, uint32_t name)
{
	if (aligner->texts.name_b == name)
		aligner->texts.name_b = 0;
	runs_forget(&aligner->runs, name);
}

/* What was read of b for the last pair serves again if b has that name. */
static void
align_prepare(
    struct aligner *aligner, const struct words *a, const struct words *b)
{
	if (b->name == 0 || b->name != aligner->texts.name_b)
		runs_change_b(&aligner->runs);
	aligner->texts = (struct sequences){
	    a->ids, b->ids, a->num, b->num, a->name, b->name};
}

enum ndup_status
aligner_find(
    struct aligner *aligner, const struct words *a, const struct words *b)
{
	align_prepare(aligner, a, b);
	return runs_find_whole(&aligner->runs, &aligner->texts);
}

/* ---- choosing runs ------------------------------------------------------ */

static int
by_length(const void *left, const void *right)
{
	const struct block *x = left, *y = right;

	if (x->num != y->num)
		return x->num > y->num ? -1 : 1;
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return x->b < y->b ? -1 : x->b > y->b;
}

static int
block_by_place(const void *left, const void *right)
{
	const struct block *x = left, *y = right;

	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return x->b < y->b ? -1 : x->b > y->b;
}

static bool
is_free(const struct aligner *aligner, uint32_t a, uint32_t b, bool repeats)
{
	if (repeats)
		return !aligner->used_a[a] || !aligner->used_b[b];
	return !aligner->used_a[a] && !aligner->used_b[b];
}

/* Uses tokens; returns how many were free. */
static uint32_t
use_free(bool *used, uint32_t num)
{
	uint32_t sum = 0, i;

	for (i = 0; i < num; i++) {
		sum += !used[i];
		used[i] = true;
	}
	return sum;
}

/* Whether so few tokens are free that no part of a run can be chosen any more:
 * those of a text of few words, over and over, have very many runs. */
static bool
none_is_left(const struct aligner *aligner, bool repeats)
{
	uint64_t fewer = aligner->free_a < aligner->free_b ? aligner->free_a
							   : aligner->free_b;
	uint64_t both = (uint64_t)aligner->free_a + aligner->free_b;

	return 2 * (repeats ? both : fewer) < aligner->anchor;
}

static enum ndup_status
choose_block(struct aligner *aligner, struct block block)
{
	if (aligner_weigh(aligner, &block) < aligner->anchor)
		return NDUP_OK;
	if (memory_grow(aligner->chosen, aligner->num_chosen + 1) != NDUP_OK)
		return NDUP_NOMEM;
	aligner->chosen[aligner->num_chosen++] = block;
	aligner->free_a -= use_free(aligner->used_a + block.a, block.num);
	aligner->free_b -= use_free(aligner->used_b + block.b, block.num);
	return NDUP_OK;
}

/* Chooses the free parts of a run that are long enough. */
static enum ndup_status
choose_parts(struct aligner *aligner, const struct block *run, bool repeats)
{
	struct block part;
	uint32_t i = 0;

	while (i < run->num) {
		part = (struct block){run->a + i, run->b + i, 0};
		while (i < run->num &&
		       is_free(aligner, run->a + i, run->b + i, repeats)) {
			part.num++;
			i++;
		}
		if (part.num > 0 && choose_block(aligner, part) != NDUP_OK)
			return NDUP_NOMEM;
		if (part.num == 0)
			i++;
	}
	return NDUP_OK;
}

static enum ndup_status
choose_runs(struct aligner *aligner)
{
	struct runs *runs = &aligner->runs;
	int repeats;
	size_t i;

	if (runs->num == 0)
		return NDUP_OK;
	qsort(runs->items, runs->num, sizeof *runs->items, by_length);
	for (repeats = 0; repeats < 2; repeats++) {
		for (i = 0;
		     i < runs->num && !none_is_left(aligner, repeats == 1);
		     i++) {
			if (choose_parts(aligner, &runs->items[i],
				repeats == 1) != NDUP_OK)
				return NDUP_NOMEM;
		}
	}
	qsort(aligner->chosen, aligner->num_chosen, sizeof *aligner->chosen,
	    block_by_place);
	return NDUP_OK;
}

/* ---- joining and growing ------------------------------------------------ */

static enum ndup_status
add_block(struct alignment *out, struct block block)
{
	if (memory_grow(out->blocks, out->num_blocks + 1) != NDUP_OK)
		return NDUP_NOMEM;
	out->blocks[out->num_blocks++] = block;
	return NDUP_OK;
}

/* Adds what the word by word alignment behind a stretch found equal. */
static enum ndup_status
add_pairs(
    struct alignment *out, const struct edits *edits, uint32_t a, uint32_t b)
{
	uint32_t i;

	for (i = edits->num_pairs; i > 0; i--) {
		if (add_block(out, (struct block){a + edits->pairs[i - 1].a,
				       b + edits->pairs[i - 1].b, 1}) !=
		    NDUP_OK)
			return NDUP_NOMEM;
	}
	return NDUP_OK;
}

/* ---- what is between two runs -------------------------------------------- */

/* Reads the tokens that count; false if they are more than a gap may have. */
static bool
gap_read(
    struct gap_side *side, const uint32_t *ids, uint32_t begin, uint32_t end)
{
	side->num = side->half_words = 0;
	for (; begin < end; begin++) {
		if (!word_counts(ids[begin]))
			continue;
		side->half_words += window_weight(ids[begin]);
		if (side->half_words > MAX_GAP)
			return false;
		assert(side->num < EDITS_MAX);
		side->ids[side->num] = ids[begin];
		side->places[side->num++] = begin;
	}
	return true;
}

/* Adds what the word by word alignment of a gap found equal. */
static enum ndup_status
add_gap(struct alignment *out, const struct aligner *aligner)
{
	const struct edit_pair *pairs = aligner->edits.pairs;
	uint32_t i;

	for (i = aligner->edits.num_pairs; i > 0; i--) {
		if (add_block(out,
			(struct block){aligner->gap_a.places[pairs[i - 1].a],
			    aligner->gap_b.places[pairs[i - 1].b], 1}) !=
		    NDUP_OK)
			return NDUP_NOMEM;
	}
	return NDUP_OK;
}

/* Half words of the pairs. */
static uint32_t
weigh_pairs(const struct edits *edits, const uint32_t *ids)
{
	uint32_t sum = 0, i;

	for (i = 0; i < edits->num_pairs; i++)
		sum += window_weight(ids[edits->pairs[i].a]);
	return sum;
}

/* What a stretch amounts to so far: its tokens of either side, and the equal
 * ones, in half words. */
struct stretch_balance {
	uint32_t a, b, equal;
};

static struct stretch_balance
balance_of(const struct aligner *aligner, const struct block *run)
{
	uint32_t weight = aligner_weigh(aligner, run);

	return (struct stretch_balance){weight, weight, weight};
}

/*
 * Whether what stands between two chosen runs is a small edit: of either side
 * at most MAX_CHANGED have no equal in the other.  Words that do not count are
 * passed over: both texts go on behind them.  Adds the gap to the balance.
 */
static bool
is_small_gap(struct aligner *aligner, const struct block *left,
    const struct block *right, struct stretch_balance *balance)
{
	const struct sequences *texts = &aligner->texts;
	struct gap_side *a = &aligner->gap_a, *b = &aligner->gap_b;
	uint32_t end_a = left->a + left->num, end_b = left->b + left->num;
	uint32_t equal;

	if (right->a < end_a || right->b < end_b ||
	    !gap_read(a, texts->a, end_a, right->a) ||
	    !gap_read(b, texts->b, end_b, right->b) ||
	    a->half_words > b->half_words + MAX_CHANGED ||
	    b->half_words > a->half_words + MAX_CHANGED)
		return false;
	edits_align(&aligner->edits, (struct edge){a->ids, a->num},
	    (struct edge){b->ids, b->num}, 1);
	equal = weigh_pairs(&aligner->edits, a->ids);
	balance->a += a->half_words;
	balance->b += b->half_words;
	balance->equal += equal;
	return a->half_words - equal <= MAX_CHANGED &&
	       b->half_words - equal <= MAX_CHANGED;
}

/* Whether the next run goes on with a stretch: what is between is small, and of
 * the whole, on both sides, two in three stand equal. */
static bool
goes_on(struct aligner *aligner, const struct block *run,
    const struct block *next, struct stretch_balance *balance)
{
	struct stretch_balance more = balance_of(aligner, next), sum = *balance;

	if (!is_small_gap(aligner, run, next, &sum))
		return false;
	sum.a += more.a;
	sum.b += more.b;
	sum.equal += more.equal;
	if (3 * sum.equal < 2 * sum.a || 3 * sum.equal < 2 * sum.b)
		return false;
	*balance = sum;
	return true;
}

/*
 * How many of these tokens no stretch has, up to MAX_EXTENSION: num of them
 * from here on (step 1), or back from here (step -1).
 */
static uint32_t
count_free(const bool *used, const uint32_t *ids, uint32_t num, int step)
{
	uint32_t i, half_words = 0;
	int64_t at = 0;

	for (i = 0; i < num && !used[at] && word_counts(ids[at]);
	     i++, at += step) {
		half_words += window_weight(ids[at]);
		if (half_words > MAX_EXTENSION)
			break;
	}
	return i;
}

/* Grows a stretch before its first block, which is added afterwards. */
static enum ndup_status
grow_left(struct aligner *aligner, struct alignment *out,
    struct stretch *stretch, struct block first)
{
	struct edits *edits = &aligner->edits;
	struct edge a, b;
	struct block pair;
	uint32_t i;

	stretch->a.begin = first.a;
	stretch->b.begin = first.b;
	if (first.a == 0 || first.b == 0)
		return NDUP_OK;
	a.ids = aligner->texts.a + first.a - 1;
	b.ids = aligner->texts.b + first.b - 1;
	a.num = count_free(aligner->used_a + first.a - 1, a.ids, first.a, -1);
	b.num = count_free(aligner->used_b + first.b - 1, b.ids, first.b, -1);
	if (!edits_may_extend(a, b, -1, MIN_GAIN) ||
	    edits_extend(edits, a, b, -1) < MIN_GAIN)
		return NDUP_OK;
	stretch->a.begin -= edits->num_a;
	stretch->b.begin -= edits->num_b;
	memset(aligner->used_a + stretch->a.begin, true, edits->num_a);
	memset(aligner->used_b + stretch->b.begin, true, edits->num_b);
	for (i = 0; i < edits->num_pairs; i++) {
		pair = (struct block){first.a - 1 - edits->pairs[i].a,
		    first.b - 1 - edits->pairs[i].b, 1};
		if (add_block(out, pair) != NDUP_OK)
			return NDUP_NOMEM;
	}
	return NDUP_OK;
}

/* Grows a stretch behind its last block. */
static enum ndup_status
grow_right(
    struct aligner *aligner, struct alignment *out, struct stretch *stretch)
{
	const struct sequences *texts = &aligner->texts;
	struct edits *edits = &aligner->edits;
	uint32_t end_a = stretch->a.end, end_b = stretch->b.end;
	struct edge a = {texts->a + end_a, 0}, b = {texts->b + end_b, 0};

	a.num =
	    count_free(aligner->used_a + end_a, a.ids, texts->num_a - end_a, 1);
	b.num =
	    count_free(aligner->used_b + end_b, b.ids, texts->num_b - end_b, 1);
	if (!edits_may_extend(a, b, 1, MIN_GAIN) ||
	    edits_extend(edits, a, b, 1) < MIN_GAIN)
		return NDUP_OK;
	stretch->a.end += edits->num_a;
	stretch->b.end += edits->num_b;
	memset(aligner->used_a + end_a, true, edits->num_a);
	memset(aligner->used_b + end_b, true, edits->num_b);
	return add_pairs(out, edits, end_a, end_b);
}

static void
weigh_stretch(const struct aligner *aligner, const struct alignment *out,
    struct stretch *stretch)
{
	const struct block *block = out->blocks + stretch->first_block;
	uint32_t weight, i;

	stretch->num_blocks = (uint32_t)out->num_blocks - stretch->first_block;
	stretch->half_words = stretch->anchored = 0;
	for (i = 0; i < stretch->num_blocks; i++) {
		weight = aligner_weigh(aligner, &block[i]);
		stretch->half_words += weight;
		stretch->anchored += weight >= aligner->anchor ? weight : 0;
	}
}

/* Makes one stretch from the chosen run *i on; *i is then the next one. */
static enum ndup_status
build_stretch(struct aligner *aligner, struct alignment *out, size_t *i,
    struct stretch *stretch)
{
	const struct block *run = &aligner->chosen[*i];
	const struct block *end = aligner->chosen + aligner->num_chosen;
	struct stretch_balance balance = balance_of(aligner, run);

	*stretch = (struct stretch){.first_block = (uint32_t)out->num_blocks};
	if (grow_left(aligner, out, stretch, *run) != NDUP_OK ||
	    add_block(out, *run) != NDUP_OK)
		return NDUP_NOMEM;
	while (run + 1 < end && goes_on(aligner, run, run + 1, &balance)) {
		if (add_gap(out, aligner) != NDUP_OK)
			return NDUP_NOMEM;
		run++;
		if (add_block(out, *run) != NDUP_OK)
			return NDUP_NOMEM;
	}
	stretch->a.end = run->a + run->num;
	stretch->b.end = run->b + run->num;
	if (grow_right(aligner, out, stretch) != NDUP_OK)
		return NDUP_NOMEM;
	weigh_stretch(aligner, out, stretch);
	*i = (size_t)(run + 1 - aligner->chosen);
	return NDUP_OK;
}

static void
free_tokens(struct aligner *aligner, const struct stretch *stretch)
{
	memset(aligner->used_a + stretch->a.begin, false,
	    stretch->a.end - stretch->a.begin);
	memset(aligner->used_b + stretch->b.begin, false,
	    stretch->b.end - stretch->b.begin);
}

/* A stretch that is shorter than a passage is none. */
static enum ndup_status
build_stretches(struct aligner *aligner, struct alignment *out)
{
	struct stretch stretch;
	size_t i = 0;

	while (i < aligner->num_chosen) {
		if (build_stretch(aligner, out, &i, &stretch) != NDUP_OK)
			return NDUP_NOMEM;
		if (stretch.half_words < aligner->min_passage) {
			free_tokens(aligner, &stretch);
			out->num_blocks = stretch.first_block;
			continue;
		}
		if (memory_grow(out->stretches, out->num_stretches + 1) !=
		    NDUP_OK)
			return NDUP_NOMEM;
		out->stretches[out->num_stretches++] = stretch;
	}
	return NDUP_OK;
}

/* No token is used for the next time.  All that were stand in a stretch. */
static void
clear_used(struct aligner *aligner, const struct alignment *out)
{
	size_t i;

	for (i = 0; i < out->num_stretches; i++)
		free_tokens(aligner, &out->stretches[i]);
}

/* Memory ran out among the stretches. */
static enum ndup_status
clear_all(struct aligner *aligner)
{
	memory_free(aligner->used_a);
	memory_free(aligner->used_b);
	aligner->used_a = aligner->used_b = NULL;
	aligner->used_a_capacity = aligner->used_b_capacity = 0;
	return NDUP_NOMEM;
}

enum ndup_status
aligner_build(struct aligner *aligner, struct alignment *out)
{
	out->num_stretches = out->num_blocks = 0;
	aligner->num_chosen = 0;
	aligner->free_a = aligner->texts.num_a;
	aligner->free_b = aligner->texts.num_b;
	if (memory_grow_zeroed(aligner->used_a, aligner->texts.num_a) !=
		NDUP_OK ||
	    memory_grow_zeroed(aligner->used_b, aligner->texts.num_b) !=
		NDUP_OK)
		return NDUP_NOMEM;
	if (choose_runs(aligner) != NDUP_OK ||
	    build_stretches(aligner, out) != NDUP_OK)
		return clear_all(aligner);
	out->longest_run = aligner->runs.longest;
	clear_used(aligner, out);
	alignment_sort(out); /* a repeated one may have grown further left */
	return NDUP_OK;
}

enum ndup_status
aligner_run(struct aligner *aligner, const struct words *a,
    const struct words *b, struct alignment *out)
{
	out->num_stretches = out->num_blocks = 0;
	align_prepare(aligner, a, b);
	if (runs_find(&aligner->runs, &aligner->texts) != NDUP_OK)
		return NDUP_NOMEM;
	return aligner_build(aligner, out);
}
