/*
 * terminal.c - the report for people, in 80 columns
 *
 * For each cluster a heading, the lead's title or first words, the members,
 * the passages they share, and what is related; at the end a summary.  This
 * file has the frame and the small pieces; table, passages and summary have
 * their own.
 */
#include <inttypes.h>
#include <string.h>

#include <bsd/string.h>

#include "report/escape.h"
#include "report/layout.h"
#include "report/report.h"
#include "report/terminal.h"

enum { MAX_SOURCES = 3, OPENING_BYTES = 1000, MIN_TITLE = 20, GAP = 2 };

void
terminal_style(struct terminal *terminal, enum style style)
{
	static const char *const codes[] = {
	    [STYLE_PLAIN] = "\033[0m",
	    [STYLE_STRONG] = "\033[1m",
	    [STYLE_FAINT] = "\033[2m",
	    [STYLE_LEAD] = "\033[1;32m",
	};

	if (terminal->color)
		buffer_string(&terminal->sink->out, codes[style]);
}

struct buffer *
terminal_empty(struct terminal *terminal, struct buffer *buffer)
{
	if (buffer->failed && terminal->sink->status == NDUP_OK)
		terminal->sink->status = NDUP_NOMEM;
	buffer_clear(buffer);
	return buffer;
}

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

void
terminal_percent(struct buffer *buffer, double share)
{
	unsigned percent = (unsigned)(share * 100 + 0.5);

	if (percent >= 100 && share < 1)
		percent = 99;
	if (percent == 0 && share > 0)
		percent = 1;
	buffer_printf(buffer, "%u%%", percent);
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
	size_t room = TERMINAL_WIDTH - indent, used = 0;

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
	return low + 1;
}

/* What a heading says of the members besides their number. */
struct span {
	char first[TERMINAL_TIME], last[TERMINAL_TIME]; /* dates, or "" */
	struct buffer sources[MAX_SOURCES];
	size_t num_sources;
	bool more_sources;
};

static void
span_source(
    struct terminal *terminal, struct span *span, struct ndup_slice source)
{
	struct buffer *scratch = terminal_empty(terminal, &terminal->scratch);
	struct buffer *known;
	size_t i;

	escape_terminal(scratch, source);
	if (scratch->size == 0)
		return;
	for (i = 0; i < span->num_sources; i++) {
		known = &span->sources[i];
		if (known->size == scratch->size &&
		    memcmp(known->data, scratch->data, known->size) == 0)
			return;
	}
	if (i < MAX_SOURCES)
		buffer_slice(
		    &span->sources[span->num_sources++], layout_slice(scratch));
	else
		span->more_sources = true;
}

static void
span_gather(struct terminal *terminal, const struct ndup_cluster *cluster,
    struct span *span)
{
	struct ndup_document document;
	char time[TERMINAL_TIME];
	size_t i;

	for (i = 0; i < cluster->num_members; i++) {
		if (!sink_names(terminal->sink, terminal->scan,
			cluster->members[i].article, &document))
			return;
		span_source(terminal, span, document.source);
		if (document.published.precision == NDUP_TIME_UNKNOWN)
			continue;
		terminal_time(&document.published, time);
		time[strcspn(time, " ")] = '\0';
		strlcpy(span->last, time, sizeof span->last);
		if (span->first[0] == '\0')
			strlcpy(span->first, time, sizeof span->first);
	}
}

/* "Cluster 1: 3 articles, 2022-06-27 to 2022-06-28, TASS" */
static void
write_heading(struct terminal *terminal, const struct ndup_cluster *cluster)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);
	struct buffer *out = &terminal->sink->out;
	struct span span = {.num_sources = 0};
	size_t i;

	span_gather(terminal, cluster, &span);
	buffer_printf(line, "Cluster %" PRIu32 ": ", cluster->number);
	terminal_count(line, cluster->num_members, "article");
	if (span.first[0] != '\0')
		buffer_printf(line, ", %s", span.first);
	if (strcmp(span.first, span.last) != 0)
		buffer_printf(line, " to %s", span.last);
	for (i = 0; i < span.num_sources; i++) {
		buffer_string(line, ", ");
		buffer_slice(line, layout_slice(&span.sources[i]));
		terminal_empty(terminal, &span.sources[i]);
		buffer_free(&span.sources[i]);
	}
	if (span.more_sources)
		buffer_string(line, " and others");
	terminal_style(terminal, STYLE_STRONG);
	layout_wrap(out, layout_slice(line), 0, TERMINAL_WIDTH);
	terminal_style(terminal, STYLE_PLAIN);
}

/* The lead's title, or else how it begins, in one line. */
static void
write_title(struct terminal *terminal, const struct ndup_cluster *cluster)
{
	struct buffer *out = &terminal->sink->out;
	struct ndup_document document;
	struct ndup_slice title, begin;

	if (!sink_document(
		terminal->sink, terminal->scan, cluster->lead, &document))
		return;
	title = terminal_title(terminal, &document);
	if (title.len == 0 && document.text_begin < document.text.len) {
		begin.ptr = document.text.ptr + document.text_begin;
		begin.len = document.text.len - document.text_begin;
		if (begin.len > OPENING_BYTES)
			begin.len = OPENING_BYTES;
		escape_terminal(&terminal->scratch, begin);
		title = layout_slice(&terminal->scratch);
	}
	if (title.len == 0)
		return;
	layout_spaces(out, TERMINAL_TITLE);
	layout_cut_end(out, title, TERMINAL_WIDTH - TERMINAL_TITLE);
	buffer_string(out, "\n");
}

static void
write_cluster(struct terminal *terminal, const struct ndup_cluster *cluster)
{
	struct buffer *out = &terminal->sink->out;

	write_heading(terminal, cluster);
	write_title(terminal, cluster);
	buffer_string(out, "\n");
	terminal_table(terminal, cluster);
	terminal_ignored(terminal, cluster);
	terminal_passages(terminal, cluster);
	terminal_related(terminal, cluster);
	buffer_string(out, "\n");
}

/* Said once, before the first table. */
static void
write_legend(struct terminal *terminal)
{
	struct buffer *out = &terminal->sink->out;

	terminal_style(terminal, STYLE_FAINT);
	buffer_string(out,
	    "> marks a cluster's lead: the article that all others of it "
	    "match.\n"
	    "shared: how much of the article stands in the lead too; for the "
	    "lead, how much\n"
	    "of it stands in the member that has most of it.");
	if (!ndup_scan_params(terminal->scan)->no_passages)
		buffer_string(out, "  new: words that no earlier\n"
				   "article of the cluster has.");
	buffer_string(out, "\n");
	terminal_style(terminal, STYLE_PLAIN);
	buffer_string(&terminal->sink->out, "\n");
}

void
terminal_write(struct sink *sink, struct ndup_scan *scan, bool color)
{
	struct terminal terminal = {.sink = sink, .scan = scan, .color = color};
	struct ndup_cluster cluster;
	enum ndup_status status;

	if (ndup_scan_counts(scan)->clusters > 0)
		write_legend(&terminal);
	while ((status = ndup_scan_next_cluster(scan, &cluster)) == NDUP_OK)
		if (sink_pass(sink))
			write_cluster(&terminal, &cluster);
	sink_end(sink, status);
	if (status == NDUP_END)
		terminal_summary(&terminal);
	terminal_empty(&terminal, &terminal.scratch);
	terminal_empty(&terminal, &terminal.more);
	buffer_free(&terminal.scratch);
	buffer_free(&terminal.more);
}
