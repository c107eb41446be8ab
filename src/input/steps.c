/*
 * steps.c - one article after another out of an open file
 *
 * Has records found (text.c, lines.c, records.c) and turned into articles
 * (article.c).
 */
#include "base/error.h"
#include "input/reader.h"

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
		reader_close_file(reader);
	if (status == NDUP_END)
		return NDUP_OK;
	if (status != NDUP_OK)
		return reader_report_unreadable(reader, status, &what, error);
	note_record(reader, &record);
	verdict = article_of_record(&reader->article, &record, document, &what);
	reader->record.is_id_made = reader->article.is_id_made;
	*got = verdict == ARTICLE_OK;
	return judge(reader, verdict, &what, error);
}

enum ndup_status
reader_step(struct ndup_reader *reader, struct ndup_document *document,
    bool *got, struct ndup_error *error)
{
	return reader->file_format == FORMAT_TEXT
		   ? step_text(reader, document, got, error)
		   : step_record(reader, document, got, error);
}
