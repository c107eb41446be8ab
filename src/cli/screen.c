/*
 * screen.c - what a report for people is looked at on
 */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <bsd/stdlib.h>

#include "cli/screen.h"

bool
screen_is_terminal(const struct options *options)
{
	return (options->output == NULL || strcmp(options->output, "-") == 0) &&
	       isatty(STDOUT_FILENO);
}

static bool
shows_color(const struct options *options)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	return screen_is_terminal(options) &&
	       (no_color == NULL || no_color[0] == '\0') &&
	       (term == NULL || strcmp(term, "dumb") != 0);
}

enum { UNLIMITED = 1000000000 }; /* columns */

/* The columns of the window, or of COLUMNS; 0: unknown. */
static unsigned
find_width(const struct options *options)
{
	const char *columns = getenv("COLUMNS"), *wrong;
	struct winsize window;

	if (screen_is_terminal(options) &&
	    ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
		return window.ws_col;
	if (options->report.plain)
		return UNLIMITED;
	if (columns == NULL)
		return 0;
	return (unsigned)strtonum(columns, 1, WIDTH_MOST, &wrong);
}

void
screen_settle(struct options *options)
{
	unsigned width = options->width;

	options->report.color =
	    options->color == WHEN_ALWAYS ||
	    (options->color == WHEN_AUTO && shows_color(options));
	if (width == 0)
		width = find_width(options);
	if (width > 0)
		options->report.width =
		    width < WIDTH_LEAST ? WIDTH_LEAST : width;
}
