/*
 * command_line.h - the command line as it could be typed again
 */
#ifndef CLI_COMMAND_LINE_H
#define CLI_COMMAND_LINE_H

/*
 * "ndup scan --within 14d 'my news/'": the program, the command, its arguments
 * from argv[1] on, in quotes where a shell needs them.  NULL if memory ran out;
 * the caller frees it.
 */
char *command_line(const char *command, int argc, char **argv);

#endif
