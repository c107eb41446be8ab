/*
 * outline.c - a cluster without its evidence: who is in it
 *
 * Measures of matches are known; no text is read and nothing is aligned.
 */
#include "base/memory.h"
#include "star.h"

struct outline {
	struct star star;
	struct evidence evidence; /* empty: none is made */
};

void
outline_free(struct outline *outline)
{
	if (outline != NULL)
		star_free(&outline->star);
	memory_free(outline);
}

enum ndup_status
ndup_scan_outline(
    struct ndup_scan *scan, uint32_t place, struct ndup_cluster *cluster)
{
	struct outline *outline = scan->outline;

	if (scan->ahead == NULL)
		return NDUP_PARAM;
	if (place >= scan->num_arranged)
		return NDUP_END;
	if (outline == NULL)
		outline = scan->outline = memory_new(1, sizeof *outline);
	if (outline == NULL)
		return NDUP_NOMEM;
	outline->star.bare = true;
	return star_cluster(&outline->star, scan, &outline->evidence,
	    scan_cluster_at(scan, place) + 1, cluster);
}
