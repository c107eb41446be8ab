/*
 * scan_data.h - the command `ndup scan`
 */
#ifndef CLI_SCAN_H
#define CLI_SCAN_H

struct options;

/* Runs it and returns the exit status. */
int scan_command(struct options *);

#endif
