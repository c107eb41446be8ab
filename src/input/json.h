/*
 * json.h - the fields of one JSON record
 *
 * A C interface to simdjson, which is C++ behind it.  Each record is parsed on
 * its own, so that a broken one takes nothing else along.
 */
#ifndef INPUT_JSON_H
#define INPUT_JSON_H

#include "ndup.h"
#include "fields.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { JSON_PADDING = 64 }; /* readable bytes behind a record */

enum json_result {
	JSON_OK,
	JSON_BROKEN, /* see field_values.reason */
	JSON_REPAIR, /* not UTF-8, or half a surrogate pair: see article.h */
	JSON_NOMEM,
};

struct json_parser;

/* fields is borrowed.  NULL: memory ran out. */
struct json_parser *json_new(const struct fields *);

/*
 * Values are borrowed from parser and record until the next call.  Cost: about
 * a nanosecond a byte; memory for the longest record so far.
 */
enum json_result json_parse(
    struct json_parser *, struct ndup_slice bytes, struct field_values *);
void json_free(struct json_parser *);

/* Whether bytes are UTF-8 throughout. */
bool json_is_utf8(struct ndup_slice);

#ifdef __cplusplus
}
#endif

#endif
