/*
 * html.c - the report as one page, for people
 *
 * page.html has marks, <?name?>, where results go; the build has put style and
 * script into it already.  The page is written from its beginning to its end,
 * cluster by cluster.
 */
#include <string.h>

#include "base/memory.h"
#include "report/html.h"
#include "report/page.h"
#include "report/report.h"

/* What the page shows when it is opened without an address. */
static void
html_view(struct html *html)
{
	if (html->only != NULL)
		buffer_string(&html->sink->out,
		    html->only->lead == html->only->first ? "#c1/1/2"
							  : "#c1/2/1");
}

static const struct {
	const char *name;
	void (*write)(struct html *);
} parts[] = {
    {"view", html_view},
    {"counts", html_counts},
    {"histograms", html_histograms},
    {"boilerplate", html_boilerplate},
    {"method", html_method},
    {"limit", html_limit_note},
    {"list", html_list},
    {"clusters", html_clusters},
};

static void
write_part(struct html *html, struct ndup_slice name)
{
	size_t i;

	for (i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (strlen(parts[i].name) == name.len &&
		    memcmp(parts[i].name, name.ptr, name.len) == 0)
			parts[i].write(html);
}

static const char *
find(const char *from, const char *end, const char *what)
{
	const char *found =
	    memmem(from, (size_t)(end - from), what, strlen(what));

	return found == NULL ? end : found;
}

void
html_page(struct html *html)
{
	const char *at = (const char *)page_html, *mark;
	const char *end = at + page_html_size;
	struct buffer *out = &html->sink->out;

	while (at < end) {
		mark = find(at, end, "<?");
		buffer_add(out, at, (size_t)(mark - at));
		if (mark == end)
			return;
		mark += 2;
		at = find(mark, end, "?>");
		write_part(
		    html, (struct ndup_slice){mark, (size_t)(at - mark)});
		at += 2;
	}
}

bool
html_document(
    struct html *html, uint32_t article, struct ndup_document *document)
{
	return sink_document(html->sink, html->scan, article, document);
}

void
html_write(struct sink *sink, struct ndup_scan *scan,
    const struct ndup_report_options *options)
{
	struct html html = {.sink = sink, .scan = scan, .options = options};

	html_limit(&html);
	if (sink_pass(sink))
		html_page(&html);
	html_free(&html);
}

void
html_free(struct html *html)
{
	html_places_free(&html->places);
	memory_free(html->full);
	memory_free(html->held);
	memory_free(html->hashes);
	buffer_free(&html->copy);
}
