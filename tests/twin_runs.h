/*
 * twin_runs.h - the common runs of two texts, and which of them are taken
 *
 * The first part of passages_twin.h.
 */
#ifndef TESTS_TWIN_RUNS_H
#define TESTS_TWIN_RUNS_H

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
	bool replaced;    /* a figure, by another, within a passage */
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

#endif
