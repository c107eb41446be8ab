/*
 * ascii.h - the fast path of the tokeniser
 */
#ifndef TEXT_ASCII_H
#define TEXT_ASCII_H

#include "text/tokenise.h"

enum { ASCII_BLOCK = 64, ASCII_REACH = ASCII_BLOCK + 16 };

/* What stands in a block, a bit a byte. */
struct ascii_block {
	uint64_t words;  /* ASCII letters and digits */
	uint64_t others; /* not ASCII, or an apostrophe: not for this path */
};

struct ascii_block ascii_classify(const char *bytes);

/*
 * Takes the words of the block that end in it before anything that is not for
 * this path; the token before must be closed.  ASCII_REACH bytes from there on
 * belong to the text.  Returns how many bytes are done with; 0: none.
 */
size_t ascii_take(struct tokeniser *, const struct ascii_block *,
    const char *text, size_t at);

#endif
