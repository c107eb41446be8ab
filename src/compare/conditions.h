/*
 * conditions.h - which pairs may match at all, by their times and sources
 */
#ifndef COMPARE_CONDITIONS_H
#define COMPARE_CONDITIONS_H

#include "ndup.h"

#define TIME_UNKNOWN INT64_MAX

/* Seconds since 1970, or TIME_UNKNOWN. */
static inline int64_t
conditions_time(const struct ndup_time *time)
{
	return time->precision == NDUP_TIME_UNKNOWN ? TIME_UNKNOWN
						    : time->seconds;
}

/* Whether two times, by conditions_time(), are within so many seconds of each
 * other; negative: always. */
static inline bool
conditions_are_close(int64_t within, int64_t a, int64_t b)
{
	if (within < 0)
		return true;
	if (a == TIME_UNKNOWN || b == TIME_UNKNOWN)
		return false;
	return (a > b ? a - b : b - a) <= within;
}

#endif
