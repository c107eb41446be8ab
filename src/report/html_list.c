/*
 * html_list.c - all clusters, a row each
 */
#include <string.h>

#include "report/html.h"
#include "report/html_text.h"
#include "report/layout.h"
#include "report/terminal.h"

enum { SOURCES_SHOWN = 3 };

void
html_title(struct html *html, const struct ndup_document *document)
{
	struct ndup_slice text = document->title;

	if (text.len == 0 && document->text_begin < document->text.len) {
		text.ptr = document->text.ptr + document->text_begin;
		text.len = document->text.len - document->text_begin;
	}
	html_line(&html->sink->out, text, HTML_TITLE);
}

/* The last member whose time is known: those without one stand last. */
static bool
find_last(struct html *html, const struct ndup_cluster *cluster,
    struct ndup_time *last)
{
	struct ndup_document document;
	size_t i = cluster->num_members;

	while (i > 0) {
		if (!html_document(
			html, cluster->members[--i].article, &document))
			return false;
		*last = document.published;
		if (last->precision != NDUP_TIME_UNKNOWN)
			return true;
	}
	return false;
}

static bool
find_span(struct html *html, const struct ndup_cluster *cluster,
    struct ndup_time *first, struct ndup_time *last)
{
	struct ndup_document document;

	if (!find_last(html, cluster, last) ||
	    !html_document(html, cluster->first, &document))
		return false;
	*first = document.published;
	return true;
}

void
html_times(struct html *html, const struct ndup_cluster *cluster)
{
	char begin[TERMINAL_TIME], end[TERMINAL_TIME];
	struct buffer *out = &html->sink->out;
	struct ndup_time first, last;

	if (!find_span(html, cluster, &first, &last))
		return;
	terminal_time(&first, begin);
	terminal_time(&last, end);
	buffer_string(out, begin);
	if (strcmp(begin, end) != 0) {
		buffer_string(out, " – ");
		buffer_string(out, end);
	}
	buffer_string(out, " · ");
}

/* When the cluster begins, and how long it takes, as two cells. */
static void
put_span(struct html *html, const struct ndup_cluster *cluster)
{
	struct buffer *out = &html->sink->out;
	struct ndup_time first, last;
	char time[TERMINAL_TIME];

	if (!find_span(html, cluster, &first, &last)) {
		buffer_string(out, "<td><td>");
		return;
	}
	buffer_string(out, "<td>");
	buffer_string(out, terminal_time(&first, time));
	buffer_string(out, "<td>");
	html_lag(out, &first, &last);
}

/* Whether an earlier member has this source. */
static bool
is_known(struct html *html, const struct ndup_cluster *cluster, size_t member,
    struct ndup_slice source)
{
	struct ndup_document document;
	size_t i;

	for (i = 0; i < member; i++) {
		if (!html_document(
			html, cluster->members[i].article, &document))
			return true;
		if (document.source.len == source.len &&
		    memcmp(document.source.ptr, source.ptr, source.len) == 0)
			return true;
	}
	return source.len == 0;
}

void
html_sources(struct html *html, const struct ndup_cluster *cluster)
{
	struct buffer *out = &html->sink->out;
	struct ndup_document document;
	size_t i, num = 0;

	for (i = 0; i < cluster->num_members && num <= SOURCES_SHOWN; i++) {
		if (!html_document(
			html, cluster->members[i].article, &document))
			return;
		if (is_known(html, cluster, i, document.source))
			continue;
		if (num++ == SOURCES_SHOWN) {
			buffer_string(out, " …");
			return;
		}
		buffer_string(out, num > 1 ? ", <bdi>" : "<bdi>");
		html_line(out, document.source, HTML_NAME);
		buffer_string(out, "</bdi>");
	}
}

/* "near-duplicate, excerpt": what the members are to the lead. */
static void
put_relations(struct html *html, const struct ndup_cluster *cluster)
{
	struct buffer *out = &html->sink->out;
	enum ndup_relation relation;
	bool any = false;
	size_t i;

	for (relation = NDUP_IDENTICAL; relation <= NDUP_PARTIAL_REUSE;
	     relation++) {
		for (i = 0; i < cluster->num_members; i++) {
			if (cluster->members[i].relation == relation)
				break;
		}
		if (i == cluster->num_members)
			continue;
		buffer_string(out, any ? ", " : "");
		buffer_string(out, html_relation(html, relation));
		any = true;
	}
}

static void
put_row(struct html *html, const struct ndup_cluster *cluster)
{
	struct buffer *out = &html->sink->out;
	struct ndup_document lead;

	if (!html_document(html, cluster->lead, &lead))
		return;
	buffer_printf(out, "<tr><th><a href=#c%u><bdi>", cluster->number);
	html_title(html, &lead);
	buffer_printf(out, "</bdi></a><td>%zu", cluster->num_members);
	put_span(html, cluster);
	buffer_string(out, "<td>");
	html_sources(html, cluster);
	buffer_string(out, "<td>");
	terminal_percent(out, cluster->weakest);
	buffer_string(out, "<td>");
	put_relations(html, cluster);
	buffer_string(out, "\n");
}

void
html_list(struct html *html)
{
	struct ndup_cluster cluster;
	enum ndup_status status;
	uint32_t place = 0;

	if (html->only != NULL) {
		put_row(html, html->only);
		return;
	}
	while (sink_pass(html->sink)) {
		status = ndup_scan_outline(html->scan, place++, &cluster);
		if (status == NDUP_OK)
			put_row(html, &cluster);
		else if (status == NDUP_END)
			return;
		else
			html->sink->status = status;
	}
}
