/*
 * skipped.h - inputs that could not be read, named to the user
 */
#ifndef CLI_SKIPPED_H
#define CLI_SKIPPED_H

#include "ndup.h"

struct skipped {
	bool all; /* name each; else on a terminal only the first ones */
	uint64_t num, num_unnamed;
};

/* A reader's function; ctx is a struct skipped. */
bool skipped_say(void *ctx, const struct ndup_error *);

/* How many were not named, if there are such. */
void skipped_close(const struct skipped *);

/* Whether something that should have been read was not. */
bool skipped_any(const struct ndup_reader_counts *);

#endif
