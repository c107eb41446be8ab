/*
 * html_text.h - text of articles in a page, and where its parts stand there
 *
 * Nothing that an article holds becomes markup.  What cannot be shown as it is
 * becomes one visible character: bytes that are no UTF-8, controls, and what
 * reverses the text around it.  Each code point becomes one, of as many UTF-16
 * units, so that places in the text hold for what the page has.
 */
#ifndef REPORT_HTML_TEXT_H
#define REPORT_HTML_TEXT_H

#include "base/buffer.h"
#include "ndup.h"

/* As text of an element. */
void html_text(struct buffer *, struct ndup_slice);

/* The same on one line, cut after so many code points. */
void html_line(struct buffer *, struct ndup_slice, size_t most);

/* As a JSON string inside a script element. */
void html_json(struct buffer *, struct ndup_slice);

/* The UTF-16 units of a text in the page; cost: linear. */
uint32_t html_units(struct ndup_slice);

#endif
