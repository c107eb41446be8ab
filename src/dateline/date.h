/*
 * date.h - read a date at the beginning of a text
 */
#ifndef DATELINE_DATE_H
#define DATELINE_DATE_H

#include "ndup.h"

/*
 * The longest date, with its time and zone, at the beginning of text; white
 * space before it is skipped.  Returns the bytes up to its end, 0 if there is
 * no date.  A day without a year ("June 28") counts, but leaves the time
 * unknown.  Cost: linear in the date, not in the text.
 */
size_t date_read(struct ndup_slice text, struct ndup_time *);

#endif
