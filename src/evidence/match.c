/*
 * match.c - matches -> passages as byte ranges
 */
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
	fetched_free(&evidence->fetched[0]);
	fetched_free(&evidence->fetched[1]);
	alignment_free(&evidence->alignment);
	memory_free(evidence->number_of);
	memory_free(evidence);
}

enum ndup_status
evidence_align(struct evidence *evidence, const struct text_words *a,
    const struct text_words *b, struct alignment *out)
{
	enum ndup_status status;

	if (a->text <= b->text)
		return aligner_run(
		    &evidence->aligner, &a->words, &b->words, out);
	status = aligner_run(&evidence->aligner, &b->words, &a->words, out);
	if (status == NDUP_OK)
		alignment_swap(out);
	return status;
}

/* Places and words of one side of a match. */
static enum ndup_status
find_side(const struct ndup_scan *scan, uint32_t article,
    struct positions *positions, struct fetched *fetched,
    struct text_words *side)
{
	const struct articles *articles = &scan->articles;
	enum ndup_status status;

	side->text = scan->texts.of[article];
	status = positions_find(positions, articles, articles->items[article]);
	if (status == NDUP_OK)
		status = articles_words(
		    articles, articles->items[article], fetched, &side->words);
	return status;
}

static struct ndup_passage
find_passage(const struct positions *a, const struct positions *b,
    const struct stretch *stretch)
{
	return (struct ndup_passage){
	    .a = places_span(a, stretch->a),
	    .b = places_span(b, stretch->b),
	    .num_words = (stretch->half_words + 1) / 2,
	};
}

enum ndup_status
evidence_match(struct evidence *evidence, const struct ndup_scan *scan,
    struct passages *passages, struct ndup_match *match)
{
	const struct alignment *alignment = &evidence->alignment;
	struct positions *a = &evidence->a, *b = &evidence->b;
	struct text_words side_a, side_b;
	enum ndup_status status;
	size_t i;

	status = find_side(scan, match->a, a, &evidence->fetched[0], &side_a);
	if (status == NDUP_OK)
		status = find_side(
		    scan, match->b, b, &evidence->fetched[1], &side_b);
	if (status == NDUP_OK)
		status = evidence_align(
		    evidence, &side_a, &side_b, &evidence->alignment);
	if (status == NDUP_OK)
		status = memory_reserve(&passages->items, &passages->capacity,
		    alignment->num_stretches, sizeof *passages->items);
	if (status != NDUP_OK)
		return status;
	for (i = 0; i < alignment->num_stretches; i++)
		passages->items[i] =
		    find_passage(a, b, &alignment->stretches[i]);
	passages->num = alignment->num_stretches;
	match->passages = passages->items;
	match->num_passages = passages->num;
	match->longest_run = alignment->longest_run / 2;
	return NDUP_OK;
}

struct ndup_match
match_same(uint32_t a, uint32_t b, enum ndup_relation relation)
{
	return (struct ndup_match){.a = a,
	    .b = b,
	    .relation = relation,
	    .jaccard = 1,
	    .containment_a = 1,
	    .containment_b = 1,
	    .coverage_a = 1,
	    .coverage_b = 1,
	    .strength = 1};
}

struct ndup_match
match_describe(const struct ndup_scan *scan, const struct article_match *pair)
{
	struct ndup_match match = match_same(pair->a, pair->b, NDUP_IDENTICAL);
	const struct text_match *texts;

	if (pair->match == SAME_TEXT)
		return match;
	texts = &scan->matches[pair->match];
	relation_fill(&texts->measures, &scan->params, &match);
	if (scan->texts.of[pair->a] != texts->texts.a)
		relation_turn(&match);
	return match;
}
