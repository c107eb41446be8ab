/*
 * plain_pair.c - two articles for who listens to what they share
 */
#include <inttypes.h>

#include "report/digits.h"
#include "report/layout.h"
#include "report/pair_passage.h"
#include "report/plain.h"

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
	const struct ndup_match *match = &pair->match;

	if (pair->matches)
		plain_string(terminal, "They match",
		    ndup_relation_name(match->relation));
	else
		plain_string(terminal, "They match", "no");
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
say_passage(struct terminal *terminal, const struct marked *marked,
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
	const struct ndup_match *match = &pair->match;
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
	if (match->num_passages > 0 &&
	    pair_texts_load(&texts, terminal->sink, terminal->scan, match))
		for (i = 0;
		     i < match->num_passages && sink_pass(terminal->sink) &&
		     pair_texts_mark(&texts, terminal->sink, differ,
			 &match->passages[i], &marked);
		     i++)
			say_passage(terminal, &marked,
			    match->passages[i].num_words, i + 1);
	pair_texts_free(&texts);
}
