/*
 * rejects.h - records that could not be read, for who wants to mend them
 */
#ifndef CLI_REJECTS_H
#define CLI_REJECTS_H

#include <stdio.h>

#include "ndup.h"

/* A line {file, line, reason, record}: what there is not is null. */
void rejects_write(FILE *, const struct ndup_record *, const char *reason);

/* A reader's line of error without the place, which the record has. */
const char *rejects_reason(
    const struct ndup_record *, const struct ndup_error *);

#endif
