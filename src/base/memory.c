/*
 * memory.c - every allocation of the library goes through here
 */
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "memory.h"

/* Blocks of an arena grow from the first size to the other. */
enum { ARENA_FIRST = 4 * 1024, ARENA_BLOCK = 256 * 1024 };

struct arena_block {
	struct arena_block *previous;
	size_t size; /* of data */
	alignas(max_align_t) char data[];
};

/* ---- where memory comes from: malloc(), but in tests ---------------------- */

static struct memory_hooks hooks; /* no functions: malloc() */

void
memory_hook(const struct memory_hooks *wanted)
{
	static const struct memory_hooks none;

	hooks = wanted == NULL ? none : *wanted;
}

static void *
allocate_zeroed(size_t num, size_t item_size)
{
	void *block;
	size_t size;

	if (__builtin_mul_overflow(num, item_size, &size))
		return NULL;
	if ((block = hooks.allocate(hooks.ctx, size)) != NULL)
		memset(block, 0, size);
	return block;
}

static void *
resize(void *old, size_t num, size_t item_size)
{
	void *new;
	size_t size;

	if (hooks.resize == NULL)
		new = reallocarray(old, num, item_size);
	else if (__builtin_mul_overflow(num, item_size, &size))
		new = NULL;
	else if (old == NULL)
		new = hooks.allocate(hooks.ctx, size);
	else
		new = hooks.resize(hooks.ctx, old, size);
	return new;
}

/* ---- blocks ------------------------------------------------------------- */

void *
memory_new(size_t num, size_t item_size)
{
	if (num == 0)
		num = 1;
	return hooks.allocate == NULL ? calloc(num, item_size)
				      : allocate_zeroed(num, item_size);
}

void
memory_free(void *ptr)
{
	if (ptr == NULL)
		return;
	if (hooks.release == NULL)
		free(ptr);
	else
		hooks.release(hooks.ctx, ptr);
}

/* Smaller pieces are left to malloc(). */
enum { MAP_LEAST = 128 * 1024 };

void *
memory_map(size_t size)
{
	void *ptr;

	if (hooks.allocate != NULL)
		return hooks.allocate(hooks.ctx, size ? size : 1);
	if (size < MAP_LEAST)
		return malloc(size ? size : 1);
	ptr = mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return ptr == MAP_FAILED ? NULL : ptr;
}

void
memory_unmap(void *ptr, size_t size)
{
	if (ptr == NULL || hooks.release != NULL || size < MAP_LEAST)
		memory_free(ptr);
	else
		munmap(ptr, size);
}

/* ---- arrays ------------------------------------------------------------- */

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
	if ((new = resize(old, room, item_size)) == NULL)
		return NDUP_NOMEM;
	memcpy(items, &new, sizeof new);
	*capacity = room;
	return NDUP_OK;
}

enum ndup_status
memory_reserve_zeroed(
    void *items, size_t *capacity, size_t num, size_t item_size)
{
	size_t before = *capacity;
	char *bytes;

	if (memory_reserve(items, capacity, num, item_size) != NDUP_OK)
		return NDUP_NOMEM;
	if (*capacity == before)
		return NDUP_OK;
	memcpy(&bytes, items, sizeof bytes);
	memset(bytes + before * item_size, 0, (*capacity - before) * item_size);
	return NDUP_OK;
}

void
memory_trim(void *items, size_t *capacity, size_t num, size_t item_size)
{
	void *old, *new;

	if (num == *capacity || num == 0)
		return;
	memcpy(&old, items, sizeof old);
	if ((new = resize(old, num, item_size)) == NULL)
		return;
	memcpy(items, &new, sizeof new);
	*capacity = num;
}

/* ---- options of callers ------------------------------------------------- */

void
memory_defaults(
    void *options, size_t size, const void *defaults, size_t known_size)
{
	memset(options, 0, size);
	memcpy(options, defaults, size < known_size ? size : known_size);
}

/* ---- arenas ------------------------------------------------------------- */

/* The size of the next block, which must have room for so much. */
static size_t
next_room(const struct arena *arena, size_t size)
{
	size_t room = arena->last == NULL ? ARENA_FIRST : 2 * arena->last->size;

	room = room < ARENA_BLOCK ? room : ARENA_BLOCK;
	return room < size ? size : room;
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
		room = next_room(arena, size);
		if ((block = memory_map(sizeof *block + room)) == NULL)
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

bool
arena_take(struct arena *arena, struct ndup_slice slice, struct ndup_slice *to)
{
	*to = arena_copy(arena, slice);
	return to->ptr != NULL;
}

bool
arena_take_all(
    struct arena *arena, struct ndup_slice *const slices[], size_t num)
{
	size_t i;

	for (i = 0; i < num; i++)
		if (!arena_take(arena, *slices[i], slices[i]))
			return false;
	return true;
}

void
arena_free(struct arena *arena)
{
	struct arena_block *block, *previous;

	for (block = arena->last; block != NULL; block = previous) {
		previous = block->previous;
		memory_unmap(block, sizeof *block + block->size);
	}
	*arena = (struct arena){NULL, 0, 0};
}
