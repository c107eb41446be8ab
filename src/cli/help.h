/*
 * help.h - what ndup says of itself
 */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include <stdio.h>

/* `ndup --help`: the commands. */
void help_program(FILE *);

/* `ndup scan --help`: its options with their defaults. */
void help_scan(FILE *);

#endif
