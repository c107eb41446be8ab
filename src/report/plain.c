/*
 * plain.c - a cluster for who listens to it
 *
 * The same facts as in the table and the passages, each on a line of its own
 * that says what it is: no columns, no signs, nothing that only a place on the
 * screen would tell.  For screen readers, Braille displays, and grep.
 */
#include <inttypes.h>
#include <string.h>

#include "report/escape.h"
#include "report/layout.h"
#include "report/prose.h"
#include "report/terminal.h"

enum {
	WHOLE = 480,        /* columns of text that are given whole */
	WORDS_BEFORE = 3,   /* an edit */
	WORDS_OPENING = 15, /* of a cluster without a title */
};

static const struct marked_room passage_room = {260, 150, 90, false};

static void
begin_fact(struct terminal *terminal, const char *name)
{
	buffer_string(&terminal->sink->out, name);
	buffer_string(&terminal->sink->out, ": ");
}

static void
say_text(struct terminal *terminal, const char *name, struct ndup_slice text)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);

	escape_terminal(line, text);
	if (line->size == 0)
		return;
	begin_fact(terminal, name);
	buffer_slice(&terminal->sink->out, layout_slice(line));
	buffer_string(&terminal->sink->out, "\n");
}

static void
say_string(struct terminal *terminal, const char *name, const char *text)
{
	say_text(terminal, name, (struct ndup_slice){text, strlen(text)});
}

static void
say_number(struct terminal *terminal, const char *name, uint64_t number)
{
	begin_fact(terminal, name);
	layout_number(&terminal->sink->out, number);
	buffer_string(&terminal->sink->out, "\n");
}

static void
say_percent(struct terminal *terminal, const char *name, double share)
{
	begin_fact(terminal, name);
	terminal_percent(&terminal->sink->out, share);
	buffer_string(&terminal->sink->out, "\n");
}

static void
say_time(struct terminal *terminal, const struct ndup_time *time)
{
	char text[TERMINAL_TIME];

	if (time->precision == NDUP_TIME_UNKNOWN)
		say_string(terminal, "Published", "unknown");
	else
		say_string(terminal, "Published", terminal_time(time, text));
}

/* ---- the cluster and its members ---------------------------------------- */

static void
say_heading(struct terminal *terminal, const struct ndup_cluster *cluster)
{
	struct buffer *out = &terminal->sink->out;
	struct ndup_document document;
	struct ndup_slice opening;
	struct ndup_span start = {0, 0};

	buffer_printf(out, "Cluster %" PRIu32 "\n", cluster->number);
	say_number(terminal, "Articles", cluster->num_members);
	buffer_printf(out, "Lead, which all others match: article %zu\n",
	    terminal_number(cluster, cluster->lead));
	if (!sink_document(
		terminal->sink, terminal->scan, cluster->lead, &document))
		return;
	opening = terminal_opening(terminal, &document);
	if (document.title.len == 0)
		opening = prose_slice(
		    opening, prose_behind(opening, start, WORDS_OPENING));
	if (opening.len == 0)
		return;
	begin_fact(terminal, document.title.len > 0 ? "Title" : "It begins");
	buffer_slice(out, opening);
	buffer_string(out, "\n");
}

static void
say_article(struct terminal *terminal, uint32_t article)
{
	struct ndup_document document;

	if (!sink_document(terminal->sink, terminal->scan, article, &document))
		return;
	say_text(terminal, "Id", document.id);
	say_time(terminal, &document.published);
	say_text(terminal, "Source", document.source);
	say_text(terminal, "Title", document.title);
	say_number(
	    terminal, "Words", ndup_scan_num_words(terminal->scan, article));
}

static void
say_member(struct terminal *terminal, const struct ndup_cluster *cluster,
    const struct heading *heading, size_t index)
{
	const struct ndup_member *member = &cluster->members[index];
	bool lead = member->article == cluster->lead;

	buffer_printf(&terminal->sink->out,
	    "\nArticle %zu of cluster %" PRIu32 "%s\n", index + 1,
	    cluster->number, lead ? ", the lead" : "");
	say_article(terminal, member->article);
	if (lead) {
		say_percent(terminal, "Share that stands in one other article",
		    heading->most);
	} else {
		say_string(terminal, "To the lead",
		    ndup_relation_name(member->relation));
		say_percent(terminal, "Share that stands in the lead",
		    member->coverage);
	}
	if (!ndup_scan_params(terminal->scan)->no_passages)
		say_number(terminal, "New words", member->new_words);
	if (member->ignored_words > 0)
		say_number(terminal, "Words of boilerplate, not counted",
		    member->ignored_words);
	if (member->old)
		say_string(terminal, "Old", "given only to compare with");
}

/* ---- passages ----------------------------------------------------------- */

static void
begin_change(struct terminal *terminal, const char *what,
    const struct ndup_cluster *cluster, const struct ndup_shared *shared,
    uint32_t variant)
{
	const uint32_t *variant_of = terminal->variants.of;
	struct buffer *out = &terminal->sink->out;
	size_t i, num = 0;

	for (i = 0; i < shared->num_occurrences; i++)
		num += variant_of[i] == variant;
	buffer_string(out, what);
	buffer_string(out, num == 1 ? " in article " : " in articles ");
	terminal_numbers(terminal, out, cluster, shared, variant);
	buffer_string(out, ": ");
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

static void
say_edit(struct terminal *terminal, const struct ndup_cluster *cluster,
    const struct ndup_shared *shared, uint32_t variant,
    const struct marked *marked, const struct ndup_edit *edit)
{
	struct buffer *out = &terminal->sink->out;
	bool dropped = edit->b.begin == edit->b.end;
	bool added = edit->a.begin == edit->a.end;

	begin_change(terminal,
	    added     ? "Added"
	    : dropped ? "Left out"
		      : "Changed",
	    cluster, shared, variant);
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
	buffer_string(out, "\n");
}

static void
say_variant(struct terminal *terminal, const struct ndup_cluster *cluster,
    const struct ndup_shared *shared, uint32_t number)
{
	struct variants *variants = &terminal->variants;
	struct marked marked;
	size_t i;

	if (!variants_mark(variants, terminal->sink, terminal->scan,
		&shared->occurrences[variants->items[number - 1].first],
		&marked))
		return;
	for (i = 0; i < marked.num_edits; i++)
		say_edit(terminal, cluster, shared, number, &marked,
		    &marked.edits[i]);
}

static void
say_words(struct terminal *terminal, const struct ndup_shared *shared)
{
	struct variants *variants = &terminal->variants;
	struct ndup_slice text = layout_slice(&variants->text);
	struct ndup_span span = shared->occurrences[0].text;
	unsigned context = terminal->options->context;
	struct marked marked = {.a = variants->a, .words = true};
	struct buffer *out = &terminal->sink->out;

	span = prose_passage(text, span);
	if (context > 0)
		say_text(terminal, "Words before it",
		    prose_slice(text, prose_before(text, span, context)));
	if (layout_width(marked.a) > WHOLE)
		marked.room = &passage_room;
	begin_fact(terminal, "Text");
	marked_write(out, &marked);
	buffer_string(out, "\n");
	if (context > 0)
		say_text(terminal, "Words behind it",
		    prose_slice(text, prose_behind(text, span, context)));
}

static void
say_passage(
    struct terminal *terminal, const struct ndup_cluster *cluster, size_t index)
{
	const struct ndup_shared *shared = &cluster->passages[index];
	struct buffer *out = &terminal->sink->out;
	uint32_t i;

	if (!variants_find(
		&terminal->variants, terminal->sink, terminal->scan, shared))
		return;
	buffer_printf(out, "\nShared passage %zu of cluster %" PRIu32 "\n",
	    index + 1, cluster->number);
	say_number(terminal, "Words", shared->num_words);
	begin_fact(terminal, "In articles");
	terminal_numbers(terminal, out, cluster, shared, 0);
	buffer_string(out, "\n");
	say_words(terminal, shared);
	for (i = 1; i <= terminal->variants.num; i++)
		say_variant(terminal, cluster, shared, i);
}

/* ---- all of it ---------------------------------------------------------- */

static void
say_related(struct terminal *terminal, const struct ndup_cluster *cluster,
    const struct ndup_related *related)
{
	struct buffer *out = &terminal->sink->out;

	buffer_printf(out,
	    "\nRelated to cluster %" PRIu32 ", but not to its lead\n",
	    cluster->number);
	say_article(terminal, related->article);
	buffer_printf(out, "To article %zu: %s\n",
	    terminal_number(cluster, related->match),
	    ndup_relation_name(related->relation));
	say_percent(terminal, "Share that stands there", related->coverage);
}

void
plain_cluster(struct terminal *terminal, const struct ndup_cluster *cluster)
{
	struct heading heading;
	size_t i;

	if (!heading_find(&heading, terminal->sink, terminal->scan, cluster))
		return;
	say_heading(terminal, cluster);
	for (i = 0; i < cluster->num_members && sink_pass(terminal->sink); i++)
		say_member(terminal, cluster, &heading, i);
	for (i = 0; i < cluster->num_passages && sink_pass(terminal->sink); i++)
		say_passage(terminal, cluster, i);
	for (i = 0; i < cluster->num_related && sink_pass(terminal->sink); i++)
		say_related(terminal, cluster, &cluster->related[i]);
	buffer_string(&terminal->sink->out, "\n");
}
