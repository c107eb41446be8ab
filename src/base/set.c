/*
 * set.c - a set of 64-bit hashes: open addressing, at most a quarter full
 */
#include <assert.h>
#include <string.h>

#include "memory.h"
#include "set.h"

/* ---- a set of 64-bit hashes: open addressing, at most a quarter full ----- */

enum ndup_status
set_begin(struct set *set, size_t num)
{
	size_t size = 16;

	while (size < 4 * num)
		size *= 2;
	if (memory_grow(set->slots, size) != NDUP_OK)
		return NDUP_NOMEM;
	memset(set->slots, 0, size * sizeof *set->slots);
	set->mask = size - 1;
	return NDUP_OK;
}

void
set_free(struct set *set)
{
	memory_free(set->slots);
	*set = (struct set){NULL, 0, 0};
}

/* ---- how many different hashes there are --------------------------------- */

/*
 * A table with many more slots than there are hashes, so that nearly every one
 * finds its slot free, or taken by its equal.  The few others, whose slot a
 * different hash has taken for good, go into a set.  Afterwards the slots that
 * were taken are cleared one by one: most never were.
 */

enum { ROOM = 8 }; /* slots for each hash, at least */

/* Counts the slots that are taken; keeps what found its slot taken by another;
 * returns how many these are. */
static size_t
take_slots(struct distinct *distinct, const uint64_t *hashes, size_t num,
    size_t mask, size_t *num_taken)
{
	uint32_t *slot, i;
	size_t num_others = 0;

	*num_taken = 0;
	for (i = 0; i < num; i++) {
		assert(hashes[i] != 0);
		slot = &distinct->slots[hashes[i] & mask];
		if (*slot == 0) {
			*slot = i + 1;
			++*num_taken;
		} else if (hashes[*slot - 1] != hashes[i]) {
			distinct->others[num_others++] = hashes[i];
		}
	}
	return num_others;
}

enum ndup_status
distinct_count(struct distinct *distinct, const uint64_t *hashes, size_t num,
    size_t *num_distinct)
{
	size_t size = 1, num_others, i;

	assert(num < UINT32_MAX);
	while (size < ROOM * num)
		size *= 2;
	if (memory_reserve_zeroed(&distinct->slots, &distinct->slots_capacity,
		size, sizeof *distinct->slots) != NDUP_OK ||
	    memory_grow(distinct->others, num) != NDUP_OK)
		return NDUP_NOMEM;
	num_others = take_slots(distinct, hashes, num, size - 1, num_distinct);
	for (i = 0; i < num; i++)
		distinct->slots[hashes[i] & (size - 1)] = 0;
	if (set_begin(&distinct->set, num_others) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < num_others; i++)
		*num_distinct += set_add(&distinct->set, distinct->others[i]);
	return NDUP_OK;
}

void
distinct_free(struct distinct *distinct)
{
	memory_free(distinct->slots);
	memory_free(distinct->others);
	set_free(&distinct->set);
}
