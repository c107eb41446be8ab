/*
 * option_formats.c - formats of reports and of input, as options take them
 *
 * By the library's tables: what names an option takes, what help says of them,
 * which other options go with them.
 */
#include <bsd/string.h>
#include <string.h>

#include "base/slice.h"
#include "compressor.h"
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

static bool
page_format(const struct ndup_report_format *format)
{
	return format->page;
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

/* ---- the names of files -------------------------------------------------- */

/* The format that the name of a file tells; NULL: none. */
static const struct ndup_report_format *
report_by_name(const char *name, enum ndup_format *number)
{
	const struct ndup_report_format *format;
	const char *const *suffix;
	unsigned i;

	for (i = 0; (format = ndup_report_format_at(i)) != NULL; i++)
		for (suffix = format->suffixes; *suffix != NULL; suffix++)
			if (slice_ends(compressor_name(name), *suffix)) {
				*number = (enum ndup_format)i;
				return format;
			}
	return NULL;
}

/* Whether a file's name, or NULL, does not tell another format than that of the
 * records that are written there. */
static bool
check_records(const char *option, const char *name)
{
	enum ndup_format number = NDUP_JSONL;

	if (name == NULL || report_by_name(name, &number) == NULL ||
	    number == NDUP_JSONL)
		return true;
	say("--%s %s: JSON Lines are written there; give a name in .jsonl",
	    option, name);
	return false;
}

static bool
settle_report(
    struct options *options, const struct command *command, format_takes *takes)
{
	enum ndup_format number;
	const struct ndup_report_format *told =
	    options->output == NULL ? NULL
				    : report_by_name(options->output, &number);

	if (told == NULL)
		return true;
	if (!takes(told))
		say("--output %s: %s writes no %s, but %s", options->output,
		    command->name, told->name,
		    list_words("", format_words(takes)));
	else if (options_have(options, "format") &&
		 options->report.format != number)
		say("--output %s: the name says %s, --format says %s",
		    options->output, told->name,
		    ndup_report_format_at(options->report.format)->name);
	else {
		options->report.format = number;
		return true;
	}
	return false;
}

/* What writes reports has an option --format, or writes them for people; all
 * else writes records. */
bool
options_settle_format(struct options *options, const struct command *command)
{
	size_t i;

	for (i = 0; i < num_option_rules; i++)
		if (option_is_of(&option_rules[i], command) &&
		    strcmp(option_rules[i].name, "format") == 0)
			return settle_report(options, command,
			    format_takes_of(option_rules[i].parse));
	if (command->bit == CMD_TUNE)
		return settle_report(options, command, terminal_format);
	return check_records("output", options->output) &&
	       check_records("dropped", options->dedup.dropped_file) &&
	       check_records("withdrawn", options->dedup.withdrawn_file) &&
	       check_records("rejects", options->filter.rejects_file);
}

/* ---- what else is asked of a format -------------------------------------- */

static bool
check_format(
    const struct options *options, const char *name, format_takes *takes)
{
	if (!options_have(options, name) ||
	    takes(ndup_report_format_at(options->report.format)))
		return true;
	say("--%s: only with --format %s", name,
	    list_words("", format_words(takes)));
	return false;
}

bool
options_check_report(const struct options *options)
{
	return check_format(options, "matches", matches_format) &&
	       check_format(options, "plain", terminal_format) &&
	       check_format(options, "context", terminal_format) &&
	       check_format(options, "width", terminal_format) &&
	       check_format(options, "report-limit", page_format);
}
