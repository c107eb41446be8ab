/*
 * arrange.c - which clusters are given out, and in what order
 */
#include <stdlib.h>

#include "ahead.h"
#include "base/memory.h"
#include "scan.h"
#include "star.h"

struct ranked {
	double rank; /* low ones first */
	uint32_t number;
};

static int
by_rank(const void *left, const void *right)
{
	const struct ranked *x = left, *y = right;

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
	struct ranked *ranked;

	if ((ranked = memory_new(num, sizeof *ranked)) == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < num; i++)
		ranked[i] = (struct ranked){find_rank(scan, i, order), i};
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

	if (scan->ahead == NULL || order > NDUP_BY_WEAKEST)
		return NDUP_PARAM;
	if ((status = ahead_forget_clusters(scan->ahead)) != NDUP_OK)
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
