/*
 * bucket.c - the texts of one bucket -> pairs
 *
 * In a hot bucket each text is paired with the first one and with its
 * neighbour: 2m pairs instead of m^2.  A story that everybody printed still
 * hangs together, what is no story dies at verification.  Where a rule forbids
 * the first or the neighbour, the nearest that is allowed takes its place.
 */
#include <assert.h>
#include <stdlib.h>

#include "bucket.h"

enum { FEW = 16 };

static int
by_text(const void *left, const void *right)
{
	const struct entry *x = left, *y = right;

	return x->value < y->value ? -1 : x->value > y->value;
}

void
bucket_sort(struct entry *bucket, size_t num)
{
	struct entry moved;
	size_t i, j;

	if (num > FEW) {
		qsort(bucket, num, sizeof *bucket, by_text);
		return;
	}
	for (i = 1; i < num; i++) {
		moved = bucket[i];
		for (j = i; j > 0 && bucket[j - 1].value > moved.value; j--)
			bucket[j] = bucket[j - 1];
		bucket[j] = moved;
	}
}

bool
bucket_may_pair(const struct pair_rules *rules, uint32_t a, uint32_t b)
{
	if (rules->old[a] && rules->old[b])
		return false;
	return conditions_allow(&rules->conditions, rules->sightings[b].time,
	    rules->sightings[a].time,
	    rules->sightings[a].source == rules->sightings[b].source);
}

/* Adds a pair as often as its key is worth: a candidate is worth KEYS_WANTED. */
static enum ndup_status
add_pair(struct pair_list *list, uint32_t a, uint32_t b)
{
	enum ndup_status status = NDUP_OK;
	unsigned i;

	for (i = 0; i < list->worth && status == NDUP_OK; i++)
		status = counted_add(&list->counted, (uint64_t)a << 32 | b);
	return status;
}

static enum ndup_status
pair_all(struct pair_list *list, const struct entry *bucket, size_t num,
    const struct pair_rules *rules)
{
	size_t i, j;

	for (i = 1; i < num; i++) {
		assert(bucket[i - 1].value < bucket[i].value);
		for (j = 0; j < i; j++) {
			if (bucket_may_pair(
				rules, bucket[j].value, bucket[i].value) &&
			    add_pair(list, bucket[j].value, bucket[i].value) !=
				NDUP_OK)
				return NDUP_NOMEM;
		}
	}
	return NDUP_OK;
}

/* The first text from place j on, before i, that may pair with i; or i. */
static size_t
bucket_find_first(const struct entry *bucket, size_t j, size_t i,
    const struct pair_rules *rules)
{
	size_t end = i - j > BUCKET_MAX ? j + BUCKET_MAX : i;

	for (; j < end; j++) {
		if (bucket_may_pair(rules, bucket[j].value, bucket[i].value))
			return j;
	}
	return i;
}

/* The last text before i that may pair with i; or i. */
static size_t
find_neighbour(
    const struct entry *bucket, size_t i, const struct pair_rules *rules)
{
	size_t j, end = i > BUCKET_MAX ? i - BUCKET_MAX : 0;

	for (j = i; j > end; j--) {
		if (bucket_may_pair(
			rules, bucket[j - 1].value, bucket[i].value))
			return j - 1;
	}
	return i;
}

static enum ndup_status
pair_hot(struct pair_list *list, const struct entry *bucket, size_t num,
    const struct pair_rules *rules)
{
	size_t first = 0, i, j, k;

	list->num_hot++;
	for (i = 1; i < num; i++) {
		assert(bucket[i - 1].value < bucket[i].value);
		while (first < i &&
		       conditions_are_past(rules->conditions.within,
			   rules->sightings[bucket[i].value].time,
			   rules->sightings[bucket[first].value].time))
			first++;
		j = bucket_find_first(bucket, first, i, rules);
		k = find_neighbour(bucket, i, rules);
		if (j < i &&
		    add_pair(list, bucket[j].value, bucket[i].value) != NDUP_OK)
			return NDUP_NOMEM;
		if (k < i && k != j &&
		    add_pair(list, bucket[k].value, bucket[i].value) != NDUP_OK)
			return NDUP_NOMEM;
	}
	return NDUP_OK;
}

enum ndup_status
bucket_pair(struct pair_list *list, const struct entry *bucket, size_t num,
    const struct pair_rules *rules)
{
	list->worth = key_worth(bucket->key, num, rules->one_key);
	if (num <= BUCKET_MAX)
		return pair_all(list, bucket, num, rules);
	return pair_hot(list, bucket, num, rules);
}
