/*
 * dedup.c - the command `ndup dedup`
 *
 * The flow: articles into a scan, their records into the stock; the scan; which
 * articles are contained in which and who is kept (dedup_contained.c); records out.
 *
 * All words count, boilerplate too: what is dropped stands elsewhere.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "dedup.h"
#include "dedup_dropped.h"
#include "guard.h"
#include "option_values.h"
#include "output.h"
#include "say.h"

struct dedup_run {
	struct options *options;
	struct output output, dropped, list;
	struct skipped skipped;
	struct dedup dedup;
	char *ignored; /* contents of --ignore-text */
	bool writes, lists, incomplete;
};

/* ---- articles in --------------------------------------------------------- */

static void
dedup_show_reading(
    struct dedup_run *run, const struct ndup_reader_counts *counts)
{
	const struct ndup_progress progress = {"read", counts->input_done,
	    counts->input_total, run->dedup.stock.num};

	progress_show(&run->dedup.progress, &progress);
}

static bool
take_articles(struct dedup_run *run, struct ndup_reader *reader, bool old)
{
	struct ndup_reader_counts counts;
	struct ndup_document document;
	struct ndup_record record;
	struct ndup_error error;
	enum ndup_status status;

	while (
	    (status = ndup_reader_next(reader, &document, &error)) == NDUP_OK) {
		ndup_reader_record(reader, &record);
		status = ndup_scan_add(run->dedup.scan, &document, old);
		if (status != NDUP_OK) {
			say("%s", ndup_status_name(status));
			return false;
		}
		if (!stock_add(&run->dedup.stock, &record, !old && run->writes))
			return false;
		ndup_reader_count(reader, &counts);
		dedup_show_reading(run, &counts);
	}
	if (status != NDUP_END)
		say("%s", error.text);
	ndup_reader_count(reader, &counts);
	run->incomplete = run->incomplete || skipped_any(&counts);
	return status == NDUP_END;
}

static bool
dedup_read_paths(struct dedup_run *run, const struct list *paths, bool old)
{
	struct ndup_reader *reader = NULL;
	struct ndup_error error;
	bool done;

	if (paths->num == 0)
		return true;
	run->options->reader.skipped = skipped_say;
	run->options->reader.ctx = &run->skipped;
	if (ndup_reader_open(&reader, paths->items, &run->options->reader,
		&error) != NDUP_OK) {
		say("%s", error.text);
		return false;
	}
	done = take_articles(run, reader, old);
	ndup_reader_close(reader);
	return done;
}

static bool
read_all(struct dedup_run *run)
{
	struct dedup *dedup = &run->dedup;

	if (!stock_open(&dedup->stock, run->options->params.tmpdir) ||
	    !contained_scan_new(dedup, &dedup->scan) ||
	    !dedup_read_paths(run, &run->options->paths, false))
		return false;
	dedup->num_new = dedup->stock.num;
	return dedup_read_paths(run, &run->options->against, true) &&
	       contained_scan_run(dedup->scan);
}

/* ---- records out --------------------------------------------------------- */

static bool
dedup_write_records(struct dedup_run *run)
{
	struct output *output = &run->output;
	struct dedup *dedup = &run->dedup;
	struct ndup_slice line;
	size_t i;

	if (!stock_rewind(&dedup->stock))
		return false;
	for (i = 0; i < dedup->num_new && !output->failed; i++) {
		if (!dedup->stock.items[i].has_record)
			continue;
		if (!stock_next(&dedup->stock, &line))
			return false;
		if (dedup_keeps(dedup, i))
			output_write(output, line.ptr, line.len);
	}
	return output_finish(output);
}

static bool
write_dropped(struct dedup_run *run)
{
	return dropped_write(&run->dedup, &run->dropped) &&
	       output_finish(&run->dropped);
}

static bool
write_list(struct dedup_run *run)
{
	const struct dedup_options *options = &run->options->dedup;
	const struct dedup *dedup = &run->dedup;
	const struct origin *origin;
	size_t i;

	for (i = 0; i < dedup->num_new && !run->list.failed; i++) {
		origin = &dedup->stock.items[i];
		if (origin->line == 0 && dedup_keeps(dedup, i) == options->list)
			fprintf(run->list.stream, "%s%c",
			    dedup->stock.files[origin->file],
			    options->list ? '\n' : '\0');
	}
	return output_finish(&run->list);
}

/* The list is last: who removes what it names has the records already. */
static bool
write_all(struct dedup_run *run)
{
	progress_stage(&run->dedup.progress, "write");
	progress_clear();
	return (!run->writes || dedup_write_records(run)) &&
	       (run->options->dedup.dropped_file == NULL ||
		   write_dropped(run)) &&
	       (!run->lists || write_list(run)) &&
	       output_commit(&run->output) && output_commit(&run->dropped) &&
	       output_commit(&run->list);
}

/* ---- the command --------------------------------------------------------- */

static bool
dedup_open_outputs(struct dedup_run *run)
{
	const struct options *options = run->options;

	run->lists = options->dedup.list || options->dedup.list0;
	run->writes = !run->lists || options->output != NULL;
	if (run->writes && run->lists && strcmp(options->output, "-") == 0) {
		say("--output -: standard output has the list; give a file");
		return false;
	}
	return guard_check(options) &&
	       (!run->writes || output_open(&run->output, options->output)) &&
	       (options->dedup.dropped_file == NULL ||
		   output_open(&run->dropped, options->dedup.dropped_file)) &&
	       (!run->lists || output_open(&run->list, NULL));
}

static size_t
count_kept(const struct dedup *dedup)
{
	size_t num = 0, i;

	for (i = 0; i < dedup->num_new; i++)
		num += dedup_keeps(dedup, i);
	return num;
}

static int
close_run(struct dedup_run *run)
{
	size_t num = run->dedup.num_new, kept = count_kept(&run->dedup);
	double seconds = progress_end(&run->dedup.progress);

	skipped_close(&run->skipped);
	if (!run->options->quiet)
		say("%zu article%s: %zu kept, %zu dropped in %.2f s", num,
		    num == 1 ? "" : "s", kept, num - kept, seconds);
	if (run->incomplete)
		return INCOMPLETE;
	return run->options->exit_code && kept < num ? FOUND : DONE;
}

static int
dedup_work(struct dedup_run *run)
{
	struct ndup_params *params = &run->options->params;

	params->no_passages = true;
	params->min_boilerplate = 0;
	params->memory /= 2; /* there may be a second scan */
	progress_begin(&run->dedup.progress, !run->options->quiet);
	if (!dedup_open_outputs(run) ||
	    !ignored_load(run->options, &run->ignored) || !read_all(run) ||
	    !contained_find(&run->dedup) || !write_all(run))
		return FAILED;
	return close_run(run);
}

int
dedup_command(struct options *options)
{
	struct dedup_run run = {.options = options,
	    .dedup = {.options = options},
	    .skipped = {.all = options->verbose}};
	int status = dedup_work(&run);

	progress_clear();
	output_discard(&run.output);
	output_discard(&run.dropped);
	output_discard(&run.list);
	contained_free(&run.dedup);
	free(run.ignored);
	return status;
}
