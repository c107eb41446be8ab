/*
 * terminal.h - a long report, page by page
 *
 * A report that goes to a terminal goes through a pager: --pager, or $PAGER, or
 * less(1) if it is there.  LESS=FRX unless set: what fits on the screen is just
 * printed, colours are shown, and the text stays when less ends.
 */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <signal.h>
#include <sys/types.h>

#include "options.h"
#include "output.h"

/* ---- what a report for people is looked at on ---------------------------- */

/*
 * Settles colour and width of the report: as told, else as the terminal has
 * them.  Colour: only there, and not if NO_COLOR says no.  Width: of its
 * window; of COLUMNS where there is none; or 80.
 * Plain facts that go elsewhere are never wrapped.
 */
void screen_settle(struct options *);

enum { PAGER_SIGNALS = 3 };

struct pager {
	pid_t process; /* 0: none */
	const char *command;
	struct sigaction before[PAGER_SIGNALS];
};

/* Lets the output go to a pager, if there is to be one; false, and the user
 * told, if it cannot be started. */
bool pager_begin(struct pager *, const struct options *, struct output *output);

/*
 * Closes the output and waits until the user has seen enough; `written`:
 * whether all went well so far, which is returned.  To leave a pager before the
 * end is well; false, and the user told, if the pager did not run.
 */
bool pager_end(struct pager *, struct output *, bool written);

#endif
