/*
 * filter_records.c - records through an index
 */
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "ndup.h"
#include "filter_records.h"
#include "interrupt.h"
#include "json_splice.h"
#include "say.h"

/* ---- records that could not be read, for who wants to mend them ---------- */

/* Behind "name:" and a number and ": ", if a line begins so. */
static const char *
skip_place(const char *line, const char *name)
{
	size_t len = strlen(name), digits;

	if (strncmp(line, name, len) != 0 || line[len] != ':')
		return line;
	digits = strspn(line + len + 1, "0123456789");
	if (digits > 0)
		len += 1 + digits;
	return strncmp(line + len, ": ", 2) == 0 ? line + len + 2 : line;
}

/* A reader's line of error without the place, which the record has. */
static const char *
rejects_reason(const struct ndup_record *record, const struct ndup_error *error,
    char line[SAY_LINE])
{
	const char *name = record->file;

	if (strcmp(name, "-") == 0)
		name = "standard input";
	return skip_place(say_describe(error, line), name);
}

/* A line {file, line, reason, record}: what there is not is null. */
static void
rejects_write(
    struct filter *filter, const struct ndup_record *record, const char *reason)
{
	struct buffer *line = &filter->line;

	buffer_string(line, "{");
	json_word(line, "file", record->file);
	json_nonzero(line, "line", record->line);
	json_word(line, "reason", reason);
	json_text(line, "record", record->bytes);
	buffer_string(line, "}\n");
	if (!output_buffer(&filter->rejects, line))
		filter->failed = true;
}

/* ---- records through an index -------------------------------------------- */

/* ---- records out --------------------------------------------------------- */

static bool
add_value(void *ctx, const void *bytes, size_t size)
{
	struct buffer *value = ctx;

	buffer_add(value, bytes, size);
	return !value->failed;
}

static bool
write_record(struct filter *filter, size_t i)
{
	const struct filter_options *options = &filter->options->filter;
	const struct ndup_verdict *verdict = &filter->held.intake.verdicts[i];
	struct buffer *value = &filter->value;

	if ((options->novelties >> verdict->novelty & 1) == 0)
		return true;
	buffer_clear(value);
	if (ndup_report_verdict(&filter->held.intake.documents[i], verdict,
		options->passages ? NDUP_OF_BEST : NDUP_OF_NONE,
		&filter->report, add_value, value, NULL) != NDUP_OK)
		value->failed = true;
	splice_write(&filter->line, filter->held.records[i], options->field,
	    (struct ndup_slice){value->data, value->size});
	buffer_string(&filter->line, "\n");
	filter->line.failed |= value->failed;
	return output_buffer(&filter->output, &filter->line);
}

static bool
filter_write_records(struct filter *filter)
{
	const struct intake *intake = &filter->held.intake;
	size_t i;

	for (i = 0; i < intake->num; i++) {
		filter->counts[intake->verdicts[i].novelty]++;
		if (!write_record(filter, i))
			return false;
	}
	intake_count(intake, &filter->comparisons);
	filter->num_articles += intake->num;
	filter->since += intake->num;
	return true;
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
		return say_error(&error);
	if (!filter_write_records(filter) || !commit_move(filter))
		return false;
	held_clear(&filter->held);
	progress_show_reading(
	    &filter->progress, "filter", filter->reader, filter->num_articles);
	if (commit_is_due(filter))
		return commit_all(filter, false);
	return !options->flush_each || commit_flush(filter, false);
}

/* ---- records in ---------------------------------------------------------- */

static void
filtering_reject(
    struct filter *filter, const struct ndup_record *record, const char *reason)
{
	if (filter->rejects.stream != NULL)
		rejects_write(filter, record, reason);
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

bool
filtering_skip(void *ctx, const struct ndup_error *error)
{
	struct filter *filter = ctx;
	const struct ndup_record *record = ndup_reader_record(filter->reader);
	char line[SAY_LINE];

	if (!is_as_before(filter, record)) {
		filter->failed = true;
		return false;
	}
	filtering_reject(filter, record, rejects_reason(record, error, line));
	return skipped_say(&filter->skipped, error);
}

static bool
filtering_take(struct filter *filter, const struct ndup_document *document)
{
	static const char reason[] =
	    "a text file, which has no fields: give JSON Lines";
	const struct ndup_record *record = ndup_reader_record(filter->reader);

	if (!is_as_before(filter, record))
		return false;
	if (record->bytes.len == 0) {
		say("%s:%" PRIu64 ": %s", record->file, record->line, reason);
		filtering_reject(filter, record, reason);
		return true;
	}
	return held_add(&filter->held, document, record);
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
		num = poll(files, 2, commit_timeout(filter));
		if (num == 0 && !commit_all(filter, false)) {
			filter->failed = true;
			return false;
		}
		if (interrupt_waits())
			return false;
	}
	return true;
}

/* What has come goes on. */
bool
filtering_pause(void *ctx, int file)
{
	struct filter *filter = ctx;

	if (interrupt_waits())
		return false;
	filter->failed = !process(filter) || !commit_flush(filter, false);
	return !filter->failed && wait_for(filter, file);
}

/* Whether what is held is enough to be passed on. */
static bool
is_enough(const struct filter *filter)
{
	const struct filter_options *options = &filter->options->filter;
	const struct held_record *held = &filter->held;

	return options->flush_each || held_is_full(held) ||
	       filter->since + held->intake.num >= options->commit_articles;
}

bool
filtering_run(struct filter *filter)
{
	struct ndup_document document;
	enum ndup_status status;
	struct ndup_error error;

	while (!interrupt_waits()) {
		status = ndup_reader_next(filter->reader, &document, &error);
		if (status == NDUP_END || status == NDUP_STOPPED)
			break;
		if (status != NDUP_OK)
			return say_error(&error);
		if (!filtering_take(filter, &document) ||
		    (is_enough(filter) && !process(filter)))
			return false;
	}
	return !filter->failed && process(filter) &&
	       commit_all(filter, !interrupt_waits());
}
