/*
 * options.c - what the user asked for
 *
 * Reads the command line by the table in option_table.c.  What is wrong is
 * said in one line that tells what would be right.
 */
#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <bsd/stdlib.h>

#include "option_checks.h"
#include "option_formats.h"
#include "options.h"
#include "say.h"

enum { LONG_ONLY = 256 };

void
options_init(struct options *options)
{
	const char *tmpdir;

	*options = (struct options){
	    .color = WHEN_AUTO,
	    .sample = 1000,
	    .filter = {.field = "ndup",
		.novelties = ~0u,
		.commit_articles = 1000},
	};
	ndup_params_init(&options->params, sizeof options->params);
	if ((tmpdir = getenv("TMPDIR")) != NULL && tmpdir[0] != '\0')
		options->params.tmpdir = tmpdir;
	ndup_reader_options_init(&options->reader, sizeof options->reader);
	ndup_report_options_init(&options->report, sizeof options->report);
	options->report.all_boilerplate = "--format jsonl";
	options->report.keep_boilerplate = "--boilerplate keep";
	options->report.more_text = "--report-limit";
	ndup_index_options_init(&options->index, sizeof options->index);
	ndup_keep_options_init(
	    &options->dedup.keep, sizeof options->dedup.keep);
}

bool
options_have(const struct options *options, const char *name)
{
	size_t i;

	for (i = 0; i < num_option_rules; i++)
		if (options->given[i] &&
		    strcmp(option_rules[i].name, name) == 0)
			return true;
	return false;
}

void
options_free(struct options *options)
{
	free(options->paths.items);
	free(options->against.items);
	free(options->exclude.items);
	free(options->dedup.sources);
}

/* "--threshold 7: give …" */
static void
complain(
    const struct option_rule *rule, const char *argument, const char *right)
{
	say("--%s %s: %s", rule->name, argument, right);
}

static bool
read_count(const struct option_rule *rule, const char *argument, void *value)
{
	unsigned *count = value;
	const char *wrong;
	char right[80];

	*count = (unsigned)strtonum(
	    argument, (long long)rule->least, (long long)rule->most, &wrong);
	if (wrong == NULL)
		return true;
	snprintf(right, sizeof right, "give a whole number from %.0f to %.0f",
	    rule->least, rule->most);
	complain(rule, argument, right);
	return false;
}

static bool
read_share(const struct option_rule *rule, const char *argument, void *value)
{
	double *share = value;
	char *end, right[80];

	*share = strtod(argument, &end);
	if (end != argument && *end == '\0' && *share >= rule->least &&
	    *share <= rule->most)
		return true;
	snprintf(right, sizeof right, "give a number from %g to %g",
	    rule->least, rule->most);
	complain(rule, argument, right);
	return false;
}

static bool
apply(struct options *options, const struct option_rule *rule,
    const char *argument)
{
	void *value = (char *)options + rule->offset;
	struct list *list = value;
	const char *right = NULL;

	options->given[rule - option_rules] = true;
	switch (rule->kind) {
	case KIND_FLAG:
		*(bool *)value = true;
		return true;
	case KIND_TEXT:
		*(const char **)value = argument;
		return true;
	case KIND_LIST:
		list->items[list->num++] = argument;
		return true;
	case KIND_COUNT:
		return read_count(rule, argument, value);
	case KIND_SHARE:
		return read_share(rule, argument, value);
	case KIND_OWN:
		if (rule->parse(options, argument, &right))
			return true;
		complain(rule, argument, right);
		return false;
	}
	return false;
}

/* The tables that getopt_long() wants, of the options of one command. */
static void
make_tables(const struct command *command, struct option *table, char *letters)
{
	const struct option_rule *rule;
	size_t i;

	*letters++ = ':'; /* tell a missing argument from a wrong option */
	for (i = 0; i < num_option_rules; i++) {
		rule = &option_rules[i];
		if (!option_is_of(rule, command))
			continue;
		*table++ = (struct option){rule->name,
		    rule->arg ? required_argument : no_argument, NULL,
		    LONG_ONLY + (int)i};
		if (rule->letter == 0)
			continue;
		*letters++ = (char)rule->letter;
		if (rule->arg != NULL)
			*letters++ = ':';
	}
	*letters = '\0';
	*table = (struct option){NULL, 0, NULL, 0};
}

static const struct option_rule *
find_rule(const struct command *command, int found)
{
	size_t i;

	if (found >= LONG_ONLY)
		return &option_rules[found - LONG_ONLY];
	for (i = 0; i < num_option_rules; i++)
		if (option_rules[i].letter == found &&
		    option_is_of(&option_rules[i], command))
			return &option_rules[i];
	return NULL;
}

/* A command that takes the option that `word` names, or NULL. */
static const struct command *
find_taker(const char *word)
{
	size_t len = strcspn(word, "="), i, j;

	for (i = 0; i < num_option_rules; i++) {
		if (len < 3 || strlen(option_rules[i].name) != len - 2 ||
		    strncmp(option_rules[i].name, word + 2, len - 2) != 0)
			continue;
		for (j = 0; j < num_commands; j++)
			if (option_is_of(&option_rules[i], &commands[j]))
				return &commands[j];
	}
	return NULL;
}

/* Says why getopt_long() did not take an argument. */
static void
complain_unknown(const struct command *command, int found, char **argv)
{
	const char *word = argv[optind - 1];
	const struct command *taker;

	if (found == ':')
		say("%s needs an argument; see ndup %s --help", word,
		    command->name);
	else if (optopt >= LONG_ONLY)
		say("--%s takes no argument",
		    option_rules[optopt - LONG_ONLY].name);
	else if (optopt != 0)
		say("unknown option -%c; see ndup %s --help", optopt,
		    command->name);
	else if ((taker = find_taker(word)) != NULL)
		say("%.*s is an option of ndup %s, not of ndup %s",
		    (int)strcspn(word, "="), word, taker->name, command->name);
	else
		say("unknown option %s; see ndup %s --help", word,
		    command->name);
}

static bool
read_arguments(struct options *options, const struct command *command, int argc,
    char **argv)
{
	struct option table[MAX_RULES];
	char letters[2 * MAX_RULES + 2];
	int found;

	make_tables(command, table, letters);
	opterr = 0;
	optind = 1;
	while ((found = getopt_long(argc, argv, letters, table, NULL)) != -1) {
		if (found == '?' || found == ':') {
			complain_unknown(command, found, argv);
			return false;
		}
		if (!apply(options, find_rule(command, found), optarg))
			return false;
	}
	for (; optind < argc; optind++)
		options->paths.items[options->paths.num++] = argv[optind];
	return true;
}

/* The right number of operands. */
static bool
check_operands(const struct options *options, const struct command *command)
{
	size_t num = options->paths.num;

	if (num < command->least)
		say("%s: %s; see ndup %s --help", command->name,
		    command->missing, command->name);
	else if (command->most > 0 && num > command->most)
		say("%s: %s: one too many; see ndup %s --help", command->name,
		    options->paths.items[command->most], command->name);
	else
		return true;
	return false;
}

static bool
options_check_values(struct options *options, const struct command *command)
{
	struct ndup_error error;
	struct ndup_bands bands;

	if (!check_operands(options, command) ||
	    !options_settle_format(options, command) ||
	    !options_check_together(options))
		return false;
	if (ndup_params_check(&options->params, &error) == NDUP_OK &&
	    ndup_bands_plan(&options->params, &bands, &error) == NDUP_OK)
		return true;
	return say_error(&error);
}

bool
options_read(struct options *options, const struct command *command, int argc,
    char **argv)
{
	struct list *lists[] = {
	    &options->paths, &options->against, &options->exclude};
	size_t i;

	for (i = 0; i < sizeof lists / sizeof lists[0]; i++) {
		lists[i]->items =
		    calloc((size_t)argc + 1, sizeof *lists[i]->items);
		if (lists[i]->items == NULL)
			return say_no_memory();
	}
	if (!read_arguments(options, command, argc, argv))
		return false;
	if (options->exclude.num > 0)
		options->reader.exclude = options->exclude.items;
	return options->help || options->version ||
	       options_check_values(options, command);
}
