/*
 * match.h - matches and clusters -> passages as byte ranges
 */
#ifndef EVIDENCE_MATCH_H
#define EVIDENCE_MATCH_H

#include "compare/align.h"
#include "corpus/scan_data.h"
#include "positions.h"

/* What it takes to make evidence; one a thread. */
struct evidence {
	struct aligner aligner;
	struct positions a, b;      /* of a match's articles */
	struct alignment alignment; /* of their texts */
	struct fetched fetched[2];  /* their ids, if on disk */
	uint32_t *number_of;        /* of each text, in the cluster at hand */
};

/* The passages of a match. */
struct passages {
	struct ndup_passage *items;
	size_t num, capacity;
};

enum ndup_status evidence_new(struct evidence **, const struct ndup_scan *);

/* A text and its words. */
struct text_words {
	uint32_t text;
	struct words words;
};

/* How two texts map onto each other, whichever comes first. */
enum ndup_status evidence_align(struct evidence *, const struct text_words *,
    const struct text_words *, struct alignment *);

/* Passages of a match, kept in the third argument, and its longest run. */
enum ndup_status evidence_match(struct evidence *, const struct ndup_scan *,
    struct passages *, struct ndup_match *);
void evidence_free(struct evidence *);

/* Two articles of one text. */
struct ndup_match match_same(uint32_t a, uint32_t b, enum ndup_relation);

/* A pair of articles without its passages: the measures of their texts. */
struct ndup_match match_describe(
    const struct ndup_scan *, const struct article_match *);

#endif
