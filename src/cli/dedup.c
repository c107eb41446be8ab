/*
 * dedup.c - the command `ndup dedup`
 *
 * The flow: articles into a scan, their records into the stock; the scan; the
 * library says which articles are kept; records out.
 *
 * What stands makes no article go; what goes stands elsewhere with all its words.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/memory.h"
#include "commands.h"
#include "guard.h"
#include "json_splice.h"
#include "option_values.h"
#include "output.h"
#include "progress.h"
#include "say.h"
#include "stats.h"

/* ---- where articles came from, and their records ------------------------- */

/*
 * Records wait in a file without a name, one a line, until it is known which
 * of them are wanted; nothing of it is left behind, however the program ends.
 * What fails tells the user and returns false.
 */

struct origin {
	uint64_t line; /* 0: the file is the article */
	uint32_t file;
	bool has_record; /* kept in the stock */
};

struct stock {
	const char *folder; /* of the file */
	FILE *records;
	char **files;
	struct origin *items; /* in the order of adding */
	size_t num, num_files, items_capacity, files_capacity;
	char *line; /* read last */
	size_t line_room;
	struct buffer added; /* the last record */
};

static bool
records_fail(const struct stock *stock)
{
	say_errno("cannot use a temporary file in %s", stock->folder);
	return false;
}

static int
open_nameless(const char *folder)
{
	char *path;
	int file;

	file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (file >= 0 || asprintf(&path, "%s/ndup-XXXXXX", folder) < 0)
		return file;
	if ((file = mkostemp(path, O_CLOEXEC)) >= 0)
		unlink(path);
	free(path);
	return file;
}

static bool
stock_open(struct stock *stock, const char *folder)
{
	int file;

	*stock = (struct stock){.folder = folder};
	if ((file = open_nameless(folder)) < 0)
		return records_fail(stock);
	if ((stock->records = fdopen(file, "w+")) != NULL)
		return true;
	close(file);
	return records_fail(stock);
}

/* The last file, if that is its name, or a new one. */
static bool
find_file(struct stock *stock, const char *name, uint32_t *file)
{
	char *copy;

	if (stock->num_files == 0 ||
	    strcmp(stock->files[stock->num_files - 1], name) != 0) {
		if (memory_grow(stock->files, stock->num_files + 1) !=
			NDUP_OK ||
		    (copy = strdup(name)) == NULL)
			return say_no_memory();
		stock->files[stock->num_files++] = copy;
	}
	*file = (uint32_t)(stock->num_files - 1);
	return true;
}

/* Notes where an article came from; keeps its record, if it has one and that is
 * wanted. */
static bool
stock_add(struct stock *stock, const struct ndup_record *record, bool wanted)
{
	struct origin *origin;
	uint32_t file;

	if (!find_file(stock, record->file, &file))
		return false;
	if (memory_grow(stock->items, stock->num + 1) != NDUP_OK)
		return say_no_memory();
	origin = &stock->items[stock->num++];
	*origin = (struct origin){
	    record->line, file, wanted && record->bytes.len > 0};
	if (!origin->has_record)
		return true;
	buffer_clear(&stock->added);
	splice_line(&stock->added, record->bytes);
	buffer_string(&stock->added, "\n");
	if (stock->added.failed)
		return say_no_memory();
	fwrite(stock->added.data, 1, stock->added.size, stock->records);
	return !ferror(stock->records) || records_fail(stock);
}

/* The records once more, from the first on, each with its newline. */
static bool
stock_rewind(struct stock *stock)
{
	return fseeko(stock->records, 0, SEEK_SET) == 0 || records_fail(stock);
}

static bool
stock_next(struct stock *stock, struct ndup_slice *line)
{
	ssize_t size = getline(&stock->line, &stock->line_room, stock->records);

	if (size < 0)
		return records_fail(stock);
	*line = (struct ndup_slice){stock->line, (size_t)size};
	return true;
}

static void
stock_free(struct stock *stock)
{
	size_t i;

	if (stock->records != NULL)
		fclose(stock->records);
	for (i = 0; i < stock->num_files; i++)
		free(stock->files[i]);
	memory_free(stock->files);
	memory_free(stock->items);
	free(stock->line);
	buffer_free(&stock->added);
}

/* ---- what a run of the command has --------------------------------------- */

struct dedup_run {
	struct options *options;
	struct output output, dropped, list;
	struct skipped skipped;
	struct progress progress;
	struct ndup_scan *scan; /* of all articles */
	struct stock stock;     /* what was added to it */
	size_t num_new;         /* so many; what follows are old ones */
	const struct ndup_kept *kept;
	char *ignored; /* contents of --ignore-text */
	bool writes, lists, incomplete;
};

/* ---- articles in --------------------------------------------------------- */

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
dedup_read_paths(struct dedup_run *run, const struct list *paths, bool old)
{
	struct ndup_reader *reader = NULL;
	bool done;

	if (paths->num == 0)
		return true;
	if (!skipped_open(
		&run->skipped, &run->options->reader, paths->items, &reader))
		return false;
	done = take_articles(run, reader, old);
	ndup_reader_close(reader);
	return done;
}

static bool
dedup_scan_new(struct dedup_run *run)
{
	struct ndup_error error;

	if (ndup_scan_new(&run->scan, &run->options->params, &error) !=
	    NDUP_OK)
		return say_error(&error);
	ndup_scan_on_progress(run->scan, progress_show, &run->progress);
	return true;
}

static bool
read_all(struct dedup_run *run)
{
	if (!stock_open(&run->stock, run->options->params.tmpdir) ||
	    !dedup_scan_new(run) ||
	    !dedup_read_paths(run, &run->options->paths, false))
		return false;
	run->num_new = run->stock.num;
	return dedup_read_paths(run, &run->options->against, true);
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

static bool
dedup_write_records(struct dedup_run *run)
{
	struct output *output = &run->output;
	struct ndup_slice line;
	size_t i;

	if (!stock_rewind(&run->stock))
		return false;
	for (i = 0; i < run->num_new && !output->failed; i++) {
		if (!run->stock.items[i].has_record)
			continue;
		if (!stock_next(&run->stock, &line))
			return false;
		if (run->kept->stays[i])
			output_write(output, line.ptr, line.len);
	}
	return output_finish(output);
}

/* Id, file and line of what is dropped, or of the one that is kept. */
static void
put_origin(struct buffer *out, const struct dedup_run *run, uint32_t article,
    uint64_t added, bool kept)
{
	const struct origin *origin = &run->stock.items[added];
	struct ndup_document document = {.text_begin = 0};

	ndup_scan_names(run->scan, article, &document, NULL); /* it is there */
	json_text(out, kept ? "of" : "id", document.id);
	json_word(
	    out, kept ? "of_file" : "file", run->stock.files[origin->file]);
	json_nonzero(out, kept ? "of_line" : "line", origin->line);
}

/* A line of JSON. */
static void
put_dropped(struct buffer *out, const struct dedup_run *run,
    const struct ndup_dropped *dropped)
{
	const struct ndup_match *match = &dropped->match;

	buffer_string(out, "{");
	put_origin(out, run, match->a, dropped->added, false);
	put_origin(out, run, match->b, dropped->added_keeper, true);
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

static bool
write_list(struct dedup_run *run)
{
	const struct dedup_options *options = &run->options->dedup;
	const struct origin *origin;
	size_t i;

	for (i = 0; i < run->num_new && !run->list.failed; i++) {
		origin = &run->stock.items[i];
		if (origin->line == 0 && run->kept->stays[i] == options->list)
			fprintf(run->list.stream, "%s%c",
			    run->stock.files[origin->file],
			    options->list ? '\n' : '\0');
	}
	return output_finish(&run->list);
}

/* The list is last: who removes what it names has the records already. */
static bool
write_all(struct dedup_run *run)
{
	progress_stage(&run->progress, "write");
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

static int
close_run(struct dedup_run *run)
{
	uint64_t num = run->num_new, kept = run->kept->num_kept;
	double seconds = progress_end(&run->progress);

	skipped_close(&run->skipped);
	stats_say_excluded(ndup_scan_counts(run->scan), run->options->quiet);
	if (!run->options->quiet)
		say("%" PRIu64 " article%s: %" PRIu64 " kept, %" PRIu64
		    " dropped in %.2f s",
		    num, num == 1 ? "" : "s", kept, num - kept, seconds);
	if (run->incomplete)
		return INCOMPLETE;
	return run->options->exit_code && kept < num ? FOUND : DONE;
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
	output_discard(&run.list);
	ndup_scan_free(run.scan);
	stock_free(&run.stock);
	free(run.ignored);
	return status;
}
