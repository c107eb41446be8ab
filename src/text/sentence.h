/*
 * sentence.h - where sentences and clauses begin, as far as marks tell
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

#endif
