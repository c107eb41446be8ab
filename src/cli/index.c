/*
 * index.c - the commands `ndup index create` and `ndup index add`
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "batch.h"
#include "commands.h"
#include "damage.h"
#include "index.h"
#include "option_values.h"
#include "output.h"
#include "progress.h"
#include "say.h"
#include "terminal.h"

/* ---- the commands `ndup index create` and `ndup index add` --------------- */

/* So many articles are committed together. */
enum { COMMIT_EVERY = 10000 };

struct index_adding {
	const struct options *options;
	struct ndup_index *index;
	struct ndup_reader *reader;
	struct intake intake;
	struct skipped skipped;
	struct progress progress;
	uint64_t counts[NUM_NOVELTIES];
	uint64_t added;
	struct comparisons comparisons;
	struct ids ids;
};

/* Whether there is --index, whose damage is told from now on however it ends;
 * else the user has been told. */
static bool
index_is_named(const struct options *options)
{
	if (options->folder == NULL)
		say("name the folder of the index: --index FOLDER");
	else
		damage_watch(options->folder);
	return options->folder != NULL;
}

void
index_say_unicode(const struct options *options, const struct ndup_index *index)
{
	const char *made = ndup_index_unicode(index);

	if (!options->quiet && strcmp(made, ndup_unicode_version()) != 0)
		say("%s was made with Unicode %s, this ndup has %s: words with "
		    "characters that only one of them knows may not be found",
		    options->folder, made, ndup_unicode_version());
}

struct ndup_index *
index_open(const struct options *options, enum ndup_access access)
{
	struct ndup_index *index = NULL;
	struct ndup_error error;

	if (index_is_named(options) &&
	    ndup_index_open(&index, options->folder, access,
		options->params.num_threads, &error) != NDUP_OK)
		say_error(&error);
	if (index != NULL)
		index_say_unicode(options, index);
	return index;
}

static void
count_records(struct index_adding *adding)
{
	enum ndup_novelty novelty;
	size_t i;

	for (i = 0; i < adding->intake.num; i++) {
		novelty = adding->intake.verdicts[i].novelty;
		adding->counts[novelty]++;
		adding->added += novelty != NDUP_KNOWN;
	}
	intake_count(&adding->intake, &adding->comparisons);
}

static enum ndup_status
add_batch(struct index_adding *adding, struct ndup_error *error)
{
	struct intake *intake = &adding->intake;
	enum ndup_status status;

	status = ndup_index_add(adding->index, intake->documents, intake->num,
	    NDUP_OF_NONE, intake->verdicts, error);
	if (status != NDUP_OK)
		return status;
	count_records(adding);
	intake_clear(intake);
	progress_show_reading(&adding->progress, "add", adding->reader,
	    adding->added + adding->counts[NDUP_KNOWN]);
	if (ndup_index_pending(adding->index) < COMMIT_EVERY)
		return NDUP_OK;
	return ndup_index_commit(adding->index, error);
}

static bool
add_records(struct index_adding *adding)
{
	struct ndup_error error;
	enum ndup_status status;

	while ((status = intake_fill(
		    &adding->intake, adding->reader, &error)) == NDUP_OK) {
		status = add_batch(adding, &error);
		if (status != NDUP_OK)
			break;
	}
	if (status == NDUP_END)
		status = ndup_index_commit(adding->index, &error);
	if (status != NDUP_OK)
		say_error(&error);
	return status == NDUP_OK;
}

static void
say_added(const struct index_adding *adding, double seconds)
{
	const uint64_t *counts = adding->counts;

	say("%" PRIu64 " added in %.2f s: %" PRIu64 " new, %" PRIu64
	    " duplicate, %" PRIu64 " update, %" PRIu64 " reuse, %" PRIu64
	    " too short, %" PRIu64 " known; %" PRIu64 " replaced, %" PRIu64
	    " with the id of an unlike text",
	    adding->added, seconds, counts[NDUP_NEW], counts[NDUP_DUPLICATE],
	    counts[NDUP_UPDATE], counts[NDUP_REUSE], counts[NDUP_TOO_SHORT],
	    counts[NDUP_KNOWN], adding->ids.num_replaced,
	    adding->ids.num_taken);
	intake_say(&adding->comparisons, adding->options->verbose);
	say_repeated(ndup_reader_count(adding->reader)->repeated_files);
}

static int
run_index_command(struct index_adding *adding)
{
	const struct options *options = adding->options;
	double seconds;

	if (!skipped_open(&adding->skipped, &options->reader,
		options->paths.items, &adding->reader))
		return FAILED;
	progress_begin(&adding->progress, !options->quiet);
	if (!add_records(adding))
		return FAILED;
	seconds = progress_end(&adding->progress);
	skipped_close(&adding->skipped);
	ids_close(&adding->ids);
	intake_say_excluded(
	    &adding->comparisons, adding->index, options->quiet);
	if (!options->quiet)
		say_added(adding, seconds);
	return skipped_any(ndup_reader_count(adding->reader)) ? INCOMPLETE
							      : DONE;
}

int
index_add_command(struct options *options)
{
	struct index_adding *adding = calloc(1, sizeof *adding);
	int status = FAILED;

	if (adding == NULL) {
		say_no_memory();
		return FAILED;
	}
	adding->options = options;
	adding->skipped.all = adding->ids.named.all = options->verbose;
	adding->intake.ids = &adding->ids;
	adding->index = index_open(options, NDUP_WAIT);
	if (adding->index != NULL)
		status = run_index_command(adding);
	progress_clear();
	intake_clear(&adding->intake);
	ids_free(&adding->ids);
	ndup_reader_close(adding->reader);
	ndup_index_close(adding->index);
	free(adding);
	return status;
}

/* ---- create ------------------------------------------------------------- */

/* A seed that nobody can guess, unless one was given. */
static bool
choose_seed(struct options *options)
{
	uint64_t *seed = &options->params.seed;

	if (options_have(options, "seed"))
		return true;
	if (getrandom(seed, sizeof *seed, 0) == sizeof *seed) {
		*seed >>= 1; /* as --seed takes it */
		return true;
	}
	say_errno("no random seed");
	return false;
}

static bool
create_index(struct options *options)
{
	struct ndup_error error;
	char *ignored = NULL;
	bool done = false;

	if (options->folder == NULL)
		say("name the folder of the index: --index FOLDER");
	else if (ignored_load(options, &ignored) && choose_seed(options)) {
		done = ndup_index_create(options->folder, &options->params,
			   &options->index, &error) == NDUP_OK;
		if (!done)
			say_error(&error);
	}
	free(ignored);
	return done;
}

int
index_create_command(struct options *options)
{
	if (!create_index(options))
		return FAILED;
	return options->paths.num == 0 ? DONE : index_add_command(options);
}

/* ---- the commands that look after an index: remove, info, verify, -------- */

/*
 * compact
 */

static int
index_fail(const struct ndup_error *error)
{
	say_error(error);
	return FAILED;
}

typedef int index_fn(struct options *, struct ndup_index *);

/* The exit status of what is done with the index. */
static int
index_do(struct options *options, enum ndup_access access, index_fn *work)
{
	struct ndup_index *index = index_open(options, access);
	int status = index == NULL ? FAILED : work(options, index);

	ndup_index_close(index);
	return status;
}

/* ---- remove ------------------------------------------------------------- */

/* INCOMPLETE: some are not there. */
static int
remove_all(struct options *options, struct ndup_index *index)
{
	const struct list *ids = &options->paths;
	enum ndup_status status;
	struct ndup_error error;
	int result = DONE;
	size_t i;

	for (i = 0; i < ids->num; i++) {
		status = ndup_index_remove(index,
		    (struct ndup_slice){ids->items[i], strlen(ids->items[i])},
		    &error);
		if (status == NDUP_END) {
			say("%s: not in the index", ids->items[i]);
			result = INCOMPLETE;
		} else if (status != NDUP_OK) {
			return index_fail(&error);
		}
	}
	if (ndup_index_commit(index, &error) != NDUP_OK)
		return index_fail(&error);
	return result;
}

int
index_remove_command(struct options *options)
{
	return index_do(options, NDUP_WAIT, remove_all);
}

/* ---- info --------------------------------------------------------------- */

static int
show_info(struct options *options, struct ndup_index *index)
{
	const struct ndup_index_info *info;
	struct output output = {0};
	enum ndup_status status;
	struct ndup_error error;

	if (ndup_index_describe(index, &info, &error) != NDUP_OK)
		return index_fail(&error);
	screen_settle(options);
	if (!output_open(&output, NULL))
		return FAILED;
	status = ndup_report_index(
	    info, &options->report, output_write, &output, &error);
	return output_close(&output, output_has_report(status, &error))
		   ? DONE
		   : FAILED;
}

int
index_info_command(struct options *options)
{
	return index_do(options, NDUP_READ, show_info);
}

/* ---- verify and compact ------------------------------------------------- */

static bool
say_fault(void *ctx, const struct ndup_error *error)
{
	(void)ctx;
	say_error(error);
	return true;
}

static int
verify(struct options *options, struct ndup_index *index)
{
	struct ndup_error error;

	if (ndup_index_verify(index, say_fault, NULL, &error) != NDUP_OK)
		return index_fail(&error);
	if (!options->quiet)
		say("%s: no fault", options->folder);
	return DONE;
}

static int
accept_as_found(const struct options *options)
{
	struct ndup_error error;

	if (!index_is_named(options))
		return FAILED;
	if (ndup_index_accept(options->folder, say_fault, NULL, &error) !=
	    NDUP_OK)
		return index_fail(&error);
	if (!options->quiet)
		say("%s: no fault, accepted as it is", options->folder);
	return DONE;
}

int
index_verify_command(struct options *options)
{
	return options->accept ? accept_as_found(options)
			       : index_do(options, NDUP_READ, verify);
}

static int
compact_all(struct options *options, struct ndup_index *index)
{
	struct ndup_error error;
	uint64_t num_dropped;

	if (ndup_index_compact(index, &num_dropped, &error) != NDUP_OK)
		return index_fail(&error);
	if (!options->quiet)
		say("%s: %" PRIu64 " articles out of the window dropped",
		    options->folder, num_dropped);
	return DONE;
}

int
index_compact_command(struct options *options)
{
	return index_do(options, NDUP_WAIT, compact_all);
}
