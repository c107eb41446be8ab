/*
 * filter.c - the command `ndup filter`
 *
 * The flow: records wait (held.c) until there are enough of them, or until the
 * input pauses; the index compares and takes them; they go out with what it
 * says.  A commit first makes safe what was written, then has the index take
 * the articles together with a note of how far input and output were by then
 * (checkpoint.c).  So whatever is lost in a crash is lost on all sides.
 *
 * Signals wait: what is whole is committed before one takes its course.
 */
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/append.h"
#include "cli/checkpoint.h"
#include "cli/filter.h"
#include "cli/guard.h"
#include "cli/held.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/rejects.h"
#include "cli/say.h"
#include "cli/skipped.h"
#include "cli/splice.h"
#include "cli/verdict.h"

enum {
	NUM_NOVELTIES = NDUP_TOO_SHORT + 1,
	PAUSE = 1000, /* ms without input until what there is is committed */
	RETRY = 100,  /* ms until the index is asked for again */
};

struct filter {
	struct options *options;
	struct ndup_index *index;
	struct ndup_reader *reader;
	struct append output, rejects;
	struct checkpoint checkpoint;
	char *resumed; /* the file to go on in; NULL: it was met */
	struct held held;
	struct skipped skipped;
	struct progress progress;
	uint64_t counts[NUM_NOVELTIES], num_articles, num_known;
	uint64_t since;   /* articles taken since the last commit */
	double committed; /* when that was */
	bool moved, failed;
};

static bool
fail(const struct ndup_error *error)
{
	say("%s", error->text);
	return false;
}

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* ---- records out --------------------------------------------------------- */

static bool
write_record(struct filter *filter, size_t i)
{
	const struct filter_options *options = &filter->options->filter;
	const struct ndup_verdict *verdict = &filter->held.intake.verdicts[i];
	char *value = NULL;
	size_t size;
	FILE *file;
	bool done;

	if ((options->novelties >> verdict->novelty & 1) == 0)
		return true;
	if ((file = open_memstream(&value, &size)) != NULL)
		verdict_json(file, &filter->held.intake.documents[i], verdict,
		    options->passages);
	done = file != NULL && fclose(file) == 0;
	if (done) {
		splice_write(filter->output.file, filter->held.records[i],
		    options->field, (struct ndup_slice){value, size});
		putc('\n', filter->output.file);
	} else {
		say("out of memory");
	}
	free(value);
	return done;
}

static bool
write_records(struct filter *filter)
{
	const struct intake *intake = &filter->held.intake;
	size_t i;

	for (i = 0; i < intake->num; i++) {
		filter->counts[intake->verdicts[i].novelty]++;
		filter->num_known += intake->verdicts[i].known;
		if (!write_record(filter, i))
			return false;
	}
	filter->num_articles += intake->num;
	filter->since += intake->num;
	return !ferror(filter->output.file) ||
	       append_flush(&filter->output, false);
}

/* ---- commits ------------------------------------------------------------- */

/* Takes note of where the input is: all before it was taken. */
static bool
move(struct filter *filter)
{
	struct ndup_record record;

	ndup_reader_record(filter->reader, &record);
	return record.file == NULL ||
	       checkpoint_move(&filter->checkpoint, &record);
}

static bool
flush(struct filter *filter, bool sync)
{
	return append_flush(&filter->output, sync) &&
	       append_flush(&filter->rejects, sync);
}

/* done: there is nothing to go on with. */
static bool
commit(struct filter *filter, bool done)
{
	struct checkpoint *checkpoint = &filter->checkpoint;
	struct ndup_error error;

	filter->committed = now();
	if (filter->options->filter.dry_run)
		return flush(filter, false);
	if (!flush(filter, true))
		return false;
	checkpoint->output = append_length(&filter->output);
	checkpoint->rejects = append_length(&filter->rejects);
	if (!(done ? checkpoint_remove(checkpoint, filter->index)
		   : checkpoint_save(checkpoint, filter->index)))
		return false;
	filter->since = 0;
	filter->moved = false;
	return ndup_index_commit(filter->index, &error) == NDUP_OK ||
	       fail(&error);
}

static bool
is_due(const struct filter *filter)
{
	const struct filter_options *options = &filter->options->filter;

	return filter->since >= options->commit_articles ||
	       (options->commit_seconds > 0 &&
		   now() - filter->committed >= options->commit_seconds);
}

static bool
show(struct filter *filter)
{
	struct ndup_reader_counts counts;
	struct ndup_progress progress = {
	    .stage = "filter", .articles = filter->num_articles};

	ndup_reader_count(filter->reader, &counts);
	progress.done = counts.input_done;
	progress.total = counts.input_total;
	return progress_show(&filter->progress, &progress);
}

/* Has the index take what is held, and passes it on. */
static bool
process(struct filter *filter)
{
	struct intake *intake = &filter->held.intake;
	const struct filter_options *options = &filter->options->filter;
	struct ndup_error error;

	if (ndup_index_add(filter->index, intake->documents, intake->num,
		options->passages ? NDUP_OF_BEST : NDUP_OF_NONE,
		intake->verdicts, &error) != NDUP_OK)
		return fail(&error);
	if (!write_records(filter) || !move(filter))
		return false;
	held_clear(&filter->held);
	show(filter);
	if (is_due(filter))
		return commit(filter, false);
	return !options->flush_each || flush(filter, false);
}

/* ---- records in ---------------------------------------------------------- */

static void
reject(
    struct filter *filter, const struct ndup_record *record, const char *reason)
{
	if (filter->rejects.file != NULL)
		rejects_write(filter->rejects.file, record, reason);
	filter->checkpoint.num_rejected++;
	filter->moved = true;
}

/* What is read first goes on in the file where the last run ended. */
static bool
is_as_before(struct filter *filter, const struct ndup_record *record)
{
	bool same;

	if (filter->resumed == NULL)
		return true;
	same = record->end.file != filter->checkpoint.position.file ||
	       strcmp(record->file, filter->resumed) == 0;
	if (!same)
		say("%s: the last run ended in %s: give the same files",
		    record->file, filter->resumed);
	free(filter->resumed);
	filter->resumed = NULL;
	return same;
}

/* The reader's function for what it skips. */
static bool
skip(void *ctx, const struct ndup_error *error)
{
	struct filter *filter = ctx;
	struct ndup_record record;

	ndup_reader_record(filter->reader, &record);
	if (!is_as_before(filter, &record)) {
		filter->failed = true;
		return false;
	}
	reject(filter, &record, rejects_reason(&record, error));
	return skipped_say(&filter->skipped, error);
}

/* Why a record cannot get a field; NULL: it can. */
static const char *
find_reason(const struct ndup_record *record)
{
	if (record->bytes.len == 0)
		return "a text file, which has no fields: give JSON Lines";
	if (!splice_fits(record->bytes))
		return "not valid JSON: its brackets or commas are wrong";
	return NULL;
}

static bool
take(struct filter *filter, struct ndup_document *document)
{
	struct ndup_record record;
	const char *reason;

	ndup_reader_record(filter->reader, &record);
	if (!is_as_before(filter, &record))
		return false;
	if ((reason = find_reason(&record)) != NULL) {
		say("%s:%" PRIu64 ": %s", record.file, record.line, reason);
		reject(filter, &record, reason);
		return true;
	}
	if (record.is_id_made)
		document->id = (struct ndup_slice){"", 0};
	return held_add(&filter->held, document, record.bytes);
}

/* Milliseconds until a commit is due while nothing comes; -1: none is. */
static int
find_timeout(const struct filter *filter)
{
	const struct filter_options *options = &filter->options->filter;
	double left;

	if (options->dry_run || (filter->since == 0 && !filter->moved))
		return -1;
	if (options->commit_seconds == 0)
		return PAUSE;
	left = options->commit_seconds - (now() - filter->committed);
	return left > 0 ? (int)(left * 1000) + 1 : 0;
}

/* Waits for input; false if a signal came, or a commit failed. */
static bool
wait_for(struct filter *filter, int file)
{
	struct pollfd files[] = {
	    {.fd = file, .events = POLLIN},
	    {.fd = interrupt_file(), .events = POLLIN},
	};
	int num;

	while (files[0].revents == 0) {
		num = poll(files, 2, find_timeout(filter));
		if (num == 0 && !commit(filter, false)) {
			filter->failed = true;
			return false;
		}
		if (interrupt_waits())
			return false;
	}
	return true;
}

/* The reader's function for when nothing is there: what has come goes on. */
static bool
pause_input(void *ctx, int file)
{
	struct filter *filter = ctx;

	if (interrupt_waits())
		return false;
	filter->failed = !process(filter) || !flush(filter, false);
	return !filter->failed && wait_for(filter, file);
}

/* Whether what is held is enough to be passed on. */
static bool
is_enough(const struct filter *filter)
{
	const struct filter_options *options = &filter->options->filter;
	const struct held *held = &filter->held;

	return options->flush_each || held_is_full(held) ||
	       filter->since + held->intake.num >= options->commit_articles;
}

static bool
read_all(struct filter *filter)
{
	struct ndup_document document;
	enum ndup_status status;
	struct ndup_error error;

	while (!interrupt_waits()) {
		status = ndup_reader_next(filter->reader, &document, &error);
		if (status == NDUP_END || status == NDUP_STOPPED)
			break;
		if (status != NDUP_OK)
			return fail(&error);
		if (!take(filter, &document) ||
		    (is_enough(filter) && !process(filter)))
			return false;
	}
	return !filter->failed && process(filter) &&
	       commit(filter, !interrupt_waits());
}

/* ---- the command --------------------------------------------------------- */

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
	return status == NDUP_OK || fail(&error);
}

static bool
open_outputs(struct filter *filter)
{
	const struct options *options = filter->options;

	return guard_check(options) &&
	       append_open(&filter->output, options->output) &&
	       (options->filter.rejects_file == NULL ||
		   append_open(&filter->rejects, options->filter.rejects_file));
}

static bool
open_reader(struct filter *filter)
{
	struct ndup_reader_options options = filter->options->reader;
	struct ndup_error error;

	options.skipped = skip;
	options.idle = pause_input;
	options.ctx = filter;
	return ndup_reader_open(&filter->reader, filter->options->paths.items,
		   &options, &error) == NDUP_OK ||
	       fail(&error);
}

/* Begins, or goes on where the same command ended untimely. */
static bool
begin(struct filter *filter)
{
	struct checkpoint *checkpoint = &filter->checkpoint;
	bool found;

	if (!checkpoint_begin(checkpoint, filter->options) ||
	    !checkpoint_load(checkpoint, filter->index, &found) ||
	    !append_cut(&filter->output, checkpoint->output) ||
	    (filter->rejects.file != NULL &&
		!append_cut(&filter->rejects, checkpoint->rejects)))
		return false;
	filter->committed = now();
	if (!found)
		return true;
	ndup_reader_skip(filter->reader, &checkpoint->position);
	filter->resumed = strdup(checkpoint->file);
	if (!filter->options->quiet)
		say("goes on in %s behind record %" PRIu64, checkpoint->file,
		    checkpoint->position.record);
	return filter->resumed != NULL;
}

static int
close_filter(struct filter *filter)
{
	const uint64_t *counts = filter->counts;
	double seconds = progress_end(&filter->progress);
	bool done = append_close(&filter->output);

	if (!append_close(&filter->rejects) || !done)
		return FAILED;
	skipped_close(&filter->skipped);
	if (!filter->options->quiet)
		say("%" PRIu64 " article%s in %.2f s: %" PRIu64 " new, %" PRIu64
		    " duplicate, %" PRIu64 " update, %" PRIu64
		    " reuse, %" PRIu64 " too short; %" PRIu64 " known before",
		    filter->num_articles, filter->num_articles == 1 ? "" : "s",
		    seconds, counts[NDUP_NEW], counts[NDUP_DUPLICATE],
		    counts[NDUP_UPDATE], counts[NDUP_REUSE],
		    counts[NDUP_TOO_SHORT], filter->num_known);
	return filter->checkpoint.num_rejected > 0 ? INCOMPLETE : DONE;
}

static int
work(struct filter *filter)
{
	progress_begin(&filter->progress, !filter->options->quiet);
	if (!open_index(filter) || !open_outputs(filter) ||
	    !open_reader(filter) || !begin(filter) || !read_all(filter))
		return FAILED;
	return close_filter(filter);
}

int
filter_command(struct options *options)
{
	struct filter *filter = calloc(1, sizeof *filter);
	int status;

	if (filter == NULL) {
		say("out of memory");
		return FAILED;
	}
	filter->options = options;
	filter->skipped.all = options->verbose;
	if (options->paths.num == 0)
		options->paths.items[options->paths.num++] = "-";
	interrupt_hold(true);
	status = work(filter);
	progress_clear();
	append_close(&filter->output);
	append_close(&filter->rejects);
	held_clear(&filter->held);
	checkpoint_free(&filter->checkpoint);
	ndup_reader_close(filter->reader);
	ndup_index_close(filter->index);
	free(filter->resumed);
	free(filter);
	interrupt_hold(false); /* one that waited takes its course */
	return status;
}
