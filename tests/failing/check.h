#ifndef FAILING_CHECK_H
#define FAILING_CHECK_H

/* Whether a command of which a call failed did as it should. */

#include "commands.h"
#include "trial.h"

/* What an undisturbed run of a command gives. */
struct expected {
	int status;         /* of exit() */
	unsigned num_lines; /* on standard error */
	char said[512];
	char *out;
	size_t out_size;
	char *files[MOST_FILES];
	size_t sizes[MOST_FILES];
	char *answers; /* what the index says after it */
	size_t answers_size;
};

struct check {
	const struct command *command;
	struct query trial;
	struct expected expected;
	char wrong[256]; /* what is; empty: nothing */
	char said[512];  /* on standard error */
};

/* In the current folder, which has in/ and template/: learns what is right for
 * the program of a trial. */
void check_begin(struct check *check, const struct query *like,
    const struct command *command);

/* One run, of which the call fails that the trial names. */
void check_run(struct check *check);

void check_end(struct check *check);

#endif
