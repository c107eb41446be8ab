/*
 * plain.c - facts for who listens to them
 */
#include <string.h>

#include "escape.h"
#include "layout.h"
#include "plain.h"
#include "prose.h"

enum { WORDS_BEFORE = 3 }; /* an edit */

void
plain_begin(struct terminal *terminal, const char *name)
{
	buffer_string(&terminal->sink->out, name);
	buffer_string(&terminal->sink->out, ": ");
}

void
plain_end(struct terminal *terminal)
{
	struct buffer *line = terminal_empty(terminal, &terminal->lines);
	struct buffer *out = &terminal->sink->out;
	size_t begin = out->size;

	if (out->failed)
		return;
	while (begin > 0 && out->data[begin - 1] != '\n')
		begin--;
	buffer_add(line, out->data + begin, out->size - begin);
	out->size = begin;
	layout_wrap(out, layout_slice(line), 0, terminal->width);
}

void
plain_text(struct terminal *terminal, const char *name, struct ndup_slice text)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);

	escape_terminal(line, text);
	if (line->size == 0)
		return;
	plain_begin(terminal, name);
	buffer_slice(&terminal->sink->out, layout_slice(line));
	plain_end(terminal);
}

void
plain_string(struct terminal *terminal, const char *name, const char *text)
{
	plain_text(terminal, name, (struct ndup_slice){text, strlen(text)});
}

void
plain_number(struct terminal *terminal, const char *name, uint64_t number)
{
	plain_begin(terminal, name);
	layout_number(&terminal->sink->out, number);
	plain_end(terminal);
}

void
plain_percent(struct terminal *terminal, const char *name, double share)
{
	plain_begin(terminal, name);
	terminal_percent(&terminal->sink->out, share);
	plain_end(terminal);
}

static void
say_time(struct terminal *terminal, const struct ndup_time *time)
{
	char text[TERMINAL_TIME];

	if (time->precision == NDUP_TIME_UNKNOWN)
		plain_string(terminal, "Published", "unknown");
	else
		plain_string(terminal, "Published", terminal_time(time, text));
}

void
plain_article(struct terminal *terminal, uint32_t article)
{
	struct ndup_document document;

	if (!sink_names(terminal->sink, terminal->scan, article, &document))
		return;
	plain_text(terminal, "Id", document.id);
	say_time(terminal, &document.published);
	plain_text(terminal, "Source", document.source);
	plain_text(terminal, "Title", document.title);
	plain_number(
	    terminal, "Words", ndup_scan_num_words(terminal->scan, article));
}

/* Words of an occurrence. */
static void
quote(struct terminal *terminal, struct ndup_slice text, struct ndup_span span)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);

	escape_terminal(line, prose_slice(text, span));
	buffer_string(&terminal->sink->out, "\"");
	buffer_slice(&terminal->sink->out, layout_slice(line));
	buffer_string(&terminal->sink->out, "\"");
}

void
plain_edit(struct terminal *terminal, struct ndup_slice where,
    const struct marked *marked, const struct ndup_edit *edit)
{
	struct buffer *out = &terminal->sink->out;
	bool dropped = edit->b.begin == edit->b.end;
	bool added = edit->a.begin == edit->a.end;

	buffer_string(out, added     ? "Added "
			   : dropped ? "Left out "
				     : "Changed ");
	buffer_slice(out, where);
	buffer_string(out, ": ");
	if (!added)
		quote(terminal, marked->a, edit->a);
	if (!added && !dropped)
		buffer_string(out, " became ");
	if (!dropped)
		quote(terminal, marked->b, edit->b);
	if (edit->a.begin > 0) {
		buffer_string(out, ", after ");
		quote(terminal, marked->a,
		    prose_before(marked->a, edit->a, WORDS_BEFORE));
	}
	plain_end(terminal);
}
