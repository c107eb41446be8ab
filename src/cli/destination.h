/*
 * destination.h - where a file to be written is
 *
 * Links are followed, so that a link stays one.  /dev/stdout, /dev/fd/3 and
 * other names of a descriptor that the caller has left open stand for that
 * descriptor: it is written on from where it stands.
 */
#ifndef CLI_DESTINATION_H
#define CLI_DESTINATION_H

#include <stdbool.h>
#include <sys/stat.h>

struct destination {
	int descriptor;   /* or -1: a file of its own */
	char *path;       /* to open it; NULL: a descriptor.  Has a slash */
	char *real;       /* to compare it: absolute, without links; NULL: it
	                     could not be found */
	int error;        /* why it could not: errno's, of a path */
	bool exists;      /* something is there now: */
	struct stat file; /* what it is */
};

/*
 * NULL and "-" are standard output.  False, and errno set, if nothing can be
 * written there: a folder, a link that leads nowhere, a descriptor that is not
 * open for writing, or not the caller's.
 */
bool destination_find(struct destination *, const char *path);

/* Whether both are the same descriptor or file, or will be.  Devices and pipes
 * may be opened more than once. */
bool destination_is_same(
    const struct destination *, const struct destination *);
void destination_free(struct destination *);

#endif
