/*
 * skipped.h - what could not be read, said line by line
 */
#ifndef CLI_SKIPPED_H
#define CLI_SKIPPED_H

#include "ndup.h"

struct skipped {
	bool name_all; /* else only the first few on a terminal */
	uint64_t num, num_unnamed;
};

/* A reader's function; ctx is a struct skipped. */
bool skipped_say(void *ctx, const struct ndup_error *);

/* Says how many were not named. */
void skipped_end(const struct skipped *);

/* Whether some of the input is missing. */
bool skipped_any(const struct ndup_reader_counts *);

#endif
