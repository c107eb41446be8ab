/*
 * complete.c - what may stand next on a command line
 *
 * All of it comes from the tables of commands and options: the shells' scripts
 * (completions/) need to know nothing of these.
 */
#include <stdio.h>
#include <string.h>

#include <bsd/string.h>

#include "cli/commands.h"
#include "cli/complete.h"
#include "cli/option_values.h"
#include "cli/options.h"

/* The arguments behind the name of a command. */
struct line {
	FILE *out;
	const struct command *command;
	int num;
	char **words;
	const char *typed; /* the last of them, perhaps not yet whole */
};

/* A candidate, if it begins with what was typed. */
static void
offer(const struct line *line, const char *candidate, const char *description)
{
	if (strncmp(candidate, line->typed, strlen(line->typed)) != 0)
		return;
	fputs(candidate, line->out);
	if (*description != '\0')
		putc('\t', line->out);
	for (; *description != '\0'; description++)
		putc(*description == '\n' ? ' ' : *description, line->out);
	putc('\n', line->out);
}

/* ---- commands ----------------------------------------------------------- */

static bool
is_known(const char *family, const struct command *end)
{
	const struct command *command;

	for (command = commands; command < end; command++)
		if (command_is_of(command, family))
			return true;
	return false;
}

static void
offer_first_words(const struct line *line)
{
	const struct command *command = commands;
	char family[32];

	for (; command < commands + num_commands; command++) {
		strlcpy(family, command->name, sizeof family);
		family[strcspn(family, " ")] = '\0';
		if (strcmp(family, command->name) == 0)
			offer(line, command->name, command->summary);
		else if (!is_known(family, command))
			offer(line, family, "");
	}
	offer(line, "--help", "all commands");
	offer(line, "--version", "the version of ndup");
}

static void
offer_second_words(const struct line *line, const char *family)
{
	const struct command *command = commands;

	for (; command < commands + num_commands; command++)
		if (command_is_of(command, family))
			offer(line, strchr(command->name, ' ') + 1,
			    command->summary);
	offer(line, "--help", "all of these commands");
}

/* ---- options and their arguments ---------------------------------------- */

/* The option that a word names, up to its "="; NULL: none. */
static const struct option_rule *
find_option(const struct command *command, const char *word)
{
	const struct option_rule *rule = option_rules;
	size_t len = strcspn(word, "=");

	for (; rule < option_rules + num_option_rules; rule++) {
		if (!option_is_of(rule, command) || word[0] != '-')
			continue;
		if (word[1] == '-' && strlen(rule->name) == len - 2 &&
		    memcmp(rule->name, word + 2, len - 2) == 0)
			return rule;
		if (rule->letter != 0 && len == 2 && word[1] == rule->letter)
			return rule;
	}
	return NULL;
}

static void
offer_options(const struct line *line)
{
	const struct option_rule *rule = option_rules;
	char name[64];

	for (; rule < option_rules + num_option_rules; rule++) {
		if (!option_is_of(rule, line->command))
			continue;
		snprintf(name, sizeof name, "--%s", rule->name);
		offer(line, name, rule->help);
	}
}

/* Words may be known, or the kind of thing that the shell has to find. */
static void
offer_arguments(const struct option_rule *rule, const struct line *line)
{
	const char *const *words = option_words(rule->parse);
	const char *equals = strchr(line->typed, '=');
	int before = equals == NULL ? 0 : (int)(equals + 1 - line->typed);
	char candidate[96];

	for (; words != NULL && *words != NULL; words++) {
		snprintf(candidate, sizeof candidate, "%.*s%s", before,
		    line->typed, *words);
		offer(line, candidate, "");
	}
	if (strcmp(rule->arg, "FILE") == 0 || strcmp(rule->arg, "PATH") == 0)
		fputs(":files\n", line->out);
	else if (strcmp(rule->arg, "FOLDER") == 0 ||
		 strcmp(rule->arg, "DIR") == 0)
		fputs(":folders\n", line->out);
}

/* ---- the line ----------------------------------------------------------- */

/* The option whose argument is being typed, or NULL. */
static const struct option_rule *
open_option(const struct line *line)
{
	const char *before = line->num > 1 ? line->words[line->num - 2] : "";
	const struct option_rule *rule;

	if (strncmp(line->typed, "--", 2) == 0 &&
	    strchr(line->typed, '=') != NULL)
		rule = find_option(line->command, line->typed);
	else if (strchr(before, '=') == NULL)
		rule = find_option(line->command, before);
	else
		rule = NULL;
	return rule != NULL && rule->arg != NULL ? rule : NULL;
}

static bool
takes_paths(const struct command *command)
{
	return strcasestr(command->operands, "path") != NULL ||
	       strcasestr(command->operands, "file") != NULL;
}

static void
complete_arguments(const struct line *line)
{
	const struct option_rule *rule = open_option(line);
	bool options_ended = false;
	int i;

	for (i = 0; i + 1 < line->num; i++)
		options_ended |= strcmp(line->words[i], "--") == 0;
	if (rule != NULL && !options_ended)
		offer_arguments(rule, line);
	else if (takes_paths(line->command) &&
		 (line->typed[0] != '-' || options_ended))
		fputs(":files\n", line->out);
	else if (!options_ended)
		offer_options(line);
}

void
complete_words(FILE *out, int num, char **words)
{
	struct line line = {.out = out, .typed = num > 0 ? words[num - 1] : ""};
	int num_words;

	if (num <= 1) {
		offer_first_words(&line);
		return;
	}
	/* What is typed cannot be a part of the name, but its second word. */
	line.command = command_find(num, words - 1, &num_words);
	if (line.command != NULL && num > num_words) {
		line.num = num - num_words;
		line.words = words + num_words;
		complete_arguments(&line);
	} else if (num == 2 && command_is_family(words[0])) {
		offer_second_words(&line, words[0]);
	}
}
