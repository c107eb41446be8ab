/*
 * cap.c - of very many candidates of a text those that share most keys
 *
 * A bucket is small, but a text has many of them: where each has other texts,
 * the pairs are hundreds a text and more with each text that comes.
 */
#include <assert.h>

#include "base/memory.h"
#include "base/sort.h"
#include "counted.h"

struct cap {
	struct counted *counted;
	uint32_t num_texts;
	struct counted_most most;
	size_t *lower, *higher; /* of each text, how many candidates that are */
	bool *kept;             /* of each pair */
	uint64_t *order, *scratch;
	size_t order_capacity, scratch_capacity;
};

/* Whether either text has all of its candidates on the other's side. */
static bool
is_safe(const struct cap *cap, uint64_t pair)
{
	return cap->lower[pair_higher(pair)] <= cap->most.lower ||
	       cap->higher[pair_lower(pair)] <= cap->most.higher;
}

/* Counts candidates; returns how many pairs are in danger. */
static size_t
count_sides(struct cap *cap)
{
	const struct counted *counted = cap->counted;
	size_t num = 0, i;

	for (i = 0; i < counted->num; i++) {
		cap->lower[pair_higher(counted->pairs[i])]++;
		cap->higher[pair_lower(counted->pairs[i])]++;
	}
	for (i = 0; i < counted->num; i++) {
		cap->kept[i] = is_safe(cap, counted->pairs[i]);
		num += !cap->kept[i];
	}
	return num;
}

/* Pairs of one text, by ascending number of the other: their places, or NULL
 * if they stand together. */
struct pairs_of_text {
	const size_t *places;
	size_t begin, num;
};

static size_t
place_of(const struct pairs_of_text *pairs, size_t i)
{
	i += pairs->begin;
	return pairs->places == NULL ? i : pairs->places[i];
}

/* Keeps the best of them. */
static enum ndup_status
keep_best(struct cap *cap, const struct pairs_of_text *pairs, uint32_t most)
{
	const uint32_t *times = cap->counted->times;
	size_t num = pairs->num, i;

	assert(most <= num);
	if (memory_grow(cap->order, num) != NDUP_OK ||
	    memory_grow(cap->scratch, num) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < num; i++)
		cap->order[i] =
		    (uint64_t)(UINT32_MAX - times[place_of(pairs, i)]) << 32 |
		    i;
	sort_numbers(cap->order, cap->scratch, num);
	for (i = 0; i < most; i++)
		cap->kept[place_of(pairs, (uint32_t)cap->order[i])] = true;
	return NDUP_OK;
}

/* Each text's best higher ones: its pairs stand together. */
static enum ndup_status
keep_higher(struct cap *cap)
{
	const struct counted *counted = cap->counted;
	struct pairs_of_text pairs = {NULL, 0, 0};

	for (; pairs.begin < counted->num; pairs.begin += pairs.num) {
		pairs.num =
		    cap->higher[pair_lower(counted->pairs[pairs.begin])];
		if (pairs.num > cap->most.higher &&
		    keep_best(cap, &pairs, cap->most.higher) != NDUP_OK)
			return NDUP_NOMEM;
	}
	return NDUP_OK;
}

/* Of each text with very many lower ones the pairs' places, put together;
 * lower[text] is then where they end. */
static size_t *
group_lower(struct cap *cap)
{
	const struct counted *counted = cap->counted;
	size_t num = 0, i, end, *places;
	uint32_t text;

	for (text = 0; text < cap->num_texts; text++) {
		end = cap->lower[text] > cap->most.lower ? cap->lower[text] : 0;
		cap->lower[text] = end > 0 ? num : SIZE_MAX;
		num += end;
	}
	if ((places = memory_new(num, sizeof *places)) == NULL)
		return NULL;
	for (i = 0; i < counted->num; i++) {
		text = pair_higher(counted->pairs[i]);
		if (cap->lower[text] != SIZE_MAX)
			places[cap->lower[text]++] = i;
	}
	return places;
}

static enum ndup_status
keep_lower(struct cap *cap)
{
	size_t *places = group_lower(cap);
	struct pairs_of_text pairs = {places, 0, 0};
	enum ndup_status status = NDUP_OK;
	uint32_t text;

	if (places == NULL)
		return NDUP_NOMEM;
	for (text = 0; text < cap->num_texts && status == NDUP_OK; text++) {
		if (cap->lower[text] == SIZE_MAX)
			continue;
		pairs.num = cap->lower[text] - pairs.begin;
		status = keep_best(cap, &pairs, cap->most.lower);
		pairs.begin = cap->lower[text];
	}
	memory_free(places);
	return status;
}

static void
drop_others(struct cap *cap, bool *crowded)
{
	struct counted *counted = cap->counted;
	size_t i, num = 0;

	for (i = 0; i < counted->num; i++) {
		if (!cap->kept[i]) {
			crowded[pair_higher(counted->pairs[i])] = true;
			continue;
		}
		counted->pairs[num] = counted->pairs[i];
		counted->times[num++] = counted->times[i];
	}
	counted->num = num;
}

static enum ndup_status
run_cap(struct cap *cap, bool *crowded)
{
	if (cap->lower == NULL || cap->higher == NULL || cap->kept == NULL)
		return NDUP_NOMEM;
	if (count_sides(cap) == 0)
		return NDUP_OK;
	if (keep_higher(cap) != NDUP_OK || keep_lower(cap) != NDUP_OK)
		return NDUP_NOMEM;
	drop_others(cap, crowded);
	return NDUP_OK;
}

enum ndup_status
counted_cap(struct counted *counted, uint32_t num_texts,
    struct counted_most most, bool *crowded)
{
	struct cap cap = {
	    .counted = counted,
	    .num_texts = num_texts,
	    .most = most,
	    .lower = memory_new(num_texts, sizeof(size_t)),
	    .higher = memory_new(num_texts, sizeof(size_t)),
	    .kept = memory_new(counted->num, sizeof(bool)),
	};
	enum ndup_status status;

	assert(counted->num_added == 0);
	status = run_cap(&cap, crowded);
	assert(status != NDUP_OK ||
	       counted->num <= ((size_t)most.lower + most.higher) * num_texts);
	memory_free(cap.lower);
	memory_free(cap.higher);
	memory_free(cap.kept);
	memory_free(cap.order);
	memory_free(cap.scratch);
	return status;
}
