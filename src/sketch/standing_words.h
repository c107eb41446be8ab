/*
 * standing_words.h - passage keys that stand -> words that do
 */
#ifndef SKETCH_STANDING_WORDS_H
#define SKETCH_STANDING_WORDS_H

#include "base/set.h"
#include "key_shingles.h"

/*
 * Marks the words of an article, by WORD_STANDS in their ids, that one of
 * its shingles with one of these keys holds.  Returns the half words that stand.
 * Linear.
 */
uint32_t standing_words_mark(uint32_t *ids, size_t num,
    const struct key_shingles *, const struct set *keys);

#endif
