/*
 * filter_commit.c - what a filter has written and the index has taken, made
 * safe
 */

#include "filter_done.h"
#include "filter_records.h"
#include "progress.h"
#include "say.h"

enum { PAUSE = 1000 }; /* ms without input until it is time */

void
commit_start(struct filter *filter)
{
	filter->committed = progress_now();
}

bool
commit_move(struct filter *filter)
{
	const struct ndup_record *record = ndup_reader_record(filter->reader);

	return record->file == NULL ||
	       checkpoint_move(&filter->checkpoint, record);
}

bool
commit_flush(struct filter *filter, bool sync)
{
	return output_flush(&filter->output, sync) &&
	       output_flush(&filter->rejects, sync);
}

/* Closing may fail, too, and what is not there is not to be known: so what goes
 * out directly is closed before the last commit. */
static bool
close_directly(struct output *output)
{
	return output->target != NULL || output_finish(output);
}

/* Notes that the run has ended, if it read all that there was: a file that could
 * not be read may be the next time. */
static bool
note_end(struct filter *filter)
{
	if (!checkpoint_remove(&filter->checkpoint, filter->index))
		return false;
	return ndup_reader_count(filter->reader)->unreadable > 0 ||
	       done_save(&filter->checkpoint, filter->inputs, filter->index);
}

bool
commit_all(struct filter *filter, bool done)
{
	struct checkpoint *checkpoint = &filter->checkpoint;
	struct ndup_error error;

	filter->committed = progress_now();
	filter->since = 0;
	filter->moved = false;
	if (!commit_flush(filter, true) ||
	    (done && (!close_directly(&filter->output) ||
			 !close_directly(&filter->rejects))))
		return false;
	if (filter->options->filter.dry_run)
		return true;
	checkpoint->output = filter->output.kept;
	checkpoint->rejects = filter->rejects.kept;
	if (!(done ? note_end(filter)
		   : checkpoint_save(checkpoint, filter->index)))
		return false;
	if (ndup_index_commit(filter->index, &error) == NDUP_OK)
		return true;
	return say_error(&error);
}

bool
commit_is_due(const struct filter *filter)
{
	const struct filter_options *options = &filter->options->filter;

	return filter->since >= options->commit_articles ||
	       (options->commit_seconds > 0 &&
		   progress_now() - filter->committed >=
		       options->commit_seconds);
}

int
commit_timeout(const struct filter *filter)
{
	const struct filter_options *options = &filter->options->filter;
	double left;

	if (options->dry_run || (filter->since == 0 && !filter->moved))
		return -1;
	if (options->commit_seconds == 0)
		return PAUSE;
	left = options->commit_seconds - (progress_now() - filter->committed);
	return left > 0 ? (int)(left * 1000) + 1 : 0;
}
