/*
 * composed.h - a text composed in memory by what writes to a stream
 *
 * As open_memstream(3) does it, which however cuts the text without a word when
 * memory runs out.
 */
#ifndef CLI_COMPOSED_H
#define CLI_COMPOSED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct composed {
	FILE *stream; /* write here, unchecked */
	char *text;   /* what composed_end() gives; ended by a NUL */
	size_t size, room;
	bool failed;
};

/* Both are false if memory ran out.  It must not move while it is open. */
bool composed_open(struct composed *);
bool composed_end(struct composed *);

/* Begins anew, in the same memory. */
void composed_clear(struct composed *);
void composed_free(struct composed *);

#endif
