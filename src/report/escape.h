/*
 * escape.h - text of articles, made harmless for a reader of the report
 */
#ifndef REPORT_ESCAPE_H
#define REPORT_ESCAPE_H

#include "base/buffer.h"
#include "ndup.h"

/*
 * A JSON string with its quotes, valid UTF-8 whatever the bytes: what is none
 * becomes U+FFFD.  Controls, bidi controls and the separators U+2028, U+2029
 * are written as \uXXXX, so that a line stays a line and is safe to look at.
 */
void escape_json(struct buffer *, struct ndup_slice);

/* The same, or null for an empty slice. */
void escape_json_or_null(struct buffer *, struct ndup_slice);

/*
 * A cell of RFC 4180, in quotes if need be, valid UTF-8 whatever the bytes;
 * controls but tab, CR and LF, and what escape_json() writes as \uXXXX become
 * U+FFFD.  An apostrophe goes before text that a spreadsheet would take for a
 * formula.
 */
void escape_csv(struct buffer *, struct ndup_slice);

/*
 * One line of printable text: white space folded into single spaces, none at
 * the ends; invisible format characters dropped; whatever else cannot be
 * shown as it is becomes U+FFFD.
 */
void escape_terminal(struct buffer *, struct ndup_slice);

/* The same for text that goes on where the buffer ends: white space at its
 * ends stays a single space, unless the line begins there. */
void escape_terminal_more(struct buffer *, struct ndup_slice);

#endif
