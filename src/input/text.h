/*
 * text.h - a file that is one article
 */
#ifndef INPUT_TEXT_H
#define INPUT_TEXT_H

#include "input/feed.h"

struct text {
	struct ndup_slice bytes;  /* UTF-8, but for bad bytes */
	struct ndup_slice widths; /* see ndup_document; empty: not converted */
	uint64_t num_bad;         /* bytes that do not decode */
	bool too_long;
	bool is_binary;
};

/*
 * Reads to the end, or until it is clear that there is too much or (if it may
 * be binary) no text.  NDUP_OK, or the stream's error: then the text is what
 * came before.
 */
enum ndup_status text_read(struct feed *, size_t most, bool may_be_binary,
    struct text *, struct ndup_error *);

/* Whether there is nothing but white space. */
bool text_is_blank(struct ndup_slice);

/* Whether more than a tenth of it does not decode. */
bool text_is_mostly_bad(const struct text *);

#endif
