/*
 * dedup.h - the command `ndup dedup`
 */
#ifndef CLI_DEDUP_H
#define CLI_DEDUP_H

struct options;

/* Runs it and returns the exit status. */
int dedup_command(struct options *);

#endif
