/*
 * query.c - the command `ndup compare`
 *
 * Two articles become a scan of their own, which then says what they are to
 * each other.
 */
#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "commands.h"
#include "guard.h"
#include "option_values.h"
#include "output.h"
#include "say.h"
#include "terminal.h"

struct comparison {
	struct options *options;
	struct address sides[2];
	struct output output;
	struct ndup_scan *scan;
	uint32_t numbers[2]; /* of the articles */
	char *ignored;       /* contents of --ignore-text */
};

/* From here on the options have the paths, which the guard looks after. */
static bool
read_addresses(struct comparison *comparison)
{
	const char **names = comparison->options->paths.items;
	size_t i;

	if (strcmp(names[0], names[1]) == 0) {
		say("compare: %s twice; name two articles", names[0]);
		return false;
	}
	for (i = 0; i < 2; i++) {
		if (!address_read(&comparison->sides[i], names[i]))
			return false;
		names[i] = comparison->sides[i].path;
	}
	return true;
}

static bool
compare_run_scan(struct comparison *comparison)
{
	struct options *options = comparison->options;
	struct ndup_error error;
	enum ndup_status status;
	size_t i;

	status = ndup_scan_new(&comparison->scan, &options->params, &error);
	for (i = 0; i < 2 && status == NDUP_OK; i++)
		if (!address_add(
			&comparison->sides[i], options, comparison->scan))
			return false;
	if (status == NDUP_OK)
		status = ndup_scan_run(comparison->scan, &error);
	if (status != NDUP_OK)
		say_error(&error);
	return status == NDUP_OK;
}

/* Left and right, as the user has them. */
static bool
find_numbers(struct comparison *comparison)
{
	struct ndup_error error;
	bool repeated;
	size_t i;

	for (i = 0; i < 2; i++)
		if (ndup_scan_number(comparison->scan, i,
			&comparison->numbers[i], &repeated,
			&error) != NDUP_OK)
			return say_error(&error);
	return true;
}

static bool
compare_write_report(struct comparison *comparison)
{
	const uint32_t *numbers = comparison->numbers;
	struct options *options = comparison->options;
	struct output *output = &comparison->output;
	struct ndup_error error;
	enum ndup_status status;
	struct pager pager;

	if (!pager_begin(&pager, options, output))
		return false;
	status = ndup_report_pair(comparison->scan, numbers[0], numbers[1],
	    &options->report, output_write, output, &error);
	return pager_end(&pager, output,
	    output_has_report(status, &error) && output_commit(output));
}

/* The pair may match though a scan of many could have missed it. */
static int
compare_exit_status(const struct comparison *comparison)
{
	const struct address *sides = comparison->sides;
	const struct ndup_match *match;

	if (sides[0].incomplete || sides[1].incomplete)
		return INCOMPLETE;
	return comparison->options->exit_code &&
		       ndup_scan_compare(comparison->scan,
			   comparison->numbers[0], comparison->numbers[1],
			   &match, NULL) == NDUP_OK
		   ? FOUND
		   : DONE;
}

static int
compare_work(struct comparison *comparison)
{
	struct options *options = comparison->options;

	screen_settle(options);
	if (!read_addresses(comparison) || !guard_check(options) ||
	    !ignored_load(options, &comparison->ignored) ||
	    !output_open(&comparison->output, options->output) ||
	    !compare_run_scan(comparison) || !find_numbers(comparison) ||
	    !compare_write_report(comparison))
		return FAILED;
	return compare_exit_status(comparison);
}

int
compare_command(struct options *options)
{
	struct comparison comparison = {.options = options};
	int status = compare_work(&comparison);
	size_t i;

	output_discard(&comparison.output);
	ndup_scan_free(comparison.scan);
	for (i = 0; i < 2; i++)
		free(comparison.sides[i].path);
	free(comparison.ignored);
	return status;
}
