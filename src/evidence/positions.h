/*
 * positions.h - where the tokens of an article stand in its text
 *
 * Scanning keeps ids of tokens but not their places: few articles match, and
 * those are tokenised again.
 */
#ifndef EVIDENCE_POSITIONS_H
#define EVIDENCE_POSITIONS_H

#include "compare/alignment.h"
#include "corpus/articles.h"
#include "ndup.h"
#include "text/tokenise.h"

/* Zeroes at first, but for the tokeniser's seed. */
struct positions {
	const struct article *article;
	struct ndup_document document; /* of an article with its text */
	struct fetched fetched;
	struct tokeniser tokeniser;
};

/* Makes this the article. */
enum ndup_status positions_find(
    struct positions *, const struct articles *, const struct article *);

/* The bytes of some tokens in the text. */
struct ndup_span places_span(const struct positions *, struct tokens_span);

void positions_free(struct positions *);

#endif
