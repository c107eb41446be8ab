/*
 * sentence.h - where sentences begin, roughly
 */
#ifndef TEXT_SENTENCE_H
#define TEXT_SENTENCE_H

#include "ndup.h"

/*
 * Whether what stands between two words ends a sentence: a line end, or a full
 * stop, question mark or the like with white space behind it (in scripts
 * without spaces: with or without).  Abbreviations are taken for ends.
 */
bool sentence_ends(struct ndup_slice between);

#endif
