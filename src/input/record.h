/*
 * record.h - where one record of a file stands
 */
#ifndef INPUT_RECORD_H
#define INPUT_RECORD_H

#include "ndup.h"

struct record {
	struct ndup_slice bytes; /* readable FEED_PADDING bytes further; empty
	                            if they could not be held */
	uint64_t number;         /* from 1; of JSON Lines: the line */
	uint64_t line;           /* where it begins, from 1 */
	uint64_t begin;     /* the same in bytes, from 0; only if damaged */
	bool is_line;       /* number and line are one */
	const char *damage; /* why it cannot be read; or NULL */
	bool too_long;      /* to be held */
};

#endif
