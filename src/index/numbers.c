/*
 * numbers.c - a set of numbers of articles that grows
 */
#include "base/memory.h"
#include "index/numbers.h"

static enum ndup_status
reserve(struct numbers *numbers)
{
	size_t i;

	if (memory_reserve(&numbers->items, &numbers->capacity,
		numbers->num + 1, sizeof *numbers->items) != NDUP_OK)
		return NDUP_NOMEM;
	if (numbers->num < numbers->room)
		return NDUP_OK;
	numbers->room = 2 * numbers->num + 64;
	if (set_begin(&numbers->set, numbers->room) != NDUP_OK) {
		numbers->room = 0;
		return NDUP_NOMEM;
	}
	for (i = 0; i < numbers->num; i++)
		set_add(&numbers->set, numbers_hash(numbers->items[i]));
	return NDUP_OK;
}

enum ndup_status
numbers_add(struct numbers *numbers, uint32_t number)
{
	if (reserve(numbers) != NDUP_OK)
		return NDUP_NOMEM;
	if (set_add(&numbers->set, numbers_hash(number)))
		numbers->items[numbers->num++] = number;
	return NDUP_OK;
}

void
numbers_clear(struct numbers *numbers)
{
	numbers->num = numbers->room = 0;
}

void
numbers_free(struct numbers *numbers)
{
	memory_free(numbers->items);
	set_free(&numbers->set);
}
