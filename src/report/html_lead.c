/*
 * html_lead.c - the lead's text: its passages marked, and beside each paragraph
 * how many other members have most of it
 *
 * The element's text is the article's, but for what stands in <i> and <sup>:
 * numbers, and why words do not count.  The script reads it there.
 */
#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "html.h"
#include "html_text.h"

enum { NUM_COLORS = 6, TENTHS = 10, LONG_LINE = 100 };

struct lead {
	struct html *html;
	const struct ndup_cluster *cluster;
	uint32_t member;
	struct ndup_slice text;
	const struct html_place *places; /* by place */
	size_t num_places;
	bool wrapped;               /* lines end where there was no room */
	struct ndup_span paragraph; /* with the line ends after it */
};

/* ---- paragraphs --------------------------------------------------------- */

static bool
paragraph_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* The end of the line from here on, before its newline. */
static size_t
line_end(struct ndup_slice text, size_t at)
{
	const char *found = memchr(text.ptr + at, '\n', text.len - at);

	return found == NULL ? text.len : (size_t)(found - text.ptr);
}

static bool
is_empty_line(struct ndup_slice text, size_t at, size_t end)
{
	while (at < end && paragraph_is_blank(text.ptr[at]))
		at++;
	return at == end;
}

/* Whether paragraphs have an empty line between them and no line is long: then
 * a single line end means nothing.  Else each line is a paragraph. */
static bool
is_wrapped(struct ndup_slice text)
{
	size_t at, end;
	bool empty = false;

	for (at = 0; at < text.len; at = end + 1) {
		end = line_end(text, at);
		if (is_empty_line(text, at, end))
			empty = true;
		else if (html_units((struct ndup_slice){
			     text.ptr + at, end - at}) > LONG_LINE)
			return false;
	}
	return empty;
}

/* Where the paragraph that begins here ends: empty lines before it and after
 * it are its own. */
static uint32_t
paragraph_end(const struct lead *lead, size_t at)
{
	struct ndup_slice text = lead->text;
	bool begun = false, over = false, empty;
	size_t end;

	for (; at < text.len; at = end + 1) {
		end = line_end(text, at);
		empty = is_empty_line(text, at, end);
		if (!empty && over)
			return (uint32_t)at;
		begun = begun || !empty;
		over = begun && (empty || !lead->wrapped);
	}
	return (uint32_t)text.len;
}

/* ---- how many members have it ------------------------------------------- */

static uint32_t
overlap(struct ndup_span x, struct ndup_span y)
{
	uint32_t begin = x.begin > y.begin ? x.begin : y.begin;
	uint32_t end = x.end < y.end ? x.end : y.end;

	return end > begin ? end - begin : 0;
}

/* Adds so many bytes to each other member that has the passage. */
static void
lead_hold(
    const struct lead *lead, const struct ndup_shared *passage, uint32_t bytes)
{
	const struct ndup_occurrence *place = passage->occurrences;
	uint32_t member, last = lead->member;
	size_t i;

	for (i = 0; i < passage->num_occurrences; i++) {
		member = html_member(lead->cluster, place[i].article);
		if (member == lead->member || member == last)
			continue;
		lead->html->held[member] += bytes;
		last = member;
	}
}

/* Other members that have half of the paragraph or more. */
static size_t
count_holders(const struct lead *lead)
{
	struct ndup_span paragraph = lead->paragraph;
	size_t i, num = 0, members = lead->cluster->num_members;
	const struct html_place *place = lead->places;
	uint32_t bytes;

	memset(lead->html->held, 0, members * sizeof *lead->html->held);
	while (paragraph.end > paragraph.begin &&
	       (paragraph_is_blank(lead->text.ptr[paragraph.end - 1]) ||
		   lead->text.ptr[paragraph.end - 1] == '\n'))
		paragraph.end--;
	for (i = 0; i < lead->num_places; i++, place++) {
		bytes = overlap(place->bytes, paragraph);
		if (bytes > 0 && place->passage > 0)
			lead_hold(lead,
			    &lead->cluster->passages[place->passage - 1],
			    bytes);
	}
	for (i = 0; i < members; i++)
		num += lead->html->held[i] > 0 &&
		       2 * (uint64_t)lead->html->held[i] >=
			   paragraph.end - paragraph.begin;
	return num;
}

/* ---- marks -------------------------------------------------------------- */

static void
put_stretch(const struct lead *lead, uint32_t begin, uint32_t end)
{
	if (end > begin)
		html_text(&lead->html->sink->out,
		    (struct ndup_slice){lead->text.ptr + begin, end - begin});
}

/* The part of a place that stands in the paragraph, from `begin` on. */
static void
lead_put_place(
    const struct lead *lead, const struct html_place *place, uint32_t begin)
{
	uint32_t end = place->bytes.end < lead->paragraph.end
			   ? place->bytes.end
			   : lead->paragraph.end;
	struct buffer *out = &lead->html->sink->out;

	if (place->passage == 0) {
		buffer_string(out, "<s>");
		put_stretch(lead, begin, end);
		if (end == place->bytes.end)
			html_note(lead->html, place->ignored);
		buffer_string(out, "</s>");
		return;
	}
	buffer_printf(out, "<mark class=k%u>",
	    (unsigned)(place->passage - 1) % NUM_COLORS);
	if (begin == place->bytes.begin)
		buffer_printf(out, "<sup>%u</sup>", (unsigned)place->passage);
	put_stretch(lead, begin, end);
	buffer_string(out, "</mark>");
}

static void
put_paragraph(const struct lead *lead)
{
	size_t holders = count_holders(lead), i;
	size_t others = lead->cluster->num_members - 1;
	struct buffer *out = &lead->html->sink->out;
	uint32_t at = lead->paragraph.begin, begin;
	const struct html_place *place;

	assert(holders <= others);
	if (holders > 0)
		buffer_printf(out, "<p class=h%zu><i>%zu</i>",
		    (TENTHS * holders + others - 1) / others, holders);
	else
		buffer_string(out, "<p>");
	for (i = 0; i < lead->num_places; i++) {
		place = &lead->places[i];
		begin = place->bytes.begin > at ? place->bytes.begin : at;
		if (place->bytes.end <= begin || begin >= lead->paragraph.end)
			continue;
		put_stretch(lead, at, begin);
		lead_put_place(lead, place, begin);
		at = place->bytes.end < lead->paragraph.end
			 ? place->bytes.end
			 : lead->paragraph.end;
	}
	put_stretch(lead, at, lead->paragraph.end);
}

static void
lead_put_text(struct lead *lead)
{
	struct buffer *out = &lead->html->sink->out;
	uint32_t begin = 0;

	lead->wrapped = is_wrapped(lead->text);
	buffer_string(out, "<div class=text lang=\"\" dir=auto>");
	while (begin < lead->text.len && sink_pass(lead->html->sink)) {
		lead->paragraph.begin = begin;
		lead->paragraph.end = begin = paragraph_end(lead, begin);
		put_paragraph(lead);
	}
	buffer_string(out, "</div>\n");
}

void
html_lead(struct html *html, const struct ndup_cluster *cluster)
{
	struct ndup_document document;
	struct lead lead = {.html = html, .cluster = cluster};

	if (memory_grow(html->held, cluster->num_members) != NDUP_OK)
		sink_no_memory(html->sink);
	if (!sink_pass(html->sink) ||
	    !html_document(html, cluster->lead, &document))
		return;
	lead.member = html_member(cluster, cluster->lead);
	lead.text = document.text;
	lead.places =
	    html_places_of(&html->places, lead.member, &lead.num_places);
	buffer_string(&html->sink->out, "<h3>The lead</h3>\n");
	lead_put_text(&lead);
}
