/*
 * option_checks.c - options in the company of others
 *
 * What contradicts, and what would have no effect, is refused: a user who gave
 * it expects something of it.
 */
#include <string.h>

#include "option_checks.h"
#include "option_formats.h"
#include "say.h"

/* ---- without effect ------------------------------------------------------ */

static bool
has_no_coverage(const struct options *options)
{
	return options->params.min_coverage <= 0;
}

static bool
has_boilerplate_only(const struct options *options)
{
	return has_no_coverage(options) && options->params.min_boilerplate > 0;
}

static bool
has_long_passage_only(const struct options *options)
{
	return has_no_coverage(options) && options->params.long_passage > 0;
}

static bool
has_short_runs(const struct options *options)
{
	return options->params.min_run <= 10;
}

static bool
is_dry_run(const struct options *options)
{
	return options->filter.dry_run;
}

static bool
lists_matches(const struct options *options)
{
	return options->report.format == NDUP_CSV && options->report.matches;
}

static const struct {
	const char *option;
	bool (*is_idle)(const struct options *);
	const char *beside;
} idle_options[] = {
    {"min-run", has_no_coverage, "--coverage off"},
    {"long-passage", has_long_passage_only, "--coverage off"},
    {"min-words", has_no_coverage, "--coverage off"},
    {"boilerplate", has_boilerplate_only, "--coverage off"},
    {"noisy", has_no_coverage, "--coverage off"},
    {"noisy", has_short_runs, "--min-run of 10 or less"},
    {"commit-every", is_dry_run, "--dry-run"},
    {"sort", lists_matches, "--matches in csv"},
    {"max-clusters", lists_matches, "--matches in csv"},
};

static bool
check_effects(const struct options *options)
{
	size_t i;

	for (i = 0; i < sizeof idle_options / sizeof idle_options[0]; i++)
		if (options_have(options, idle_options[i].option) &&
		    idle_options[i].is_idle(options)) {
			say("--%s: has no effect with %s",
			    idle_options[i].option, idle_options[i].beside);
			return false;
		}
	return true;
}

/* ---- contradictions ------------------------------------------------------ */

static size_t
count_stdin(const struct list *paths)
{
	size_t i, num = 0;

	for (i = 0; i < paths->num; i++)
		if (strcmp(paths->items[i], "-") == 0)
			num++;
	return num;
}

static bool
check_contradictions(const struct options *options)
{
	const struct ndup_params *params = &options->params;

	if (params->min_passage > params->min_run)
		say("--min-passage %u: give at most what --min-run has (%u)",
		    params->min_passage, params->min_run);
	else if (options->dedup.list && options->dedup.list0)
		say("--list0: not together with --list");
	else if (options->filter.novelties == 0)
		say("--only, --drop: together they pass on nothing");
	else if (count_stdin(&options->paths) + count_stdin(&options->against) >
		 1)
		say("-: standard input can be read only once");
	else
		return true;
	return false;
}

/* What is written must not take the place of what was read. */
static bool
check_field(const struct options *options, const char *name)
{
	const char *part = name == NULL
			       ? NULL
			       : ndup_reader_field(&options->reader,
				     (struct ndup_slice){name, strlen(name)});

	if (part == NULL)
		return true;
	say("--field %s: an article's %s is read there; give another name",
	    name, part);
	return false;
}

bool
options_check_together(const struct options *options)
{
	return check_contradictions(options) && check_effects(options) &&
	       check_field(options, options->filter.field) &&
	       check_field(options, options->dedup.field) &&
	       options_check_report(options);
}
