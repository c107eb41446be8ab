/*
 * test_judge.c - match or not, and of which relation
 *
 * A table of measures that meet the thresholds exactly, and that just miss
 * them.
 */
#include "exact.h"
#include "random.h"
#include "compare/relation.h"

/* Jaccard as common, a, b; coverage as covered and length of both, in half
 * words: 40 are a run, 100 a long passage, 80 many short ones. */
struct judge_case {
	const char *name;
	struct measures measures;
	bool match;
	enum ndup_relation relation;
};

#define SHINGLES(common, of_a, of_b) \
	.common_shingles = (common), .shingles_a = (of_a), .shingles_b = (of_b)
#define COVERED(of_a, long_a, of_b, long_b)                             \
	.covered_a = (of_a), .length_a = (long_a), .covered_b = (of_b), \
	.length_b = (long_b)

static const struct judge_case cases[] = {
    {"the same", {.identical = true, COVERED(8, 8, 8, 8)}, true,
	NDUP_IDENTICAL},
    {"the same, one text under many titles",
	{.identical = true, .is_page = true, COVERED(80, 80, 80, 80)}, false,
	NDUP_IDENTICAL},
    {"Jaccard of one half, two fifths covered",
	{SHINGLES(2, 3, 3), COVERED(40, 100, 40, 100)}, true,
	NDUP_NEAR_DUPLICATE},
    {"Jaccard of one half, less covered",
	{SHINGLES(2, 3, 3), COVERED(39, 100, 39, 100)}, false,
	NDUP_PARTIAL_REUSE},
    {"Jaccard under one half",
	{SHINGLES(4999, 7500, 7498), COVERED(6000, 15000, 6000, 15000)}, false,
	NDUP_PARTIAL_REUSE},
    {"Jaccard, and two fifths of the shorter",
	{SHINGLES(50, 75, 75), COVERED(60, 160, 64, 150)}, true,
	NDUP_NEAR_DUPLICATE},
    {"Jaccard, and two fifths of the longer alone",
	{SHINGLES(50, 75, 75), COVERED(64, 160, 59, 150)}, false,
	NDUP_PARTIAL_REUSE},
    {"under twenty words, whatever they share",
	{.passage = 38, SHINGLES(14, 15, 15), COVERED(38, 39, 38, 39)}, false,
	NDUP_NEAR_DUPLICATE},
    {"one of them under twenty words",
	{.passage = 38, SHINGLES(14, 15, 400), COVERED(38, 39, 38, 800)}, false,
	NDUP_EXCERPT},
    {"twenty words",
	{.passage = 38, SHINGLES(14, 16, 16), COVERED(38, 40, 38, 40)}, true,
	NDUP_NEAR_DUPLICATE},
    {"a quarter of the shorter and a passage",
	{.passage = 40, SHINGLES(16, 96, 196), COVERED(50, 200, 50, 400)}, true,
	NDUP_PARTIAL_REUSE},
    {"a quarter of the shorter and a shorter passage",
	{.passage = 39, SHINGLES(16, 96, 196), COVERED(50, 200, 50, 400)},
	false, NDUP_PARTIAL_REUSE},
    {"under a quarter and a passage",
	{.passage = 40, SHINGLES(16, 96, 196), COVERED(49, 200, 49, 400)},
	false, NDUP_PARTIAL_REUSE},
    {"a quarter of the longer alone",
	{.passage = 40, SHINGLES(16, 96, 196), COVERED(49, 200, 200, 400)},
	false, NDUP_PARTIAL_REUSE},
    {"a long passage, whatever the coverage",
	{.passage = 100, SHINGLES(45, 900, 900), COVERED(100, 2000, 100, 2000)},
	true, NDUP_PARTIAL_REUSE},
    {"a passage just not so long",
	{.passage = 99, SHINGLES(45, 900, 900), COVERED(99, 2000, 99, 2000)},
	false, NDUP_PARTIAL_REUSE},
    {"half of the shorter in short passages",
	{.passage = 20, SHINGLES(16, 76, 196), COVERED(80, 160, 80, 400)}, true,
	NDUP_PARTIAL_REUSE},
    {"half of the shorter, of the other less is covered",
	{.passage = 20, SHINGLES(16, 76, 196), COVERED(80, 160, 79, 400)},
	false, NDUP_PARTIAL_REUSE},
    {"half of the shorter, in fewer words",
	{.passage = 20, SHINGLES(16, 76, 196), COVERED(79, 158, 80, 400)},
	false, NDUP_PARTIAL_REUSE},
    {"less than half of the shorter in short passages",
	{.passage = 20, SHINGLES(16, 76, 196), COVERED(80, 161, 80, 400)},
	false, NDUP_PARTIAL_REUSE},
    {"half of the shorter around other figures",
	{.passage = 20,
	    .replaces_figure = true,
	    SHINGLES(16, 76, 140),
	    COVERED(80, 160, 80, 320)},
	false, NDUP_PARTIAL_REUSE},
    {"the same, and under a quarter of the longer",
	{.passage = 20,
	    .replaces_figure = true,
	    SHINGLES(16, 76, 140),
	    COVERED(80, 160, 80, 321)},
	true, NDUP_PARTIAL_REUSE},
    {"other figures, but a passage",
	{.passage = 40,
	    .replaces_figure = true,
	    SHINGLES(16, 76, 140),
	    COVERED(80, 160, 80, 320)},
	true, NDUP_PARTIAL_REUSE},
    {"other figures, in four fifths of the shorter",
	{.passage = 20,
	    .replaces_figure = true,
	    SHINGLES(16, 76, 140),
	    COVERED(128, 160, 128, 320)},
	true, NDUP_EXCERPT},
    {"other figures, in just less than four fifths",
	{.passage = 20,
	    .replaces_figure = true,
	    SHINGLES(16, 76, 140),
	    COVERED(127, 160, 127, 320)},
	false, NDUP_PARTIAL_REUSE},
    {"the shorter is b",
	{.passage = 40, SHINGLES(16, 196, 96), COVERED(50, 400, 50, 200)}, true,
	NDUP_PARTIAL_REUSE},
    {"of one length, one is covered enough",
	{.passage = 40, SHINGLES(16, 96, 96), COVERED(20, 200, 50, 200)}, true,
	NDUP_PARTIAL_REUSE},
    {"both covered by four fifths",
	{.passage = 40, SHINGLES(60, 100, 120), COVERED(160, 200, 200, 250)},
	true, NDUP_NEAR_DUPLICATE},
    {"the longer covered by less",
	{.passage = 40, SHINGLES(60, 100, 120), COVERED(160, 200, 199, 250)},
	true, NDUP_EXCERPT},
    {"the shorter one is b",
	{.passage = 40, SHINGLES(60, 320, 100), COVERED(160, 700, 160, 200)},
	true, NDUP_EXTENSION},
    {"of one length, b is covered more",
	{.passage = 40, SHINGLES(60, 100, 100), COVERED(150, 200, 170, 200)},
	true, NDUP_EXTENSION},
    {"of one length, a is covered more",
	{.passage = 40, SHINGLES(60, 100, 100), COVERED(170, 200, 150, 200)},
	true, NDUP_EXCERPT},
    {"the shorter covered by four fifths",
	{.passage = 40, SHINGLES(60, 100, 320), COVERED(160, 200, 160, 700)},
	true, NDUP_EXCERPT},
    {"the shorter covered by less",
	{.passage = 40, SHINGLES(60, 100, 320), COVERED(159, 200, 159, 700)},
	true, NDUP_PARTIAL_REUSE},
    {"only the longer covered by four fifths",
	{.passage = 40, SHINGLES(60, 100, 120), COVERED(159, 200, 210, 250)},
	true, NDUP_PARTIAL_REUSE},
    {"nothing at all", {COVERED(0, 0, 0, 0)}, false, NDUP_PARTIAL_REUSE},
};

/* The same figures, for the plain rules. */
static struct exact
exact_of(const struct measures *m)
{
	return (struct exact){.identical = m->identical,
	    .common = m->common_shingles,
	    .shingles_a = m->shingles_a,
	    .shingles_b = m->shingles_b,
	    .covered_a = m->covered_a,
	    .covered_b = m->covered_b,
	    .length_a = m->length_a,
	    .length_b = m->length_b,
	    .passage = m->passage,
	    .replaced = m->replaces_figure};
}

static void
test_cases(void **state)
{
	struct ndup_params params;
	struct ndup_match match;
	size_t i;

	(void)state;
	ndup_params_init(&params, sizeof params);
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		if (relation_matches(&cases[i].measures, &params) !=
		    cases[i].match)
			fail_msg("%s: wrongly judged", cases[i].name);
		relation_fill(&cases[i].measures, &params, &match);
		if (match.relation != cases[i].relation)
			fail_msg("%s: %s", cases[i].name,
			    ndup_relation_name(match.relation));
	}
}

/* The same with a and b changed; only the figures of the two change, and who
 * holds whom. */
static void
test_turned(void **state)
{
	struct ndup_match match, turned;
	struct ndup_params params;
	struct measures m, other;
	size_t i;

	(void)state;
	ndup_params_init(&params, sizeof params);
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		m = other = cases[i].measures;
		other.shingles_a = m.shingles_b;
		other.shingles_b = m.shingles_a;
		other.covered_a = m.covered_b;
		other.covered_b = m.covered_a;
		other.length_a = m.length_b;
		other.length_b = m.length_a;
		assert_int_equal(relation_matches(&m, &params),
		    relation_matches(&other, &params));
		assert_true(relation_strength(&m) == relation_strength(&other));
		relation_fill(&m, &params, &match);
		relation_fill(&other, &params, &turned);
		assert_int_equal(
		    match.relation, relation_turn(turned.relation));
		measures_turn(&other);
		relation_fill(&other, &params, &turned);
		assert_int_equal(match.relation, turned.relation);
		assert_true(match.containment_a == turned.containment_a);
		assert_true(match.containment_b == turned.containment_b);
		assert_true(match.coverage_a == turned.coverage_a);
		assert_true(match.coverage_b == turned.coverage_b);
	}
}

/* Only who came first, by known times, is not said to reuse. */
static void
test_in_time(void **state)
{
	const struct ndup_time never = {.precision = NDUP_TIME_UNKNOWN};
	const struct ndup_time day = {86400, 0, NDUP_TIME_DATE};
	const struct ndup_time hour = {90000, 0, NDUP_TIME_LOCAL};
	const enum ndup_relation part = NDUP_PARTIAL_REUSE;

	(void)state;
	assert_int_equal(relation_in_time(part, &day, &hour), NDUP_REUSED);
	assert_int_equal(relation_in_time(part, &hour, &day), part);
	assert_int_equal(relation_in_time(part, &day, &day), part);
	assert_int_equal(relation_in_time(part, &never, &day), part);
	assert_int_equal(relation_in_time(part, &day, &never), part);
	assert_int_equal(
	    relation_in_time(NDUP_EXCERPT, &day, &hour), NDUP_EXCERPT);
	assert_int_equal(
	    relation_in_time(NDUP_IDENTICAL, &day, &hour), NDUP_IDENTICAL);
}

static void
test_figures(void **state)
{
	const struct measures m = {
	    .passage = 60, SHINGLES(30, 50, 100), COVERED(70, 100, 70, 200)};
	const struct measures same = {.identical = true, COVERED(8, 8, 8, 8)};
	struct ndup_params params;
	struct ndup_match match;

	(void)state;
	ndup_params_init(&params, sizeof params);
	relation_fill(&m, &params, &match);
	assert_true(match.jaccard == 0.25);
	assert_true(match.containment_a == 0.6);
	assert_true(match.containment_b == 0.3);
	assert_true(match.coverage_a == 0.7);
	assert_true(match.coverage_b == 0.35);
	assert_true(relation_strength(&m) == 0.7);
	relation_fill(&same, &params, &match);
	assert_true(match.jaccard == 1);
	assert_true(match.containment_a == 1 && match.containment_b == 1);
	assert_true(match.coverage_a == 1 && match.coverage_b == 1);
	assert_true(relation_strength(&same) == 1);
}

/* Every threshold that a fraction can meet is met by that fraction. */
static void
test_exact_thresholds(void **state)
{
	struct measures m = {.passage = 40, .length_b = 1000000};
	struct ndup_params params;
	uint32_t hundredths;

	(void)state;
	ndup_params_init(&params, sizeof params);
	params.min_jaccard = 1;
	for (hundredths = 1; hundredths < 100; hundredths++) {
		params.min_coverage = hundredths / 100.0;
		m.length_a = 700;
		m.covered_a = 7 * hundredths;
		assert_true(relation_matches(&m, &params));
		m.covered_a--;
		assert_false(relation_matches(&m, &params));
	}
	params.min_coverage = 0;
	for (hundredths = 1; hundredths < 100; hundredths++) {
		params.min_jaccard = hundredths / 100.0;
		m.common_shingles = 3 * hundredths;
		m.shingles_a = 300;
		m.shingles_b = m.common_shingles;
		assert_true(relation_matches(&m, &params));
		m.shingles_a = 301;
		assert_false(relation_matches(&m, &params));
	}
}

/* By Jaccard alone: coverage and run count for nothing, identity does. */
static void
test_without_coverage(void **state)
{
	const struct measures covered = {
	    .passage = 40, SHINGLES(30, 100, 100), COVERED(200, 200, 200, 400)};
	struct ndup_params params;

	(void)state;
	ndup_params_init(&params, sizeof params);
	assert_true(relation_matches(&covered, &params));
	params.min_coverage = 0;
	assert_false(relation_matches(&covered, &params));
	assert_true(relation_matches(
	    &(struct measures){.identical = true, COVERED(4, 4, 4, 4)},
	    &params));
}

/* Random figures around the thresholds, by the plain rules. */
static void
test_random(void **state)
{
	struct ndup_params params;
	struct ndup_match match;
	struct measures m;
	struct exact exact;
	unsigned i, num = 0;

	(void)state;
	random_begin();
	for (i = 0; i < 200000; i++) {
		ndup_params_init(&params, sizeof params);
		params.long_passage = random_percent(30) ? 0 : 50;
		params.min_coverage = random_percent(10) ? 0 : 0.25;
		params.min_words = (unsigned)random_below(40);
		m = (struct measures){.shingles_a = 20,
		    .length_a = (uint32_t)random_below(250),
		    .length_b = (uint32_t)random_below(250),
		    .passage = (uint32_t)(20 * random_below(7)) +
			       (uint32_t)random_below(2)};
		m.shingles_b = 20 + (uint32_t)random_below(3);
		m.common_shingles = (uint32_t)random_below(20);
		m.covered_a = (uint32_t)random_below(m.length_a + 1);
		m.covered_b = (uint32_t)random_below(m.length_b + 1);
		m.replaces_figure = random_percent(50);
		exact = exact_of(&m);
		assert_int_equal(relation_matches(&m, &params),
		    exact_is_match(&exact, &params));
		relation_fill(&m, &params, &match);
		assert_int_equal(
		    match.relation, exact_relation(&exact, &params));
		num += relation_matches(&m, &params);
	}
	assert_in_range(num, i / 10, i - i / 10);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_cases),
	    cmocka_unit_test(test_turned),
	    cmocka_unit_test(test_in_time),
	    cmocka_unit_test(test_figures),
	    cmocka_unit_test(test_exact_thresholds),
	    cmocka_unit_test(test_without_coverage),
	    cmocka_unit_test(test_random),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("judge", tests, NULL, NULL);
}
