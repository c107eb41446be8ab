/*
 * record.h - an article as the index keeps it, all but its tokens and text
 */
#ifndef INDEX_RECORD_H
#define INDEX_RECORD_H

#include "base/buffer.h"
#include "ndup.h"
#include "text/words.h"

/* ---- texts in less space ------------------------------------------------- */

struct packer;

enum ndup_status packer_new(struct packer **);

/* Both add to the buffer.  NDUP_INPUT if what is unpacked is no packed text of
 * that length. */
enum ndup_status packer_pack(
    struct packer *, struct ndup_slice text, struct buffer *);
enum ndup_status packer_unpack(
    struct packer *, struct ndup_slice packed, size_t length, struct buffer *);
void packer_free(struct packer *);

/* ---- the tokens of an article as bytes: first their ids, which are ------- */

/*
 * what verifying wants, then their places, which are what passages want
 */

/* Ids as the vocabulary of the index has them; some 3 bytes a token. */
void tokens_encode(struct buffer *, const uint32_t *ids,
    const struct ndup_span *spans, uint32_t num);

/* Reads ids into room for num of them, and says where the places begin; false
 * if the bytes are none of these.  Places never go back: see text/spans.h. */
bool tokens_decode_ids(struct ndup_slice bytes, uint32_t *ids, uint32_t num,
    struct ndup_slice *places);
bool tokens_decode_spans(
    struct ndup_slice places, struct ndup_span *spans, uint32_t num);

/* So many contents an article remembers to have replaced. */
enum { CONTENTS_MOST = 16 };

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
	uint32_t num_evidence; /* tokens before the credits */
	struct stretch_of_tape tokens, text;
	struct ndup_slice replaced; /* hashes of the contents of older versions,
	                               8 bytes each, the latest first */
};

/* Its tokens, where their ids are known; marks those of credits. */
static inline struct words
indexed_words(const struct indexed *is, uint32_t *ids)
{
	return (struct words){.ids = ids,
	    .num = is->num_tokens,
	    .half_words = is->half_words,
	    .standing = words_mark_from(ids, is->num_evidence, is->num_tokens),
	    .num_shingles = is->num_shingles};
}

/* Adds it to a buffer, but for the number. */
void indexed_encode(const struct indexed *, struct buffer *);

/* Borrows from the bytes; false if they are none of these. */
bool indexed_decode(struct ndup_slice bytes, uint32_t number, struct indexed *);

#endif
