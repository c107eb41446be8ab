/*
 * test_alignment.c - how places of one sequence are found in the other
 */
#include "random.h"

#include "compare/alignment.h"
#include "base/memory.h"

/*
 * Two stretches:  a 10..20 is b 110..121, but for small edits
 *                 a 40..45 is b 5..10
 */
static void
make(struct alignment *alignment)
{
	static const struct block blocks[] = {
	    {10, 110, 4}, {15, 115, 2}, {18, 119, 2}, {40, 5, 5}};
	static const struct stretch stretches[] = {
	    {{10, 20}, {110, 121}, 16, 0, 0, 3},
	    {{40, 45}, {5, 10}, 10, 0, 3, 1}};

	*alignment = (struct alignment){.num_blocks = 4, .num_stretches = 2};
	alignment->blocks = memory_new(4, sizeof blocks[0]);
	alignment->stretches = memory_new(2, sizeof stretches[0]);
	assert_non_null(alignment->blocks);
	assert_non_null(alignment->stretches);
	memcpy(alignment->blocks, blocks, sizeof blocks);
	memcpy(alignment->stretches, stretches, sizeof stretches);
}

static void
assert_projected(const struct alignment *alignment, size_t stretch,
    struct tokens_span part, struct tokens_span wanted)
{
	struct tokens_span found =
	    alignment_project(alignment, &alignment->stretches[stretch], part);

	assert_int_equal(found.begin, wanted.begin);
	assert_int_equal(found.end, wanted.end);
}

#define SPAN(begin, end) ((struct tokens_span){begin, end})

static void
test_project(void **state)
{
	struct alignment alignment;

	(void)state;
	make(&alignment);
	assert_projected(&alignment, 0, SPAN(10, 20), SPAN(110, 121));
	assert_projected(&alignment, 0, SPAN(0, 100), SPAN(110, 121));
	assert_projected(&alignment, 0, SPAN(11, 13), SPAN(111, 113));
	assert_projected(&alignment, 0, SPAN(13, 16), SPAN(113, 116));
	assert_projected(&alignment, 0, SPAN(14, 18), SPAN(115, 117));
	assert_projected(&alignment, 0, SPAN(14, 19), SPAN(115, 120));
	assert_projected(&alignment, 1, SPAN(41, 42), SPAN(6, 7));
	/* only what was edited, nothing, and what lies outside */
	assert_projected(&alignment, 0, SPAN(14, 15), SPAN(0, 0));
	assert_projected(&alignment, 0, SPAN(12, 12), SPAN(0, 0));
	assert_projected(&alignment, 0, SPAN(20, 45), SPAN(0, 0));
	assert_projected(&alignment, 1, SPAN(10, 20), SPAN(0, 0));
	alignment_free(&alignment);
	assert_null(alignment.blocks);
}

static void
test_swap(void **state)
{
	struct alignment alignment;

	(void)state;
	make(&alignment);
	alignment_swap(&alignment);
	/* by place in the new a */
	assert_int_equal(alignment.stretches[0].a.begin, 5);
	assert_int_equal(alignment.stretches[0].b.end, 45);
	assert_int_equal(alignment.stretches[1].a.end, 121);
	assert_projected(&alignment, 0, SPAN(6, 7), SPAN(41, 42));
	assert_projected(&alignment, 1, SPAN(113, 116), SPAN(13, 16));
	assert_projected(&alignment, 1, SPAN(117, 119), SPAN(0, 0));
	alignment_swap(&alignment);
	assert_projected(&alignment, 0, SPAN(14, 19), SPAN(115, 120));
	alignment_free(&alignment);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_project),
	    cmocka_unit_test(test_swap),
	};

	return cmocka_run_group_tests_name("alignment", tests, NULL, NULL);
}
