/*
 * address.h - one article, by what a user calls it
 *
 * A file that has one article; FILE#ID, the record of that id; FILE:N, the
 * record of that number from 1.  A file of exactly the name given goes before
 * what these marks mean.
 */
#ifndef CLI_ADDRESS_H
#define CLI_ADDRESS_H

#include "options.h"

struct address {
	const char *name; /* as it was given */
	char *path;       /* "-": standard input */
	const char *id;   /* in name, or NULL */
	uint64_t number;  /* or 0 */
	bool incomplete;  /* something of it could not be read */
};

/* False: memory ran out, and the user has been told.  Free path in the end. */
bool address_read(struct address *, const char *name);

/*
 * Adds the article to a scan, with its address for an id.  False, and the user
 * told in one line, if it cannot be read, there is none, or more than one.
 */
bool address_add(struct address *, struct options *, struct ndup_scan *);

#endif
