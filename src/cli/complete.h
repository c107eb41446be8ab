/*
 * complete.h - what may stand next on a command line
 */
#ifndef CLI_COMPLETE_H
#define CLI_COMPLETE_H

#include <stdio.h>

/*
 * `ndup complete WORD...`, which shells call: the words behind the program's
 * name, up to the one that is being typed.  Prints what that one may become,
 * each on a line of its own, perhaps with a tab and its description; ":files"
 * and ":folders" are for the shell to find.
 */
void complete_words(FILE *, int num, char **words);

#endif
