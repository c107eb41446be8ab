/*
 * match.c - matches -> passages as byte ranges
 */
#include <string.h>

#include "base/memory.h"
#include "compare/relation.h"
#include "match.h"

enum ndup_status
evidence_new(struct evidence **created, const struct ndup_scan *scan)
{
	struct evidence *evidence;

	*created = NULL;
	if ((evidence = memory_new(1, sizeof *evidence)) == NULL)
		return NDUP_NOMEM;
	evidence->a.tokeniser.seed = scan->params.seed;
	evidence->b.tokeniser.seed = scan->params.seed;
	aligner_init(&evidence->aligner, &scan->params);
	evidence->number_of = memory_new(scan->texts.num, sizeof(uint32_t));
	if (evidence->number_of == NULL) {
		evidence_free(evidence);
		return NDUP_NOMEM;
	}
	*created = evidence;
	return NDUP_OK;
}

void
evidence_free(struct evidence *evidence)
{
	if (evidence == NULL)
		return;
	aligner_free(&evidence->aligner);
	positions_free(&evidence->a);
	positions_free(&evidence->b);
	ignorer_free(&evidence->ignorer);
	fetched_free(&evidence->fetched[0]);
	fetched_free(&evidence->fetched[1]);
	alignment_free(&evidence->alignment);
	facts_free(&evidence->facts);
	memory_free(evidence->number_of);
	memory_free(evidence);
}

enum ndup_status
match_side(const struct ndup_scan *scan, uint32_t article,
    struct positions *positions, struct fetched *fetched,
    struct pair_side *side)
{
	const struct articles *articles = &scan->articles;
	enum ndup_status status;

	status = positions_find(positions, articles, articles->items[article]);
	side->spans = positions->tokeniser.spans;
	side->text = positions->document.text;
	if (status == NDUP_OK)
		status = articles_words(
		    articles, articles->items[article], fetched, &side->words);
	return status;
}

void
passages_free(struct passages *passages)
{
	memory_free(passages->items);
	memory_free(passages->facts);
}

/* Fills in the facts of a pair whose sides are found. */
static enum ndup_status
find_facts(struct evidence *evidence, const struct article_pair *pair,
    struct passages *passages, struct ndup_match *match)
{
	struct facts *facts = &evidence->facts;
	enum ndup_status status;

	match->facts = NULL;
	match->num_facts = 0;
	match->same_form = false;
	if (!relation_has_facts(match->relation))
		return NDUP_OK;
	status = facts_find(
	    facts, pair, &evidence->a.document, &evidence->b.document);
	if (status == NDUP_OK)
		status = memory_grow(passages->facts, facts->num);
	if (status != NDUP_OK || facts->num == 0)
		return status;
	memcpy(
	    passages->facts, facts->items, facts->num * sizeof *facts->items);
	match->facts = passages->facts;
	match->num_facts = facts->num;
	match->same_form = facts->same_form;
	return NDUP_OK;
}

/* Words and places of both articles. */
static enum ndup_status
find_sides(struct evidence *evidence, const struct ndup_scan *scan,
    const struct ndup_match *match, struct article_pair *pair)
{
	const uint32_t *text_of = scan->texts.of;
	enum ndup_status status;

	pair->b_is_earlier = text_of[match->b] < text_of[match->a];
	status = match_side(
	    scan, match->a, &evidence->a, &evidence->fetched[0], &pair->a);
	if (status == NDUP_OK)
		status = match_side(scan, match->b, &evidence->b,
		    &evidence->fetched[1], &pair->b);
	return status;
}

enum ndup_status
evidence_facts(struct evidence *evidence, const struct ndup_scan *scan,
    const struct ndup_match *match)
{
	struct article_pair pair;
	enum ndup_status status = find_sides(evidence, scan, match, &pair);

	if (status != NDUP_OK)
		return status;
	return facts_find(&evidence->facts, &pair, &evidence->a.document,
	    &evidence->b.document);
}

enum ndup_status
evidence_match(struct evidence *evidence, const struct ndup_scan *scan,
    struct passages *passages, struct ndup_match *match)
{
	struct alignment *alignment = &evidence->alignment;
	struct article_pair pair;
	enum ndup_status status = find_sides(evidence, scan, match, &pair);

	if (status == NDUP_OK)
		status = pair_align(&evidence->aligner, &pair, alignment, NULL);
	if (status == NDUP_OK)
		status = memory_grow(passages->items, alignment->num_stretches);
	if (status != NDUP_OK)
		return status;
	pair_passages(&pair, alignment, evidence->aligner.min_passage,
	    passages->items, match);
	match->longest_run = alignment->longest_run / 2;
	return find_facts(evidence, &pair, passages, match);
}

struct ndup_match
match_from_text(const struct ndup_scan *scan, uint32_t text, uint32_t number)
{
	const struct text_match *found;
	struct measures measures = measures_of_same;
	struct ndup_match match = {0};

	if (number != SAME_TEXT) {
		found = &scan->matches[number];
		measures = found->measures;
		if (found->texts.a != text)
			measures_turn(&measures);
	}
	relation_fill(&measures, &scan->params, &match);
	return match;
}

struct ndup_match
match_describe(const struct ndup_scan *scan, const struct article_match *pair)
{
	struct ndup_match match =
	    match_from_text(scan, scan->texts.of[pair->a], pair->match);

	match.a = pair->a;
	match.b = pair->b;
	return match;
}
