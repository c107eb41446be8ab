/*
 * tune.h - the command `ndup tune`
 */
#ifndef CLI_TUNE_H
#define CLI_TUNE_H

#include <stdio.h>

#include "cli/options.h"
#include "cli/progress.h"
#include "cli/sample.h"

/* Runs it; returns the exit status. */
int tune_command(struct options *);

/* What the parameters promise: bands, rows, and the curve of candidates. */
void tune_curve(FILE *, const struct ndup_params *);

/* What they link among the articles of a sample, each pair of which is
 * compared; false, and the user told, if that failed. */
bool tune_measure(
    FILE *, const struct options *, const struct sample *, struct progress *);

#endif
