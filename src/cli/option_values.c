/*
 * option_values.c - arguments that are more than a number or a name
 */
#include <bsd/stdlib.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "option_formats.h"
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
static const char *const facts_words[] = {"keep", "ignore", NULL};
static const char *const novelty_words[] = {
    "new", "duplicate", "update", "reuse", "too_short", "known", NULL};
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
	    {parse_long_passage, coverage_words},
	    {parse_color, color_words},
	    {parse_sort, sort_words},
	    {parse_keep, keep_words},
	    {parse_facts, facts_words},
	    {parse_only, novelty_words},
	    {parse_drop, novelty_words},
	    {parse_flush, flush_words},
	};
	size_t i;

	for (i = 0; i < sizeof all / sizeof all[0]; i++)
		if (all[i].parse == parse)
			return all[i].words;
	return format_option_words(parse);
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

/* A number of at least so much, or 0 for the word that stands for it. */
static bool
read_number_or(
    const char *word, const char *arg, long long least, unsigned *number)
{
	const char *wrong = NULL;

	*number = strcmp(arg, word) == 0
		      ? 0
		      : (unsigned)strtonum(arg, least, 1000000, &wrong);
	return wrong == NULL;
}

bool
parse_boilerplate(struct options *options, const char *arg, const char **right)
{
	*right = "give keep, or a number of articles from 3 to 1000000";
	return read_number_or(
	    boilerplate_words[0], arg, 3, &options->params.min_boilerplate);
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

bool
parse_long_passage(struct options *options, const char *arg, const char **right)
{
	*right = "give off, or a number of words from 1 to 1000000";
	return read_number_or(
	    coverage_words[0], arg, 1, &options->params.long_passage);
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

bool
parse_facts(struct options *options, const char *arg, const char **right)
{
	int found = find_word(facts_words, arg);

	*right = "give keep or ignore";
	options->ignore_facts = options->dedup.keep.ignore_facts = found == 1;
	options->dedup.keep.near_facts = found == 0;
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
    "give new, duplicate, update, reuse, too_short or known, with commas "
    "between them";

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
