/*
 * plain.h - facts for who listens to them
 *
 * Each fact is a line of its own that says what it is: no columns, no signs,
 * nothing that only a place on the screen would tell.  For screen readers,
 * Braille displays, and grep.
 */
#ifndef REPORT_PLAIN_H
#define REPORT_PLAIN_H

#include "terminal.h"

/* "Name: " */
void plain_begin(struct terminal *, const char *name);

/* Ends the line that stands at the end of what was written; one that is wider
 * than the screen goes on between two words. */
void plain_end(struct terminal *);

/* A whole line; none for an empty text, which is made printable. */
void plain_text(struct terminal *, const char *name, struct ndup_slice);
void plain_string(struct terminal *, const char *name, const char *);
void plain_number(struct terminal *, const char *name, uint64_t);
void plain_percent(struct terminal *, const char *name, double share);

/* Id, time, source, title and length: a line each. */
void plain_article(struct terminal *, uint32_t article);

/* "Changed in article 2: "nine" became "ten", after "a gap of"" */
void plain_edit(struct terminal *, struct ndup_slice where,
    const struct marked *, const struct ndup_edit *);

#endif
