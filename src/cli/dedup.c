/*
 * dedup.c - the command `ndup dedup`
 *
 * The flow: articles into a scan, their records into the stock; the scan; the
 * library says which articles are kept; records out.
 *
 * What stands makes no article go; what goes stands elsewhere with all its words.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/memory.h"
#include "commands.h"
#include "dedup.h"
#include "json_splice.h"
#include "say.h"
#include "stats.h"

/* ---- articles in --------------------------------------------------------- */

static bool
dedup_skip(void *ctx, const struct ndup_error *error)
{
	struct dedup_run *run = ctx;

	return skipped_say(&run->skipped, error);
}

/* The new file of this number, if it has articles. */
static struct origin_file *
find_new_file(const struct dedup_run *run, uint64_t number)
{
	struct origin_file *files = run->stock.files;
	size_t low = 0, high = run->num_new_files, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (files[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == run->num_new_files || files[low].number != number)
		return NULL;
	return &files[low];
}

/* A file that was given and is one of --against too is the only copy of what it
 * has: its articles are old ones, which stay. */
static bool
dedup_repeated(void *ctx, const struct ndup_repeated *repeated)
{
	struct dedup_run *run = ctx;
	struct stock *stock = &run->stock;
	struct origin_file *file = NULL;
	struct ndup_error error;
	size_t i;

	if (run->old_reader != NULL && repeated->by == run->reader)
		file = find_new_file(run, repeated->file);
	if (file == NULL || file->is_both) {
		run->num_repeated++;
		return true;
	}
	file->is_both = true;
	run->num_both++;
	for (i = file->first;
	     i < run->num_new && &stock->files[stock->items[i].file] == file;
	     i++)
		if (ndup_scan_set_old(run->scan, i, &error) != NDUP_OK)
			return say_error(&error);
	return true;
}

static bool
take_articles(struct dedup_run *run, struct ndup_reader *reader, bool old)
{
	struct ndup_document document;
	struct ndup_error error;
	enum ndup_status status;

	while (
	    (status = ndup_reader_next(reader, &document, &error)) == NDUP_OK) {
		status = ndup_scan_add(run->scan, &document, old, &error);
		if (status != NDUP_OK)
			break;
		if (!stock_add(&run->stock, ndup_reader_record(reader),
			!old && run->writes))
			return false;
		progress_show_reading(
		    &run->progress, "read", reader, run->stock.num);
	}
	if (status != NDUP_END)
		say_error(&error);
	run->incomplete =
	    run->incomplete || skipped_any(ndup_reader_count(reader));
	return status == NDUP_END;
}

static bool
dedup_read_paths(struct dedup_run *run, const struct list *paths,
    struct ndup_reader **reader, bool old)
{
	struct ndup_reader_options options = run->options->reader;

	options.skipped = dedup_skip;
	options.repeated = dedup_repeated;
	options.ctx = run;
	options.after = old ? run->reader : NULL;
	return reader_open(reader, paths->items, &options) &&
	       take_articles(run, *reader, old);
}

/* The new articles, then the old ones. */
static bool
dedup_read_all(struct dedup_run *run)
{
	const struct options *options = run->options;
	bool done;

	done = dedup_read_paths(run, &options->paths, &run->reader, false);
	run->num_new = run->stock.num;
	run->num_new_files = run->stock.num_files;
	if (done && options->against.num > 0)
		done = dedup_read_paths(
		    run, &options->against, &run->old_reader, true);
	ndup_reader_close(run->old_reader);
	ndup_reader_close(run->reader);
	return done;
}

static bool
dedup_scan_new(struct dedup_run *run)
{
	struct ndup_error error;

	if (ndup_scan_new(&run->scan, &run->options->params, &error) != NDUP_OK)
		return say_error(&error);
	ndup_scan_on_progress(run->scan, progress_show, &run->progress);
	return true;
}

static bool
read_all(struct dedup_run *run)
{
	return stock_open(&run->stock, run->options->params.tmpdir) &&
	       dedup_scan_new(run) && dedup_read_all(run);
}

static bool
dedup_choose(struct dedup_run *run)
{
	struct ndup_error error;

	if (ndup_scan_run(run->scan, &error) == NDUP_OK &&
	    ndup_scan_keep(run->scan, &run->options->dedup.keep, &run->kept,
		&error) == NDUP_OK)
		return true;
	return say_error(&error);
}

/* ---- records out --------------------------------------------------------- */

/* A kept one, with a field more if that is wanted. */
static bool
write_kept_record(struct dedup_run *run, uint64_t added, struct ndup_slice line)
{
	const char *field = run->options->dedup.field;
	struct buffer value = {NULL, 0, 0, false};
	struct buffer out = {NULL, 0, 0, false};

	run->num_written++;
	if (field == NULL)
		return output_write(&run->output, line.ptr, line.len);
	line.len -= line.len > 0 && line.ptr[line.len - 1] == '\n';
	groups_put(&value, &run->groups, run->scan, added, run->num_written);
	splice_write(
	    &out, line, field, (struct ndup_slice){value.data, value.size});
	buffer_string(&out, "\n");
	out.failed |= value.failed;
	output_buffer(&run->output, &out);
	buffer_free(&value);
	buffer_free(&out);
	return !run->output.failed;
}

static bool
dedup_write_records(struct dedup_run *run)
{
	struct output *output = &run->output;
	struct ndup_slice line;
	size_t i;

	if (run->options->dedup.field != NULL &&
	    !groups_find(&run->groups, run->scan, run->kept))
		return false;

	if (!stock_rewind(&run->stock))
		return false;
	for (i = 0; i < run->num_new && !output->failed; i++) {
		if (!run->stock.items[i].has_record)
			continue;
		if (!stock_next(&run->stock, &line))
			return false;
		if (run->kept->stays[i] && !write_kept_record(run, i, line))
			break;
	}
	return output_finish(output);
}

/* How a line of JSON calls an article and where it came from. */
struct origin_names {
	const char *id, *file, *line, *notice; /* the last or NULL */
};

static const struct origin_names own_names = {"id", "file", "line", "notice"};
static const struct origin_names keeper_names = {
    "of", "of_file", "of_line", "of_notice"};
static const struct origin_names withdrawal_names = {
    "by", "by_file", "by_line", NULL};

/* By the place in the order of adding. */
static void
put_origin(struct buffer *out, const struct dedup_run *run, uint64_t added,
    const struct origin_names *names)
{
	const struct origin *origin = &run->stock.items[added];
	struct ndup_document document = {.text_begin = 0};
	uint32_t article;
	bool repeated;

	/* It is there. */
	ndup_scan_number(run->scan, added, &article, &repeated, NULL);
	ndup_scan_names(run->scan, article, &document, NULL);
	json_text(out, names->id, document.id);
	json_word(out, names->file, run->stock.files[origin->file].name);
	json_nonzero(out, names->line, origin->line);
	if (names->notice != NULL)
		json_word(
		    out, names->notice, ndup_notice_name(document.notice));
}

/* A line of JSON. */
static void
put_dropped(struct buffer *out, const struct dedup_run *run,
    const struct ndup_dropped *dropped)
{
	const struct ndup_match *match = &dropped->match;

	buffer_string(out, "{");
	put_origin(out, run, dropped->added, &own_names);
	put_origin(out, run, dropped->added_keeper, &keeper_names);
	json_word(out, "relation", ndup_relation_name(match->relation));
	json_share(out, "jaccard", match->jaccard);
	json_share(out, "coverage", match->coverage_a);
	json_share(out, "coverage_of_other", match->coverage_b);
	buffer_string(out, "}\n");
}

static bool
write_dropped(struct dedup_run *run)
{
	struct buffer line = {NULL, 0, 0, false};
	enum ndup_status status = NDUP_OK;
	const struct ndup_dropped *dropped;
	struct ndup_error error;
	bool done = true;

	while (status == NDUP_OK && done) {
		status = ndup_scan_next_dropped(run->scan, &dropped, &error);
		if (status != NDUP_OK)
			break;
		put_dropped(&line, run, dropped);
		done = output_buffer(&run->dropped, &line);
	}
	buffer_free(&line);
	if (status != NDUP_OK && status != NDUP_END)
		return say_error(&error);
	return done && output_finish(&run->dropped);
}

/* A line of JSON. */
static void
put_withdrawn(struct buffer *out, const struct dedup_run *run,
    const struct ndup_withdrawn *withdrawn)
{
	buffer_string(out, "{");
	put_origin(out, run, withdrawn->added, &own_names);
	json_truth(out, "kept", run->kept->stays[withdrawn->added]);
	put_origin(out, run, withdrawn->added_notice, &withdrawal_names);
	buffer_string(out, "}\n");
}

static bool
write_withdrawn(struct dedup_run *run)
{
	struct buffer line = {NULL, 0, 0, false};
	const struct ndup_withdrawn *withdrawn;
	enum ndup_status status;
	struct ndup_error error;
	bool done = true;

	while (done && (status = ndup_scan_next_withdrawn(
			    run->scan, &withdrawn, &error)) == NDUP_OK) {
		put_withdrawn(&line, run, withdrawn);
		done = output_buffer(&run->withdrawn, &line);
	}
	buffer_free(&line);
	return done && output_finish(&run->withdrawn);
}

/* ---- all of it ------------------------------------------------------------ */

/* The list is last: who removes what it names has the records already. */
static bool
write_all(struct dedup_run *run)
{
	progress_stage(&run->progress, "write");
	progress_clear();
	return (!run->writes || dedup_write_records(run)) &&
	       (run->options->dedup.dropped_file == NULL ||
		   write_dropped(run)) &&
	       (run->options->dedup.withdrawn_file == NULL ||
		   write_withdrawn(run)) &&
	       (!run->lists || dedup_write_list(run)) &&
	       output_commit(&run->output) && output_commit(&run->dropped) &&
	       output_commit(&run->withdrawn) && output_commit(&run->list);
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
	       (options->dedup.withdrawn_file == NULL ||
		   output_open(
		       &run->withdrawn, options->dedup.withdrawn_file)) &&
	       (!run->lists || output_open(&run->list, NULL));
}

/* Stories that others take back: the user is told even if they are kept. */
static void
say_withdrawn(const struct dedup_run *run)
{
	uint64_t num = run->kept->num_withdrawn;

	if (num > 0)
		say("%" PRIu64 " article%s withdrawn by another%s", num,
		    num == 1 ? " is" : "s are",
		    run->options->dedup.withdrawn_file == NULL
			? "; --withdrawn FILE lists them"
			: "");
}

static void
say_chosen(const struct dedup_run *run, double seconds)
{
	uint64_t num = run->num_new, dropped = run->kept->num_dropped;
	bool one = run->num_both == 1;

	say("%" PRIu64 " article%s: %" PRIu64 " kept, %" PRIu64
	    " dropped in %.2f s",
	    num, num == 1 ? "" : "s", num - dropped, dropped, seconds);
	say_repeated(run->num_repeated);
	if (run->num_both > 0)
		say("%" PRIu64 " file%s of --against, too: nothing of %s is "
		    "dropped",
		    run->num_both, one ? " is one" : "s are",
		    one ? "it" : "them");
	say_withdrawn(run);
}

static int
close_run(struct dedup_run *run)
{
	double seconds = progress_end(&run->progress);

	skipped_close(&run->skipped);
	stats_say_excluded(ndup_scan_counts(run->scan), run->options->quiet);
	if (!run->options->quiet)
		say_chosen(run, seconds);
	if (run->incomplete)
		return INCOMPLETE;
	return run->options->exit_code && run->kept->num_dropped > 0 ? FOUND
								     : DONE;
}

static int
dedup_work(struct dedup_run *run)
{
	struct ndup_params *params = &run->options->params;

	params->no_passages = true;
	params->memory /= 2; /* what is kept may be scanned again */
	progress_begin(&run->progress, !run->options->quiet);
	if (!dedup_open_outputs(run) ||
	    !ignored_load(run->options, &run->ignored) || !read_all(run) ||
	    !dedup_choose(run) || !write_all(run))
		return FAILED;
	return close_run(run);
}

int
dedup_command(struct options *options)
{
	struct dedup_run run = {
	    .options = options, .skipped = {.all = options->verbose}};
	int status = dedup_work(&run);

	progress_clear();
	output_discard(&run.output);
	output_discard(&run.dropped);
	output_discard(&run.withdrawn);
	output_discard(&run.list);
	ndup_scan_free(run.scan);
	groups_free(&run.groups);
	stock_free(&run.stock);
	free(run.ignored);
	return status;
}
