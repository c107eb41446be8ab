/*
 * prose.h - words and passages of a text, as a reader sees them
 */
#ifndef REPORT_PROSE_H
#define REPORT_PROSE_H

#include "ndup.h"

/* The number of words, near enough to tell a reader what is left out. */
uint64_t prose_count(struct ndup_slice);
uint64_t prose_half_words(struct ndup_slice);

/* The words of a span, with the marks that stand right before and after them:
 * a passage ends at its last word, a sentence with its full stop.  Without
 * brackets and quotation marks whose other half is elsewhere. */
struct ndup_span prose_passage(struct ndup_slice text, struct ndup_span);

/* So many words before (behind) a span, from one word's beginning to another's
 * end; less where the text begins or ends. */
struct ndup_span prose_before(
    struct ndup_slice text, struct ndup_span, unsigned num_words);
struct ndup_span prose_behind(
    struct ndup_slice text, struct ndup_span, unsigned num_words);

static inline struct ndup_slice
prose_slice(struct ndup_slice text, struct ndup_span span)
{
	/* of a text that is not there nothing is left */
	if (text.len == 0)
		return text;
	return (struct ndup_slice){
	    text.ptr + span.begin, span.end - span.begin};
}

#endif
