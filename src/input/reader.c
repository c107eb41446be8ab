/*
 * reader.c - paths become articles: the first arrow of the flow
 *
 * Takes file after file (files.c) and one article after another out of each
 * (steps.c).
 */
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "input/reader.h"

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
