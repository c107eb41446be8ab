/*
 * text.c - the format "text": a file is one article
 *
 * The whole file is the text, its header included, so that offsets count the
 * bytes of a UTF-8 file, its byte-order mark among them; of another encoding
 * the mark is no text.  Bytes that are no UTF-8 stay as they are: the tokenizer
 * reads each as U+FFFD.
 */
#include <stdio.h>
#include <string.h>

#include "format.h"

struct text_file {
	struct feed *feed;
	size_t most;
	bool may_be_binary, done;
	enum ndup_status late; /* the stream's error behind the text, to be told
	                          when that was given */
	struct ndup_error error;
};

static void
text_begin(void *state, struct feed *feed, size_t most, bool may_be_binary)
{
	struct text_file *file = state;

	*file = (struct text_file){
	    .feed = feed,
	    .most = most,
	    .may_be_binary = may_be_binary && !feed_is_converted(feed),
	};
}

/* Reads to the end, or until it is clear that there is too much or no text. */
static enum ndup_status
read_text(struct text_file *file, struct record *record)
{
	enum ndup_status status = NDUP_OK;
	struct ndup_slice bytes;
	size_t seen = 0;

	for (; status == NDUP_OK;
	     status = feed_more(file->feed, &file->error)) {
		bytes = feed_bytes(file->feed);
		record->too_long = bytes.len > file->most;
		record->is_binary =
		    file->may_be_binary &&
		    memchr(bytes.ptr + seen, '\0', bytes.len - seen) != NULL;
		if (record->too_long || record->is_binary)
			return NDUP_OK;
		seen = bytes.len;
	}
	return status == NDUP_END ? NDUP_OK : status;
}

static void
take_text(struct feed *feed, struct record *record)
{
	record->num_bad = feed->decoding.num_bad;
	record->is_converted = feed_is_converted(feed);
	if (record->is_converted)
		feed_take(feed, encoding_mark_size(feed_bytes(feed)));
	record->bytes = feed_bytes(feed);
	if (!record->is_converted && !record->is_binary && !record->too_long &&
	    !json_is_utf8(record->bytes))
		record->num_bad = repair_count_bad(record->bytes);
	feed_take(feed, record->bytes.len);
}

/* Whether there is an article to give before the stream's error. */
static bool
is_article(const struct text_file *file, const struct record *record)
{
	if (file->late == NDUP_NOMEM || file->late == NDUP_STOPPED)
		return false;
	return file->late == NDUP_OK || !text_is_blank(record->bytes);
}

/* The file's article, and then its end: damage behind the text comes up there,
 * or at once if there is nothing before it. */
static enum ndup_status
text_next(void *state, struct record *record, struct ndup_error *error)
{
	struct text_file *file = state;

	if (!file->done) {
		file->done = true;
		*record = (struct record){.bytes = {"", 0}};
		file->late = read_text(file, record);
		take_text(file->feed, record);
		if (is_article(file, record))
			return NDUP_OK;
	}
	if (file->late == NDUP_OK)
		return NDUP_END;
	if (error != NULL)
		*error = file->error;
	return file->late;
}

/* ---- the article -------------------------------------------------------- */

/* Whether more than a tenth of it does not decode: of the bytes of UTF-8, of
 * the code points that were converted. */
static bool
is_mostly_bad(const struct record *record)
{
	size_t size = record->bytes.len, i;

	if (record->num_bad == 0)
		return false;
	for (i = 0; record->is_converted && i < record->bytes.len; i++)
		size -= (record->bytes.ptr[i] & 0xc0) == 0x80;
	return record->num_bad > size / 10;
}

static enum verdict
check_file(const struct parsed_article *article, const struct record *record,
    struct ndup_error *error)
{
	char reason[96];

	if (record->is_binary)
		return article_reject(article, record, ARTICLE_BINARY, error,
		    "a binary file, not text");
	if (record->too_long) {
		snprintf(reason, sizeof reason,
		    "longer than the limit of %zu bytes", article->most);
		return article_reject(
		    article, record, ARTICLE_TOO_LONG, error, reason);
	}
	if (is_mostly_bad(record))
		return article_reject(article, record, ARTICLE_UNREADABLE,
		    error,
		    record->is_converted
			? "more than a tenth of it does not decode: it is in "
			  "another encoding"
			: article_no_utf8);
	if (text_is_blank(record->bytes))
		return article_reject(article, record, ARTICLE_NO_TEXT, error,
		    record->bytes.len == 0 ? "the file is empty"
					   : "nothing but white space");
	return ARTICLE_OK;
}

static enum verdict
article_of_text(void *state, struct parsed_article *article,
    const struct record *record, struct ndup_document *document,
    struct ndup_error *error)
{
	struct field_values values = {.values[FIELD_TEXT] = record->bytes};
	enum verdict verdict = check_file(article, record, error);

	(void)state;
	if (verdict == ARTICLE_OK)
		verdict = article_of_values(
		    article, record, &values, document, error);
	if (verdict == ARTICLE_OK)
		article->bad_bytes += record->num_bad;
	return verdict;
}

const struct format text_format = {
    .is = {"text", "text", (const char *const[]){".txt", ".text", ".md", NULL}},
    .state_size = sizeof(struct text_file),
    .begin = text_begin,
    .next = text_next,
    .article = article_of_text,
};
