/*
 * pair.c - two articles -> what a match says of them besides its measures
 */
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

static struct ndup_span
bytes_of(const struct pair_side *side, struct tokens_span tokens)
{
	return spans_bytes(side->spans, tokens.begin, tokens.end);
}

void
pair_passages(const struct article_pair *pair,
    const struct alignment *alignment, struct ndup_passage *passages,
    struct ndup_match *match)
{
	const struct stretch *stretch = alignment->stretches;
	size_t i;

	for (i = 0; i < alignment->num_stretches; i++, stretch++)
		passages[i] = (struct ndup_passage){
		    .a = bytes_of(&pair->a, stretch->a),
		    .b = bytes_of(&pair->b, stretch->b),
		    .num_words = words_rounded(stretch->half_words),
		};
	match->passages = passages;
	match->num_passages = alignment->num_stretches;
}

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
