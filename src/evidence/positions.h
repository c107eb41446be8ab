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

/* ---- where sentences begin, roughly -------------------------------------- */

/*
 * Whether what stands between two words ends a sentence: a line end, or a full
 * stop, question mark or the like with white space behind it (in scripts
 * without spaces: with or without).  Abbreviations are taken for ends.
 */
bool sentence_ends(struct ndup_slice between);

/* Zeroes at first, but for the tokeniser's seed. */
struct places {
	const struct article *article;
	struct ndup_document document; /* of an article with its text */
	struct loaded loaded;
	struct tokeniser tokeniser;
};

/* Makes this the article. */
enum ndup_status places_find(
    struct places *, const struct articles *, const struct article *);

/* The bytes of some tokens in the text. */
struct ndup_span places_span(const struct places *, struct tokens_span);

/* Says of each token whether a sentence begins with it. */
void places_starts(const struct places *, bool *starts);
void places_free(struct places *);

#endif
