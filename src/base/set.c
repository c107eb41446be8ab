/*
 * set.c - a set of 64-bit hashes: open addressing, at most a quarter full
 */
#include <string.h>

#include "base/memory.h"
#include "base/set.h"

enum ndup_status
set_begin(struct set *set, size_t num)
{
	size_t size = 16;

	while (size < 4 * num)
		size *= 2;
	if (memory_reserve(&set->slots, &set->capacity, size,
		sizeof *set->slots) != NDUP_OK)
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
