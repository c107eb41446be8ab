/*
 * html_list.c - all clusters, a row each
 */
#include <inttypes.h>
#include <string.h>

#include "html.h"
#include "html_text.h"
#include "layout.h"
#include "terminal.h"

/* ---- words for cells ------------------------------------------------------- */

static const char *
html_relation(const struct html *html, enum ndup_relation relation)
{
	return html->unmatched && relation != NDUP_LEAD
		   ? "no match"
		   : ndup_relation_name(relation);
}

/* ---- all clusters, a row each -------------------------------------------- */

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
list_put_span(struct html *html, const struct ndup_cluster *cluster)
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
	terminal_lag(out, &first, &last);
}

/* Whether an earlier member has this source. */
static bool
relation_is_known(struct html *html, const struct ndup_cluster *cluster,
    size_t member, struct ndup_slice source)
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
		if (relation_is_known(html, cluster, i, document.source))
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

	for (relation = NDUP_IDENTICAL; relation <= NDUP_REUSED; relation++) {
		for (i = 0; i < cluster->num_members; i++) {
			if (cluster->members[i].match.relation == relation)
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
	list_put_span(html, cluster);
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
	const struct ndup_cluster *cluster;
	enum ndup_status status;
	uint32_t place = 0;

	if (html->only != NULL) {
		put_row(html, html->only);
		return;
	}
	while (sink_pass(html->sink)) {
		status = ndup_scan_cluster_summary(
		    html->scan, place++, &cluster, sink_error(html->sink));
		if (status == NDUP_OK)
			put_row(html, cluster);
		else if (status == NDUP_END)
			return;
		else
			sink_fail(html->sink, status);
	}
}

/* ---- the members of a cluster, and what is related to them --------------- */

/* Whether members have new words; what they are to the lead. */
static bool
html_has_new(const struct html *html)
{
	return html->only == NULL && !ndup_scan_params(html->scan)->no_passages;
}

/* Number, title and id; time and lag; source. */
static void
html_put_article(struct html *html, const struct ndup_cluster *cluster,
    size_t i, const struct ndup_document *document)
{
	struct buffer *out = &html->sink->out;
	struct ndup_document first;
	char time[TERMINAL_TIME];

	buffer_printf(out, "<td>%zu<th><bdi>", i + 1);
	html_title(html, document);
	buffer_string(out, "</bdi><small><bdi>");
	html_line(out, document->id, HTML_ID);
	buffer_string(out, "</bdi></small><td>");
	buffer_string(out, terminal_time(&document->published, time));
	buffer_string(out, "<td>");
	if (html_document(html, cluster->first, &first))
		terminal_behind(out, i, &first.published, &document->published);
	buffer_string(out, "<td><bdi>");
	html_line(out, document->source, HTML_NAME);
	buffer_string(out, "</bdi>");
}

static void
put_member(struct html *html, const struct ndup_cluster *cluster, size_t i)
{
	const struct ndup_member *member = &cluster->members[i];
	bool lead = member->article == cluster->lead;
	struct buffer *out = &html->sink->out;
	struct ndup_document document;

	if (!html_document(html, member->article, &document))
		return;
	buffer_string(out, lead ? "<tr class=lead>" : "<tr>");
	html_put_article(html, cluster, i, &document);
	buffer_printf(out, "<td>%" PRIu32 "<td>", member->num_words);
	if (html->unmatched)
		buffer_string(out, html_relation(html, member->match.relation));
	else
		terminal_member(out, &member->match);
	buffer_string(out, member->old ? ", old" : "");
	if (document.notice != NDUP_NOTICE_NONE)
		buffer_string(out, ", <small>");
	if (terminal_notice(out, &document))
		buffer_string(out, "</small>");
	buffer_string(out, "<td>");
	if (!lead)
		terminal_percent(out, member->match.coverage_a);
	buffer_string(out, "<td>");
	if (!lead)
		terminal_percent(out, member->match.coverage_b);
	if (html_has_new(html))
		buffer_printf(out, "<td>%" PRIu32, member->new_words);
	buffer_string(out, "\n");
}

void
html_members(struct html *html, const struct ndup_cluster *cluster)
{
	struct buffer *out = &html->sink->out;
	size_t i;

	buffer_string(out,
	    "<table class=members><thead><tr><th>#<th>Article<th>Published<th>"
	    "Lag<th>Source<th>Words<th>Relation<th>In lead<th>Of lead");
	if (html_has_new(html))
		buffer_string(out, "<th>New words");
	buffer_string(out, "<tbody>\n");
	for (i = 0; i < cluster->num_members && sink_pass(html->sink); i++)
		put_member(html, cluster, i);
	buffer_string(out, "</table>\n");
}

/* ---- related ------------------------------------------------------------ */

static void
put_related(struct html *html, const struct ndup_cluster *cluster,
    const struct ndup_related *related)
{
	struct buffer *out = &html->sink->out;
	struct ndup_document document;
	char time[TERMINAL_TIME];

	if (!html_document(html, related->article, &document))
		return;
	buffer_string(out, "<tr><th><bdi>");
	html_title(html, &document);
	buffer_string(out, "</bdi><small><bdi>");
	html_line(out, document.id, HTML_ID);
	buffer_string(out, "</bdi></small><td>");
	buffer_string(out, terminal_time(&document.published, time));
	buffer_string(out, "<td><bdi>");
	html_line(out, document.source, HTML_NAME);
	buffer_printf(out, "</bdi><td>%" PRIu32 "<td>",
	    html_member(cluster, related->match.b) + 1);
	buffer_string(out, ndup_relation_name(related->match.relation));
	if (related->cluster > 0)
		buffer_printf(out, ", in cluster %" PRIu32, related->cluster);
	buffer_string(out, "<td>");
	terminal_percent(out, related->match.coverage_a);
	buffer_string(out, "<td>");
	terminal_percent(out, related->match.coverage_b);
	buffer_string(out, "\n");
}

void
html_related(struct html *html, const struct ndup_cluster *cluster)
{
	struct buffer *out = &html->sink->out;
	size_t i;

	if (cluster->num_related == 0)
		return;
	buffer_string(out,
	    "<h3>Related, just outside</h3><p class=about>These match a member "
	    "and are not in this cluster.<table "
	    "class=related><thead><tr><th>Article<th>"
	    "Published<th>Source<th>Matches<th>Relation<th>In member<th>Of "
	    "member<tbody>\n");
	for (i = 0; i < cluster->num_related && sink_pass(html->sink); i++)
		put_related(html, cluster, &cluster->related[i]);
	buffer_string(out, "</table>\n");
}
