/*
 * repeated.c - what stands, and what else counts for nothing, in words
 */
#include "dateline/calendar.h"
#include "layout.h"
#include "repeated.h"
#include "terminal.h"

/* ---- days ---------------------------------------------------------------- */

enum { DAY = 24 * 3600 };

/* Days since 1970-01-01; false: unknown. */
static bool
find_day(const struct ndup_time *time, int64_t *day)
{
	int64_t seconds = time->seconds;

	*day = seconds / DAY - (seconds % DAY < 0);
	return time->precision != NDUP_TIME_UNKNOWN &&
	       calendar_valid(calendar_from_days(*day));
}

/* "3 January 2023"; without what the date that follows has too. */
static void
put_date(struct buffer *out, const struct calendar_date *date,
    const struct calendar_date *next)
{
	static const char *const months[] = {"January", "February", "March",
	    "April", "May", "June", "July", "August", "September", "October",
	    "November", "December"};
	bool same_year = next != NULL && next->year == date->year;
	bool same_month = same_year && next->month == date->month;

	buffer_printf(out, "%d", date->day);
	if (!same_month)
		buffer_printf(out, " %s", months[date->month - 1]);
	if (!same_year)
		buffer_printf(out, " %d", date->year);
}

uint64_t
repeated_days(const struct ndup_boilerplate *found)
{
	int64_t first, last;

	return find_day(&found->first, &first) && find_day(&found->last, &last)
		   ? (uint64_t)(last - first) + 1
		   : 0;
}

void
repeated_when(struct buffer *out, const struct ndup_boilerplate *found)
{
	struct calendar_date begin, end;
	int64_t first, last;

	if (!find_day(&found->first, &first) || !find_day(&found->last, &last))
		return;
	begin = calendar_from_days(first);
	end = calendar_from_days(last);
	if (first < last) {
		put_date(out, &begin, &end);
		buffer_string(out, " to ");
	}
	put_date(out, &end, NULL);
}

/* ---- who has it, and since when ------------------------------------------ */

/* " since 3 January 2023", " on" if it is one day. */
static void
put_since(struct buffer *out, const struct ndup_boilerplate *found)
{
	struct calendar_date date;
	int64_t first;

	if (!find_day(&found->first, &first))
		return;
	date = calendar_from_days(first);
	buffer_string(out, repeated_days(found) == 1 ? " on " : " since ");
	put_date(out, &date, NULL);
}

void
repeated_page(struct buffer *out, const struct ndup_boilerplate *found)
{
	buffer_string(out, "one text under ");
	terminal_count(out, found->num_titles, "title");
	if (found->num_sources == 1) {
		buffer_string(out, " in one source");
	} else if (found->num_sources > 1) {
		buffer_string(out, " in ");
		terminal_count(out, found->num_sources, "source");
	}
}

static void
put_page(struct buffer *out, const struct ndup_boilerplate *found)
{
	repeated_page(out, found);
	if (repeated_days(found) > 0)
		buffer_string(out, ", ");
	repeated_when(out, found);
}

void
repeated_who(struct buffer *out, const struct ndup_boilerplate *found)
{
	uint64_t days = repeated_days(found);

	if (found->num_titles > 0) {
		put_page(out, found);
		return;
	}
	terminal_count(out, found->num_articles, "article");
	if (found->num_sources > 0) {
		buffer_string(out, " of ");
		terminal_count(out, found->num_sources, "source");
	}
	if (days > 0)
		buffer_string(out, ",");
	put_since(out, found);
	if (days > 1) {
		buffer_string(out, ", ");
		terminal_count(out, days, "day");
	}
}

void
repeated_where(struct buffer *out, const struct ndup_boilerplate *found)
{
	if (found->num_titles > 0) {
		put_page(out, found);
		return;
	}
	buffer_string(out, "in ");
	terminal_count(out, found->num_articles, "article");
	put_since(out, found);
}

void
repeated_why(struct sink *sink, struct ndup_scan *scan,
    const struct ndup_ignored *ignored)
{
	const struct ndup_boilerplate *found;
	struct buffer *out = &sink->out;

	if (ignored->reason == NDUP_BY_USER)
		buffer_string(out, "text to ignore");
	else if (ignored->reason == NDUP_CREDIT)
		buffer_string(out, "credits");
	else if (ignored->number == 0)
		buffer_string(out, "boilerplate");
	else if (sink_boilerplate(sink, scan, ignored->number, &found))
		repeated_where(out, found);
}

/* ---- how much of it a scan has ------------------------------------------- */

void
repeated_found(struct buffer *out, const struct ndup_counts *counts)
{
	uint64_t num_phrases = counts->boilerplate - counts->pages;

	if (num_phrases > 0) {
		terminal_count(out, num_phrases, "passage");
		buffer_string(out, " of boilerplate in ");
		terminal_count(out, counts->boilerplate_articles, "article");
	}
	if (num_phrases > 0 && counts->pages > 0)
		buffer_string(out, " and ");
	if (counts->pages > 0) {
		terminal_count(out, counts->pages, "text");
		buffer_string(out, " under many titles, in ");
		terminal_count(out, counts->page_articles, "article");
		buffer_string(out, ",");
	}
	buffer_string(out, counts->boilerplate == 1 ? " counts" : " count");
	buffer_string(out, " for nothing");
}

void
repeated_credits(struct buffer *out, const struct ndup_counts *counts)
{
	terminal_count(out, counts->credit_words, "word");
	buffer_string(
	    out, " of credits and rights notices, at the ends of articles, ");
	buffer_string(out, counts->credit_words == 1 ? "counts" : "count");
	buffer_string(out, " for nothing");
	buffer_string(out, counts->boilerplate > 0 ? " too" : "");
}
