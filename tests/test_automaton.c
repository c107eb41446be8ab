/*
 * test_automaton.c - what texts have in common, however they repeat themselves
 *
 * Against a table over all places of both.
 */
#include "sequences.h"
#include "compare/automaton.h"

enum { NUM_CASES = 4000 };

static struct sequence a, b;
static struct truth truth;

/* What of b is common with a, and the longest run. */
static void
check(struct automaton *automaton, uint32_t min_weight)
{
	static bool expected_a[SEQUENCE_MOST], expected_b[SEQUENCE_MOST];
	static bool marks[SEQUENCE_MOST];
	uint32_t longest;

	truth_fill(&truth, &a, &b);
	truth_mark(&truth, &a, &b, min_weight, expected_a, expected_b);
	memset(marks, 0, sizeof marks);
	automaton_compare(
	    automaton, a.ids, a.num, min_weight, &longest, marks);
	assert_memory_equal(marks, expected_b, b.num * sizeof *marks);
	assert_int_equal(longest, truth_longest(&truth, &a, &b));
}

static struct mixture
draw_mixture(void)
{
	static const uint32_t halves[] = {0, 30, 100};

	return (struct mixture){
	    .length = draw(80),
	    .num_words = 1 + draw(draw(2) ? 3 : 40),
	    .half = halves[draw(3)],
	    .breaks = draw(2) ? 0 : draw(20),
	    .copied = 10,
	};
}

/* One text, several others, one after another. */
static void
test_random_texts(void **state)
{
	struct automaton automaton = {0};
	struct mixture mixture;
	unsigned num, other;

	(void)state;
	random_begin();
	for (num = 0; num < NUM_CASES; num++) {
		mixture = draw_mixture();
		draw_sequence(&mixture, &b);
		assert_int_equal(
		    automaton_read(&automaton, b.ids, b.num), NDUP_OK);
		for (other = 0; other < 3; other++) {
			draw_reuse(&mixture, &b, &a);
			check(&automaton, 1 + draw(12));
		}
	}
	automaton_free(&automaton);
}

static void
repeat_words(struct sequence *text, uint32_t period, uint32_t num)
{
	uint32_t i;

	for (i = 0; i < num; i++)
		text->ids[i] = 2 * (1 + i % period);
	text->num = num;
}

/* All periods, one of which begins in the middle of the other. */
static void
test_periods(void **state)
{
	struct automaton automaton = {0};
	uint32_t x, y;

	(void)state;
	for (x = 1; x < 12; x++) {
		repeat_words(&b, x, SEQUENCE_MOST / 2);
		assert_int_equal(
		    automaton_read(&automaton, b.ids, b.num), NDUP_OK);
		assert_true(automaton.num_states <= 2 * b.num);
		for (y = 1; y < 12; y++) {
			repeat_words(&a, y, SEQUENCE_MOST / 2 - y);
			check(&automaton, 8);
		}
	}
	automaton_free(&automaton);
}

/* Neither text, and nothing but what is ignored. */
static void
test_nothing(void **state)
{
	struct automaton automaton = {0};

	(void)state;
	a.num = b.num = 0;
	assert_int_equal(automaton_read(&automaton, b.ids, b.num), NDUP_OK);
	check(&automaton, 1);
	b.num = 3;
	memset(b.ids, 0, sizeof b.ids);
	a = b;
	assert_int_equal(automaton_read(&automaton, b.ids, b.num), NDUP_OK);
	check(&automaton, 1);
	automaton_free(&automaton);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random_texts),
	    cmocka_unit_test(test_periods),
	    cmocka_unit_test(test_nothing),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("automaton", tests, NULL, NULL);
}
