/*
 * article.c - records become articles
 */
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "base/error.h"
#include "base/utf8.h"
#include "dateline/published.h"
#include "article.h"

/* ---- records become articles --------------------------------------------- */

enum { BYTE_ORDER_MARK = 0xfeff };

static bool
text_is_space(int32_t code)
{
	if (code <= 0x20 || code == 0x85 || code == BYTE_ORDER_MARK)
		return code >= 0;
	if (code < 0xa0)
		return false;
	switch (utf8proc_category(code)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default:
		return false;
	}
}

bool
text_is_blank(struct ndup_slice text)
{
	int32_t code;
	size_t i = 0;

	while (i < text.len) {
		i += printable_decode(text.ptr + i, text.len - i, &code);
		if (!text_is_space(code))
			return false;
	}
	return true;
}

const char article_no_utf8[] =
    "more than a tenth of it is not UTF-8: name its encoding, for example "
    "windows-1251";

/* What mends a rejection, or NULL. */
static const char *
find_remedy(enum verdict verdict, const char *reason)
{
	if (verdict == ARTICLE_TOO_LONG)
		return "max_article";
	return reason == article_no_utf8 ? "encoding" : NULL;
}

enum ndup_status
article_begin(
    struct parsed_article *article, const struct fields *fields, size_t most)
{
	article->fields = fields;
	article->most = most;
	article->json = json_new(fields);
	return article->json != NULL ? NDUP_OK : NDUP_NOMEM;
}

void
article_free(struct parsed_article *article)
{
	json_free(article->json);
	buffer_free(&article->id);
	buffer_free(&article->mended);
	buffer_free(&article->reason);
}

/* "FILE:LINE: record N: reason"; of JSON Lines both are the line. */
enum verdict
article_reject(const struct parsed_article *article,
    const struct record *record, enum verdict verdict, struct ndup_error *error,
    const char *reason)
{
	const char *name = article->name;
	uintmax_t line = record->line, number = record->number;

	if (record->number == 0)
		error_set(error, NDUP_INPUT, "%s: %s", name, reason);
	else if (record->is_line)
		error_set(error, NDUP_INPUT, "%s:%ju: %s", name, line, reason);
	else
		error_set(error, NDUP_INPUT, "%s:%ju: record %ju: %s", name,
		    line, number, reason);
	if (error != NULL)
		error->record = record->number;
	error_remedy(error, find_remedy(verdict, reason));
	return verdict;
}

/* Parses with single bad characters replaced. */
static enum json_result
parse_mended(struct parsed_article *article, const struct record *record,
    struct field_values *json)
{
	struct buffer *mended = &article->mended;
	const char *reason = json->reason;
	enum json_result result;
	uint64_t num_mended;

	num_mended = repair_record(record->bytes, mended);
	if (!buffer_reserve(mended, FEED_PADDING))
		return JSON_NOMEM;
	if (num_mended > record->bytes.len / 10)
		reason = article_no_utf8;
	else if (num_mended > 0) {
		result = json_parse(article->json,
		    (struct ndup_slice){mended->data, mended->size}, json);
		if (result == JSON_OK)
			article->bad_bytes += num_mended;
		if (result != JSON_REPAIR)
			return result;
		reason = json->reason;
	}
	json->reason = reason;
	return JSON_BROKEN;
}

static enum verdict
article_parse(struct parsed_article *article, const struct record *record,
    struct field_values *json, struct ndup_error *error)
{
	enum json_result result;

	result = json_parse(article->json, record->bytes, json);
	if (result == JSON_REPAIR)
		result = parse_mended(article, record, json);
	if (result == JSON_OK)
		return ARTICLE_OK;
	if (result == JSON_NOMEM) {
		error_memory(error);
		return ARTICLE_NOMEM;
	}
	return article_reject(
	    article, record, ARTICLE_BROKEN, error, json->reason);
}

static enum verdict
no_text(struct parsed_article *article, const struct record *record,
    const struct field_values *values, struct ndup_error *error)
{
	struct buffer *reason = &article->reason;
	enum verdict verdict = ARTICLE_NO_TEXT;

	buffer_clear(reason);
	if (values->not_text == NULL) {
		fields_describe_missing(article->fields, FIELD_TEXT, reason);
	} else {
		buffer_slice(reason, values->not_text_name);
		buffer_printf(reason, " is %s%s", values->not_text,
		    strcmp(values->not_text, "empty") == 0 ? ""
							   : ", not a string");
	}
	buffer_add(reason, "", 1);
	if (reason->failed)
		return ARTICLE_NOMEM;
	return article_reject(article, record, verdict, error, reason->data);
}

static enum verdict
check_text(struct parsed_article *article, const struct record *record,
    const struct field_values *values, struct ndup_error *error)
{
	struct ndup_slice text = values->values[FIELD_TEXT];
	char reason[128];

	if (text.ptr == NULL)
		return no_text(article, record, values, error);
	if (text_is_blank(text))
		return article_reject(article, record, ARTICLE_NO_TEXT, error,
		    "its text is nothing but white space");
	if (text.len <= article->most)
		return ARTICLE_OK;
	snprintf(reason, sizeof reason,
	    "its text of %zu bytes is longer than the limit of %zu", text.len,
	    article->most);
	return article_reject(article, record, ARTICLE_TOO_LONG, error, reason);
}

/* Without an id a record has its place: the file's path, and its number
 * there. */
static void
put_place(struct buffer *out, const char *path, uint64_t number)
{
	buffer_string(out, path);
	if (number > 0)
		buffer_printf(out, ":%ju", (uintmax_t)number);
}

/* The id a record has, or its place, behind the prefix. */
static struct ndup_slice
article_find_id(struct parsed_article *article, const struct record *record,
    const struct field_values *values)
{
	struct ndup_slice id = values->values[FIELD_ID];
	struct buffer *out = &article->id;

	if (id.ptr == NULL && article->fields->paths[FIELD_ID] == NULL)
		id = values->values[FIELD_URL];
	article->is_id_made = id.ptr == NULL && record->number > 0;
	if (id.ptr != NULL && article->id_prefix == NULL)
		return id;
	buffer_clear(out);
	if (article->id_prefix != NULL)
		buffer_string(out, article->id_prefix);
	if (id.ptr != NULL)
		buffer_slice(out, id);
	else
		put_place(out, article->path, record->number);
	return (struct ndup_slice){out->data, out->size};
}

static struct ndup_slice
value(const struct field_values *values, enum field field)
{
	if (values->values[field].ptr == NULL)
		return (struct ndup_slice){"", 0};
	return values->values[field];
}

static void
fill_document(struct parsed_article *article, const struct record *record,
    const struct field_values *values, struct ndup_document *document)
{
	struct ndup_slice date = values->values[FIELD_DATE];

	*document = (struct ndup_document){
	    .id = article_find_id(article, record, values),
	    .source = value(values, FIELD_SOURCE),
	    .place = {"", 0},
	    .title = value(values, FIELD_TITLE),
	    .url = value(values, FIELD_URL),
	    .text = value(values, FIELD_TEXT),
	};
	if (date.ptr != NULL && !published_read(date, values->date_is_number,
				    &document->published)) {
		document->published =
		    (struct ndup_time){0, 0, NDUP_TIME_UNKNOWN};
		article->bad_dates++;
	}
	ndup_document_dateline(document);
}

enum verdict
article_of_values(struct parsed_article *article, const struct record *record,
    const struct field_values *values, struct ndup_document *document,
    struct ndup_error *error)
{
	enum verdict verdict = check_text(article, record, values, error);

	if (verdict != ARTICLE_OK)
		return verdict;
	fill_document(article, record, values, document);
	return article->id.failed ? ARTICLE_NOMEM : ARTICLE_OK;
}

/* What was passed over up to the next record may have been more than one. */
static enum verdict
reject_damaged(const struct parsed_article *article,
    const struct record *record, struct ndup_error *error)
{
	uintmax_t begin = record->begin, end = begin + record->bytes.len;
	char reason[192];

	snprintf(reason, sizeof reason,
	    "not valid JSON: %s; passed over: bytes %ju to %ju%s",
	    record->damage, begin, end,
	    record->too_long ? ", and on to a line that begins a record" : "");
	article_reject(article, record, ARTICLE_BROKEN, error, reason);
	if (error != NULL)
		error->byte = record->begin;
	return ARTICLE_BROKEN;
}

enum verdict
article_of_json(void *state, struct parsed_article *article,
    const struct record *record, struct ndup_document *document,
    struct ndup_error *error)
{
	struct field_values json;
	enum verdict verdict;

	(void)state;
	if (record->damage != NULL)
		return reject_damaged(article, record, error);
	if (record->too_long)
		return article_reject(article, record, ARTICLE_TOO_LONG, error,
		    "the record is too long for the limit of its text");
	verdict = article_parse(article, record, &json, error);
	return verdict == ARTICLE_OK
		   ? article_of_values(article, record, &json, document, error)
		   : verdict;
}

/* ---- mend a JSON record that is JSON but for single characters ----------- */

/*
 * Rare, so simple: code point by code point into a copy.
 */

enum { ESCAPE = 6 }; /* bytes of \uXXXX */

static const char replacement[] = "\xef\xbf\xbd";

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The value of a \uXXXX at text; -1 if there is none. */
static int
unicode_escape(const char *text, size_t len)
{
	int value = 0, digit, i;

	if (len < ESCAPE || text[0] != '\\' || text[1] != 'u')
		return -1;
	for (i = 2; i < ESCAPE; i++) {
		if ((digit = hex_digit(text[i])) < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

/* Copies the escape at text; returns its bytes. */
static size_t
copy_escape(
    const char *text, size_t len, struct buffer *out, uint64_t *num_mended)
{
	int high = unicode_escape(text, len), low;
	size_t size = high >= 0 ? ESCAPE : len < 2 ? len : 2;

	if (high >= 0xd800 && high < 0xe000) {
		low = unicode_escape(text + ESCAPE, len - ESCAPE);
		if (high >= 0xdc00 || low < 0xdc00 || low >= 0xe000) {
			buffer_string(out, replacement);
			++*num_mended;
			return size;
		}
		size += ESCAPE;
	}
	buffer_add(out, text, size);
	return size;
}

uint64_t
repair_record(struct ndup_slice record, struct buffer *out)
{
	const char *text = record.ptr;
	uint64_t num_mended = 0;
	size_t i, size;
	int32_t code;

	buffer_clear(out);
	for (i = 0; i < record.len; i += size) {
		if (text[i] == '\\' && i + 1 < record.len &&
		    (unsigned char)text[i + 1] < 0x80) {
			size = copy_escape(
			    text + i, record.len - i, out, &num_mended);
			continue;
		}
		size = printable_decode(text + i, record.len - i, &code);
		if (code >= 0) {
			buffer_add(out, text + i, size);
			continue;
		}
		buffer_string(out, replacement);
		num_mended++;
	}
	return num_mended;
}

uint64_t
repair_count_bad(struct ndup_slice text)
{
	uint64_t num_bad = 0;
	size_t i, size;
	int32_t code;

	for (i = 0; i < text.len; i += size) {
		size = printable_decode(text.ptr + i, text.len - i, &code);
		num_bad += code < 0;
	}
	return num_bad;
}
