/*
 * reader.c - paths become articles: the first arrow of the flow
 *
 * Takes file after file from paths.c, opens it as a stream and a feed, has its
 * records found (text.c, lines.c, records.c) and turned into articles
 * (article.c).  All that cannot be read is counted and reported here.
 */
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "input/article.h"
#include "input/lines.h"
#include "input/options.h"
#include "input/paths.h"
#include "input/records.h"
#include "input/sniff.h"

enum {
	ESCAPED = 6,            /* bytes a byte of text has in JSON, at most */
	OTHER_FIELDS = 1 << 20, /* bytes of a record besides its text */
};

struct ndup_reader {
	struct ndup_reader_options options; /* strings are in arena */
	struct arena arena;
	enum format format; /* given by the options; or unknown */
	struct encoding encoding;
	struct fields fields;
	struct kinds kinds;
	struct paths paths;
	struct stream stream;
	struct feed feed;
	struct lines lines;
	struct records records;
	struct article article;
	struct ndup_reader_counts counts;
	uint64_t closed_size; /* of the files that are done */
	struct file file;     /* being read */
	enum format file_format;
	bool in_file;
	bool is_text_read;
	bool has_late; /* an error to report before going on */
	struct ndup_error late;
};

/* The longest record that is worth holding. */
static size_t
most_of_record(size_t max_article)
{
	if (max_article > (SIZE_MAX / 2 - OTHER_FIELDS) / ESCAPED)
		return SIZE_MAX / 2;
	return max_article * ESCAPED + OTHER_FIELDS;
}

static void
set_up(struct ndup_reader *reader)
{
	const struct ndup_reader_options *options = &reader->options;
	const char *const paths[NUM_FIELDS] = {
	    [FIELD_ID] = options->id_field,
	    [FIELD_SOURCE] = options->source_field,
	    [FIELD_TITLE] = options->title_field,
	    [FIELD_DATE] = options->date_field,
	    [FIELD_TEXT] = options->text_field,
	    [FIELD_URL] = options->url_field,
	};

	fields_init(&reader->fields, paths);
	if (options->format != NULL)
		reader->format = format_by_name(options->format);
	reader->paths.walk.exclude = options->exclude;
	reader->paths.walk.follow_links = options->follow_links;
	reader->paths.walk.kinds = &reader->kinds;
	reader->paths.walk.total = &reader->counts.input_total;
}

static enum ndup_status
begin(struct ndup_reader *reader, const char *const *paths,
    struct ndup_error *error)
{
	enum ndup_status status;

	status = options_check(&reader->options, error);
	if (status != NDUP_OK)
		return status;
	paths = options_copy_paths(paths, &reader->arena);
	if (paths == NULL || !options_copy(&reader->options, &reader->arena))
		return error_memory(error);
	set_up(reader);
	status =
	    encoding_open(&reader->encoding, reader->options.encoding, error);
	if (status != NDUP_OK)
		return status;
	paths_begin(&reader->paths, paths);
	status = article_begin(
	    &reader->article, &reader->fields, reader->options.max_article);
	return status == NDUP_OK ? NDUP_OK : error_memory(error);
}

enum ndup_status
ndup_reader_open(struct ndup_reader **out, const char *const *paths,
    const struct ndup_reader_options *options, struct ndup_error *error)
{
	struct ndup_reader *reader;
	enum ndup_status status;

	*out = NULL;
	if ((reader = memory_new(1, sizeof *reader)) == NULL)
		return error_memory(error);
	if (options != NULL)
		reader->options = *options;
	else
		ndup_reader_options_init(&reader->options);
	if ((status = begin(reader, paths, error)) != NDUP_OK) {
		ndup_reader_close(reader);
		return status;
	}
	*out = reader;
	return NDUP_OK;
}

void
ndup_reader_close(struct ndup_reader *reader)
{
	if (reader == NULL)
		return;
	stream_free(&reader->stream);
	feed_free(&reader->feed);
	article_free(&reader->article);
	paths_free(&reader->paths);
	kinds_free(&reader->kinds);
	encoding_close(&reader->encoding);
	arena_free(&reader->arena);
	memory_free(reader);
}

/* ---- Reading ------------------------------------------------------------ */

/* Counts and reports; NDUP_OK to go on, or NDUP_STOPPED. */
static enum ndup_status
report(struct ndup_reader *reader, uint64_t *count,
    const struct ndup_error *what, struct ndup_error *error)
{
	const struct ndup_reader_options *options = &reader->options;

	++*count;
	if (options->skipped == NULL || options->skipped(options->ctx, what))
		return NDUP_OK;
	return error_set(error, NDUP_STOPPED, "stopped");
}

/* What a file, or the rest of it, cannot be read for. */
static enum ndup_status
report_unreadable(struct ndup_reader *reader, enum ndup_status why,
    const struct ndup_error *what, struct ndup_error *error)
{
	if (why == NDUP_NOMEM)
		return error_memory(error);
	return report(reader, &reader->counts.unreadable, what, error);
}

static void
close_file(struct ndup_reader *reader)
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

/* Opens the next file that can be opened. */
static enum ndup_status
next_file(struct ndup_reader *reader, struct ndup_error *error)
{
	struct file *file = &reader->file;
	struct ndup_error what;
	enum ndup_status status;

	for (;;) {
		status = paths_next(&reader->paths, file, &what);
		if (status == NDUP_END)
			return NDUP_END;
		if (status == NDUP_OK)
			status = stream_open(&reader->stream,
			    file->is_stdin ? NULL : file->path, file->name,
			    file->kind.packing, &what);
		if (status == NDUP_OK)
			break;
		status = report_unreadable(reader, status, &what, error);
		if (status != NDUP_OK)
			return status;
	}
	reader->counts.files++;
	return begin_file(reader, error);
}

/* The number that a verdict adds to. */
static uint64_t *
count_of(struct ndup_reader *reader, enum verdict verdict)
{
	switch (verdict) {
	case ARTICLE_BROKEN:
		return &reader->counts.broken;
	case ARTICLE_NO_TEXT:
		return &reader->counts.no_text;
	case ARTICLE_TOO_LONG:
		return &reader->counts.too_long;
	default:
		return &reader->counts.unreadable;
	}
}

/* NDUP_OK also if there is no article: then it was counted and reported. */
static enum ndup_status
judge(struct ndup_reader *reader, enum verdict verdict,
    const struct ndup_error *what, struct ndup_error *error)
{
	if (verdict == ARTICLE_OK)
		return NDUP_OK;
	if (verdict == ARTICLE_NOMEM)
		return error_memory(error);
	return report(reader, count_of(reader, verdict), what, error);
}

/* Ends a text file; damage behind the text that was read comes up now. */
static enum ndup_status
end_text(struct ndup_reader *reader, struct ndup_error *error)
{
	close_file(reader);
	if (!reader->has_late)
		return NDUP_OK;
	reader->has_late = false;
	return report_unreadable(reader, NDUP_INPUT, &reader->late, error);
}

/* The one article of a text file, and the next time the file's end. */
static enum ndup_status
step_text(struct ndup_reader *reader, struct ndup_document *document, bool *got,
    struct ndup_error *error)
{
	const struct file *file = &reader->file;
	struct ndup_error what;
	struct text text;
	enum ndup_status status;
	enum verdict verdict;

	if (reader->is_text_read)
		return end_text(reader, error);
	reader->is_text_read = true;
	status = text_read(&reader->feed, reader->options.max_article,
	    file->kind.bare, &text, &reader->late);
	if (status == NDUP_NOMEM)
		return error_memory(error);
	reader->has_late = status != NDUP_OK;
	if (reader->has_late && text_is_blank(text.bytes))
		return NDUP_OK;
	if (text.is_binary && file->in_folder)
		return kinds_add(&reader->kinds, file->kind.suffix) == NDUP_OK
			   ? NDUP_OK
			   : error_memory(error);
	verdict = article_of_text(&reader->article, &text, document, &what);
	*got = verdict == ARTICLE_OK;
	return judge(reader, verdict, &what, error);
}

/* The next record of a file, or the file's end. */
static enum ndup_status
step_record(struct ndup_reader *reader, struct ndup_document *document,
    bool *got, struct ndup_error *error)
{
	struct ndup_error what;
	struct record record;
	enum ndup_status status;
	enum verdict verdict;

	if (reader->file_format == FORMAT_JSONL)
		status = lines_next(&reader->lines, &record, &what);
	else
		status = records_next(&reader->records, &record, &what);
	if (status != NDUP_OK)
		close_file(reader);
	if (status == NDUP_END)
		return NDUP_OK;
	if (status != NDUP_OK)
		return report_unreadable(reader, status, &what, error);
	verdict = article_of_record(&reader->article, &record, document, &what);
	*got = verdict == ARTICLE_OK;
	return judge(reader, verdict, &what, error);
}

enum ndup_status
ndup_reader_next(struct ndup_reader *reader, struct ndup_document *document,
    struct ndup_error *error)
{
	enum ndup_status status = NDUP_OK;
	bool got = false;

	while (status == NDUP_OK && !got) {
		if (!reader->in_file)
			status = next_file(reader, error);
		else if (reader->file_format == FORMAT_TEXT)
			status = step_text(reader, document, &got, error);
		else
			status = step_record(reader, document, &got, error);
	}
	if (got && status == NDUP_OK) {
		reader->counts.articles++;
		reader->counts.bytes += document->text.len;
	}
	return status;
}

void
ndup_reader_count(
    const struct ndup_reader *reader, struct ndup_reader_counts *counts)
{
	*counts = reader->counts;
	counts->bad_bytes = reader->article.bad_bytes;
	counts->bad_dates = reader->article.bad_dates;
	counts->input_done = reader->closed_size +
			     (reader->in_file ? reader->stream.num_read : 0);
	counts->kinds = reader->kinds.items;
	counts->num_kinds = reader->kinds.num;
}
