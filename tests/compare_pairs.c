/*
 * compare_pairs.c - matches of a scan against the oracle: which, what figures
 *
 * Numbers are compared by their integer numerators.  A pair of texts counts as
 * found if it is a match.  Where a bucket has more texts than may be paired
 * each with each, texts are paired with one of it: then it is enough that both
 * are in one cluster, or where pairs have conditions, that matches lead from
 * one to the other.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "compare.h"
#include "random.h"

static bool
is_share(double value, uint32_t part, uint32_t whole)
{
	if (whole == 0)
		return value == 0;
	return fabs(value * whole - part) < 1e-6;
}

/* ---- figures ------------------------------------------------------------- */

static bool
has_figures(const struct ndup_match *match, const struct exact *exact)
{
	uint32_t joined = exact->shingles_a + exact->shingles_b - exact->common;

	if (exact->identical)
		return match->jaccard == 1 && match->containment_a == 1 &&
		       match->containment_b == 1 && match->coverage_a == 1 &&
		       match->coverage_b == 1;
	return is_share(match->jaccard, exact->common, joined) &&
	       is_share(
		   match->containment_a, exact->common, exact->shingles_a) &&
	       is_share(
		   match->containment_b, exact->common, exact->shingles_b) &&
	       is_share(match->coverage_a, exact->covered_a, exact->length_a) &&
	       is_share(match->coverage_b, exact->covered_b, exact->length_b);
}

/* Of texts that repeat themselves figures may be of either kind. */
static bool
same_figures(const struct ndup_match *match, const struct exact *exact)
{
	struct exact cut = exact_if_cut(exact);

	return has_figures(match, exact) ||
	       (exact->may_be_cut && has_figures(match, &cut));
}

/* In a cluster partial reuse has two names, by time. */
static bool
same_relation(const struct ndup_match *match, const struct exact *exact,
    const struct ndup_params *params)
{
	struct exact cut = exact_if_cut(exact);
	enum ndup_relation relation = match->relation == NDUP_REUSED
					  ? NDUP_PARTIAL_REUSE
					  : match->relation;

	return relation == exact_relation(exact, params) ||
	       (exact->may_be_cut && relation == exact_relation(&cut, params));
}

static void
print_pair(const struct ndup_match *match, const struct exact *exact)
{
	printf(
	    "  scan: %s, Jaccard %.6f, containment %.6f %.6f, coverage "
	    "%.6f %.6f, run %u\n  oracle: %scommon %u of %u and %u "
	    "shingles, covered %u of %u and %u of %u, passage %u, run %u half "
	    "words%s\n",
	    ndup_relation_name(match->relation), match->jaccard,
	    match->containment_a, match->containment_b, match->coverage_a,
	    match->coverage_b, match->longest_run,
	    exact->identical ? "identical, " : "", exact->common,
	    exact->shingles_a, exact->shingles_b, exact->covered_a,
	    exact->length_a, exact->covered_b, exact->length_b, exact->passage,
	    exact->longest, exact->may_be_cut ? ", or cut" : "");
}

static void
add_pair(struct tally *tally, bool good, const struct world *world,
    const struct ndup_match *match, const struct exact *exact)
{
	struct ndup_slice a = world->documents[match->a].id;
	struct ndup_slice b = world->documents[match->b].id;

	tally_add(
	    tally, good, "%.*s and %.*s", (int)a.len, a.ptr, (int)b.len, b.ptr);
	if (!good && tally->bad <= 3)
		print_pair(match, exact);
}

void
compare_values(struct world *world, const struct ndup_params *params,
    const struct findings *found)
{
	struct tally real = {world->name, "matches are real", 0, 0};
	struct tally figures = {world->name, "figures of matches", 0, 0};
	struct tally relations = {world->name, "relations", 0, 0};
	struct tally runs = {world->name, "longest runs", 0, 0};
	const struct ndup_match *match;
	struct exact exact;
	size_t i, num = found->num_matches + found->num_members;

	for (i = 0; i < num; i++) {
		match = i < found->num_matches
			    ? &found->matches[i]
			    : &found->members[i - found->num_matches];
		oracle_measure(&world->oracle, match->a, match->b, &exact);
		add_pair(&real,
		    oracle_allows(&world->oracle, match->a, match->b) &&
			oracle_may_match(&exact, params),
		    world, match, &exact);
		add_pair(&figures, same_figures(match, &exact), world, match,
		    &exact);
		add_pair(&relations, same_relation(match, &exact, params),
		    world, match, &exact);
		if (i < found->num_matches)
			add_pair(&runs, match->longest_run == exact.longest / 2,
			    world, match, &exact);
	}
	tally_end(&real);
	tally_end(&figures);
	tally_end(&relations);
	tally_end(&runs);
}

/* ---- one by one ---------------------------------------------------------- */

struct single {
	struct world *world;
	const struct ndup_params *params;
	struct tally answers, figures, relations, runs, passages;
};

/* The passages of a match that the scan found are those of the pair. */
static bool
same_passages(struct world *world, const struct ndup_match *found)
{
	const struct ndup_match *match;

	if (ndup_scan_compare(world->scan, found->a, found->b, &match, NULL) !=
		NDUP_OK ||
	    match->num_passages != found->num_passages)
		return false;
	return match->num_passages == 0 ||
	       memcmp(match->passages, found->passages,
		   match->num_passages * sizeof *match->passages) == 0;
}

static void
compare_pair(struct single *single, uint32_t a, uint32_t b)
{
	struct world *world = single->world;
	const struct ndup_match *found;
	enum ndup_status status, wanted = NDUP_END;
	struct ndup_match match;
	struct exact exact;
	bool unsure;

	oracle_measure(&world->oracle, a, b, &exact);
	if (oracle_allows(&world->oracle, a, b) &&
	    oracle_matches(&exact, single->params))
		wanted = NDUP_OK;
	status = ndup_scan_compare(world->scan, a, b, &found, NULL);
	assert_in_range(status, NDUP_OK, NDUP_END);
	match = *found;
	match.coverage_b += fault_planted("shift-single") ? 0.01 : 0;
	assert_true(match.a == a && match.b == b);
	unsure = oracle_may_match(&exact, single->params) !=
		 oracle_matches(&exact, single->params);
	add_pair(&single->answers, status == wanted || unsure, world, &match,
	    &exact);
	add_pair(&single->figures, same_figures(&match, &exact), world, &match,
	    &exact);
	if (wanted == NDUP_OK)
		add_pair(&single->relations,
		    same_relation(&match, &exact, single->params), world,
		    &match, &exact);
	if (!single->params->no_passages)
		add_pair(&single->runs, match.longest_run == exact.longest / 2,
		    world, &match, &exact);
}

void
compare_single(
    struct world *world, const struct ndup_params *params, unsigned num)
{
	struct single single = {world, params,
	    {world->name, "single pairs, match or not", 0, 0},
	    {world->name, "figures of single pairs", 0, 0},
	    {world->name, "relations of single pairs", 0, 0},
	    {world->name, "longest runs of single pairs", 0, 0},
	    {world->name, "passages of single pairs", 0, 0}};
	const struct ndup_match *match;
	size_t i;

	random_begin();
	for (i = 0; i < num; i++)
		compare_pair(&single, (uint32_t)random_below(world->num),
		    (uint32_t)random_below(world->num));
	for (i = 0; i < world->found.num_matches && i < num; i++) {
		match = &world->found.matches[i];
		compare_pair(&single, match->a, match->b);
		compare_pair(&single, match->b, match->a);
		tally_add(&single.passages, same_passages(world, match),
		    "articles %u and %u", match->a, match->b);
	}
	tally_end(&single.answers);
	tally_end(&single.figures);
	tally_end(&single.relations);
	tally_end(&single.runs);
	tally_end(&single.passages);
}

/* ---- identical texts ----------------------------------------------------- */

/* Whether both texts have few enough articles to be paired each with each. */
static bool
few(const uint32_t *sizes, uint32_t a, uint32_t b)
{
	return sizes[a] * sizes[b] <= ORACLE_BUCKET;
}

/* All articles with the tokens of a against all with those of b. */
static void
compare_groups(struct world *world, const struct findings *found,
    const uint32_t groups[2], struct tally *tally)
{
	const struct oracle_text *texts = world->oracle.texts.items;
	uint32_t i, j;

	for (i = groups[0]; i < world->num; i++) {
		if (texts[i].same != groups[0])
			continue;
		for (j = groups[1]; j < world->num; j++) {
			if (texts[j].same == groups[1] && i != j)
				tally_add(tally,
				    findings_match(found, i, j) != NULL,
				    "articles %u and %u", i, j);
		}
	}
}

void
compare_copies(struct world *world, const struct findings *found)
{
	const struct oracle_text *texts = world->oracle.texts.items;
	uint32_t *sizes = oracle_memory(world->num, sizeof *sizes);
	struct tally copies = {world->name, "identical articles", 0, 0};
	struct tally groups = {world->name, "matches of copies", 0, 0};
	const struct ndup_match *match;
	uint32_t i, pair[2];
	size_t k;

	for (i = 0; i < world->num; i++)
		sizes[texts[i].same]++;
	for (i = 0; i < world->num; i++) {
		if (texts[i].same != i)
			tally_add(&copies,
			    findings_match(found, texts[i].same, i) != NULL,
			    "articles %u and %u", texts[i].same, i);
		pair[0] = pair[1] = i;
		if (sizes[i] > 1 && sizes[i] <= ORACLE_BUCKET)
			compare_groups(world, found, pair, &copies);
	}
	for (k = 0; k < found->num_matches; k++) {
		match = &found->matches[k];
		pair[0] = texts[match->a].same;
		pair[1] = texts[match->b].same;
		if (pair[0] == match->a && pair[1] == match->b &&
		    few(sizes, pair[0], pair[1]) &&
		    sizes[pair[0]] + sizes[pair[1]] > 2)
			compare_groups(world, found, pair, &groups);
	}
	free(sizes);
	tally_end(&copies);
	tally_end(&groups);
}

/* ---- recall -------------------------------------------------------------- */

struct recall {
	struct world *world;
	const struct findings *found;
	bool by_runs; /* candidates come from passage keys, else bands */
	unsigned long matched, together, lost, missed;
};

/* Whether all buckets that the pair shares may be hot. */
static bool
may_be_hot(const struct recall *recall, const struct oracle_pair *pair)
{
	struct oracle *oracle = &recall->world->oracle;

	if (recall->by_runs)
		return oracle_is_hot(oracle, pair->a, pair->b);
	return oracle_sets_crowded(
	    &oracle->shingles, pair->a, pair->b, ORACLE_BUCKET);
}

/* Whether a pair that is no match is together in what was found. */
static bool
is_together(const struct recall *recall, const struct oracle_pair *pair)
{
	const struct findings *found = recall->found;

	if (recall->world->oracle.by_article)
		return found->chain_of[pair->a] == found->chain_of[pair->b];
	return found->cluster_of[pair->a] != 0 &&
	       found->cluster_of[pair->a] == found->cluster_of[pair->b];
}

static void
count_pair(struct recall *recall, const struct oracle_pair *pair)
{
	const struct ndup_document *documents = recall->world->documents;

	if (findings_match(recall->found, pair->a, pair->b) != NULL)
		recall->matched++;
	else if (may_be_hot(recall, pair))
		is_together(recall, pair) ? recall->together++ : recall->lost++;
	else if (recall->missed++ == 0)
		printf("%s: first missed: %.*s and %.*s\n", recall->world->name,
		    (int)documents[pair->a].id.len, documents[pair->a].id.ptr,
		    (int)documents[pair->b].id.len, documents[pair->b].id.ptr);
}

static double
recall_share(const struct recall *recall)
{
	unsigned long found = recall->matched + recall->together;

	unsigned long all = found + recall->lost + recall->missed;

	return all == 0 ? 1 : (double)found / (double)all;
}

static void
print_recall(const struct recall *recall)
{
	printf("recall %.4f: %lu matched, %lu missed; of hot buckets %lu "
	       "together, %lu not\n",
	    recall_share(recall), recall->matched, recall->missed,
	    recall->together, recall->lost);
	fflush(stdout);
}

/* Fewer pairs than these say little of a share. */
enum { FEW_PAIRS = 50 };

/* As sure as asked for; of few pairs no more are missed than three standard
 * deviations above the mean. */
static void
assert_as_sure(const struct recall *recall, double wanted)
{
	unsigned long num = recall->matched + recall->together + recall->lost +
			    recall->missed;
	double mean = (1 - wanted) * (double)num;

	if (num >= FEW_PAIRS)
		assert_true(recall_share(recall) >= wanted);
	else
		assert_true((double)(recall->lost + recall->missed) <=
			    mean + 3 * sqrt(mean * wanted));
}

void
compare_recall(struct world *world, const struct ndup_params *params,
    const struct findings *found, const struct oracle_list *similar)
{
	const struct oracle_pair *pair = similar->items;
	const struct oracle_pair *end = pair + similar->num;
	struct recall recall = {world, found, false, 0, 0, 0, 0};

	for (; pair < end; pair++) {
		if (pair->jaccard >= params->min_jaccard)
			count_pair(&recall, pair);
	}
	printf("%s: Jaccard >= %.1f, asked for %.2f: ", world->name,
	    params->min_jaccard, params->recall);
	print_recall(&recall);
	assert_as_sure(&recall, params->recall);
}

void
compare_coverage(
    struct world *world, const struct ndup_params *params, bool hot)
{
	struct tally runs = {world->name, "runs by both ways", 0, 0};
	struct recall recall = {world, &world->found, true, 0, 0, 0, 0};
	const struct oracle_pair *pair;
	struct oracle_list sharing;
	struct exact exact;
	size_t i;

	world_clock();
	oracle_sharing(&world->oracle, &sharing);
	for (i = 0; i < sharing.num; i++) {
		pair = &sharing.items[i];
		oracle_measure(&world->oracle, pair->a, pair->b, &exact);
		tally_add(&runs, exact.longest >= 2 * oracle_run(params),
		    "articles %u and %u", pair->a, pair->b);
		if (oracle_covers(&exact, params))
			count_pair(&recall, pair);
	}
	free(sharing.items);
	printf("%s: matches by coverage, %.1f s: ", world->name, world_clock());
	print_recall(&recall);
	tally_end(&runs);
	assert_int_equal(recall.missed, 0);
	if (hot)
		assert_int_equal(recall.lost, 0);
}
