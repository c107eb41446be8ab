/*
 * ascii.h - the fast path of the tokeniser: plain words, 64 bytes at once
 *
 * Plain are ASCII letters and digits, and the Cyrillic letters that UTF-8
 * begins with the bytes d0 and d1: U+0400 to U+047F, all of them letters.
 */
#ifndef TEXT_ASCII_H
#define TEXT_ASCII_H

#include "tokenise.h"

enum { BLOCK_SIZE = 64, BLOCK_REACH = BLOCK_SIZE + 16 };

/* What stands in a block, a bit a byte. */
struct ascii_block {
	uint64_t words;  /* plain */
	uint64_t wide;   /* of these, Cyrillic letters */
	/* Not for this path: what is not ASCII, apostrophes, and hyphens at
	 * the end of a line or text. */
	uint64_t others;
};

/*
 * Takes the words that end in the block before anything that is not for this
 * path; the token before must be closed.  The bytes stand at place `at` of the
 * text, and BLOCK_REACH of them can be read.  Returns how many are done with;
 * 0: none, or memory ran out.  Tells also which of them are not for this path.
 */
typedef size_t block_taker(
    struct tokeniser *, const char *bytes, size_t at, uint64_t *others);

block_taker block_take_portable, block_take_avx2;

/* A byte up to this behind a hyphen may end the line: carriage return and line
 * feed are below, and nothing that is seen. */
enum { LINE_END_MAX = 0x0f };

/* The variant asked for; NULL if this processor has not got it. */
block_taker *block_choose(enum kernel);

#endif
