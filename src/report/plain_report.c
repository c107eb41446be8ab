/*
 * plain_report.c - two articles, or a cluster, for who listens to them
 *
 * The same facts as in the table and the passages.  Each is a line of its own
 * that says what it is: no columns, no signs, nothing that only a place on the
 * screen would tell.  For screen readers, Braille displays, and grep.
 */
#include <inttypes.h>
#include <string.h>

#include "base/json.h"
#include "escape.h"
#include "layout.h"
#include "prose.h"
#include "query.h"
#include "terminal.h"
#include "variants.h"

/* ---- facts, a line each -------------------------------------------------- */

enum { WORDS_BEFORE = 3 }; /* an edit */

/* "Name: " */
static void
plain_begin(struct terminal *terminal, const char *name)
{
	buffer_string(&terminal->sink->out, name);
	buffer_string(&terminal->sink->out, ": ");
}

/* Ends the line that stands at the end of what was written; one that is wider
 * than the screen goes on between two words. */
static void
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
	layout_wrap(out, layout_slice(line), terminal->width);
}

/* A whole line; none for an empty text, which is made printable. */
static void
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

static void
plain_string(struct terminal *terminal, const char *name, const char *text)
{
	plain_text(terminal, name, (struct ndup_slice){text, strlen(text)});
}

static void
plain_number(struct terminal *terminal, const char *name, uint64_t number)
{
	plain_begin(terminal, name);
	layout_number(&terminal->sink->out, number);
	plain_end(terminal);
}

static void
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

/* Id, time, source, title and length: a line each. */
static void
plain_article(struct terminal *terminal, uint32_t article)
{
	struct ndup_document document;

	if (!sink_names(terminal->sink, terminal->scan, article, &document))
		return;
	plain_text(terminal, "Id", document.id);
	say_time(terminal, &document.published);
	plain_text(terminal, "Source", document.source);
	plain_text(terminal, "Title", document.title);
	if (document.notice != NDUP_NOTICE_NONE) {
		plain_begin(terminal, "Notice");
		terminal_notice(&terminal->sink->out, &document);
		plain_end(terminal);
	}
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

/* "Changed in article 2: "nine" became "ten", after "a gap of"" */
static void
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

/* ---- two articles for who listens to what they share --------------------- */

static void
say_share(struct terminal *terminal, const char *name, double share)
{
	plain_begin(terminal, name);
	digits_share(&terminal->sink->out, share);
	plain_end(terminal);
}

static void
say_measures(struct terminal *terminal, const struct pair *pair)
{
	const struct ndup_match *match = pair->match;

	plain_begin(terminal, "They match");
	buffer_string(&terminal->sink->out,
	    pair->matches ? terminal_relation(match) : "no");
	terminal_facts(&terminal->sink->out, match);
	plain_end(terminal);
	plain_percent(
	    terminal, "Share of A that stands in B", match->coverage_a);
	plain_percent(
	    terminal, "Share of B that stands in A", match->coverage_b);
	say_share(terminal, "Coverage of A", match->coverage_a);
	say_share(terminal, "Coverage of B", match->coverage_b);
	say_share(terminal, "Containment of A", match->containment_a);
	say_share(terminal, "Containment of B", match->containment_b);
	say_share(terminal, "Jaccard similarity", match->jaccard);
	if (!ndup_scan_params(terminal->scan)->no_passages)
		plain_number(
		    terminal, "Words in the longest run", match->longest_run);
	terminal_rule(terminal, 0);
}

static void
say_pair_passage(struct terminal *terminal, const struct marked *marked,
    uint32_t num_words, size_t number)
{
	static const struct ndup_slice where = {"in B", 4};
	struct buffer *out = &terminal->sink->out;
	size_t i;

	buffer_printf(out, "\nPassage %zu\n", number);
	plain_number(terminal, "Words", num_words);
	plain_text(terminal, "Text in A", marked->a);
	for (i = 0; i < marked->num_edits; i++)
		plain_edit(terminal, where, marked, &marked->edits[i]);
}

void
plain_pair(struct terminal *terminal, const struct pair *pair,
    struct ndup_differ *differ)
{
	const struct ndup_match *match = pair->match;
	struct buffer *out = &terminal->sink->out;
	struct pair_texts texts = {.a = {.size = 0}};
	struct marked marked;
	size_t i;

	buffer_string(out, "Article A\n");
	plain_article(terminal, match->a);
	buffer_string(out, "\nArticle B\n");
	plain_article(terminal, match->b);
	buffer_string(out, "\n");
	say_measures(terminal, pair);
	terminal_pair_ignored(terminal, match);
	terminal_pair_facts(terminal, match, 0);
	if (match->num_passages > 0 &&
	    pair_texts_load(&texts, terminal->sink, terminal->scan, match))
		for (i = 0;
		     i < match->num_passages && sink_pass(terminal->sink) &&
		     pair_texts_mark(&texts, terminal->sink, differ,
			 &match->passages[i], &marked);
		     i++)
			say_pair_passage(terminal, &marked,
			    match->passages[i].num_words, i + 1);
	pair_texts_free(&texts);
}

/* ---- a cluster for who listens to it ------------------------------------- */

enum {
	WHOLE = 480,        /* columns of text that are given whole */
	WORDS_OPENING = 15, /* of a cluster without a title */
};

static const struct marked_room passage_room = {260, 150, 90, false};

/* ---- the cluster and its members ---------------------------------------- */

static void
say_heading(struct terminal *terminal, const struct ndup_cluster *cluster)
{
	struct buffer *out = &terminal->sink->out;
	struct ndup_document document;
	struct ndup_slice opening;
	struct ndup_span start = {0, 0};

	buffer_printf(out, "Cluster %" PRIu32 "\n", cluster->number);
	plain_number(terminal, "Articles", cluster->num_members);
	buffer_printf(out, "Lead, which all others match: article %zu",
	    terminal_number(cluster, cluster->lead));
	plain_end(terminal);
	if (!sink_document(
		terminal->sink, terminal->scan, cluster->lead, &document))
		return;
	opening = terminal_opening(terminal, &document);
	if (document.title.len == 0)
		opening = prose_slice(
		    opening, prose_behind(opening, start, WORDS_OPENING));
	if (opening.len == 0)
		return;
	plain_begin(terminal, document.title.len > 0 ? "Title" : "It begins");
	buffer_slice(out, opening);
	plain_end(terminal);
}

static void
say_member(struct terminal *terminal, const struct ndup_cluster *cluster,
    const struct heading *heading, size_t index)
{
	const struct ndup_member *member = &cluster->members[index];
	bool lead = member->article == cluster->lead;
	struct ndup_time first, time;

	if (!sink_time(
		terminal->sink, terminal->scan, cluster->first, &first) ||
	    !sink_time(terminal->sink, terminal->scan, member->article, &time))
		return;
	buffer_printf(&terminal->sink->out,
	    "\nArticle %zu of cluster %" PRIu32 "%s%s", index + 1,
	    cluster->number, lead ? ", the lead" : "",
	    index == 0 && time.precision != NDUP_TIME_UNKNOWN ? ", the first"
							      : "");
	plain_end(terminal);
	plain_article(terminal, member->article);
	if (index > 0 && time.precision != NDUP_TIME_UNKNOWN) {
		plain_begin(terminal, "Behind the first");
		terminal_lag(&terminal->sink->out, &first, &time);
		plain_end(terminal);
	}
	if (lead) {
		plain_percent(terminal,
		    "Share that stands in one other article", heading->most);
	} else {
		plain_begin(terminal, "To the lead");
		buffer_string(&terminal->sink->out,
		    ndup_relation_name(member->match.relation));
		terminal_facts(&terminal->sink->out, &member->match);
		plain_end(terminal);
		plain_percent(terminal, "Share that stands in the lead",
		    member->match.coverage_a);
	}
	if (!ndup_scan_params(terminal->scan)->no_passages)
		plain_number(terminal, "New words", member->new_words);
	if (member->ignored_words > 0)
		plain_number(
		    terminal, "Words not counted", member->ignored_words);
	if (member->old)
		plain_string(terminal, "Old", "given only to compare with");
}

/* ---- passages ----------------------------------------------------------- */

/* "in articles 2, 4" */
static void
write_where(struct terminal *terminal, struct buffer *where,
    const struct ndup_cluster *cluster, const struct ndup_shared *shared,
    uint32_t variant)
{
	const uint32_t *variant_of = terminal->variants.of;
	size_t i, num = 0;

	for (i = 0; i < shared->num_occurrences; i++)
		num += variant_of[i] == variant;
	buffer_string(where, num == 1 ? "in article " : "in articles ");
	terminal_numbers(terminal, where, cluster, shared, variant);
}

static void
say_variant(struct terminal *terminal, const struct ndup_cluster *cluster,
    const struct ndup_shared *shared, uint32_t number)
{
	struct variants *variants = &terminal->variants;
	struct buffer *where = terminal_empty(terminal, &terminal->scratch);
	struct marked marked;
	size_t i;

	write_where(terminal, where, cluster, shared, number);
	if (!variants_mark(variants, terminal->sink, terminal->scan,
		&shared->occurrences[variants->items[number - 1].first],
		&marked))
		return;
	for (i = 0; i < marked.num_edits; i++)
		plain_edit(
		    terminal, layout_slice(where), &marked, &marked.edits[i]);
}

static void
say_words(struct terminal *terminal, const struct ndup_shared *shared)
{
	struct variants *variants = &terminal->variants;
	struct ndup_slice text = layout_slice(&variants->text);
	struct ndup_span span = shared->occurrences[0].span;
	unsigned context = terminal->options->context;
	struct marked marked = {.a = variants->a, .words = true};
	struct buffer *out = &terminal->sink->out;

	span = prose_passage(text, span);
	if (context > 0)
		plain_text(terminal, "Words before it",
		    prose_slice(text, prose_before(text, span, context)));
	if (layout_width(marked.a) > WHOLE)
		marked.room = &passage_room;
	plain_begin(terminal, "Text");
	marked_write(out, &marked);
	plain_end(terminal);
	if (context > 0)
		plain_text(terminal, "Words behind it",
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
	plain_number(terminal, "Words", shared->num_words);
	plain_begin(terminal, "In articles");
	terminal_numbers(terminal, out, cluster, shared, 0);
	plain_end(terminal);
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

	buffer_printf(out, "\nRelated to cluster %" PRIu32 ", but not in it",
	    cluster->number);
	plain_end(terminal);
	plain_article(terminal, related->article);
	if (related->cluster > 0)
		plain_number(terminal, "In cluster", related->cluster);
	buffer_printf(out, "To article %zu: %s\n",
	    terminal_number(cluster, related->match.b),
	    ndup_relation_name(related->match.relation));
	plain_percent(
	    terminal, "Share that stands there", related->match.coverage_a);
}

void
plain_cluster(struct terminal *terminal, const struct ndup_cluster *cluster)
{
	struct heading heading;
	size_t i;

	if (!heading_find(&heading, terminal->sink, terminal->scan, cluster))
		return;
	say_heading(terminal, cluster);
	terminal_ignored(terminal, cluster);
	for (i = 0; i < cluster->num_members && sink_pass(terminal->sink); i++)
		say_member(terminal, cluster, &heading, i);
	for (i = 0; i < cluster->num_passages && sink_pass(terminal->sink); i++)
		say_passage(terminal, cluster, i);
	for (i = 0; i < cluster->num_related && sink_pass(terminal->sink); i++)
		say_related(terminal, cluster, &cluster->related[i]);
	buffer_string(&terminal->sink->out, "\n");
}

/* ---- what an index says, for who listens to it --------------------------- */

static void
say_earlier(struct terminal *terminal, const struct ndup_earlier *earlier,
    size_t number)
{
	char time[TERMINAL_TIME];

	buffer_printf(&terminal->sink->out, "Match %zu\n", number);
	plain_text(terminal, "Id", earlier->id);
	plain_string(terminal, "Published",
	    earlier->published.precision == NDUP_TIME_UNKNOWN
		? "unknown"
		: terminal_time(&earlier->published, time));
	plain_text(terminal, "Source", earlier->source);
	plain_text(terminal, "Title", earlier->title);
	plain_begin(terminal, "Relation");
	buffer_string(
	    &terminal->sink->out, ndup_relation_name(earlier->match.relation));
	terminal_facts(&terminal->sink->out, &earlier->match);
	plain_end(terminal);
	plain_percent(terminal, "Share of the article that stands there",
	    earlier->match.coverage_a);
}

void
plain_query(struct terminal *terminal, const struct ndup_document *document,
    const struct ndup_verdict *verdict)
{
	const struct ndup_match *best;
	size_t num, i;

	plain_text(terminal, "Article", verdict->id);
	plain_string(terminal, "Status", query_novelty(verdict));
	plain_number(terminal, "Words", verdict->num_words);
	plain_number(terminal, "New words", verdict->new_words);
	plain_number(terminal, "Words not counted", verdict->ignored_words);
	plain_number(terminal, "Matches", verdict->num_matches);
	for (i = 0; i < verdict->num_matches && i < QUERY_MATCHES; i++)
		say_earlier(terminal, &verdict->matches[i], i + 1);
	best = verdict->num_matches > 0 ? &verdict->matches[0].match : NULL;
	num = best == NULL ? 0 : best->num_passages;
	for (i = 0; i < num && i < QUERY_PASSAGES; i++) {
		buffer_printf(&terminal->sink->out,
		    "Passage %zu common with match 1\n", i + 1);
		plain_number(terminal, "Words", best->passages[i].num_words);
		plain_text(terminal, "Text",
		    prose_slice(document->text,
			prose_passage(document->text, best->passages[i].a)));
	}
	buffer_string(&terminal->sink->out, "\n");
}
