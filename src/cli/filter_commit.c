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

bool
commit_all(struct filter *filter, bool done)
{
	struct checkpoint *checkpoint = &filter->checkpoint;
	struct ndup_error error;

	filter->committed = progress_now();
	filter->since = 0;
	filter->moved = false;
	if (!commit_flush(filter, true))
		return false;
	if (filter->options->filter.dry_run)
		return true;
	checkpoint->output = filter->output.kept;
	checkpoint->rejects = filter->rejects.kept;
	if (!(done ? checkpoint_remove(checkpoint, filter->index) &&
			 done_save(checkpoint, filter->inputs, filter->index)
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
