/*
 * pipeline.c - read me first: the whole flow on one page
 *
 *   reader -> document     ndup_scan_read() takes articles from a reader
 *   document -> keys       batch.c, sketcher.c: tokens, shingles, signature,
 *                          band keys and passage keys, in the background
 *   (order, texts)         articles.c, texts.c: canonical order; articles with
 *                          identical tokens are one text from here on
 *   keys -> candidates     table/: one table, sorted
 *   (boilerplate)          boilerplate.c, suspect.c, sampled.c: what crowds of
 *                          strangers share is taken out, batch.c; then texts
 *                          and candidates are found again
 *   candidates -> matches  verify.c, verify/: every pair measured exactly
 *   matches -> clusters    cluster/: stars
 *   (who stays)            keep/, when asked for: what others contain goes
 *   clusters -> evidence   cluster.c, match.c: passages as byte ranges (pair.c,
 *                          for an index too), made when a report asks for
 *                          them (results.c, prefetch.c)
 *
 * All stages give the same result for any number of threads.
 */
#include <assert.h>

#include "base/hash.h"
#include "base/memory.h"
#include "boilerplate/boilerplate.h"
#include "compare/conditions.h"
#include "compare/relation.h"
#include "corpus/scan_data.h"
#include "table/candidates.h"
#include "verify/verify.h"

/* ---- keys -> candidates ------------------------------------------------- */

/* What the table must know of each text; a text's first article stands for it,
 * other ones have none. */
static void
describe_texts(struct ndup_scan *scan, int64_t *times, uint64_t *sources,
    uint32_t *text_of)
{
	const struct ndup_document *document;
	const struct article *article;
	uint32_t text;

	for (text = 0; text < scan->articles.num_numbers; text++)
		text_of[text] = NO_TEXT;
	for (text = 0; text < scan->texts.num; text++) {
		article = scan_text(scan, text);
		document = &article->document;
		text_of[article->number] = text;
		times[text] = conditions_time(&document->published);
		sources[text] =
		    hash_bytes(document->source.ptr, document->source.len, 0);
	}
}

/* Articles of texts that have too many candidates to be held against all. */
static uint64_t
count_crowded(const struct ndup_scan *scan, const struct candidates *candidates)
{
	uint64_t num = 0;
	uint32_t text;

	for (text = 0; text < scan->texts.num; text++)
		num += candidates->crowded[text] ? scan->texts.sizes[text] : 0;
	return num;
}

static enum ndup_status
pair_texts(
    struct ndup_scan *scan, size_t min_crowd, struct candidates *candidates)
{
	int64_t *times = memory_new(scan->texts.num, sizeof *times);
	uint64_t *sources = memory_new(scan->texts.num, sizeof *sources);
	uint32_t *text_of =
	    memory_new(scan->articles.num_numbers, sizeof *text_of);
	const struct pair_rules rules = {scan->texts.alone, times, sources,
	    conditions_of(&scan->params, -1), min_crowd, scan->texts.num};
	enum ndup_status status = NDUP_NOMEM;

	if (times != NULL && sources != NULL && text_of != NULL) {
		describe_texts(scan, times, sources, text_of);
		status = candidates_find(scan->articles.keys, text_of,
		    scan->articles.pool, &rules, candidates);
	}
	assert(status != NDUP_OK || candidates_validate(candidates, &rules));
	if (status == NDUP_OK)
		scan->counts.crowded = count_crowded(scan, candidates);
	scan->counts.entries = candidates->num_entries;
	scan->counts.capped = candidates->num_hot;
	scan->counts.candidates = candidates->num_pairs;
	memory_free(times);
	memory_free(sources);
	memory_free(text_of);
	return status;
}

/* Pairs the texts; and if there is boilerplate in them, takes it out and begins
 * again. */
static enum ndup_status
find_candidates(struct ndup_scan *scan, struct candidates *candidates)
{
	const struct ndup_params *params = &scan->params;
	enum ndup_status status;

	status = texts_init(&scan->texts, &scan->articles, params);
	if (status == NDUP_OK)
		status = pair_texts(scan, params->min_boilerplate, candidates);
	if (status == NDUP_OK)
		status = boilerplate_run(scan, &candidates->crowds);
	if (status == NDUP_OK && scan->marks.num > 0) {
		texts_free(&scan->texts);
		candidates_free(candidates);
		status = texts_init(&scan->texts, &scan->articles, params);
		if (status == NDUP_OK)
			status = pair_texts(scan, 0, candidates);
	}
	articles_drop_keys(&scan->articles);
	return status;
}

/* ---- matches -> clusters ------------------------------------------------ */

static enum ndup_status
link_texts(struct ndup_scan *scan)
{
	struct link_pair *pairs;
	enum ndup_status status;
	size_t i;

	pairs = memory_new(scan->num_matches, sizeof *pairs);
	if (pairs == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < scan->num_matches; i++)
		pairs[i] = scan->matches[i].texts;
	status =
	    links_init(&scan->links, scan->texts.num, pairs, scan->num_matches);
	memory_free(pairs);
	assert(status != NDUP_OK || links_validate(&scan->links));
	return status;
}

static enum ndup_status
cluster_texts(struct ndup_scan *scan)
{
	struct star_texts texts = {
	    &scan->links, scan->texts.sizes, scan->texts.alone, NULL};
	enum ndup_status status;
	double *strengths;
	size_t i;

	strengths = memory_new(scan->num_matches, sizeof *strengths);
	if (strengths == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < scan->num_matches; i++)
		strengths[i] = relation_strength(&scan->matches[i].measures);
	texts.strengths = strengths;
	status = stars_init(&scan->stars, &texts);
	assert(status != NDUP_OK || stars_validate(&scan->stars, &texts));
	memory_free(strengths);
	return status;
}

static void
count_results(struct ndup_scan *scan)
{
	const struct texts *texts = &scan->texts;
	struct ndup_counts *counts = &scan->counts;
	uint32_t text;

	counts->identical = texts->num_identical;
	counts->matches = scan->num_pairs;
	counts->clusters = scan->num_ordered = scan->stars.num_stars;
	counts->temporary_bytes = tempfile_size(scan->articles.temp);
	for (text = 0; text < texts->num; text++) {
		if (scan->stars.lead_of[text] != STAR_NONE)
			counts->clustered += texts->sizes[text];
		else if (scan->stars.related[text] != STAR_NONE)
			counts->related += texts->sizes[text];
	}
}

/* ---- the flow ----------------------------------------------------------- */

static void
count_articles(struct ndup_scan *scan)
{
	const struct articles *articles = &scan->articles;
	struct ndup_counts *counts = &scan->counts;
	const struct article *article;
	uint64_t ignored = 0, marked = 0, num_marked = 0;
	uint32_t i;

	counts->articles = articles->num;
	counts->repeated = articles->num_repeated;
	counts->renamed = articles->num_renamed;
	for (i = 0; i < articles->num; i++) {
		article = articles->items[i];
		counts->bytes += article->document.text.len;
		counts->old += article->old;
		counts->too_short += article->num_shingles == 0;
		ignored += article->ignored;
		marked += article->marked;
		num_marked += article->marked > 0;
	}
	counts->ignored_words = ignored / 2;
	counts->boilerplate = scan->marks.num;
	counts->boilerplate_articles = num_marked;
	counts->boilerplate_words = marked / 2;
}

enum ndup_status
scan_run(struct ndup_scan *scan)
{
	struct candidates candidates = {0};
	enum ndup_status status;

	if ((status = articles_order(&scan->articles)) != NDUP_OK)
		return status;
	if (!scan_progress(scan, "pair", 0, 0))
		return NDUP_STOPPED;
	status = find_candidates(scan, &candidates);
	count_articles(scan);
	if (status == NDUP_OK)
		status = verify_pairs(scan, &candidates);
	candidates_free(&candidates);
	if (status != NDUP_OK)
		return status;
	if (!scan_progress(scan, "cluster", 0, 0))
		return NDUP_STOPPED;
	if ((status = pairs_expand(scan)) == NDUP_OK)
		status = link_texts(scan);
	if (status == NDUP_OK)
		status = cluster_texts(scan);
	if (status == NDUP_OK)
		count_results(scan);
	return status;
}
