/*
 * sketcher.h - document -> tokens, shingles, signature, keys
 */
#ifndef SKETCH_SKETCHER_H
#define SKETCH_SKETCHER_H

#include "base/intern.h"
#include "ndup.h"
#include "text/ignore.h"
#include "text/tokenise.h"
#include "shingle.h"
#include "winnow.h"

struct ndup_sketcher {
	struct tokeniser tokeniser;
	struct ignore ignore;
	struct series series; /* the tokens */
	struct shingler shingler;
	struct winnower winnowers[2]; /* num_winnowers; the second one for
	                                 shorter keys, of noisy texts */
	unsigned num_winnowers;
	struct ndup_bands bands;
	size_t num_bins;
	size_t small_set; /* up to so many shingles all of them are keys */
	bool by_coverage;
	bool by_article; /* articles of one text are found by a key too */
	uint64_t *bins;
	uint32_t *signature;
	/* Of the last run. */
	struct ndup_sketch sketch; /* lent */
	uint32_t half_words;
	uint64_t *passage_keys; /* of all winnowers, distinct */
	size_t num_passage_keys, passage_keys_capacity;
	size_t num_evidence;  /* tokens before the credits: what is behind makes
	                        no passage keys */
	uint64_t tokens_hash; /* equal for identical texts */
	uint64_t *keys;       /* for the table; bit 0: a passage key */
	size_t num_keys, keys_capacity;
};

/* Tokens and shingles of text from byte begin on; its credits begin at byte end,
 * 0: it has none. */
enum ndup_status sketcher_read(
    struct ndup_sketcher *, struct ndup_slice text, size_t begin, size_t end);

/* The same from ids of tokens that a sketcher with these parameters has read;
 * 0 is an ignored one. */
enum ndup_status sketcher_take(struct ndup_sketcher *, const struct intern *,
    const uint32_t *ids, size_t num_ids, size_t num_evidence);

/* All keys that the table wants of what was read last. */
enum ndup_status sketcher_keys(struct ndup_sketcher *);

#endif
