/*
 * append.h - a file that grows, and of which it is known how far it is safe
 *
 * It is written in place.  Standard output, pipes and devices can be written
 * too, but neither cut nor made safe.
 */
#ifndef CLI_APPEND_H
#define CLI_APPEND_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct append {
	FILE *file; /* NULL: not open */
	const char *name;
	bool is_file; /* can be cut */
};

/* All of these tell the user what failed and return false. */

/* NULL or "-": standard output.  What the file has stays for the moment. */
bool append_open(struct append *, const char *path);

/* Cuts the file to a length, that of an earlier run, and goes on there. */
bool append_cut(struct append *, uint64_t length);

/* Gives on what was written; sync: to the disk, if it is a file. */
bool append_flush(struct append *, bool sync);

/* The length of a file that was flushed; else 0. */
uint64_t append_length(const struct append *);
bool append_close(struct append *);

#endif
