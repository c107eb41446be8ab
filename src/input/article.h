/*
 * article.h - records and files become articles
 *
 * What comes in is a record's bytes or a file's text; what goes out is a
 * struct ndup_document, or the reason why there is none.
 */
#ifndef INPUT_ARTICLE_H
#define INPUT_ARTICLE_H

#include "base/buffer.h"
#include "feed.h"
#include "json.h"
#include "ndup.h"
#include "record.h"

/* ---- mend a JSON record that is JSON but for single characters ----------- */

/*
 * Bytes that are no UTF-8 and halves of surrogate pairs (\ud83d alone) become
 * U+FFFD, so that they do not cost the whole article.
 */

/* Writes the mended record to out; returns how many places were mended. */
uint64_t repair_record(struct ndup_slice record, struct buffer *out);

/* Bytes that the tokenizer will read as U+FFFD. */
uint64_t repair_count_bad(struct ndup_slice text);

/* ---- a file that is one article ------------------------------------------ */

struct text {
	struct ndup_slice bytes;  /* UTF-8, but for bad bytes */
	struct ndup_slice widths; /* see ndup_document; empty: not converted */
	uint64_t num_bad;         /* bytes that do not decode */
	bool too_long;
	bool is_binary;
};

/*
 * Reads to the end, or until it is clear that there is too much or (if it may
 * be binary) no text.  NDUP_OK, or the stream's error: then the text is what
 * came before.
 */
enum ndup_status text_read(struct feed *, size_t most, bool may_be_binary,
    struct text *, struct ndup_error *);

/* Whether there is nothing but white space. */
bool text_is_blank(struct ndup_slice);

enum verdict {
	ARTICLE_OK,
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
	bool is_id_made;         /* that of the last record, of its place */
	uint64_t bad_bytes, bad_dates; /* so far, in articles that went out */
	struct buffer id, mended, reason;
};

/* fields is borrowed. */
enum ndup_status article_begin(
    struct parsed_article *, const struct fields *, size_t most);

/* Borrowed from the article and the arguments until the next call. */
enum verdict article_of_record(struct parsed_article *, const struct record *,
    struct ndup_document *, struct ndup_error *);
enum verdict article_of_text(struct parsed_article *, const struct text *,
    struct ndup_document *, struct ndup_error *);
void article_free(struct parsed_article *);

#endif
