/*
 * numbers.c - a set of numbers of articles that grows
 */
#include "base/memory.h"
#include "index/numbers.h"

enum ndup_status
numbers_reserve(struct numbers *numbers, size_t more)
{
	size_t num = numbers->num + more, i;

	if (memory_reserve(&numbers->items, &numbers->capacity, num,
		sizeof *numbers->items) != NDUP_OK)
		return NDUP_NOMEM;
	if (num <= numbers->room)
		return NDUP_OK;
	if (set_begin(&numbers->set, 2 * num + 64) != NDUP_OK)
		return NDUP_NOMEM;
	numbers->room = 2 * num + 64;
	for (i = 0; i < numbers->num; i++)
		set_add(&numbers->set, numbers_hash(numbers->items[i]));
	return NDUP_OK;
}

void
numbers_put(struct numbers *numbers, uint32_t number)
{
	if (set_add(&numbers->set, numbers_hash(number)))
		numbers->items[numbers->num++] = number;
}

enum ndup_status
numbers_add(struct numbers *numbers, uint32_t number)
{
	if (numbers_reserve(numbers, 1) != NDUP_OK)
		return NDUP_NOMEM;
	numbers_put(numbers, number);
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
