/*
 * option_formats.c - formats of reports and of input, as options take them
 *
 * By the library's tables: what names an option takes, what help says of them,
 * which other options go with them.
 */
#include <bsd/string.h>
#include <string.h>

#include "option_formats.h"
#include "say.h"

/* ---- which formats an option takes --------------------------------------- */

enum { MOST_FORMATS = 32, HELP_COLUMNS = 52 };

/* Whether an option takes a format. */
typedef bool format_takes(const struct ndup_report_format *);

static bool
any_format(const struct ndup_report_format *format)
{
	return format != NULL;
}

static bool
pair_format(const struct ndup_report_format *format)
{
	return format->pairs;
}

static bool
index_format(const struct ndup_report_format *format)
{
	return format->index;
}

static bool
matches_format(const struct ndup_report_format *format)
{
	return format->matches;
}

static bool
terminal_format(const struct ndup_report_format *format)
{
	return format->terminal;
}

static const struct {
	option_parse *parse;
	format_takes *takes;
} format_options[] = {
    {parse_format, any_format},
    {parse_pair_format, pair_format},
    {parse_index_format, index_format},
};

static format_takes *
format_takes_of(option_parse *parse)
{
	size_t i;

	for (i = 0; i < sizeof format_options / sizeof format_options[0]; i++)
		if (format_options[i].parse == parse)
			return format_options[i].takes;
	return NULL;
}

/* The names of what is taken, NULL-terminated; until the next call. */
static const char *const *
format_words(format_takes *takes)
{
	static const char *words[MOST_FORMATS + 1];
	const struct ndup_report_format *format;
	size_t num = 0;
	unsigned i;

	for (i = 0; (format = ndup_report_format_at(i)) != NULL; i++)
		if (takes(format) && num < MOST_FORMATS)
			words[num++] = format->name;
	words[num] = NULL;
	return words;
}

/* The names of the input formats, in the same way. */
static const char *const *
input_words(void)
{
	static const char *words[MOST_FORMATS + 1];
	const struct ndup_input_format *format;
	unsigned i;

	for (i = 0; i < MOST_FORMATS; i++) {
		format = ndup_input_format_at(i);
		words[i] = format != NULL ? format->name : NULL;
	}
	return words;
}

const char *const *
format_option_words(option_parse *parse)
{
	format_takes *takes = format_takes_of(parse);

	if (takes != NULL)
		return format_words(takes);
	return parse == parse_input ? input_words() : NULL;
}

/* "terminal, jsonl or html", behind what stands before them; until the next
 * call. */
static const char *
list_words(const char *before, const char *const *words)
{
	static char list[256];

	strlcpy(list, before, sizeof list);
	for (; *words != NULL; words++) {
		strlcat(list, *words, sizeof list);
		if (words[1] != NULL)
			strlcat(list, words[2] != NULL ? ", " : " or ",
			    sizeof list);
	}
	return list;
}

/* ---- what the help says of them ------------------------------------------ */

/* Turns the last space of each line that is too long into its end. */
static void
wrap_help(char *help)
{
	char *line = help, *space;

	while (strlen(line) > HELP_COLUMNS) {
		for (space = line + HELP_COLUMNS;
		     space > line && *space != ' ';)
			space--;
		if (space == line)
			return;
		*space = '\n';
		line = space + 1;
	}
}

const char *
option_help(const struct option_rule *rule)
{
	format_takes *takes = format_takes_of(rule->parse);
	const struct ndup_report_format *format;
	static char help[1024];
	unsigned i;

	if (rule->help != NULL || takes == NULL)
		return rule->help;
	help[0] = '\0';
	for (i = 0; (format = ndup_report_format_at(i)) != NULL; i++) {
		if (!takes(format))
			continue;
		strlcat(help, help[0] == '\0' ? "" : "; ", sizeof help);
		strlcat(help, format->name, sizeof help);
		strlcat(help, ", ", sizeof help);
		strlcat(help, format->purpose, sizeof help);
	}
	wrap_help(help);
	return help;
}

/* ---- arguments ----------------------------------------------------------- */

static bool
read_format(struct options *options, const char *arg, const char **right,
    format_takes *takes)
{
	const struct ndup_report_format *format;
	unsigned i;

	*right = list_words("give ", format_words(takes));
	for (i = 0; (format = ndup_report_format_at(i)) != NULL; i++)
		if (strcmp(format->name, arg) == 0 && takes(format)) {
			options->report.format = (enum ndup_format)i;
			return true;
		}
	return false;
}

bool
parse_format(struct options *options, const char *arg, const char **right)
{
	return read_format(options, arg, right, any_format);
}

bool
parse_pair_format(struct options *options, const char *arg, const char **right)
{
	return read_format(options, arg, right, pair_format);
}

bool
parse_index_format(struct options *options, const char *arg, const char **right)
{
	return read_format(options, arg, right, index_format);
}

bool
parse_input(struct options *options, const char *arg, const char **right)
{
	const struct ndup_input_format *format;
	unsigned i;

	*right = list_words("give ", input_words());
	options->reader.format = arg;
	for (i = 0; (format = ndup_input_format_at(i)) != NULL; i++)
		if (strcmp(format->name, arg) == 0)
			return true;
	return false;
}

/* ---- what else is asked of a format -------------------------------------- */

static bool
check_format(const struct options *options, bool given, const char *name,
    format_takes *takes)
{
	if (!given || takes(ndup_report_format_at(options->report.format)))
		return true;
	say("--%s: only with --format %s", name,
	    list_words("", format_words(takes)));
	return false;
}

bool
options_check_report(const struct options *options)
{
	const struct ndup_report_options *report = &options->report;

	return check_format(
		   options, report->matches, "matches", matches_format) &&
	       check_format(options, report->plain, "plain", terminal_format) &&
	       check_format(
		   options, report->context > 0, "context", terminal_format);
}
