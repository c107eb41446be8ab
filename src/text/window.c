/*
 * window.c - all windows of so many consecutive words, with their hashes
 *
 * The hash is a polynomial modulo 2^64 in an odd base (Karp, Rabin 1987) over
 * values that are hashes themselves, mixed at the end.  That of a stretch is
 * the difference of those of two beginnings of the text.
 */
#include <assert.h>

#include "base/hash.h"
#include "base/memory.h"
#include "window.h"
#include "word.h"

static const uint64_t base = HASH_ODD;

/* Of all hashes: those of windows with a figure, where these come last. */
#define UPPER_HALF (UINT64_C(1) << 63)

/* For text with half words or breaks: where a window begins is then looked up,
 * without a loop whose branches miss. */
static enum ndup_status
number_half_words(struct series *series)
{
	uint32_t offset = 0, *holder, i;

	if (memory_grow(series->offsets, series->num + 1) != NDUP_OK ||
	    memory_grow(series->holders, series->half_words + (size_t)2) !=
		NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < series->num; i++) {
		series->offsets[i] = offset;
		holder = &series->holders[offset];
		holder[0] = holder[1] = i; /* the next may overwrite */
		offset += window_weight(series->values[i]);
	}
	series->offsets[i] = offset;
	return NDUP_OK;
}

enum ndup_status
series_read(struct series *series, const uint64_t *values, size_t num_values)
{
	uint64_t sum = 0, num_words = 0, num_halves = 0, *sums;
	size_t i;

	if (memory_grow(series->sums, num_values + 1) != NDUP_OK)
		return NDUP_NOMEM;
	sums = series->sums;
	sums[0] = 0;
	/* Each sum waits for the one before; there is time to count. */
	for (i = 0; i < num_values; i++) {
		sum = sum * base + values[i];
		sums[i + 1] = sum;
		num_words += values[i] != 0;
		num_halves += values[i] & 1;
	}
	series->values = values;
	series->num = num_values;
	series->half_words = (uint32_t)(2 * num_words - num_halves);
	series->all_words = series->half_words == 2 * num_values;
	return series->all_words ? NDUP_OK : number_half_words(series);
}

void
series_free(struct series *series)
{
	memory_free(series->sums);
	memory_free(series->offsets);
	memory_free(series->holders);
	*series = (struct series){0};
}

enum ndup_status
windows_init(struct windows *windows, unsigned half_words, bool both_ends)
{
	size_t i, longest = (size_t)half_words + 2;

	*windows = (struct windows){.size = half_words, .both_ends = both_ends};
	if ((windows->powers = memory_new(longest, sizeof(uint64_t))) == NULL)
		return NDUP_NOMEM;
	windows->powers[0] = 1;
	for (i = 1; i < longest; i++)
		windows->powers[i] = windows->powers[i - 1] * base;
	return NDUP_OK;
}

void
windows_free(struct windows *windows)
{
	memory_free(windows->powers);
	series_free(&windows->own);
	memory_free(windows->items);
	*windows = (struct windows){0};
}

static inline uint64_t
window_finish(uint64_t rolled)
{
	uint64_t hash = hash_mix(rolled);

	return hash != 0 ? hash : 1;
}

static inline uint64_t
hash_stretch(const struct windows *windows, const uint64_t *sums, size_t begin,
    size_t end)
{
	return window_finish(
	    sums[end] - sums[begin] * windows->powers[end - begin]);
}

/* Behind which of the tokens that were looked at the last figure is. */
static inline size_t
figures_note(size_t after_last, uint64_t value, size_t i)
{
	return (value & WORD_FIGURE) != 0 ? i + 1 : after_last;
}

/* The hash of a window that begins there; without a branch. */
static inline uint64_t
hash_by_figures(uint64_t hash, size_t after_last, size_t begin)
{
	return (hash & ~UPPER_HALF) | (uint64_t)(after_last > begin) << 63 | 1;
}

/* Of all windows that were found, in the order of their ends. */
static void
put_figures_last(struct windows *windows, const struct series *series)
{
	size_t after_last = 0, i = 0, num;
	struct window *window;

	assert(!windows->both_ends);
	for (num = 0; num < windows->num; num++) {
		window = &windows->items[num];
		for (; i < window->end; i++)
			after_last =
			    figures_note(after_last, series->values[i], i);
		window->hash =
		    hash_by_figures(window->hash, after_last, window->begin);
	}
}

static inline void
emit(struct windows *windows, const struct series *series, uint32_t begin,
    uint32_t end)
{
	assert(begin < end && windows->num < windows->items_capacity);
	assert(
	    windows->num == 0 || windows->items[windows->num - 1].end <= end);
	windows->items[windows->num++] = (struct window){
	    hash_stretch(windows, series->sums, begin, end), begin, end};
}

/* The common case: every num_words tokens are a window. */
static void
find_in_words(struct windows *windows, const struct series *series)
{
	uint32_t num_words = (windows->size + 1) / 2, end;

	for (end = num_words; end <= series->num; end++)
		emit(windows, series, end - num_words, end);
}

/*
 * A window that no other has inside and that is half a word too long: it begins
 * with half a word and ends with a whole one.
 */
static void
emit_longer(struct windows *windows, const struct series *series, uint32_t end)
{
	uint32_t begin =
	    series->holders[series->offsets[end] - windows->size - 1];

	if (window_weight(series->values[begin]) == 1 &&
	    window_weight(series->values[end - 1]) == 2)
		emit(windows, series, begin, end);
}

/* The shortest window that ends at a token begins with the one that has the
 * half word so many before its end. */
static void
find_in_mixed(struct windows *windows, const struct series *series)
{
	uint32_t i, begin, offset, last_break = 0;

	for (i = 0; i < series->num; i++) {
		offset = series->offsets[i + 1];
		if (series->values[i] == 0)
			last_break = offset;
		if (offset - last_break < windows->size)
			continue;
		if (windows->both_ends && offset - last_break > windows->size)
			emit_longer(windows, series, i + 1);
		begin = series->holders[offset - windows->size];
		emit(windows, series, begin, i + 1);
	}
}

enum ndup_status
windows_find_in(struct windows *windows, const struct series *series)
{
	windows->num = 0;
	if (memory_grow(windows->items,
		series->num * (windows->both_ends ? 2 : 1)) != NDUP_OK)
		return NDUP_NOMEM;
	if (series->all_words)
		find_in_words(windows, series);
	else
		find_in_mixed(windows, series);
	if (windows->figures_last)
		put_figures_last(windows, series);
	return NDUP_OK;
}

enum ndup_status
windows_find(struct windows *windows, const uint64_t *values, size_t num_values)
{
	windows->num = 0;
	if (series_read(&windows->own, values, num_values) != NDUP_OK)
		return NDUP_NOMEM;
	return windows_find_in(windows, &windows->own);
}

static size_t
hash_words(const struct windows *windows, const struct series *series,
    uint64_t *hashes)
{
	size_t num_words = (windows->size + 1) / 2, num, i;

	if (series->num < num_words)
		return 0;
	num = series->num - num_words + 1;
	for (i = 0; i < num; i++)
		hashes[i] =
		    hash_stretch(windows, series->sums, i, i + num_words);
	return num;
}

/* The same with figures last: in a loop of its own, as most hashes are for the
 * signature. */
static size_t
hash_words_by_figures(const struct windows *windows,
    const struct series *series, uint64_t *hashes)
{
	size_t num_words = (windows->size + 1) / 2, after_last = 0, begin, i;
	uint64_t hash;

	for (i = 0; i < series->num; i++) {
		after_last = figures_note(after_last, series->values[i], i);
		if (i + 1 < num_words)
			continue;
		begin = i + 1 - num_words;
		hash = hash_stretch(windows, series->sums, begin, i + 1);
		hashes[begin] = hash_by_figures(hash, after_last, begin);
	}
	return series->num < num_words ? 0 : series->num - num_words + 1;
}

static size_t
hash_mixed(const struct windows *windows, const struct series *series,
    uint64_t *hashes)
{
	uint32_t i, begin, offset, last_break = 0;
	size_t num = 0, after_last = 0;
	uint64_t hash;

	for (i = 0; i < series->num; i++) {
		offset = series->offsets[i + 1];
		after_last = figures_note(after_last, series->values[i], i);
		if (series->values[i] == 0)
			last_break = offset;
		if (offset - last_break < windows->size)
			continue;
		begin = series->holders[offset - windows->size];
		hash = hash_stretch(windows, series->sums, begin, i + 1);
		hashes[num++] = windows->figures_last
				    ? hash_by_figures(hash, after_last, begin)
				    : hash;
	}
	return num;
}

size_t
windows_hashes_in(const struct windows *windows, const struct series *series,
    uint64_t *hashes)
{
	if (!series->all_words)
		return hash_mixed(windows, series, hashes);
	return windows->figures_last
		   ? hash_words_by_figures(windows, series, hashes)
		   : hash_words(windows, series, hashes);
}
