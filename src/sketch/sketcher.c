/*
 * sketcher.c - document -> tokens, shingles, signature, keys
 *
 * One after another the stages text and sketch, for one article.
 */
#include <assert.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/memory.h"
#include "bands.h"
#include "sketcher.h"

/*
 * With fewer shingles the values of a signature depend too much on each other
 * for the bands to reach the recall asked for; then the shingles themselves
 * are the keys.
 */
enum { DOZEN = 12 };

void
ndup_sketcher_free(struct ndup_sketcher *sketcher)
{
	if (sketcher == NULL)
		return;
	tokeniser_free(&sketcher->tokeniser);
	ignore_free(&sketcher->ignore);
	series_free(&sketcher->series);
	shingler_free(&sketcher->shingler);
	winnower_free(&sketcher->winnowers[0]);
	winnower_free(&sketcher->winnowers[1]);
	memory_free(sketcher->bins);
	memory_free(sketcher->signature);
	memory_free(sketcher->passage_keys);
	memory_free(sketcher->keys);
	memory_free(sketcher);
}

static enum ndup_status
init_winnowers(struct ndup_sketcher *sketcher, const struct ndup_params *params)
{
	struct winnower *winnowers = sketcher->winnowers;
	enum ndup_status status = winnower_init(&winnowers[0], params->min_run);

	sketcher->num_winnowers = 1;
	if (status != NDUP_OK || !winnow_has_short_keys(params))
		return status;
	sketcher->num_winnowers = 2;
	return winnower_init_short(&winnowers[1], params->min_run);
}

static enum ndup_status
init(struct ndup_sketcher *sketcher, const struct ndup_params *params)
{
	sketcher->tokeniser.seed = params->seed;
	sketcher->num_bins = params->num_bins;
	sketcher->small_set = (size_t)((int)DOZEN / params->min_jaccard) + 1;
	sketcher->by_coverage = params->min_coverage > 0;
	sketcher->by_article = params->within >= 0 || params->cross_source;
	sketcher->bins = memory_new(params->num_bins, sizeof(uint64_t));
	sketcher->signature = memory_new(params->num_bins, sizeof(uint32_t));
	if (sketcher->bins == NULL || sketcher->signature == NULL)
		return NDUP_NOMEM;
	if (shingler_init(&sketcher->shingler, params->shingle_size) !=
		NDUP_OK ||
	    init_winnowers(sketcher, params) != NDUP_OK)
		return NDUP_NOMEM;
	return ignore_init(&sketcher->ignore, params, &sketcher->tokeniser);
}

enum ndup_status
ndup_sketcher_new(struct ndup_sketcher **created,
    const struct ndup_params *params, struct ndup_error *error)
{
	struct ndup_sketcher *sketcher;
	enum ndup_status status;

	*created = NULL;
	if ((status = ndup_params_check(params, error)) != NDUP_OK)
		return status;
	if ((sketcher = memory_new(1, sizeof *sketcher)) == NULL)
		return error_memory(error);
	status = ndup_bands_plan(params, &sketcher->bands, error);
	if (status == NDUP_OK && (status = init(sketcher, params)) != NDUP_OK)
		error_text(error, status, "cannot prepare sketches");
	if (status != NDUP_OK) {
		ndup_sketcher_free(sketcher);
		return status;
	}
	*created = sketcher;
	return NDUP_OK;
}

/* Shingles of the tokeniser's tokens. */
static enum ndup_status
shingle(struct ndup_sketcher *sketcher)
{
	struct tokeniser *tokeniser = &sketcher->tokeniser;
	enum ndup_status status;

	status = ignore_apply(
	    &sketcher->ignore, tokeniser->tokens, tokeniser->num_tokens);
	if (status == NDUP_OK)
		status = series_read(&sketcher->series, tokeniser->tokens,
		    tokeniser->num_tokens);
	if (status == NDUP_OK)
		status =
		    shingler_run_in(&sketcher->shingler, &sketcher->series);
	sketcher->half_words = sketcher->series.half_words;
	sketcher->tokens_hash =
	    hash_numbers(tokeniser->tokens, tokeniser->num_tokens, 0);
	return status;
}

/* How many tokens stand before this byte; 0: before the end. */
static size_t
count_before(const struct tokeniser *tokeniser, size_t end)
{
	size_t num = tokeniser->num_tokens;

	if (end > 0)
		while (num > 0 && tokeniser->spans[num - 1].begin >= end)
			num--;
	return num;
}

enum ndup_status
sketcher_read(struct ndup_sketcher *sketcher, struct ndup_slice text,
    size_t begin, size_t end)
{
	const struct tokeniser *tokeniser = &sketcher->tokeniser;
	enum ndup_status status =
	    tokeniser_run(&sketcher->tokeniser, text, begin);

	if (status != NDUP_OK)
		return status;
	sketcher->num_evidence = count_before(tokeniser, end);
	return shingle(sketcher);
}

enum ndup_status
sketcher_take(struct ndup_sketcher *sketcher, const struct intern *intern,
    const uint32_t *ids, size_t num_ids, size_t num_evidence)
{
	struct tokeniser *tokeniser = &sketcher->tokeniser;

	tokeniser->num_tokens = 0;
	if (tokeniser_reserve(tokeniser, num_ids) != NDUP_OK)
		return NDUP_NOMEM;
	intern_values(intern, ids, num_ids, tokeniser->tokens);
	tokeniser->num_tokens = num_ids;
	sketcher->num_evidence = num_evidence;
	return shingle(sketcher);
}

static void
sign(struct ndup_sketcher *sketcher)
{
	assert(sketcher->shingler.num_listed > 0);
	signature_bins(sketcher->shingler.shingles,
	    sketcher->shingler.num_listed, sketcher->bins, sketcher->num_bins);
	signature_densify(
	    sketcher->bins, sketcher->signature, sketcher->num_bins);
}

/* Adds the keys that a winnower has found. */
static enum ndup_status
add_winnowed(struct ndup_sketcher *sketcher, const struct winnower *winnower)
{
	if (memory_grow(sketcher->passage_keys,
		sketcher->num_passage_keys + winnower->num_keys) != NDUP_OK)
		return NDUP_NOMEM;
	if (winnower->num_keys > 0)
		memcpy(sketcher->passage_keys + sketcher->num_passage_keys,
		    winnower->keys,
		    winnower->num_keys * sizeof *winnower->keys);
	sketcher->num_passage_keys += winnower->num_keys;
	return NDUP_OK;
}

/* The series is as long as the evidence: what is behind changes nothing in
 * front of it. */
static enum ndup_status
winnow(struct ndup_sketcher *sketcher)
{
	struct series evidence = sketcher->series;
	enum ndup_status status = NDUP_OK;
	unsigned i;

	evidence.num = sketcher->num_evidence;
	sketcher->num_passage_keys = 0;
	for (i = 0; i < sketcher->num_winnowers && status == NDUP_OK; i++) {
		status = winnower_run_in(&sketcher->winnowers[i], &evidence);
		if (status == NDUP_OK)
			status =
			    add_winnowed(sketcher, &sketcher->winnowers[i]);
	}
	return status;
}

/* Adds keys that are even, all but passage keys. */
static void
add_even(struct ndup_sketcher *sketcher, const uint64_t *keys, size_t num)
{
	size_t i;

	for (i = 0; i < num; i++)
		sketcher->keys[sketcher->num_keys++] = keys[i] & ~UINT64_C(1);
}

static void
add_passage_keys(struct ndup_sketcher *sketcher)
{
	if (sketcher->num_passage_keys > 0)
		memcpy(sketcher->keys + sketcher->num_keys,
		    sketcher->passage_keys,
		    sketcher->num_passage_keys * sizeof *sketcher->keys);
	sketcher->num_keys += sketcher->num_passage_keys;
}

enum ndup_status
sketcher_keys(struct ndup_sketcher *sketcher)
{
	struct shingler *shingler = &sketcher->shingler;
	uint64_t text_key = hash_mix(sketcher->tokens_hash + 1);

	sketcher->num_keys = 0;
	sketcher->num_passage_keys = 0;
	/* What is too short matches only what is identical. */
	if (shingler->num_shingles > 0 && sketcher->by_coverage &&
	    winnow(sketcher) != NDUP_OK)
		return NDUP_NOMEM;
	if (memory_grow(sketcher->keys,
		shingler->num_shingles + sketcher->bands.num_bands +
		    sketcher->num_passage_keys + 1) != NDUP_OK)
		return NDUP_NOMEM;
	if (sketcher->by_article && sketcher->half_words > 0)
		add_even(sketcher, &text_key, 1);
	if (shingler->num_shingles < sketcher->small_set) {
		if (shingler_reduce(shingler) != NDUP_OK)
			return NDUP_NOMEM;
		add_even(sketcher, shingler->shingles, shingler->num_shingles);
	}
	if (shingler->num_shingles >= DOZEN) {
		sign(sketcher);
		bands_keys(&sketcher->bands, sketcher->signature,
		    sketcher->keys + sketcher->num_keys);
		add_even(sketcher, sketcher->keys + sketcher->num_keys,
		    sketcher->bands.num_bands);
	}
	add_passage_keys(sketcher);
	return NDUP_OK;
}

static enum ndup_status
sketch_text(struct ndup_sketcher *sketcher, struct ndup_slice text)
{
	enum ndup_status status = sketcher_read(sketcher, text, 0, 0);

	if (status == NDUP_OK)
		status = shingler_reduce(&sketcher->shingler);
	return status == NDUP_OK ? winnow(sketcher) : status;
}

static void
sketch_describe(struct ndup_sketcher *sketcher)
{
	const struct tokeniser *tokeniser = &sketcher->tokeniser;
	const struct shingler *shingler = &sketcher->shingler;

	sketcher->sketch = (struct ndup_sketch){
	    .tokens = tokeniser->tokens,
	    .spans = tokeniser->spans,
	    .num_tokens = tokeniser->num_tokens,
	    .half_words = sketcher->half_words,
	    .shingles = shingler->shingles,
	    .num_shingles = shingler->num_shingles,
	    .passage_keys = sketcher->passage_keys,
	    .num_passage_keys = sketcher->num_passage_keys,
	};
	if (shingler->num_shingles == 0)
		return;
	sign(sketcher);
	sketcher->sketch.signature = sketcher->signature;
	sketcher->sketch.num_bins = sketcher->num_bins;
}

enum ndup_status
ndup_sketcher_run(struct ndup_sketcher *sketcher, struct ndup_slice text,
    const struct ndup_sketch **sketch, struct ndup_error *error)
{
	enum ndup_status status = sketch_text(sketcher, text);

	if (status != NDUP_OK)
		return error_text(error, status, "cannot sketch a text");
	sketch_describe(sketcher);
	*sketch = &sketcher->sketch;
	return NDUP_OK;
}
