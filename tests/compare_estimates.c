/*
 * compare_estimates.c - signatures of pairs against their exact Jaccard
 *
 * Of pairs that have nothing to do with each other, under several seeds: the
 * share of equal values errs as the share of so many throws of a coin does
 * (binomial), and a pair meets in a band as often as its probability says.
 * Where shingles are fewer than bins, only bins that some shingle falls into
 * are throws.
 * Sums of many are compared, so that chance has no say: four standard
 * deviations.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "compare.h"

enum { NUM_SEEDS = 40, MOST_PAIRS = 200 };

/* Smaller sets are compared by their shingles, not by signature. */
enum { DOZEN = 12 };

/* Errors of estimates, in sums. */
struct errors {
	const char *name;
	unsigned long num;
	double sum, squares, variance; /* variance: as the binomial has it */
};

/* How many pairs met in a band, and how many should. */
struct meetings {
	struct ndup_bands bands;
	unsigned long num, met;
	double expected, variance;
};

struct estimates {
	struct errors large, small; /* more shingles than bins; fewer */
	struct meetings meetings[3];
	uint32_t *signatures; /* of both articles of a pair */
};

/*
 * Leaves a few hundred pairs of which none has anything in common with
 * another: their errors are independent.
 */
static void
leave_independent(const struct world *world, struct oracle_list *list)
{
	bool *near = oracle_memory(world->num, sizeof *near);
	const struct oracle_sets *sets = &world->oracle.shingles;
	const struct oracle_pair *other;
	struct oracle_pair pair;
	size_t i, k, num = 0;

	for (i = 0; i < list->num && num < MOST_PAIRS; i++) {
		pair = list->items[i];
		if (near[pair.a] || near[pair.b] || pair.jaccard == 1 ||
		    oracle_sets_crowded(sets, pair.a, pair.b, ORACLE_BUCKET))
			continue;
		for (k = 0; k < list->num; k++) {
			other = &list->items[k];
			if (other->a == pair.a || other->b == pair.a ||
			    other->a == pair.b || other->b == pair.b)
				near[other->a] = near[other->b] = true;
		}
		list->items[num++] = pair;
	}
	list->num = num;
	free(near);
}

static bool
sign(struct ndup_sketcher *sketcher, const struct ndup_document *document,
    uint32_t *signature)
{
	struct ndup_slice text = document->text;
	const struct ndup_sketch *sketch;

	text.ptr += document->text_begin;
	text.len -= document->text_begin;
	if (ndup_sketcher_run(sketcher, text, &sketch, NULL) != NDUP_OK ||
	    sketch->num_bins == 0)
		return false;
	memcpy(
	    signature, sketch->signature, sketch->num_bins * sizeof *signature);
	return true;
}

/* How many bins are not empty, where so many shingles fall into them. */
static double
count_throws(unsigned num_bins, uint32_t num_shingles)
{
	return num_bins * (1 - pow(1 - 1.0 / num_bins, num_shingles));
}

static void
add_error(
    struct errors *errors, double jaccard, double estimate, double num_throws)
{
	double error = estimate - jaccard;

	errors->num++;
	errors->sum += error;
	errors->squares += error * error;
	errors->variance += jaccard * (1 - jaccard) / num_throws;
}

static bool
meet(const struct ndup_bands *bands, const uint32_t *a, const uint32_t *b)
{
	unsigned band, row;

	for (band = 0; band < bands->num_bands; band++) {
		for (row = 0; row < bands->num_rows; row++) {
			if (a[band * bands->num_rows + row] !=
			    b[band * bands->num_rows + row])
				break;
		}
		if (row == bands->num_rows)
			return true;
	}
	return false;
}

static void
add_meeting(struct meetings *meetings, double jaccard, bool met)
{
	double chance = ndup_bands_probability(jaccard, &meetings->bands);

	if (fault_planted("blunt-bands") && meetings->num % 20 == 0)
		met = false;
	meetings->num++;
	meetings->met += met;
	meetings->expected += chance;
	meetings->variance += chance * (1 - chance);
}

static void
add_estimate(struct estimates *estimates, const struct world *world,
    const struct oracle_pair *pair)
{
	const struct oracle_sets *sets = &world->oracle.shingles;
	unsigned num_bins = world->params.num_bins;
	const uint32_t *a = estimates->signatures, *b = a + num_bins;
	uint32_t size_a = oracle_sets_size(sets, pair->a);
	uint32_t size_b = oracle_sets_size(sets, pair->b), i;
	double estimate = ndup_signature_similarity(a, b, num_bins);
	bool large = size_a > num_bins && size_b > num_bins;
	uint32_t joined =
	    size_a + size_b - oracle_sets_common(sets, pair->a, pair->b);

	if (size_a < DOZEN || size_b < DOZEN)
		return;
	if (fault_planted("blunt-estimate"))
		estimate += 0.02;
	add_error(large ? &estimates->large : &estimates->small, pair->jaccard,
	    estimate, large ? num_bins : count_throws(num_bins, joined));
	for (i = 0; large && i < 3; i++)
		add_meeting(&estimates->meetings[i], pair->jaccard,
		    meet(&estimates->meetings[i].bands, a, b));
}

static void
add_seed(struct estimates *estimates, const struct world *world,
    const struct oracle_list *list, uint64_t seed)
{
	struct ndup_params params = world->params;
	const struct oracle_pair *pair = list->items;
	struct ndup_sketcher *sketcher;

	params.seed = seed;
	assert_int_equal(ndup_sketcher_new(&sketcher, &params, NULL), NDUP_OK);
	for (; pair < list->items + list->num; pair++) {
		if (sign(sketcher, &world->documents[pair->a],
			estimates->signatures) &&
		    sign(sketcher, &world->documents[pair->b],
			estimates->signatures + params.num_bins))
			add_estimate(estimates, world, pair);
	}
	ndup_sketcher_free(sketcher);
}

static void
judge_errors(const struct world *world, const struct errors *errors)
{
	double num = errors->num > 0 ? (double)errors->num : 1;
	double mean = errors->sum / num;
	double spread = sqrt(errors->squares / num);
	double binomial = sqrt(errors->variance / num);

	printf("%s: estimates of %lu pairs of %s sets: mean error %+.5f, "
	       "root mean square %.5f, binomial %.5f\n",
	    world->name, errors->num, errors->name, mean, spread, binomial);
	fflush(stdout);
	assert_true(fabs(mean) <= 4 * binomial / sqrt(num));
	assert_true(spread <= 1.05 * binomial);
}

static void
judge_meetings(const struct world *world, const struct meetings *meetings)
{
	printf("%s: %u bands of %u rows: %lu of %lu pairs met, %.1f "
	       "expected, standard deviation %.1f\n",
	    world->name, meetings->bands.num_bands, meetings->bands.num_rows,
	    meetings->met, meetings->num, meetings->expected,
	    sqrt(meetings->variance));
	fflush(stdout);
	assert_true(fabs((double)meetings->met - meetings->expected) <=
		    4 * sqrt(meetings->variance) + 1);
}

void
compare_estimates(struct world *world)
{
	static const double thresholds[3] = {0.3, 0.5, 0.7};
	struct estimates estimates = {
	    .large = {.name = "large"}, .small = {.name = "small"}};
	struct ndup_params params = world->params;
	struct oracle_list list;
	uint64_t seed;
	int i;

	for (i = 0; i < 3; i++) {
		params.min_jaccard = thresholds[i];
		assert_int_equal(ndup_bands_plan(&params,
				     &estimates.meetings[i].bands, NULL),
		    NDUP_OK);
	}
	estimates.signatures =
	    oracle_memory(2 * (size_t)params.num_bins, sizeof(uint32_t));
	oracle_similar(&world->oracle, 0.05, &list);
	leave_independent(world, &list);
	for (seed = 1; seed <= NUM_SEEDS; seed++)
		add_seed(&estimates, world, &list, seed);
	free(list.items);
	free(estimates.signatures);
	judge_errors(world, &estimates.large);
	judge_errors(world, &estimates.small);
	for (i = 0; i < 3; i++)
		judge_meetings(world, &estimates.meetings[i]);
}
