/*
 * tune.h - the command `ndup tune`
 */
#ifndef CLI_TUNE_H
#define CLI_TUNE_H

#include <stdio.h>

#include "ndup.h"
#include "options.h"
#include "progress.h"

/* ---- some articles of many, drawn by chance ------------------------------ */

/*
 * Every article has the same chance, however many there are (reservoir
 * sampling: Vitter 1985, algorithm R); the same seed and input, the same ones.
 */

struct sample {
	struct ndup_document *documents; /* copies */
	char **bytes;                    /* of each */
	size_t num, most;
	uint64_t num_seen;
	uint64_t state; /* of the numbers */
};

/* Runs it; returns the exit status. */
int tune_command(struct options *);

/* What they link among the articles of a sample, each pair of which is
 * compared; false, and the user told, if that failed. */
bool tune_measure(
    FILE *, const struct options *, const struct sample *, struct progress *);

#endif
