/*
 * html_limit.c - which clusters keep their texts
 *
 * Those of most articles first, until the limit is reached.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "report/html.h"
#include "report/layout.h"
#include "report/terminal.h"

struct volume {
	uint32_t cluster; /* its number less 1 */
	uint32_t num_members;
	uint64_t bytes;
};

static int
by_members(const void *left, const void *right)
{
	const struct volume *x = left, *y = right;

	if (x->num_members != y->num_members)
		return x->num_members > y->num_members ? -1 : 1;
	return x->cluster < y->cluster ? -1 : x->cluster > y->cluster;
}

/* Fills in what the cluster at this place holds. */
static enum ndup_status
weigh(struct html *html, uint32_t place, struct volume *volume)
{
	struct ndup_document document;
	struct ndup_cluster cluster;
	enum ndup_status status;
	size_t i;

	status = ndup_scan_outline(html->scan, place, &cluster);
	if (status != NDUP_OK)
		return status;
	volume->cluster = cluster.number - 1;
	volume->num_members = (uint32_t)cluster.num_members;
	for (i = 0; i < cluster.num_members; i++) {
		status = ndup_scan_document(
		    html->scan, cluster.members[i].article, &document);
		if (status != NDUP_OK)
			return status;
		volume->bytes += document.text.len;
	}
	return NDUP_OK;
}

static enum ndup_status
choose(struct html *html, struct volume *volumes)
{
	enum ndup_status status;
	uint64_t sum = 0;
	uint32_t i, num = 0;

	while ((status = weigh(html, num, &volumes[num])) == NDUP_OK)
		num++;
	if (status != NDUP_END)
		return status;
	html->num_clusters = num;
	if (num > 1)
		qsort(volumes, num, sizeof *volumes, by_members);
	for (i = 0; i < num; i++) {
		sum += volumes[i].bytes;
		if (sum > html->options->text_limit)
			break;
		html->full[volumes[i].cluster] = true;
		html->num_full++;
	}
	return NDUP_OK;
}

void
html_limit(struct html *html)
{
	size_t num = ndup_scan_counts(html->scan)->clusters + 1;
	struct volume *volumes = memory_new(num, sizeof *volumes);

	html->full = memory_new(num, sizeof *html->full);
	if (volumes == NULL || html->full == NULL)
		html->sink->status = NDUP_NOMEM;
	else
		html->sink->status = choose(html, volumes);
	memory_free(volumes);
}

void
html_limit_note(struct html *html)
{
	struct buffer *out = &html->sink->out;

	if (html->num_full == html->num_clusters)
		return;
	buffer_string(out, "<p class=left-out>");
	terminal_count(out, html->num_clusters - html->num_full, "cluster");
	buffer_string(out, " of ");
	layout_number(out, html->num_clusters);
	buffer_string(out,
	    ", the smallest, are here without the texts of their articles: "
	    "all texts together would have taken more than the ");
	layout_number(out, html->options->text_limit);
	buffer_string(out, " bytes of --report-limit.\n");
}
