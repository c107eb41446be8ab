/*
 * filter_records.h - records through an index
 *
 * filter.c opens all that it takes; filter_records.c has the records go
 * through; commit.c makes safe what has come out.
 */
#ifndef CLI_FILTER_RECORDS_H
#define CLI_FILTER_RECORDS_H

#include "batch.h"
#include "filter_checkpoint.h"
#include "output.h"
#include "progress.h"
#include "say.h"

struct filter {
	struct options *options;
	struct ndup_index *index;
	struct ndup_reader *reader;
	struct output output, rejects;
	struct ndup_report_options report; /* of the field */
	struct buffer value, line; /* of the field; on its way to an output */
	struct checkpoint checkpoint;
	char *resumed; /* the file to go on in; NULL: it was met */
	uint64_t inputs; /* as they were when it began */
	bool is_done;    /* an earlier run has left all as it is to be */
	struct held_record held;
	struct skipped skipped;
	struct progress progress;
	struct ids ids;
	uint64_t counts[NUM_NOVELTIES], num_articles;
	struct comparisons comparisons;
	uint64_t since;   /* articles taken since the last commit */
	double committed; /* when that was */
	bool moved, failed;
};

/* All of these tell the user what failed and return false. */

/* From here on it is counted when a commit is due. */
void commit_start(struct filter *);

/* Makes safe what was written, and has the index keep what it took.  done: the
 * input is at its end, there is nothing to go on with. */
bool commit_all(struct filter *, bool done);

/* Whether it is time for that; and in how many milliseconds it is while nothing
 * comes, or -1. */
bool commit_is_due(const struct filter *);
int commit_timeout(const struct filter *);

/* Gives on what was written; sync: to the disk. */
bool commit_flush(struct filter *, bool sync);

/* Takes note of where the input is: all before it was taken. */
bool commit_move(struct filter *);

/* The reader's functions: for what it skips, and for when nothing is there. */
bool filtering_skip(void *filter, const struct ndup_error *);
bool filtering_pause(void *filter, int file);

/* All records, until the end or a signal. */
bool filtering_run(struct filter *);

#endif
