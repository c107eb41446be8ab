/*
 * dedup_dropped.h - what is dropped, and which kept article contains it
 */
#ifndef CLI_DEDUP_DROPPED_H
#define CLI_DEDUP_DROPPED_H

#include "dedup_contained.h"
#include "output.h"

/* Whether what was added as the nth is kept. */
bool dedup_keeps(const struct dedup *, size_t nth);

/* A line of JSON for each of what was dropped, in the order of adding.  False,
 * and the user told, if that failed. */
bool dropped_write(const struct dedup *, struct output *);

#endif
