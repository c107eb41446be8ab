/*
 * evidence.h - matches and clusters -> passages as byte ranges
 */
#ifndef EVIDENCE_H
#define EVIDENCE_H

#include "base/alignment.h"
#include "scan.h"
#include "text/tokenise.h"
#include "verify/align.h"

/* Where the tokens of an article stand in its text. */
struct token_spans {
	struct ndup_span *spans;
	size_t num, capacity;
};

/* What it takes to make evidence; one a thread. */
struct evidence {
	struct tokeniser tokeniser;
	struct aligner aligner;
	struct token_spans spans_a, spans_b; /* of a match's articles */
	uint32_t article_a;                  /* whose spans are in spans_a */
	struct alignment alignment;          /* of their texts */
	uint32_t *number_of; /* of each text, in the cluster at hand */
};

/* The passages of a match. */
struct passages {
	struct ndup_passage *items;
	size_t num, capacity;
};

enum ndup_status evidence_new(struct evidence **, const struct ndup_scan *);

/* Tokenises an article again, for the places of its tokens. */
enum ndup_status evidence_spans(
    struct evidence *, const struct article *, struct token_spans *);

/* How two texts map onto each other, whichever comes first. */
enum ndup_status evidence_align(struct evidence *, const struct ndup_scan *,
    struct link_pair texts, struct alignment *);

/* The bytes of some tokens: in the text, and in the article as stored. */
struct ndup_span evidence_text(const struct token_spans *, struct tokens_span);
struct ndup_span evidence_stored(
    const struct ndup_document *, struct ndup_span text);

/* Passages of a match, kept in the third argument, and its longest run. */
enum ndup_status evidence_match(struct evidence *, const struct ndup_scan *,
    struct passages *, struct ndup_match *);
void evidence_free(struct evidence *);

#endif
