/*
 * runs.c - the maximal common runs of two articles, with their places
 *
 * The windows of a stand in a hash table; each window of b is looked up, and
 * where the tokens before differ, a run begins there and is followed to its
 * end.
 */
#include <string.h>

#include "base/memory.h"
#include "base/set.h"
#include "verify/runs.h"

enum { MAX_PLACES = 64, MAX_COMPARISONS = 256 }; /* of a token */
#define NO_WINDOW UINT32_MAX
#define NOT_KEPT (UINT32_MAX - 1)

enum ndup_status
runs_init(struct runs *runs, unsigned min_passage)
{
	*runs = (struct runs){0};
	if (windows_init(&runs->a, 2 * min_passage, true) != NDUP_OK ||
	    windows_init(&runs->b, 2 * min_passage, true) != NDUP_OK)
		return NDUP_NOMEM;
	return NDUP_OK;
}

void
runs_free(struct runs *runs)
{
	windows_free(&runs->a);
	windows_free(&runs->b);
	memory_free(runs->items);
	memory_free(runs->slots);
	memory_free(runs->next);
}

static struct place *
find_place(const struct runs *runs, uint64_t hash)
{
	size_t i = hash & runs->mask;

	while (runs->slots[i].hash != 0 && runs->slots[i].hash != hash)
		i = (i + 1) & runs->mask;
	return &runs->slots[i];
}

/* Adds window i of a at the end of its chain. */
static void
add_place(struct runs *runs, uint32_t i)
{
	struct place *place = find_place(runs, runs->a.items[i].hash);

	runs->next[i] = NO_WINDOW;
	if (place->hash == 0) {
		*place = (struct place){runs->a.items[i].hash, i, i, 1, false};
	} else if (place->length < MAX_PLACES) {
		runs->next[place->last] = i;
		place->last = i;
		place->length++;
	} else {
		runs->next[i] = NOT_KEPT;
		runs->cut = true;
	}
}

static enum ndup_status
place_windows(struct runs *runs, const struct sequences *texts)
{
	size_t size = 16;
	uint32_t i;

	if (windows_find(&runs->a, texts->a, texts->num_a) != NDUP_OK)
		return NDUP_NOMEM;
	while (size < 2 * runs->a.num)
		size *= 2;
	if (memory_reserve(&runs->slots, &runs->slots_capacity, size,
		sizeof *runs->slots) != NDUP_OK ||
	    memory_reserve(&runs->next, &runs->next_capacity, runs->a.num,
		sizeof *runs->next) != NDUP_OK)
		return NDUP_NOMEM;
	memset(runs->slots, 0, size * sizeof *runs->slots);
	runs->mask = size - 1;
	runs->cut = false;
	for (i = 0; i < runs->a.num; i++)
		add_place(runs, i);
	return NDUP_OK;
}

/* Follows the run that begins at these tokens to its end. */
static enum ndup_status
add_run(struct runs *runs, const struct sequences *texts, struct block run)
{
	uint32_t half_words = 0;

	while (run.a + run.num < texts->num_a &&
	       run.b + run.num < texts->num_b &&
	       texts->a[run.a + run.num] != 0 &&
	       texts->a[run.a + run.num] == texts->b[run.b + run.num]) {
		half_words += window_weight(texts->a[run.a + run.num]);
		run.num++;
	}
	runs->budget -= run.num < runs->budget ? run.num : runs->budget;
	if (half_words > runs->longest)
		runs->longest = half_words;
	if (memory_reserve(&runs->items, &runs->capacity, runs->num + 1,
		sizeof *runs->items) != NDUP_OK)
		return NDUP_NOMEM;
	runs->items[runs->num++] = run;
	return NDUP_OK;
}

/* Whether the tokens before are equal too. */
static bool
is_common_before(const struct sequences *texts, const struct block *run)
{
	return run->a > 0 && run->b > 0 && texts->a[run->a - 1] != 0 &&
	       texts->a[run->a - 1] == texts->b[run->b - 1];
}

/* To where the run begins: its first windows were not kept. */
static void
go_back(const struct sequences *texts, struct block *run)
{
	while (is_common_before(texts, run)) {
		run->a--;
		run->b--;
	}
}

/* Adds the runs that begin with this window of b, unless known already from a
 * shorter window that begins there. */
static enum ndup_status
follow(struct runs *runs, const struct sequences *texts,
    const struct window *window, bool known)
{
	struct place *place = find_place(runs, window->hash);
	struct block run;
	uint32_t i;

	if (place->hash != window->hash)
		return NDUP_OK;
	place->common = true;
	if (known)
		return NDUP_OK;
	for (i = place->first; i != NO_WINDOW; i = runs->next[i]) {
		if (runs->budget == 0) {
			runs->cut = true;
			break;
		}
		run = (struct block){runs->a.items[i].begin, window->begin, 0};
		if (is_common_before(texts, &run)) {
			if (i == 0 || runs->next[i - 1] != NOT_KEPT)
				continue;
			go_back(texts, &run);
		}
		if (add_run(runs, texts, run) != NDUP_OK)
			return NDUP_NOMEM;
	}
	return NDUP_OK;
}

/* Whether the texts have a common run of so many half words. */
static enum ndup_status
has_run(const struct sequences *texts, uint32_t half_words, bool *found)
{
	struct windows windows;
	struct set seen = {0};
	enum ndup_status status;
	size_t i;

	*found = false;
	if ((status = windows_init(&windows, half_words, false)) == NDUP_OK)
		status = windows_find(&windows, texts->a, texts->num_a);
	if (status == NDUP_OK)
		status = set_begin(&seen, windows.num);
	for (i = 0; i < windows.num && status == NDUP_OK; i++)
		set_add(&seen, windows.items[i].hash);
	if (status == NDUP_OK)
		status = windows_find(&windows, texts->b, texts->num_b);
	for (i = 0; i < windows.num && status == NDUP_OK && !*found; i++)
		*found = set_has(&seen, windows.items[i].hash);
	windows_free(&windows);
	set_free(&seen);
	return status;
}

/* The longest run where not all were followed, or where all are shorter than
 * those that are listed: by bisection. */
static enum ndup_status
bisect_longest(struct runs *runs, const struct sequences *texts)
{
	uint32_t low = runs->longest, high = 0, middle, i;
	enum ndup_status status = NDUP_OK;
	bool found;

	for (i = 0; i < texts->num_b; i++)
		high += window_weight(texts->b[i]);
	if (!runs->cut && high >= runs->a.size)
		high = runs->a.size - 1;
	while (low < high && status == NDUP_OK) {
		middle = low + (high - low + 1) / 2;
		status = has_run(texts, middle, &found);
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
	const struct window *window;
	enum ndup_status status;
	size_t i;

	runs->num = 0;
	runs->longest = 0;
	runs->budget =
	    ((uint64_t)texts->num_a + texts->num_b) * MAX_COMPARISONS;
	if ((status = place_windows(runs, texts)) == NDUP_OK)
		status = windows_find(&runs->b, texts->b, texts->num_b);
	for (i = 0; i < runs->b.num && status == NDUP_OK; i++) {
		window = &runs->b.items[i];
		status = follow(runs, texts, window,
		    i > 0 && window[-1].begin == window->begin);
	}
	if (status == NDUP_OK && (runs->cut || runs->num == 0))
		status = bisect_longest(runs, texts);
	return status;
}

static void
mark(const struct runs *runs, const struct windows *windows, bool *marks)
{
	const struct window *window = windows->items;
	const struct window *end = window + windows->num;
	const struct place *place;

	for (; window < end; window++) {
		place = find_place(runs, window->hash);
		if (place->hash == window->hash && place->common)
			memset(marks + window->begin, true,
			    window->end - window->begin);
	}
}

void
runs_mark_a(const struct runs *runs, bool *marks)
{
	mark(runs, &runs->a, marks);
}

void
runs_mark_b(const struct runs *runs, bool *marks)
{
	mark(runs, &runs->b, marks);
}
