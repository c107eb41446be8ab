/*
 * html.c - the report as one page, for people
 *
 * page.html has marks, <?name?>, where results go; the build has put style and
 * script into it already.  The page is written from its beginning to its end,
 * cluster by cluster.
 */
#include <string.h>

#include "compare/relation.h"
#include "base/memory.h"
#include "html.h"
#include "html_text.h"
#include "report.h"
#include "terminal.h"

/* ---- a section for each cluster ------------------------------------------ */

/*
 * Tables and text stand in a noscript element: where scripts run it is a
 * single text to the browser, which the script makes into elements when the
 * cluster is opened; so that a page of thousands of clusters opens at once.
 */

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

static void
html_clusters(struct html *html)
{
	const struct ndup_cluster *cluster;
	enum ndup_status status;

	if (html->only != NULL) {
		html_write_cluster(html, html->only);
		return;
	}
	while ((status = ndup_scan_next_cluster(
		    html->scan, &cluster, sink_error(html->sink))) == NDUP_OK)
		if (sink_pass(html->sink))
			html_write_cluster(html, cluster);
	sink_end(html->sink, status);
}

/* ---- the report as one page, for people ---------------------------------- */

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
html_find(const char *from, const char *end, const char *what)
{
	const char *found =
	    memmem(from, (size_t)(end - from), what, strlen(what));

	return found == NULL ? end : found;
}

/* The page from its beginning to its end. */
static void
html_page(struct html *html)
{
	const char *at = (const char *)page_html, *mark;
	const char *end = at + page_html_size;
	struct buffer *out = &html->sink->out;

	while (at < end) {
		mark = html_find(at, end, "<?");
		buffer_add(out, at, (size_t)(mark - at));
		if (mark == end)
			return;
		mark += 2;
		at = html_find(mark, end, "?>");
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

static void
html_free(struct html *html)
{
	html_places_free(&html->places);
	memory_free(html->full);
	memory_free(html->held);
	memory_free(html->hashes);
	buffer_free(&html->copy);
	memory_free(html->wordings.items);
	memory_free(html->wordings.of);
	buffer_free(&html->wordings.text);
	memory_free((void *)html->notes.items);
	ndup_differ_free(html->differ);
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

/* ---- two articles as a page ---------------------------------------------- */

/*
 * The page of a scan whose only cluster is the pair, with the left one for its
 * lead, whether they match or not; it opens with the two side by side.
 */

struct twosome {
	struct ndup_cluster cluster;
	struct ndup_member members[2]; /* the earlier one first */
	struct ndup_shared *passages;
	struct ndup_occurrence *occurrences; /* two of each passage */
	struct ndup_ignored *ignored;        /* of both */
	size_t ignored_capacity;
};

/* Fills in what of one side counts for nothing, behind what is there. */
static bool
html_add_ignored(struct twosome *twosome, struct ndup_member *member,
    struct sink *sink, struct ndup_scan *scan, size_t *num)
{
	const struct ndup_ignored *ignored;
	size_t more, i;

	if (!sink_ignored(sink, scan, member->article, &ignored, &more))
		return false;
	/* one more: there are items to point at even if there are none */
	if (memory_grow(twosome->ignored, *num + more + 1) != NDUP_OK) {
		sink_no_memory(sink);
		return false;
	}
	for (i = 0; i < more; i++)
		twosome->ignored[*num + i] = ignored[i];
	member->num_ignored = more;
	*num += more;
	return true;
}

static bool
html_fill_ignored(
    struct twosome *twosome, struct sink *sink, struct ndup_scan *scan)
{
	struct ndup_member *members = twosome->members;
	size_t num = 0;

	if (!html_add_ignored(twosome, &members[0], sink, scan, &num) ||
	    !html_add_ignored(twosome, &members[1], sink, scan, &num))
		return false;
	members[0].ignored = twosome->ignored;
	members[1].ignored = twosome->ignored + members[0].num_ignored;
	return true;
}

static void
html_describe(struct twosome *twosome, const struct ndup_match *match,
    const struct ndup_scan *scan)
{
	struct ndup_member lead = {.article = match->a,
	    .match = {.a = match->a, .b = match->a, .relation = NDUP_LEAD},
	    .num_words = ndup_scan_num_words(scan, match->a)};
	struct ndup_member other = {.article = match->b,
	    .match = {.a = match->b,
		.b = match->a,
		.relation = relation_turn(match->relation),
		.coverage_a = match->coverage_b,
		.coverage_b = match->coverage_a,
		.num_facts = match->num_facts,
		.same_form = match->same_form},
	    .num_words = ndup_scan_num_words(scan, match->b)};
	bool first = match->a < match->b;

	twosome->members[0] = first ? lead : other;
	twosome->members[1] = first ? other : lead;
	twosome->cluster = (struct ndup_cluster){.number = 1,
	    .lead = match->a,
	    .first = twosome->members[0].article,
	    .members = twosome->members,
	    .num_members = 2,
	    .weakest = match->strength,
	    .passages = twosome->passages,
	    .num_passages = match->num_passages};
}

static void
html_add_passage(
    struct twosome *twosome, const struct ndup_match *match, size_t i)
{
	const struct ndup_passage *passage = &match->passages[i];
	struct ndup_occurrence a = {match->a, passage->a};
	struct ndup_occurrence b = {match->b, passage->b};
	struct ndup_occurrence *pair = twosome->occurrences + 2 * i;

	pair[0] = match->a < match->b ? a : b;
	pair[1] = match->a < match->b ? b : a;
	twosome->passages[i] =
	    (struct ndup_shared){passage->num_words, pair, 2};
}

static bool
html_fill(struct twosome *twosome, const struct ndup_match *match,
    struct sink *sink, struct ndup_scan *scan)
{
	size_t num = match->num_passages, i;

	twosome->passages = memory_new(num + 1, sizeof *twosome->passages);
	twosome->occurrences =
	    memory_new(2 * num + 1, sizeof *twosome->occurrences);
	if (twosome->passages == NULL || twosome->occurrences == NULL) {
		sink_no_memory(sink);
		return false;
	}
	for (i = 0; i < num; i++)
		html_add_passage(twosome, match, i);
	html_describe(twosome, match, scan);
	return html_fill_ignored(twosome, sink, scan);
}

void
html_pair(struct sink *sink, struct ndup_scan *scan, const struct pair *pair,
    const struct ndup_report_options *options)
{
	struct twosome twosome = {.passages = NULL};
	struct html html = {.sink = sink,
	    .scan = scan,
	    .options = options,
	    .only = &twosome.cluster,
	    .unmatched = !pair->matches,
	    .num_clusters = 1,
	    .num_full = 1};

	html.full = memory_new(1, sizeof *html.full);
	if (html.full == NULL) {
		sink_no_memory(sink);
	} else if (html_fill(&twosome, pair->match, sink, scan)) {
		html.full[0] = true;
		html_page(&html);
	}
	memory_free(twosome.passages);
	memory_free(twosome.occurrences);
	memory_free(twosome.ignored);
	html_free(&html);
}
