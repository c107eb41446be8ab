/*
 * tune_measure.c - what thresholds do to a sample of articles
 *
 * Each pair of the sample is compared, exactly, and so is known to match or
 * not; then a scan of the sample shows what it finds of that.  Pairs close to
 * the thresholds, on either side, are what a user wants to look at.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "say.h"
#include "tune.h"

enum { NUM_BINS = 10, NUM_CLOSE = 5 };

/* A pair, and how strong it is: at 1 it just reaches a threshold. */
struct close {
	uint32_t a, b;
	double strength, jaccard, coverage;
};

/* Those closest to the thresholds, the closest first. */
struct ranking {
	struct close items[NUM_CLOSE];
	size_t num;
};

struct measured {
	struct ndup_scan *scan;
	const struct ndup_params *params;
	struct ndup_bands bands;
	struct bin {
		uint64_t pairs, linked;
		double candidates; /* expected, by bands */
	} bins[NUM_BINS];
	uint64_t num_pairs, num_similar, num_covered, num_found;
	struct ranking linked, unlinked;
};

/* ---- each pair ---------------------------------------------------------- */

static void
rank(struct ranking *ranking, const struct close *close, bool low_first)
{
	struct close *items = ranking->items;
	size_t i = ranking->num;

	while (i > 0 && (low_first ? close->strength < items[i - 1].strength
				   : close->strength > items[i - 1].strength)) {
		if (i < NUM_CLOSE)
			items[i] = items[i - 1];
		i--;
	}
	if (i == NUM_CLOSE)
		return;
	items[i] = *close;
	ranking->num += ranking->num < NUM_CLOSE;
}

/* Coverage of the article with fewer words. */
static double
shorter_coverage(struct ndup_scan *scan, const struct ndup_match *match)
{
	return ndup_scan_num_words(scan, match->a) <=
		       ndup_scan_num_words(scan, match->b)
		   ? match->coverage_a
		   : match->coverage_b;
}

static void
take_pair(
    struct measured *measured, const struct ndup_match *match, bool linked)
{
	const struct ndup_params *params = measured->params;
	double jaccard = match->jaccard;
	size_t number = (size_t)(jaccard * (int)NUM_BINS);
	struct bin *bin =
	    &measured->bins[number < NUM_BINS ? number : NUM_BINS - 1];
	struct close close = {match->a, match->b, jaccard / params->min_jaccard,
	    jaccard, shorter_coverage(measured->scan, match)};
	double covered = params->min_coverage > 0
			     ? close.coverage / params->min_coverage
			     : 0;

	if (covered > close.strength)
		close.strength = covered;
	bin->pairs++;
	bin->linked += linked;
	bin->candidates += ndup_bands_probability(jaccard, &measured->bands);
	measured->num_pairs++;
	measured->num_similar += linked && jaccard >= params->min_jaccard;
	measured->num_covered += linked && jaccard < params->min_jaccard;
	if (linked)
		rank(&measured->linked, &close, true);
	else if (close.strength > 0)
		rank(&measured->unlinked, &close, false);
}

static enum ndup_status
compare_samples(struct measured *measured, struct progress *progress,
    struct ndup_error *error)
{
	uint64_t num = ndup_scan_counts(measured->scan)->articles;
	struct ndup_progress state = {.stage = "compare", .articles = num};
	enum ndup_status status;
	const struct ndup_match *match;
	uint32_t a, b;

	state.total = num * (num - 1) / 2;
	for (a = 0; a < num; a++) {
		for (b = a + 1; b < num; b++) {
			status = ndup_scan_compare(
			    measured->scan, a, b, &match, error);
			if (status != NDUP_OK && status != NDUP_END)
				return status;
			take_pair(measured, match, status == NDUP_OK);
		}
		state.done = measured->num_pairs;
		progress_show(progress, &state);
	}
	while ((status = ndup_scan_next_match(measured->scan, &match, error)) ==
	       NDUP_OK)
		measured->num_found++;
	return status == NDUP_END ? NDUP_OK : status;
}

/* ---- what to say of it -------------------------------------------------- */

static void
print_bins(FILE *file, const struct measured *measured)
{
	const struct bin *bin;
	int i;

	fputs(
	    "\n     Jaccard       pairs  linked  candidates expected\n", file);
	for (i = NUM_BINS - 1; i >= 0; i--) {
		bin = &measured->bins[i];
		fprintf(file,
		    "  %.1f to %.1f  %10" PRIu64 "  %6" PRIu64 "  %19.1f\n",
		    (double)i / (int)NUM_BINS, (double)(i + 1) / (int)NUM_BINS,
		    bin->pairs, bin->linked, bin->candidates);
	}
}

static bool
print_id(FILE *file, struct ndup_scan *scan, uint32_t article)
{
	struct ndup_document document;
	struct ndup_error error;
	char *id;

	if (ndup_scan_names(scan, article, &document, &error) != NDUP_OK)
		return say_error(&error);
	if ((id = strndup(document.id.ptr, document.id.len)) == NULL)
		return say_no_memory();
	printable_clean_controls(id);
	fputs(id, file);
	free(id);
	return true;
}

/* Two lines: the measures, and who they are of. */
static bool
print_pair(FILE *file, struct ndup_scan *scan, const struct close *close)
{
	fprintf(file, "   %.4f    %.4f  ", close->jaccard, close->coverage);
	if (!print_id(file, scan, close->a))
		return false;
	fprintf(file, "\n%21s", "");
	if (!print_id(file, scan, close->b))
		return false;
	fputs("\n", file);
	return true;
}

static bool
print_close(FILE *file, const struct measured *measured,
    const struct ranking *ranking, const char *title)
{
	const struct ndup_params *params = measured->params;
	const struct close *close = ranking->items;

	if (ranking->num == 0)
		return true;
	fprintf(file, "\n%s\n  Jaccard  coverage\n", title);
	for (; close < ranking->items + ranking->num; close++) {
		if (!print_pair(file, measured->scan, close))
			return false;
		if (ranking == &measured->unlinked &&
		    params->min_coverage > 0 &&
		    close->coverage >= params->min_coverage)
			fprintf(file, "%21s(no passage of %u words)\n", "",
			    params->min_run);
	}
	return true;
}

/* What stands, and counted for nothing. */
static void
print_standing(FILE *file, const struct ndup_counts *counts)
{
	uint64_t num = counts->boilerplate - counts->pages;

	if (num > 0)
		fprintf(file,
		    "%" PRIu64 " passage%s of boilerplate counted for "
		    "nothing.\n",
		    num, num == 1 ? "" : "s");
	if (counts->pages > 0)
		fprintf(file,
		    "%" PRIu64 " text%s under many titles counted for "
		    "nothing.\n",
		    counts->pages, counts->pages == 1 ? "" : "s");
}

static void
print_found(FILE *file, const struct measured *measured)
{
	const struct ndup_counts *counts = ndup_scan_counts(measured->scan);
	uint64_t linked = measured->num_similar + measured->num_covered;

	fprintf(file,
	    "\nThese thresholds link %" PRIu64 " pair%s: %" PRIu64
	    " by Jaccard similarity, %" PRIu64 " by coverage alone.\n",
	    linked, linked == 1 ? "" : "s", measured->num_similar,
	    measured->num_covered);
	if (linked > 0)
		fprintf(file, "A scan finds %" PRIu64 " of them, %.4g %%",
		    measured->num_found,
		    (double)measured->num_found * 100 / (double)linked);
	else
		fputs("A scan finds none", file);
	fprintf(file, ", and verifies %" PRIu64 " candidate%s for it.\n",
	    counts->candidates, counts->candidates == 1 ? "" : "s");
	if (counts->capped > 0)
		fprintf(file,
		    "In %" PRIu64 " group%s too large for it not each is "
		    "compared with each.\n",
		    counts->capped, counts->capped == 1 ? "" : "s");
	if (counts->crowded > 0)
		fprintf(file,
		    "%" PRIu64 " article%s with phrases of very many others: "
		    "not compared with all of them.\n",
		    counts->crowded, counts->crowded == 1 ? "" : "s");
	print_standing(file, counts);
}

static bool
print_measured(FILE *file, const struct measured *measured,
    const struct options *options, const struct sample *sample)
{
	fprintf(file,
	    "\nMeasured on %zu of %" PRIu64 " articles, drawn by chance (seed "
	    "%" PRIu64 "): all %" PRIu64 " pairs\nof them compared.\n",
	    sample->num, sample->num_seen, options->params.seed,
	    measured->num_pairs);
	print_bins(file, measured);
	print_found(file, measured);
	return print_close(
		   file, measured, &measured->linked, "The weakest that are") &&
	       print_close(file, measured, &measured->unlinked,
		   "The strongest that are not");
}

/* ---- all of it ---------------------------------------------------------- */

static enum ndup_status
tune_run_scan(struct measured *measured, const struct sample *sample,
    struct progress *progress, struct ndup_error *error)
{
	enum ndup_status status;
	size_t i;

	status = ndup_scan_new(&measured->scan, measured->params, error);
	if (status != NDUP_OK)
		return status;
	ndup_scan_on_progress(measured->scan, progress_show, progress);
	for (i = 0; i < sample->num && status == NDUP_OK; i++)
		status = ndup_scan_add(
		    measured->scan, &sample->documents[i], false, error);
	return status == NDUP_OK ? ndup_scan_run(measured->scan, error)
				 : status;
}

bool
tune_measure(FILE *file, const struct options *options,
    const struct sample *sample, struct progress *progress)
{
	struct ndup_params params = options->params;
	struct measured measured = {.params = &params};
	enum ndup_status status;
	struct ndup_error error;
	bool done;

	params.no_passages = true; /* what matches is enough, and faster */
	status = ndup_bands_plan(&params, &measured.bands, &error);
	if (status == NDUP_OK)
		status = tune_run_scan(&measured, sample, progress, &error);
	if (status == NDUP_OK)
		status = compare_samples(&measured, progress, &error);
	if (status != NDUP_OK)
		say_error(&error);
	done = status == NDUP_OK &&
	       print_measured(file, &measured, options, sample);
	ndup_scan_free(measured.scan);
	return done;
}
