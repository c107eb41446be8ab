/*
 * pair.c - two articles -> what a match says of them besides its measures
 */
#include <stdlib.h>
#include <string.h>

#include "text/sentence.h"
#include "text/spans.h"
#include "text/window.h"
#include "overlap.h"
#include "pair.h"

static const struct words *
earlier_words(const struct article_pair *pair)
{
	return pair->b_is_earlier ? &pair->b.words : &pair->a.words;
}

static const struct words *
later_words(const struct article_pair *pair)
{
	return pair->b_is_earlier ? &pair->a.words : &pair->b.words;
}

enum ndup_status
pair_align(struct aligner *aligner, const struct article_pair *pair,
    struct alignment *out, bool *covered)
{
	enum ndup_status status;

	status =
	    aligner_run(aligner, earlier_words(pair), later_words(pair), out);
	if (status != NDUP_OK)
		return status;
	if (covered != NULL)
		aligner_mark_b(aligner, out, covered);
	if (pair->b_is_earlier)
		alignment_swap(out);
	return NDUP_OK;
}

/* ---- passages ------------------------------------------------------------- */

static struct ndup_span
bytes_of(const struct pair_side *side, struct tokens_span tokens)
{
	return spans_bytes(side->spans, tokens.begin, tokens.end);
}

/* A token of the later article in a stretch, as a block of its own; an empty one
 * if it stands in an edit. */
static struct block
paired_token(const struct article_pair *pair, const struct alignment *alignment,
    const struct stretch *stretch, uint32_t token)
{
	const struct block *block = alignment->blocks + stretch->first_block;
	const struct block *end = block + stretch->num_blocks;
	uint32_t begin;

	for (; block < end; block++) {
		begin = pair->b_is_earlier ? block->a : block->b;
		if (token >= begin && token - begin < block->num)
			return (struct block){block->a + (token - begin),
			    block->b + (token - begin), 1};
	}
	return (struct block){0, 0, 0};
}

/* Equal half words of what is left of a stretch. */
static uint32_t
weigh_part(const struct article_pair *pair, const struct alignment *alignment,
    const struct stretch *part)
{
	const struct block *block = alignment->blocks + part->first_block;
	const struct block *blocks_end = block + part->num_blocks;
	uint32_t sum = 0, begin, end;

	for (; block < blocks_end; block++) {
		begin = block->a > part->a.begin ? block->a : part->a.begin;
		end = block->a + block->num;
		end = end < part->a.end ? end : part->a.end;
		if (begin < end)
			sum +=
			    words_weigh(pair->a.words.ids + begin, end - begin);
	}
	return sum;
}

/* A stretch without what sticks out of sentences; an end stays where the best
 * place to cut is beside an edit. */
static struct stretch
cut_ends(const struct article_pair *pair, const struct alignment *alignment,
    const struct stretch *stretch)
{
	const struct pair_side *later =
	    pair->b_is_earlier ? &pair->a : &pair->b;
	const struct tokens_span *span =
	    pair->b_is_earlier ? &stretch->a : &stretch->b;
	const struct sentences sentences = {
	    later->words.ids, later->spans, later->words.num, later->text};
	struct stretch part = *stretch;
	uint32_t begin, end;
	struct block token;

	begin = sentences_nearest(&sentences, span->begin, span->end);
	end = sentences_nearest(&sentences, span->end, begin);
	if (begin >= end)
		return part;
	token = paired_token(pair, alignment, stretch, begin);
	if (token.num > 0) {
		part.a.begin = token.a;
		part.b.begin = token.b;
	}
	token = paired_token(pair, alignment, stretch, end - 1);
	if (token.num > 0) {
		part.a.end = token.a + 1;
		part.b.end = token.b + 1;
	}
	return part;
}

/* What is shown of a stretch. */
static struct stretch
shown_part(const struct article_pair *pair, const struct alignment *alignment,
    const struct stretch *stretch, unsigned min_passage)
{
	struct stretch part = cut_ends(pair, alignment, stretch);

	part.half_words = weigh_part(pair, alignment, &part);
	return part.half_words >= min_passage ? part : *stretch;
}

static int
passage_by_place(const void *left, const void *right)
{
	const struct ndup_passage *x = left, *y = right;
	const uint32_t places[] = {x->a.begin, y->a.begin, x->b.begin,
	    y->b.begin, x->a.end, y->a.end, x->b.end, y->b.end};
	size_t i;

	for (i = 0; i < sizeof places / sizeof places[0]; i += 2)
		if (places[i] != places[i + 1])
			return places[i] < places[i + 1] ? -1 : 1;
	return 0;
}

void
pair_passages(const struct article_pair *pair,
    const struct alignment *alignment, unsigned min_passage,
    struct ndup_passage *passages, struct ndup_match *match)
{
	struct stretch part;
	size_t i, num = alignment->num_stretches;

	for (i = 0; i < num; i++) {
		part = shown_part(
		    pair, alignment, &alignment->stretches[i], min_passage);
		passages[i] = (struct ndup_passage){
		    .a = bytes_of(&pair->a, part.a),
		    .b = bytes_of(&pair->b, part.b),
		    .num_words = words_rounded(part.half_words),
		};
	}
	if (num > 1) /* of two that overlap one may begin later than it did */
		qsort(passages, num, sizeof *passages, passage_by_place);
	match->passages = passages;
	match->num_passages = num;
}

/* ---- new words ------------------------------------------------------------ */

uint32_t
pair_count_new(const uint32_t *ids, uint32_t num, const bool *covered)
{
	uint32_t half_words = 0, i;

	for (i = 0; i < num; i++) {
		if (!covered[i] && word_counts(ids[i]))
			half_words += window_weight(ids[i]);
	}
	return words_rounded(half_words);
}
