/*
 * output.h - a file that appears whole or not at all
 *
 * Bytes go into a hidden temporary file beside the target, which gets the
 * target's name once all is written.  Until then an older file of that name
 * stays as it is.  Standard output, devices and pipes are written directly.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct output {
	int file;        /* descriptor, or -1 */
	char *target;    /* where it will stand; NULL: written directly */
	char *temporary; /* NULL: written directly */
	const char *name;
	bool broken_pipe; /* the reader went away: nothing to tell */
};

/* All of these tell the user what failed and return false. */
bool output_open(struct output *, const char *path); /* NULL, "-": stdout */
bool output_write(void *output, const void *bytes, size_t size);
bool output_commit(struct output *);

/* The same for small pieces: fclose() tells whether all was written. */
FILE *output_stream(struct output *);

/* Removes what was written; does nothing after output_commit(). */
void output_discard(struct output *);

#endif
