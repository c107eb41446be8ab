/*
 * stages_measure.h - runs a stage several times and says what it cost
 *
 * Time is that of the thread's own processor (CLOCK_THREAD_CPUTIME_ID), which
 * other programs disturb least, and by the clock on the wall beside it.  What
 * a stage needs and what is left of it are made and removed untimed.
 */
#ifndef STAGES_MEASURE_H
#define STAGES_MEASURE_H

#include <stdio.h>

#include "ndup.h"

struct stage {
	const char *name;
	uint64_t articles, bytes;  /* of text that it works on */
	const char *unit;          /* of what it counts: "tokens" */
	const uint64_t *num_items; /* counted by the last run */
	void *ctx;
	enum ndup_status (*prepare)(void *ctx); /* before each run; or NULL */
	enum ndup_status (*run)(void *ctx);
	void (*clean)(void *ctx); /* after each run; or NULL */
};

struct measure {
	unsigned num_runs;
	FILE *csv;          /* or NULL */
	int counter;        /* of instructions; -1: the machine gives none */
	double *cpu, *wall; /* nanoseconds of each run */
	volatile const int *stopped; /* a signal came: no more runs */
};

/* Memory for so many runs; opens the counter. */
enum ndup_status measure_init(struct measure *, unsigned num_runs);
void measure_free(struct measure *);

/* The lines above the table; the CSV's first line. */
void measure_head(const struct measure *);

/* A line of the table (and of the CSV), after one run to warm up. */
enum ndup_status measure_stage(struct measure *, const struct stage *);

#endif
