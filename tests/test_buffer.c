/*
 * test_buffer.c - bytes that grow, and what becomes of them without memory
 */
#include "random.h"

#include "base/buffer.h"

static void
assert_holds(const struct buffer *buffer, const void *bytes, size_t size)
{
	assert_false(buffer->failed);
	assert_int_equal(buffer->size, size);
	if (size > 0)
		assert_memory_equal(buffer->data, bytes, size);
}

static void
test_add(void **state)
{
	struct buffer buffer = {NULL, 0, 0, false};

	(void)state;
	buffer_add(&buffer, NULL, 0);
	assert_holds(&buffer, "", 0);
	buffer_add(&buffer, "a\0b", 3);
	buffer_string(&buffer, "cd");
	buffer_slice(&buffer, (struct ndup_slice){"efgh", 2});
	buffer_slice(&buffer, (struct ndup_slice){NULL, 0});
	buffer_printf(&buffer, "%d%s", 42, "!");
	assert_holds(&buffer, "a\0bcdef42!", 10);
	buffer_clear(&buffer);
	assert_holds(&buffer, "", 0);
	buffer_printf(&buffer, "%s", "");
	assert_holds(&buffer, "", 0);
	buffer_free(&buffer);
	buffer_free(&buffer);
}

/* Random pieces, some long, by all ways, against one plain array. */
static void
test_grow(void **state)
{
	enum { MOST = 3000, ROUNDS = 200 };
	char *wanted = test_new(MOST, ROUNDS), piece[MOST + 1];
	struct buffer buffer = {NULL, 0, 0, false};
	size_t len, sum = 0, i, j;

	(void)state;
	random_begin();
	for (i = 0; i < ROUNDS; i++) {
		len = random_below(i % 10 == 0 ? MOST : 20);
		for (j = 0; j < len; j++)
			piece[j] = (char)('a' + random_below(26));
		piece[len] = '\0';
		memcpy(wanted + sum, piece, len);
		sum += len;
		if (i % 3 == 0)
			buffer_add(&buffer, piece, len);
		else if (i % 3 == 1)
			buffer_printf(&buffer, "%s", piece);
		else
			buffer_string(&buffer, piece);
	}
	assert_holds(&buffer, wanted, sum);
	buffer_free(&buffer);
	free(wanted);
}

static void
test_reserve(void **state)
{
	struct buffer buffer = {NULL, 0, 0, false};

	(void)state;
	buffer_string(&buffer, "ab");
	assert_true(buffer_reserve(&buffer, 1000));
	memset(buffer.data + buffer.size, 'c', 1000);
	assert_int_equal(buffer.size, 2);
	assert_memory_equal(buffer.data, "abc", 3);
	buffer_free(&buffer);
}

/* Without memory nothing more is taken, and the writer can tell. */
static void
test_failed(void **state)
{
	struct buffer buffer = {NULL, 0, 0, false};

	(void)state;
	buffer_string(&buffer, "ab");
	assert_false(buffer_reserve(&buffer, SIZE_MAX));
	assert_true(buffer.failed);
	buffer_string(&buffer, "cd");
	buffer_printf(&buffer, "%d", 5);
	assert_false(buffer_reserve(&buffer, 1));
	assert_int_equal(buffer.size, 2);
	assert_memory_equal(buffer.data, "ab", 2);
	buffer_clear(&buffer);
	buffer_string(&buffer, "cd");
	assert_holds(&buffer, "cd", 2);
	buffer_free(&buffer);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_add),
	    cmocka_unit_test(test_grow),
	    cmocka_unit_test(test_reserve),
	    cmocka_unit_test(test_failed),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("buffer", tests, NULL, NULL);
}
