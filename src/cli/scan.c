/*
 * scan.c - the command `ndup scan`
 *
 * The flow: options, the output file, articles into the scan, the scan, the
 * report, and what there is to say about it.  The report's file is opened
 * first, so that a wrong place is known before the work and not after it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ndup.h"
#include "commands.h"
#include "guard.h"
#include "option_values.h"
#include "options.h"
#include "output.h"
#include "progress.h"
#include "say.h"
#include "stats.h"
#include "terminal.h"

struct scan_run {
	struct options *options;
	struct output output, stats;
	struct progress progress;
	double seconds; /* of the work; a reader's time at a pager is his own */
	struct ndup_scan *scan;
	char *ignored; /* contents of --ignore-text */
	struct skipped skipped;
};

static void
say_plan(const struct ndup_params *params)
{
	struct ndup_bands bands;

	if (ndup_bands_plan(params, &bands, NULL) == NDUP_OK)
		say("%u bands of %u rows: finds %.2f %% of the pairs at "
		    "Jaccard similarity %g",
		    bands.num_bands, bands.num_rows, bands.recall * 100,
		    params->min_jaccard);
}

/* Old articles come after the new ones, whose reader it is then. */
static bool
scan_read_paths(struct scan_run *run, const struct list *paths,
    const struct ndup_reader *after, struct ndup_reader **reader)
{
	struct ndup_reader_options options = run->options->reader;
	struct ndup_error error;

	options.after = after;
	return skipped_open(&run->skipped, &options, paths->items, reader) &&
	       (ndup_scan_read(run->scan, *reader, after != NULL, &error) ==
		       NDUP_OK ||
		   say_error(&error));
}

/* A file that is among both is a new one. */
static bool
scan_read_all(struct scan_run *run)
{
	const struct options *options = run->options;
	struct ndup_reader *reader = NULL, *old = NULL;
	bool done;

	done = scan_read_paths(run, &options->paths, NULL, &reader) &&
	       (options->against.num == 0 ||
		   scan_read_paths(run, &options->against, reader, &old));
	ndup_reader_close(old);
	ndup_reader_close(reader);
	return done;
}

static bool
scan_run_scan(struct scan_run *run)
{
	struct ndup_error error;

	progress_begin(&run->progress, !run->options->quiet);
	if (ndup_scan_new(&run->scan, &run->options->params, &error) !=
	    NDUP_OK)
		return say_error(&error);
	ndup_scan_on_progress(run->scan, progress_show, &run->progress);
	if (!scan_read_all(run))
		return false;
	if (ndup_scan_run(run->scan, &error) != NDUP_OK)
		return say_error(&error);
	return true;
}

static bool
scan_write_report(struct scan_run *run)
{
	struct output *output = &run->output;
	struct ndup_error error;
	enum ndup_status status;
	struct pager pager;
	bool done;

	progress_stage(&run->progress, "report");
	progress_clear();
	if (!pager_begin(&pager, run->options, output))
		return false;
	if (pager.process != 0)
		run->seconds = progress_end(&run->progress);
	status = ndup_report(
	    run->scan, &run->options->report, output_write, output, &error);
	done = output_has_report(status, &error) && output_finish(output);
	if (pager.process == 0)
		run->seconds = progress_end(&run->progress);
	return pager_end(&pager, output, done);
}

static bool
write_stats(struct scan_run *run, const struct stats *stats)
{
	if (run->options->stats_file == NULL)
		return true;
	return stats_write(stats, &run->stats) && output_finish(&run->stats);
}

static void
say_closing(const struct scan_run *run, const struct stats *stats)
{
	skipped_close(&run->skipped);
	stats_say_excluded(stats->counts, run->options->quiet);
	if (run->options->quiet)
		return;
	if (stats->counts->articles == 0)
		say("no article in %s%s", run->options->paths.items[0],
		    run->options->paths.num > 1 ? " and the other paths" : "");
	else
		stats_say(stats);
	say_repeated(stats->read->repeated_files);
}

static bool
finish_outputs(struct scan_run *run)
{
	struct stats stats = {
	    .options = run->options,
	    .progress = &run->progress,
	    .counts = ndup_scan_counts(run->scan),
	    .read = ndup_scan_skipped(run->scan),
	    .seconds = run->seconds,
	};

	if (!write_stats(run, &stats) || !output_commit(&run->output) ||
	    !output_commit(&run->stats))
		return false;
	say_closing(run, &stats);
	return true;
}

static int
scan_exit_status(const struct scan_run *run)
{
	if (skipped_any(ndup_scan_skipped(run->scan)))
		return INCOMPLETE;
	if (run->options->exit_code &&
	    ndup_scan_counts(run->scan)->clusters > 0)
		return FOUND;
	return DONE;
}

static bool
open_report(struct scan_run *run)
{
	const struct options *options = run->options;

	return output_open(&run->output, options->output) &&
	       (options->stats_file == NULL ||
		   output_open(&run->stats, options->stats_file));
}

static int
scan_work(struct scan_run *run)
{
	screen_settle(run->options);
	if (!guard_check(run->options) ||
	    !ignored_load(run->options, &run->ignored) || !open_report(run))
		return FAILED;
	if (run->options->verbose)
		say_plan(&run->options->params);
	if (!scan_run_scan(run) || !scan_write_report(run) ||
	    !finish_outputs(run))
		return FAILED;
	return scan_exit_status(run);
}

int
scan_command(struct options *options)
{
	struct scan_run run = {
	    .options = options, .skipped = {.all = options->verbose}};
	int status = scan_work(&run);

	progress_clear();
	output_discard(&run.output);
	output_discard(&run.stats);
	ndup_scan_free(run.scan);
	free(run.ignored);
	return status;
}
