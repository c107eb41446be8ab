/*
 * date.c - dates and times as news and feeds write them
 *
 * A text becomes a few tokens: numbers, words that dates have (date_words.c),
 * punctuation.  Forms, short strings such as "Y-M-D" or "h:m:s", are tried in
 * order against the tokens: one for the date, one for the time, a zone behind
 * the time.  What two countries read differently (5/6/2022) is unknown, as is
 * anything with a rest that no form explains.
 */
#include <stdio.h>
#include <string.h>

#include "calendar.h"
#include "date.h"
#include "date_form.h"
#include "date_words.h"

enum {
	MAX_ZONE = 15 * 60, /* minutes; the farthest in use is 14 hours */
	DAY = 24 * 60 * 60,
};

/*
 * Letters as in date_form.h and date_words.h.  A longer form stands before the
 * shorter ones that it begins with.
 */
static const char *const date_forms[] = {"Y-M-D", "Y/M/D", "Y.M.D", "Y1M2D3",
    "D.M.Y", "A/B/Y", "A-B-Y", "D-N-Y", "Y-N-D", "D.NY", "DNY", "ND,Y", "NDY",
    "YND", "C"};
static const char *const day_forms[] = {
    "ND", "DN", "D.N", "M2D3"}; /* year later */
static const char *const time_forms[] = {
    "h:m:s.f", "h:m:s,f", "h:m:s", "h:m", "h4m5s6", "h4m5", "h4m", "h4"};
static const char *const t_forms[] = {"K.f", "K,f", "K", "h"}; /* after T */

enum zone_kind { ZONE_NONE, ZONE_GIVEN, ZONE_US };

struct reading {
	int64_t value[NUM_DATEFIELDS];
	bool has_day, has_year, has_time;
	int half; /* of the day: 0, 12, or -1 */
	enum zone_kind zone_kind;
	int zone; /* minutes */
};

/* ---- tokens -> fields ---- */

#define MATCH(token, forms, value) \
	dateform_match_any(token, forms, sizeof(forms) / sizeof *(forms), value)

/* Day and month of "6/28/2022", where only one reading is possible. */
static bool
settle_order(struct reading *reading)
{
	int64_t first = reading->value[DATEFIELD_FIRST];
	int64_t second = reading->value[DATEFIELD_OTHER];

	if (first == 0)
		return true;
	if (first <= 12 && second <= 12 && first != second)
		return false;
	reading->value[DATEFIELD_MONTH] = first <= 12 ? first : second;
	reading->value[DATEFIELD_DAY] = first <= 12 ? second : first;
	return true;
}

static void
split_time(struct reading *reading, int64_t compact)
{
	reading->value[DATEFIELD_HOUR] = compact / 10000;
	reading->value[DATEFIELD_MINUTE] = compact / 100 % 100;
	reading->value[DATEFIELD_SECOND] = compact % 100;
	reading->has_time = true;
}

static void
split_date(struct reading *reading, int64_t compact)
{
	reading->value[DATEFIELD_YEAR] = compact / 10000;
	reading->value[DATEFIELD_MONTH] = compact / 100 % 100;
	reading->value[DATEFIELD_DAY] = compact % 100;
}

static size_t
match_date(const struct datetoken *token, struct reading *reading)
{
	size_t num = MATCH(token, date_forms, reading->value);

	if (num > 0) {
		if (!settle_order(reading))
			return 0;
		if (reading->value[DATEFIELD_COMPACT_DATE] > 0)
			split_date(
			    reading, reading->value[DATEFIELD_COMPACT_DATE]);
	} else if ((num = dateform_match(token, "L", reading->value)) > 0) {
		split_date(
		    reading, reading->value[DATEFIELD_COMPACT_BOTH] / 1000000);
		split_time(
		    reading, reading->value[DATEFIELD_COMPACT_BOTH] % 1000000);
	}
	reading->has_day = reading->has_year = num > 0;
	if (num > 0 && token[num].kind == DATEWORD_YEARS)
		num++;
	if (num == 0) {
		num = MATCH(token, day_forms, reading->value);
		reading->has_day = num > 0;
	}
	return num;
}

/* "+03:00", "-0400", "+3" */
static size_t
match_offset(const struct datetoken *token, struct reading *reading)
{
	int64_t value = token[1].value;
	size_t num = 2;

	if ((token[0].kind != '+' && token[0].kind != '-') ||
	    token[1].kind != DATETOKEN_NUMBER || token[1].spaced)
		return 0;
	if (token[1].num_digits == 4) {
		value = value / 100 * 60 + value % 100;
		if (token[1].value % 100 > 59)
			return 0;
	} else if (token[1].num_digits <= 2) {
		value *= 60;
		if (token[2].kind == ':' && token[3].num_digits == 2 &&
		    !token[2].spaced && !token[3].spaced) {
			if (token[3].value > 59)
				return 0;
			value += token[3].value;
			num = 4;
		}
	} else {
		return 0;
	}
	if (value > MAX_ZONE)
		return 0;
	reading->zone_kind = ZONE_GIVEN;
	reading->zone = (int)(token[0].kind == '-' ? -value : value);
	return num;
}

/* A name, an offset, or "UTC+04:00". */
static size_t
match_plain_zone(const struct datetoken *token, struct reading *reading)
{
	size_t num;

	if (token->kind == DATEWORD_US) {
		reading->zone_kind = ZONE_US;
		reading->zone = (int)token->value;
		return 1;
	}
	if (token->kind != DATEWORD_ZONE)
		return match_offset(token, reading);
	reading->zone_kind = ZONE_GIVEN;
	reading->zone = (int)token->value;
	num = token->value == 0 ? match_offset(token + 1, reading) : 0;
	return num + 1;
}

/* The same, also in parentheses, or with a comment behind. */
static size_t
match_zone(const struct datetoken *token, struct reading *reading)
{
	struct reading next = *reading;
	size_t num, i;

	if (token->kind == '(') {
		num = match_plain_zone(token + 1, &next);
		if (num == 0 || token[num + 1].kind != ')')
			return 0;
		*reading = next;
		return num + 2;
	}
	num = match_plain_zone(token, reading);
	if (num == 0)
		return 0;
	if (token[num].kind == DATETOKEN_COMMENT)
		return num + 1;
	if (token[num].kind != '(')
		return num;
	for (i = num; token[i].kind != ')'; i++)
		if (token[i].kind == DATETOKEN_END ||
		    token[i].kind == DATETOKEN_OTHER)
			return num;
	return i + 1;
}

/* Puts "a.m." or "p.m." into the hour; false if it does not fit. */
static bool
settle_half(struct reading *reading)
{
	int64_t hour = reading->value[DATEFIELD_HOUR];

	if (reading->half < 0)
		return true;
	if (hour < 1 || hour > 12)
		return false;
	reading->value[DATEFIELD_HOUR] = hour % 12 + reading->half;
	reading->half = -1;
	return true;
}

static size_t
match_half(const struct datetoken *token, struct reading *reading)
{
	if (token->kind != DATEWORD_HALF || reading->half >= 0)
		return 0;
	reading->half = (int)token->value;
	return 1;
}

/* A time of day, without zone. */
static size_t
match_clock(const struct datetoken *token, struct reading *reading)
{
	bool iso = token->kind == DATEWORD_T && reading->has_year;
	size_t num, skip = iso ? 1 : match_half(token, reading);

	num = MATCH(token + skip, time_forms, reading->value);
	if (num == 0 && iso) {
		reading->value[DATEFIELD_COMPACT_TIME] = -1;
		num = MATCH(token + skip, t_forms, reading->value);
		if (reading->value[DATEFIELD_COMPACT_TIME] >= 0)
			split_time(
			    reading, reading->value[DATEFIELD_COMPACT_TIME]);
	} else if (num == 0 && skip == 0) {
		num = dateform_match(token, "hp", reading->value);
		num -= num > 0;
	}
	if (num == 0)
		return 0;
	num += skip;
	num += match_half(token + num, reading);
	return settle_half(reading) ? num : 0;
}

static size_t
match_time(const struct datetoken *token, struct reading *reading)
{
	struct reading next = *reading;
	size_t num = match_clock(token, &next);

	if (num == 0)
		return 0;
	next.has_time = true;
	*reading = next;
	return num + match_zone(token + num, reading);
}

/* The next part that is still missing: date, its year, or time. */
static size_t
match_next(const struct datetoken *token, struct reading *reading)
{
	struct reading next = *reading;
	size_t num = 0;

	if (!reading->has_day) {
		num = match_date(token, &next);
		if (num > 0 && next.has_time)
			num += match_zone(token + num, &next);
	} else if (!reading->has_year) {
		num = dateform_match(token, "Y", next.value);
		next.has_year = num > 0;
	}
	if (num > 0)
		*reading = next;
	else if (!reading->has_time)
		num = match_time(token, reading);
	return num;
}

/* A dash or comma between date and time. */
static bool
is_separator(const struct datetoken *token)
{
	return token->kind == ',' ||
	       (token->kind == '-' && token->spaced && token[1].spaced);
}

/* Returns the number of tokens that date and time take. */
static size_t
assemble(const struct datetoken *token, struct reading *reading)
{
	size_t at = 0, num, skip;

	memset(reading, 0, sizeof *reading);
	reading->half = -1;
	for (;;) {
		skip = at > 0 && is_separator(&token[at]);
		num = match_next(token + at + skip, reading);
		if (num == 0)
			return at;
		at += skip + num;
	}
}

/* ---- fields -> time ---- */

/* A leap second becomes the second before it: it is still that day. */
static bool
settle_seconds(struct reading *reading)
{
	int64_t *second = &reading->value[DATEFIELD_SECOND];

	if (*second == 60 && reading->value[DATEFIELD_MINUTE] == 59)
		*second = 59;
	return reading->value[DATEFIELD_HOUR] < 24 &&
	       reading->value[DATEFIELD_MINUTE] < 60 && *second < 60;
}

/* Eastern Time and the like: which of both, the date says. */
static void
settle_us_zone(struct reading *reading, struct calendar_date date)
{
	enum { RULE_OF = 2007 };

	if (reading->zone_kind != ZONE_US)
		return;
	reading->zone_kind = date.year < RULE_OF ? ZONE_NONE : ZONE_GIVEN;
	if (calendar_us_daylight(date, (int)reading->value[DATEFIELD_HOUR]))
		reading->zone += 60;
}

/* False if there is no such date or time. */
static bool
date_finish(struct reading *reading, struct ndup_time *time)
{
	struct calendar_date date = {(int)reading->value[DATEFIELD_YEAR],
	    (int)reading->value[DATEFIELD_MONTH],
	    (int)reading->value[DATEFIELD_DAY]};

	if (!calendar_valid(date) || !settle_seconds(reading))
		return false;
	settle_us_zone(reading, date);
	time->seconds = calendar_days(date) * DAY +
			reading->value[DATEFIELD_HOUR] * 3600 +
			reading->value[DATEFIELD_MINUTE] * 60 +
			reading->value[DATEFIELD_SECOND];
	time->precision = reading->has_time ? NDUP_TIME_LOCAL : NDUP_TIME_DATE;
	if (reading->zone_kind == ZONE_GIVEN) {
		time->precision = NDUP_TIME_ZONED;
		time->zone = (int16_t)reading->zone;
		time->seconds -= reading->zone * 60;
	}
	return true;
}

/* Every date has a digit near its beginning; most texts have none there. */
static bool
may_begin(struct ndup_slice text)
{
	enum { NEAR = 48 }; /* bytes: weekday, month, day */
	size_t i;

	for (i = 0; i < text.len && i < NEAR; i++)
		if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
			return true;
	return false;
}

size_t
date_read(struct ndup_slice text, struct ndup_time *time)
{
	struct datetokens tokens;
	struct reading reading;
	size_t num;

	memset(time, 0, sizeof *time);
	if (!may_begin(text))
		return 0;
	datetoken_read(text, &tokens);
	if (tokens.num == 1)
		return 0;
	num = assemble(tokens.item, &reading);
	if (num == 0 || !reading.has_day)
		return 0;
	if (reading.has_year && !date_finish(&reading, time))
		return 0;
	return tokens.item[num - 1].end;
}

/* ---- the form most used, without tokens ---- */

/* Whether there are digits where the form has zeros, else the same bytes. */
static bool
has_form(struct ndup_slice text, const char *form)
{
	size_t i;

	if (text.len != strlen(form))
		return false;
	for (i = 0; i < text.len; i++)
		if (form[i] == '0' ? text.ptr[i] < '0' || text.ptr[i] > '9'
				   : text.ptr[i] != form[i])
			return false;
	return true;
}

static int
two_digits(const char *digits)
{
	return (digits[0] - '0') * 10 + (digits[1] - '0');
}

/* What crawlers and feeds write, in a fraction of the time.  False: it is in
 * another form, or wrong. */
static bool
parse_iso(struct ndup_slice text, struct ndup_time *time)
{
	struct reading reading = {.has_time = true, .zone_kind = ZONE_GIVEN};
	const char *at = text.ptr;
	bool west = has_form(text, "0000-00-00T00:00:00-00:00");

	if (west || has_form(text, "0000-00-00T00:00:00+00:00")) {
		if (two_digits(at + 23) > 59)
			return false;
		reading.zone = two_digits(at + 20) * 60 + two_digits(at + 23);
	} else if (!has_form(text, "0000-00-00T00:00:00Z")) {
		return false;
	}
	if (reading.zone > MAX_ZONE)
		return false;
	if (west)
		reading.zone = -reading.zone;
	reading.value[DATEFIELD_YEAR] =
	    two_digits(at) * 100 + two_digits(at + 2);
	reading.value[DATEFIELD_MONTH] = two_digits(at + 5);
	reading.value[DATEFIELD_DAY] = two_digits(at + 8);
	reading.value[DATEFIELD_HOUR] = two_digits(at + 11);
	reading.value[DATEFIELD_MINUTE] = two_digits(at + 14);
	reading.value[DATEFIELD_SECOND] = two_digits(at + 17);
	return date_finish(&reading, time);
}

bool
ndup_time_parse(struct ndup_slice text, struct ndup_time *time)
{
	struct datetokens tokens;
	struct reading reading;
	size_t num;

	memset(time, 0, sizeof *time);
	if (parse_iso(text, time))
		return true;
	datetoken_read(text, &tokens);
	num = assemble(tokens.item, &reading);
	return tokens.item[num].kind == DATETOKEN_END && reading.has_day &&
	       reading.has_year && date_finish(&reading, time);
}

/* ---- time -> text ---- */

static void
format_zone(int zone, char *buf, size_t size)
{
	int minutes = zone < 0 ? -zone : zone;

	if (zone == 0)
		snprintf(buf, size, "Z");
	else
		snprintf(buf, size, "%c%02d:%02d", zone < 0 ? '-' : '+',
		    minutes / 60, minutes % 60);
}

const char *
ndup_time_format(const struct ndup_time *time, char *buf)
{
	enum { BUF_SIZE = 32, ZONES = 30 * DAY };
	static const int64_t least = -354285LL * DAY; /* year 1000 */
	static const int64_t limit = 2932897LL * DAY; /* year 10000 */
	int64_t seconds = time->seconds, days;
	struct calendar_date date;
	int of_day, len;

	buf[0] = '\0';
	if (time->precision == NDUP_TIME_UNKNOWN || seconds < least - ZONES ||
	    seconds > limit + ZONES)
		return buf;
	if (time->precision == NDUP_TIME_ZONED)
		seconds += time->zone * 60;
	if (seconds < least || seconds >= limit)
		return buf;
	days = (seconds - least) / DAY;
	of_day = (int)(seconds - least - days * DAY);
	date = calendar_from_days(days + least / DAY);
	len = snprintf(
	    buf, BUF_SIZE, "%04d-%02d-%02d", date.year, date.month, date.day);
	if (time->precision >= NDUP_TIME_LOCAL && len > 0)
		len += snprintf(buf + len, BUF_SIZE - (size_t)len,
		    "T%02d:%02d:%02d", of_day / 3600, of_day / 60 % 60,
		    of_day % 60);
	if (time->precision == NDUP_TIME_ZONED && len > 0)
		format_zone(time->zone, buf + len, BUF_SIZE - (size_t)len);
	return buf;
}
