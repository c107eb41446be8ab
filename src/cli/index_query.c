/*
 * index_query.c - the command `ndup index query`
 */
#include <stdlib.h>

#include "batch.h"
#include "commands.h"
#include "guard.h"
#include "index.h"
#include "output.h"
#include "say.h"
#include "terminal.h"

struct query_run {
	const struct options *options;
	struct ndup_index *index;
	struct ndup_reader *reader;
	struct output output;
	struct intake intake;
	struct skipped skipped;
	bool found; /* a match */
};

static bool
show_batch(struct query_run *query)
{
	const struct intake *intake = &query->intake;
	enum ndup_status status = NDUP_OK;
	struct ndup_error error;
	size_t i;

	for (i = 0; i < intake->num && status == NDUP_OK; i++) {
		query->found |= intake->verdicts[i].num_matches > 0;
		status = ndup_report_query(&intake->documents[i],
		    &intake->verdicts[i], &query->options->report, output_write,
		    &query->output, &error);
	}
	return output_has_report(status, &error) &&
	       output_flush(&query->output, false);
}

/* Answers what has been taken in; false: the user has been told why not. */
static bool
query_answer(struct query_run *query)
{
	struct intake *intake = &query->intake;
	struct ndup_error error;

	if (ndup_index_query(query->index, intake->documents, intake->num,
		NDUP_OF_ALL, intake->verdicts, &error) != NDUP_OK)
		return say_error(&error);
	if (!show_batch(query))
		return false;
	intake_clear(intake);
	return true;
}

/* The input pauses: what came so far is answered before ndup waits for more. */
static bool
query_pause(void *ctx, int file)
{
	struct query_run *query = ctx;

	(void)file;
	return query->intake.num == 0 || query_answer(query);
}

static bool
query_skip(void *ctx, const struct ndup_error *error)
{
	struct query_run *query = ctx;

	return skipped_say(&query->skipped, error);
}

static bool
query_open(struct query_run *query)
{
	struct ndup_reader_options options = query->options->reader;

	options.skipped = query_skip;
	options.idle = query_pause;
	options.ctx = query;
	return reader_open(
	    &query->reader, query->options->paths.items, &options);
}

static bool
ask_all(struct query_run *query)
{
	enum ndup_status status;
	struct ndup_error error;

	while ((status = intake_fill(&query->intake, query->reader, &error)) ==
	       NDUP_OK)
		if (!query_answer(query))
			return false;
	/* stopped: by query_pause(), and the user has been told why */
	if (status != NDUP_END && status != NDUP_STOPPED)
		say_error(&error);
	return status == NDUP_END;
}

static int
run_query(struct query_run *query)
{
	const struct options *options = query->options;

	if (!query_open(query) || !guard_check(options) ||
	    !output_open(&query->output, options->output) || !ask_all(query) ||
	    !output_commit(&query->output))
		return FAILED;
	skipped_close(&query->skipped);
	if (!options->quiet)
		say_repeated(ndup_reader_count(query->reader)->repeated_files);
	if (skipped_any(ndup_reader_count(query->reader)))
		return INCOMPLETE;
	return options->exit_code && query->found ? FOUND : DONE;
}

int
index_query_command(struct options *options)
{
	struct query_run *query = calloc(1, sizeof *query);
	int status = FAILED;

	if (query == NULL) {
		say_no_memory();
		return FAILED;
	}
	screen_settle(options);
	query->options = options;
	query->skipped.all = options->verbose;
	query->index = index_open(options, NDUP_READ);
	if (query->index != NULL)
		status = run_query(query);
	intake_clear(&query->intake);
	output_discard(&query->output);
	ndup_reader_close(query->reader);
	ndup_index_close(query->index);
	free(query);
	return status;
}
