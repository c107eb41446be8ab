/*
 * terminal_lines.c - lines and styles of the report for people
 */
#include <string.h>

#include "layout.h"
#include "terminal.h"

static const char *const codes[NUM_STYLES] = {
    [STYLE_PLAIN] = "\033[0m",
    [STYLE_STRONG] = "\033[1m",
    [STYLE_FAINT] = "\033[2m",
    [STYLE_LEAD] = "\033[1;32m",
    [STYLE_OLD] = "\033[31m",
    [STYLE_NEW] = "\033[32m",
};

void
terminal_style(struct terminal *terminal, enum style style)
{
	if (terminal->options->color)
		buffer_string(&terminal->sink->out, codes[style]);
}

struct buffer *
terminal_empty(struct terminal *terminal, struct buffer *buffer)
{
	if (buffer->failed)
		sink_no_memory(terminal->sink);
	buffer_clear(buffer);
	return buffer;
}

void
terminal_begin(struct terminal *terminal)
{
	const struct ndup_report_options *options = terminal->options;

	terminal->width = options->width;
	terminal->margin = options->plain ? 0 : TERMINAL_TITLE;
}

void
terminal_end(struct terminal *terminal)
{
	struct buffer *buffers[] = {
	    &terminal->scratch, &terminal->more, &terminal->lines};
	size_t i;

	for (i = 0; i < sizeof buffers / sizeof buffers[0]; i++) {
		terminal_empty(terminal, buffers[i]);
		buffer_free(buffers[i]);
	}
	variants_free(&terminal->variants);
}

/* The style that a byte of marked text switches on; false: it is text. */
static bool
find_style(char byte, enum style *style)
{
	switch (byte) {
	case MARK_OLD:
		*style = STYLE_OLD;
		return true;
	case MARK_NEW:
		*style = STYLE_NEW;
		return true;
	case MARK_END:
		*style = STYLE_PLAIN;
		return true;
	default:
		return false;
	}
}

enum style
terminal_marked(
    struct terminal *terminal, struct ndup_slice line, enum style style)
{
	struct buffer *out = &terminal->sink->out;
	size_t i;

	if (style != STYLE_PLAIN)
		terminal_style(terminal, style);
	for (i = 0; i < line.len; i++) {
		if (find_style(line.ptr[i], &style))
			terminal_style(terminal, style);
		else
			buffer_add(out, &line.ptr[i], 1);
	}
	if (style != STYLE_PLAIN)
		terminal_style(terminal, STYLE_PLAIN);
	return style;
}

/* How lines are to be: all but the text. */
struct text_lines {
	size_t indent, width; /* of the text */
	bool bar;
	enum style style; /* of all that is not marked */
};

static void
write_lines(struct terminal *terminal, struct ndup_slice text,
    const struct text_lines *how)
{
	struct buffer *lines = terminal_empty(terminal, &terminal->lines);
	struct buffer *out = &terminal->sink->out;
	enum style style = how->style;
	const char *line, *end, *last;

	layout_wrap(lines, text, how->width);
	/* if memory failed, the last line may lack its end */
	if (lines->failed || lines->size == 0)
		return;
	last = lines->data + lines->size;
	for (line = lines->data; line < last; line = end + 1) {
		end = memchr(line, '\n', (size_t)(last - line));
		layout_spaces(out, how->bar ? how->indent - 2 : how->indent);
		buffer_string(out, how->bar ? "| " : "");
		style = terminal_marked(terminal,
		    (struct ndup_slice){line, (size_t)(end - line)}, style);
		buffer_string(out, "\n");
	}
}

void
terminal_line(struct terminal *terminal, enum style style,
    struct ndup_slice text, size_t indent)
{
	const struct text_lines how = {
	    indent, terminal->width - indent, false, style};

	write_lines(terminal, text, &how);
}

void
terminal_paragraph(struct terminal *terminal, enum style style,
    struct ndup_slice text, size_t indent, bool bar)
{
	struct text_lines how = {indent, terminal->width - indent, bar, style};

	if (how.width > TERMINAL_TEXT && !terminal->options->plain)
		how.width = TERMINAL_TEXT;
	write_lines(terminal, text, &how);
}
