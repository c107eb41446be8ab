/*
 * json.h - the fields of one JSON record
 *
 * A C interface to simdjson, which is C++ behind it.  Each record is parsed on
 * its own, so that a broken one takes nothing else along.
 */
#ifndef INPUT_JSON_H
#define INPUT_JSON_H

#include "fields.h"
#include "ndup.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { JSON_PADDING = 64 }; /* readable bytes behind a record */

enum json_result {
	JSON_OK,
	JSON_BROKEN, /* see json_record.reason */
	JSON_REPAIR, /* not UTF-8, or half a surrogate pair: see article.h */
	JSON_NOMEM,
};

struct json_record {
	struct ndup_slice values[NUM_FIELDS]; /* ptr NULL: not there */
	bool date_is_number;
	/* If there is no text, what stands in its place ("a number") and the
	 * name of that field; else NULL. */
	const char *not_text;
	struct ndup_slice not_text_name;
	const char *reason;
};

struct json_parser;

/* fields is borrowed.  NULL: memory ran out. */
struct json_parser *json_new(const struct fields *);

/*
 * Values are borrowed from parser and record until the next call.  Cost: about
 * a nanosecond a byte; memory for the longest record so far.
 */
enum json_result json_parse(
    struct json_parser *, struct ndup_slice bytes, struct json_record *);
void json_free(struct json_parser *);

/* Whether bytes are UTF-8 throughout. */
bool json_is_utf8(struct ndup_slice);

#ifdef __cplusplus
}
#endif

#endif
