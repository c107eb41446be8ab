/*
 * terminal_boilerplate.c - what counts for nothing, in the report for people
 *
 * Of a cluster or a pair, how much of it its articles have and why, in a line;
 * in the summary what stands in most articles.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "escape.h"
#include "layout.h"
#include "prose.h"
#include "repeated.h"
#include "terminal.h"

/* ---- of a cluster, of a pair ---------------------------------------------- */

enum {
	QUOTED = 6,      /* words of the phrase that most articles have */
	MOST_LISTED = 5, /* further ones, by number */
};

/* What several articles have that counts for nothing. */
struct uncounted {
	size_t num_articles, num_having;
	uint32_t least, most; /* words in those that have any */
	bool by_user, by_credit, unlisted;
	uint32_t *numbers; /* of what is listed, ascending */
	size_t num, numbers_capacity;
};

static enum ndup_status
uncounted_number(struct uncounted *uncounted, uint32_t number)
{
	size_t at = uncounted->num, i;

	for (i = 0; i < uncounted->num; i++)
		if (uncounted->numbers[i] == number)
			return NDUP_OK;
	if (memory_grow(uncounted->numbers, uncounted->num + 1) != NDUP_OK)
		return NDUP_NOMEM;
	for (; at > 0 && uncounted->numbers[at - 1] > number; at--)
		uncounted->numbers[at] = uncounted->numbers[at - 1];
	uncounted->numbers[at] = number;
	uncounted->num++;
	return NDUP_OK;
}

/* Adds an article with so many words that count for nothing. */
static void
uncounted_article(struct terminal *terminal, struct uncounted *uncounted,
    uint32_t words, const struct ndup_ignored *ignored, size_t num)
{
	enum ndup_status status = NDUP_OK;
	size_t i;

	uncounted->num_articles++;
	if (words == 0)
		return;
	if (uncounted->num_having++ == 0 || words < uncounted->least)
		uncounted->least = words;
	uncounted->most = words > uncounted->most ? words : uncounted->most;
	for (i = 0; i < num && status == NDUP_OK; i++) {
		if (ignored[i].reason == NDUP_BY_USER)
			uncounted->by_user = true;
		else if (ignored[i].reason == NDUP_CREDIT)
			uncounted->by_credit = true;
		else if (ignored[i].number == 0)
			uncounted->unlisted = true;
		else
			status = uncounted_number(uncounted, ignored[i].number);
	}
	if (status != NDUP_OK)
		sink_no_memory(terminal->sink);
}

/* "boilerplate 3, "Subscribe to our newsletter and never…", in 95 articles since
 * 9 January 2009" */
static void
put_listed(struct terminal *terminal, struct buffer *line, uint32_t number)
{
	struct buffer *quote = terminal_empty(terminal, &terminal->scratch);
	const struct ndup_boilerplate *found;
	struct ndup_document document;
	struct ndup_span begin;

	if (!sink_boilerplate(terminal->sink, terminal->scan, number, &found) ||
	    !sink_document(
		terminal->sink, terminal->scan, found->article, &document))
		return;
	begin = (struct ndup_span){found->span.begin, found->span.begin};
	begin = prose_behind(document.text, begin, QUOTED);
	escape_terminal(quote, prose_slice(document.text, begin));
	buffer_printf(line, "boilerplate %u, \"", (unsigned)number);
	buffer_slice(line, layout_slice(quote));
	buffer_string(
	    line, begin.end < found->span.end ? "\xe2\x80\xa6\", " : "\", ");
	repeated_where(line, found);
}

/* "; also boilerplate 4, 7 and 2 more" */
static void
put_further(const struct uncounted *uncounted, struct buffer *line)
{
	size_t i;

	for (i = 1; i < uncounted->num && i <= MOST_LISTED; i++) {
		buffer_string(line, i == 1 ? "; also boilerplate " : ", ");
		layout_number(line, uncounted->numbers[i]);
	}
	if (uncounted->num > 1 + MOST_LISTED) {
		buffer_string(line, " and ");
		layout_number(line, uncounted->num - 1 - MOST_LISTED);
		buffer_string(line, " more");
	}
}

/* Why it does not count: ": credits; text to ignore" */
static void
put_reasons(struct terminal *terminal, const struct uncounted *uncounted,
    struct buffer *line)
{
	static const char *const between[] = {": ", "; "};
	bool any = uncounted->num > 0;

	if (any) {
		buffer_string(line, ": ");
		put_listed(terminal, line, uncounted->numbers[0]);
		put_further(uncounted, line);
	} else if (uncounted->unlisted) {
		buffer_string(line, ": boilerplate");
		any = true;
	}
	if (uncounted->by_credit) {
		buffer_printf(line, "%scredits", between[any]);
		any = true;
	}
	if (uncounted->by_user)
		buffer_printf(line, "%stext to ignore", between[any]);
}

/* The line, if there is anything to say. */
static void
write_uncounted(struct terminal *terminal, struct uncounted *uncounted)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);

	if (uncounted->num_having > 0) {
		buffer_string(line, "Not counted: ");
		if (uncounted->least < uncounted->most) {
			layout_number(line, uncounted->least);
			buffer_string(line, " to ");
		}
		terminal_count(line, uncounted->most, "word");
		buffer_string(line, " in ");
		layout_number(line, uncounted->num_having);
		buffer_string(line, " of ");
		terminal_count(line, uncounted->num_articles, "article");
		put_reasons(terminal, uncounted, line);
		if (!terminal->options->plain)
			buffer_string(&terminal->sink->out, "\n");
		terminal_line(terminal, STYLE_FAINT, layout_slice(line),
		    terminal->margin);
	}
	memory_free(uncounted->numbers);
}

void
terminal_ignored(struct terminal *terminal, const struct ndup_cluster *cluster)
{
	struct uncounted uncounted = {.num_articles = 0};
	const struct ndup_member *member;
	size_t i;

	for (i = 0; i < cluster->num_members; i++) {
		member = &cluster->members[i];
		uncounted_article(terminal, &uncounted, member->ignored_words,
		    member->ignored, member->num_ignored);
	}
	write_uncounted(terminal, &uncounted);
}

static void
uncounted_side(
    struct terminal *terminal, struct uncounted *uncounted, uint32_t article)
{
	const struct ndup_ignored *ignored;
	uint32_t words = 0;
	size_t num, i;

	if (!sink_ignored(
		terminal->sink, terminal->scan, article, &ignored, &num))
		return;
	for (i = 0; i < num; i++)
		words += ignored[i].num_words;
	uncounted_article(terminal, uncounted, words, ignored, num);
}

void
terminal_pair_ignored(struct terminal *terminal, const struct ndup_match *match)
{
	struct uncounted uncounted = {.num_articles = 0};

	uncounted_side(terminal, &uncounted, match->a);
	uncounted_side(terminal, &uncounted, match->b);
	write_uncounted(terminal, &uncounted);
}

/* ---- in the summary ------------------------------------------------------- */

enum { MAX_SHOWN = 5, PLAIN_TEXT = 200 };

/* "1. 95 articles of 3 sources, since 3 January 2023, 96 days", and below it
 * how it begins. */
static void
write_listed(struct terminal *terminal, unsigned number,
    const struct ndup_boilerplate *found)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more), *text;
	struct buffer *out = &terminal->sink->out;
	bool plain = terminal->options->plain;
	size_t indent = plain ? 0 : TERMINAL_INDENT, room;
	struct ndup_document document;

	if (!sink_document(
		terminal->sink, terminal->scan, found->article, &document))
		return;
	buffer_printf(line, plain ? "Boilerplate %u: " : "%u. ", number);
	repeated_who(line, found);
	terminal_line(terminal, STYLE_PLAIN, layout_slice(line), indent);
	text = terminal_empty(terminal, &terminal->scratch);
	escape_terminal(text, prose_slice(document.text, found->span));
	indent = plain ? 0 : indent + 3;
	room = terminal->width - indent;
	layout_spaces(out, indent);
	buffer_string(out, plain ? "Text: " : "");
	if (plain)
		room = PLAIN_TEXT;
	layout_cut_end(out, layout_slice(text), room);
	buffer_string(out, "\n");
}

/* How many more there are, and what can be done about it. */
static void
write_hints(struct terminal *terminal, size_t num_more)
{
	const struct ndup_report_options *options = terminal->options;
	struct buffer *out = &terminal->sink->out;

	if (num_more == 0 && options->keep_boilerplate == NULL)
		return;
	layout_spaces(out, options->plain ? 0 : TERMINAL_INDENT);
	if (num_more > 0) {
		buffer_string(out, "and ");
		layout_number(out, num_more);
		buffer_string(out, " more");
		if (options->all_boilerplate != NULL)
			buffer_printf(
			    out, " (%s shows all)", options->all_boilerplate);
	}
	if (num_more > 0 && options->keep_boilerplate != NULL)
		buffer_string(out, "; ");
	if (options->keep_boilerplate != NULL)
		buffer_printf(out, "%s counts all", options->keep_boilerplate);
	buffer_string(out, "\n");
}

static void
write_standing(struct terminal *terminal, const struct ndup_counts *counts)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);
	const struct ndup_boilerplate *found;
	unsigned num = 0;

	repeated_found(line, counts);
	buffer_string(line, ":");
	terminal_line(
	    terminal, STYLE_PLAIN, layout_slice(line), terminal->margin);
	while (num < MAX_SHOWN && num < counts->boilerplate) {
		if (!sink_boilerplate(
			terminal->sink, terminal->scan, ++num, &found))
			return;
		write_listed(terminal, num, found);
	}
	write_hints(terminal, counts->boilerplate - num);
}

void
terminal_boilerplate(struct terminal *terminal)
{
	const struct ndup_counts *counts = ndup_scan_counts(terminal->scan);
	struct buffer *line;

	if (counts->boilerplate > 0)
		write_standing(terminal, counts);
	if (counts->credit_words == 0)
		return;
	line = terminal_empty(terminal, &terminal->more);
	repeated_credits(line, counts);
	terminal_line(
	    terminal, STYLE_FAINT, layout_slice(line), terminal->margin);
}
