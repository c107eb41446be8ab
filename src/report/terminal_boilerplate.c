/*
 * terminal_boilerplate.c - what counts for nothing
 *
 * How much of it a cluster's members have; and in the summary the passages that
 * most articles have, each in one line.
 */
#include "report/escape.h"
#include "report/layout.h"
#include "report/prose.h"
#include "report/terminal.h"

enum { MAX_SHOWN = 5, GAP = 2, PLAIN_WIDTH = 200 };

void
terminal_ignored(struct terminal *terminal, const struct ndup_cluster *cluster)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);
	uint32_t least = UINT32_MAX, most = 0, words;
	size_t num = 0, i;

	for (i = 0; i < cluster->num_members; i++) {
		if ((words = cluster->members[i].ignored_words) == 0)
			continue;
		least = words < least ? words : least;
		most = words > most ? words : most;
		num++;
	}
	if (num == 0)
		return;
	buffer_string(line, "Not counted: ");
	if (least < most) {
		layout_number(line, least);
		buffer_string(line, " to ");
	}
	terminal_count(line, most, "word");
	buffer_string(line, " of boilerplate in ");
	layout_number(line, num);
	buffer_string(line, " of ");
	terminal_count(line, cluster->num_members, "article");
	buffer_string(&terminal->sink->out, "\n");
	terminal_line(
	    terminal, STYLE_PLAIN, layout_slice(line), terminal->margin);
}

/* ---- in the summary ----------------------------------------------------- */

/* "95 articles  Subscribe to our newsletter and never miss a story from the…";
 * returns the width of what stands before the text: at least so much. */
static size_t
write_passage(struct terminal *terminal,
    const struct ndup_boilerplate *boilerplate, size_t width)
{
	struct buffer *label = terminal_empty(terminal, &terminal->more);
	struct buffer *text = terminal_empty(terminal, &terminal->scratch);
	struct buffer *out = &terminal->sink->out;
	bool plain = terminal->options->plain;
	struct ndup_document document;
	size_t room;

	if (!sink_document(terminal->sink, terminal->scan, boilerplate->article,
		&document))
		return width;
	terminal_count(label, boilerplate->num_articles, "article");
	if (layout_width(layout_slice(label)) > width || plain)
		width = layout_width(layout_slice(label));
	escape_terminal(text, prose_slice(document.text, boilerplate->text));
	layout_spaces(out, plain ? 0 : TERMINAL_INDENT);
	layout_cell(out, layout_slice(label), width, true);
	buffer_string(out, plain ? ": " : "  ");
	room = terminal->width - (plain ? 0 : TERMINAL_INDENT) - GAP;
	if (plain && room > PLAIN_WIDTH)
		room = PLAIN_WIDTH;
	layout_cut_end(
	    out, layout_slice(text), room > width ? room - width : 1);
	buffer_string(out, "\n");
	return width;
}

static void
write_heading(struct terminal *terminal, const struct ndup_counts *counts)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);

	terminal_count(line, counts->boilerplate, "passage");
	buffer_string(line, " of boilerplate in ");
	terminal_count(line, counts->boilerplate_articles, "article");
	buffer_string(line, counts->boilerplate == 1 ? " counts" : " count");
	buffer_string(line, " for nothing:");
	terminal_line(
	    terminal, STYLE_PLAIN, layout_slice(line), terminal->margin);
}

void
terminal_boilerplate(struct terminal *terminal)
{
	const struct ndup_counts *counts = ndup_scan_counts(terminal->scan);
	struct buffer *out = &terminal->sink->out;
	struct ndup_boilerplate boilerplate;
	enum ndup_status status;
	size_t num = 0, width = 0;

	if (counts->boilerplate == 0)
		return;
	write_heading(terminal, counts);
	while ((status = ndup_scan_next_boilerplate(
		    terminal->scan, &boilerplate)) == NDUP_OK) {
		if (num++ < MAX_SHOWN)
			width = write_passage(terminal, &boilerplate, width);
	}
	sink_end(terminal->sink, status);
	layout_spaces(out, terminal->options->plain ? 0 : TERMINAL_INDENT);
	if (num > MAX_SHOWN) {
		buffer_string(out, "and ");
		layout_number(out, num - MAX_SHOWN);
		buffer_string(out, " more (--format jsonl shows all); ");
	}
	buffer_string(out, "--boilerplate keep counts all\n");
}
