/*
 * results.c - the public face of a scan: results out
 */
#include <stdlib.h>

#include "base/memory.h"
#include "compare/relation.h"
#include "evidence/cluster.h"
#include "evidence/ignored.h"
#include "evidence/positions.h"
#include "evidence/prefetch.h"
#include "results.h"

/* ---- which clusters are given out, and in what order --------------------- */

struct ranked_cluster {
	double rank; /* low ones first */
	uint32_t number;
};

static int
by_rank(const void *left, const void *right)
{
	const struct ranked_cluster *x = left, *y = right;

	if (x->rank < y->rank || x->rank > y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

/* Articles whose text matches the lead's, in its cluster. */
static double
count_members(const struct ndup_scan *scan, uint32_t lead)
{
	const struct links *links = &scan->links;
	double num = scan->texts.sizes[lead];
	size_t i;

	for (i = links->begin[lead]; i < links->begin[lead + 1]; i++)
		if (scan->stars.lead_of[links->ends[i].text] == lead)
			num += scan->texts.sizes[links->ends[i].text];
	return num;
}

static double
find_rank(const struct ndup_scan *scan, uint32_t number, enum ndup_order order)
{
	uint32_t lead = scan->stars.leads[number];

	switch (order) {
	case NDUP_BY_SIZE:
		return -count_members(scan, lead);
	case NDUP_BY_WEAKEST:
		return star_weakest(scan, lead);
	default:
		return number;
	}
}

/* Fills in the numbers of the clusters, of which there are some. */
static enum ndup_status
rank_clusters(
    const struct ndup_scan *scan, enum ndup_order order, uint32_t *arranged)
{
	uint32_t i, num = scan->stars.num_stars;
	struct ranked_cluster *ranked;

	if ((ranked = memory_new(num, sizeof *ranked)) == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < num; i++)
		ranked[i] =
		    (struct ranked_cluster){find_rank(scan, i, order), i};
	qsort(ranked, num, sizeof *ranked, by_rank);
	for (i = 0; i < num; i++)
		arranged[i] = ranked[i].number;
	memory_free(ranked);
	return NDUP_OK;
}

enum ndup_status
ndup_scan_arrange(
    struct ndup_scan *scan, enum ndup_order order, uint32_t max_clusters)
{
	uint32_t num = scan->stars.num_stars, *arranged = NULL;
	enum ndup_status status;

	if (scan->prefetch == NULL || order > NDUP_BY_WEAKEST)
		return NDUP_PARAM;
	if ((status = prefetch_forget_clusters(scan->prefetch)) != NDUP_OK)
		return status;
	if (order != NDUP_BY_TIME) {
		if ((arranged = memory_new(num, sizeof *arranged)) == NULL)
			return NDUP_NOMEM;
		status = rank_clusters(scan, order, arranged);
		if (status != NDUP_OK) {
			memory_free(arranged);
			return status;
		}
	}
	memory_free(scan->arranged);
	scan->arranged = arranged;
	scan->num_arranged =
	    max_clusters > 0 && max_clusters < num ? max_clusters : num;
	scan->next_cluster = 0;
	return NDUP_OK;
}

/* ---- how similar the matching articles are ------------------------------- */

static size_t
find_bin(double share)
{
	size_t bin = (size_t)(share * (int)NDUP_HISTOGRAM_BINS);

	return bin < NDUP_HISTOGRAM_BINS ? bin : NDUP_HISTOGRAM_BINS - 1;
}

/* Adds one match. */
static void
histogram_add(struct ndup_histogram *histogram, const struct measures *measures,
    const struct ndup_params *params)
{
	struct ndup_match match;
	double coverage = relation_coverage(measures);

	relation_fill(measures, params, &match);
	histogram->similar += match.jaccard >= params->min_jaccard;
	histogram->covered += coverage >= params->min_coverage;
	histogram->jaccard[find_bin(match.jaccard)]++;
	histogram->coverage[find_bin(coverage)]++;
}

void
ndup_scan_histogram(
    const struct ndup_scan *scan, struct ndup_histogram *histogram)
{
	uint32_t match;
	size_t i;

	*histogram = (struct ndup_histogram){.matches = scan->num_pairs};
	for (i = 0; i < scan->num_pairs; i++) {
		match = scan->pairs[i].match;
		histogram_add(histogram,
		    match == SAME_TEXT ? &measures_of_same
				       : &scan->matches[match].measures,
		    &scan->params);
	}
}

/* ---- a cluster without its evidence: who is in it ------------------------ */

/*
 * Measures of matches are known; no text is read and nothing is aligned.
 */

struct cluster_summary {
	struct star star;
	struct evidence evidence; /* empty: none is made */
};

void
cluster_summary_free(struct cluster_summary *outline)
{
	if (outline != NULL)
		star_free(&outline->star);
	memory_free(outline);
}

enum ndup_status
ndup_scan_outline(
    struct ndup_scan *scan, uint32_t place, struct ndup_cluster *cluster)
{
	struct cluster_summary *outline = scan->summary;

	if (scan->prefetch == NULL)
		return NDUP_PARAM;
	if (place >= scan->num_arranged)
		return NDUP_END;
	if (outline == NULL)
		outline = scan->summary = memory_new(1, sizeof *outline);
	if (outline == NULL)
		return NDUP_NOMEM;
	outline->star.bare = true;
	return star_cluster(&outline->star, scan, &outline->evidence,
	    scan_cluster_at(scan, place) + 1, cluster);
}

/* ---- what of an article counts for nothing ------------------------------- */

struct ignored_asked {
	struct ignorer ignorer;
	struct positions places;
	struct ignored_list list;
};

void
ignored_asked_free(struct ignored_asked *asked)
{
	if (asked == NULL)
		return;
	ignorer_free(&asked->ignorer);
	positions_free(&asked->places);
	memory_free(asked->list.items);
	memory_free(asked);
}

enum ndup_status
ndup_scan_ignored(struct ndup_scan *scan, uint32_t article,
    const struct ndup_ignored **ignored, size_t *num)
{
	struct ignored_asked *asked = scan->asked;
	enum ndup_status status;

	if (scan->prefetch == NULL || article >= scan->articles.num)
		return NDUP_PARAM;
	if (asked == NULL)
		asked = scan->asked = memory_new(1, sizeof *asked);
	if (asked == NULL)
		return NDUP_NOMEM;
	asked->places.tokeniser.seed = scan->params.seed;
	asked->list.num = 0;
	status = ignored_find(
	    &asked->ignorer, &asked->places, scan, article, &asked->list);
	*ignored = asked->list.items;
	*num = asked->list.num;
	return status;
}

const char *
ndup_reason_name(enum ndup_reason reason)
{
	switch (reason) {
	case NDUP_BY_USER:
		return "ignore_text";
	case NDUP_PHRASE:
		return "phrase";
	case NDUP_PAGE:
		return "page";
	case NDUP_CREDIT:
		return "credit";
	}
	return "unknown";
}

/* ---- the public face of a scan: results out ------------------------------ */

const struct ndup_counts *
ndup_scan_counts(const struct ndup_scan *scan)
{
	return &scan->counts;
}

const struct ndup_params *
ndup_scan_params(const struct ndup_scan *scan)
{
	return &scan->params;
}

const struct ndup_reader_counts *
ndup_scan_skipped(const struct ndup_scan *scan)
{
	return &scan->skipped;
}

enum ndup_status
ndup_scan_number(const struct ndup_scan *scan, uint64_t nth, uint32_t *article,
    bool *repeated)
{
	const struct articles *articles = &scan->articles;

	if (scan->prefetch == NULL || nth >= articles->num_added)
		return NDUP_PARAM;
	*article = articles->places[nth] & ~PLACE_REPEATED;
	*repeated = (articles->places[nth] & PLACE_REPEATED) != 0;
	return NDUP_OK;
}

enum ndup_status
ndup_scan_document(
    struct ndup_scan *scan, uint32_t article, struct ndup_document *document)
{
	if (scan->prefetch == NULL || article >= scan->articles.num)
		return NDUP_PARAM;
	return articles_document(&scan->articles, scan->articles.items[article],
	    &scan->fetched, document);
}

enum ndup_status
ndup_scan_names(const struct ndup_scan *scan, uint32_t article,
    struct ndup_document *document)
{
	if (scan->prefetch == NULL || article >= scan->articles.num)
		return NDUP_PARAM;
	*document = scan->articles.items[article]->document;
	document->text = (struct ndup_slice){NULL, 0};
	return NDUP_OK;
}

uint32_t
ndup_scan_num_words(const struct ndup_scan *scan, uint32_t article)
{
	if (scan->prefetch == NULL || article >= scan->articles.num)
		return 0;
	return words_rounded(scan->articles.items[article]->half_words);
}

/* Marking keeps no places of tokens: where the first article has them. */
static enum ndup_status
find_mark(const struct ndup_scan *scan, const struct mark *mark,
    struct ndup_boilerplate *boilerplate)
{
	struct positions places = {.tokeniser = {.seed = scan->params.seed}};
	enum ndup_status status;

	status = positions_find(
	    &places, &scan->articles, scan->articles.items[mark->article]);
	if (status == NDUP_OK)
		boilerplate->span = places_span(&places, mark->stretch);
	positions_free(&places);
	return status;
}

enum ndup_status
ndup_scan_boilerplate(struct ndup_scan *scan, uint32_t number,
    struct ndup_boilerplate *boilerplate)
{
	const struct mark *mark;

	if (scan->prefetch == NULL)
		return NDUP_PARAM;
	if (number == 0 || number > scan->marks.num)
		return NDUP_END;
	mark = &scan->marks.items[number - 1];
	*boilerplate = (struct ndup_boilerplate){.article = mark->article,
	    .num_words = words_rounded(mark->half_words),
	    .num_articles = mark->num_articles,
	    .num_sources = mark->num_sources,
	    .num_titles = mark->num_titles,
	    .first = mark->first,
	    .last = mark->last};
	return find_mark(scan, mark, boilerplate);
}

enum ndup_status
ndup_scan_next_boilerplate(
    struct ndup_scan *scan, struct ndup_boilerplate *boilerplate)
{
	enum ndup_status status;

	status = ndup_scan_boilerplate(
	    scan, (uint32_t)scan->next_mark + 1, boilerplate);
	if (status != NDUP_PARAM)
		scan->next_mark = status == NDUP_END ? 0 : scan->next_mark + 1;
	return status;
}

enum ndup_status
ndup_scan_next_match(struct ndup_scan *scan, struct ndup_match *match)
{
	if (scan->prefetch == NULL)
		return NDUP_PARAM;
	if (scan->next_pair == scan->num_pairs) {
		scan->next_pair = 0;
		return NDUP_END;
	}
	return prefetch_match(scan->prefetch, scan->next_pair++, match);
}

enum ndup_status
ndup_scan_next_cluster(struct ndup_scan *scan, struct ndup_cluster *cluster)
{
	if (scan->prefetch == NULL)
		return NDUP_PARAM;
	if (scan->next_cluster == scan->num_arranged) {
		scan->next_cluster = 0;
		return NDUP_END;
	}
	return prefetch_cluster(scan->prefetch, scan->next_cluster++, cluster);
}
