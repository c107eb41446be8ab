/*
 * scan.h - the command `ndup scan`
 */
#ifndef CLI_SCAN_H
#define CLI_SCAN_H

/* Runs it; argv[0] is the command's name.  Returns the exit status. */
int scan_command(int argc, char **argv);

#endif
