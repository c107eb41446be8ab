/*
 * terminal_pair.c - two articles, for people
 *
 * What they are, whether they match and why, all measures, and then their
 * passages side by side.
 */
#include <inttypes.h>
#include <string.h>

#include "base/json.h"
#include "escape.h"
#include "layout.h"
#include "terminal.h"
#include "variants.h"

/* ---- the passages of a pair, side by side -------------------------------- */

/*
 * The words of A on the left and those of B on the right, each with its own
 * edits in brackets; on a narrow screen one below the other.
 */

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
	layout_wrap(&column->lines, layout_slice(&column->text), width);
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
pair_next_line(struct column *column)
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
		left = pair_next_line(a);
		right = pair_next_line(b);
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
		sink_no_memory(terminal->sink);
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

/* The passages of a pair, side by side. */
static void
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

/* ---- two articles, for people -------------------------------------------- */

enum { NAME_WIDTH = 22, SHARE_WIDTH = 6 };

/* "A  2024-03-11, NORD, 330 words", and below it id and title or opening. */
static void
write_article(struct terminal *terminal, const char *name, uint32_t article)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);
	struct buffer *out = &terminal->sink->out;
	struct ndup_document document;
	struct ndup_slice opening;
	char time[TERMINAL_TIME];

	if (!sink_document(terminal->sink, terminal->scan, article, &document))
		return;
	buffer_printf(line, "%s  ", name);
	escape_terminal(line, document.id);
	terminal_line(terminal, STYLE_STRONG, layout_slice(line), 0);
	line = terminal_empty(terminal, &terminal->more);
	if (document.published.precision != NDUP_TIME_UNKNOWN)
		buffer_printf(
		    line, "%s, ", terminal_time(&document.published, time));
	if (document.source.len > 0) {
		escape_terminal(line, document.source);
		buffer_string(line, ", ");
	}
	if (terminal_notice(line, &document))
		buffer_string(line, ", ");
	terminal_count(
	    line, ndup_scan_num_words(terminal->scan, article), "word");
	terminal_line(terminal, STYLE_PLAIN, layout_slice(line), 3);
	opening = terminal_opening(terminal, &document);
	layout_spaces(out, 3);
	layout_cut_end(out, opening, terminal->width - 3);
	buffer_string(out, "\n");
}

const char *
terminal_relation(const struct ndup_match *match)
{
	switch (match->relation) {
	case NDUP_EXCERPT:
		return "A is an excerpt of B";
	case NDUP_EXTENSION:
		return "A is an extension of B";
	default:
		return ndup_relation_name(match->relation);
	}
}

/* "They match: partial reuse.  37% of A stands in B, 38% of B in A." */
static void
write_verdict(struct terminal *terminal, const struct pair *pair)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);

	if (pair->matches) {
		buffer_printf(
		    line, "They match: %s", terminal_relation(pair->match));
		terminal_facts(line, pair->match);
		buffer_string(line, ". ");
	} else {
		buffer_string(line, "They do not match. ");
	}
	terminal_percent(line, pair->match->coverage_a);
	buffer_string(line, " of A stands in B, ");
	terminal_percent(line, pair->match->coverage_b);
	buffer_string(line, " of B in A.");
	terminal_line(terminal, STYLE_STRONG, layout_slice(line), 0);
}

/* What keeps a pair from matching, whatever its texts are; NULL: nothing. */
static const char *
find_obstacle(const struct terminal *terminal, const struct ndup_match *match)
{
	const struct ndup_params *params = ndup_scan_params(terminal->scan);
	struct ndup_document a, b;
	int undated;

	if (ndup_scan_names(terminal->scan, match->a, &a, NULL) != NDUP_OK ||
	    ndup_scan_names(terminal->scan, match->b, &b, NULL) != NDUP_OK)
		return NULL;
	undated = (a.published.precision == NDUP_TIME_UNKNOWN) +
		  (b.published.precision == NDUP_TIME_UNKNOWN);
	if (params->within >= 0 && undated > 0)
		return undated == 1
			   ? "They were to be close in time; one has no date."
			   : "They were to be close in time; none has a date.";
	if (params->cross_source && a.source.len + b.source.len == 0)
		return "Their sources were to differ; none has a source.";
	return NULL;
}

static void
write_obstacle(struct terminal *terminal, const struct ndup_match *match)
{
	const char *text = find_obstacle(terminal, match);

	if (text != NULL)
		terminal_line(terminal, STYLE_PLAIN,
		    (struct ndup_slice){text, strlen(text)}, 0);
}

/* One row of the table of measures: a figure for either side, or for both. */
struct row {
	const char *name;
	double a, b; /* b < 0: of the pair */
	const char *what;
};

static void
pair_write_row(struct terminal *terminal, const struct row *row)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);

	layout_cell(line, (struct ndup_slice){row->name, strlen(row->name)},
	    NAME_WIDTH, false);
	digits_share(line, row->a);
	layout_spaces(line, 2);
	if (row->b >= 0)
		digits_share(line, row->b);
	else
		layout_spaces(line, SHARE_WIDTH);
	layout_spaces(line, 2);
	buffer_string(line, row->what);
	terminal_line(terminal, STYLE_PLAIN, layout_slice(line), 2);
}

static void
write_measures(struct terminal *terminal, const struct ndup_match *match)
{
	const struct row rows[] = {
	    {"coverage", match->coverage_a, match->coverage_b,
		"equal words in passages"},
	    {"containment", match->containment_a, match->containment_b,
		"phrases that the other has"},
	    {"Jaccard similarity", match->jaccard, -1,
		"phrases of both among all"},
	};
	struct buffer *line = terminal_empty(terminal, &terminal->more);
	size_t i;

	layout_spaces(line, NAME_WIDTH + SHARE_WIDTH / 2);
	buffer_string(line, "A       B");
	terminal_line(terminal, STYLE_FAINT, layout_slice(line), 2);
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++)
		pair_write_row(terminal, &rows[i]);
	if (ndup_scan_params(terminal->scan)->no_passages)
		return;
	line = terminal_empty(terminal, &terminal->more);
	layout_cell(
	    line, (struct ndup_slice){"longest run", 11}, NAME_WIDTH, false);
	terminal_count(line, match->longest_run, "word");
	terminal_line(terminal, STYLE_PLAIN, layout_slice(line), 2);
}

void
terminal_share(struct buffer *out, double share)
{
	digits_share(out, share);
	while (out->size > 0 && out->data[out->size - 1] == '0')
		out->size--;
	if (out->size > 0 && out->data[out->size - 1] == '.')
		out->size--;
}

void
terminal_rule(struct terminal *terminal, size_t indent)
{
	const struct ndup_params *params = ndup_scan_params(terminal->scan);
	struct buffer *line = terminal_empty(terminal, &terminal->more);

	buffer_string(line, "Articles match at a Jaccard similarity of ");
	terminal_share(line, params->min_jaccard);
	if (params->min_coverage > 0) {
		buffer_string(line, ", or where the coverage of the shorter "
				    "one is ");
		terminal_share(line, params->min_coverage);
		buffer_string(line, " and one passage has ");
		terminal_count(line, params->min_run, "equal word");
		if (params->long_passage > 0)
			buffer_printf(line, ", or where one has %u",
			    params->long_passage);
	}
	if (params->within >= 0 || params->cross_source)
		buffer_string(line, "; if their times and sources allow it");
	buffer_string(line, ".");
	terminal_paragraph(
	    terminal, STYLE_FAINT, layout_slice(line), indent, false);
}

static void
write_pair(struct terminal *terminal, const struct pair *pair,
    struct ndup_differ *differ)
{
	struct buffer *out = &terminal->sink->out;

	write_article(terminal, "A", pair->match->a);
	write_article(terminal, "B", pair->match->b);
	buffer_string(out, "\n");
	write_verdict(terminal, pair);
	write_obstacle(terminal, pair->match);
	buffer_string(out, "\n");
	write_measures(terminal, pair->match);
	buffer_string(out, "\n");
	terminal_rule(terminal, 2);
	terminal_pair_ignored(terminal, pair->match);
	terminal_pair_facts(terminal, pair->match, 2);
	terminal_columns(terminal, pair->match, differ);
}

void
terminal_pair(struct sink *sink, struct ndup_scan *scan,
    const struct pair *pair, const struct ndup_report_options *options)
{
	struct terminal terminal = {
	    .sink = sink, .scan = scan, .options = options};
	struct ndup_differ *differ;

	sink_fail(sink, ndup_differ_new(&differ, sink->error));
	if (sink->status != NDUP_OK)
		return;
	terminal_begin(&terminal);
	if (options->plain)
		plain_pair(&terminal, pair, differ);
	else
		write_pair(&terminal, pair, differ);
	terminal_end(&terminal);
	ndup_differ_free(differ);
}
