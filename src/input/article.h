/*
 * article.h - records and files become articles
 *
 * What comes in is a record's bytes or a file's text; what goes out is a
 * struct ndup_document, or the reason why there is none.
 */
#ifndef INPUT_ARTICLE_H
#define INPUT_ARTICLE_H

#include "base/buffer.h"
#include "input/json.h"
#include "input/record.h"
#include "input/text.h"

enum verdict {
	ARTICLE_OK,
	ARTICLE_UNREADABLE,
	ARTICLE_BROKEN,
	ARTICLE_NO_TEXT,
	ARTICLE_TOO_LONG,
	ARTICLE_NOMEM,
};

struct article {
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
    struct article *, const struct fields *, size_t most);

/* Borrowed from the article and the arguments until the next call. */
enum verdict article_of_record(struct article *, const struct record *,
    struct ndup_document *, struct ndup_error *);
enum verdict article_of_text(struct article *, const struct text *,
    struct ndup_document *, struct ndup_error *);
void article_free(struct article *);

#endif
