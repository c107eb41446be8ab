/*
 * commands.h - what ndup can be told to do
 *
 * One table has every command: its name, what stands behind it, what --help
 * says of it, and who does it.  Which options it takes is in option_table.c.
 */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>

struct options;

/* Exit statuses. */
enum { DONE = 0, FOUND = 1, FAILED = 2, INCOMPLETE = 3 };

/* One for each command; an option has the sum of those that take it. */
enum command_bit {
	CMD_SCAN = 1 << 0,
	CMD_DEDUP = 1 << 1,
	CMD_FILTER = 1 << 2,
	CMD_COMPARE = 1 << 3,
	CMD_TUNE = 1 << 4,
	CMD_INDEX_CREATE = 1 << 8,
	CMD_INDEX_ADD = 1 << 9,
	CMD_INDEX_QUERY = 1 << 10,
	CMD_INDEX_REMOVE = 1 << 11,
	CMD_INDEX_INFO = 1 << 12,
	CMD_INDEX_VERIFY = 1 << 13,
	CMD_INDEX_COMPACT = 1 << 14,
};

struct command {
	const char *name; /* a word, or two with a space between them */
	enum command_bit bit;
	const char *operands; /* as in its usage; "" if there are none */
	size_t least, most;   /* how many operands; most 0: any number */
	const char *missing;  /* said if there are fewer than the least */
	const char *summary;  /* in the list of commands */
	const char *about;    /* in its own help, with examples */
	int (*run)(struct options *); /* returns the exit status */
};

/* Each runs a command; those of the index are in index.h, of tune in tune.h. */
int scan_command(struct options *);
int dedup_command(struct options *);
int filter_command(struct options *);
int compare_command(struct options *);

extern const struct command commands[];
extern const size_t num_commands;

/* The command of argv[1], or of argv[1] and argv[2]; NULL: none.  *num_words
 * is how many arguments its name takes. */
const struct command *command_find(int argc, char **argv, int *num_words);

/* Whether commands of two words begin with this one, as "index"; and whether
 * this command does. */
bool command_is_family(const char *word);
bool command_is_of(const struct command *, const char *family);

#endif
