/*
 * html_boilerplate.c - what stands, as a table; and why words do not count
 */
#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "html.h"
#include "html_text.h"
#include "layout.h"
#include "repeated.h"
#include "terminal.h"

/* ---- the list ------------------------------------------------------------- */

enum { MOST_ROWS = 1000, ROW_TEXT = 240 };

static void
put_number_cell(struct buffer *out, uint64_t number)
{
	buffer_string(out, "<td>");
	if (number > 0)
		layout_number(out, number);
}

/* Number, text, articles, sources, from when to when, days. */
static void
put_boilerplate_row(
    struct html *html, const struct ndup_boilerplate *found, uint32_t number)
{
	struct buffer *out = &html->sink->out;
	struct ndup_document document;

	if (!html_document(html, found->article, &document))
		return;
	buffer_printf(out,
	    "<tr id=b%" PRIu32 "><td>%" PRIu32 "<th><bdi lang=\"\">", number,
	    number);
	html_line(out,
	    (struct ndup_slice){document.text.ptr + found->span.begin,
		found->span.end - found->span.begin},
	    ROW_TEXT);
	buffer_string(out, "</bdi>");
	if (found->num_titles > 0) {
		buffer_string(out, "<small>A page: ");
		repeated_page(out, found);
		buffer_string(out, "</small>");
	}
	put_number_cell(out, found->num_articles);
	put_number_cell(out, found->num_sources);
	buffer_string(out, "<td>");
	repeated_when(out, found);
	put_number_cell(out, repeated_days(found));
	buffer_string(out, "\n");
}

static void
put_boilerplate_table(struct html *html)
{
	uint64_t num = ndup_scan_counts(html->scan)->boilerplate;
	struct buffer *out = &html->sink->out;
	const struct ndup_boilerplate *found;
	uint32_t number;

	buffer_string(out,
	    "<table class=standing><thead><tr><th>#<th>Text<th>Articles<th>"
	    "Sources<th>Published<th>Days<tbody>\n");
	for (number = 1; number <= num && number <= MOST_ROWS; number++) {
		if (!sink_pass(html->sink) ||
		    !sink_boilerplate(html->sink, html->scan, number, &found))
			return;
		put_boilerplate_row(html, found, number);
	}
	buffer_string(out, "</table>\n");
}

/* What the table has no room for. */
static void
put_boilerplate_rest(struct html *html, uint64_t num)
{
	const char *all = html->options->all_boilerplate;
	struct buffer *out = &html->sink->out;

	if (num <= MOST_ROWS)
		return;
	buffer_string(out, "<p class=about>And ");
	layout_number(out, num - MOST_ROWS);
	buffer_string(out, " more");
	if (all != NULL) {
		buffer_string(out, ": <code>");
		html_text(out, (struct ndup_slice){all, strlen(all)});
		buffer_string(out, "</code> shows all");
	}
	buffer_string(out, ".\n");
}

void
html_boilerplate(struct html *html)
{
	const struct ndup_counts *counts = ndup_scan_counts(html->scan);
	struct buffer *out = &html->sink->out;

	if (counts->boilerplate > 0) {
		buffer_string(
		    out, "<details class=boilerplate id=boilerplate><summary>");
		repeated_found(out, counts);
		buffer_string(out, "</summary>\n");
		put_boilerplate_table(html);
		put_boilerplate_rest(html, counts->boilerplate);
		buffer_string(out, "</details>\n");
	}
	if (counts->credit_words > 0) {
		buffer_string(out, "<p class=about>");
		repeated_credits(out, counts);
		buffer_string(out, ".\n");
	}
}

/* ---- why words of an article do not count --------------------------------- */

/* Its number in the list of the page; 0: it is not there. */
static uint32_t
number_in_page(const struct ndup_ignored *ignored)
{
	return ignored->number <= MOST_ROWS ? ignored->number : 0;
}

/* The words have nothing that is to be escaped. */
static void
put_why(struct html *html, const struct ndup_ignored *ignored)
{
	repeated_why(html->sink, html->scan, ignored);
}

void
html_note(struct html *html, const struct ndup_ignored *ignored)
{
	struct buffer *out = &html->sink->out;
	uint32_t number = number_in_page(ignored);

	buffer_string(out, "<sup>not counted: ");
	if (number > 0)
		buffer_printf(out, "<a href=#b%" PRIu32 ">", number);
	put_why(html, ignored);
	buffer_string(out, number > 0 ? "</a></sup>" : "</sup>");
}

size_t
html_note_of(struct html *html, const struct ndup_ignored *ignored)
{
	struct html_notes *notes = &html->notes;
	size_t i;

	for (i = 0; i < notes->num; i++)
		if (notes->items[i]->reason == ignored->reason &&
		    notes->items[i]->number == ignored->number)
			return i;
	if (memory_grow(notes->items, notes->num + 1) != NDUP_OK)
		sink_no_memory(html->sink);
	else
		notes->items[notes->num++] = ignored;
	return i;
}

void
html_put_notes(struct html *html)
{
	struct html_notes *notes = &html->notes;
	struct buffer *out = &html->sink->out;
	size_t i;

	for (i = 0; i < notes->num && sink_pass(html->sink); i++) {
		buffer_string(out, i > 0 ? ",[\"" : "[\"");
		put_why(html, notes->items[i]);
		buffer_printf(
		    out, "\",%" PRIu32 "]", number_in_page(notes->items[i]));
	}
	notes->num = 0;
}
