/*
 * test_book.c - a long article that is compared again and again
 *
 * What is measured against it, and covered by it, is the same as if it had been
 * read for each alone.
 */
#include "sequences.h"
#include "index/book.h"

enum { NUM_BOOK = 6000, MOST = 500, NAME_OF_BOOK = 1, AT_HAND = 2 };

static uint32_t book_ids[NUM_BOOK];
static struct ndup_params params;

static struct words
words_of(const uint32_t *ids, uint32_t num, uint32_t name)
{
	return (struct words){.ids = ids,
	    .num = num,
	    .half_words = 2 * num,
	    .num_shingles = num,
	    .name = name};
}

/* A text of one word, and between two words of its own. */
static void
draw_text(uint32_t *ids, uint32_t num, uint32_t own)
{
	uint32_t i;

	for (i = 0; i < num; i++)
		ids[i] = 2;
	for (i = draw(100); i < num; i += 40 + draw(200))
		ids[i] = 2 * (own + i);
}

static void
assert_as_alone(struct book *book, const struct words *text)
{
	struct words words = words_of(book_ids, NUM_BOOK, NAME_OF_BOOK);
	bool covered[MOST] = {false}, expected[MOST] = {false};
	struct measures measures, alone;
	struct measurer measurer;
	struct words plain = *text;

	assert_int_equal(book_measure(book, &words, text, &measures), NDUP_OK);
	words.name = plain.name = 0;
	assert_int_equal(measurer_init(&measurer, &params), NDUP_OK);
	assert_int_equal(measurer_base(&measurer, &plain), NDUP_OK);
	measurer.turned = true;
	assert_int_equal(measurer_measure(&measurer, &words, &alone), NDUP_OK);
	assert_int_equal(measures.passage, alone.passage);
	assert_int_equal(measures.covered_a, alone.covered_a);
	assert_int_equal(measures.covered_b, alone.covered_b);
	assert_int_equal(measurer_cover(&book->measurer, &measures, covered),
	    measurer_cover(&measurer, &alone, expected));
	assert_memory_equal(covered, expected, text->num);
	measurer_free(&measurer);
}

/* Texts that repeat themselves, one after another by the same name. */
static void
test_one_name(void **state)
{
	struct book book = {.measures = false};
	uint32_t ids[MOST], num, i;
	struct words text;

	(void)state;
	random_begin();
	ndup_params_init(&params, sizeof params);
	assert_int_equal(measurer_init(&book.measurer, &params), NDUP_OK);
	draw_text(book_ids, NUM_BOOK, 1000);
	for (i = 0; i < 60; i++) {
		num = 200 + draw(MOST - 200);
		draw_text(ids, num, 100000 * (i + 1));
		text = words_of(ids, num, AT_HAND);
		assert_as_alone(&book, &text);
	}
	measurer_free(&book.measurer);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_one_name),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("book", tests, NULL, NULL);
}
