/*
 * help.h - what ndup says of itself
 */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include <stdio.h>

struct command;

/* `ndup --help`: the commands. */
void help_program(FILE *);

/* `ndup index --help`: the commands that begin with this word. */
void help_family(FILE *, const char *family);

/* `ndup scan --help`: what it does, its options with their defaults. */
void help_command(FILE *, const struct command *);

#endif
