/*
 * indexed.h - an article as the index keeps it, all but its tokens and text
 */
#ifndef INDEX_INDEXED_H
#define INDEX_INDEXED_H

#include "base/buffer.h"
#include "ndup.h"

/* Where bytes of an article stand on a tape. */
struct stretch_of_tape {
	uint64_t at;
	uint32_t size; /* 0: there are none */
};

struct indexed {
	uint32_t number;
	struct ndup_slice id, story, source, place, title, url;
	struct ndup_time published;
	uint64_t content;     /* hash of the text's bytes */
	uint64_t tokens_hash; /* equal for identical texts */
	uint32_t text_len, text_begin;
	uint32_t num_tokens, half_words, num_shingles, num_keys;
	struct stretch_of_tape tokens, text;
};

/* Adds it to a buffer, but for the number. */
void indexed_encode(const struct indexed *, struct buffer *);

/* Borrows from the bytes; false if they are none of these. */
bool indexed_decode(struct ndup_slice bytes, uint32_t number, struct indexed *);

#endif
