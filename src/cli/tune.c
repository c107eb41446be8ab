/*
 * tune.c - the command `ndup tune`
 *
 * What thresholds promise; and, where there are articles, what they do to a
 * sample of them.
 */
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/guard.h"
#include "cli/ignored.h"
#include "cli/output.h"
#include "cli/say.h"
#include "cli/skipped.h"
#include "cli/tune.h"

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
show_reading(struct tuning *tuning)
{
	struct ndup_reader_counts counts;
	struct ndup_progress state = {.stage = "read"};

	ndup_reader_count(tuning->reader, &counts);
	state.done = counts.input_done;
	state.total = counts.input_total;
	state.articles = counts.articles;
	return progress_show(&tuning->progress, &state);
}

static bool
draw_sample(struct tuning *tuning)
{
	struct options *options = tuning->options;
	struct ndup_reader_counts counts;
	struct ndup_document document;
	enum ndup_status status;
	struct ndup_error error;

	if (!sample_begin(
		&tuning->sample, options->sample, options->params.seed)) {
		say("out of memory");
		return false;
	}
	options->reader.skipped = skipped_say;
	options->reader.ctx = &tuning->skipped;
	status = ndup_reader_open(
	    &tuning->reader, options->paths.items, &options->reader, &error);
	while (status == NDUP_OK && show_reading(tuning)) {
		status = ndup_reader_next(tuning->reader, &document, &error);
		if (status == NDUP_OK &&
		    !sample_offer(&tuning->sample, &document)) {
			say("out of memory");
			return false;
		}
	}
	if (status == NDUP_END) {
		ndup_reader_count(tuning->reader, &counts);
		tuning->incomplete = skipped_any(&counts);
		return true;
	}
	say("%s", error.text);
	return false;
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
work(struct tuning *tuning)
{
	struct options *options = tuning->options;
	bool done;

	if (!guard_check(options) || !ignored_load(options, &tuning->ignored) ||
	    !output_open(&tuning->output, options->output))
		return FAILED;
	done = print_all(tuning);
	progress_clear();
	if (!done || !output_commit(&tuning->output))
		return FAILED;
	return tuning->incomplete ? INCOMPLETE : DONE;
}

int
tune_command(struct options *options)
{
	struct tuning tuning = {.options = options, .skipped = {.all = true}};
	int status = work(&tuning);

	progress_clear();
	output_discard(&tuning.output);
	ndup_reader_close(tuning.reader);
	sample_free(&tuning.sample);
	free(tuning.ignored);
	return status;
}
