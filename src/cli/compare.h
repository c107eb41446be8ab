/*
 * compare.h - the command `ndup compare`
 */
#ifndef CLI_COMPARE_H
#define CLI_COMPARE_H

struct options;

/* Runs it; returns the exit status. */
int compare_command(struct options *);

#endif
