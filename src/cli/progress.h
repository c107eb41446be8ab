/*
 * progress.h - how far the scan is
 *
 * Keeps the time that each stage took, and shows a line on standard error
 * that is rewritten in place, if that is wanted.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "ndup.h"

enum { MAX_STAGES = 8 };

struct stage {
	char name[16];
	double seconds;
};

struct progress {
	bool shown;                      /* a line is wanted */
	double begin;                    /* seconds of a monotonic clock */
	double stage_time;               /* when the last stage began */
	double drawn;                    /* when the line was last written */
	struct stage stages[MAX_STAGES]; /* in order; the last goes on */
	size_t num_stages;
};

/* Seconds of a monotonic clock. */
double progress_now(void);

/* Starts the clock; `shown` only if standard error is a terminal. */
void progress_begin(struct progress *, bool wanted);

/* A new stage begins here, unless it is the one that goes on. */
void progress_stage(struct progress *, const char *name);

/* The scan's progress function; ctx is a struct progress. */
bool progress_show(void *ctx, const struct ndup_progress *);

/* The same for one who reads by himself: so many articles have been taken from
 * the reader. */
bool progress_show_reading(struct progress *, const char *stage,
    struct ndup_reader *, uint64_t articles);

/* Closes the last stage and clears the line; returns seconds in all. */
double progress_end(struct progress *);

/* Clears the line, if one stands there. */
void progress_clear(void);

#endif
