/*
 * test_bands.c - the plan of bands against its definition, and the rate of
 * candidates against the curve that a user is promised
 */
#include <math.h>

#include "random.h"

#include "sketch/bands.h"

enum { MOST_BINS = 512 };

/* The same by the C library's pow(). */
static double
curve(double jaccard, unsigned num_bands, unsigned num_rows)
{
	return 1 - pow(1 - pow(jaccard, num_rows), num_bands);
}

static void
test_probability(void **state)
{
	static const unsigned shapes[][2] = {
	    {42, 3}, {32, 4}, {1, 128}, {128, 1}, {4096, 1}, {20, 25}};
	struct ndup_bands bands = {0, 0, 0};
	unsigned i, percent;
	double found;

	(void)state;
	for (i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
		bands.num_bands = shapes[i][0];
		bands.num_rows = shapes[i][1];
		for (percent = 0; percent <= 100; percent++) {
			found = ndup_bands_probability(percent / 100.0, &bands);
			assert_true(
			    fabs(found - curve(percent / 100.0, shapes[i][0],
					     shapes[i][1])) < 1e-12);
		}
		assert_true(ndup_bands_probability(0, &bands) == 0);
		assert_true(ndup_bands_probability(1, &bands) == 1);
	}
}

/* Reaches the recall; no more rows would; wastes fewer bins than a band. */
static void
check_plan(const struct ndup_params *params)
{
	struct ndup_bands plan;
	struct ndup_error error = {.status = NDUP_OK};
	unsigned rows;

	if (ndup_bands_plan(params, &plan, &error) != NDUP_OK) {
		assert_true(curve(params->min_jaccard, params->num_bins, 1) <
			    params->recall + 1e-12);
		assert_int_equal(error.status, NDUP_PARAM);
		assert_non_null(strstr(error.text, "recall"));
		return;
	}
	assert_true(plan.recall >= params->recall);
	assert_true(
	    fabs(plan.recall - curve(params->min_jaccard, plan.num_bands,
				   plan.num_rows)) < 1e-12);
	assert_true(plan.num_bands * plan.num_rows <= params->num_bins);
	assert_true(
	    params->num_bins - plan.num_bands * plan.num_rows < plan.num_rows);
	for (rows = plan.num_rows + 1; rows <= params->num_bins; rows++)
		assert_true(curve(params->min_jaccard, params->num_bins / rows,
				rows) < params->recall + 1e-12);
}

static void
test_plan(void **state)
{
	static const unsigned bins[] = {16, 100, 128, 256, 1000, 4096};
	static const double recalls[] = {0.01, 0.5, 0.9, 0.95, 0.99, 0.9999};
	struct ndup_params params;
	unsigned i, j, percent;

	(void)state;
	ndup_params_init(&params, sizeof params);
	for (i = 0; i < sizeof bins / sizeof bins[0]; i++) {
		for (j = 0; j < sizeof recalls / sizeof recalls[0]; j++) {
			for (percent = 5; percent <= 100; percent += 5) {
				params.num_bins = bins[i];
				params.recall = recalls[j];
				params.min_jaccard = percent / 100.0;
				check_plan(&params);
			}
		}
	}
}

static void
test_known_plans(void **state)
{
	struct ndup_params params;
	struct ndup_bands plan;

	(void)state;
	ndup_params_init(&params, sizeof params);
	params.num_bins = 128;
	params.min_jaccard = 0.5;
	params.recall = 0.99;
	assert_int_equal(ndup_bands_plan(&params, &plan, NULL), NDUP_OK);
	assert_int_equal(plan.num_bands, 42);
	assert_int_equal(plan.num_rows, 3);
	assert_true(plan.recall > 0.996 && plan.recall < 0.997);
	params.recall = 0.85;
	assert_int_equal(ndup_bands_plan(&params, &plan, NULL), NDUP_OK);
	assert_int_equal(plan.num_bands, 32);
	assert_int_equal(plan.num_rows, 4);
	assert_true(plan.recall > 0.87 && plan.recall < 0.88);
	params.min_jaccard = 1;
	assert_int_equal(ndup_bands_plan(&params, &plan, NULL), NDUP_OK);
	assert_int_equal(plan.num_bands, 1);
	assert_int_equal(plan.num_rows, 128);
}

static void
test_impossible(void **state)
{
	struct ndup_params params;
	struct ndup_bands plan;
	struct ndup_error error;

	(void)state;
	ndup_params_init(&params, sizeof params);
	params.num_bins = 16;
	params.min_jaccard = 0.1;
	params.recall = 0.99;
	assert_int_equal(ndup_bands_plan(&params, &plan, &error), NDUP_PARAM);
	assert_int_equal(error.status, NDUP_PARAM);
	assert_string_equal(error.text,
	    "recall 0.9900 cannot be reached at threshold 0.1000: "
	    "at most 0.8147");
	assert_int_equal(ndup_bands_plan(&params, &plan, NULL), NDUP_PARAM);
}

/* Equal rows give equal keys, in the same band and in no other. */
static void
test_keys(void **state)
{
	const struct ndup_bands bands = {40, 3, 0};
	uint32_t signature[120] = {0};
	uint64_t keys[40], others[40];
	size_t i, j;

	(void)state;
	bands_keys(&bands, signature, keys);
	for (i = 0; i < 40; i++) {
		for (j = 0; j < i; j++)
			assert_true(keys[i] != keys[j]);
	}
	for (i = 0; i < 120; i++) {
		signature[i] = 1;
		bands_keys(&bands, signature, others);
		for (j = 0; j < 40; j++)
			assert_int_equal(keys[j] == others[j], j != i / 3);
		signature[i] = 0;
	}
}

/* ---- measured ----------------------------------------------------------- */

/* Whether random sets of this similarity share a key. */
static bool
share_key(const struct ndup_bands *bands, size_t num, size_t common)
{
	enum { MOST = 2000 };
	static uint64_t a[MOST], b[MOST], bins[MOST_BINS];
	uint64_t keys_a[MOST_BINS], keys_b[MOST_BINS];
	uint32_t signature[MOST_BINS];
	size_t num_bins = 128, only = (num - common) / 2, i;

	for (i = 0; i < common; i++)
		a[i] = b[i] = random_next();
	for (; i < common + only; i++) {
		a[i] = random_next();
		b[i] = random_next();
	}
	signature_bins(a, common + only, bins, num_bins);
	signature_densify(bins, signature, num_bins);
	bands_keys(bands, signature, keys_a);
	signature_bins(b, common + only, bins, num_bins);
	signature_densify(bins, signature, num_bins);
	bands_keys(bands, signature, keys_b);
	for (i = 0; i < bands->num_bands; i++) {
		if (keys_a[i] == keys_b[i])
			return true;
	}
	return false;
}

/* The share of pairs that become candidates lies on the curve. */
static void
test_measured_rate(void **state)
{
	enum { ROUNDS = 1200, SIZE = 1000 };
	static const struct ndup_bands shapes[] = {
	    {42, 3, 0}, {32, 4, 0}, {25, 5, 0}};
	double expected, error;
	size_t i, common, round, found;

	(void)state;
	random_begin();
	for (i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
		for (common = 100; common <= 800; common += 100) {
			found = 0;
			for (round = 0; round < ROUNDS; round++)
				found += share_key(&shapes[i], SIZE, common);
			expected =
			    (int)ROUNDS *
			    ndup_bands_probability(
				(double)common / (int)SIZE, &shapes[i]);
			error = sqrt(expected * ((int)ROUNDS - expected) /
				     (int)ROUNDS);
			if (fabs((double)found - expected) > 4 * error + 1)
				fail_msg("%u bands, similarity 0.%zu: "
					 "%zu of %d, expected %.1f",
				    shapes[i].num_bands, common / 100, found,
				    ROUNDS, expected);
		}
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_probability),
	    cmocka_unit_test(test_plan),
	    cmocka_unit_test(test_known_plans),
	    cmocka_unit_test(test_impossible),
	    cmocka_unit_test(test_keys),
	    cmocka_unit_test(test_measured_rate),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("bands", tests, NULL, NULL);
}
