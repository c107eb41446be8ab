/*
 * filter.h - the command `ndup filter`
 */
#ifndef CLI_FILTER_H
#define CLI_FILTER_H

struct options;

/* Runs it and returns the exit status. */
int filter_command(struct options *);

#endif
