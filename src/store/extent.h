/*
 * extent.h - how far file and map of an environment go
 */
#ifndef STORE_EXTENT_H
#define STORE_EXTENT_H

#include "store/environment.h"

/* Bytes to map for a file of this size. */
size_t extent_map_for(off_t size);
size_t extent_map_size(const struct environment *);

/* A number for a map that no other one has had. */
uint64_t extent_new_map_number(void);

/* Makes the map so large, or, if it is 0, as large as other processes have made
 * the file; waits for all views.  A result of LMDB. */
int extent_grow(struct environment *, size_t size);

/* Pages that LMDB took last and gave back at once may stand behind the end of
 * the file: writes zeros there, so that a file cut short can be told. */
void extent_fill(const struct environment *);

/* NDUP_INPUT: the file was cut short.  No page was read so far. */
enum ndup_status extent_check(struct environment *,
    const struct environment_wanted *, struct ndup_error *);

/* LMDB says EIO when a write was cut short; this is errno of the next one, as a
 * rule that there is no room, or 0.  Nobody else may write meanwhile. */
int extent_why_not_written(const struct environment *);

#endif
