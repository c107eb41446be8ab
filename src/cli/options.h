/*
 * options.h - what the user asked for
 *
 * One table has every option: its name, the commands that take it, what it
 * takes, where the value goes, and its lines of help.  Reading the command line
 * and --help both work from it.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "ndup.h"
#include "commands.h"

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

enum { WIDTH_LEAST = 40, WIDTH_MOST = 1000, MAX_RULES = 100 };

struct list {
	const char **items; /* NULL-terminated */
	size_t num;
};

struct dedup_options {
	struct ndup_keep_options keep; /* its sources stand in arguments */
	struct ndup_slice *sources;    /* of `keep`, to be freed */
	const char *dropped_file;      /* or NULL */
	const char *field;             /* that kept records get, or NULL */
	const char *withdrawn_file;    /* or NULL */
	bool list, list0;
};

struct filter_options {
	const char *field;        /* its name */
	const char *rejects_file; /* or NULL */
	unsigned novelties;       /* a bit for each that is passed on */
	unsigned commit_articles; /* at most so many without a commit */
	unsigned commit_seconds;  /* the same; 0: no matter */
	bool passages, dry_run, flush_each;
};

struct options {
	struct ndup_params params;
	struct ndup_reader_options reader;
	struct ndup_report_options report;
	struct ndup_index_options index;
	struct list paths, against, exclude;
	const char *folder;      /* of the index */
	const char *ignore_file; /* or NULL */
	const char *output;      /* NULL or "-": standard output */
	const char *stats_file;  /* or NULL */
	enum when color;
	unsigned width;    /* columns of the report; 0: as the window has */
	const char *pager; /* a command, or NULL */
	bool no_pager;
	unsigned sample; /* articles to tune on */
	bool ignore_facts; /* other facts do not count */
	struct dedup_options dedup;
	struct filter_options filter;
	bool accept; /* an index as it is found */
	bool quiet, verbose, exit_code, help, version;
	bool given[MAX_RULES]; /* on the command line: by number of the rule */
};

enum group {
	GROUP_MATCH,
	GROUP_INPUT,
	GROUP_OUTPUT,
	GROUP_RUN,
	NUM_GROUPS,
};

enum kind {
	KIND_FLAG,  /* bool */
	KIND_TEXT,  /* const char * */
	KIND_LIST,  /* struct list */
	KIND_COUNT, /* unsigned */
	KIND_SHARE, /* double */
	KIND_OWN,   /* what `parse` makes of it */
};

/* Reads an argument; false if it is wrong: *right then says what is right. */
typedef bool option_parse(
    struct options *, const char *arg, const char **right);

struct option_rule {
	const char *name;
	int letter;        /* or 0 */
	unsigned commands; /* the sum of their bits */
	enum group group;
	enum kind kind;
	size_t offset;      /* of the value in struct options */
	const char *arg;    /* its name in the help; NULL: takes none */
	double least, most; /* of counts and shares */
	option_parse *parse;
	const char *help; /* "\n" between its lines; NULL: option_help() says */
};

extern const struct option_rule option_rules[];
extern const size_t num_option_rules;

static inline bool
option_is_of(const struct option_rule *rule, const struct command *command)
{
	return (rule->commands & command->bit) != 0;
}

/* The defaults; list items are not there yet. */
void options_init(struct options *);

/*
 * Reads the arguments after the command's name (argv[0] is not looked at).
 * False if they are wrong; then the user has been told.  Arguments must
 * outlive the options.
 */
bool options_read(
    struct options *, const struct command *, int argc, char **argv);

/* Whether an option of this name was given. */
bool options_have(const struct options *, const char *name);
void options_free(struct options *);

#endif
