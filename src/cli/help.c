/*
 * help.c - what ndup says of itself
 *
 * The list of options comes from the table that reads them, the defaults from
 * the library.
 */
#include <inttypes.h>
#include <string.h>

#include <bsd/stdlib.h>

#include "cli/help.h"
#include "cli/options.h"

enum { COLUMN = 24 };

void
help_program(FILE *file)
{
	fputs("usage: ndup scan [options] path ...\n"
	      "\n"
	      "Finds articles that repeat each other: reprints, updates and "
	      "articles that reuse\n"
	      "parts of others, with the passages that they share.\n"
	      "\n"
	      "  ndup scan news/         look at a folder of articles\n"
	      "  ndup scan --help        all options\n"
	      "  ndup --version          the version\n"
	      "  man ndup                the manual\n",
	    file);
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
	else if (value == &defaults->report.format)
		fputs(" [terminal]", file);
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

static void
print_options(FILE *file, const struct options *defaults)
{
	static const char *const titles[NUM_GROUPS] = {
	    [GROUP_MATCH] = "What matches",
	    [GROUP_INPUT] = "Input",
	    [GROUP_OUTPUT] = "Output",
	    [GROUP_RUN] = "Running",
	};
	size_t group, i;

	for (group = 0; group < NUM_GROUPS; group++) {
		fprintf(file, "\n%s\n", titles[group]);
		for (i = 0; i < num_option_rules; i++)
			if (option_rules[i].group == group)
				print_rule(file, &option_rules[i], defaults);
	}
}

void
help_scan(FILE *file)
{
	struct options defaults;

	options_init(&defaults);
	fputs("usage: ndup scan [options] path ...\n"
	      "\n"
	      "Reads articles, groups those that repeat each other, and shows "
	      "what they share.\n"
	      "A path is a folder, a text file, JSON Lines (.jsonl, .ndjson) "
	      "or .json, each\n"
	      "also as .gz or .zst, or - for standard input.\n"
	      "\n"
	      "  ndup scan news/\n"
	      "  ndup scan --within 14d --format jsonl -o report.jsonl "
	      "wire.jsonl.gz\n",
	    file);
	print_options(file, &defaults);
	fputs("\nExit status: 0 done; 1 only with --exit-code; 2 failed; "
	      "3 done, but some input\ncould not be read.\n",
	    file);
}
