/*
 * help.c - what ndup says of itself
 *
 * The list of options comes from the table that reads them, the defaults from
 * the library.
 */
#include <bsd/stdlib.h>
#include <bsd/string.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "commands.h"
#include "help.h"
#include "option_formats.h"
#include "option_values.h"
#include "options.h"

/* ---- the command line as it could be typed again ------------------------- */

static void
put_quoted(struct buffer *line, const char *word)
{
	buffer_string(line, "'");
	for (; *word != '\0'; word++) {
		if (*word == '\'')
			buffer_string(line, "'\\''");
		else
			buffer_add(line, word, 1);
	}
	buffer_string(line, "'");
}

static void
help_put_word(struct buffer *line, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789_-+=./:,@%";

	buffer_string(line, " ");
	if (word[0] != '\0' && word[strspn(word, plain)] == '\0')
		buffer_string(line, word);
	else
		put_quoted(line, word);
}

char *
command_line(const char *command, int argc, char **argv)
{
	struct buffer line = {NULL, 0, 0, false};
	char *text = NULL;
	int i;

	buffer_printf(&line, "ndup %s", command);
	for (i = 1; i < argc; i++)
		help_put_word(&line, argv[i]);
	if (!line.failed)
		text = strndup(line.data, line.size);
	buffer_free(&line);
	return text;
}

/* ---- what may stand next on a command line ------------------------------- */

/*
 * All of it comes from the tables of commands and options: the shells' scripts
 * (completions/) need to know nothing of these.
 */

/* The arguments behind the name of a command. */
struct help_line {
	FILE *out;
	const struct command *command;
	int num;
	char **words;
	const char *typed; /* the last of them, perhaps not yet whole */
};

/* A candidate, if it begins with what was typed. */
static void
offer(const struct help_line *line, const char *candidate,
    const char *description)
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
topic_is_known(const char *family, const struct command *end)
{
	const struct command *command;

	for (command = commands; command < end; command++)
		if (command_is_of(command, family))
			return true;
	return false;
}

static void
offer_first_words(const struct help_line *line)
{
	const struct command *command = commands;
	char family[32];

	for (; command < commands + num_commands; command++) {
		strlcpy(family, command->name, sizeof family);
		family[strcspn(family, " ")] = '\0';
		if (strcmp(family, command->name) == 0)
			offer(line, command->name, command->summary);
		else if (!topic_is_known(family, command))
			offer(line, family, "");
	}
	offer(line, "--help", "all commands");
	offer(line, "--version", "the version of ndup");
}

static void
offer_second_words(const struct help_line *line, const char *family)
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
offer_options(const struct help_line *line)
{
	const struct option_rule *rule = option_rules;
	char name[64];

	for (; rule < option_rules + num_option_rules; rule++) {
		if (!option_is_of(rule, line->command))
			continue;
		snprintf(name, sizeof name, "--%s", rule->name);
		offer(line, name, option_help(rule));
	}
}

/* Words may be known, or the kind of thing that the shell has to find. */
static void
offer_arguments(const struct option_rule *rule, const struct help_line *line)
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
open_option(const struct help_line *line)
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
complete_arguments(const struct help_line *line)
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
	struct help_line line = {
	    .out = out, .typed = num > 0 ? words[num - 1] : ""};
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

/* ---- what ndup says of itself -------------------------------------------- */

enum { COLUMN = 24, NAME_COLUMN = 26 };

static void
print_summaries(FILE *file, const char *family)
{
	size_t i;

	for (i = 0; i < num_commands; i++)
		if (family == NULL || command_is_of(&commands[i], family))
			fprintf(file, "  %-*s%s\n", NAME_COLUMN - 2,
			    commands[i].name, commands[i].summary);
}

void
help_program(FILE *file)
{
	fputs("usage: ndup command [options] ...\n"
	      "\n"
	      "Finds articles that repeat each other: reprints, updates and "
	      "articles that reuse\n"
	      "parts of others, with the passages that they share.\n"
	      "\n"
	      "Commands\n",
	    file);
	print_summaries(file, NULL);
	fputs("\n"
	      "  ndup scan news/         look at a folder of articles\n"
	      "  ndup scan --help        all options of a command\n"
	      "  ndup --version          the version\n"
	      "  man ndup                the manual\n",
	    file);
}

void
help_family(FILE *file, const char *family)
{
	fprintf(
	    file, "usage: ndup %s command [options] ...\n\nCommands\n", family);
	print_summaries(file, family);
	fprintf(
	    file, "\n  ndup %s command --help   all options of one\n", family);
}

static void
print_number(FILE *file, double number)
{
	fprintf(file, " [%g]", number);
}

static void
print_size(FILE *file, size_t size)
{
	char text[5];

	if (humanize_number(text, sizeof text, (int64_t)size, "", HN_AUTOSCALE,
		HN_NOSPACE) > 0)
		fprintf(file, " [%s]", text);
}

/* The default, where there is one that a number can tell. */
static void
print_default(
    FILE *file, const struct option_rule *rule, const struct options *defaults)
{
	const void *value = (const char *)defaults + rule->offset;

	if (rule->kind == KIND_COUNT)
		print_number(file, *(const unsigned *)value);
	else if (value == &defaults->params.min_coverage &&
		 defaults->params.min_coverage <= 0)
		fputs(" [off]", file);
	else if (rule->kind == KIND_SHARE ||
		 value == &defaults->params.min_coverage)
		print_number(file, *(const double *)value);
	else if (value == &defaults->params.seed)
		fprintf(file, " [%" PRIu64 "]", defaults->params.seed);
	else if (value == &defaults->params.min_boilerplate)
		print_number(file, defaults->params.min_boilerplate);
	else if (value == &defaults->params.long_passage)
		print_number(file, defaults->params.long_passage);
	else if (value == &defaults->params.memory)
		print_size(file, defaults->params.memory);
	else if (value == &defaults->reader.max_article)
		print_size(file, defaults->reader.max_article);
	else if (value == &defaults->report.text_limit)
		print_size(file, defaults->report.text_limit);
	else if (value == &defaults->report.format)
		fprintf(file, " [%s]",
		    ndup_report_format_at(defaults->report.format)->name);
	else if (value == &defaults->filter.field)
		fprintf(file, " [%s]", defaults->filter.field);
	else if (value == &defaults->filter.commit_articles)
		print_number(file, defaults->filter.commit_articles);
	else if (value == &defaults->dedup.keep.policy)
		fputs(" [earliest]", file);
	else if (value == &defaults->ignore_facts)
		fputs(" [keep]", file);
	else if (value == &defaults->report.order)
		fputs(" [time]", file);
	else if (value == &defaults->color)
		fputs(" [auto]", file);
}

/* The input formats, and the suffixes of their files. */
static void
print_formats(FILE *file)
{
	const struct ndup_input_format *format;
	const char *const *suffix;
	unsigned i;

	for (i = 0; (format = ndup_input_format_at(i)) != NULL; i++) {
		fprintf(file, "%*s  %-7s", COLUMN, "", format->name);
		for (suffix = format->suffixes; *suffix != NULL; suffix++)
			fprintf(file, " %s", *suffix);
		putc('\n', file);
	}
}

static void
print_rule(
    FILE *file, const struct option_rule *rule, const struct options *defaults)
{
	const char *line = option_help(rule), *end;
	int used;

	used = rule->letter
		   ? fprintf(file, "  -%c, --%s", rule->letter, rule->name)
		   : fprintf(file, "  --%s", rule->name);
	if (rule->arg != NULL)
		used += fprintf(file, " %s", rule->arg);
	fprintf(file, "%*s", used < COLUMN ? COLUMN - used : 2, "");
	while ((end = strchr(line, '\n')) != NULL) {
		fprintf(file, "%.*s\n%*s", (int)(end - line), line, COLUMN, "");
		line = end + 1;
	}
	fputs(line, file);
	print_default(file, rule, defaults);
	putc('\n', file);
	if (rule->parse == parse_input)
		print_formats(file);
}

/* The options of a group that the command takes, if there are some. */
static void
print_group(FILE *file, const char *title, enum group group,
    const struct command *command, const struct options *defaults)
{
	const struct option_rule *rule = option_rules;
	bool any = false;

	for (; rule < option_rules + num_option_rules; rule++) {
		if (rule->group != group || !option_is_of(rule, command))
			continue;
		if (!any)
			fprintf(file, "\n%s\n", title);
		any = true;
		print_rule(file, rule, defaults);
	}
}

void
help_command(FILE *file, const struct command *command)
{
	static const char *const titles[NUM_GROUPS] = {
	    [GROUP_MATCH] = "What matches",
	    [GROUP_INPUT] = "Input",
	    [GROUP_OUTPUT] = "Output",
	    [GROUP_RUN] = "Running",
	};
	struct options defaults;
	enum group group;

	options_init(&defaults);
	fprintf(file, "usage: ndup %s [options]%s%s\n\n%s", command->name,
	    command->operands[0] == '\0' ? "" : " ", command->operands,
	    command->about);
	for (group = 0; group < NUM_GROUPS; group++)
		print_group(file, titles[group], group, command, &defaults);
	fputs("\nExit status: 0 done; 1 only with --exit-code; 2 failed; "
	      "3 done, but some input\ncould not be read.\n",
	    file);
}
