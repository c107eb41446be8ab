/*
 * tune.c - the command `ndup tune`
 *
 * What thresholds promise; and, where there are articles, what they do to a
 * sample of them.
 */
#include <stdlib.h>
#include <string.h>

#include "batch.h"
#include "commands.h"
#include "guard.h"
#include "option_values.h"
#include "output.h"
#include "say.h"
#include "tune.h"

/* ---- some articles of many, drawn by chance ------------------------------ */

/* False: memory ran out; sample_free() is to be called all the same. */
static bool
sample_begin(struct sample *sample, size_t most, uint64_t seed)
{
	*sample = (struct sample){.most = most, .state = seed};
	sample->documents = calloc(most, sizeof *sample->documents);
	sample->bytes = calloc(most, sizeof *sample->bytes);
	return sample->documents != NULL && sample->bytes != NULL;
}

static void
sample_free(struct sample *sample)
{
	while (sample->num > 0)
		free(sample->bytes[--sample->num]);
	free(sample->documents);
	free(sample->bytes);
}

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t
next_number(struct sample *sample)
{
	uint64_t x = sample->state += UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

static bool
sample_offer(struct sample *sample, const struct ndup_document *document)
{
	struct ndup_document copy = *document;
	uint64_t place = sample->num_seen++;
	char *bytes;

	if (place >= sample->most)
		place = next_number(sample) % sample->num_seen;
	if (place >= sample->most)
		return true;
	if ((bytes = copy_document(&copy)) == NULL)
		return false;
	if (place == sample->num)
		sample->num++;
	else
		free(sample->bytes[place]);
	sample->documents[place] = copy;
	sample->bytes[place] = bytes;
	return true;
}

/* ---- what the thresholds promise ----------------------------------------- */

/*
 * The chance that a pair of some similarity becomes a candidate: at the
 * threshold and above that is recall, below it the candidates are false ones,
 * which verification throws out at some cost.
 */

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

/* What the parameters promise: bands, rows, and the curve of candidates. */
static void
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
		    "\nBesides, text in common makes a candidate: a pair "
		    "matches "
		    "too if a passage\nhas %u equal words and %g of the "
		    "shorter "
		    "article's words stand in the other.\n",
		    params->min_run, params->min_coverage);
}

/* ---- the command `ndup tune` --------------------------------------------- */

struct tuning {
	struct options *options;
	struct output output;
	struct progress progress;
	struct sample sample;
	struct skipped skipped;
	struct ndup_reader *reader;
	char *ignored; /* contents of --ignore-text */
	bool incomplete;
};

static bool
draw_sample(struct tuning *tuning)
{
	struct options *options = tuning->options;
	struct ndup_document document;
	enum ndup_status status = NDUP_OK;
	struct ndup_error error;

	if (!sample_begin(
		&tuning->sample, options->sample, options->params.seed))
		return say_no_memory();
	if (!skipped_open(&tuning->skipped, &options->reader,
		options->paths.items, &tuning->reader))
		return false;
	while (status == NDUP_OK &&
	       progress_show_reading(&tuning->progress, "read", tuning->reader,
		   tuning->sample.num_seen)) {
		status = ndup_reader_next(tuning->reader, &document, &error);
		if (status == NDUP_OK &&
		    !sample_offer(&tuning->sample, &document))
			return say_no_memory();
	}
	if (status == NDUP_END) {
		tuning->incomplete =
		    skipped_any(ndup_reader_count(tuning->reader));
		return true;
	}
	return say_error(&error);
}

static bool
print_all(struct tuning *tuning)
{
	struct options *options = tuning->options;
	FILE *file = tuning->output.stream;

	tune_curve(file, &options->params);
	if (options->paths.num == 0)
		return true;
	progress_begin(&tuning->progress, !options->quiet);
	if (!draw_sample(tuning))
		return false;
	if (tuning->sample.num == 0) {
		say("no article in %s%s", options->paths.items[0],
		    options->paths.num > 1 ? " and the other paths" : "");
		return true;
	}
	return tune_measure(file, options, &tuning->sample, &tuning->progress);
}

static int
tune_work(struct tuning *tuning)
{
	struct options *options = tuning->options;
	bool done;

	if (!guard_check(options) || !ignored_load(options, &tuning->ignored) ||
	    !output_open(&tuning->output, options->output))
		return FAILED;
	done = print_all(tuning);
	progress_clear();
	if (tuning->reader != NULL && !options->quiet)
		say_repeated(ndup_reader_count(tuning->reader)->repeated_files);
	if (!done || !output_commit(&tuning->output))
		return FAILED;
	return tuning->incomplete ? INCOMPLETE : DONE;
}

int
tune_command(struct options *options)
{
	struct tuning tuning = {.options = options, .skipped = {.all = true}};
	int status = tune_work(&tuning);

	progress_clear();
	output_discard(&tuning.output);
	ndup_reader_close(tuning.reader);
	sample_free(&tuning.sample);
	free(tuning.ignored);
	return status;
}
