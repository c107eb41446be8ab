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

/* What is asked of two articles before their texts are. */
struct conditions {
	int64_t within;    /* seconds between them; negative: no condition */
	int64_t window;    /* seconds that the later given one looks back;
	                   negative: no condition */
	bool cross_source; /* only different sources */
};

/* Those of the parameters, and the window that an index has; a scan has none:
 * -1. */
static inline struct conditions
conditions_of(const struct ndup_params *params, int64_t window)
{
	return (struct conditions){
	    params->within, window, params->cross_source};
}

/* Whether the earlier one lies over so many seconds back; times are those of
 * conditions_time(), and of an unknown one that is not known. */
static inline bool
conditions_are_past(int64_t seconds, int64_t time, int64_t earlier)
{
	return seconds >= 0 && time != TIME_UNKNOWN &&
	       earlier != TIME_UNKNOWN && time - earlier > seconds;
}

/* Whether two times are known and so close. */
static inline bool
conditions_are_close(int64_t within, int64_t a, int64_t b)
{
	return a != TIME_UNKNOWN && b != TIME_UNKNOWN &&
	       (a > b ? a - b : b - a) <= within;
}

/* Whether an article may match an earlier one. */
static inline bool
conditions_allow(const struct conditions *conditions, int64_t time,
    int64_t earlier, bool same_source)
{
	if (conditions->cross_source && same_source)
		return false;
	if (conditions->within >= 0 &&
	    !conditions_are_close(conditions->within, time, earlier))
		return false;
	return !conditions_are_past(conditions->window, time, earlier);
}

#endif
