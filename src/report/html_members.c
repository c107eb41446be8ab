/*
 * html_members.c - the members of a cluster, and what is related to them
 */
#include <inttypes.h>

#include "report/html.h"
#include "report/html_text.h"
#include "report/terminal.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

void
html_lag(struct buffer *out, const struct ndup_time *first,
    const struct ndup_time *time)
{
	int64_t lag = time->seconds - first->seconds;
	bool dates = first->precision == NDUP_TIME_DATE ||
		     time->precision == NDUP_TIME_DATE;

	if (first->precision == NDUP_TIME_UNKNOWN ||
	    time->precision == NDUP_TIME_UNKNOWN || lag < 0)
		return;
	if (dates && lag < DAY)
		buffer_string(out, "same day");
	else if (dates || lag >= 2 * DAY)
		buffer_printf(out, "%" PRId64 " d", lag / DAY);
	else if (lag >= HOUR)
		buffer_printf(out, "%" PRId64 " h %" PRId64 " min", lag / HOUR,
		    lag % HOUR / MINUTE);
	else
		buffer_printf(out, "%" PRId64 " min", lag / MINUTE);
}

bool
html_has_new(const struct html *html)
{
	return html->only == NULL && !ndup_scan_params(html->scan)->no_passages;
}

const char *
html_relation(const struct html *html, enum ndup_relation relation)
{
	return html->unmatched && relation != NDUP_LEAD
		   ? "no match"
		   : ndup_relation_name(relation);
}

/* Number, title and id; time and lag; source. */
static void
put_article(struct html *html, const struct ndup_cluster *cluster, size_t i,
    const struct ndup_document *document)
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
	if (i == 0)
		buffer_string(out, "first");
	else if (html_document(html, cluster->first, &first))
		html_lag(out, &first.published, &document->published);
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
	put_article(html, cluster, i, &document);
	buffer_printf(out, "<td>%" PRIu32 "<td>", member->num_words);
	buffer_string(out, html_relation(html, member->relation));
	buffer_string(out, member->old ? ", old<td>" : "<td>");
	if (!lead)
		terminal_percent(out, member->coverage);
	buffer_string(out, "<td>");
	if (!lead)
		terminal_percent(out, member->coverage_of_lead);
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
	    html_member(cluster, related->match) + 1);
	buffer_string(out, ndup_relation_name(related->relation));
	buffer_string(out, "<td>");
	terminal_percent(out, related->coverage);
	buffer_string(out, "<td>");
	terminal_percent(out, related->coverage_of_match);
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
	    "but not the lead.<table class=related><thead><tr><th>Article<th>"
	    "Published<th>Source<th>Matches<th>Relation<th>In member<th>Of "
	    "member<tbody>\n");
	for (i = 0; i < cluster->num_related && sink_pass(html->sink); i++)
		put_related(html, cluster, &cluster->related[i]);
	buffer_string(out, "</table>\n");
}
