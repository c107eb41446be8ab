/*
 * histogram.c - how similar the matching articles are
 */
#include "scan.h"
#include "verify/judge.h"

static size_t
find_bin(double share)
{
	size_t bin = (size_t)(share * (int)NDUP_HISTOGRAM_BINS);

	return bin < NDUP_HISTOGRAM_BINS ? bin : NDUP_HISTOGRAM_BINS - 1;
}

/* Adds one match. */
static void
add(struct ndup_histogram *histogram, const struct measures *measures,
    const struct ndup_params *params)
{
	struct ndup_match match;
	double coverage = measures->identical ? 1 : judge_coverage(measures);

	judge_fill(measures, params, &match);
	histogram->similar += match.jaccard >= params->min_jaccard;
	histogram->covered += coverage >= params->min_coverage;
	histogram->jaccard[find_bin(match.jaccard)]++;
	histogram->coverage[find_bin(coverage)]++;
}

void
ndup_scan_histogram(
    const struct ndup_scan *scan, struct ndup_histogram *histogram)
{
	const struct measures same = {.identical = true};
	uint32_t match;
	size_t i;

	*histogram = (struct ndup_histogram){.matches = scan->num_pairs};
	for (i = 0; i < scan->num_pairs; i++) {
		match = scan->pairs[i].match;
		add(histogram,
		    match == SAME_TEXT ? &same : &scan->matches[match].measures,
		    &scan->params);
	}
}
