/*
 * html_overview.c - what was read, what was found, and how
 */
#include <inttypes.h>
#include <string.h>

#include "report/html.h"
#include "report/html_text.h"
#include "report/layout.h"
#include "report/terminal.h"

static struct ndup_slice
slice(const char *text)
{
	return (struct ndup_slice){text, strlen(text)};
}

/* ---- counts ------------------------------------------------------------- */

/* One figure; what did not occur is left out unless it is one of the main. */
static void
put_count(struct buffer *out, uint64_t num, const char *name, const char *what)
{
	buffer_string(out, "<div><dt>");
	buffer_string(out, name);
	buffer_string(out, "<dd><b>");
	layout_number(out, num);
	buffer_string(out, "</b> <span>");
	buffer_string(out, what);
	buffer_string(out, "</span></div>\n");
}

static void
put_if_any(struct buffer *out, uint64_t num, const char *name, const char *what)
{
	if (num > 0)
		put_count(out, num, name, what);
}

static void
put_skipped(struct buffer *out, const struct ndup_reader_counts *skipped)
{
	put_if_any(out,
	    skipped->unreadable + skipped->broken + skipped->no_text +
		skipped->too_long,
	    "Skipped", "files and records that could not be read");
	put_if_any(out, skipped->bad_bytes, "Bad bytes",
	    "not valid in the encoding, read as U+FFFD");
	put_if_any(
	    out, skipped->bad_dates, "Bad dates", "that were not understood");
}

void
html_counts(struct html *html)
{
	const struct ndup_counts *counts = ndup_scan_counts(html->scan);
	struct buffer *out = &html->sink->out;

	put_count(out, counts->articles, "Articles", "read and compared");
	put_count(out, counts->clusters, "Clusters", "of articles that match");
	put_count(out, counts->clustered, "Clustered", "articles in clusters");
	put_count(out, counts->identical, "Identical",
	    "have the words of another one");
	put_if_any(out, counts->old, "Old", "only to be compared with");
	put_if_any(out, counts->related, "Related",
	    "match an article of a cluster, but not its lead");
	put_if_any(
	    out, counts->too_short, "Too short", "to be more than identical");
	put_if_any(out, counts->capped, "Capped",
	    "groups too large to compare each with each");
	put_if_any(out, counts->crowded, "Crowded",
	    "have phrases of very many others, not compared with all of them");
	put_if_any(out, counts->unlisted, "Unlisted",
	    "pairs of copies, for which their first ones stand");
	put_if_any(out, counts->boilerplate, "Boilerplate",
	    "passages that count for nothing");
	put_if_any(out, counts->repeated, "Repeated",
	    "came again with the same id and text");
	put_if_any(out, counts->renamed, "Renamed", "had the id of another");
	put_skipped(out, ndup_scan_skipped(html->scan));
}

/* ---- boilerplate -------------------------------------------------------- */

enum { MOST_MARKS = 50, MARK_LENGTH = 400 };

static void
put_mark(struct html *html, const struct ndup_boilerplate *mark)
{
	struct buffer *out = &html->sink->out;
	struct ndup_document document;

	if (!html_document(html, mark->article, &document))
		return;
	buffer_string(out, "<li><bdi lang=\"\">");
	html_line(out,
	    (struct ndup_slice){document.text.ptr + mark->text.begin,
		mark->text.end - mark->text.begin},
	    MARK_LENGTH);
	buffer_string(out, "</bdi> <small>");
	terminal_count(out, mark->num_words, "word");
	buffer_string(out, " in ");
	terminal_count(out, mark->num_articles, "article");
	buffer_string(out, "</small>\n");
}

void
html_boilerplate(struct html *html)
{
	const struct ndup_counts *counts = ndup_scan_counts(html->scan);
	struct buffer *out = &html->sink->out;
	struct ndup_boilerplate mark;
	enum ndup_status status;
	uint64_t i;

	if (counts->boilerplate == 0)
		return;
	buffer_string(out, "<details class=boilerplate><summary>Boilerplate: ");
	terminal_count(out, counts->boilerplate, "passage");
	buffer_string(out, " in ");
	terminal_count(out, counts->boilerplate_articles, "article");
	buffer_string(out, "</summary>\n<ol>\n");
	for (i = 0; (status = ndup_scan_next_boilerplate(html->scan, &mark)) ==
		    NDUP_OK;
	     i++)
		if (i < MOST_MARKS && sink_pass(html->sink))
			put_mark(html, &mark);
	sink_end(html->sink, status);
	buffer_string(out, "</ol>\n");
	if (i > MOST_MARKS)
		buffer_printf(
		    out, "<p>And %" PRIu64 " more.\n", i - MOST_MARKS);
	buffer_string(out, "</details>\n");
}

/* ---- parameters --------------------------------------------------------- */

static void
put_name(struct buffer *out, const char *name)
{
	buffer_string(out, "<dt>");
	buffer_string(out, name);
	buffer_string(out, "<dd>");
}

static void
put_conditions(struct buffer *out, const struct ndup_params *params)
{
	put_name(out, "Articles match if");
	buffer_printf(out, "%u-word phrases have a Jaccard similarity of ",
	    params->shingle_size);
	terminal_percent(out, params->min_jaccard);
	if (params->min_coverage > 0) {
		buffer_string(out, ", or ");
		terminal_percent(out, params->min_coverage);
		buffer_printf(out,
		    " of the shorter one stands in the other, with a run of "
		    "%u words",
		    params->min_run);
	}
	put_name(out, "Shortest passage");
	buffer_printf(out, "%u words", params->min_passage);
	put_name(out, "Time and source");
	if (params->within >= 0)
		buffer_printf(
		    out, "at most %" PRId64 " seconds apart; ", params->within);
	buffer_string(out,
	    params->cross_source ? "only different sources" : "any source");
}

/* "99.63%" */
static void
put_exact(struct buffer *out, double share)
{
	double scaled = share * 10000;
	unsigned parts = (unsigned)(scaled + 0.5);

	buffer_printf(out, "%u.%02u%%", parts / 100, parts % 100);
}

static void
put_search(struct buffer *out, const struct ndup_params *params)
{
	struct ndup_bands bands;

	if (ndup_bands_plan(params, &bands, NULL) != NDUP_OK)
		return;
	put_name(out, "Bands");
	buffer_printf(out, "%u of %u rows, from %u MinHash values",
	    bands.num_bands, bands.num_rows, params->num_bins);
	put_name(out, "Expected recall");
	put_exact(out, bands.recall);
	buffer_string(out, " of the pairs at the threshold; ");
	put_exact(out, params->recall);
	buffer_string(out, " was asked for");
}

static void
put_ignored(struct buffer *out, const struct ndup_params *params)
{
	put_name(out, "Boilerplate");
	if (params->min_boilerplate > 0)
		buffer_printf(out, "from %u articles on, counts for nothing",
		    params->min_boilerplate);
	else
		buffer_string(out, "counts");
	if (params->ignore_text.len > 0) {
		put_name(out, "Text to ignore");
		buffer_printf(out, "%zu bytes", params->ignore_text.len);
	}
}

void
html_method(struct html *html)
{
	const struct ndup_params *params = ndup_scan_params(html->scan);
	const char *command = html->options->command;
	struct buffer *out = &html->sink->out;

	put_conditions(out, params);
	put_search(out, params);
	put_ignored(out, params);
	put_name(out, "Seed");
	buffer_printf(out, "%" PRIu64, params->seed);
	put_name(out, "Version");
	buffer_printf(
	    out, "ndup %s, token rules %d", ndup_version(), NDUP_TOKEN_RULES);
	if (command != NULL) {
		put_name(out, "Command");
		buffer_string(out, "<code><bdi>");
		html_text(out, slice(command));
		buffer_string(out, "</bdi></code>");
	}
	buffer_string(out, "\n");
}
