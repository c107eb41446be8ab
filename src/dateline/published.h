/*
 * published.h - the date field of a record
 */
#ifndef DATELINE_PUBLISHED_H
#define DATELINE_PUBLISHED_H

#include "ndup.h"

/*
 * Reads a string as ndup_time_parse() does; else, and a number, as Unix time
 * in seconds or milliseconds.  A number of 8 or 14 digits may be a date
 * (20220924).  False: not understood.
 */
bool published_read(struct ndup_slice, bool is_number, struct ndup_time *);

#endif
