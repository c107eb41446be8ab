/*
 * results.c - the public face of a scan: results out
 */
#include <inttypes.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "compare/relation.h"
#include "evidence/cluster.h"
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
    const struct ndup_scan *scan, enum ndup_order order, uint32_t *ordered)
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
		ordered[i] = ranked[i].number;
	memory_free(ranked);
	return NDUP_OK;
}

static enum ndup_status
order_clusters(
    struct ndup_scan *scan, enum ndup_order order, uint32_t max_clusters)
{
	uint32_t num = scan->stars.num_stars, *ordered = NULL;
	enum ndup_status status;

	if ((status = prefetch_forget_clusters(scan->prefetch)) != NDUP_OK)
		return status;
	if (order != NDUP_BY_TIME) {
		if ((ordered = memory_new(num, sizeof *ordered)) == NULL)
			return NDUP_NOMEM;
		status = rank_clusters(scan, order, ordered);
		if (status != NDUP_OK) {
			memory_free(ordered);
			return status;
		}
	}
	memory_free(scan->ordered);
	scan->ordered = ordered;
	scan->num_ordered =
	    max_clusters > 0 && max_clusters < num ? max_clusters : num;
	scan->next_cluster = 0;
	return NDUP_OK;
}

enum ndup_status
ndup_scan_order_clusters(struct ndup_scan *scan, enum ndup_order order,
    uint32_t max_clusters, struct ndup_error *error)
{
	enum ndup_status status = scan_check_run(scan, error);

	if (status != NDUP_OK)
		return status;
	if (order > NDUP_BY_WEAKEST)
		return error_set(error, NDUP_PARAM,
		    "order is %d: it goes from %d to %d", (int)order,
		    (int)NDUP_BY_TIME, (int)NDUP_BY_WEAKEST);
	status = order_clusters(scan, order, max_clusters);
	return scan_explain(scan, status, "cannot sort clusters", error);
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

const struct ndup_histogram *
ndup_scan_histogram(struct ndup_scan *scan)
{
	struct ndup_histogram *histogram = &scan->histogram;
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
	return histogram;
}

/* ---- a cluster without its evidence: who is in it ------------------------ */

/*
 * Measures of matches are known; no text is read and nothing is aligned.
 */

struct cluster_summary {
	struct star star;
	struct evidence evidence;    /* empty: none is made */
	struct ndup_cluster cluster; /* lent last */
};

void
cluster_summary_free(struct cluster_summary *summary)
{
	if (summary != NULL)
		star_free(&summary->star);
	memory_free(summary);
}

/* Makes that of the cluster at this place. */
static enum ndup_status
summarise_cluster(struct ndup_scan *scan, uint32_t place)
{
	struct cluster_summary *summary = scan->summary;

	if (summary == NULL)
		summary = scan->summary = memory_new(1, sizeof *summary);
	if (summary == NULL)
		return NDUP_NOMEM;
	summary->star.bare = true;
	return star_cluster(&summary->star, scan, &summary->evidence,
	    scan_cluster_at(scan, place) + 1, &summary->cluster);
}

enum ndup_status
ndup_scan_cluster_summary(struct ndup_scan *scan, uint32_t place,
    const struct ndup_cluster **cluster, struct ndup_error *error)
{
	enum ndup_status status = scan_check_run(scan, error);

	if (status != NDUP_OK)
		return status;
	if (place >= scan->num_ordered)
		return NDUP_END;
	status = summarise_cluster(scan, place);
	if (status != NDUP_OK)
		return scan_explain(
		    scan, status, "cannot describe a cluster", error);
	*cluster = &scan->summary->cluster;
	return NDUP_OK;
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
    bool *repeated, struct ndup_error *error)
{
	const struct articles *articles = &scan->articles;

	if (scan_check_run(scan, error) != NDUP_OK)
		return NDUP_PARAM;
	if (nth >= articles->num_added)
		return error_set(error, NDUP_PARAM,
		    "no article was added as number %" PRIu64 " from 0", nth);
	*article = articles->places[nth] & ~PLACE_REPEATED;
	*repeated = (articles->places[nth] & PLACE_REPEATED) != 0;
	return NDUP_OK;
}

enum ndup_status
ndup_scan_document(struct ndup_scan *scan, uint32_t article,
    struct ndup_document *document, struct ndup_error *error)
{
	enum ndup_status status = scan_check_article(scan, article, error);

	if (status != NDUP_OK)
		return status;
	status = articles_document(&scan->articles,
	    scan->articles.items[article], &scan->fetched, document);
	return scan_explain(scan, status, "cannot give an article back", error);
}

enum ndup_status
ndup_scan_names(const struct ndup_scan *scan, uint32_t article,
    struct ndup_document *document, struct ndup_error *error)
{
	if (scan_check_article(scan, article, error) != NDUP_OK)
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

static const char cannot_find[] = "cannot find passages";

enum ndup_status
ndup_scan_next_match(struct ndup_scan *scan, const struct ndup_match **match,
    struct ndup_error *error)
{
	enum ndup_status status = scan_check_run(scan, error);

	if (status != NDUP_OK)
		return status;
	if (scan->next_pair == scan->num_pairs) {
		scan->next_pair = 0;
		return NDUP_END;
	}
	status = prefetch_match(scan->prefetch, scan->next_pair++, match);
	return scan_explain(scan, status, cannot_find, error);
}

enum ndup_status
ndup_scan_next_cluster(struct ndup_scan *scan,
    const struct ndup_cluster **cluster, struct ndup_error *error)
{
	enum ndup_status status = scan_check_run(scan, error);

	if (status != NDUP_OK)
		return status;
	if (scan->next_cluster == scan->num_ordered) {
		scan->next_cluster = 0;
		return NDUP_END;
	}
	status =
	    prefetch_cluster(scan->prefetch, scan->next_cluster++, cluster);
	return scan_explain(scan, status, cannot_find, error);
}
