/*
 * test_date.c - dates: what is read, what is not, and back again
 */
#include "pieces.h"

static struct ndup_slice
slice(const char *text)
{
	return (struct ndup_slice){text, strlen(text)};
}

static const char *
reformat(const char *text, char *buf)
{
	struct ndup_time when;

	if (!ndup_time_parse(slice(text), &when)) {
		assert_int_equal(when.precision, NDUP_TIME_UNKNOWN);
		return "unknown";
	}
	return ndup_time_format(&when, buf);
}

static const struct {
	const char *text, *shown;
} forms[] = {
    /* ISO 8601 */
    {"2022-06-27", "2022-06-27"},
    {"  2022-06-27\r\n", "2022-06-27"},
    {"\xef\xbb\xbf"
     "2022-06-27\xc2\xa0",
	"2022-06-27"},
    {"2022-06-27T10:00", "2022-06-27T10:00:00"},
    {"2022-06-27T10:00:59", "2022-06-27T10:00:59"},
    {"2022-06-27 10:00:59", "2022-06-27T10:00:59"},
    {"2022-06-27T10:00:59.999999", "2022-06-27T10:00:59"},
    {"2022-06-27T10:00:59.123456789012345678Z", "2022-06-27T10:00:59Z"},
    {"2022-06-27T10:00:59,5Z", "2022-06-27T10:00:59Z"},
    {"2022-06-27T10:00:00Z", "2022-06-27T10:00:00Z"},
    {"2022-06-27t10:00:00z", "2022-06-27T10:00:00Z"},
    {"2022-06-27T10:00:00+03:00", "2022-06-27T10:00:00+03:00"},
    {"2022-06-27T10:00:00+0300", "2022-06-27T10:00:00+03:00"},
    {"2022-06-27T10:00:00+03", "2022-06-27T10:00:00+03:00"},
    {"2022-06-27 10:00:00 -0330", "2022-06-27T10:00:00-03:30"},
    {"2022-06-27 10:00:00.123 UTC", "2022-06-27T10:00:00Z"},
    {"2022-06-27T10:00-00:00", "2022-06-27T10:00:00Z"},
    {"2022-06-27T10Z", "2022-06-27T10:00:00Z"},
    {"20220924", "2022-09-24"},
    {"20220924T101500Z", "2022-09-24T10:15:00Z"},
    {"20220924T101500.25+0100", "2022-09-24T10:15:00+01:00"},
    {"20220924T1015", "2022-09-24T10:15:00"},
    {"20220924T000000Z", "2022-09-24T00:00:00Z"},
    {"20220924101501", "2022-09-24T10:15:01"},
    {"20220924101501Z", "2022-09-24T10:15:01Z"},
    {"2006-10-20T18:15:00-04:00", "2006-10-20T18:15:00-04:00"},
    {"1000-01-01", "1000-01-01"},
    {"9999-12-31T23:59:59+15:00", "9999-12-31T23:59:59+15:00"},
    {"1000-01-01T00:00:00+15:00", "1000-01-01T00:00:00+15:00"},
    {"9999-12-31T23:59:59-15:00", "9999-12-31T23:59:59-15:00"},
    {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"},
    {"9999-12-31T23:59:60-01:00", "9999-12-31T23:59:59-01:00"},

    /* leap years */
    {"2020-02-29", "2020-02-29"},
    {"2000-02-29", "2000-02-29"},
    {"1600-02-29", "1600-02-29"},

    /* RFC 5322, HTTP, and what clocks print */
    {"Tue, 28 Jun 2022 10:00:00 +0300", "2022-06-28T10:00:00+03:00"},
    {"Tue, 28 Jun 2022 10:00:00 GMT", "2022-06-28T10:00:00Z"},
    {"Tue, 28 Jun 2022 10:00:00 UT", "2022-06-28T10:00:00Z"},
    {"28 Jun 2022 10:00 UTC", "2022-06-28T10:00:00Z"},
    {"Tue, 28 Jun 2022 10:00:00 EST", "2022-06-28T10:00:00-05:00"},
    {"Tue, 28 Jun 2022 10:00:00 EDT", "2022-06-28T10:00:00-04:00"},
    {"Tue, 28 Jun 2022 10:00:00 CST", "2022-06-28T10:00:00-06:00"},
    {"Tue, 28 Jun 2022 10:00:00 CDT", "2022-06-28T10:00:00-05:00"},
    {"Tue, 28 Jun 2022 10:00:00 MST", "2022-06-28T10:00:00-07:00"},
    {"Tue, 28 Jun 2022 10:00:00 MDT", "2022-06-28T10:00:00-06:00"},
    {"Tue, 28 Jun 2022 10:00:00 PST", "2022-06-28T10:00:00-08:00"},
    {"Tue, 28 Jun 2022 10:00:00 PDT", "2022-06-28T10:00:00-07:00"},
    {"Tue, 28 Jun 2022 10:00:00 +0300 (MSK)", "2022-06-28T10:00:00+03:00"},
    {"Tue, 28 Jun 2022 10:00:00 -0000", "2022-06-28T10:00:00Z"},
    {"Tue Jun 28 10:00:00 2022", "2022-06-28T10:00:00"},
    {"Tue Jun 28 10:00:00 EDT 2022", "2022-06-28T10:00:00-04:00"},
    {"Tue Jun 28 10:00:00 +0000 2022", "2022-06-28T10:00:00Z"},
    {"Tue Jun 28 2022 10:00:00 GMT+0300 (Moscow Standard Time)",
	"2022-06-28T10:00:00+03:00"},

    /* news in English */
    {"26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01"},
    {" 2-MAR-1987 11:04:07.61", "1987-03-02T11:04:07"},
    {"June 28, 2022", "2022-06-28"},
    {"JUNE 28,2022", "2022-06-28"},
    {"June 28 2022", "2022-06-28"},
    {"28 June 2022", "2022-06-28"},
    {"28 June, 2022", "2022-06-28"},
    {"the 28th of June, 2022", "2022-06-28"},
    {"Sept. 1st, 2022", "2022-09-01"},
    {"2022 Jun 28", "2022-06-28"},
    {"28Jun2022", "2022-06-28"},
    {"Jun 28, 2022 10:15 AM EDT", "2022-06-28T10:15:00-04:00"},
    {"9 June 2018 12:34 (UTC+04:00)", "2018-06-09T12:34:00+04:00"},
    {"9 June 2018 12:34 (UTC+3)", "2018-06-09T12:34:00+03:00"},
    {"9 June 2018 12:34 GMT-3:30", "2018-06-09T12:34:00-03:30"},
    {"9 June 2018 - 12:34", "2018-06-09T12:34:00"},
    {"9 June 2018 \xe2\x80\x93 12:34", "2018-06-09T12:34:00"},
    {"12:34, 9 June 2018", "2018-06-09T12:34:00"},
    {"12:34 BST, Saturday 9 June 2018", "2018-06-09T12:34:00+01:00"},
    {"Tuesday, June 28, 2022 at 10:15 a.m.", "2022-06-28T10:15:00"},
    {"Tuesday, June 28, 2022 at 10:15 a.m. ET", "2022-06-28T10:15:00-04:00"},
    {"Tuesday, June 28, 2022 10:15 a.m. EDT (1415 GMT)",
	"2022-06-28T10:15:00-04:00"},
    {"June 28, 2022 10 PM", "2022-06-28T22:00:00"},
    {"June 28, 2022 12:05 am", "2022-06-28T00:05:00"},
    {"June 28, 2022 12:05 p.m.", "2022-06-28T12:05:00"},

    /* the daylight saving of US zones */
    {"Jan 28, 2022 10:15 PT", "2022-01-28T10:15:00-08:00"},
    {"March 13, 2022 1:59 ET", "2022-03-13T01:59:00-05:00"},
    {"March 13, 2022 3:00 ET", "2022-03-13T03:00:00-04:00"},
    {"Nov 6, 2022 0:59 ET", "2022-11-06T00:59:00-04:00"},
    {"Nov 6, 2022 2:00 ET", "2022-11-06T02:00:00-05:00"},
    {"June 28, 2005 10:15 ET", "2005-06-28T10:15:00"},

    /* numbers only */
    {"28.06.2022 10:15", "2022-06-28T10:15:00"},
    {"05.06.2022", "2022-06-05"},
    {"5. 6. 2022", "2022-06-05"},
    {"2022.06.28", "2022-06-28"},
    {"2022/06/28", "2022-06-28"},
    {"2022/6/8 7:05", "2022-06-08T07:05:00"},
    {"28/06/2022", "2022-06-28"},
    {"6/28/2022", "2022-06-28"},
    {"6/28/2022 3:05:09 PM", "2022-06-28T15:05:09"},
    {"28-06-2022", "2022-06-28"},
    {"06/06/2022", "2022-06-06"},

    /* other languages */
    {"27 июня 2022", "2022-06-27"},
    {"27 июня 2022 г., 10:15", "2022-06-27T10:15:00"},
    {"27 июня 2022 года в 10:15 (МСК)", "2022-06-27T10:15:00+03:00"},
    {"Понедельник, 27 ИЮНЯ 2022", "2022-06-27"},
    {"10:15 27 ноя. 2022", "2022-11-27T10:15:00"},
    {"3 мая 2022, 10:15 мск", "2022-05-03T10:15:00+03:00"},
    {"27 червня 2022 р.", "2022-06-27"},
    {"24 серпня 2022 року, 09:01", "2022-08-24T09:01:00"},
    {"28. Juni 2022, 10:15 Uhr", "2022-06-28T10:15:00"},
    {"Dienstag, den 1. März 2022 um 10:15 Uhr", "2022-03-01T10:15:00"},
    {"28 juin 2022 à 10h15", "2022-06-28T10:15:00"},
    {"1er août 2022", "2022-08-01"},
    {"mercredi 15 DÉCEMBRE 2021", "2021-12-15"},
    {"28 de junio de 2022", "2022-06-28"},
    {"2022年6月28日 10:15", "2022-06-28T10:15:00"},
    {"2022年06月28日10时15分", "2022-06-28T10:15:00"},
    {"2022年6月28日 星期二 下午3:15", "2022-06-28T15:15:00"},
    {"2022年6月28日10：15", "2022-06-28T10:15:00"},
};

static void
test_forms(void **state)
{
	char buf[32];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		if (strcmp(reformat(forms[i].text, buf), forms[i].shown) != 0)
			fail_msg("\"%s\" gives %s, not %s", forms[i].text,
			    reformat(forms[i].text, buf), forms[i].shown);
	}
}

static void
test_rejects(void **state)
{
	static const char *const texts[] = {"", " ", "2022", "2022-06", "June",
	    "June 28", "June 2022", "10:15", "yesterday", "n/a",
	    /* impossible */
	    "2022-02-30", "2022-02-29", "1900-02-29", "2100-02-29",
	    "2022-04-31", "2022-13-01", "2022-00-10", "2022-06-00",
	    "2022-06-32", "31 June 2022", "20220231", "20221301",
	    "2022-06-27T25:00", "2022-06-27T24:00", "2022-06-27T10:60",
	    "2022-06-27T10:00:61", "2022-06-27T10:00:60",
	    "2022-06-27T10:00:00+16:00", "2022-06-27T10:00:00+0360",
	    "20220924T250000Z", "20220924T106000", "20220924101561",
	    "June 28, 2022 13:15 PM", "June 28, 2022 0:15 AM",
	    /* out of range */
	    "0999-12-31", "0022-06-27", "10000-01-01", "12022-06-27",
	    "-2022-06-27",
	    /* two readings */
	    "5/6/2022", "05/06/2022", "05-06-2022", "05/06/22", "28.06.22",
	    "13/13/2022", "01/02/03",
	    /* a rest */
	    "2022-06-27 rubbish", "2022-06-27x", "x2022-06-27", "2022-06-27T",
	    "2022-06-27 10", "2022-06-27T10:", "2022-06-27-",
	    "2022-06-27T10:00:00+", "2022-06-27T10:00:00+123",
	    "2022-06-27T10:00:00 (", "2022-06-27 (Moscow)",
	    "2022-06-27 10:00:00 MSK MSK", "2022-06-27 2022-06-27",
	    "2022-06-27 10:00 11:00", "2022-06-27T10:15:00:00", "2022--06-27",
	    "2022-06-27 +03:00", "2022-6 - 27", "27-MAR-1987 12:00:25.22&#5;F",
	    "2022-06-27\nNEWS", "June 28, 2022, Dushanbe", "June June 28, 2022",
	    "20220924T10150", "2022092410150", "1656324000",
	    "2022-06-27T10:00:59.123456789012345678901",
	    "123456789012345678901234567890", "2022-06-27 \xff", "28 \xd0 2022",
	    "27 июня 2022 в Москве"};
	char buf[32];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		if (strcmp(reformat(texts[i], buf), "unknown") != 0)
			fail_msg("\"%s\" gives %s", texts[i],
			    reformat(texts[i], buf));
	}
}

static void
test_seconds(void **state)
{
	static const struct {
		const char *text;
		long long seconds;
		int zone;
		enum ndup_precision precision;
	} cases[] = {
	    {"1970-01-01", 0, 0, NDUP_TIME_DATE},
	    {"1969-12-31T23:59:59", -1, 0, NDUP_TIME_LOCAL},
	    {"2001-09-09T01:46:40Z", 1000000000, 0, NDUP_TIME_ZONED},
	    {"2006-10-20T18:15:00-04:00", 1161382500, -240, NDUP_TIME_ZONED},
	    {"Tue, 28 Jun 2022 10:00:00 +0300", 1656399600, 180,
		NDUP_TIME_ZONED},
	    {"28.06.2022 10:00", 1656410400, 0, NDUP_TIME_LOCAL},
	};
	struct ndup_time when;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_true(ndup_time_parse(slice(cases[i].text), &when));
		assert_int_equal(when.seconds, cases[i].seconds);
		assert_int_equal(when.zone, cases[i].zone);
		assert_int_equal(when.precision, cases[i].precision);
	}
}

static void
test_format(void **state)
{
	static const int64_t far[] = {
	    INT64_MIN, INT64_MAX, -70000000000, 253402300800, 300000000000};
	struct ndup_time when = {0, 0, NDUP_TIME_UNKNOWN};
	char buf[32];
	size_t i;
	int precision;

	(void)state;
	assert_string_equal(ndup_time_format(&when, buf), "");
	when.precision = NDUP_TIME_DATE;
	assert_string_equal(ndup_time_format(&when, buf), "1970-01-01");
	when = (struct ndup_time){0, -90, NDUP_TIME_ZONED};
	assert_string_equal(
	    ndup_time_format(&when, buf), "1969-12-31T22:30:00-01:30");
	for (i = 0; i < sizeof far / sizeof far[0]; i++)
		for (precision = NDUP_TIME_DATE; precision <= NDUP_TIME_ZONED;
		     precision++) {
			when.seconds = far[i];
			when.zone = 0;
			when.precision = (uint8_t)precision;
			assert_string_equal(ndup_time_format(&when, buf), "");
		}
}

/* ---- random times against a calendar that only counts days ---- */

static int
days_of(int year, int month)
{
	static const int days[] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

/* Every day of 1000 to 9999 in turn, from 1000-01-01 = -354285. */
static void
test_every_day(void **state)
{
	int64_t day = -354285;
	struct ndup_time when;
	char text[32], buf[32];
	int year, month, of_month;

	(void)state;
	for (year = 1000; year <= 9999; year++)
		for (month = 1; month <= 12; month++)
			for (of_month = 1; of_month <= days_of(year, month);
			     of_month++, day++) {
				snprintf(text, sizeof text, "%04d-%02d-%02d",
				    year, month, of_month);
				if (!ndup_time_parse(slice(text), &when) ||
				    when.seconds != day * 86400)
					fail_msg("%s", text);
				ndup_time_format(&when, buf);
				if (strcmp(buf, text) != 0)
					fail_msg("%s is %s", text, buf);
			}
	assert_int_equal(day, 2932897);
}

struct moment {
	int year, month, day, hour, minute, second, zone;
};

static int64_t
count_seconds(const struct moment *moment)
{
	int64_t days = 0;
	int year, month;

	for (year = 1970; year < moment->year; year++)
		days += days_of(year, 2) == 29 ? 366 : 365;
	for (year = 1969; year >= moment->year; year--)
		days -= days_of(year, 2) == 29 ? 366 : 365;
	for (month = 1; month < moment->month; month++)
		days += days_of(moment->year, month);
	return (days + moment->day - 1) * 86400 + moment->hour * 3600 +
	       moment->minute * 60 + moment->second - moment->zone * 60;
}

static void
write_moment(const struct moment *m, unsigned form, char *text, size_t size)
{
	static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May",
	    "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	static const char *const russian[] = {"января", "февраля", "марта",
	    "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
	    "ноября", "декабря"};
	int zone = m->zone < 0 ? -m->zone : m->zone;
	char sign = m->zone < 0 ? '-' : '+';

	switch (form) {
	case 0:
		snprintf(text, size, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d",
		    m->year, m->month, m->day, m->hour, m->minute, m->second,
		    sign, zone / 60, zone % 60);
		break;
	case 1:
		snprintf(text, size, "%02d %s %04d %02d:%02d:%02d %c%02d%02d",
		    m->day, names[m->month - 1], m->year, m->hour, m->minute,
		    m->second, sign, zone / 60, zone % 60);
		break;
	case 2:
		snprintf(text, size, "%s %d, %d %d:%02d:%02d %s (UTC%c%d:%02d)",
		    names[m->month - 1], m->day, m->year,
		    m->hour % 12 == 0 ? 12 : m->hour % 12, m->minute, m->second,
		    m->hour < 12 ? "a.m." : "p.m.", sign, zone / 60, zone % 60);
		break;
	case 3:
		snprintf(text, size, "%04d%02d%02dT%02d%02d%02d%c%02d%02d",
		    m->year, m->month, m->day, m->hour, m->minute, m->second,
		    sign, zone / 60, zone % 60);
		break;
	default:
		snprintf(text, size, "%d:%02d:%02d %c%d:%02d, %d %s %d г.",
		    m->hour, m->minute, m->second, sign, zone / 60, zone % 60,
		    m->day, russian[m->month - 1], m->year);
	}
}

static void
test_random_times(void **state)
{
	enum { NUM_FORMS = 5, ROUNDS = 20000 };
	struct ndup_time when, again;
	struct moment m;
	char text[96], buf[32];
	int i;

	(void)state;
	random_begin();
	for (i = 0; i < ROUNDS; i++) {
		m.year = 1000 + (int)random_below(9000);
		m.month = 1 + (int)random_below(12);
		m.day = 1 + (int)random_below(31);
		m.hour = (int)random_below(24);
		m.minute = (int)random_below(60);
		m.second = (int)random_below(60);
		m.zone = (int)random_below(28 * 60) - 14 * 60;
		write_moment(
		    &m, (unsigned)random_below(NUM_FORMS), text, sizeof text);
		if (m.day > days_of(m.year, m.month)) {
			assert_false(ndup_time_parse(slice(text), &when));
			continue;
		}
		if (!ndup_time_parse(slice(text), &when))
			fail_msg("unknown: %s", text);
		if (when.seconds != count_seconds(&m) || when.zone != m.zone)
			fail_msg("%s: %lld", text, (long long)when.seconds);
		ndup_time_format(&when, buf);
		assert_true(ndup_time_parse(slice(buf), &again));
		assert_int_equal(again.seconds, when.seconds);
		assert_int_equal(again.zone, when.zone);
		assert_int_equal(again.precision, when.precision);
	}
}

/* ISO 8601 with a byte or two changed: read in its own way, it is what it is
 * with a space before it, which is read like all other forms. */
static void
test_iso_by_both_ways(void **state)
{
	static const char *const texts[] = {" 2006-10-20T18:15:00-04:00",
	    " 2016-02-29T23:59:60+14:00", " 1999-12-31T09:09:09Z"};
	static const char bytes[] = "0123456789-+:TZ .";
	struct ndup_time when, again;
	int i, num, num_read = 0;
	char text[32];

	(void)state;
	random_begin();
	for (i = 0; i < 300000; i++) {
		strcpy(text, texts[random_below(3)]);
		for (num = (int)random_below(4); num > 0; num--)
			text[1 + random_below(strlen(text) - 1)] =
			    bytes[random_below(sizeof bytes - 1)];
		if (ndup_time_parse(slice(text), &when) !=
			ndup_time_parse(slice(text + 1), &again) ||
		    memcmp(&when, &again, sizeof when) != 0)
			fail_msg("%s", text);
		num_read += when.precision != NDUP_TIME_UNKNOWN;
	}
	assert_in_range(num_read, 50000, 250000);
}

/* Random pieces of dates: never a fault, and what is read can be shown and
 * read again.  The text ends where its memory ends. */
static void
test_random_bytes(void **state)
{
	static const char *const pieces[] = {"2022", "06", "28", "-", "/", ".",
	    ":", " ", ",", "T", "Z", "+", "(", ")", "June", "10", "0300",
	    "20220628", "июня", "年", "月", "日", "pm", "a.m.", "ET", "UTC",
	    "at", "\xd0", "\xff", "x", "9", "\xe2\x80\x93", "of", "г."};
	struct ndup_time when, again;
	struct ndup_slice text;
	char buf[32];
	int i;

	(void)state;
	random_begin();
	for (i = 0; i < 200000; i++) {
		text =
		    random_pieces(pieces, sizeof pieces / sizeof pieces[0], 12);
		if (ndup_time_parse(text, &when)) {
			ndup_time_format(&when, buf);
			assert_true(ndup_time_parse(slice(buf), &again));
			assert_int_equal(again.seconds, when.seconds);
		}
		free((char *)text.ptr);
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_forms),
	    cmocka_unit_test(test_rejects),
	    cmocka_unit_test(test_seconds),
	    cmocka_unit_test(test_format),
	    cmocka_unit_test(test_every_day),
	    cmocka_unit_test(test_random_times),
	    cmocka_unit_test(test_iso_by_both_ways),
	    cmocka_unit_test(test_random_bytes),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
