/*
 * guard.h - never write over what is read
 */
#ifndef CLI_GUARD_H
#define CLI_GUARD_H

#include "options.h"

/*
 * False, and the user told, if a file to be written (--output, --stats and the
 * like, or where standard output goes) is one of those that would be read,
 * given by any name or standing in a folder that is scanned; or if it is a file
 * of an index; or if two of them are the same file.
 */
bool guard_check(const struct options *);

#endif
