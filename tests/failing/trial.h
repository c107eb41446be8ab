#ifndef FAILING_TRIAL_H
#define FAILING_TRIAL_H

/* One run of a program, of which one call fails. */

#include <stdbool.h>
#include <stddef.h>

#include "calls.h"
#include "plan.h"

struct query {
	/* What is run. */
	const char *program, *memory; /* memory.c as a library */
	const char *const *words;
	const char *folder;
	const char *input; /* standard input */
	bool at_terminal;  /* standard output is one */
	bool has_threads;
	bool is_sanitized; /* the program; its sanitizer's calls do not fail */
	/* What fails; at: which one; 0: none. */
	bool is_call; /* or an allocation */
	enum way way;
	unsigned at;
	/* What came of it. */
	int status; /* as from waitpid() */
	bool reached;
	unsigned num_calls; /* up to the one that failed */
	char what[320];
	struct call call; /* that failed */
};

/* Whether calls of the system can be made to fail here. */
bool trial_can_trace(void);

/* Runs it; standard output and error go to the files "stdout" and "stderr" of
 * the folder.  False: it could not be. */
bool trial_run(struct query *trial);

#endif
