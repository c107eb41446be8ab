/*
 * help.c - what ndup says of itself
 *
 * The list of options comes from the table that reads them, the defaults from
 * the library.
 */
#include <inttypes.h>
#include <string.h>

#include <bsd/stdlib.h>

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/options.h"

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
	else if (value == &defaults->params.memory)
		print_size(file, defaults->params.memory);
	else if (value == &defaults->reader.max_article)
		print_size(file, defaults->reader.max_article);
	else if (value == &defaults->report.text_limit)
		print_size(file, defaults->report.text_limit);
	else if (value == &defaults->report.format)
		fputs(" [terminal]", file);
	else if (value == &defaults->filter.field)
		fprintf(file, " [%s]", defaults->filter.field);
	else if (value == &defaults->filter.commit_articles)
		print_number(file, defaults->filter.commit_articles);
	else if (value == &defaults->dedup.policy)
		fputs(" [earliest]", file);
	else if (value == &defaults->report.order)
		fputs(" [time]", file);
	else if (value == &defaults->color)
		fputs(" [auto]", file);
}

static void
print_rule(
    FILE *file, const struct option_rule *rule, const struct options *defaults)
{
	const char *line = rule->help, *end;
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
