/*
 * oracle.c - what a scan of these articles must find, worked out plainly
 */
#include <stdlib.h>
#include <string.h>

#include "oracle.h"
#include "passages_twin.h"

void
oracle_make(struct oracle *oracle, const struct ndup_document *documents,
    uint32_t num, const struct ndup_params *params)
{
	bool distinct;

	*oracle = (struct oracle){.documents = documents, .params = *params};
	oracle->by_article = params->within >= 0 || params->cross_source;
	distinct = !oracle->by_article;
	oracle_texts_make(&oracle->texts, documents, num, params);
	oracle_sets_make(&oracle->shingles, &oracle->texts,
	    params->shingle_size, distinct, false);
	oracle_sets_make(
	    &oracle->runs, &oracle->texts, oracle_run(params), distinct, true);
}

void
oracle_free(struct oracle *oracle)
{
	oracle_texts_free(&oracle->texts);
	oracle_sets_free(&oracle->shingles);
	oracle_sets_free(&oracle->runs);
	oracle_sets_free(&oracle->keys);
	oracle_runs_free(&oracle->table);
	free(oracle->marks[0]);
	free(oracle->marks[1]);
}

/* The article that stands for this one. */
static uint32_t
text_of(const struct oracle *oracle, uint32_t article)
{
	return oracle->by_article ? article : oracle->texts.items[article].same;
}

/* Of the tokens of an article those that are covered; none of its credits. */
static void
keep_marks(struct oracle *oracle, unsigned side, const struct twin_text *text,
    uint32_t num_all)
{
	if (num_all > oracle->capacities[side]) {
		oracle->capacities[side] = 2 * (size_t)num_all;
		oracle->marks[side] = oracle_resize(
		    oracle->marks[side], oracle->capacities[side], 1);
	}
	if (num_all > 0)
		memset(oracle->marks[side], 0, num_all);
	if (text->num > 0)
		memcpy(oracle->marks[side], text->covered, text->num);
}

static struct twin_side
side_of(const struct oracle_text *text)
{
	return (struct twin_side){text->ids, text->num_evidence};
}

/* What passages amount to; b comes first if its text does. */
static void
measure_passages(
    struct oracle *oracle, uint32_t a, uint32_t b, struct exact *exact)
{
	bool turned = text_of(oracle, b) < text_of(oracle, a);
	struct twin_side x = side_of(&oracle->texts.items[a]);
	struct twin_side y = side_of(&oracle->texts.items[b]);
	struct passages_twin twin;

	passages_twin_run(
	    &twin, turned ? y : x, turned ? x : y, oracle->params.min_passage);
	exact->covered_a = turned ? twin.covered_b : twin.covered_a;
	exact->covered_b = turned ? twin.covered_a : twin.covered_b;
	exact->passage = twin.passage;
	exact->replaced = twin.replaced;
	exact->longest = twin.longest;
	exact->may_be_cut = passages_twin_repeat(&twin);
	keep_marks(
	    oracle, 0, turned ? &twin.b : &twin.a, oracle->texts.items[a].num);
	keep_marks(
	    oracle, 1, turned ? &twin.a : &twin.b, oracle->texts.items[b].num);
	passages_twin_free(&twin);
}

static void
measure_windows(
    struct oracle *oracle, uint32_t a, uint32_t b, struct exact *exact)
{
	if (!exact->may_be_cut)
		return;
	oracle_runs_compare(&oracle->table, &oracle->texts.items[a],
	    &oracle->texts.items[b], oracle->params.min_passage);
	exact->windows_a = oracle->table.covered_a;
	exact->windows_b = oracle->table.covered_b;
}

void
oracle_measure(
    struct oracle *oracle, uint32_t a, uint32_t b, struct exact *exact)
{
	const struct oracle_text *x = &oracle->texts.items[a];
	const struct oracle_text *y = &oracle->texts.items[b];
	uint32_t text_a = text_of(oracle, a), text_b = text_of(oracle, b);

	*exact = (struct exact){
	    .identical = x->same == y->same,
	    .common = oracle_sets_common(&oracle->shingles, text_a, text_b),
	    .shingles_a = oracle_sets_size(&oracle->shingles, text_a),
	    .shingles_b = oracle_sets_size(&oracle->shingles, text_b),
	    .length_a = x->counted,
	    .length_b = y->counted,
	};
	measure_passages(oracle, a, b, exact);
	measure_windows(oracle, a, b, exact);
}

/* Whether there are keys of a third of min_run besides those of two fifths. */
static bool
has_short_keys(const struct ndup_params *params)
{
	return params->noisy && params->min_run > 10;
}

unsigned
oracle_run(const struct ndup_params *params)
{
	unsigned key = (2 * params->min_run + 4) / 5;
	unsigned window = (params->min_run + 3) / 4;

	/* a word more than two windows of keys: half words may part them; or
	 * than a window that has a key of each kind */
	return has_short_keys(params) ? key + window : key + 2 * window;
}

bool
oracle_is_hot(struct oracle *oracle, uint32_t a, uint32_t b)
{
	unsigned min_run = oracle->params.min_run;

	if (oracle->keys.set_begin == NULL)
		oracle_sets_make(&oracle->keys, &oracle->texts,
		    has_short_keys(&oracle->params) ? (min_run + 2) / 3
						    : (2 * min_run + 4) / 5,
		    !oracle->by_article, true);
	return oracle_sets_crowded(&oracle->keys, a, b, ORACLE_BUCKET);
}

bool
oracle_allows(const struct oracle *oracle, uint32_t a, uint32_t b)
{
	const struct ndup_document *x = &oracle->documents[a];
	const struct ndup_document *y = &oracle->documents[b];
	int64_t apart = x->published.seconds - y->published.seconds;

	if (oracle->params.cross_source && x->source.len == y->source.len &&
	    memcmp(x->source.ptr, y->source.ptr, x->source.len) == 0)
		return false;
	if (oracle->params.within < 0)
		return true;
	return x->published.precision != NDUP_TIME_UNKNOWN &&
	       y->published.precision != NDUP_TIME_UNKNOWN &&
	       llabs(apart) <= oracle->params.within;
}

static bool
has_shingles(const struct exact *exact)
{
	return exact->shingles_a > 0 && exact->shingles_b > 0;
}

static bool
covers(const struct exact *exact, const struct ndup_params *params)
{
	return has_shingles(exact) && exact_is_enough(exact, params) &&
	       exact_is_reused(exact, params);
}

static bool
matches(const struct exact *exact, const struct ndup_params *params)
{
	return exact->identical ||
	       (has_shingles(exact) && exact_is_match(exact, params));
}

bool
oracle_covers(const struct exact *exact, const struct ndup_params *params)
{
	struct exact cut = exact_if_cut(exact);

	return covers(exact, params) &&
	       (!exact->may_be_cut || covers(&cut, params));
}

bool
oracle_matches(const struct exact *exact, const struct ndup_params *params)
{
	struct exact cut = exact_if_cut(exact);

	return matches(exact, params) &&
	       (!exact->may_be_cut || matches(&cut, params));
}

bool
oracle_may_match(const struct exact *exact, const struct ndup_params *params)
{
	struct exact cut = exact_if_cut(exact);

	return matches(exact, params) ||
	       (exact->may_be_cut && matches(&cut, params));
}

/* ---- all pairs ----------------------------------------------------------- */

struct listing {
	const struct oracle *oracle;
	struct oracle_list *list;
	double jaccard;
};

static void
add(struct oracle_list *list, struct oracle_pair pair)
{
	if (list->num == list->capacity) {
		list->capacity = 2 * list->capacity + 1024;
		list->items = oracle_resize(
		    list->items, list->capacity, sizeof *list->items);
	}
	list->items[list->num++] = pair;
}

static void
add_similar(void *ctx, uint32_t a, uint32_t b, uint32_t num_common)
{
	struct listing *listing = ctx;
	const struct oracle_sets *sets = &listing->oracle->shingles;
	uint32_t joined =
	    oracle_sets_size(sets, a) + oracle_sets_size(sets, b) - num_common;
	double jaccard = (double)num_common / (double)joined;

	if (jaccard >= listing->jaccard && oracle_allows(listing->oracle, a, b))
		add(listing->list, (struct oracle_pair){a, b, jaccard});
}

static void
add_sharing(void *ctx, uint32_t a, uint32_t b, uint32_t num_common)
{
	struct listing *listing = ctx;

	(void)num_common;
	if (oracle_allows(listing->oracle, a, b))
		add(listing->list, (struct oracle_pair){a, b, 0});
}

void
oracle_similar(struct oracle *oracle, double jaccard, struct oracle_list *list)
{
	struct listing listing = {oracle, list, jaccard};

	*list = (struct oracle_list){0};
	oracle_sets_pairs(&oracle->shingles, add_similar, &listing);
}

void
oracle_sharing(struct oracle *oracle, struct oracle_list *list)
{
	struct listing listing = {oracle, list, 0};

	*list = (struct oracle_list){0};
	oracle_sets_pairs(&oracle->runs, add_sharing, &listing);
}
