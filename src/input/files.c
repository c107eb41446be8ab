/*
 * files.c - opens one file after another, as a stream and a feed
 *
 * All that cannot be read is counted and reported here.  A reader that goes on
 * where another one ended passes over files without opening them, and over the
 * beginning of the file that it goes on in: by seeking, if that can be.
 */
#include "base/error.h"
#include "reader.h"
#include "format.h"

enum {
	ESCAPED = 6,            /* bytes a byte of text has in JSON, at most */
	OTHER_FIELDS = 1 << 20, /* bytes of a record besides its text */
};

/* The longest record that is worth holding. */
static size_t
most_of_record(size_t max_article)
{
	if (max_article > (SIZE_MAX / 2 - OTHER_FIELDS) / ESCAPED)
		return SIZE_MAX / 2;
	return max_article * ESCAPED + OTHER_FIELDS;
}

enum ndup_status
reader_report(struct ndup_reader *reader, uint64_t *count,
    const struct ndup_error *what, struct ndup_error *error)
{
	const struct ndup_reader_options *options = &reader->options;

	++*count;
	if (options->skipped == NULL || options->skipped(options->ctx, what))
		return NDUP_OK;
	return error_set(error, NDUP_STOPPED, "stopped");
}

enum ndup_status
reader_report_unreadable(struct ndup_reader *reader, enum ndup_status why,
    const struct ndup_error *what, struct ndup_error *error)
{
	if (why == NDUP_NOMEM)
		return error_memory(error);
	if (why == NDUP_STOPPED)
		return error_set(error, NDUP_STOPPED, "stopped");
	reader->record = (struct ndup_record){
	    .file = reader->file.path, .end = {.file = reader->num_files}};
	return reader_report(reader, &reader->counts.unreadable, what, error);
}

void
reader_close_file(struct ndup_reader *reader)
{
	stream_close(&reader->stream);
	reader->closed_size +=
	    reader->file.size > 0 ? reader->file.size : reader->stream.num_read;
	reader->in_file = false;
}

static enum format
choose_format(struct ndup_reader *reader)
{
	const struct file *file = &reader->file;

	if (reader->format != FORMAT_UNKNOWN)
		return reader->format;
	if (!file->has_name)
		return sniff_format(&reader->feed);
	return file->kind.format != FORMAT_UNKNOWN ? file->kind.format
						   : FORMAT_TEXT;
}

/* Begins to read the file that was opened. */
static enum ndup_status
begin_file(struct ndup_reader *reader, struct ndup_error *error)
{
	size_t most = most_of_record(reader->options.max_article);
	struct feed *feed = &reader->feed;
	enum ndup_status status;

	reader->in_file = true;
	reader->is_text_read = false;
	reader->article.path = reader->file.path;
	reader->article.name = reader->file.name;
	status = feed_begin(feed, &reader->stream, &reader->encoding, error);
	if (status != NDUP_OK)
		return status;
	reader->file_format = choose_format(reader);
	if (reader->file_format == FORMAT_JSONL)
		lines_begin(&reader->lines, feed, most);
	else if (reader->file_format == FORMAT_JSON)
		records_begin(&reader->records, feed, most);
	return NDUP_OK;
}

/* Passes over records, which are the same as the first time. */
static enum ndup_status
skip_records(struct ndup_reader *reader, struct ndup_error *error)
{
	enum ndup_status status = NDUP_OK;
	struct record record;

	while (
	    status == NDUP_OK && reader->records.number < reader->start.record)
		status = records_next(&reader->records, &record, error);
	return status;
}

/* Goes to the start in the file that was begun. */
static enum ndup_status
go_to_start(struct ndup_reader *reader, struct ndup_error *error)
{
	const struct ndup_position *start = &reader->start;
	enum ndup_status status = NDUP_OK;
	struct text text;

	if (start->record == 0)
		return NDUP_OK;
	if (reader->file_format == FORMAT_TEXT)
		status = reader_read_text(reader, &text, error);
	else if (reader->file_format == FORMAT_JSON)
		status = skip_records(reader, error);
	else
		status = lines_skip(
		    &reader->lines, start->offset, start->line, error);
	if (status == NDUP_END)
		return error_set(error, NDUP_INPUT,
		    "%s: is shorter than when it was read before",
		    reader->file.name);
	return status;
}

/* Opens the file that paths gave and begins with it. */
static enum ndup_status
files_open(struct ndup_reader *reader, struct ndup_error *error)
{
	const struct file *file = &reader->file;
	enum ndup_status status;

	status =
	    stream_open(&reader->stream, file->is_stdin ? NULL : file->path,
		file->name, file->kind.packing, error);
	if (status != NDUP_OK)
		return status;
	reader->counts.files++;
	status = begin_file(reader, error);
	if (status == NDUP_OK && reader->num_files == reader->start.file + 1)
		status = go_to_start(reader, error);
	if (status != NDUP_OK)
		reader_close_file(reader);
	return status;
}

enum ndup_status
reader_next_file(struct ndup_reader *reader, struct ndup_error *error)
{
	struct ndup_error what;
	enum ndup_status status;

	for (;;) {
		status = paths_next(&reader->paths, &reader->file, &what);
		if (status == NDUP_END)
			return NDUP_END;
		if (reader->num_files++ < reader->start.file &&
		    status != NDUP_NOMEM)
			continue;
		if (status == NDUP_OK)
			status = files_open(reader, &what);
		if (status == NDUP_OK)
			return NDUP_OK;
		status = reader_report_unreadable(reader, status, &what, error);
		if (status != NDUP_OK)
			return status;
	}
}
