/*
 * dedup.c - the command `ndup dedup`
 *
 * The flow: articles into a scan, their records into the stock; the scan; which
 * articles are contained in which; who is kept (keep.c); records out.
 *
 * A scan does not pair each with each where very many are alike.  So if it may
 * have passed over a pair, what is kept is scanned again, where less is alike,
 * until nothing more is found: what comes out would come out once more as it
 * is.
 *
 * All words count, boilerplate too: what is dropped stands elsewhere.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/dedup.h"
#include "cli/dropped.h"
#include "cli/guard.h"
#include "cli/ignored.h"
#include "cli/output.h"
#include "cli/policy.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/skipped.h"

/* As many copies of one text are paired with each other by a few of them. */
enum { MANY_COPIES = 64 };

struct run {
	struct options *options;
	struct output output, dropped;
	struct progress progress;
	struct skipped skipped;
	struct dedup dedup;
	uint32_t *rank, *scanned;
	char *ignored;        /* contents of --ignore-text */
	uint32_t num_scanned; /* articles in the last scan */
	bool writes, incomplete;
};

static bool
fail(enum ndup_status status)
{
	if (status != NDUP_OK && status != NDUP_END)
		say("%s", ndup_status_name(status));
	return status == NDUP_OK || status == NDUP_END;
}

/* ---- articles in --------------------------------------------------------- */

static bool
new_scan(struct run *run, struct ndup_scan **scan)
{
	struct ndup_error error;

	if (ndup_scan_new(scan, &run->options->params, &error) == NDUP_OK) {
		ndup_scan_on_progress(*scan, progress_show, &run->progress);
		return true;
	}
	say("%s", error.text);
	return false;
}

static void
show_reading(struct run *run, const struct ndup_reader_counts *counts)
{
	const struct ndup_progress progress = {"read", counts->input_done,
	    counts->input_total, run->dedup.stock.num};

	progress_show(&run->progress, &progress);
}

static bool
take_articles(struct run *run, struct ndup_reader *reader, bool old)
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
		if (!fail(status) ||
		    !stock_add(&run->dedup.stock, &record, !old && run->writes))
			return false;
		ndup_reader_count(reader, &counts);
		show_reading(run, &counts);
	}
	if (status != NDUP_END)
		say("%s", error.text);
	ndup_reader_count(reader, &counts);
	run->incomplete = run->incomplete || skipped_any(&counts);
	return status == NDUP_END;
}

static bool
read_paths(struct run *run, const struct list *paths, bool old)
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
run_scan(struct ndup_scan *scan)
{
	struct ndup_error error;

	if (ndup_scan_run(scan, &error) == NDUP_OK)
		return true;
	say("%s", error.text);
	return false;
}

static bool
read_all(struct run *run)
{
	struct dedup *dedup = &run->dedup;

	if (!stock_open(&dedup->stock, run->options->params.tmpdir) ||
	    !new_scan(run, &dedup->scan) ||
	    !read_paths(run, &run->options->paths, false))
		return false;
	dedup->num_new = dedup->stock.num;
	return read_paths(run, &run->options->against, true) &&
	       run_scan(dedup->scan);
}

/* ---- who contains whom --------------------------------------------------- */

/* Of each article where it was added, and whether it is an old one: also if an
 * old one with its id and text was left out as repeated. */
static void
number_articles(struct dedup *dedup)
{
	uint32_t article;
	size_t i;
	bool repeated;

	for (i = 0; i < dedup->stock.num; i++) {
		ndup_scan_number(dedup->scan, i, &article, &repeated);
		if (i >= dedup->num_new && !dedup->old[article])
			dedup->old[article] = true;
		else if (repeated)
			continue;
		dedup->added[article] = (uint32_t)i;
	}
}

static bool
prepare(struct run *run)
{
	struct dedup *dedup = &run->dedup;
	uint32_t num = (uint32_t)ndup_scan_counts(dedup->scan)->articles;
	size_t size = num > 0 ? num : 1;

	dedup->old = calloc(size, sizeof *dedup->old);
	dedup->added = calloc(size, sizeof *dedup->added);
	run->rank = calloc(size, sizeof *run->rank);
	run->scanned = calloc(size, sizeof *run->scanned);
	if (dedup->old == NULL || dedup->added == NULL || run->rank == NULL ||
	    run->scanned == NULL)
		return fail(NDUP_NOMEM);
	number_articles(dedup);
	if (!policy_rank(&run->options->dedup, dedup->scan, run->rank))
		return false;
	return keep_init(&dedup->keep, num, run->rank, dedup->old) ||
	       fail(NDUP_NOMEM);
}

/* Notes one side of a match of articles that are known by these numbers. */
static bool
note_side(
    struct run *run, uint32_t article, uint32_t container, double coverage)
{
	const struct inclusion inclusion = {article, container, coverage};

	return coverage < run->options->dedup.contained ||
	       keep_note(&run->dedup.keep, &inclusion) || fail(NDUP_NOMEM);
}

/* Notes what a scan found; names: of its articles, or NULL if they have the
 * numbers of the first scan. */
static bool
note_matches(struct run *run, struct ndup_scan *scan, const uint32_t *names)
{
	enum ndup_status status;
	struct ndup_match match;
	uint32_t a, b;

	while ((status = ndup_scan_next_match(scan, &match)) == NDUP_OK) {
		a = names == NULL ? match.a : names[match.a];
		b = names == NULL ? match.b : names[match.b];
		if (!note_side(run, a, b, match.coverage_a) ||
		    !note_side(run, b, a, match.coverage_b))
			return false;
	}
	return fail(status);
}

static bool
look(void *ctx, const struct inclusion *asked, bool *included)
{
	struct run *run = ctx;
	struct ndup_match match;
	enum ndup_status status;

	status = ndup_scan_compare(
	    run->dedup.scan, asked->article, asked->container, &match);
	*included = status == NDUP_OK &&
		    match.coverage_a >= run->options->dedup.contained;
	return fail(status);
}

/* ---- once more ----------------------------------------------------------- */

/* Whether a scan may have passed over a pair. */
static bool
may_hide_pairs(const struct ndup_counts *counts)
{
	return counts->capped > 0 || counts->identical >= MANY_COPIES;
}

/* Adds what is kept to a scan, in the order of numbers. */
static bool
add_kept(struct run *run, struct ndup_scan *scan)
{
	struct dedup *dedup = &run->dedup;
	struct ndup_document document;
	enum ndup_status status = NDUP_OK;
	uint32_t i;

	run->num_scanned = 0;
	for (i = 0; i < dedup->keep.num && status == NDUP_OK; i++) {
		if (dedup->keep.keeper[i] != KEEP_ITSELF)
			continue;
		run->scanned[run->num_scanned++] = i;
		status = ndup_scan_document(dedup->scan, i, &document);
		if (status == NDUP_OK)
			status = ndup_scan_add(scan, &document, dedup->old[i]);
	}
	return fail(status);
}

/* The numbers in the first scan of the articles of this one. */
static uint32_t *
find_names(const struct run *run, const struct ndup_scan *scan)
{
	uint32_t *names = calloc(run->num_scanned + 1, sizeof *names);
	uint32_t article, i;
	bool repeated;

	for (i = 0; names != NULL && i < run->num_scanned; i++) {
		ndup_scan_number(scan, i, &article, &repeated);
		names[article] = run->scanned[i];
	}
	return names;
}

static bool
scan_again(struct run *run, struct ndup_scan *scan)
{
	uint32_t *names;
	bool done;

	if (!add_kept(run, scan) || !run_scan(scan))
		return false;
	if ((names = find_names(run, scan)) == NULL)
		return fail(NDUP_NOMEM);
	done = note_matches(run, scan, names);
	free(names);
	return done;
}

/* Whether all that is kept was in the last scan. */
static bool
kept_is_scanned(const struct run *run)
{
	const struct keep *keep = &run->dedup.keep;
	uint32_t i, j = 0;

	for (i = 0; i < keep->num; i++) {
		if (keep->keeper[i] != KEEP_ITSELF)
			continue;
		while (j < run->num_scanned && run->scanned[j] < i)
			j++;
		if (j == run->num_scanned || run->scanned[j] != i)
			return false;
	}
	return true;
}

/* Looks among what is kept for pairs that were passed over. */
static bool
find_hidden(struct run *run)
{
	struct keep *keep = &run->dedup.keep;
	bool hidden = may_hide_pairs(ndup_scan_counts(run->dedup.scan));
	struct ndup_scan *scan;
	bool done = true;
	size_t num;

	while (done && hidden) {
		num = keep->num_inclusions;
		if (!new_scan(run, &scan))
			return false;
		done = scan_again(run, scan);
		hidden = done && keep->num_inclusions > num;
		if (hidden) {
			done = keep_find(keep, look, run);
			hidden = may_hide_pairs(ndup_scan_counts(scan)) ||
				 !kept_is_scanned(run);
		}
		ndup_scan_free(scan);
	}
	return done;
}

/* ---- records out --------------------------------------------------------- */

static bool
write_records(struct run *run, FILE *file)
{
	struct dedup *dedup = &run->dedup;
	struct ndup_slice line;
	size_t i;

	if (!stock_rewind(&dedup->stock))
		return false;
	for (i = 0; i < dedup->num_new && !ferror(file); i++) {
		if (!dedup->stock.items[i].has_record)
			continue;
		if (!stock_next(&dedup->stock, &line))
			return false;
		if (dedup_keeps(dedup, i))
			fwrite(line.ptr, 1, line.len, file);
	}
	return true;
}

static bool
write_file(
    struct run *run, struct output *output, bool (*write)(struct run *, FILE *))
{
	FILE *file = output_stream(output);
	bool done;

	if (file == NULL)
		return false;
	done = write(run, file);
	return fclose(file) == 0 && done && output_commit(output);
}

static bool
write_dropped(struct run *run, FILE *file)
{
	return dropped_write(&run->dedup, file);
}

static bool
write_list(struct run *run)
{
	const struct dedup_options *options = &run->options->dedup;
	const struct dedup *dedup = &run->dedup;
	const struct origin *origin;
	size_t i;

	if (!options->list && !options->list0)
		return true;
	for (i = 0; i < dedup->num_new; i++) {
		origin = &dedup->stock.items[i];
		if (origin->line == 0 && dedup_keeps(dedup, i) == options->list)
			printf("%s%c", dedup->stock.files[origin->file],
			    options->list ? '\n' : '\0');
	}
	return true;
}

static bool
write_all(struct run *run)
{
	progress_stage(&run->progress, "write");
	progress_clear();
	return (!run->writes || write_file(run, &run->output, write_records)) &&
	       (run->options->dedup.dropped_file == NULL ||
		   write_file(run, &run->dropped, write_dropped)) &&
	       write_list(run);
}

/* ---- the command --------------------------------------------------------- */

static bool
open_outputs(struct run *run)
{
	const struct options *options = run->options;
	bool lists = options->dedup.list || options->dedup.list0;

	run->writes = !lists || options->output != NULL;
	if (run->writes && lists && strcmp(options->output, "-") == 0) {
		say("--output -: standard output has the list; give a file");
		return false;
	}
	return guard_check(options) &&
	       (!run->writes || output_open(&run->output, options->output)) &&
	       (options->dedup.dropped_file == NULL ||
		   output_open(&run->dropped, options->dedup.dropped_file));
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
close_run(struct run *run)
{
	size_t num = run->dedup.num_new, kept = count_kept(&run->dedup);
	double seconds = progress_end(&run->progress);

	skipped_close(&run->skipped);
	if (!run->options->quiet)
		say("%zu article%s: %zu kept, %zu dropped in %.2f s", num,
		    num == 1 ? "" : "s", kept, num - kept, seconds);
	if (run->incomplete)
		return INCOMPLETE;
	return run->options->exit_code && kept < num ? FOUND : DONE;
}

static int
work(struct run *run)
{
	struct ndup_params *params = &run->options->params;

	params->no_passages = true;
	params->min_boilerplate = 0;
	params->memory /= 2; /* there may be a second scan */
	progress_begin(&run->progress, !run->options->quiet);
	if (!open_outputs(run) || !ignored_load(run->options, &run->ignored) ||
	    !read_all(run) || !prepare(run) ||
	    !note_matches(run, run->dedup.scan, NULL) ||
	    !keep_find(&run->dedup.keep, look, run) || !find_hidden(run) ||
	    !write_all(run))
		return FAILED;
	return close_run(run);
}

int
dedup_command(struct options *options)
{
	struct run run = {.options = options,
	    .output = {.file = -1},
	    .dropped = {.file = -1},
	    .skipped = {.all = options->verbose}};
	int status = work(&run);

	progress_clear();
	output_discard(&run.output);
	output_discard(&run.dropped);
	keep_free(&run.dedup.keep);
	ndup_scan_free(run.dedup.scan);
	stock_free(&run.dedup.stock);
	free(run.dedup.old);
	free(run.dedup.added);
	free(run.ignored);
	free(run.rank);
	free(run.scanned);
	return status;
}
