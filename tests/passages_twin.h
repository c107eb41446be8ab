/*
 * passages_twin.h - the passages of two texts, by the rules and nothing else
 *
 * Every diagonal of the table of all places is gone through for the runs that
 * both texts have; the longest are taken first; then what stands between them
 * is laid over each other word by word.  No hash, no limit on work: slow, and
 * shorter than what it is held against.  Texts are ids as in text/words.h.
 */
#ifndef TESTS_PASSAGES_TWIN_H
#define TESTS_PASSAGES_TWIN_H

#include "twin_words.h"

/* ---- passages ------------------------------------------------------------ */

static inline void
twin_add_equal(
    struct passages_twin *twin, const struct twin_run *runs, uint32_t num)
{
	uint32_t i;

	for (i = 0; i < num; i++) {
		twin->equal =
		    twin_grow(twin->equal, twin->num_equal, sizeof *runs);
		twin->equal[twin->num_equal++] = runs[i];
	}
}

/* Free tokens that count, from here on, of TWIN_GROWTH half words. */
static inline uint32_t
twin_list_free(
    const struct twin_text *text, int64_t first, int step, uint32_t *places)
{
	uint32_t num = 0, sum = 0;
	int64_t at = first;

	for (; at >= 0 && at < (int64_t)text->num; at += step) {
		if (text->used[at] || !twin_counts(text->ids[at]))
			break;
		sum += twin_weight(text->ids[at]);
		if (sum > TWIN_GROWTH)
			break;
		places[num++] = (uint32_t)at;
	}
	return num;
}

/* Lets a passage grow from an end, as far as is best. */
static inline void
twin_extend(struct passages_twin *twin, struct twin_passage *passage, int step)
{
	struct twin_gap gap = {.backwards = step < 0};
	struct twin_run pairs[TWIN_EDGE];
	uint32_t i, j, num, best_i = 0, best_j = 0;
	int64_t a = passage->end_a, b = passage->end_b;
	int best = 0;

	if (step < 0) {
		a = (int64_t)passage->begin_a - 1;
		b = (int64_t)passage->begin_b - 1;
	}
	gap.num_a = twin_list_free(&twin->a, a, step, gap.a);
	gap.num_b = twin_list_free(&twin->b, b, step, gap.b);
	twin_score(twin, &gap);
	for (i = 1; i <= gap.num_a; i++) {
		for (j = 1; j <= gap.num_b; j++) {
			if (twin->score[i][j] <= best)
				continue;
			best = twin->score[i][j];
			best_i = i;
			best_j = j;
		}
	}
	if (best < TWIN_GAIN)
		return;
	twin_walk(twin, &gap, best_i, best_j, pairs, &num);
	twin_add_equal(twin, pairs, num);
	if (step > 0) {
		twin_use(&twin->a, passage->end_a, passage->end_a + best_i, 1);
		twin_use(&twin->b, passage->end_b, passage->end_b + best_j, 1);
		passage->end_a += best_i;
		passage->end_b += best_j;
		return;
	}
	passage->begin_a -= best_i;
	passage->begin_b -= best_j;
	twin_use(&twin->a, passage->begin_a, passage->begin_a + best_i, 1);
	twin_use(&twin->b, passage->begin_b, passage->begin_b + best_j, 1);
}

/* The tokens that count, others passed over, and their half words; false if they
 * are too many. */
static inline bool
twin_list_counted(const struct twin_text *text, uint32_t begin, uint32_t end,
    uint32_t *places, uint32_t *num, uint32_t *half_words)
{
	for (*num = *half_words = 0; begin < end; begin++) {
		if (!twin_counts(text->ids[begin]))
			continue;
		*half_words += twin_weight(text->ids[begin]);
		if (*num == TWIN_EDGE || *half_words > TWIN_GAP)
			return false;
		places[(*num)++] = begin;
	}
	return true;
}

/* Half words of a passage so far: of either side, and of what is equal. */
struct twin_sums {
	uint32_t a, b, equal;
};

/*
 * Whether the passage goes on with the next run: of what counts in the gap there
 * is little, and little of either side has no equal; and of the whole two words
 * in three are equal on both sides.  Then what is equal in the gap and the run
 * are added.
 */
static inline bool
twin_goes_on(struct passages_twin *twin, struct twin_passage *passage,
    const struct twin_run *next, struct twin_sums *sums)
{
	struct twin_gap gap = {.backwards = false};
	uint32_t a, b, run, equal, num;
	struct twin_run pairs[TWIN_EDGE];

	if (next->a < passage->end_a || next->b < passage->end_b ||
	    !twin_list_counted(
		&twin->a, passage->end_a, next->a, gap.a, &gap.num_a, &a) ||
	    !twin_list_counted(
		&twin->b, passage->end_b, next->b, gap.b, &gap.num_b, &b))
		return false;
	twin_score(twin, &gap);
	equal = twin_walk(twin, &gap, gap.num_a, gap.num_b, pairs, &num);
	run = twin_weigh(twin->a.ids, next->a, next->a + next->num);
	if (a - equal > TWIN_CHANGED || b - equal > TWIN_CHANGED ||
	    (sums->equal + equal + run) * 3 < (sums->a + a + run) * 2 ||
	    (sums->equal + equal + run) * 3 < (sums->b + b + run) * 2)
		return false;
	sums->a += a + run;
	sums->b += b + run;
	sums->equal += equal + run;
	twin_add_equal(twin, pairs, num);
	twin_add_equal(twin, next, 1);
	passage->end_a = next->a + next->num;
	passage->end_b = next->b + next->num;
	return true;
}

/* Sums up what is equal; of runs that are no shorter than an anchor apart. */
static inline void
twin_sum_up(struct passages_twin *twin, struct twin_passage *passage)
{
	const struct twin_run *run;
	uint32_t weight;

	passage->end_run = (uint32_t)twin->num_equal;
	for (run = twin->equal + passage->first_run;
	     run < twin->equal + passage->end_run; run++) {
		weight = twin_weigh(twin->a.ids, run->a, run->a + run->num);
		passage->equal += weight;
		if (weight >= twin->anchor)
			passage->anchored += weight;
	}
}

/* The passage that begins with chosen run i; returns the run behind it. */
static inline size_t
twin_build(struct passages_twin *twin, size_t i)
{
	const struct twin_run *run = &twin->chosen[i++];
	struct twin_passage passage = {run->a, run->a + run->num, run->b,
	    run->b + run->num, 0, 0, (uint32_t)twin->num_equal, 0};
	uint32_t weight = twin_weigh(twin->a.ids, run->a, run->a + run->num);
	struct twin_sums sums = {weight, weight, weight};

	twin_extend(twin, &passage, -1);
	twin_add_equal(twin, run, 1);
	while (i < twin->num_chosen &&
	       twin_goes_on(twin, &passage, &twin->chosen[i], &sums))
		i++;
	twin_extend(twin, &passage, 1);
	twin_sum_up(twin, &passage);
	if (passage.equal < twin->min_passage) {
		twin->num_equal = passage.first_run;
		twin_use(&twin->a, passage.begin_a, passage.end_a, false);
		twin_use(&twin->b, passage.begin_b, passage.end_b, false);
		return i;
	}
	twin->passages =
	    twin_grow(twin->passages, twin->num_passages, sizeof passage);
	twin->passages[twin->num_passages++] = passage;
	return i;
}

/* ---- what is measured ---------------------------------------------------- */

/* What is equal, each token once; outside of anchors at most as much as
 * inside. */
static inline uint32_t
twin_measure_side(const struct twin_text *text)
{
	uint32_t inside = 0, outside = 0, i;

	for (i = 0; i < text->num; i++) {
		if (text->anchored[i])
			inside += twin_weight(text->ids[i]);
		else if (text->covered[i])
			outside += twin_weight(text->ids[i]);
	}
	return inside + (outside < inside ? outside : inside);
}

static inline void
twin_mark(struct passages_twin *twin, const struct twin_run *run)
{
	bool is_anchor =
	    twin_weigh(twin->a.ids, run->a, run->a + run->num) >= twin->anchor;
	uint32_t i;

	for (i = 0; i < run->num; i++) {
		twin->a.covered[run->a + i] = twin->b.covered[run->b + i] =
		    true;
		twin->a.anchored[run->a + i] |= is_anchor;
		twin->b.anchored[run->b + i] |= is_anchor;
	}
}

static inline bool
twin_has_figure(const struct twin_text *text, uint32_t begin, uint32_t end)
{
	for (; begin < end; begin++) {
		if (twin_counts(text->ids[begin]) &&
		    text->ids[begin] / 2 % 2 == 1)
			return true;
	}
	return false;
}

/* Whether a figure stands replaced by another before this run: then what comes
 * behind is measured apart. */
static inline bool
twin_parts(const struct passages_twin *twin, const struct twin_run *run)
{
	return twin_has_figure(&twin->a, run[-1].a + run[-1].num, run->a) &&
	       twin_has_figure(&twin->b, run[-1].b + run[-1].num, run->b);
}

/* Of equal runs in a row; what is shorter than a passage counts for nothing. */
static inline void
twin_measure_part(
    struct passages_twin *twin, uint32_t first_run, uint32_t end_run)
{
	const struct twin_run *run;
	uint32_t equal = 0, anchored = 0, weight, i;

	for (i = first_run; i < end_run; i++) {
		run = &twin->equal[i];
		weight = twin_weigh(twin->a.ids, run->a, run->a + run->num);
		equal += weight;
		anchored += weight >= twin->anchor ? weight : 0;
	}
	if (equal < twin->min_passage)
		return;
	for (i = first_run; i < end_run; i++)
		twin_mark(twin, &twin->equal[i]);
	if (equal > 2 * anchored)
		equal = 2 * anchored;
	if (equal > twin->passage)
		twin->passage = equal;
}

static inline void
twin_measure(struct passages_twin *twin)
{
	const struct twin_passage *passage;
	uint32_t first, end;
	size_t i;

	for (i = 0; i < twin->num_passages; i++) {
		passage = &twin->passages[i];
		first = passage->first_run;
		for (end = first + 1; end <= passage->end_run; end++) {
			if (end < passage->end_run) {
				if (!twin_parts(twin, &twin->equal[end]))
					continue;
				twin->replaced = true;
			}
			twin_measure_part(twin, first, end);
			first = end;
		}
	}
	twin->covered_a = twin_measure_side(&twin->a);
	twin->covered_b = twin_measure_side(&twin->b);
}

/* ---- all of it ----------------------------------------------------------- */

static inline struct twin_text
twin_text_of(struct twin_side side)
{
	bool *marks = calloc(3 * (size_t)side.num + 1, sizeof *marks);

	if (marks == NULL) {
		fprintf(stderr, "twin: out of memory\n");
		exit(1);
	}
	return (struct twin_text){side.ids, side.num, marks, marks + side.num,
	    marks + 2 * (size_t)side.num};
}

/*
 * Text a comes first in the order of articles.  Passages of at least so many
 * words, anchored in runs of so many, six as a rule, at most as many as a
 * passage has.
 */
static inline void
passages_twin_run(struct passages_twin *twin, struct twin_side a,
    struct twin_side b, unsigned min_passage)
{
	size_t i = 0;

	memset(twin, 0, sizeof *twin);
	twin->min_passage = 2 * min_passage;
	twin->anchor = min_passage < 6 ? 2 * min_passage : 12;
	twin->a = twin_text_of(a);
	twin->b = twin_text_of(b);
	twin_find(twin);
	twin_choose(twin);
	while (i < twin->num_chosen)
		i = twin_build(twin, i);
	twin_measure(twin);
}

static inline void
passages_twin_free(struct passages_twin *twin)
{
	free(twin->a.used);
	free(twin->b.used);
	free(twin->common);
	free(twin->chosen);
	free(twin->equal);
	free(twin->passages);
}

/*
 * Whether the texts repeat themselves so much that not all runs may have been
 * followed: far more places have an equal stretch before them than there are
 * tokens.  With fewer, 64 comparisons a token are enough for all.
 */
static inline bool
passages_twin_repeat(const struct passages_twin *twin)
{
	return twin->repeats > 12 * ((uint64_t)twin->a.num + twin->b.num);
}

#endif
