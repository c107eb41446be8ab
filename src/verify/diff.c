/*
 * diff.c - where two sequences of tokens differ
 *
 * E. Myers, An O(ND) Difference Algorithm and Its Variations, 1986: the
 * furthest points that can be reached with d tokens dropped or added, for
 * d = 0, 1, 2 and so on, and the way back from the end.
 */
#include "base/memory.h"
#include "verify/diff.h"

/* What is left of both when equal tokens at their ends are taken off. */
struct middle {
	const uint64_t *a, *b;
	int32_t num_a, num_b;
	uint32_t before; /* tokens taken off at the beginning */
};

static struct middle
take_ends(const uint64_t *a, uint32_t num_a, const uint64_t *b, uint32_t num_b)
{
	uint32_t before = 0;

	while (before < num_a && before < num_b && a[before] == b[before])
		before++;
	while (
	    num_a > before && num_b > before && a[num_a - 1] == b[num_b - 1]) {
		num_a--;
		num_b--;
	}
	/* an empty text may have no tokens to point to */
	if (before > 0) {
		a += before;
		b += before;
	}
	return (struct middle){
	    a, b, (int32_t)(num_a - before), (int32_t)(num_b - before), before};
}

/* Row d has the diagonals -d to d (a less b); the rows stand behind each other,
 * row d from d * d on. */
static inline uint32_t *
row_of(const struct diff *diff, int32_t d)
{
	return diff->reached + (size_t)d * (size_t)d + d;
}

/* Whether the best way to diagonal k of row d adds a token of b: it comes from
 * diagonal k + 1; else it drops one of a, from k - 1. */
static bool
adds(const uint32_t *last, int32_t d, int32_t k)
{
	return k == -d || (k != d && last[k - 1] < last[k + 1]);
}

/* How far into a diagonal k leads after d changes. */
static uint32_t
reach(
    const struct diff *diff, const struct middle *middle, int32_t d, int32_t k)
{
	const uint32_t *last = d > 0 ? row_of(diff, d - 1) : NULL;
	int32_t x = 0;

	if (last != NULL)
		x = (int32_t)(adds(last, d, k) ? last[k + 1] : last[k - 1] + 1);
	while (x < middle->num_a && x - k < middle->num_b &&
	       middle->a[x] == middle->b[x - k])
		x++;
	return (uint32_t)x;
}

/* The number of changes that lead to the end of both, or -1: too many. */
static enum ndup_status
count_changes(struct diff *diff, const struct middle *middle, int32_t *changes)
{
	int32_t d, k, end = middle->num_a - middle->num_b;
	uint32_t *row;

	*changes = -1;
	for (d = 0; d <= DIFF_MOST; d++) {
		if (memory_reserve(&diff->reached, &diff->reached_capacity,
			(size_t)(d + 1) * (size_t)(d + 1),
			sizeof *diff->reached) != NDUP_OK)
			return NDUP_NOMEM;
		row = row_of(diff, d);
		for (k = -d; k <= d; k += 2) {
			row[k] = reach(diff, middle, d, k);
			if (k == end && row[k] >= (uint32_t)middle->num_a) {
				*changes = d;
				return NDUP_OK;
			}
		}
	}
	return NDUP_OK;
}

/* Changes come from the last to the first; neighbours are one. */
static enum ndup_status
add_change(struct diff *diff, struct change change)
{
	struct change *last =
	    diff->num > 0 ? &diff->changes[diff->num - 1] : NULL;

	if (last != NULL && last->a.begin == change.a.end &&
	    last->b.begin == change.b.end) {
		last->a.begin = change.a.begin;
		last->b.begin = change.b.begin;
		return NDUP_OK;
	}
	if (memory_reserve(&diff->changes, &diff->capacity, diff->num + 1,
		sizeof *diff->changes) != NDUP_OK)
		return NDUP_NOMEM;
	diff->changes[diff->num++] = change;
	return NDUP_OK;
}

static enum ndup_status
walk_back(struct diff *diff, const struct middle *middle, int32_t d)
{
	int32_t k = middle->num_a - middle->num_b;
	uint32_t before = middle->before, x, y;
	const uint32_t *last;
	bool added;

	for (; d > 0; d--) {
		last = row_of(diff, d - 1);
		added = adds(last, d, k);
		k += added ? 1 : -1;
		x = before + last[k];
		y = (uint32_t)((int32_t)x - k);
		if (add_change(diff, (struct change){{x, x + !added},
					 {y, y + added}}) != NDUP_OK)
			return NDUP_NOMEM;
	}
	return NDUP_OK;
}

static void
turn(struct diff *diff)
{
	struct change swap;
	size_t i, j;

	for (i = 0, j = diff->num; i + 1 < j; i++) {
		swap = diff->changes[i];
		diff->changes[i] = diff->changes[--j];
		diff->changes[j] = swap;
	}
}

enum ndup_status
diff_run(struct diff *diff, const uint64_t *a, uint32_t num_a,
    const uint64_t *b, uint32_t num_b)
{
	const struct middle middle = take_ends(a, num_a, b, num_b);
	uint32_t begin = middle.before;
	enum ndup_status status;
	int32_t d;

	diff->num = 0;
	if (middle.num_a == 0 && middle.num_b == 0)
		return NDUP_OK;
	if ((status = count_changes(diff, &middle, &d)) != NDUP_OK)
		return status;
	if (d < 0)
		return add_change(diff,
		    (struct change){{begin, begin + (uint32_t)middle.num_a},
			{begin, begin + (uint32_t)middle.num_b}});
	status = walk_back(diff, &middle, d);
	turn(diff);
	return status;
}

void
diff_free(struct diff *diff)
{
	memory_free(diff->changes);
	memory_free(diff->reached);
}
