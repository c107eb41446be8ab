/*
 * verdict.c - what an index says of an article, as JSON
 */
#include "base/json.h"
#include "verdict.h"

void
verdict_lag_json(struct buffer *out, const struct ndup_document *document,
    const struct ndup_earlier *match)
{
	if (match == NULL ||
	    document->published.precision == NDUP_TIME_UNKNOWN ||
	    match->published.precision == NDUP_TIME_UNKNOWN)
		json_null(out, "lag_seconds");
	else
		json_integer(out, "lag_seconds",
		    document->published.seconds - match->published.seconds);
}

void
verdict_match_json(struct buffer *out, const struct ndup_earlier *match)
{
	static const char *const names[] = {
	    "relation", "jaccard", "coverage", "coverage_of_other"};
	size_t i;

	for (i = 0; match == NULL && i < 4; i++)
		json_null(out, names[i]);
	if (match == NULL)
		return;
	json_word(out, names[0], ndup_relation_name(match->match.relation));
	json_share(out, names[1], match->match.jaccard);
	json_share(out, names[2], match->match.coverage_a);
	json_share(out, names[3], match->match.coverage_b);
}

void
verdict_passages_json(struct buffer *out, const struct ndup_match *match)
{
	size_t num = match == NULL ? 0 : match->num_passages, i;

	json_array(out, "passages");
	for (i = 0; i < num; i++) {
		buffer_string(out, i > 0 ? ",{" : "{");
		json_span(out, "a", match->passages[i].a);
		json_span(out, "b", match->passages[i].b);
		json_number(out, "num_words", match->passages[i].num_words);
		buffer_string(out, "}");
	}
	buffer_string(out, "]");
}

void
verdict_json(struct buffer *out, const struct ndup_document *document,
    const struct ndup_verdict *verdict, bool passages)
{
	const struct ndup_earlier *best =
	    verdict->num_matches > 0 ? verdict->matches : NULL;

	buffer_string(out, "{");
	json_word(out, "status", ndup_novelty_name(verdict->novelty));
	if (best == NULL)
		json_null(out, "of");
	else
		json_text(out, "of", best->id);
	json_text(out, "story", verdict->story);
	verdict_match_json(out, best);
	json_number(out, "num_words", verdict->num_words);
	json_number(out, "new_words", verdict->new_words);
	verdict_lag_json(out, document, best);
	json_truth(out, "crowded", verdict->crowded);
	if (passages)
		verdict_passages_json(out, best == NULL ? NULL : &best->match);
	buffer_string(out, "}");
}
