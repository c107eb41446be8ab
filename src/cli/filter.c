/*
 * filter.c - the command `ndup filter`
 *
 * The flow: records wait (batch.c) until there are enough of them, or until the
 * input pauses; the index compares and takes them; they go out with what it
 * says (filter_records.c).  A commit first makes safe what was written, then
 * has the index take the articles together with a note of how far input and
 * output were by then (commit.c, filter_checkpoint.c).  So whatever is lost in
 * a crash is lost on all sides.
 *
 * Signals wait: what is whole is committed before one takes its course.
 */
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "damage.h"
#include "filter_done.h"
#include "filter_records.h"
#include "guard.h"
#include "index.h"
#include "interrupt.h"
#include "say.h"

enum { RETRY = 100 }; /* ms until the index is asked for again */

/* Opens the index; waits while another process writes to it. */
static bool
open_index(struct filter *filter)
{
	const struct options *options = filter->options;
	enum ndup_access access =
	    options->filter.dry_run ? NDUP_READ : NDUP_WRITE;
	enum ndup_status status;
	struct ndup_error error;
	bool told = options->quiet;

	if (options->folder == NULL) {
		say("name the folder of the index: --index FOLDER");
		return false;
	}
	damage_watch(options->folder);
	for (;;) {
		status = ndup_index_open(&filter->index, options->folder,
		    access, options->params.num_threads, &error);
		if (status != NDUP_BUSY || interrupt_waits())
			break;
		if (!told)
			say("waiting: %s", error.text);
		told = true;
		poll(NULL, 0, RETRY);
	}
	if (status != NDUP_OK)
		return say_error(&error);
	index_say_unicode(options, filter->index);
	ndup_index_ignore_facts(filter->index, options->ignore_facts);
	return true;
}

static bool
filter_open_outputs(struct filter *filter)
{
	const struct options *options = filter->options;

	return guard_check(options) &&
	       output_open_growing(&filter->output, options->output) &&
	       (options->filter.rejects_file == NULL ||
		   output_open_growing(
		       &filter->rejects, options->filter.rejects_file));
}

static bool
open_reader(struct filter *filter)
{
	struct ndup_reader_options options = filter->options->reader;

	options.skipped = filtering_skip;
	options.idle = filtering_pause;
	options.ctx = filter;
	return reader_open(
	    &filter->reader, filter->options->paths.items, &options);
}

/* Looks whether the same command has ended, and nothing has changed since. */
static bool
find_done(struct filter *filter)
{
	struct checkpoint *checkpoint = &filter->checkpoint;
	struct checkpoint left = *checkpoint;

	if (!done_load(&left, filter->inputs, filter->index, &filter->is_done))
		return false;
	filter->is_done = filter->is_done &&
			  output_has_length(&filter->output, left.output) &&
			  output_has_length(&filter->rejects, left.rejects);
	if (filter->is_done)
		*checkpoint = left;
	return true;
}

/* Finds where to begin: *found: where the same command ended untimely. */
static bool
find_beginning(struct filter *filter, bool *found)
{
	struct checkpoint *checkpoint = &filter->checkpoint;

	return checkpoint_begin(checkpoint, filter->options,
		   filter->output.target != NULL) &&
	       (checkpoint->name[0] == '\0' ||
		   done_look(filter->options, &filter->inputs)) &&
	       checkpoint_load(checkpoint, filter->index, found) &&
	       (*found || find_done(filter));
}

/* Begins, or goes on where the same command ended untimely. */
static bool
filter_begin(struct filter *filter)
{
	struct checkpoint *checkpoint = &filter->checkpoint;
	struct ndup_error error;
	bool found;

	if (!find_beginning(filter, &found) ||
	    !output_cut(&filter->output, checkpoint->output) ||
	    !output_cut(&filter->rejects, checkpoint->rejects))
		return false;
	commit_start(filter);
	if (!found)
		return true;
	if (ndup_reader_skip(filter->reader, &checkpoint->position, &error) !=
	    NDUP_OK)
		return say_error(&error);
	filter->resumed = strdup(checkpoint->file);
	if (!filter->options->quiet)
		say("goes on in %s behind record %" PRIu64, checkpoint->file,
		    checkpoint->position.record);
	return filter->resumed != NULL || say_no_memory();
}

static void
say_filtered(struct filter *filter, double seconds)
{
	const uint64_t *counts = filter->counts;

	say("%" PRIu64 " article%s in %.2f s: %" PRIu64 " new, %" PRIu64
	    " duplicate, %" PRIu64 " update, %" PRIu64 " reuse, %" PRIu64
	    " too short, %" PRIu64 " known; %" PRIu64 " replaced, %" PRIu64
	    " with the id of an unlike text",
	    filter->num_articles, filter->num_articles == 1 ? "" : "s", seconds,
	    counts[NDUP_NEW], counts[NDUP_DUPLICATE], counts[NDUP_UPDATE],
	    counts[NDUP_REUSE], counts[NDUP_TOO_SHORT], counts[NDUP_KNOWN],
	    filter->ids.num_replaced, filter->ids.num_taken);
	intake_say(&filter->comparisons, filter->options->verbose);
	say_repeated(ndup_reader_count(filter->reader)->repeated_files);
}

static int
close_filter(struct filter *filter)
{
	double seconds = progress_end(&filter->progress);

	if (!output_commit(&filter->output) || !output_commit(&filter->rejects))
		return FAILED;
	skipped_close(&filter->skipped);
	ids_close(&filter->ids);
	intake_say_excluded(
	    &filter->comparisons, filter->index, filter->options->quiet);
	if (!filter->options->quiet && filter->is_done)
		say("all was done before: %s is as it was left",
		    filter->options->output);
	else if (!filter->options->quiet)
		say_filtered(filter, seconds);
	return filter->checkpoint.num_rejected > 0 ? INCOMPLETE : DONE;
}

static int
filter_work(struct filter *filter)
{
	progress_begin(&filter->progress, !filter->options->quiet);
	if (!open_index(filter) || !filter_open_outputs(filter) ||
	    !open_reader(filter) || !filter_begin(filter) ||
	    (!filter->is_done && !filtering_run(filter)))
		return FAILED;
	return close_filter(filter);
}

int
filter_command(struct options *options)
{
	struct filter *filter = calloc(1, sizeof *filter);
	int status;

	if (filter == NULL) {
		say_no_memory();
		return FAILED;
	}
	filter->options = options;
	ndup_report_options_init(&filter->report, sizeof filter->report);
	filter->report.format = NDUP_JSONL;
	filter->skipped.all = filter->ids.named.all = options->verbose;
	filter->held.intake.ids = &filter->ids;
	if (options->paths.num == 0)
		options->paths.items[options->paths.num++] = "-";
	interrupt_hold(true);
	status = filter_work(filter);
	progress_clear();
	output_discard(&filter->output);
	output_discard(&filter->rejects);
	buffer_free(&filter->value);
	buffer_free(&filter->line);
	held_clear(&filter->held);
	ids_free(&filter->ids);
	checkpoint_free(&filter->checkpoint);
	ndup_reader_close(filter->reader);
	ndup_index_close(filter->index);
	free(filter->resumed);
	free(filter);
	interrupt_hold(false); /* one that waited takes its course */
	return status;
}
