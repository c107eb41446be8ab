/*
 * test_copies.c - what is known of an earlier text, by its tokens
 *
 * Not by their hash, which is the same here for all.
 */
#include "random.h"

#include "base/memory.h"
#include "index/copies.h"

enum { HASH = 1, NUM_TOKENS = 5 };

/* Reads text number i, as a worker does: over what it read before. */
static struct words
read_text(struct read_tokens *read, uint32_t i)
{
	uint32_t token;

	assert_int_equal(memory_reserve(&read->ids, &read->ids_capacity,
			     NUM_TOKENS, sizeof *read->ids),
	    NDUP_OK);
	for (token = 0; token < NUM_TOKENS; token++)
		read->ids[token] = 2 * (100 * i + token + 1);
	return (struct words){.ids = read->ids,
	    .num = NUM_TOKENS,
	    .half_words = 2 * NUM_TOKENS,
	    .num_shingles = 1};
}

static void
keep(struct copies *copies, struct read_tokens *read, uint32_t i)
{
	const struct copied copied = {
	    .tokens_hash = HASH, .words = read_text(read, i), .longest_run = i};

	copies_keep(copies, &copied, read);
}

static void
assert_found(const struct copies *copies, struct read_tokens *read, uint32_t i,
    bool expected)
{
	const struct words words = read_text(read, i);
	const struct copied *found = copies_find(copies, HASH, &words);

	assert_int_equal(found != NULL, expected);
	if (expected)
		assert_int_equal(found->longest_run, i);
	assert_null(copies_find(copies, HASH + 1, &words));
}

/* The last few are known, whatever was read since. */
static void
test_last_few(void **state)
{
	struct read_tokens read = {NULL, NULL, 0, 0};
	struct copies copies = {.num = 0};
	uint32_t i, num = 0, round;

	(void)state;
	for (round = 0; round < 3; round++) {
		for (num = 0; num < 3 * NUM_COPIED; num++) {
			for (i = 0; i < num + 3; i++)
				assert_found(&copies, &read, i,
				    i < num && i + NUM_COPIED >= num);
			keep(&copies, &read, num);
		}
		copies_clear(&copies);
		assert_found(&copies, &read, num - 1, false);
	}
	copies_free(&copies);
	read_tokens_free(&read);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_last_few),
	};

	return cmocka_run_group_tests_name("copies", tests, NULL, NULL);
}
