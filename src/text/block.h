/*
 * block.h - the fast path of the tokeniser: plain words, 64 bytes at once
 *
 * Plain are ASCII letters and digits, and the Cyrillic letters that UTF-8
 * begins with the bytes d0 and d1: U+0400 to U+047F, all of them letters.
 */
#ifndef TEXT_BLOCK_H
#define TEXT_BLOCK_H

#include "text/tokenise.h"

enum { BLOCK_SIZE = 64, BLOCK_REACH = BLOCK_SIZE + 16 };

/* What stands in a block, a bit a byte. */
struct block {
	uint64_t words;  /* plain */
	uint64_t wide;   /* of these, Cyrillic letters */
	uint64_t others; /* not ASCII, or an apostrophe: not for this path */
};

/* Reads BLOCK_SIZE bytes. */
struct block block_read(const char *bytes);

/*
 * Takes the words that end in the block before anything that is not for this
 * path; the token before must be closed.  The bytes stand at place `at` of the
 * text, and BLOCK_REACH of them can be read.  Returns how many are done with;
 * 0: none, or memory ran out.
 */
size_t block_take(struct tokeniser *, const struct block *, const char *bytes,
    size_t at);

#endif
