/*
 * option_values.c - arguments that are more than a number or a name
 */
#include <bsd/stdlib.h>
#include <bsd/string.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "option_values.h"
#include "options.h"
#include "say.h"

/* ---- the text of --ignore-text ------------------------------------------- */

bool
ignored_load(struct options *options, char **text)
{
	const char *path = options->ignore_file;
	size_t room = 0;
	ssize_t size;
	FILE *file;

	*text = NULL;
	if (path == NULL)
		return true;
	if ((file = fopen(path, "re")) == NULL) {
		say_errno("--ignore-text %s", path);
		return false;
	}
	size = getdelim(text, &room, EOF, file);
	if (size < 0 && ferror(file)) {
		say_errno("--ignore-text %s", path);
		fclose(file);
		return false;
	}
	fclose(file);
	options->params.ignore_text =
	    (struct ndup_slice){*text, size > 0 ? (size_t)size : 0};
	return true;
}

/* ---- arguments that are more than a number or a name --------------------- */

/* ---- formats of reports, by the library's table -------------------------- */

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

/* ---- words that options take --------------------------------------------- */

/* What is none may still be a number. */
static const char *const boilerplate_words[] = {"keep", NULL};
static const char *const coverage_words[] = {"off", NULL};
static const char *const color_words[] = {[WHEN_AUTO] = "auto",
    [WHEN_ALWAYS] = "always",
    [WHEN_NEVER] = "never",
    NULL};
static const char *const sort_words[] = {[NDUP_BY_TIME] = "time",
    [NDUP_BY_SIZE] = "size",
    [NDUP_BY_WEAKEST] = "weakest",
    NULL};
static const char *const keep_words[] = {[NDUP_KEEP_EARLIEST] = "earliest",
    [NDUP_KEEP_LATEST] = "latest",
    [NDUP_KEEP_LONGEST] = "longest",
    NULL};
static const char *const novelty_words[] = {
    "new", "duplicate", "update", "reuse", "too_short", NULL};
static const char *const flush_words[] = {"each", NULL};

const char *const *
option_words(option_parse *parse)
{
	static const struct {
		option_parse *parse;
		const char *const *words;
	} all[] = {
	    {parse_boilerplate, boilerplate_words},
	    {parse_coverage, coverage_words},
	    {parse_color, color_words},
	    {parse_sort, sort_words},
	    {parse_keep, keep_words},
	    {parse_only, novelty_words},
	    {parse_drop, novelty_words},
	    {parse_flush, flush_words},
	};
	format_takes *takes = format_takes_of(parse);
	size_t i;

	if (takes != NULL)
		return format_words(takes);
	if (parse == parse_input)
		return input_words();
	for (i = 0; i < sizeof all / sizeof all[0]; i++)
		if (all[i].parse == parse)
			return all[i].words;
	return NULL;
}

/* "16M": bytes, with the units of expand_number(3). */
static bool
read_size(const char *arg, uint64_t *size)
{
	return arg[0] >= '0' && arg[0] <= '9' && expand_number(arg, size) == 0;
}

bool
parse_article(struct options *options, const char *arg, const char **right)
{
	uint64_t size;

	*right = "give a size from 1 byte to 4G, such as 500K or 16M";
	if (!read_size(arg, &size))
		return false;
	options->reader.max_article = (size_t)size;
	return size > 0 && size <= UINT32_MAX + UINT64_C(1);
}

bool
parse_memory(struct options *options, const char *arg, const char **right)
{
	*right = "give a size of at least 64M, such as 500M or 2G";
	return read_size(arg, &options->params.memory) &&
	       options->params.memory >= UINT64_C(64) << 20;
}

bool
parse_boilerplate(struct options *options, const char *arg, const char **right)
{
	unsigned *least = &options->params.min_boilerplate;
	const char *wrong = NULL;

	*right = "give keep, or a number of articles from 3 to 1000000";
	*least = strcmp(arg, boilerplate_words[0]) == 0
		     ? 0
		     : (unsigned)strtonum(arg, 3, 1000000, &wrong);
	return wrong == NULL;
}

bool
parse_coverage(struct options *options, const char *arg, const char **right)
{
	double *coverage = &options->params.min_coverage;
	char *end;

	*right = "give a number above 0 and up to 1, such as 0.2, or \"off\"";
	if (strcmp(arg, coverage_words[0]) == 0) {
		*coverage = 0;
		return true;
	}
	*coverage = strtod(arg, &end);
	return end != arg && *end == '\0' && *coverage > 0 && *coverage <= 1;
}

/* Seconds of a unit of time, or 0. */
static int64_t
unit_seconds(char unit)
{
	switch (unit) {
	case 's':
		return 1;
	case 'm':
		return 60;
	case 'h':
		return 60 * 60;
	case 'd':
		return 24 * 60 * 60;
	case 'w':
		return 7 * 24 * 60 * 60;
	default:
		return 0;
	}
}

/* "36h": seconds. */
static bool
read_time(const char *arg, int64_t *seconds, const char **right)
{
	static const long long most = 100LL * 366 * 24 * 60 * 60;
	size_t len = strlen(arg);
	const char *wrong;
	char number[24];
	int64_t unit;

	*right = "give a number and a unit, such as 90m, 36h, 14d or 2w; "
		 "at most a hundred years";
	if (len < 2 || len > sizeof number)
		return false;
	if ((unit = unit_seconds(arg[len - 1])) == 0)
		return false;
	memcpy(number, arg, len - 1);
	number[len - 1] = '\0';
	*seconds = strtonum(number, 0, most / unit, &wrong) * unit;
	return wrong == NULL;
}

bool
parse_within(struct options *options, const char *arg, const char **right)
{
	return read_time(arg, &options->params.within, right);
}

bool
parse_window(struct options *options, const char *arg, const char **right)
{
	return read_time(arg, &options->index.window, right);
}

bool
parse_seed(struct options *options, const char *arg, const char **right)
{
	const char *wrong;

	*right = "give a whole number from 0 to 9223372036854775807";
	options->seed_given = true;
	options->params.seed = (uint64_t)strtonum(arg, 0, INT64_MAX, &wrong);
	return wrong == NULL;
}

/* The place of a word in a NULL-terminated list, or -1. */
static int
find_word(const char *const *words, const char *word)
{
	int i;

	for (i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	return -1;
}

bool
parse_limit(struct options *options, const char *arg, const char **right)
{
	*right = "give a size, such as 20M or 1G; 0: no texts";
	return read_size(arg, &options->report.text_limit);
}

bool
parse_color(struct options *options, const char *arg, const char **right)
{
	int found = find_word(color_words, arg);

	*right = "give auto, always or never";
	options->color = (enum when)found;
	return found >= 0;
}

bool
parse_sort(struct options *options, const char *arg, const char **right)
{
	int found = find_word(sort_words, arg);

	*right = "give time, size or weakest";
	options->report.order = (enum ndup_order)found;
	return found >= 0;
}

bool
parse_width(struct options *options, const char *arg, const char **right)
{
	const char *wrong;

	*right = "give a whole number from 40 to 1000";
	options->width =
	    (unsigned)strtonum(arg, WIDTH_LEAST, WIDTH_MOST, &wrong);
	return wrong == NULL;
}

bool
parse_input(struct options *options, const char *arg, const char **right)
{
	*right = list_words("give ", input_words());
	options->reader.format = arg;
	return find_word(input_words(), arg) >= 0;
}

/* "A,B,C": the sources, of which there is at least one. */
static bool
read_sources(struct dedup_options *dedup, const char *list)
{
	struct ndup_slice *items;
	size_t num = 1, i;

	for (i = 0; list[i] != '\0'; i++)
		num += list[i] == ',';
	if ((items = calloc(num, sizeof *items)) == NULL)
		return false;
	for (i = 0; i < num; i++) {
		items[i] = (struct ndup_slice){list, strcspn(list, ",")};
		list += items[i].len + 1;
	}
	free(dedup->sources);
	dedup->sources = items;
	dedup->keep.sources = items;
	dedup->keep.num_sources = num;
	return true;
}

bool
parse_keep(struct options *options, const char *arg, const char **right)
{
	struct dedup_options *dedup = &options->dedup;
	int found = find_word(keep_words, arg);

	*right = "give earliest, latest, longest or source=A,B,C";
	if (strncmp(arg, "source=", 7) == 0 && arg[7] != '\0') {
		*right = "out of memory";
		dedup->keep.policy = NDUP_KEEP_SOURCE;
		return read_sources(dedup, arg + 7);
	}
	dedup->keep.policy = (enum ndup_keep_policy)found;
	return found >= 0;
}

/* The word of some length in a list, or -1. */
static int
find_part(const char *const *words, const char *part, size_t len)
{
	int i;

	for (i = 0; words[i] != NULL; i++)
		if (strlen(words[i]) == len && memcmp(words[i], part, len) == 0)
			return i;
	return -1;
}

/* A bit for each novelty in "new,update"; their words are in order. */
static bool
read_novelties(const char *list, unsigned *novelties)
{
	size_t len;
	int found;

	for (*novelties = 0;; list += len + 1) {
		len = strcspn(list, ",");
		if ((found = find_part(novelty_words, list, len)) < 0)
			return false;
		*novelties |= 1u << found;
		if (list[len] == '\0')
			return true;
	}
}

static const char right_novelties[] =
    "give new, duplicate, update, reuse or too_short, with commas between "
    "them";

bool
parse_only(struct options *options, const char *arg, const char **right)
{
	unsigned novelties;

	*right = right_novelties;
	if (!read_novelties(arg, &novelties))
		return false;
	options->filter.novelties &= novelties;
	return true;
}

bool
parse_drop(struct options *options, const char *arg, const char **right)
{
	unsigned novelties;

	*right = right_novelties;
	if (!read_novelties(arg, &novelties))
		return false;
	options->filter.novelties &= ~novelties;
	return true;
}

bool
parse_commit(struct options *options, const char *arg, const char **right)
{
	static const unsigned most = 10000;
	struct filter_options *filter = &options->filter;
	size_t len = strlen(arg);
	const char *wrong;
	char number[8];

	*right = "give a number of articles up to 10000, or of seconds up to "
		 "3600, such as 10s";
	if (len == 0 || len > sizeof number)
		return false;
	if (arg[len - 1] != 's') {
		filter->commit_articles =
		    (unsigned)strtonum(arg, 1, most, &wrong);
		filter->commit_seconds = 0;
		return wrong == NULL;
	}
	memcpy(number, arg, len - 1);
	number[len - 1] = '\0';
	filter->commit_articles = most;
	filter->commit_seconds = (unsigned)strtonum(number, 1, 3600, &wrong);
	return wrong == NULL;
}

bool
parse_flush(struct options *options, const char *arg, const char **right)
{
	*right = "give each";
	options->filter.flush_each = true;
	return find_word(flush_words, arg) >= 0;
}
