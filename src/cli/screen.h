/*
 * screen.h - what a report for people is looked at on
 */
#ifndef CLI_SCREEN_H
#define CLI_SCREEN_H

#include "cli/options.h"

/* Whether the report goes to standard output and that is a terminal. */
bool screen_is_terminal(const struct options *);

/*
 * Settles colour and width of the report: as told, else as the terminal has
 * them.  Colour: only there, and not if NO_COLOR says no.  Width: of its
 * window; of COLUMNS where there is none; or 80.
 * Plain facts that go elsewhere are never wrapped.
 */
void screen_settle(struct options *);

#endif
