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

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The rules, in half words, and EDGE in tokens. */
enum {
	TWIN_GAP = 48,     /* a side of a gap, at most */
	TWIN_EDGE = 48,    /* the same */
	TWIN_CHANGED = 16, /* of a side of a gap that has no equal */
	TWIN_GROWTH = 24,  /* how far an end is looked at */
	TWIN_GAIN = 6      /* what it must gain to grow */
};

struct twin_side {
	const uint32_t *ids;
	uint32_t num;
};

struct twin_text {
	const uint32_t *ids;
	uint32_t num;
	bool *used;               /* tokens that belong to a passage already */
	bool *anchored, *covered; /* what is equal: in anchors, at all */
};

struct twin_run {
	uint32_t a, b, num;
};

struct twin_passage {
	uint32_t begin_a, end_a, begin_b, end_b;
	uint32_t equal, anchored; /* half words */
	uint32_t first_run, end_run;
};

struct passages_twin {
	uint32_t min_passage, anchor; /* half words */
	struct twin_text a, b;
	struct twin_run *common; /* all runs that are long enough */
	struct twin_run *chosen; /* parts of them */
	struct twin_run *equal;  /* of all passages, one after another */
	size_t num_common, num_chosen, num_equal, num_passages;
	struct twin_passage *passages;
	uint32_t longest; /* half words of the longest common run */
	uint32_t passage, covered_a, covered_b; /* what is measured */
	uint64_t repeats; /* places with half an anchor before them */
	int score[TWIN_EDGE + 1][TWIN_EDGE + 1];
};

/* An array of one item more, which is zeroes. */
static inline void *
twin_grow(void *array, size_t num, size_t size)
{
	if ((num & (num + 1)) == 0)
		array = realloc(array, 2 * (num + 1) * size);
	if (array == NULL) {
		fprintf(stderr, "twin: out of memory\n");
		exit(1);
	}
	memset((char *)array + num * size, 0, size);
	return array;
}

static inline bool
twin_counts(uint32_t id)
{
	return id != 0 && id < UINT32_C(1) << 31;
}

static inline uint32_t
twin_weight(uint32_t id)
{
	return id == 0 ? 0 : id % 2 == 1 ? 1 : 2;
}

static inline uint32_t
twin_weigh(const uint32_t *ids, uint32_t begin, uint32_t end)
{
	uint32_t sum = 0;

	for (; begin < end; begin++)
		sum += twin_weight(ids[begin]);
	return sum;
}

static inline bool
twin_equal(const struct passages_twin *twin, uint32_t a, uint32_t b)
{
	return twin->a.ids[a] == twin->b.ids[b] && twin_counts(twin->a.ids[a]);
}

static inline void
twin_use(struct twin_text *text, uint32_t begin, uint32_t end, bool used)
{
	for (; begin < end; begin++)
		text->used[begin] = used;
}

/* ---- runs ---------------------------------------------------------------- */

static inline void
twin_add_run(struct passages_twin *twin, struct twin_run run)
{
	uint32_t weight = twin_weigh(twin->a.ids, run.a, run.a + run.num);
	uint32_t half = twin->anchor / 4; /* tokens of half an anchor */

	if (weight > twin->longest)
		twin->longest = weight;
	if (run.num > half)
		twin->repeats += run.num - half;
	if (weight < twin->anchor)
		return;
	twin->common = twin_grow(twin->common, twin->num_common, sizeof run);
	twin->common[twin->num_common++] = run;
}

/* The maximal runs of the diagonal that begins here. */
static inline void
twin_find_on(struct passages_twin *twin, uint32_t a, uint32_t b)
{
	uint32_t num = 0;

	for (; a < twin->a.num && b < twin->b.num; a++, b++) {
		if (twin_equal(twin, a, b)) {
			num++;
			continue;
		}
		if (num > 0)
			twin_add_run(
			    twin, (struct twin_run){a - num, b - num, num});
		num = 0;
	}
	if (num > 0)
		twin_add_run(twin, (struct twin_run){a - num, b - num, num});
}

static inline int
twin_longer_first(const void *left, const void *right)
{
	const struct twin_run *x = left, *y = right;

	if (x->num != y->num)
		return x->num > y->num ? -1 : 1;
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return x->b < y->b ? -1 : x->b > y->b;
}

static inline int
twin_by_place(const void *left, const void *right)
{
	const struct twin_run *x = left, *y = right;

	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return x->b < y->b ? -1 : x->b > y->b;
}

static inline void
twin_find(struct passages_twin *twin)
{
	uint32_t i;

	for (i = 0; i < twin->a.num; i++)
		twin_find_on(twin, i, 0);
	for (i = 1; i < twin->b.num; i++)
		twin_find_on(twin, 0, i);
	if (twin->num_common > 0)
		qsort(twin->common, twin->num_common, sizeof *twin->common,
		    twin_longer_first);
}

/* Of a run the parts that are free: on both sides, or on one where a text is
 * laid over a second place of the other. */
static inline void
twin_choose_of(
    struct passages_twin *twin, const struct twin_run *run, bool again)
{
	uint32_t i = 0, begin;
	bool of_a, of_b;

	while (i < run->num) {
		for (begin = i; i < run->num; i++) {
			of_a = !twin->a.used[run->a + i];
			of_b = !twin->b.used[run->b + i];
			if (again ? !of_a && !of_b : !of_a || !of_b)
				break;
		}
		if (twin_weigh(twin->a.ids, run->a + begin, run->a + i) >=
			twin->anchor &&
		    i > begin) {
			twin->chosen = twin_grow(
			    twin->chosen, twin->num_chosen, sizeof *run);
			twin->chosen[twin->num_chosen++] = (struct twin_run){
			    run->a + begin, run->b + begin, i - begin};
			twin_use(&twin->a, run->a + begin, run->a + i, true);
			twin_use(&twin->b, run->b + begin, run->b + i, true);
		}
		i += i == begin;
	}
}

static inline void
twin_choose(struct passages_twin *twin)
{
	size_t i;

	for (i = 0; i < twin->num_common; i++)
		twin_choose_of(twin, &twin->common[i], false);
	for (i = 0; i < twin->num_common; i++)
		twin_choose_of(twin, &twin->common[i], true);
	if (twin->num_chosen > 0)
		qsort(twin->chosen, twin->num_chosen, sizeof *twin->chosen,
		    twin_by_place);
}

/* ---- word by word -------------------------------------------------------- */

/* Two stretches of tokens, from one place on or backwards from there. */
struct twin_gap {
	int64_t a, b; /* where the first token of either side stands */
	uint32_t num_a, num_b;
	int step;
};

static inline uint32_t
twin_at(const struct twin_text *text, int64_t first, uint32_t i, int step)
{
	return text->ids[first + (int64_t)i * step];
}

/* What token i of a and j of b cost or are worth, laid over each other. */
static inline int
twin_pair(const struct passages_twin *twin, const struct twin_gap *gap,
    uint32_t i, uint32_t j)
{
	uint32_t x = twin_at(&twin->a, gap->a, i, gap->step);
	uint32_t y = twin_at(&twin->b, gap->b, j, gap->step);
	int of_x = (int)twin_weight(x), of_y = (int)twin_weight(y);

	if (x == y && twin_counts(x))
		return of_x;
	return of_x > of_y ? -of_x : -of_y;
}

static inline int
twin_drop_a(
    const struct passages_twin *twin, const struct twin_gap *gap, uint32_t i)
{
	return -(int)twin_weight(twin_at(&twin->a, gap->a, i, gap->step));
}

static inline int
twin_drop_b(
    const struct passages_twin *twin, const struct twin_gap *gap, uint32_t j)
{
	return -(int)twin_weight(twin_at(&twin->b, gap->b, j, gap->step));
}

/* The best that the first i and j tokens come to. */
static inline void
twin_score(struct passages_twin *twin, const struct twin_gap *gap)
{
	uint32_t i, j;
	int best;

	for (i = 0; i <= gap->num_a; i++) {
		for (j = 0; j <= gap->num_b; j++) {
			best = i + j == 0 ? 0 : INT32_MIN;
			if (i > 0)
				best = twin->score[i - 1][j] +
				       twin_drop_a(twin, gap, i - 1);
			if (j > 0 && twin->score[i][j - 1] +
					     twin_drop_b(twin, gap, j - 1) >
					 best)
				best = twin->score[i][j - 1] +
				       twin_drop_b(twin, gap, j - 1);
			if (i > 0 && j > 0 &&
			    twin->score[i - 1][j - 1] +
				    twin_pair(twin, gap, i - 1, j - 1) >
				best)
				best = twin->score[i - 1][j - 1] +
				       twin_pair(twin, gap, i - 1, j - 1);
			twin->score[i][j] = best;
		}
	}
}

/*
 * Lists the equal tokens of the best way to (i, j), in the order of the texts;
 * of several ways the one that lays over each other, then that drops of a.
 * Returns their half words.
 */
static inline uint32_t
twin_walk(struct passages_twin *twin, const struct twin_gap *gap, uint32_t i,
    uint32_t j, struct twin_run *pairs, uint32_t *num)
{
	uint32_t sum = 0, k = TWIN_EDGE;
	struct twin_run backwards[TWIN_EDGE];
	int pair;

	while (i > 0 && j > 0) {
		pair = twin_pair(twin, gap, i - 1, j - 1);
		if (twin->score[i][j] == twin->score[i - 1][j - 1] + pair) {
			i--;
			j--;
			if (pair <= 0)
				continue;
			sum += (uint32_t)pair;
			backwards[--k] = (struct twin_run){
			    (uint32_t)(gap->a + (int64_t)i * gap->step),
			    (uint32_t)(gap->b + (int64_t)j * gap->step), 1};
		} else if (twin->score[i][j] ==
			   twin->score[i - 1][j] +
			       twin_drop_a(twin, gap, i - 1)) {
			i--;
		} else {
			j--;
		}
	}
	*num = TWIN_EDGE - k;
	for (i = 0; i < *num; i++)
		pairs[i] = backwards[gap->step > 0 ? k + i : TWIN_EDGE - 1 - i];
	return sum;
}

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
twin_count_free(const struct twin_text *text, int64_t first, int step)
{
	uint32_t num = 0, sum = 0;
	int64_t at = first;

	for (; at >= 0 && at < (int64_t)text->num; at += step, num++) {
		if (text->used[at] || !twin_counts(text->ids[at]))
			break;
		sum += twin_weight(text->ids[at]);
		if (sum > TWIN_GROWTH)
			break;
	}
	return num;
}

/* Lets a passage grow from an end, as far as is best. */
static inline void
twin_extend(struct passages_twin *twin, struct twin_passage *passage, int step)
{
	struct twin_gap gap = {passage->end_a, passage->end_b, 0, 0, step};
	struct twin_run pairs[TWIN_EDGE];
	uint32_t i, j, num, best_i = 0, best_j = 0;
	int best = 0;

	if (step < 0) {
		gap.a = (int64_t)passage->begin_a - 1;
		gap.b = (int64_t)passage->begin_b - 1;
	}
	gap.num_a = twin_count_free(&twin->a, gap.a, step);
	gap.num_b = twin_count_free(&twin->b, gap.b, step);
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

static inline bool
twin_all_count(const struct twin_text *text, uint32_t begin, uint32_t end)
{
	for (; begin < end; begin++) {
		if (!twin_counts(text->ids[begin]))
			return false;
	}
	return true;
}

/* Half words of a passage so far: of either side, and of what is equal. */
struct twin_sums {
	uint32_t a, b, equal;
};

/*
 * Whether the passage goes on with the next run: the gap is small, all that
 * stands there counts, little of either side has no equal; and of the whole two
 * words in three are equal on both sides.  Then what is equal in the gap and
 * the run are added.
 */
static inline bool
twin_goes_on(struct passages_twin *twin, struct twin_passage *passage,
    const struct twin_run *next, struct twin_sums *sums)
{
	struct twin_gap gap = {passage->end_a, passage->end_b, 0, 0, 1};
	uint32_t a, b, run, equal, num;
	struct twin_run pairs[TWIN_EDGE];

	if (next->a < passage->end_a || next->b < passage->end_b)
		return false;
	gap.num_a = next->a - passage->end_a;
	gap.num_b = next->b - passage->end_b;
	if (gap.num_a > TWIN_EDGE || gap.num_b > TWIN_EDGE ||
	    !twin_all_count(&twin->a, passage->end_a, next->a) ||
	    !twin_all_count(&twin->b, passage->end_b, next->b))
		return false;
	a = twin_weigh(twin->a.ids, passage->end_a, next->a);
	b = twin_weigh(twin->b.ids, passage->end_b, next->b);
	if (a > TWIN_GAP || b > TWIN_GAP)
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
		if (text->ids[begin] / 2 % 2 == 1)
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
	const struct twin_passage *passage = twin->passages;
	uint32_t first, end;

	for (; passage < twin->passages + twin->num_passages; passage++) {
		first = passage->first_run;
		for (end = first + 1; end <= passage->end_run; end++) {
			if (end < passage->end_run &&
			    !twin_parts(twin, &twin->equal[end]))
				continue;
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
