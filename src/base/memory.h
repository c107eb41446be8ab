/*
 * memory.h - every allocation of the library goes through here
 *
 * Arrays grow by doubling; an arena hands out many small pieces that live and
 * die together.  Nothing aborts: what fails returns NULL or NDUP_NOMEM.
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include "ndup.h"

/*
 * Where memory comes from instead of malloc(), for tests: allocations that fail,
 * are counted, or hold rubbish.  Sizes are over 0, blocks are not NULL.  All
 * three are called from several threads at once.
 */
struct memory_hooks {
	void *(*allocate)(void *ctx, size_t size); /* aligned for any type, not
	                                  zeroed; NULL: there is none */
	void *(*resize)(void *ctx, void *block, size_t size); /* as realloc() */
	void (*release)(void *ctx, void *block);
	void *ctx; /* handed to each call */
};

/* For the whole process, while nothing of the library is alive; copied.  NULL:
 * malloc() again. */
void memory_hook(const struct memory_hooks *);

/* Zeroed memory for num items; NULL also when the product overflows. */
void *memory_new(size_t num, size_t item_size);
void memory_free(void *);

/*
 * Memory that comes and goes in large pieces: what is given back goes back to
 * the system, whatever stays beside it.  Not zeroed; the size is to be the same
 * for both.
 */
void *memory_map(size_t size);
void memory_unmap(void *, size_t size);

/*
 * Makes room for at least num items in the array at *items (a T **, passed as
 * void *), of which *capacity are allocated.  Contents are kept, new items are
 * not zeroed.
 */
enum ndup_status memory_reserve(
    void *items, size_t *capacity, size_t num, size_t item_size);

/* The same with new items zeroed. */
enum ndup_status memory_reserve_zeroed(
    void *items, size_t *capacity, size_t num, size_t item_size);

/* memory_reserve() for an array X, of which X_capacity items are allocated. */
#define memory_grow(array, num) \
	memory_reserve(&(array), &array##_capacity, num, sizeof *(array))

/* The same with new items zeroed. */
#define memory_grow_zeroed(array, num) \
	memory_reserve_zeroed(&(array), &array##_capacity, num, sizeof *(array))

/* Gives back what an array has over num items; never fails. */
void memory_trim(void *items, size_t *capacity, size_t num, size_t item_size);

/* Copies the defaults into options of a caller, who knows so many bytes of them;
 * those that the library does not know become 0. */
void memory_defaults(
    void *options, size_t size, const void *defaults, size_t known_size);

struct arena_block;

struct arena {
	struct arena_block *last;
	size_t used;  /* bytes of the last block */
	size_t bytes; /* in all blocks, for statistics */
};

/* Uninitialised memory, aligned for any type; NULL if there is none. */
void *arena_alloc(struct arena *, size_t size);

/* A copy of the bytes, NUL added after them; an empty slice on failure of
 * memory, told from an empty one by its NULL ptr. */
struct ndup_slice arena_copy(struct arena *, struct ndup_slice);

/* The same into *to, which may be where the slice stands; false: no memory. */
bool arena_take(struct arena *, struct ndup_slice, struct ndup_slice *to);

/* Copies several slices, each to where it stands. */
bool arena_take_all(
    struct arena *, struct ndup_slice *const slices[], size_t num);
void arena_free(struct arena *);

#endif
