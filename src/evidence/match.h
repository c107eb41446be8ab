/*
 * match.h - matches and clusters -> passages as byte ranges
 */
#ifndef EVIDENCE_MATCH_H
#define EVIDENCE_MATCH_H

#include "compare/facts.h"
#include "corpus/scan_data.h"
#include "ignored.h"
#include "positions.h"

/* What it takes to make evidence; one a thread. */
struct evidence {
	struct aligner aligner;
	struct positions a, b;      /* of a match's articles */
	struct alignment alignment; /* of their texts */
	struct facts facts;         /* and the facts in which they differ */
	struct fetched fetched[2];  /* their ids, if on disk */
	struct ignorer ignorer;
	uint32_t *number_of; /* of each text, in the cluster at hand */
};

/* The passages of a match, and the facts that are others. */
struct passages {
	struct ndup_passage *items;
	struct ndup_fact *facts;
	size_t items_capacity, facts_capacity;
};

void passages_free(struct passages *);

/* Words of an article of a match and their places, which live as long as these
 * positions and the copy. */
enum ndup_status match_side(const struct ndup_scan *, uint32_t article,
    struct positions *, struct fetched *, struct pair_side *);

enum ndup_status evidence_new(struct evidence **, const struct ndup_scan *);

/* Passages of a match and changed facts, kept in the third argument, and its
 * longest run. */
enum ndup_status evidence_match(struct evidence *, const struct ndup_scan *,
    struct passages *, struct ndup_match *);

/* Finds the facts of a match's articles that are others, in evidence.facts. */
enum ndup_status evidence_facts(
    struct evidence *, const struct ndup_scan *, const struct ndup_match *);
void evidence_free(struct evidence *);

/* What a text's match of this number, or SAME_TEXT, says without passages; seen
 * from the text, which is a. */
struct ndup_match match_from_text(
    const struct ndup_scan *, uint32_t text, uint32_t match);

/* The same of two articles. */
struct ndup_match match_describe(
    const struct ndup_scan *, const struct article_match *);

#endif
