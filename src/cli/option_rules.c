/*
 * option_rules.c - every option of `ndup scan`
 */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <bsd/stdlib.h>

#include "cli/options.h"

/* Where a value goes in struct options. */
#define AT(member) offsetof(struct options, member)

/* "16M": bytes, with the units of expand_number(3). */
static bool
read_size(const char *arg, uint64_t *size)
{
	return arg[0] >= '0' && arg[0] <= '9' && expand_number(arg, size) == 0;
}

static bool
parse_article(struct options *options, const char *arg, const char **right)
{
	uint64_t size;

	*right = "give a size from 1 byte to 4G, such as 500K or 16M";
	if (!read_size(arg, &size))
		return false;
	options->reader.max_article = (size_t)size;
	return size > 0 && size <= UINT32_MAX + UINT64_C(1);
}

static bool
parse_memory(struct options *options, const char *arg, const char **right)
{
	*right = "give a size of at least 64M, such as 500M or 2G";
	return read_size(arg, &options->params.memory) &&
	       options->params.memory >= UINT64_C(64) << 20;
}

static bool
parse_boilerplate(struct options *options, const char *arg, const char **right)
{
	unsigned *least = &options->params.min_boilerplate;
	const char *wrong = NULL;

	*right = "give keep, or a number of articles from 3 to 1000000";
	*least = strcmp(arg, "keep") == 0
		     ? 0
		     : (unsigned)strtonum(arg, 3, 1000000, &wrong);
	return wrong == NULL;
}

static bool
parse_coverage(struct options *options, const char *arg, const char **right)
{
	double *coverage = &options->params.min_coverage;
	char *end;

	*right = "give a number above 0 and up to 1, such as 0.2, or \"off\"";
	if (strcmp(arg, "off") == 0) {
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

static bool
parse_within(struct options *options, const char *arg, const char **right)
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
	options->params.within =
	    strtonum(number, 0, most / unit, &wrong) * unit;
	return wrong == NULL;
}

static bool
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

static bool
parse_format(struct options *options, const char *arg, const char **right)
{
	static const char *const words[] = {
	    [NDUP_TERMINAL] = "terminal", [NDUP_JSONL] = "jsonl", NULL};
	int found = find_word(words, arg);

	*right = "give terminal or jsonl";
	options->report.format = (enum ndup_format)found;
	return found >= 0;
}

static bool
parse_color(struct options *options, const char *arg, const char **right)
{
	static const char *const words[] = {[WHEN_AUTO] = "auto",
	    [WHEN_ALWAYS] = "always",
	    [WHEN_NEVER] = "never",
	    NULL};
	int found = find_word(words, arg);

	*right = "give auto, always or never";
	options->color = (enum when)found;
	return found >= 0;
}

static bool
parse_input(struct options *options, const char *arg, const char **right)
{
	static const char *const words[] = {"text", "jsonl", "json", NULL};

	*right = "give text, jsonl or json";
	options->reader.format = arg;
	return find_word(words, arg) >= 0;
}

const struct option_rule option_rules[] = {
    {"threshold", 0, GROUP_MATCH, KIND_SHARE, AT(params.min_jaccard), "T", 0.01,
	1, NULL,
	"articles match if this share of their phrases is\n"
	"the same (Jaccard similarity)"},
    {"coverage", 0, GROUP_MATCH, KIND_OWN, AT(params.min_coverage), "C", 0, 0,
	parse_coverage,
	"or if this share of the shorter one's words stands\n"
	"in the other too; off: by --threshold alone"},
    {"min-run", 0, GROUP_MATCH, KIND_COUNT, AT(params.min_run), "N", 1, 1000,
	NULL, "and they have so many words in a row in common"},
    {"min-passage", 0, GROUP_MATCH, KIND_COUNT, AT(params.min_passage), "N", 1,
	1000, NULL, "shorter stretches in common do not count"},
    {"recall", 0, GROUP_MATCH, KIND_SHARE, AT(params.recall), "R", 0.01, 0.9999,
	NULL, "share of the pairs at --threshold to find"},
    {"shingle", 0, GROUP_MATCH, KIND_COUNT, AT(params.shingle_size), "N", 1, 64,
	NULL, "words in a phrase"},
    {"within", 0, GROUP_MATCH, KIND_OWN, AT(params.within), "TIME", 0, 0,
	parse_within,
	"only articles that close in time, as 36h or 14d;\n"
	"those without a date match none"},
    {"cross-source", 0, GROUP_MATCH, KIND_FLAG, AT(params.cross_source), NULL,
	0, 0, NULL, "only articles of different sources"},
    {"against", 0, GROUP_MATCH, KIND_LIST, AT(against), "PATH", 0, 0, NULL,
	"older articles: reported only together with a\n"
	"scanned one; may be repeated"},
    {"boilerplate", 0, GROUP_MATCH, KIND_OWN, AT(params.min_boilerplate), "N",
	0, 0, parse_boilerplate,
	"what N articles or more have in common that have\n"
	"nothing else in common (footers, menus) counts for\n"
	"nothing; keep: it counts"},
    {"ignore-text", 0, GROUP_MATCH, KIND_TEXT, AT(ignore_file), "FILE", 0, 0,
	NULL,
	"paragraphs that count for nothing (footers and the\n"
	"like), an empty line between them"},
    {"input-format", 0, GROUP_INPUT, KIND_OWN, AT(reader.format), "F", 0, 0,
	parse_input, "text, jsonl or json; else by the file's name"},
    {"id-field", 0, GROUP_INPUT, KIND_TEXT, AT(reader.id_field), "NAME", 0, 0,
	NULL,
	"where a JSON record has its id, with dots for what\n"
	"lies deeper, as meta.id; else the usual names"},
    {"text-field", 0, GROUP_INPUT, KIND_TEXT, AT(reader.text_field), "NAME", 0,
	0, NULL, "the same for its text"},
    {"title-field", 0, GROUP_INPUT, KIND_TEXT, AT(reader.title_field), "NAME",
	0, 0, NULL, "the same for its title"},
    {"date-field", 0, GROUP_INPUT, KIND_TEXT, AT(reader.date_field), "NAME", 0,
	0, NULL, "the same for when it was published"},
    {"source-field", 0, GROUP_INPUT, KIND_TEXT, AT(reader.source_field), "NAME",
	0, 0, NULL, "the same for its source"},
    {"encoding", 0, GROUP_INPUT, KIND_TEXT, AT(reader.encoding), "NAME", 0, 0,
	NULL, "of text files, as windows-1251; else UTF-8"},
    {"exclude", 0, GROUP_INPUT, KIND_LIST, AT(exclude), "GLOB", 0, 0, NULL,
	"leave out files and folders of that name; may be\n"
	"repeated"},
    {"follow-links", 0, GROUP_INPUT, KIND_FLAG, AT(reader.follow_links), NULL,
	0, 0, NULL, "follow symbolic links inside folders"},
    {"max-article", 0, GROUP_INPUT, KIND_OWN, AT(reader.max_article), "SIZE", 0,
	0, parse_article, "leave out longer articles"},
    {"format", 0, GROUP_OUTPUT, KIND_OWN, AT(report.format), "F", 0, 0,
	parse_format, "terminal, for people, or jsonl, for programs"},
    {"matches", 0, GROUP_OUTPUT, KIND_FLAG, AT(report.matches), NULL, 0, 0,
	NULL, "jsonl: every matching pair too"},
    {"no-passages", 0, GROUP_OUTPUT, KIND_FLAG, AT(params.no_passages), NULL, 0,
	0, NULL, "say what matches, but not where: much faster"},
    {"output", 'o', GROUP_OUTPUT, KIND_TEXT, AT(output), "FILE", 0, 0, NULL,
	"write the report there"},
    {"color", 0, GROUP_OUTPUT, KIND_OWN, AT(color), "WHEN", 0, 0, parse_color,
	"auto, always or never"},
    {"stats", 0, GROUP_OUTPUT, KIND_TEXT, AT(stats_file), "FILE", 0, 0, NULL,
	"write times and memory there, as JSON"},
    {"exit-code", 0, GROUP_OUTPUT, KIND_FLAG, AT(exit_code), NULL, 0, 0, NULL,
	"exit with 1 if there is a cluster"},
    {"threads", 0, GROUP_RUN, KIND_COUNT, AT(params.num_threads), "N", 0, 1024,
	NULL, "0: one per core; the report is the same"},
    {"memory", 0, GROUP_RUN, KIND_OWN, AT(params.memory), "SIZE", 0, 0,
	parse_memory,
	"what does not fit goes to a temporary file; the\n"
	"report is the same"},
    {"tmpdir", 0, GROUP_RUN, KIND_TEXT, AT(params.tmpdir), "FOLDER", 0, 0, NULL,
	"for that file; else $TMPDIR, else /var/tmp"},
    {"seed", 0, GROUP_RUN, KIND_OWN, AT(params.seed), "N", 0, 0, parse_seed,
	"of the hash functions"},
    {"quiet", 'q', GROUP_RUN, KIND_FLAG, AT(quiet), NULL, 0, 0, NULL,
	"no progress, no closing line"},
    {"verbose", 'v', GROUP_RUN, KIND_FLAG, AT(verbose), NULL, 0, 0, NULL,
	"say what is done, and how long each stage takes"},
    {"help", 'h', GROUP_RUN, KIND_FLAG, AT(help), NULL, 0, 0, NULL,
	"this text"},
    {"version", 0, GROUP_RUN, KIND_FLAG, AT(version), NULL, 0, 0, NULL,
	"the version of ndup"},
};

const size_t num_option_rules = sizeof option_rules / sizeof option_rules[0];
