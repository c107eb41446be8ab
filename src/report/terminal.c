/*
 * terminal.c - the report for people
 *
 * For each cluster a heading, the lead's title or first words, the members,
 * the passages they share, and what is related; at the end a summary.  This
 * file has the frame and the small pieces; table, passages and summary have
 * their own, and so has the report for screen readers.
 */
#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include <bsd/string.h>

#include "base/slice.h"
#include "escape.h"
#include "layout.h"
#include "report.h"
#include "terminal.h"

enum { OPENING_BYTES = 1000, MIN_TITLE = 20, GAP = 2 };

const char *
terminal_time(const struct ndup_time *time, char *buf)
{
	struct ndup_time utc = *time;
	char iso[32], *letter;

	utc.zone = 0;
	ndup_time_format(&utc, iso);
	if (iso[0] == '\0')
		strlcpy(iso, "-", sizeof iso);
	if ((letter = strchr(iso, 'T')) != NULL) {
		*letter = ' ';
		strlcpy(letter + 6, utc.precision == NDUP_TIME_ZONED ? "Z" : "",
		    sizeof iso - (size_t)(letter + 6 - iso));
	}
	strlcpy(buf, iso, TERMINAL_TIME);
	return buf;
}

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

static int64_t
whole_days(int64_t seconds)
{
	return seconds / DAY - (seconds % DAY < 0);
}

void
terminal_lag(struct buffer *out, const struct ndup_time *first,
    const struct ndup_time *time)
{
	int64_t lag = time->seconds - first->seconds;
	int64_t days = whole_days(time->seconds) - whole_days(first->seconds);
	bool dates = first->precision == NDUP_TIME_DATE ||
		     time->precision == NDUP_TIME_DATE;

	if (first->precision == NDUP_TIME_UNKNOWN ||
	    time->precision == NDUP_TIME_UNKNOWN || lag < 0)
		return;
	if (dates && days == 0)
		buffer_string(out, "same day");
	else if (dates || lag >= 2 * DAY)
		buffer_printf(out, "%" PRId64 " d", dates ? days : lag / DAY);
	else if (lag >= HOUR)
		buffer_printf(out, "%" PRId64 " h %" PRId64 " min", lag / HOUR,
		    lag % HOUR / MINUTE);
	else
		buffer_printf(out, "%" PRId64 " min", lag / MINUTE);
}

bool
terminal_notice(struct buffer *out, const struct ndup_document *document)
{
	if (document->notice == NDUP_NOTICE_NONE)
		return false;
	buffer_string(out, ndup_notice_name(document->notice));
	if (document->notice == NDUP_NOTICE_UPDATE &&
	    document->update_number > 0)
		buffer_printf(out, " %" PRIu32, document->update_number);
	return true;
}

void
terminal_behind(struct buffer *out, size_t place, const struct ndup_time *first,
    const struct ndup_time *time)
{
	if (place > 0)
		terminal_lag(out, first, time);
	else if (time->precision != NDUP_TIME_UNKNOWN)
		buffer_string(out, "first");
}

/* The same without the hour. */
static const char *
terminal_date(const struct ndup_time *time, char *buf)
{
	terminal_time(time, buf);
	buf[strcspn(buf, " ")] = '\0';
	return buf;
}

unsigned
terminal_parts(double share)
{
	unsigned percent = (unsigned)(share * 100 + 0.5);

	if (percent >= 100 && share < 1)
		return 99;
	return percent == 0 && share > 0 ? 1 : percent;
}

void
terminal_percent(struct buffer *buffer, double share)
{
	buffer_printf(buffer, "%u%%", terminal_parts(share));
}

void
terminal_count(struct buffer *buffer, uint64_t num, const char *one)
{
	layout_number(buffer, num);
	buffer_printf(buffer, " %s%s", one, num == 1 ? "" : "s");
}

struct ndup_slice
terminal_title(struct terminal *terminal, const struct ndup_document *document)
{
	struct buffer *scratch = terminal_empty(terminal, &terminal->scratch);

	escape_terminal(scratch, document->title);
	return layout_slice(scratch);
}

void
terminal_below(struct terminal *terminal, size_t indent, struct ndup_slice id,
    struct ndup_slice title)
{
	struct buffer *out = &terminal->sink->out;
	size_t room = terminal->width - indent, used = 0;

	if (id.len == 0 && title.len == 0)
		return;
	terminal_style(terminal, STYLE_FAINT);
	layout_spaces(out, indent);
	if (id.len > 0) {
		layout_cut_middle(out, id, room);
		used = layout_width(id) + GAP;
	}
	if (title.len > 0 && used + MIN_TITLE <= room) {
		layout_spaces(out, used > 0 ? GAP : 0);
		layout_cut_end(out, title, room - used);
	}
	terminal_style(terminal, STYLE_PLAIN);
	buffer_string(out, "\n");
}

/* Articles have their numbers in order of time, as members have. */
size_t
terminal_number(const struct ndup_cluster *cluster, uint32_t article)
{
	size_t low = 0, high = cluster->num_members, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (cluster->members[middle].article < article)
			low = middle + 1;
		else
			high = middle;
	}
	assert(low < cluster->num_members);
	return low + 1;
}

/* ---- what stands over a cluster ------------------------------------------ */

static void
add_source(struct heading *heading, struct ndup_slice source)
{
	size_t i;

	if (source.len == 0)
		return;
	for (i = 0; i < heading->num_sources; i++)
		if (slice_equal(heading->sources[i], source))
			return;
	if (i < HEADING_SOURCES)
		heading->sources[heading->num_sources++] = source;
	else
		heading->more_sources = true;
}

bool
heading_find(struct heading *heading, struct sink *sink, struct ndup_scan *scan,
    const struct ndup_cluster *cluster)
{
	const struct ndup_member *member = cluster->members;
	const struct ndup_member *end = member + cluster->num_members;
	struct ndup_slice source = {NULL, 0};
	struct ndup_document document;

	*heading = (struct heading){.num_sources = 0};
	for (; member < end; member++) {
		if (!sink_names(sink, scan, member->article, &document))
			return false;
		if (member == cluster->members)
			source = document.source;
		heading->mixed |= !slice_equal(document.source, source);
		add_source(heading, document.source);
		if (member->article != cluster->lead &&
		    member->match.coverage_b > heading->most)
			heading->most = member->match.coverage_b;
		if (document.published.precision == NDUP_TIME_UNKNOWN)
			continue;
		heading->last = document.published; /* members are by time */
		if (heading->first.precision == NDUP_TIME_UNKNOWN)
			heading->first = document.published;
	}
	return true;
}

/* "Cluster 1: 3 articles, 2022-06-27 to 2022-06-28, TASS" */
static void
write_heading(struct terminal *terminal, const struct ndup_cluster *cluster,
    const struct heading *heading)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);
	char first[TERMINAL_TIME], last[TERMINAL_TIME];
	size_t i;

	buffer_printf(line, "Cluster %" PRIu32 ": ", cluster->number);
	terminal_count(line, cluster->num_members, "article");
	if (heading->first.precision != NDUP_TIME_UNKNOWN) {
		terminal_date(&heading->first, first);
		terminal_date(&heading->last, last);
		buffer_printf(line, ", %s", first);
		if (strcmp(first, last) != 0)
			buffer_printf(line, " to %s", last);
	}
	for (i = 0; i < heading->num_sources; i++) {
		buffer_string(line, ", ");
		escape_terminal(line, heading->sources[i]);
	}
	if (heading->more_sources)
		buffer_string(line, " and others");
	terminal_line(terminal, STYLE_STRONG, layout_slice(line), 0);
}

struct ndup_slice
terminal_opening(
    struct terminal *terminal, const struct ndup_document *document)
{
	struct ndup_slice title = terminal_title(terminal, document), begin;

	if (title.len > 0 || document->text_begin >= document->text.len)
		return title;
	begin.ptr = document->text.ptr + document->text_begin;
	begin.len = document->text.len - document->text_begin;
	if (begin.len > OPENING_BYTES)
		begin.len = OPENING_BYTES;
	escape_terminal(&terminal->scratch, begin);
	return layout_slice(&terminal->scratch);
}

/* The lead's title, or else how it begins, in one line. */
static void
write_title(struct terminal *terminal, const struct ndup_cluster *cluster)
{
	struct buffer *out = &terminal->sink->out;
	struct ndup_document document;
	struct ndup_slice title;

	if (!sink_document(
		terminal->sink, terminal->scan, cluster->lead, &document))
		return;
	title = terminal_opening(terminal, &document);
	if (title.len == 0)
		return;
	layout_spaces(out, TERMINAL_TITLE);
	layout_cut_end(out, title, terminal->width - TERMINAL_TITLE);
	buffer_string(out, "\n");
}

static void
terminal_write_cluster(
    struct terminal *terminal, const struct ndup_cluster *cluster)
{
	struct buffer *out = &terminal->sink->out;
	struct heading heading;

	if (!heading_find(&heading, terminal->sink, terminal->scan, cluster))
		return;
	write_heading(terminal, cluster, &heading);
	write_title(terminal, cluster);
	buffer_string(out, "\n");
	terminal_table(terminal, cluster, &heading);
	terminal_ignored(terminal, cluster);
	terminal_passages(terminal, cluster);
	terminal_related(terminal, cluster);
	buffer_string(out, "\n");
}

/* ---- the report ---------------------------------------------------------- */

/* Said once, before the first table. */
static void
write_legend(struct terminal *terminal)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);

	buffer_string(line,
	    "> marks a cluster's lead: the article that all others of it "
	    "match. shared: how much of the article stands in the lead too; "
	    "for the lead, how much of it stands in the member that has most "
	    "of it.");
	if (!ndup_scan_params(terminal->scan)->no_passages)
		buffer_string(line,
		    " new: words that no earlier article of the cluster has. "
		    "[-these words-] {+have become these+} in other articles.");
	terminal_paragraph(terminal, STYLE_FAINT, layout_slice(line), 0, false);
	buffer_string(&terminal->sink->out, "\n");
}

void
terminal_write(struct sink *sink, struct ndup_scan *scan,
    const struct ndup_report_options *options)
{
	struct terminal terminal = {
	    .sink = sink, .scan = scan, .options = options};
	const struct ndup_cluster *cluster;
	enum ndup_status status;

	terminal_begin(&terminal);
	if (ndup_scan_counts(scan)->clusters > 0 && !options->plain)
		write_legend(&terminal);
	while ((status = ndup_scan_next_cluster(
		    scan, &cluster, sink_error(sink))) == NDUP_OK) {
		if (!sink_pass(sink))
			continue;
		if (options->plain)
			plain_cluster(&terminal, cluster);
		else
			terminal_write_cluster(&terminal, cluster);
	}
	sink_end(sink, status);
	if (status == NDUP_END)
		terminal_summary(&terminal);
	terminal_end(&terminal);
}
