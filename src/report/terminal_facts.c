/*
 * terminal_facts.c - the facts that are others, for people
 */
#include "escape.h"
#include "layout.h"
#include "prose.h"
#include "terminal.h"
#include "variants.h"

enum { MOST_FACTS = 20 }; /* that are listed */

void
terminal_facts(struct buffer *out, const struct ndup_match *match)
{
	if (match->num_facts == 0)
		return;
	buffer_string(out, match->same_form ? ", same form, " : ", ");
	terminal_count(out, match->num_facts, "other fact");
}

void
terminal_member(struct buffer *cell, const struct ndup_match *match)
{
	if (match->same_form) {
		buffer_string(cell, "same form, other facts");
		return;
	}
	buffer_string(cell, ndup_relation_name(match->relation));
	terminal_facts(cell, match);
}

/* Words of a text, or that there are none. */
static void
put_fact_words(
    struct buffer *line, const struct buffer *text, struct ndup_span span)
{
	if (span.begin == span.end) {
		buffer_string(line, "nothing");
		return;
	}
	buffer_string(line, "\"");
	escape_terminal(line, prose_slice(layout_slice(text), span));
	buffer_string(line, "\"");
}

/* "Other number: "40" in A, "45" in B" */
static void
write_fact(struct terminal *terminal, const struct pair_texts *texts,
    const struct ndup_fact *fact, size_t indent)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);

	buffer_printf(line, "Other %s: ", ndup_fact_kind_name(fact->kind));
	put_fact_words(line, &texts->a, fact->a);
	buffer_string(line, " in A, ");
	put_fact_words(line, &texts->b, fact->b);
	buffer_string(line, " in B");
	terminal_line(terminal, STYLE_PLAIN, layout_slice(line), indent);
}

void
terminal_pair_facts(
    struct terminal *terminal, const struct ndup_match *match, size_t indent)
{
	struct pair_texts texts = {.a = {.size = 0}};
	struct buffer *line;
	size_t i;

	if (match->num_facts > 0 &&
	    pair_texts_load(&texts, terminal->sink, terminal->scan, match)) {
		buffer_string(&terminal->sink->out, "\n");
		for (i = 0; i < match->num_facts && i < MOST_FACTS; i++)
			write_fact(terminal, &texts, &match->facts[i], indent);
		if (match->num_facts > i) {
			line = terminal_empty(terminal, &terminal->more);
			buffer_string(line, "and ");
			terminal_count(
			    line, match->num_facts - i, "other fact");
			buffer_string(line, " more");
			terminal_line(
			    terminal, STYLE_FAINT, layout_slice(line), indent);
		}
	}
	pair_texts_free(&texts);
}
