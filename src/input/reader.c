/*
 * reader.c - paths become articles: the first arrow of the flow
 *
 * Takes file after file (files.c) and one article after another out of each
 * (reader.c).
 */
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "format.h"
#include "reader.h"

/* ---- a reader's options and paths, checked and copied -------------------- */

enum { MAX_ARTICLE = 16 * 1024 * 1024 };

void
ndup_reader_options_init(struct ndup_reader_options *options)
{
	*options = (struct ndup_reader_options){
	    .struct_size = sizeof *options,
	    .max_article = MAX_ARTICLE,
	};
}

/* NDUP_OK, or NDUP_PARAM and what would be right. */
static enum ndup_status
options_check(
    const struct ndup_reader_options *options, struct ndup_error *error)
{
	if (options->struct_size != sizeof *options)
		return error_set(error, NDUP_PARAM,
		    "reader options were not set by "
		    "ndup_reader_options_init()");
	if (options->format != NULL &&
	    format_by_name(options->format) == FORMAT_UNKNOWN)
		return error_set(error, NDUP_PARAM,
		    "unknown input format \"%s\": it can be text, jsonl or "
		    "json",
		    options->format);
	if (options->max_article == 0)
		return error_set(error, NDUP_PARAM,
		    "the longest article must have at least 1 byte");
	return NDUP_OK;
}

static bool
copy_string(struct arena *arena, const char **string)
{
	struct ndup_slice slice = {*string, strlen(*string)};

	*string = arena_copy(arena, slice).ptr;
	return *string != NULL;
}

/* Slashes at the end go: what is found in a folder gets its own. */
static bool
copy_path(struct arena *arena, const char **path)
{
	size_t len = strlen(*path);

	while (len > 1 && (*path)[len - 1] == '/')
		len--;
	*path = arena_copy(arena, (struct ndup_slice){*path, len}).ptr;
	return *path != NULL;
}

/* A copy of a NULL-terminated list, each item by the function. */
static const char *const *
copy_list(struct arena *arena, const char *const *list,
    bool (*copy)(struct arena *, const char **))
{
	const char **copies;
	size_t num = 0, i;

	while (list != NULL && list[num] != NULL)
		num++;
	if ((copies = arena_alloc(arena, (num + 1) * sizeof *copies)) == NULL)
		return NULL;
	for (i = 0; i < num; i++) {
		copies[i] = list[i];
		if (!copy(arena, &copies[i]))
			return NULL;
	}
	copies[num] = NULL;
	return copies;
}

/* Puts copies of all strings in place of them; false: memory ran out. */
static bool
options_copy(struct ndup_reader_options *options, struct arena *arena)
{
	const char **strings[] = {&options->format, &options->encoding,
	    &options->id_field, &options->source_field, &options->title_field,
	    &options->date_field, &options->text_field, &options->url_field};
	size_t i;

	for (i = 0; i < sizeof strings / sizeof strings[0]; i++)
		if (*strings[i] != NULL && !copy_string(arena, strings[i]))
			return false;
	options->exclude = copy_list(arena, options->exclude, copy_string);
	return options->exclude != NULL;
}

/* A copy of the paths, without slashes at their ends; NULL: no memory. */
static const char *const *
options_copy_paths(const char *const *paths, struct arena *arena)
{
	return copy_list(arena, paths, copy_path);
}

/* ---- one article after another out of an open file ----------------------- */

/*
 * Has records found (article.c, records.c, records.c) and turned into articles
 * (article.c).
 */

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
judge_record(struct ndup_reader *reader, enum verdict verdict,
    const struct ndup_error *what, struct ndup_error *error)
{
	if (verdict == ARTICLE_OK)
		return NDUP_OK;
	if (verdict == ARTICLE_NOMEM)
		return error_memory(error);
	return reader_report(reader, count_of(reader, verdict), what, error);
}

/* Ends a text file; damage behind the text that was read comes up now. */
static enum ndup_status
end_text(struct ndup_reader *reader, struct ndup_error *error)
{
	reader_close_file(reader);
	if (!reader->has_late)
		return NDUP_OK;
	reader->has_late = false;
	return reader_report_unreadable(
	    reader, NDUP_INPUT, &reader->late, error);
}

static void
note_text(struct ndup_reader *reader)
{
	reader->record = (struct ndup_record){
	    .bytes = {"", 0},
	    .file = reader->file.path,
	    .end = {.file = reader->num_files - 1,
		.offset = reader->feed.taken + feed_bytes(&reader->feed).len,
		.record = 1},
	};
}

/* What a record was; its bytes without the end of its line. */
static void
note_record(struct ndup_reader *reader, const struct record *record)
{
	struct ndup_slice bytes = record->bytes;

	if (record->is_line && bytes.len > 0 &&
	    bytes.ptr[bytes.len - 1] == '\n')
		bytes.len--;
	reader->record = (struct ndup_record){
	    .bytes = bytes,
	    .file = reader->file.path,
	    .number = record->number,
	    .line = record->line,
	    .end = {.file = reader->num_files - 1,
		.offset = reader->feed.taken,
		.record = record->number,
		.line = record->line},
	    .is_converted = feed_is_converted(&reader->feed),
	};
}

enum ndup_status
reader_read_text(
    struct ndup_reader *reader, struct text *text, struct ndup_error *error)
{
	enum ndup_status status;

	reader->is_text_read = true;
	status = text_read(&reader->feed, reader->options.max_article,
	    reader->file.kind.bare, text, &reader->late);
	reader->has_late = status != NDUP_OK;
	if (status != NDUP_NOMEM && status != NDUP_STOPPED)
		return NDUP_OK;
	reader->has_late = false;
	return reader_report_unreadable(reader, status, &reader->late, error);
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
	if ((status = reader_read_text(reader, &text, error)) != NDUP_OK)
		return status;
	if (reader->has_late && text_is_blank(text.bytes))
		return NDUP_OK;
	if (text.is_binary && file->in_folder)
		return kinds_add(&reader->kinds, file->kind.suffix) == NDUP_OK
			   ? NDUP_OK
			   : error_memory(error);
	note_text(reader);
	verdict = article_of_text(&reader->article, &text, document, &what);
	*got = verdict == ARTICLE_OK;
	return judge_record(reader, verdict, &what, error);
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
		reader_close_file(reader);
	if (status == NDUP_END)
		return NDUP_OK;
	if (status != NDUP_OK)
		return reader_report_unreadable(reader, status, &what, error);
	note_record(reader, &record);
	verdict = article_of_record(&reader->article, &record, document, &what);
	reader->record.is_id_made = reader->article.is_id_made;
	*got = verdict == ARTICLE_OK;
	return judge_record(reader, verdict, &what, error);
}

/* The next article of the open file, if *got; or its end. */
static enum ndup_status
reader_step(struct ndup_reader *reader, struct ndup_document *document,
    bool *got, struct ndup_error *error)
{
	return reader->file_format == FORMAT_TEXT
		   ? step_text(reader, document, got, error)
		   : step_record(reader, document, got, error);
}

/* ---- paths become articles: the first arrow of the flow ------------------ */

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
	reader->stream.idle = options->idle;
	reader->stream.idle_ctx = options->ctx;
}

static enum ndup_status
reader_begin(struct ndup_reader *reader, const char *const *paths,
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
	if ((status = reader_begin(reader, paths, error)) != NDUP_OK) {
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

enum ndup_status
ndup_reader_next(struct ndup_reader *reader, struct ndup_document *document,
    struct ndup_error *error)
{
	enum ndup_status status = NDUP_OK;
	bool got = false;

	while (status == NDUP_OK && !got) {
		if (!reader->in_file)
			status = reader_next_file(reader, error);
		else
			status = reader_step(reader, document, &got, error);
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

void
ndup_reader_record(const struct ndup_reader *reader, struct ndup_record *record)
{
	*record = reader->record;
}

enum ndup_status
ndup_reader_skip(
    struct ndup_reader *reader, const struct ndup_position *position)
{
	if (reader->num_files > 0)
		return NDUP_PARAM;
	reader->start = *position;
	return NDUP_OK;
}
