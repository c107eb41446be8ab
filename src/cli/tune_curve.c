/*
 * tune_curve.c - what the thresholds promise
 *
 * The chance that a pair of some similarity becomes a candidate: at the
 * threshold and above that is recall, below it the candidates are false ones,
 * which verification throws out at some cost.
 */
#include <string.h>

#include "cli/tune.h"

enum { STEPS = 20, PLOT = 36 };

static void
print_bar(FILE *file, double share)
{
	static const char bar[] = "####################################";
	int length = (int)(share * (int)PLOT + 0.5);

	fprintf(file, "%-*.*s", PLOT, length, bar);
}

static void
print_step(FILE *file, const struct ndup_params *params,
    const struct ndup_bands *bands, double similarity)
{
	double share = ndup_bands_probability(similarity, bands);
	bool at = similarity == params->min_jaccard;

	fprintf(file, "%s %6.4g  %8.4f %%  ", at ? "  >" : "   ", similarity,
	    share * 100);
	print_bar(file, share);
	fputs(similarity < params->min_jaccard ? "  false\n" : "  recall\n",
	    file);
}

void
tune_curve(FILE *file, const struct ndup_params *params)
{
	double threshold = params->min_jaccard, step, last = 0;
	struct ndup_bands bands;
	int i;

	if (ndup_bands_plan(params, &bands, NULL) != NDUP_OK)
		return;
	fprintf(file,
	    "Jaccard similarity of %g or more, %g %% of such pairs wanted:\n"
	    "%u bands of %u row%s, %u of %u values of a signature, which find "
	    "%.4f %%.\n\n",
	    threshold, params->recall * 100, bands.num_bands, bands.num_rows,
	    bands.num_rows == 1 ? "" : "s", bands.num_bands * bands.num_rows,
	    params->num_bins, bands.recall * 100);
	fputs("  Jaccard  candidates  of the pairs of this similarity\n", file);
	for (i = 1; i <= STEPS; i++) {
		step = (double)i / (int)STEPS;
		if (last < threshold && threshold < step)
			print_step(file, params, &bands, threshold);
		print_step(file, params, &bands, step);
		last = step;
	}
	if (params->min_coverage > 0)
		fprintf(file,
		    "\nBesides, a run of %u words in common makes a candidate, "
		    "always: a pair matches\ntoo if it has one and %g of the "
		    "shorter article's words stand in the other.\n",
		    params->min_run, params->min_coverage);
}
