/*
 * terminal_passages.c - what the members of a cluster share
 *
 * Each stretch of text once, with its length and the members that have it, in
 * the words of its first occurrence; what others have instead is marked there,
 * or said below if they differ among each other.  Of what is long the middle is
 * left out, but not the edits.
 */
#include <inttypes.h>

#include "escape.h"
#include "layout.h"
#include "prose.h"
#include "terminal.h"

enum {
	WHOLE = 480,     /* columns of text that are shown whole */
	MAX_VARIANTS = 5 /* shown of a passage */
};

static const struct marked_room passage_room = {260, 150, 90, false};
static const struct marked_room variant_room = {0, 0, 30, true};

static void
add_numbers(struct buffer *buffer, size_t first, size_t last, bool plain)
{
	if (first == 0)
		return;
	buffer_printf(buffer, "%s%zu",
	    buffer->data[buffer->size - 1] == ' ' ? "" : ", ", first);
	if (last == first)
		return;
	buffer_string(buffer, last == first + 1 ? ", " : plain ? " to " : "-");
	buffer_printf(buffer, "%zu", last);
}

void
terminal_numbers(const struct terminal *terminal, struct buffer *buffer,
    const struct ndup_cluster *cluster, const struct ndup_shared *shared,
    uint32_t variant)
{
	const uint32_t *variant_of = terminal->variants.of;
	size_t i, number, first = 0, last = 0; /* the stretch being listed */

	for (i = 0; i < shared->num_occurrences; i++) {
		if (variant > 0 && variant_of[i] != variant)
			continue;
		number =
		    terminal_number(cluster, shared->occurrences[i].article);
		if (number > last + 1 || first == 0) {
			add_numbers(
			    buffer, first, last, terminal->options->plain);
			first = number;
		}
		last = number;
	}
	add_numbers(buffer, first, last, terminal->options->plain);
}

/* "[1] 57 words in 1, 2, edited in 2" */
static void
passages_write_label(
    struct terminal *terminal, const struct ndup_cluster *cluster, size_t index)
{
	const struct ndup_shared *shared = &cluster->passages[index];
	const struct variants *variants = &terminal->variants;
	struct buffer *line = terminal_empty(terminal, &terminal->more);

	buffer_printf(line, "[%zu] ", index + 1);
	terminal_count(line, shared->num_words, "word");
	buffer_string(line, " in ");
	terminal_numbers(terminal, line, cluster, shared, 0);
	if (variants->num == 1) {
		buffer_string(line, ", edited in ");
		terminal_numbers(terminal, line, cluster, shared, 1);
	} else if (variants->num > 1) {
		buffer_string(line, ", edited in ");
		layout_number(line, variants->num);
		buffer_string(line, " ways");
	}
	terminal_line(
	    terminal, STYLE_STRONG, layout_slice(line), TERMINAL_INDENT);
}

/* Words around the passage, in the article of its first occurrence. */
static void
write_context(
    struct terminal *terminal, struct ndup_span span, bool before, bool behind)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);
	struct ndup_slice text = layout_slice(&terminal->variants.text);

	if (span.begin == span.end)
		return;
	buffer_string(line, before && span.begin > 0 ? "\xe2\x80\xa6 " : "");
	escape_terminal(line, prose_slice(text, span));
	if (behind && span.end < text.len)
		buffer_string(line, " \xe2\x80\xa6");
	terminal_paragraph(terminal, STYLE_FAINT, layout_slice(line),
	    2 * TERMINAL_INDENT, false);
}

/* The passage, with the edits of the only variant. */
static void
write_text(struct terminal *terminal, const struct ndup_shared *shared)
{
	struct variants *variants = &terminal->variants;
	struct marked marked = {.a = variants->a};
	struct buffer *line;

	if (variants->num == 1 &&
	    !variants_mark(variants, terminal->sink, terminal->scan,
		&shared->occurrences[variants->items[0].first], &marked))
		return;
	if (layout_width(marked.a) > WHOLE)
		marked.room = &passage_room;
	line = terminal_empty(terminal, &terminal->more);
	marked_write(line, &marked);
	terminal_paragraph(terminal, STYLE_PLAIN, layout_slice(line),
	    2 * TERMINAL_INDENT, terminal->options->context > 0);
}

/* "in 2, 4: … about [-four-] {+five+} million tonnes of …" */
static void
write_variant(struct terminal *terminal, const struct ndup_cluster *cluster,
    const struct ndup_shared *shared, uint32_t number)
{
	struct variants *variants = &terminal->variants;
	size_t first = variants->items[number - 1].first;
	struct buffer *line = terminal_empty(terminal, &terminal->more);
	struct marked marked;

	if (!variants_mark(variants, terminal->sink, terminal->scan,
		&shared->occurrences[first], &marked))
		return;
	marked.room = &variant_room;
	buffer_string(line, "in ");
	terminal_numbers(terminal, line, cluster, shared, number);
	buffer_string(line, ": ");
	marked_write(line, &marked);
	terminal_paragraph(terminal, STYLE_PLAIN, layout_slice(line),
	    2 * TERMINAL_INDENT, false);
}

static void
write_variants(struct terminal *terminal, const struct ndup_cluster *cluster,
    const struct ndup_shared *shared)
{
	size_t num = terminal->variants.num;
	struct buffer *line;
	uint32_t i;

	if (num < 2)
		return;
	for (i = 1; i <= num && i <= MAX_VARIANTS; i++)
		write_variant(terminal, cluster, shared, i);
	if (num <= MAX_VARIANTS)
		return;
	line = terminal_empty(terminal, &terminal->more);
	buffer_string(line, "and ");
	layout_number(line, num - MAX_VARIANTS);
	buffer_string(line, " more");
	terminal_line(
	    terminal, STYLE_PLAIN, layout_slice(line), 2 * TERMINAL_INDENT);
}

static void
write_passage(
    struct terminal *terminal, const struct ndup_cluster *cluster, size_t index)
{
	const struct ndup_shared *shared = &cluster->passages[index];
	const struct ndup_occurrence *first = &shared->occurrences[0];
	unsigned context = terminal->options->context;
	struct ndup_slice text;
	struct ndup_span span;

	if (!variants_find(
		&terminal->variants, terminal->sink, terminal->scan, shared))
		return;
	text = layout_slice(&terminal->variants.text);
	span = prose_passage(text, first->span);
	passages_write_label(terminal, cluster, index);
	if (context > 0)
		write_context(
		    terminal, prose_before(text, span, context), true, false);
	write_text(terminal, shared);
	if (context > 0)
		write_context(
		    terminal, prose_behind(text, span, context), false, true);
	write_variants(terminal, cluster, shared);
}

void
terminal_passages(struct terminal *terminal, const struct ndup_cluster *cluster)
{
	size_t i;

	if (cluster->num_passages == 0)
		return;
	buffer_string(&terminal->sink->out, "\n  Shared passages\n");
	for (i = 0; i < cluster->num_passages && sink_pass(terminal->sink); i++)
		write_passage(terminal, cluster, i);
}
