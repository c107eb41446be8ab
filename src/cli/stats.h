/*
 * stats.h - how long it took and what it cost
 *
 * What depends on the machine and the moment, and so is not in the report.
 */
#ifndef CLI_STATS_H
#define CLI_STATS_H

#include "options.h"
#include "output.h"
#include "progress.h"

struct stats {
	const struct options *options;
	const struct progress *progress; /* ended */
	const struct ndup_counts *counts;
	const struct ndup_reader_counts *read;
	double seconds; /* in all */
};

/* The closing line, on standard error; with --verbose the stages too. */
void stats_say(const struct stats *);

/* How many articles --within and --cross-source leave out, for want of a date or
 * source; quiet: only if that is all of them, and the answer is none. */
void stats_say_excluded(const struct ndup_counts *, bool quiet);

/* What the file of --stats has: an object on one line.  False, and the user
 * told, if that failed. */
bool stats_write(const struct stats *, struct output *);

#endif
