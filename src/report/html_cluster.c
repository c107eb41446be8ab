/*
 * html_cluster.c - a section for each cluster
 *
 * Tables and text stand in a noscript element: where scripts run it is a
 * single text to the browser, which the script makes into elements when the
 * cluster is opened; so that a page of thousands of clusters opens at once.
 */
#include "html.h"
#include "html_text.h"
#include "layout.h"
#include "terminal.h"

static void
put_heading(struct html *html, const struct ndup_cluster *cluster)
{
	struct buffer *out = &html->sink->out;
	struct ndup_document lead;

	if (!html_document(html, cluster->lead, &lead))
		return;
	buffer_printf(out, "<section id=c%u class=cluster><noscript><h2><bdi>",
	    cluster->number);
	html_title(html, &lead);
	buffer_string(out, "</bdi></h2>\n<p class=about>");
	terminal_count(out, cluster->num_members, "article");
	buffer_string(out, " · ");
	html_times(html, cluster);
	html_sources(html, cluster);
	buffer_string(out, " · weakest link ");
	terminal_percent(out, cluster->weakest);
	buffer_string(out, "\n");
}

static void
html_write_cluster(struct html *html, const struct ndup_cluster *cluster)
{
	struct buffer *out = &html->sink->out;
	bool full = html->full[cluster->number - 1];

	put_heading(html, cluster);
	html_members(html, cluster);
	if (full) {
		html_places_find(
		    &html->places, html->sink, html->scan, cluster);
		html_lead(html, cluster);
	} else {
		buffer_string(out,
		    "<p class=left-out>The texts of this cluster were left "
		    "out: all of them would have made the report larger than "
		    "its limit allows.\n");
	}
	html_related(html, cluster);
	buffer_string(out, "</noscript>\n");
	if (full)
		html_data(html, cluster);
	buffer_string(out, "</section>\n");
}

void
html_clusters(struct html *html)
{
	struct ndup_cluster cluster;
	enum ndup_status status;

	if (html->only != NULL) {
		html_write_cluster(html, html->only);
		return;
	}
	while (
	    (status = ndup_scan_next_cluster(html->scan, &cluster)) == NDUP_OK)
		if (sink_pass(html->sink))
			html_write_cluster(html, &cluster);
	sink_end(html->sink, status);
}
