/*
 * match.h - matches and clusters -> passages as byte ranges
 */
#ifndef EVIDENCE_MATCH_H
#define EVIDENCE_MATCH_H

#include "compare/pair.h"
#include "corpus/scan_data.h"
#include "ignored.h"
#include "positions.h"

/* What it takes to make evidence; one a thread. */
struct evidence {
	struct aligner aligner;
	struct positions a, b;      /* of a match's articles */
	struct alignment alignment; /* of their texts */
	struct fetched fetched[2];  /* their ids, if on disk */
	struct ignorer ignorer;
	uint32_t *number_of; /* of each text, in the cluster at hand */
};

/* The passages of a match. */
struct passages {
	struct ndup_passage *items;
	size_t num, items_capacity;
};

enum ndup_status evidence_new(struct evidence **, const struct ndup_scan *);

/* Passages of a match, kept in the third argument, and its longest run. */
enum ndup_status evidence_match(struct evidence *, const struct ndup_scan *,
    struct passages *, struct ndup_match *);
void evidence_free(struct evidence *);

/* What a text's match of this number, or SAME_TEXT, says without passages; seen
 * from the text, which is a. */
struct ndup_match match_from_text(
    const struct ndup_scan *, uint32_t text, uint32_t match);

/* The same of two articles. */
struct ndup_match match_describe(
    const struct ndup_scan *, const struct article_match *);

#endif
