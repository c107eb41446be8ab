/*
 * calendar.c - dates of the Gregorian calendar as numbers of days
 *
 * Plain arithmetic instead of timegm(): no locale, no time zone files, the
 * same on every system.  A year is counted from 1 March, so that the leap day
 * is its last; 400 such years (an era) always have the same number of days.
 */
#include <assert.h>

#include "calendar.h"

enum { ERA_YEARS = 400, ERA_DAYS = 146097, DAYS_TO_1970 = 719468 };

/* Days from 1 March to the first of the month, which is 0 for March. */
static int
days_before_month(int month)
{
	return (153 * month + 2) / 5;
}

int64_t
calendar_days(struct calendar_date date)
{
	int year = date.month > 2 ? date.year : date.year - 1;
	int era = (year >= 0 ? year : year - ERA_YEARS + 1) / ERA_YEARS;
	int of_era = year - era * ERA_YEARS;
	int month = (date.month + 9) % 12;

	assert(date.month >= 1 && date.month <= 12);
	return (int64_t)era * ERA_DAYS + of_era * 365 + of_era / 4 -
	       of_era / 100 + days_before_month(month) + date.day - 1 -
	       DAYS_TO_1970;
}

struct calendar_date
calendar_from_days(int64_t days)
{
	int64_t shifted = days + DAYS_TO_1970;
	int64_t era =
	    (shifted >= 0 ? shifted : shifted - ERA_DAYS + 1) / ERA_DAYS;
	int day = (int)(shifted - era * ERA_DAYS);
	int year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	int month;
	struct calendar_date date;

	day -= 365 * year + year / 4 - year / 100;
	month = (5 * day + 2) / 153;
	date.day = day - days_before_month(month) + 1;
	date.month = month < 10 ? month + 3 : month - 9;
	date.year = (int)(era * ERA_YEARS) + year + (date.month <= 2);
	return date;
}

bool
calendar_valid(struct calendar_date date)
{
	struct calendar_date back;

	if (date.year < 1000 || date.year > 9999 || date.month < 1 ||
	    date.month > 12 || date.day < 1 || date.day > 31)
		return false;
	back = calendar_from_days(calendar_days(date));
	return back.day == date.day;
}

/* The number of the first Sunday at or after a date. */
static int64_t
sunday_from(struct calendar_date date)
{
	int64_t days = calendar_days(date);
	int64_t weekday = ((days + 4) % 7 + 7) % 7; /* 1970 began Thursday */

	return days + (7 - weekday) % 7;
}

bool
calendar_us_daylight(struct calendar_date date, int hour)
{
	int64_t hours = calendar_days(date) * 24 + hour;
	struct calendar_date from = {date.year, 3, 8};
	struct calendar_date until = {date.year, 11, 1};

	return hours >= sunday_from(from) * 24 + 2 &&
	       hours < sunday_from(until) * 24 + 2;
}
