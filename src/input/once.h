/*
 * once.h - which files were read, so that each is read once
 *
 * A file has many paths: folders overlap, links lead to it, it has hard links.
 * It is known by what the system says of it: device, inode, size, and time of
 * change (ctime).  The last two tell files apart whose inodes have the same
 * number, one after another, or on file systems that make up numbers.
 */
#ifndef INPUT_ONCE_H
#define INPUT_ONCE_H

#include <sys/stat.h>

#include "ndup.h"

struct once_slot {
	uint64_t identity; /* 0: free */
	uint64_t number;   /* of the file, as the caller counts */
};

struct once {
	struct once_slot *slots; /* open addressing, at most half full */
	size_t slots_capacity, num_slots, num;
};

/* Of a file; 0: it is none, or has no inode.  Two files of a million have the
 * same by a chance of 3 in 100 million. */
uint64_t once_identity(const struct stat *);

/* The same of a descriptor, 0 also if something was read of it.  False, and
 * errno set, if the system cannot tell. */
bool once_identity_open(int file, uint64_t *identity);

/* Whether there is such a file, and its number. */
bool once_find(const struct once *, uint64_t identity, uint64_t *number);

/* Enters one that is not there, unless it is 0.  Cost: 32 bytes a file, or up
 * to 64. */
enum ndup_status once_add(struct once *, uint64_t identity, uint64_t number);
void once_free(struct once *);

#endif
