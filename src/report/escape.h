/*
 * escape.h - text of articles, made harmless for a reader of the report
 */
#ifndef REPORT_ESCAPE_H
#define REPORT_ESCAPE_H

#include "base/buffer.h"
#include "ndup.h"

/*
 * A cell of RFC 4180, in quotes if need be, valid UTF-8 whatever the bytes;
 * controls but tab, CR and LF, and what json_string() writes as \uXXXX become
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
