/*
 * tokens.h - the tokens of an article as bytes: first their ids, which are
 * what verifying wants, then their places, which are what passages want
 */
#ifndef INDEX_TOKENS_H
#define INDEX_TOKENS_H

#include "base/buffer.h"
#include "ndup.h"

/* Ids as the vocabulary of the index has them; some 3 bytes a token. */
void tokens_encode(struct buffer *, const uint32_t *ids,
    const struct ndup_span *spans, uint32_t num);

/* Reads ids into room for num of them, and says where the places begin; false
 * if the bytes are none of these.  Places never go back: see text/spans.h. */
bool tokens_decode_ids(struct ndup_slice bytes, uint32_t *ids, uint32_t num,
    struct ndup_slice *places);
bool tokens_decode_spans(
    struct ndup_slice places, struct ndup_span *spans, uint32_t num);

#endif
