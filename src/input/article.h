/*
 * article.h - records become articles
 *
 * What comes in is a record that a format found in a file; what goes out is a
 * struct ndup_document, or the reason why there is none.
 */
#ifndef INPUT_ARTICLE_H
#define INPUT_ARTICLE_H

#include "base/buffer.h"
#include "ndup.h"
#include "feed.h"
#include "fields.h"
#include "json.h"

/* A stretch of a file that is to be an article. */
struct record {
	struct ndup_slice bytes; /* in UTF-8, but for bad bytes; readable
	                            FEED_PADDING bytes further; empty if they
	                            could not be held */
	uint64_t number;         /* from 1; of JSON Lines: the line; 0: it is
	                            the whole file */
	uint64_t line;           /* where it begins, from 1 */
	uint64_t begin;          /* the same in bytes, from 0; if damaged */
	uint64_t num_bad;        /* bytes that do not decode; of a whole file */
	bool is_line;            /* number and line are one */
	bool is_converted;       /* from another encoding; of a whole file */
	const char *damage;      /* why it cannot be read; or NULL */
	bool too_long;           /* to be held */
	bool is_binary;          /* no text */
};

enum verdict {
	ARTICLE_OK,
	ARTICLE_BINARY,
	ARTICLE_UNREADABLE,
	ARTICLE_BROKEN,
	ARTICLE_NO_TEXT,
	ARTICLE_TOO_LONG,
	ARTICLE_NOMEM,
};

struct parsed_article {
	const struct fields *fields;
	struct json_parser *json;
	size_t most;             /* bytes of text */
	const char *path, *name; /* of the file: as typed, and for errors */
	const char *id_prefix;   /* or NULL */
	bool is_id_made;         /* that of the last record, of its place */
	uint64_t bad_bytes, bad_dates; /* so far, in articles that went out */
	struct buffer id, mended, reason;
};

/* fields is borrowed. */
enum ndup_status article_begin(
    struct parsed_article *, const struct fields *, size_t most);
void article_free(struct parsed_article *);

/*
 * The article of a record whose parts were found.  Borrowed, as by each
 * format's own function for its records, from the article and the arguments
 * until the next call.
 */
enum verdict article_of_values(struct parsed_article *, const struct record *,
    const struct field_values *, struct ndup_document *, struct ndup_error *);

/* The same of a record that is a JSON object; see format.h. */
enum verdict article_of_json(void *state, struct parsed_article *,
    const struct record *, struct ndup_document *, struct ndup_error *);

/* Fills in the error with the record's place and the reason; gives the verdict
 * back. */
enum verdict article_reject(const struct parsed_article *,
    const struct record *, enum verdict, struct ndup_error *,
    const char *reason);

/* Why a text with too many bad bytes is not read. */
extern const char article_no_utf8[];

/* Whether there is nothing but white space. */
bool text_is_blank(struct ndup_slice);

/* ---- mend a JSON record that is JSON but for single characters ----------- */

/*
 * Bytes that are no UTF-8 and halves of surrogate pairs (\ud83d alone) become
 * U+FFFD, so that they do not cost the whole article.
 */

/* Writes the mended record to out; returns how many places were mended. */
uint64_t repair_record(struct ndup_slice record, struct buffer *out);

/* Bytes that the tokenizer will read as U+FFFD. */
uint64_t repair_count_bad(struct ndup_slice text);

#endif
