/*
 * fields.h - which field of a JSON record is which part of an article
 *
 * Either the user named a field's path ("meta.id"), or the usual names are
 * tried, the first ones first.
 */
#ifndef INPUT_FIELDS_H
#define INPUT_FIELDS_H

#include "base/buffer.h"
#include "ndup.h"

enum field {
	FIELD_ID,
	FIELD_SOURCE,
	FIELD_TITLE,
	FIELD_DATE,
	FIELD_TEXT,
	FIELD_URL,
	NUM_FIELDS,
};

/* What a record has of an article. */
struct field_values {
	struct ndup_slice values[NUM_FIELDS]; /* ptr NULL: not there */
	bool date_is_number;
	/* If there is no text, what stands in its place ("a number") and the
	 * name of that field; else NULL. */
	const char *not_text;
	struct ndup_slice not_text_name;
	const char *reason; /* why the record cannot be read */
};

enum { FIELD_NO_RANK = 1000 }; /* worse than any */

enum { FIELD_LONGEST_NAME = 14, FIELD_NAMES_OF_A_SIZE = 9 };

struct field_name {
	const char *name;
	enum field field;
	unsigned rank; /* 0 is the best */
};

struct fields {
	const char *paths[NUM_FIELDS]; /* NULL: the usual names */
	bool any_path;
	/* Usual names by their length, for look-up; NULL ends a row. */
	struct field_name by_size[FIELD_LONGEST_NAME + 1]
				 [FIELD_NAMES_OF_A_SIZE + 1];
};

/* Of the reader's options, whose paths are borrowed. */
void fields_init(struct fields *, const struct ndup_reader_options *);

/*
 * The usual name that a key is, if its field goes by usual names; else NULL.
 * Cost: a few comparisons with names of the same length.
 */
const struct field_name *fields_find_usual(
    const struct fields *, struct ndup_slice key);

/*
 * How a key fits a path: the whole of it (returns the path's end), its first
 * part (returns what follows the dot), or not (NULL).
 */
const char *fields_match_path(const char *path, struct ndup_slice key);

/* "no text field (tried text, body, content, ...)" */
void fields_describe_missing(
    const struct fields *, enum field, struct buffer *);

#endif
