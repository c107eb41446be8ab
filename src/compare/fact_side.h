/*
 * fact_side.h - one of two texts whose facts are compared: what its tokens are
 */
#ifndef COMPARE_FACT_SIDE_H
#define COMPARE_FACT_SIDE_H

#include "text/words.h"
#include "alignment.h"
#include "fact_words.h"

struct fact_side {
	struct ndup_slice text;
	const struct ndup_span *spans; /* one a token */
	const uint32_t *ids;           /* one a token, with marks */
	uint32_t num;                  /* tokens */
	struct ndup_span story;        /* bytes: what stands outside (header and
	                           dateline, credits) tells no fact */
	enum { CAPITALS_UNASKED, CAPITALS_TELL, CAPITALS_SILENT } capitals;
};

static inline struct ndup_slice
fact_token(const struct fact_side *side, uint32_t token)
{
	struct ndup_span span = side->spans[token];

	return (struct ndup_slice){
	    side->text.ptr + span.begin, span.end - span.begin};
}

/* Whether a token may be part of a fact: it counts, and stands in the story,
 * outside of brackets, bylines, credits and times of publication. */
bool fact_may_stand(const struct fact_side *, uint32_t token);

/* Whether a token is a name: it has a capital inside a sentence, or here at the
 * begin of one and elsewhere inside. */
bool fact_is_name(struct fact_side *, uint32_t token);

/* Whether a token is a negation; "No. 5" has none. */
bool fact_is_negation(const struct fact_side *, uint32_t token);

/* Whether capitals tell names from other words: not if over a quarter of the
 * words inside sentences have one, as in German, in headlines and tables. */
bool fact_capitals_tell(struct fact_side *);

/* A name as words are folded, without the genitive's s. */
struct fact_key fact_name_fold(struct ndup_slice word);

/* Whether two names are spellings of one: Corp. and Corporation, Russia and
 * Russian, Путин and Путина, J. and John. */
bool fact_names_agree(const struct fact_side *, uint32_t token,
    const struct fact_side *other, uint32_t other_token);

#endif
