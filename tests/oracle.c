/*
 * oracle.c - what a scan of these articles must find, worked out plainly
 */
#include <stdlib.h>
#include <string.h>

#include "oracle.h"

void
oracle_make(struct oracle *oracle, const struct ndup_document *documents,
    uint32_t num, const struct ndup_params *params)
{
	bool distinct;

	*oracle = (struct oracle){.documents = documents, .params = *params};
	oracle->by_article = params->within >= 0 || params->cross_source;
	distinct = !oracle->by_article;
	oracle_texts_make(&oracle->texts, documents, num, params);
	oracle_sets_make(
	    &oracle->shingles, &oracle->texts, params->shingle_size, distinct);
	oracle_sets_make(
	    &oracle->runs, &oracle->texts, params->min_run, distinct);
}

void
oracle_free(struct oracle *oracle)
{
	oracle_texts_free(&oracle->texts);
	oracle_sets_free(&oracle->shingles);
	oracle_sets_free(&oracle->runs);
	oracle_sets_free(&oracle->keys);
	oracle_runs_free(&oracle->table);
}

/* The article that stands for this one. */
static uint32_t
text_of(const struct oracle *oracle, uint32_t article)
{
	return oracle->by_article ? article : oracle->texts.items[article].same;
}

void
oracle_measure(
    struct oracle *oracle, uint32_t a, uint32_t b, struct exact *exact)
{
	const struct oracle_text *x = &oracle->texts.items[a];
	const struct oracle_text *y = &oracle->texts.items[b];

	oracle_runs_compare(&oracle->table, x, y, oracle->params.min_passage);
	a = text_of(oracle, a);
	b = text_of(oracle, b);
	*exact = (struct exact){
	    .identical = x->same == y->same,
	    .common = oracle_sets_common(&oracle->shingles, a, b),
	    .shingles_a = oracle_sets_size(&oracle->shingles, a),
	    .shingles_b = oracle_sets_size(&oracle->shingles, b),
	    .covered_a = oracle->table.covered_a,
	    .covered_b = oracle->table.covered_b,
	    .length_a = x->half_words,
	    .length_b = y->half_words,
	    .longest = oracle->table.longest,
	};
}

double
exact_jaccard(const struct exact *exact)
{
	uint32_t joined = exact->shingles_a + exact->shingles_b - exact->common;

	return joined == 0 ? 0 : (double)exact->common / (double)joined;
}

bool
oracle_is_hot(struct oracle *oracle, uint32_t a, uint32_t b)
{
	if (oracle->keys.set_begin == NULL)
		oracle_sets_make(&oracle->keys, &oracle->texts,
		    (3 * oracle->params.min_run + 4) / 5, !oracle->by_article);
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
reaches(uint32_t part, uint32_t whole, double share)
{
	return whole > 0 && (double)part / (double)whole >= share;
}

/* Coverage of the shorter; of two equally short, of either. */
static bool
shorter_reaches(const struct exact *exact, double share)
{
	return (exact->length_a <= exact->length_b &&
		   reaches(exact->covered_a, exact->length_a, share)) ||
	       (exact->length_b <= exact->length_a &&
		   reaches(exact->covered_b, exact->length_b, share));
}

/* Whether both have so many words that more than identity can be said. */
static bool
has_enough(const struct exact *exact, const struct ndup_params *params)
{
	return params->min_coverage <= 0 ||
	       (exact->length_a >= 2 * params->min_words &&
		   exact->length_b >= 2 * params->min_words);
}

static bool
is_similar(const struct exact *exact, const struct ndup_params *params)
{
	return exact->common > 0 &&
	       exact_jaccard(exact) >= params->min_jaccard &&
	       (params->min_coverage <= 0 || shorter_reaches(exact, 0.4));
}

bool
exact_covers(const struct exact *exact, const struct ndup_params *params)
{
	return params->min_coverage > 0 && has_enough(exact, params) &&
	       exact->shingles_a > 0 && exact->shingles_b > 0 &&
	       exact->longest >= 2 * params->min_run &&
	       shorter_reaches(exact, params->min_coverage);
}

bool
exact_matches(const struct exact *exact, const struct ndup_params *params)
{
	return exact->identical || exact_covers(exact, params) ||
	       (has_enough(exact, params) && is_similar(exact, params));
}

enum ndup_relation
exact_relation(const struct exact *exact, const struct ndup_params *params)
{
	if (exact->identical)
		return NDUP_IDENTICAL;
	if (is_similar(exact, params))
		return NDUP_NEAR_DUPLICATE;
	if (reaches(exact->covered_a, exact->length_a, 0.8) &&
	    reaches(exact->covered_b, exact->length_b, 0.8))
		return NDUP_NEAR_DUPLICATE;
	if (shorter_reaches(exact, 0.8))
		return NDUP_EXCERPT;
	return NDUP_PARTIAL_REUSE;
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
