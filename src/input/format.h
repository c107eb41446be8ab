/*
 * format.h - the formats of input: what is in a file, by its name or its first
 * bytes
 *
 * How a format is added: write its file, which ends with its row, a struct
 * format; name the row at the end of this file and in the list in format.c; add
 * it to the man page (ndup.1, under DESCRIPTION and --input-format), to the
 * CHANGELOG, to tests/test_formats.c and as a seed to fuzz_reader.  All else
 * takes it from the row: the reader, the suffixes that are found in folders,
 * --input-format, its help and its completion.  How bytes are packed (.gz) and
 * in which encoding they are is no business of a format: it gets them unpacked
 * and in UTF-8 (feed.h).
 */
#ifndef INPUT_FORMAT_H
#define INPUT_FORMAT_H

#include "ndup.h"
#include "article.h"
#include "feed.h"
#include "source.h"

/* Whether bytes are in a format. */
enum sign { SIGN_NO, SIGN_YES, SIGN_UNCLEAR /* by so few bytes */ };

/* A format.  Each file that is read has a state, which begin() fills in. */
struct format {
	struct ndup_input_format is; /* its names */
	size_t state_size;

	/* By the first bytes of a file, or by all it has if there are no more:
	 * then it is not unclear.  NULL: never by these. */
	enum sign (*recognise)(struct ndup_slice bytes, bool all);

	/* The feed is at its beginning and lives longer than the state.
	 * may_be_binary: nothing says that the file is text. */
	void (*begin)(
	    void *state, struct feed *, size_t max_article, bool may_be_binary);

	/* The next record, readable until the next call.  NDUP_OK; NDUP_END; or
	 * what ends the reading of this file. */
	enum ndup_status (*next)(
	    void *state, struct record *, struct ndup_error *);

	/* Goes behind a record, at the beginning.  As next(); NULL: by so many
	 * records. */
	enum ndup_status (*skip)(
	    void *state, const struct ndup_position *, struct ndup_error *);

	/* What becomes of a record; borrowed until the next one.  Formats that
	 * find the parts of an article end with article_of_values(). */
	enum verdict (*article)(void *state, struct parsed_article *,
	    const struct record *, struct ndup_document *, struct ndup_error *);

	/* Frees what the state holds; NULL: nothing. */
	void (*end)(void *state);
};

/* NULL: there is none of this name. */
const struct format *format_by_name(const char *name);

/* Of a stream without a name; text if it is nothing else. */
const struct format *format_recognise(struct feed *);

/* Adds "text, jsonl or json". */
void format_names(struct buffer *);

/* What a file holds, by its name. */
struct kind {
	const struct format *format; /* NULL: nothing that is read */
	enum packing packing;
	bool bare; /* no suffix that says text: the bytes may be no text */
	struct ndup_slice suffix; /* ".json.gz"; in the name */
};

/* By the last part of a path. */
struct kind kind_of(const char *path);

extern const struct format text_format, jsonl_format, json_format;

#endif
