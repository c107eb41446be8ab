/*
 * test_word.c - the hash of a word: the same everywhere, and of all its bytes
 */
#include "random.h"

#include "base/set.h"
#include "text/word.h"

enum { NUM_WORDS = 200000, LONGEST = 40 };

/* Stored fingerprints depend on these. */
static void
test_known_values(void **state)
{
	(void)state;
	assert_int_equal(word_hash("", 0, 0), 4);
	assert_int_equal(
	    word_hash("tajikistan", 10, 0), UINT64_C(0xd259d8a4e52125a4));
	assert_int_equal(word_hash("zusammenarbeitsvereinbarung", 27, 1),
	    UINT64_C(0x8a876f0d06d5b954));
}

/* Bit 1 says that the word begins with a digit, whatever its length. */
static void
test_figures(void **state)
{
	(void)state;
	assert_int_equal(word_hash("1987", 4, 0) & 7, 4 | WORD_FIGURE);
	assert_int_equal(word_hash("9th", 3, 5) & 7, 4 | WORD_FIGURE);
	assert_int_equal(word_hash("b52", 3, 0) & 7, 4);
	assert_int_equal(word_hash("/", 1, 0) & 7, 4);
	assert_int_equal(word_hash(":", 1, 0) & 7, 4);
	assert_int_equal(
	    word_hash("31415926535897932384", 20, 0) & 7, 4 | WORD_FIGURE);
	assert_int_equal(word_hash("a1415926535897932384", 20, 0) & 7, 4);
}

/* Every byte, the length and the seed count. */
static void
test_all_counts(void **state)
{
	char word[LONGEST] = {0};
	uint64_t hash;
	size_t size, i;

	(void)state;
	for (size = 1; size <= LONGEST; size++) {
		hash = word_hash(word, size, 7);
		assert_int_equal(hash & 1, 0);
		assert_true(hash != word_hash(word, size, 8));
		assert_true(hash != word_hash(word, size - 1, 7));
		for (i = 0; i < size; i++) {
			word[i] = 1;
			assert_true(hash != word_hash(word, size, 7));
			word[i] = 0;
		}
	}
}

/* Different words, as they come in texts, have different hashes. */
static void
test_no_collisions(void **state)
{
	struct set seen = {NULL, 0, 0}, hashes = {NULL, 0, 0};
	uint64_t word, packed;
	size_t i, size;
	char bytes[8];

	(void)state;
	random_begin();
	assert_int_equal(set_begin(&seen, NUM_WORDS), NDUP_OK);
	assert_int_equal(set_begin(&hashes, NUM_WORDS), NDUP_OK);
	for (i = 0; i < NUM_WORDS; i++) {
		size = 1 + random_below(8);
		for (packed = 0, word = 0; word < size; word++) {
			bytes[word] = (char)('a' + random_below(26));
			packed = packed << 8 | (unsigned char)bytes[word];
		}
		if (set_add(&seen, packed))
			assert_true(
			    set_add(&hashes, word_hash(bytes, size, 1)));
	}
	set_free(&seen);
	set_free(&hashes);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_known_values),
	    cmocka_unit_test(test_figures),
	    cmocka_unit_test(test_all_counts),
	    cmocka_unit_test(test_no_collisions),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("word", tests, NULL, NULL);
}
