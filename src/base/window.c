/*
 * window.c - all windows of so many consecutive words, with rolling hashes
 *
 * The hash is a polynomial modulo 2^64 in an odd base (Karp, Rabin 1987) over
 * values that are hashes themselves, mixed at the end.
 */
#include "base/hash.h"
#include "base/memory.h"
#include "base/window.h"

static const uint64_t base = HASH_ODD;

/* The stretch under the rolling hash. */
struct roll {
	uint64_t hash;
	uint32_t begin, end;
	unsigned weight;
};

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
	memory_free(windows->items);
	*windows = (struct windows){0};
}

static inline uint64_t
finish(uint64_t rolled)
{
	uint64_t hash = hash_mix(rolled);

	return hash != 0 ? hash : 1;
}

static inline void
emit(struct windows *windows, const struct roll *roll)
{
	windows->items[windows->num++] =
	    (struct window){finish(roll->hash), roll->begin, roll->end};
}

static inline void
drop_first(
    const struct windows *windows, struct roll *roll, const uint64_t *values)
{
	uint64_t value = values[roll->begin];

	roll->hash -= value * windows->powers[roll->end - roll->begin - 1];
	roll->weight -= window_weight(value);
	roll->begin++;
}

/* The last token made the stretch long enough: shorten it to a window. */
static inline void
settle(struct windows *windows, struct roll *roll, const uint64_t *values)
{
	while (roll->weight - window_weight(values[roll->begin]) >=
	       windows->size) {
		if (windows->both_ends && roll->weight == windows->size + 1 &&
		    window_weight(values[roll->end - 1]) == 2)
			emit(windows, roll);
		drop_first(windows, roll, values);
	}
	emit(windows, roll);
}

bool
windows_are_words(const uint64_t *values, size_t num_values)
{
	uint64_t halves = 0;
	size_t i, breaks = 0;

	for (i = 0; i < num_values; i++) {
		halves |= values[i];
		breaks += values[i] == 0;
	}
	return (halves & 1) == 0 && breaks == 0;
}

/* The common case: every num_words tokens are a window. */
static void
find_in_words(
    struct windows *windows, const uint64_t *values, uint32_t num_values)
{
	uint32_t num_words = (windows->size + 1) / 2, i;
	uint64_t highest = windows->powers[num_words - 1];
	struct roll roll = {0, 0, 0, 0};

	for (i = 0; i + 1 < num_words && i < num_values; i++)
		roll.hash = roll.hash * base + values[i];
	for (; i < num_values; i++) {
		roll.hash = roll.hash * base + values[i];
		roll.end = i + 1;
		emit(windows, &roll);
		roll.hash -= values[roll.begin++] * highest;
	}
}

bool
windows_hash_words(const struct windows *windows, const uint64_t *values,
    size_t num_values, uint64_t *hashes)
{
	size_t num_words = (windows->size + 1) / 2, i;
	uint64_t highest = windows->powers[num_words - 1], hash = 0;

	if (!windows_are_words(values, num_values))
		return false;
	for (i = 0; i + 1 < num_words && i < num_values; i++)
		hash = hash * base + values[i];
	for (; i < num_values; i++) {
		hash = hash * base + values[i];
		*hashes++ = finish(hash);
		hash -= values[i + 1 - num_words] * highest;
	}
	return true;
}

static void
find_in_mixed(
    struct windows *windows, const uint64_t *values, uint32_t num_values)
{
	struct roll roll = {0, 0, 0, 0};
	uint32_t i;

	for (i = 0; i < num_values; i++) {
		if (values[i] == 0) {
			roll = (struct roll){0, i + 1, i + 1, 0};
			continue;
		}
		roll.hash = roll.hash * base + values[i];
		roll.weight += window_weight(values[i]);
		roll.end = i + 1;
		if (roll.weight >= windows->size)
			settle(windows, &roll, values);
	}
}

enum ndup_status
windows_find(struct windows *windows, const uint64_t *values, size_t num_values)
{
	windows->num = 0;
	if (memory_reserve(&windows->items, &windows->capacity,
		num_values * (windows->both_ends ? 2 : 1),
		sizeof *windows->items) != NDUP_OK)
		return NDUP_NOMEM;
	if (windows_are_words(values, num_values))
		find_in_words(windows, values, (uint32_t)num_values);
	else
		find_in_mixed(windows, values, (uint32_t)num_values);
	return NDUP_OK;
}

enum ndup_status
windows_hashes(struct windows *windows, const uint64_t *values,
    size_t num_values, uint64_t *hashes, size_t *num)
{
	size_t num_words = (windows->size + 1) / 2, i;

	if (windows_hash_words(windows, values, num_values, hashes)) {
		*num = num_values < num_words ? 0 : num_values - num_words + 1;
		return NDUP_OK;
	}
	if (windows_find(windows, values, num_values) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < windows->num; i++)
		hashes[i] = windows->items[i].hash;
	*num = windows->num;
	return NDUP_OK;
}
