/*
 * spans.h - where the tokens of a text stand, and what stands between them
 *
 * Spans never go back: neither their beginnings nor their ends.  Two that
 * follow each other overlap only in one code point that is part of both, as the
 * half sign is of 1 and of 2; between such tokens stands nothing.
 */
#ifndef TEXT_SPANS_H
#define TEXT_SPANS_H

#include "ndup.h"

/* Whether a token shares a code point with the one before it, so that no place
 * in the text divides them. */
static inline bool
spans_joined(const struct ndup_span *spans, size_t token)
{
	return token > 0 && spans[token].begin < spans[token - 1].end;
}

/* The bytes of tokens, at least one. */
static inline struct ndup_span
spans_bytes(const struct ndup_span *spans, uint32_t begin, uint32_t end)
{
	return (struct ndup_span){spans[begin].begin, spans[end - 1].end};
}

/* What stands between a token, not the first, and the one before it. */
struct ndup_slice spans_gap(
    const struct ndup_span *, struct ndup_slice text, size_t token);

/* Whether spans are as said above and within the text. */
bool spans_validate(
    const struct ndup_span *, size_t num, struct ndup_slice text);

#endif
