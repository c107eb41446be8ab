#ifndef FAILING_COMMANDS_H
#define FAILING_COMMANDS_H

/* The command lines that are tried. */

#include <stdbool.h>
#include <stddef.h>

enum { MOST_WORDS = 24, MOST_FILES = 4 };

/* What has to be there before a command. */
enum needs {
	NOTHING,
	OLD_FILES, /* what it writes, with something else inside */
	INDEX,     /* with two articles */
	FRESH      /* an index of which nothing is there */
};

/* What may be said of a file it writes. */
enum kind_of_file {
	WHOLE,   /* the old one or the new one */
	GROWING, /* right in the end; cut short it is of use to its command */
	VARYING, /* has times: an object of JSON that is closed, or the old one */
	PASSED   /* written by another program, as far as it got */
};

struct command {
	const char *name, *line; /* words with single spaces between */
	enum needs needs;
	struct {
		const char *name; /* in the folder out/ */
		enum kind_of_file kind;
	} files[MOST_FILES];
	const char *input; /* standard input; NULL: /dev/null */
	bool changes;      /* an index, which its file then is */
	bool at_terminal;
	bool refused; /* it would write over what it reads, or an index */
};

extern const struct command commands[];
extern const size_t num_commands;

/* The words of a line, with a program's name in front; to be freed, and
 * words[1] too. */
void words_split(const char *line, const char *program, const char **words);

#endif
