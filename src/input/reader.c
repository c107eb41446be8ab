/*
 * reader.c - paths become articles: the first arrow of the flow
 *
 * Opens file after file, has the file's format find its records, and those
 * turned into articles.  All that cannot be read is counted and reported here.
 * A reader that goes on where another one ended passes over files without
 * opening them, and over the beginning of the file that it goes on in.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "article.h"
#include "folder.h"
#include "format.h"
#include "once.h"

struct ndup_reader {
	struct ndup_reader_options options; /* strings are in arena */
	struct arena arena;
	const struct format *format; /* given by the options; or NULL */
	struct encoding encoding;
	struct fields fields;
	struct kinds kinds;
	struct paths paths;
	struct once once; /* the files that were read */
	struct stream stream;
	struct feed feed;
	struct parsed_article article;
	struct ndup_reader_counts counts;
	uint64_t closed_size;             /* of the files that are done */
	struct file file;                 /* being read, and what is in it */
	const struct format *file_format; /* or NULL */
	void *state;                      /* of its format */
	size_t state_capacity;
	uint64_t num_files; /* that paths gave, this one included */
	bool in_file;
	struct ndup_record record;  /* returned or skipped last */
	struct ndup_position start; /* where to begin */
};

/* ---- a reader's options and paths, checked and copied -------------------- */

enum { MAX_ARTICLE = 16 * 1024 * 1024 };

void
ndup_reader_options_init(struct ndup_reader_options *options, size_t size)
{
	const struct ndup_reader_options defaults = {
	    .struct_size = size,
	    .max_article = MAX_ARTICLE,
	};

	memory_defaults(options, size, &defaults, sizeof defaults);
}

static enum ndup_status
reject_format(const char *name, struct ndup_error *error)
{
	struct buffer names = {NULL, 0, 0, false};
	enum ndup_status status;

	format_names(&names);
	if (names.failed)
		status = error_memory(error);
	else
		status = error_set(error, NDUP_PARAM,
		    "unknown input format \"%s\": it can be %.*s", name,
		    (int)names.size, names.data);
	buffer_free(&names);
	return status;
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
	if (options->format != NULL && format_by_name(options->format) == NULL)
		return reject_format(options->format, error);
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
	    &options->date_field, &options->text_field, &options->url_field,
	    &options->id_prefix};
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

/* ---- file after file ------------------------------------------------------- */

/* Counts and reports what was skipped; NDUP_OK to go on, or NDUP_STOPPED. */
static enum ndup_status
reader_report(struct ndup_reader *reader, uint64_t *count,
    const struct ndup_error *what, struct ndup_error *error)
{
	const struct ndup_reader_options *options = &reader->options;

	++*count;
	if (options->skipped == NULL || options->skipped(options->ctx, what))
		return NDUP_OK;
	return error_set(error, NDUP_STOPPED, "stopped");
}

/* The same for a file, or the rest of it, by the status that came. */
static enum ndup_status
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

static void
end_format(struct ndup_reader *reader)
{
	const struct format *format = reader->file_format;

	if (format != NULL && format->end != NULL)
		format->end(reader->state);
	reader->file_format = NULL;
}

static void
reader_close_file(struct ndup_reader *reader)
{
	end_format(reader);
	stream_close(&reader->stream);
	reader->closed_size +=
	    reader->file.size > 0 ? reader->file.size : reader->stream.num_read;
	reader->in_file = false;
}

static const struct format *
choose_format(struct ndup_reader *reader)
{
	const struct file *file = &reader->file;

	if (reader->format != NULL)
		return reader->format;
	if (!file->has_name)
		return format_recognise(&reader->feed);
	return file->kind.format != NULL ? file->kind.format : &text_format;
}

/* Begins to read the file that was opened. */
static enum ndup_status
begin_file(struct ndup_reader *reader, struct ndup_error *error)
{
	struct feed *feed = &reader->feed;
	const struct format *format;
	enum ndup_status status;

	reader->in_file = true;
	reader->article.path = reader->file.path;
	reader->article.name = reader->file.name;
	status = feed_begin(feed, &reader->stream, &reader->encoding, error);
	if (status != NDUP_OK)
		return status;
	format = choose_format(reader);
	if (memory_reserve(&reader->state, &reader->state_capacity,
		format->state_size, 1) != NDUP_OK)
		return error_memory(error);
	format->begin(reader->state, feed, reader->options.max_article,
	    reader->file.kind.bare);
	reader->file_format = format;
	return NDUP_OK;
}

/* Goes to the start in the file that was begun. */
static enum ndup_status
go_to_start(struct ndup_reader *reader, struct ndup_error *error)
{
	const struct format *format = reader->file_format;
	const struct ndup_position *start = &reader->start;
	enum ndup_status status = NDUP_OK;
	struct record record;
	uint64_t i;

	if (start->record > 0 && format->skip != NULL)
		status = format->skip(reader->state, start, error);
	else
		for (i = 0; i < start->record && status == NDUP_OK; i++)
			status = format->next(reader->state, &record, error);
	if (status == NDUP_END)
		return error_set(error, NDUP_INPUT,
		    "%s: is shorter than when it was read before",
		    reader->file.name);
	return status;
}

/* Whether a file was read, and by which reader: this one, or one before. */
static bool
find_read(
    struct ndup_reader *reader, uint64_t identity, struct ndup_repeated *found)
{
	const struct ndup_reader *by = reader;

	for (; by != NULL; by = by->options.after) {
		found->path = reader->file.path;
		found->by = by;
		if (once_find(&by->once, identity, &found->file))
			return true;
	}
	return false;
}

/* Passes over the file that was opened, as it was read; its size is no longer
 * among what is to be read. */
static enum ndup_status
files_pass_repeated(struct ndup_reader *reader,
    const struct ndup_repeated *repeated, struct ndup_error *error)
{
	const struct ndup_reader_options *options = &reader->options;

	stream_close(&reader->stream);
	reader->counts.repeated_files++;
	reader->counts.input_total -= reader->file.size;
	if (options->repeated == NULL ||
	    options->repeated(options->ctx, repeated))
		return NDUP_OK;
	return error_set(error, NDUP_STOPPED, "stopped");
}

/* Begins to read the file that was opened, at the start if it is that file. */
static enum ndup_status
files_begin(struct ndup_reader *reader, struct ndup_error *error)
{
	enum ndup_status status;

	status =
	    stream_begin(&reader->stream, reader->file.kind.packing, error);
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

/* Opens the file that paths gave and begins with it, unless it was read. */
static enum ndup_status
files_open(struct ndup_reader *reader, struct ndup_error *error)
{
	const struct file *file = &reader->file;
	struct ndup_repeated repeated;
	enum ndup_status status;
	uint64_t identity;

	status = stream_open(&reader->stream,
	    file->is_stdin ? NULL : file->path, file->name, error);
	if (status != NDUP_OK)
		return status;
	if (!once_identity_open(reader->stream.fd, &identity)) {
		status = error_system(error, errno, "%s", file->name);
		stream_close(&reader->stream);
		return status;
	}
	if (find_read(reader, identity, &repeated))
		return files_pass_repeated(reader, &repeated, error);
	if (once_add(&reader->once, identity, reader->num_files - 1) == NDUP_OK)
		return files_begin(reader, error);
	stream_close(&reader->stream);
	return error_memory(error);
}

/* Notes a file that was read before the start. */
static enum ndup_status
files_pass(struct ndup_reader *reader, struct ndup_error *error)
{
	const struct file *file = &reader->file;
	uint64_t identity = 0, number;
	struct stat found;

	if (file->is_stdin)
		once_identity_open(STDIN_FILENO, &identity);
	else if (stat(file->path, &found) == 0)
		identity = once_identity(&found);
	if (once_find(&reader->once, identity, &number) ||
	    once_add(&reader->once, identity, reader->num_files - 1) == NDUP_OK)
		return NDUP_OK;
	return error_memory(error);
}

/* Opens the next file that can be opened, or passes over one that was read. */
static enum ndup_status
reader_next_file(struct ndup_reader *reader, struct ndup_error *error)
{
	struct ndup_error what;
	enum ndup_status status;
	bool passed;

	for (;;) {
		status = paths_next(&reader->paths, &reader->file, &what);
		if (status == NDUP_END)
			return NDUP_END;
		passed = reader->num_files++ < reader->start.file;
		if (passed && status != NDUP_OK && status != NDUP_NOMEM)
			continue;
		if (status == NDUP_OK)
			status = passed ? files_pass(reader, &what)
					: files_open(reader, &what);
		if (status == NDUP_OK)
			return NDUP_OK;
		status = reader_report_unreadable(reader, status, &what, error);
		if (status != NDUP_OK)
			return status;
	}
}

/* ---- one article after another out of an open file ----------------------- */

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

/* What a record was; its bytes without the end of its line. */
static void
note_record(struct ndup_reader *reader, const struct record *record)
{
	struct ndup_slice bytes = record->bytes;

	if (record->is_line && bytes.len > 0 &&
	    bytes.ptr[bytes.len - 1] == '\n')
		bytes.len--;
	if (record->number == 0)
		bytes = (struct ndup_slice){"", 0};
	reader->record = (struct ndup_record){
	    .bytes = bytes,
	    .file = reader->file.path,
	    .number = record->number,
	    .line = record->line,
	    .end = {.file = reader->num_files - 1,
		.offset = reader->feed.taken,
		.record = record->number > 0 ? record->number : 1,
		.line = record->line},
	    .is_converted = feed_is_converted(&reader->feed),
	    .is_id_made = reader->article.is_id_made,
	};
}

/* The next article of the open file, if *got; or its end. */
static enum ndup_status
reader_step(struct ndup_reader *reader, struct ndup_document *document,
    bool *got, struct ndup_error *error)
{
	const struct format *format = reader->file_format;
	struct ndup_error what;
	struct record record;
	enum ndup_status status;
	enum verdict verdict;

	status = format->next(reader->state, &record, &what);
	if (status != NDUP_OK)
		reader_close_file(reader);
	if (status == NDUP_END)
		return NDUP_OK;
	if (status != NDUP_OK)
		return reader_report_unreadable(reader, status, &what, error);
	reader->article.is_id_made = false;
	verdict = format->article(
	    reader->state, &reader->article, &record, document, &what);
	if (verdict == ARTICLE_BINARY && reader->file.in_folder)
		return kinds_add(&reader->kinds, reader->file.kind.suffix) ==
			       NDUP_OK
			   ? NDUP_OK
			   : error_memory(error);
	note_record(reader, &record);
	*got = verdict == ARTICLE_OK;
	return judge_record(reader, verdict, &what, error);
}

/* ---- paths become articles: the first arrow of the flow ------------------ */

static void
set_up(struct ndup_reader *reader)
{
	const struct ndup_reader_options *options = &reader->options;

	fields_init(&reader->fields, options);
	reader->article.id_prefix = options->id_prefix;
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
		ndup_reader_options_init(
		    &reader->options, sizeof reader->options);
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
	end_format(reader);
	stream_free(&reader->stream);
	feed_free(&reader->feed);
	article_free(&reader->article);
	paths_free(&reader->paths);
	once_free(&reader->once);
	kinds_free(&reader->kinds);
	encoding_close(&reader->encoding);
	arena_free(&reader->arena);
	memory_free(reader->state);
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

const struct ndup_reader_counts *
ndup_reader_count(struct ndup_reader *reader)
{
	struct ndup_reader_counts *counts = &reader->counts;

	counts->bad_bytes = reader->article.bad_bytes;
	counts->bad_dates = reader->article.bad_dates;
	counts->input_done = reader->closed_size +
			     (reader->in_file ? reader->stream.num_read : 0);
	counts->kinds = reader->kinds.items;
	counts->num_kinds = reader->kinds.num;
	return counts;
}

const struct ndup_record *
ndup_reader_record(const struct ndup_reader *reader)
{
	return &reader->record;
}

enum ndup_status
ndup_reader_skip(struct ndup_reader *reader,
    const struct ndup_position *position, struct ndup_error *error)
{
	if (reader->num_files > 0)
		return error_set(error, NDUP_PARAM,
		    "the reader has begun: it cannot begin elsewhere");
	reader->start = *position;
	return NDUP_OK;
}
