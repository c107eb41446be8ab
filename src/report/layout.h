/*
 * layout.h - text in terminal columns
 *
 * All text here has gone through escape_terminal(): valid, printable UTF-8 on
 * one line.  A column is a terminal's: Chinese characters take two, combining
 * marks none.
 */
#ifndef REPORT_LAYOUT_H
#define REPORT_LAYOUT_H

#include "base/buffer.h"
#include "ndup.h"

struct ndup_slice layout_slice(const struct buffer *);
size_t layout_width(struct ndup_slice);

/* Bytes of the longest beginning (end) that takes at most `width` columns. */
size_t layout_prefix(struct ndup_slice, size_t width);
size_t layout_suffix(struct ndup_slice, size_t width);

/* Adds the text in at most `width` columns, its end or its middle replaced by
 * an ellipsis if need be. */
void layout_cut_end(struct buffer *, struct ndup_slice, size_t width);
void layout_cut_middle(struct buffer *, struct ndup_slice, size_t width);

/* Adds the text with spaces after it (before it if `right`) to `width`. */
void layout_cell(struct buffer *, struct ndup_slice, size_t width, bool right);

/* Adds the text in lines of `width` columns. */
void layout_wrap(struct buffer *, struct ndup_slice, size_t width);

void layout_spaces(struct buffer *, size_t num);

/* A number with its thousands set off: 106,520. */
void layout_number(struct buffer *, uint64_t);

#endif
