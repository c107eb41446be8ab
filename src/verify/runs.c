/*
 * runs.c - the maximal common runs of two articles, with their places
 *
 * Wherever a run of min_passage words begins, among its tokens is a gram whose
 * place in a is a multiple of some step.  Only those of a stand in a table; all
 * grams of b are looked up, and where tokens are equal the run is followed both
 * ways.  The first such gram of a run tells it, so that each is told once.
 */
#include <string.h>

#include "base/memory.h"
#include "base/set.h"
#include "base/window.h"
#include "verify/runs.h"
#include "verify/words.h"

enum { MAX_COMPARISONS = 256 }; /* of a token */
enum { MAX_GRAM = 8, MIN_SHIFT = 4 };

void
runs_init(struct runs *runs, unsigned min_passage)
{
	uint32_t size = min_passage / 2 + 1;

	size = size < MAX_GRAM ? size : MAX_GRAM;
	*runs = (struct runs){
	    .min_passage = min_passage,
	    .roller = roller_of(size),
	    .step = min_passage - size + 1,
	};
}

void
runs_free(struct runs *runs)
{
	memory_free(runs->items);
	memory_free(runs->first);
	memory_free(runs->next);
}

/* ---- grams of a --------------------------------------------------------- */

/* A table of four to eight times as many chains as grams. */
static enum ndup_status
place_grams(struct runs *runs, const struct sequences *texts)
{
	uint32_t num = roller_count(&runs->roller, texts->num_a), *first, i;
	size_t num_chains = (size_t)1 << MIN_SHIFT;

	num = (num + runs->step - 1) / runs->step;
	runs->shift = 64 - MIN_SHIFT;
	for (; num_chains < 4 * (size_t)num; num_chains *= 2)
		runs->shift--;
	if (memory_reserve(&runs->first, &runs->first_capacity, num_chains,
		sizeof *runs->first) != NDUP_OK ||
	    memory_reserve(&runs->next, &runs->next_capacity, num,
		sizeof *runs->next) != NDUP_OK)
		return NDUP_NOMEM;
	memset(runs->first, 0, num_chains * sizeof *runs->first);
	for (i = num; i > 0; i--) {
		first = &runs->first[roller_hash(&runs->roller,
					 texts->a + (i - 1) * runs->step) >>
				     runs->shift];
		runs->next[i - 1] = *first;
		*first = i;
	}
	return NDUP_OK;
}

/* ---- runs --------------------------------------------------------------- */

static inline bool
is_common(const struct sequences *texts, uint32_t a, uint32_t b)
{
	return texts->a[a] == texts->b[b] && texts->a[a] != 0;
}

/* The run that goes through this pair of places; not told if a gram before has
 * told it. */
static enum ndup_status
follow(struct runs *runs, const struct sequences *texts, struct block run)
{
	uint32_t before = 0, weight;

	if (!is_common(texts, run.a, run.b))
		return NDUP_OK;
	while (before < runs->step && run.a > 0 && run.b > 0 &&
	       is_common(texts, run.a - 1, run.b - 1)) {
		before++;
		run.a--;
		run.b--;
	}
	if (before == runs->step)
		return NDUP_OK;
	run.num = before;
	while (run.a + run.num < texts->num_a &&
	       run.b + run.num < texts->num_b &&
	       is_common(texts, run.a + run.num, run.b + run.num))
		run.num++;
	runs->budget -= run.num < runs->budget ? run.num : runs->budget;
	weight = words_weigh(texts->a + run.a, run.num);
	if (weight < 2 * runs->min_passage)
		return NDUP_OK;
	if (memory_reserve(&runs->items, &runs->capacity, runs->num + 1,
		sizeof *runs->items) != NDUP_OK)
		return NDUP_NOMEM;
	runs->items[runs->num++] = run;
	runs->longest = weight > runs->longest ? weight : runs->longest;
	return NDUP_OK;
}

static enum ndup_status
look_up(struct runs *runs, const struct sequences *texts)
{
	uint32_t num = roller_count(&runs->roller, texts->num_b), b, i;
	uint64_t hash = num > 0 ? roller_hash(&runs->roller, texts->b) : 0;

	for (b = 0; b < num; b++) {
		i = runs->first[hash >> runs->shift];
		for (; i > 0 && runs->budget > 0; i = runs->next[i - 1]) {
			runs->budget--;
			if (follow(runs, texts,
				(struct block){(i - 1) * runs->step, b, 0}) !=
			    NDUP_OK)
				return NDUP_NOMEM;
		}
		if (i > 0) {
			runs->cut = true;
			break;
		}
		if (b + 1 < num)
			hash = roller_next(&runs->roller, hash, texts->b + b);
	}
	return NDUP_OK;
}

/* ---- what is exact in all texts ----------------------------------------- */

static enum ndup_status
find_windows(struct windows *windows, const uint32_t *ids, uint32_t num)
{
	const struct words words = {ids, num, 0, 0};
	uint64_t *values = memory_new(num, sizeof *values);
	enum ndup_status status;

	if (values == NULL)
		return NDUP_NOMEM;
	words_values(&words, values);
	status = windows_find(windows, values, num);
	memory_free(values);
	return status;
}

/* Whether the texts have a common run of so many half words; marks, unless it
 * is NULL, tells where in b. */
static enum ndup_status
has_run(const struct sequences *texts, uint32_t half_words, bool *marks,
    bool *found)
{
	const struct window *window;
	struct windows windows;
	struct set seen = {0};
	enum ndup_status status;
	size_t i;

	*found = false;
	if ((status = windows_init(&windows, half_words, true)) == NDUP_OK)
		status = find_windows(&windows, texts->a, texts->num_a);
	if (status == NDUP_OK)
		status = set_begin(&seen, windows.num);
	for (i = 0; i < windows.num && status == NDUP_OK; i++)
		set_add(&seen, windows.items[i].hash);
	if (status == NDUP_OK)
		status = find_windows(&windows, texts->b, texts->num_b);
	for (i = 0; i < windows.num && status == NDUP_OK; i++) {
		window = &windows.items[i];
		if (!set_has(&seen, window->hash))
			continue;
		*found = true;
		if (marks == NULL)
			break;
		memset(
		    marks + window->begin, true, window->end - window->begin);
	}
	windows_free(&windows);
	set_free(&seen);
	return status;
}

/* The longest run where not all were followed, or where all are shorter than
 * those that are listed: by bisection. */
static enum ndup_status
bisect_longest(struct runs *runs, const struct sequences *texts)
{
	uint32_t low = runs->longest, high, middle;
	enum ndup_status status = NDUP_OK;
	bool found;

	high = words_weigh(texts->b, texts->num_b);
	if (!runs->cut && high >= 2 * runs->min_passage)
		high = 2 * runs->min_passage - 1;
	while (low < high && status == NDUP_OK) {
		middle = low + (high - low + 1) / 2;
		status = has_run(texts, middle, NULL, &found);
		if (found)
			low = middle;
		else
			high = middle - 1;
	}
	runs->longest = low;
	return status;
}

enum ndup_status
runs_find(struct runs *runs, const struct sequences *texts)
{
	enum ndup_status status;

	runs->num = 0;
	runs->longest = 0;
	runs->cut = false;
	runs->budget =
	    ((uint64_t)texts->num_a + texts->num_b) * MAX_COMPARISONS;
	if ((status = place_grams(runs, texts)) == NDUP_OK)
		status = look_up(runs, texts);
	if (status == NDUP_OK && (runs->cut || runs->num == 0))
		status = bisect_longest(runs, texts);
	return status;
}

enum ndup_status
runs_mark_b(const struct runs *runs, const struct sequences *texts, bool *marks)
{
	bool found;
	size_t i;

	for (i = 0; i < runs->num; i++)
		memset(marks + runs->items[i].b, true, runs->items[i].num);
	if (!runs->cut)
		return NDUP_OK;
	return has_run(texts, 2 * runs->min_passage, marks, &found);
}
