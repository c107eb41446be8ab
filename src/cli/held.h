/*
 * held.h - articles that wait for the index, with their records
 */
#ifndef CLI_HELD_H
#define CLI_HELD_H

#include "cli/intake.h"

struct held {
	struct intake intake;
	struct ndup_slice records[INTAKE_MOST]; /* copies */
	size_t size;                            /* bytes of all */
};

/* Adds copies, if it is not full.  False, and the user told: no memory. */
bool held_add(
    struct held *, const struct ndup_document *, struct ndup_slice record);
bool held_is_full(const struct held *);
void held_clear(struct held *);

#endif
