/*
 * test_signature.c - MinHash: bins by definition, estimates within theory
 *
 * Sets are made with a known Jaccard similarity; over many pairs the mean of
 * the estimates must be that similarity, and their spread no larger than that
 * of as many independent permutations (but for small sets).
 */
#include <math.h>

#include "random.h"

#include "ndup.h"
#include "sketch/bands.h"

enum { MOST = 1024, MOST_BINS = 512 };

static void
sign(const uint64_t *set, size_t num, uint32_t *signature, size_t num_bins)
{
	uint64_t bins[MOST_BINS];

	signature_bins(set, num, bins, num_bins);
	signature_densify(bins, signature, num_bins);
}

/* The bin of a hash: which of num_bins equal parts of all numbers it is in. */
static size_t
bin_of(uint64_t hash, size_t num_bins)
{
	return (size_t)((double)(hash >> 32) * (double)num_bins / 4294967296.0);
}

static void
test_bins_by_definition(void **state)
{
	static const size_t counts[] = {16, 100, 128, 512};
	uint64_t set[300], bins[MOST_BINS], least;
	size_t round, num, num_bins, i, bin;

	(void)state;
	random_begin();
	for (round = 0; round < 40; round++) {
		num = random_below(300);
		num_bins = counts[round % 4];
		for (i = 0; i < num; i++)
			set[i] = random_next();
		signature_bins(set, num, bins, num_bins);
		for (bin = 0; bin < num_bins; bin++) {
			least = SIGNATURE_EMPTY;
			for (i = 0; i < num; i++) {
				if (bin_of(set[i], num_bins) == bin &&
				    (set[i] & UINT32_MAX) < least)
					least = set[i] & UINT32_MAX;
			}
			assert_int_equal(bins[bin], least);
		}
	}
}

static void
shuffle(uint64_t *set, size_t num)
{
	uint64_t moved;
	size_t other;

	for (; num > 1; num--) {
		other = random_below(num);
		moved = set[num - 1];
		set[num - 1] = set[other];
		set[other] = moved;
	}
}

static void
test_order_does_not_matter(void **state)
{
	uint32_t a[MOST_BINS], b[MOST_BINS];
	uint64_t set[300];
	size_t round, num, i;

	(void)state;
	random_begin();
	for (round = 0; round < 200; round++) {
		num = 1 + random_below(round % 2 ? 300 : 12);
		for (i = 0; i < num; i++)
			set[i] = random_next();
		sign(set, num, a, 128);
		shuffle(set, num);
		sign(set, num, b, 128);
		assert_memory_equal(a, b, 128 * sizeof *a);
		assert_true(ndup_signature_similarity(a, b, 128) == 1);
	}
}

/* Full bins keep their own value, empty ones have one of the others. */
static void
test_densify(void **state)
{
	uint64_t set[60], bins[MOST_BINS];
	uint32_t signature[MOST_BINS];
	size_t round, num, i, j;

	(void)state;
	random_begin();
	for (round = 0; round < 100; round++) {
		num = 1 + random_below(60);
		for (i = 0; i < num; i++)
			set[i] = random_next();
		signature_bins(set, num, bins, MOST_BINS);
		signature_densify(bins, signature, MOST_BINS);
		for (i = 0; i < MOST_BINS; i++) {
			for (j = 0; bins[j] != signature[i];)
				assert_true(++j < MOST_BINS);
			if (bins[i] != SIGNATURE_EMPTY)
				assert_int_equal(signature[i], bins[i]);
		}
	}
}

/* Two sets of random shingles: common ones, and as many more of its own. */
struct pair {
	uint64_t a[MOST], b[MOST];
	size_t num_a, num_b;
};

static void
make_pair(struct pair *pair, size_t common, size_t only_a, size_t only_b)
{
	size_t i;

	for (i = 0; i < common; i++)
		pair->a[i] = pair->b[i] = random_next();
	for (i = 0; i < only_a; i++)
		pair->a[common + i] = random_next();
	for (i = 0; i < only_b; i++)
		pair->b[common + i] = random_next();
	pair->num_a = common + only_a;
	pair->num_b = common + only_b;
}

struct estimate {
	size_t common, only_a, only_b, num_bins;
	double mean, spread; /* measured */
};

static void
measure(struct estimate *estimate, size_t rounds)
{
	static struct pair pair;
	uint32_t a[MOST_BINS], b[MOST_BINS];
	double sum = 0, squares = 0, value;
	size_t i;

	for (i = 0; i < rounds; i++) {
		make_pair(&pair, estimate->common, estimate->only_a,
		    estimate->only_b);
		sign(pair.a, pair.num_a, a, estimate->num_bins);
		sign(pair.b, pair.num_b, b, estimate->num_bins);
		value = ndup_signature_similarity(a, b, estimate->num_bins);
		sum += value;
		squares += value * value;
	}
	estimate->mean = sum / (double)rounds;
	estimate->spread =
	    sqrt(squares / (double)rounds - estimate->mean * estimate->mean);
}

static void
check_estimate(struct estimate *estimate, double most_spread)
{
	enum { ROUNDS = 3000 };
	double similarity =
	    (double)estimate->common /
	    (double)(estimate->common + estimate->only_a + estimate->only_b);
	double binomial =
	    sqrt(similarity * (1 - similarity) / (double)estimate->num_bins);

	measure(estimate, ROUNDS);
	if (fabs(estimate->mean - similarity) >
	    4 * estimate->spread / sqrt(ROUNDS))
		fail_msg("similarity %.4f: mean %.4f, spread %.4f", similarity,
		    estimate->mean, estimate->spread);
	if (estimate->spread > most_spread * binomial)
		fail_msg("similarity %.4f: spread %.4f, binomial %.4f",
		    similarity, estimate->spread, binomial);
}

static void
test_estimates(void **state)
{
	struct estimate cases[] = {
	    {.common = 10, .only_a = 200, .only_b = 200, .num_bins = 128},
	    {.common = 64, .only_a = 64, .only_b = 64, .num_bins = 128},
	    {.common = 100, .only_a = 50, .only_b = 50, .num_bins = 128},
	    {.common = 300, .only_a = 300, .only_b = 0, .num_bins = 128},
	    {.common = 450, .only_a = 25, .only_b = 25, .num_bins = 128},
	    {.common = 400, .only_a = 20, .only_b = 500, .num_bins = 512},
	    {.common = 200, .only_a = 100, .only_b = 100, .num_bins = 100},
	    {.common = 40, .only_a = 100, .only_b = 100, .num_bins = 16},
	};
	size_t i;

	(void)state;
	random_begin();
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++)
		check_estimate(&cases[i], 1.5);
}

/* Few shingles: no bias either, though values depend on each other. */
static void
test_estimates_of_small_sets(void **state)
{
	static const size_t sizes[] = {12, 20, 40};
	struct estimate estimate = {.num_bins = 128};
	size_t i, share;

	(void)state;
	random_begin();
	for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		for (share = 1; share < 4; share++) {
			estimate.common = sizes[i] * share / 4;
			estimate.only_a = sizes[i] - estimate.common;
			estimate.only_b = sizes[i] - estimate.common;
			check_estimate(&estimate, 4);
		}
	}
}

/* Nothing in common, everything in common. */
static void
test_extremes(void **state)
{
	static struct pair pair;
	uint32_t a[128], b[128];
	size_t round;

	(void)state;
	random_begin();
	for (round = 0; round < 100; round++) {
		make_pair(&pair, 0, 1 + round, 1 + round * 3);
		sign(pair.a, pair.num_a, a, 128);
		sign(pair.b, pair.num_b, b, 128);
		assert_true(ndup_signature_similarity(a, b, 128) == 0);
		make_pair(&pair, 1 + round, 0, 0);
		sign(pair.a, pair.num_a, a, 128);
		sign(pair.b, pair.num_b, b, 128);
		assert_true(ndup_signature_similarity(a, b, 128) == 1);
	}
	assert_true(ndup_signature_similarity(a, b, 0) == 0);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_bins_by_definition),
	    cmocka_unit_test(test_order_does_not_matter),
	    cmocka_unit_test(test_densify),
	    cmocka_unit_test(test_estimates),
	    cmocka_unit_test(test_estimates_of_small_sets),
	    cmocka_unit_test(test_extremes),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("signature", tests, NULL, NULL);
}
