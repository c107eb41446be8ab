/*
 * json.h - JSON, and numbers, as everything for programs has them
 *
 * What writes JSON writes it through these, so that a text has the same bytes
 * wherever it stands.  No number goes through the locale, and none depends on
 * the compiler.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "ndup.h"
#include "buffer.h"

/* ---- values -------------------------------------------------------------- */

/*
 * A string with its quotes, valid UTF-8 whatever the bytes: what is none
 * becomes U+FFFD.  Controls, bidi controls, U+FEFF and the separators U+2028,
 * U+2029 are written as \uXXXX, so that a line stays a line and is safe to look
 * at.
 */
void json_string(struct buffer *, struct ndup_slice);

enum { JSON_ESCAPE = 8 }; /* bytes of an escape, and a NUL */

/* How a string has this code point: an escape, perhaps in buf, which has
 * JSON_ESCAPE bytes; NULL: as it is. */
const char *json_escape(int32_t code, char *buf);

void digits_number(struct buffer *, uint64_t);

/* With four decimals: "0.2500". */
void digits_share(struct buffer *, double);

/* "337 MB", in a buffer of DIGITS_SIZE bytes. */
enum { DIGITS_SIZE = 7 };
const char *digits_size(uint64_t bytes, char *buf);

/* ---- fields of objects --------------------------------------------------- */

/* "name": with a comma before it unless its object begins here, which is seen
 * from the buffer's last byte.  The name goes in as it is. */
void json_name(struct buffer *, const char *name);

/* A comma, unless the array begins here. */
void json_next(struct buffer *);

/* A string, or null if it is empty. */
void json_text(struct buffer *, const char *name, struct ndup_slice);
void json_word(struct buffer *, const char *name, const char *);

void json_number(struct buffer *, const char *name, uint64_t);
/* null for 0, where that is none. */
void json_nonzero(struct buffer *, const char *name, uint64_t);
void json_integer(struct buffer *, const char *name, int64_t);
void json_share(struct buffer *, const char *name, double);
void json_truth(struct buffer *, const char *name, bool);
void json_null(struct buffer *, const char *name);

/* "name":{ and "name":[ */
void json_object(struct buffer *, const char *name);
void json_array(struct buffer *, const char *name);

/* "name":{"begin":N,"end":N} */
void json_span(struct buffer *, const char *name, struct ndup_span);

/* The numbers of what a reader left out, by the reason. */
void json_skipped(struct buffer *, const struct ndup_reader_counts *);

#endif
