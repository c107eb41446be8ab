/*
 * terminal_columns.c - the passages of a pair, side by side
 *
 * The words of A on the left and those of B on the right, each with its own
 * edits in brackets; on a narrow screen one below the other.
 */
#include <string.h>

#include "report/layout.h"
#include "report/pair_passage.h"
#include "report/terminal.h"

enum {
	INDENT = 2,
	BETWEEN = 3,       /* columns between the two */
	MOST_COLUMN = 72,  /* easy to read */
	LEAST_COLUMN = 28, /* of two; else one below the other */
};

/* Lines of one side, which are taken one after another. */
struct column {
	struct buffer text, lines;
	size_t at;        /* in lines */
	enum style style; /* of the line at hand, as it begins */
};

static void
fill_column(struct column *column, const struct marked *marked, size_t width)
{
	buffer_clear(&column->text);
	buffer_clear(&column->lines);
	marked_write(&column->text, marked);
	layout_wrap(&column->lines, layout_slice(&column->text), 0, width);
	column->at = 0;
	column->style = STYLE_PLAIN;
}

static bool
has_lines(const struct column *column)
{
	return column->at < column->lines.size;
}

/* The next line; "" behind the last one. */
static struct ndup_slice
next_line(struct column *column)
{
	const char *begin, *end;

	if (!has_lines(column))
		return (struct ndup_slice){"", 0};
	begin = column->lines.data + column->at;
	end = memchr(begin, '\n', column->lines.size - column->at);
	column->at += (size_t)(end - begin) + 1;
	return (struct ndup_slice){begin, (size_t)(end - begin)};
}

static void
write_columns(
    struct terminal *terminal, struct column *a, struct column *b, size_t width)
{
	struct buffer *out = &terminal->sink->out;
	struct ndup_slice left, right;

	while (has_lines(a) || has_lines(b)) {
		left = next_line(a);
		right = next_line(b);
		layout_spaces(out, INDENT);
		a->style = terminal_marked(terminal, left, a->style);
		if (right.len > 0) {
			layout_spaces(
			    out, width - layout_width(left) + BETWEEN);
			b->style = terminal_marked(terminal, right, b->style);
		}
		buffer_string(out, "\n");
	}
}

static void
write_one(struct terminal *terminal, const char *name, struct marked *marked)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);

	buffer_string(line, name);
	marked_write(line, marked);
	terminal_paragraph(
	    terminal, STYLE_PLAIN, layout_slice(line), INDENT, false);
}

static void
write_sides(struct terminal *terminal, struct marked *marked)
{
	size_t width = (terminal->width - INDENT - BETWEEN) / 2;
	struct column a = {.at = 0}, b = {.at = 0};

	if (width > MOST_COLUMN)
		width = MOST_COLUMN;
	if (width < LEAST_COLUMN) {
		marked->sides = MARKED_OLD;
		write_one(terminal, "A: ", marked);
		marked->sides = MARKED_NEW;
		write_one(terminal, "B: ", marked);
		return;
	}
	marked->sides = MARKED_OLD;
	fill_column(&a, marked, width);
	marked->sides = MARKED_NEW;
	fill_column(&b, marked, width);
	if (a.text.failed || a.lines.failed || b.text.failed || b.lines.failed)
		terminal->sink->status = NDUP_NOMEM;
	else
		write_columns(terminal, &a, &b, width);
	buffer_free(&a.text);
	buffer_free(&a.lines);
	buffer_free(&b.text);
	buffer_free(&b.lines);
}

/* "[1] 55 words, 3 edits" */
static void
write_label(struct terminal *terminal, size_t number,
    const struct ndup_passage *passage, size_t num_edits)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);

	buffer_printf(line, "[%zu] ", number);
	terminal_count(line, passage->num_words, "word");
	if (num_edits > 0) {
		buffer_string(line, ", ");
		terminal_count(line, num_edits, "edit");
	}
	terminal_line(terminal, STYLE_STRONG, layout_slice(line), INDENT);
}

void
terminal_columns(struct terminal *terminal, const struct ndup_match *match,
    struct ndup_differ *differ)
{
	struct buffer *out = &terminal->sink->out;
	struct pair_texts texts = {.a = {.size = 0}};
	struct marked marked;
	size_t i;

	if (match->num_passages > 0 &&
	    pair_texts_load(&texts, terminal->sink, terminal->scan, match)) {
		for (i = 0;
		     i < match->num_passages && sink_pass(terminal->sink);
		     i++) {
			if (!pair_texts_mark(&texts, terminal->sink, differ,
				&match->passages[i], &marked))
				break;
			buffer_string(out, "\n");
			write_label(terminal, i + 1, &match->passages[i],
			    marked.num_edits);
			write_sides(terminal, &marked);
		}
	}
	pair_texts_free(&texts);
}
