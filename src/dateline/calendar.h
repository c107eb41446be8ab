/*
 * calendar.h - dates of the Gregorian calendar as numbers of days
 */
#ifndef DATELINE_CALENDAR_H
#define DATELINE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

struct calendar_date {
	int year, month, day; /* month and day from 1 */
};

/* Days since 1970-01-01; month 1 to 12, any day. */
int64_t calendar_days(struct calendar_date);

/* The date that many days after 1970-01-01, for years 0 to 9999. */
struct calendar_date calendar_from_days(int64_t days);

/* Whether there is such a date, in the years 1000 to 9999. */
bool calendar_valid(struct calendar_date);

/*
 * Whether daylight saving time holds in the USA at this local hour, by the
 * rule of 2007: second Sunday in March to first Sunday in November, at 2:00.
 */
bool calendar_us_daylight(struct calendar_date, int hour);

#endif
