/*
 * standing_words.h - passage keys that stand -> words that do
 */
#ifndef SKETCH_STANDING_WORDS_H
#define SKETCH_STANDING_WORDS_H

#include "base/set.h"
#include "text/window.h"

/*
 * Marks the words of an article, by WORD_STANDS in their ids, that a shingle
 * with one of these keys holds: shingles of the length that passage keys have,
 * all of the article.  Returns the half words that stand.  Linear.
 */
uint32_t standing_words_mark(uint32_t *ids, size_t num,
    const struct windows *shingles, const struct set *keys);

#endif
