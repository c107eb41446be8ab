/*
 * test_memory.c - arrays that grow, and arenas
 */
#include <stdalign.h>

#include "random.h"

#include "base/memory.h"

/* With a sanitizer too, what is too large is NULL and not the end. */
const char *__asan_default_options(void);
const char *__tsan_default_options(void);

const char *
__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

const char *
__tsan_default_options(void)
{
	return "allocator_may_return_null=1";
}

/* Too large for any machine; not known to the compiler. */
static volatile size_t huge = SIZE_MAX / 2;

static void
test_new_is_zeroed(void **state)
{
	unsigned char *bytes = memory_new(100, 7);
	size_t i;

	(void)state;
	assert_non_null(bytes);
	for (i = 0; i < 700; i++)
		assert_int_equal(bytes[i], 0);
	memory_free(bytes);
	memory_free(NULL);
}

static void
test_new_of_nothing(void **state)
{
	void *nothing = memory_new(0, 8);

	(void)state;
	assert_non_null(nothing);
	memory_free(nothing);
}

static void
test_too_much(void **state)
{
	uint64_t *items = NULL;
	size_t capacity = 0;

	(void)state;
	assert_null(memory_new(huge, 8));
	assert_null(memory_new(huge, 1));
	assert_int_equal(
	    memory_reserve(&items, &capacity, huge, sizeof *items), NDUP_NOMEM);
	assert_null(items);
	assert_int_equal(capacity, 0);
}

/* What is in an array stays in it; room doubles, so growing is linear. */
static void
test_reserve(void **state)
{
	uint64_t *items = NULL;
	size_t capacity = 0, before, moves = 0, i;

	(void)state;
	for (i = 0; i < 100000; i++) {
		before = capacity;
		assert_int_equal(
		    memory_reserve(&items, &capacity, i + 1, sizeof *items),
		    NDUP_OK);
		assert_true(capacity > i);
		moves += capacity != before;
		items[i] = i * i;
	}
	assert_true(moves < 20);
	assert_int_equal(
	    memory_reserve(&items, &capacity, huge, sizeof *items), NDUP_NOMEM);
	memory_trim(&items, &capacity, 100000, sizeof *items);
	assert_int_equal(capacity, 100000);
	for (i = 0; i < 100000; i++)
		assert_int_equal(items[i], i * i);
	memory_free(items);
}

static void
test_reserve_at_once(void **state)
{
	char *items = NULL;
	size_t capacity = 0;

	(void)state;
	assert_int_equal(memory_reserve(&items, &capacity, 0, 1), NDUP_OK);
	assert_int_equal(
	    memory_reserve(&items, &capacity, 1000000, 1), NDUP_OK);
	assert_int_equal(capacity, 1000000);
	memset(items, 1, capacity);
	assert_int_equal(memory_reserve(&items, &capacity, 5, 1), NDUP_OK);
	assert_int_equal(capacity, 1000000);
	memory_free(items);
}

/* ---- arenas ------------------------------------------------------------- */

enum { NUM_PIECES = 3000 };

struct piece {
	unsigned char *ptr;
	size_t size;
	unsigned char mark;
};

static size_t
random_size(void)
{
	switch (random_below(100)) {
	case 0:
		return random_below(400 * 1024); /* more than a block */
	case 1:
	case 2:
		return 0;
	default:
		return random_below(300);
	}
}

/* Pieces are aligned, and none lies in another. */
static void
test_arena(void **state)
{
	struct piece *pieces = test_new(NUM_PIECES, sizeof *pieces), *piece;
	struct arena arena = {0};
	size_t i, sum = 0;

	(void)state;
	random_begin();
	for (piece = pieces; piece < pieces + NUM_PIECES; piece++) {
		piece->size = random_size();
		piece->mark = (unsigned char)random_next();
		piece->ptr = arena_alloc(&arena, piece->size);
		assert_non_null(piece->ptr);
		assert_int_equal(
		    (uintptr_t)piece->ptr % alignof(max_align_t), 0);
		memset(piece->ptr, piece->mark, piece->size);
		sum += piece->size;
	}
	for (piece = pieces; piece < pieces + NUM_PIECES; piece++) {
		for (i = 0; i < piece->size; i++) {
			if (piece->ptr[i] != piece->mark)
				fail();
		}
	}
	assert_true(arena.bytes >= sum);
	arena_free(&arena);
	assert_int_equal(arena.bytes, 0);
	free(pieces);
}

static void
test_arena_too_much(void **state)
{
	struct arena arena = {0};

	(void)state;
	assert_null(arena_alloc(&arena, huge));
	assert_null(arena_alloc(&arena, huge * 2));
	assert_null(arena_alloc(&arena, huge * 2 + 1));
	assert_non_null(arena_alloc(&arena, 1));
	assert_null(arena_alloc(&arena, huge));
	arena_free(&arena);
	arena_free(&arena);
}

static void
test_arena_copy(void **state)
{
	struct arena arena = {0};
	struct ndup_slice copy;

	(void)state;
	copy = arena_copy(&arena, (struct ndup_slice){"a\0bcd", 4});
	assert_int_equal(copy.len, 4);
	assert_memory_equal(copy.ptr, "a\0bc", 5);
	copy = arena_copy(&arena, (struct ndup_slice){NULL, 0});
	assert_int_equal(copy.len, 0);
	assert_non_null(copy.ptr);
	assert_int_equal(copy.ptr[0], '\0');
	arena_free(&arena);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_new_is_zeroed),
	    cmocka_unit_test(test_new_of_nothing),
	    cmocka_unit_test(test_too_much),
	    cmocka_unit_test(test_reserve),
	    cmocka_unit_test(test_reserve_at_once),
	    cmocka_unit_test(test_arena),
	    cmocka_unit_test(test_arena_too_much),
	    cmocka_unit_test(test_arena_copy),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
