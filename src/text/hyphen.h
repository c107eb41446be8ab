/*
 * hyphen.h - words that are broken at the end of a line
 */
#ifndef TEXT_HYPHEN_H
#define TEXT_HYPHEN_H

#include "ndup.h"

/*
 * Where the word goes on that the hyphen at these bytes breaks: behind a letter,
 * at a line's end, and the next line, which may be indented, begins with a small
 * letter; behind a soft hyphen with any.  0: no word is broken here.
 */
size_t hyphen_next(struct ndup_slice text, struct ndup_span hyphen, bool soft);

/*
 * Whether hyphens at the ends of lines break words in this text.  Where no words
 * are broken there are some all the same, of compounds ("trade-weighted"): in
 * Reuters' news of 1987, lines of 65 characters, in 35 of 289,242 lines, and of
 * these four were breaks.  In texts that are hyphenated every fourth to fortieth
 * line ends so.  Cost: one way through the text's lines.
 */
bool hyphen_is_usual(struct ndup_slice text);

#endif
