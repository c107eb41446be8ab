/*
 * sentence.h - where sentences and clauses begin, as far as marks tell
 *
 * A passage that ends with the first word of the next sentence, only because
 * another article goes on with the same word, reads badly.  So it is divided, or
 * shown without what sticks out, where a sentence begins or a clause, if one does
 * a few words away.
 */
#ifndef TEXT_SENTENCE_H
#define TEXT_SENTENCE_H

#include "ndup.h"

enum border {
	BORDER_NONE,
	BORDER_CLAUSE,   /* behind a comma, a colon, a dash, a bracket */
	BORDER_SENTENCE, /* or a paragraph, or a line of a list */
};

/*
 * What begins with a token, not the first.  A full stop ends a sentence if white
 * space is behind it, but not after an initial or an abbreviation of some
 * languages, nor before a small letter.  A line end does, but before a small
 * letter: there a paragraph was broken into lines.
 */
enum border sentence_border(
    const struct ndup_span *, struct ndup_slice text, size_t token);

/* A text with its tokens. */
struct sentences {
	const uint32_t *ids; /* text/words.h */
	const struct ndup_span *spans;
	uint32_t num; /* tokens */
	struct ndup_slice text;
};

/* What begins with a token, or ends before it; the text's own ends are those of
 * sentences. */
enum border sentences_border(const struct sentences *, uint32_t token);

/*
 * The nearest place from one token on to another, or back, where a sentence
 * begins, at most three words away; else a clause, at most two; else the first.
 */
uint32_t sentences_nearest(
    const struct sentences *, uint32_t from, uint32_t to);

#endif
