/*
 * counted.c - pairs of texts, each with how many keys it shares
 *
 * A pair comes once from each bucket that it shares.  What is added waits until
 * it is as much as what there is; then it is sorted, counted and merged.
 */
#include <assert.h>

#include "base/memory.h"
#include "base/sort.h"
#include "counted.h"

enum { FIRST_SETTLED = 1 << 16 };

enum ndup_status
counted_add(struct counted *counted, uint64_t pair)
{
	assert(pair_lower(pair) < pair_higher(pair));
	if (counted->num_added >= FIRST_SETTLED &&
	    counted->num_added >= counted->num &&
	    counted_settle(counted) != NDUP_OK)
		return NDUP_NOMEM;
	if (memory_grow(counted->added, counted->num_added + 1) != NDUP_OK)
		return NDUP_NOMEM;
	counted->added[counted->num_added++] = pair;
	return NDUP_OK;
}

/* How many of these, each once, are not among the pairs. */
static size_t
count_strange(const struct counted *counted, const uint64_t *pairs, size_t num)
{
	size_t i = 0, j, strange = 0;

	for (j = 0; j < num; j++) {
		assert(j == 0 || pairs[j - 1] < pairs[j]);
		while (i < counted->num && counted->pairs[i] < pairs[j])
			i++;
		strange += i == counted->num || counted->pairs[i] != pairs[j];
	}
	return strange;
}

/* Merges pairs, ascending, each once, into those that there are: from the
 * highest on, so that none is in the way. */
static enum ndup_status
merge_pairs(struct counted *counted, const uint64_t *pairs,
    const uint32_t *times, size_t num)
{
	size_t i = counted->num, j = num;
	size_t end = i + count_strange(counted, pairs, num);
	uint64_t pair;

	if (memory_grow(counted->pairs, end) != NDUP_OK ||
	    memory_grow(counted->times, end) != NDUP_OK)
		return NDUP_NOMEM;
	counted->num = end;
	while (j > 0) {
		pair = pairs[j - 1];
		end--;
		if (i > 0 && counted->pairs[i - 1] >= pair) {
			pair = counted->pairs[--i];
			counted->times[end] = counted->times[i];
		} else {
			counted->times[end] = 0;
		}
		counted->pairs[end] = pair;
		if (pair == pairs[j - 1])
			counted->times[end] += times[--j];
	}
	return NDUP_OK;
}

enum ndup_status
counted_settle(struct counted *counted)
{
	size_t num = counted->num_added, left = 0, i;
	uint64_t *added = counted->added;
	uint32_t *times;

	if (num == 0)
		return NDUP_OK;
	if (memory_grow(counted->scratch, num) != NDUP_OK)
		return NDUP_NOMEM;
	sort_numbers(added, counted->scratch, num);
	times = (uint32_t *)counted->scratch; /* of each that is left */
	for (i = 0; i < num; i++) {
		if (left == 0 || added[left - 1] != added[i]) {
			added[left] = added[i];
			times[left++] = 0;
		}
		times[left - 1]++;
	}
	counted->num_added = 0;
	return merge_pairs(counted, added, times, left);
}

enum ndup_status
counted_merge(struct counted *counted, const struct counted *more)
{
	assert(more->num_added == 0);
	return merge_pairs(counted, more->pairs, more->times, more->num);
}

void
counted_free(struct counted *counted)
{
	memory_free(counted->pairs);
	memory_free(counted->times);
	memory_free(counted->added);
	memory_free(counted->scratch);
	*counted = (struct counted){0};
}

bool
counted_validate(const struct counted *counted)
{
	const uint64_t *pairs = counted->pairs;
	size_t i;

	for (i = 0; i < counted->num; i++)
		if (pair_lower(pairs[i]) >= pair_higher(pairs[i]) ||
		    (i > 0 && pairs[i - 1] >= pairs[i]) ||
		    counted->times[i] == 0)
			return false;
	return true;
}
