/*
 * ignored.h - the text of --ignore-text
 */
#ifndef CLI_IGNORED_H
#define CLI_IGNORED_H

#include "cli/options.h"

/* Loads the file, if there is one, into the parameters; the caller frees *text
 * in the end.  False: the user has been told. */
bool ignored_load(struct options *, char **text);

#endif
