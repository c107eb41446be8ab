/*
 * pipeline.c - read me first: the whole flow on one page
 *
 *   reader -> document     ndup_scan_read() takes articles from a reader
 *   document -> keys       batch.c, sketcher.c: tokens, shingles, signature,
 *                          band keys and passage keys, in the background
 *   (order, texts)         articles.c, texts.c: canonical order; articles with
 *                          identical tokens are one text from here on
 *   keys -> candidates     table/: one table, sorted
 *   (what stands)          standing.c, boilerplate/: phrases that go on for weeks
 *                          make no candidates, and their words are no evidence
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
#include "sketch/winnow.h"
#include "corpus/scan_data.h"
#include "table/candidates.h"
#include "verify/verify.h"

/* ---- keys -> candidates ------------------------------------------------- */

/* What the table must know of the texts, one item each but for text_of. */
struct described {
	struct sighting *sightings;
	bool *repeats;
	uint32_t *text_of; /* of each article's number; a text's first article
	                      stands for it, other ones have none */
	bool several_sources;
};

static enum ndup_status
describe_texts(struct ndup_scan *scan, struct described *out)
{
	const struct ndup_document *document;
	const struct texts *texts = &scan->texts;
	const struct article *article;
	uint64_t first_source = 0;
	uint32_t text, first;

	out->sightings = memory_new(texts->num, sizeof *out->sightings);
	out->repeats = memory_new(texts->num, sizeof *out->repeats);
	out->text_of =
	    memory_new(scan->articles.num_numbers, sizeof *out->text_of);
	if (out->sightings == NULL || out->repeats == NULL ||
	    out->text_of == NULL)
		return NDUP_NOMEM;
	for (text = 0; text < scan->articles.num_numbers; text++)
		out->text_of[text] = NO_TEXT;
	for (text = 0; text < texts->num; text++) {
		first = texts->articles[texts->begin[text]];
		article = scan->articles.items[first];
		document = &article->document;
		out->text_of[article->number] = text;
		out->repeats[text] = texts->same[first] != first;
		out->sightings[text] =
		    sighting_of(&document->published, document->source);
		if (first_source == 0)
			first_source = out->sightings[text].source;
		if (out->sightings[text].source != 0 &&
		    out->sightings[text].source != first_source)
			out->several_sources = true;
	}
	return NDUP_OK;
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

/* known: passage keys that stand; NULL: they are to be found. */
static enum ndup_status
pair_texts(struct ndup_scan *scan, const struct described *texts,
    const struct set *known, struct candidates *candidates)
{
	const struct pair_rules rules = {.old = scan->texts.alone,
	    .repeats = texts->repeats,
	    .sightings = texts->sightings,
	    .conditions = conditions_of(&scan->params, -1),
	    .one_key = winnow_gives_one_key(scan->params.min_run),
	    .standing = {scan->params.min_boilerplate, texts->several_sources},
	    .known = known,
	    .num_texts = scan->texts.num};
	enum ndup_status status;

	status = candidates_find(scan->articles.keys, texts->text_of,
	    scan->articles.pool, &rules, candidates);
	assert(status != NDUP_OK || candidates_validate(candidates, &rules));
	if (status == NDUP_OK)
		scan->counts.crowded = count_crowded(scan, candidates);
	scan->counts.entries = candidates->num_entries;
	scan->counts.capped = candidates->num_hot;
	scan->counts.candidates = candidates->num_pairs;
	return status;
}

/* Finds what stands.  Where that could not be told from the table alone, pairs
 * are found again without it. */
static enum ndup_status
mark_standing(struct ndup_scan *scan, const struct described *texts,
    struct candidates *candidates)
{
	struct frequent_keys frequent = candidates->frequent;
	struct shingle_heads heads = {0};
	struct set standing = {0};
	bool found = false;
	enum ndup_status status;

	candidates->frequent = (struct frequent_keys){0};
	status = boilerplate_judge(scan, &frequent, &standing, &found);
	if (status == NDUP_OK)
		status = boilerplate_list(scan, &frequent, &standing, &heads);
	if (status == NDUP_OK && found) {
		candidates_free(candidates);
		status = pair_texts(scan, texts, &standing, candidates);
	}
	if (status == NDUP_OK && scan->marks.num > 0)
		status = boilerplate_mark(scan, &standing, &heads);
	frequent_keys_free(&frequent);
	set_free(&standing);
	return status;
}

static enum ndup_status
find_candidates(struct ndup_scan *scan, struct candidates *candidates)
{
	struct described texts = {0};
	enum ndup_status status;

	status = texts_init(&scan->texts, &scan->articles, &scan->params);
	if (status == NDUP_OK)
		status = describe_texts(scan, &texts);
	if (status == NDUP_OK)
		status = pair_texts(scan, &texts, NULL, candidates);
	if (status == NDUP_OK && candidates->frequent.num > 0)
		status = mark_standing(scan, &texts, candidates);
	if (status == NDUP_OK && scan->params.min_boilerplate > 0 &&
	    scan->params.min_coverage > 0)
		status = boilerplate_find_pages(scan);
	articles_drop_keys(&scan->articles);
	memory_free(texts.sightings);
	memory_free(texts.repeats);
	memory_free(texts.text_of);
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
	struct star_match *matches;
	enum ndup_status status;
	size_t i;

	matches = memory_new(scan->num_matches, sizeof *matches);
	if (matches == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < scan->num_matches; i++)
		matches[i] =
		    star_match_of(&scan->matches[i].measures, &scan->params);
	texts.matches = matches;
	status = stars_init(&scan->stars, &texts);
	assert(status != NDUP_OK || stars_validate(&scan->stars, &texts));
	memory_free(matches);
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
count_marks(struct ndup_scan *scan)
{
	struct ndup_counts *counts = &scan->counts;
	size_t i;

	counts->boilerplate = scan->marks.num;
	for (i = 0; i < scan->marks.num; i++)
		counts->pages += scan->marks.items[i].num_titles > 0;
	for (i = 0; i < scan->articles.num; i++)
		counts->page_articles += scan->articles.items[i]->is_page;
}

static void
count_articles(struct ndup_scan *scan)
{
	const struct articles *articles = &scan->articles;
	struct ndup_counts *counts = &scan->counts;
	const struct article *article;
	uint64_t ignored = 0, marked = 0, num_marked = 0, credits = 0;
	uint32_t i;

	counts->articles = articles->num;
	counts->repeated = articles->num_repeated;
	counts->renamed = articles->num_renamed;
	for (i = 0; i < articles->num; i++) {
		article = articles->items[i];
		counts->bytes += article->document.text.len;
		counts->old += article->old;
		counts->too_short += article->num_shingles == 0;
		counts->undated +=
		    scan->params.within >= 0 &&
		    article->document.published.precision == NDUP_TIME_UNKNOWN;
		counts->unsourced += scan->params.cross_source &&
				     article->document.source.len == 0;
		ignored += article->ignored;
		marked += article->standing - article->credits;
		num_marked += article->standing > article->credits;
		credits += article->credits;
	}
	counts->ignored_words = ignored / 2;
	count_marks(scan);
	counts->boilerplate_articles = num_marked;
	counts->boilerplate_words = marked / 2;
	counts->credit_words = credits / 2;
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
