/*
 * help.h - what ndup says of itself
 */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include <stdio.h>

/* ---- the command line as it could be typed again ------------------------- */

/*
 * "ndup scan --within 14d 'my news/'": the program, the command, its arguments
 * from argv[1] on, in quotes where a shell needs them.  NULL if memory ran out;
 * the caller frees it.
 */
char *command_line(const char *command, int argc, char **argv);

/* ---- what may stand next on a command line ------------------------------- */

/*
 * `ndup complete WORD...`, which shells call: the words behind the program's
 * name, up to the one that is being typed.  Prints what that one may become,
 * each on a line of its own, perhaps with a tab and its description; ":files"
 * and ":folders" are for the shell to find.
 */
void complete_words(FILE *, int num, char **words);

struct command;

/* `ndup --help`: the commands. */
void help_program(FILE *);

/* `ndup index --help`: the commands that begin with this word. */
void help_family(FILE *, const char *family);

/* `ndup scan --help`: what it does, its options with their defaults. */
void help_command(FILE *, const struct command *);

#endif
