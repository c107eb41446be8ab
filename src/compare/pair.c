/*
 * pair.c - two articles -> what a match says of them besides its measures
 */
#include <string.h>

#include "text/spans.h"
#include "text/window.h"
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
    struct alignment *out)
{
	enum ndup_status status;

	status =
	    aligner_run(aligner, earlier_words(pair), later_words(pair), out);
	if (status == NDUP_OK && pair->b_is_earlier)
		alignment_swap(out);
	return status;
}

void
pair_mark_later(const struct aligner *aligner, bool *covered)
{
	runs_mark_b(&aligner->runs, &aligner->texts, covered);
}

enum ndup_status
pair_cover(struct aligner *aligner, const struct article_pair *pair,
    const struct measures *measures, bool *covered, uint32_t *longest_run)
{
	const struct words *later = later_words(pair);
	enum ndup_status status;

	if (measures->identical) {
		memset(covered, true, later->num);
		*longest_run = later->half_words;
		return NDUP_OK;
	}
	status = aligner_find_runs(aligner, earlier_words(pair), later);
	if (status == NDUP_OK)
		pair_mark_later(aligner, covered);
	*longest_run = aligner->runs.longest;
	return status;
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
		if (!covered[i])
			half_words += window_weight(ids[i]);
	}
	return words_rounded(half_words);
}
