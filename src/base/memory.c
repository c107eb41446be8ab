/*
 * memory.c - every allocation of the library goes through here
 */
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { ARENA_BLOCK = 256 * 1024, ARENA_FIRST = 4 * 1024 };

struct arena_block {
	struct arena_block *previous;
	size_t size; /* of data */
	alignas(max_align_t) char data[];
};

void *
memory_new(size_t num, size_t item_size)
{
	return calloc(num ? num : 1, item_size);
}

void
memory_free(void *ptr)
{
	free(ptr);
}

enum ndup_status
memory_reserve(void *items, size_t *capacity, size_t num, size_t item_size)
{
	void *old, *new;
	size_t room;

	if (num <= *capacity)
		return NDUP_OK;
	room = *capacity < 8 ? 16 : *capacity * 2;
	if (room < num)
		room = num;
	memcpy(&old, items, sizeof old);
	if ((new = reallocarray(old, room, item_size)) == NULL)
		return NDUP_NOMEM;
	memcpy(items, &new, sizeof new);
	*capacity = room;
	return NDUP_OK;
}

void
memory_trim(void *items, size_t *capacity, size_t num, size_t item_size)
{
	void *old, *new;

	if (num == *capacity || num == 0)
		return;
	memcpy(&old, items, sizeof old);
	if ((new = reallocarray(old, num, item_size)) == NULL)
		return;
	memcpy(items, &new, sizeof new);
	*capacity = num;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	struct arena_block *block;
	size_t room;
	char *ptr;

	if (size > SIZE_MAX / 2)
		return NULL;
	size = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
	if (arena->last == NULL || arena->last->size - arena->used < size) {
		room = arena->last == NULL ? ARENA_FIRST : ARENA_BLOCK;
		if (room < size)
			room = size;
		if ((block = malloc(sizeof *block + room)) == NULL)
			return NULL;
		block->previous = arena->last;
		block->size = room;
		arena->last = block;
		arena->used = 0;
		arena->bytes += room;
	}
	ptr = arena->last->data + arena->used;
	arena->used += size;
	return ptr;
}

struct ndup_slice
arena_copy(struct arena *arena, struct ndup_slice slice)
{
	char *copy;

	if ((copy = arena_alloc(arena, slice.len + 1)) == NULL)
		return (struct ndup_slice){NULL, 0};
	if (slice.len > 0)
		memcpy(copy, slice.ptr, slice.len);
	copy[slice.len] = '\0';
	return (struct ndup_slice){copy, slice.len};
}

void
arena_free(struct arena *arena)
{
	struct arena_block *block, *previous;

	for (block = arena->last; block != NULL; block = previous) {
		previous = block->previous;
		free(block);
	}
	*arena = (struct arena){NULL, 0, 0};
}
