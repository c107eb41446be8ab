/*
 * facts.h - two articles that are alike -> the facts that are others
 *
 * A number, a name or a negation of one text that stands replaced by another
 * one in the other: alike as they are, they do not say the same.
 */
#ifndef COMPARE_FACTS_H
#define COMPARE_FACTS_H

#include "diff.h"
#include "fact_side.h"
#include "pair.h"

/* Zeroes at first; one a thread, reuses its buffers. */
struct facts {
	struct ndup_fact *items; /* num, by place in a; the result */
	size_t num, items_capacity;
	bool same_form; /* as in struct ndup_match */
	bool ready;
	struct aligner aligner;
	struct alignment alignment;
	struct diff diff;
	struct change *edits; /* by place in a */
	size_t num_edits, edits_capacity;
	struct facts_text {
		struct fact_side side;
		uint32_t *ids; /* without marks */
		bool *equal;   /* of each token: it stands for an equal one */
		uint64_t *gap; /* the tokens of a gap, as values */
		size_t ids_capacity, equal_capacity, gap_capacity;
	} a, b;
};

/*
 * Finds the changed facts of a pair: both sides have words and spans, and the
 * documents are theirs.  Turning a and b turns the result, if b_is_earlier is
 * right.  Whatever parameters articles are compared by, facts are the same.
 * What is only added is no changed fact, but a negation; nor is what stands.
 * Where one of the documents has no text, words that begin with a digit are all
 * that is known.
 * Cost: that of pair_align(), and some microseconds an edit.
 */
enum ndup_status facts_find(struct facts *, const struct article_pair *,
    const struct ndup_document *a, const struct ndup_document *b);
void facts_free(struct facts *);

#endif
