/*
 * oracle.h - what a scan of these articles must find, worked out plainly
 *
 * The exact measures of a pair, whether it is a match and of which relation,
 * and all pairs that may be matches: straight from the definitions.
 */
#ifndef TESTS_ORACLE_H
#define TESTS_ORACLE_H

#include "exact.h"
#include "oracle_pairs.h"
#include "oracle_runs.h"

/* Texts that a bucket may have before it is hot. */
enum { ORACLE_BUCKET = 64 };

struct oracle {
	const struct ndup_document *documents;
	struct ndup_params params;
	struct oracle_texts texts;
	bool by_article; /* pairs have conditions: no text stands for others */
	struct oracle_sets shingles;
	struct oracle_sets runs; /* stretches of oracle_run() words */
	struct oracle_sets keys; /* stretches as long as a passage key: made
	                            when first asked for */
	struct oracle_runs table;
	bool *marks[2]; /* of the tokens of the last pair */
	size_t capacities[2];
};

void oracle_make(struct oracle *, const struct ndup_document *, uint32_t num,
    const struct ndup_params *);
void oracle_free(struct oracle *);

/*
 * The passages of a pair follow from the article that comes first, which is the
 * first of its text.  Leaves the tokens that are covered marked in
 * oracle.marks.
 */
void oracle_measure(struct oracle *, uint32_t a, uint32_t b, struct exact *);

/* Whether the pair has a passage key that could stand in so many texts that its
 * bucket is hot. */
bool oracle_is_hot(struct oracle *, uint32_t a, uint32_t b);

/* Whether conditions on time and source allow the pair. */
bool oracle_allows(const struct oracle *, uint32_t a, uint32_t b);

/* Whether the pair matches by coverage; by coverage or Jaccard.  A text that
 * is too short for a shingle matches identical ones only.  Of texts that repeat
 * themselves: whether it does by both ways in which they may be measured, and
 * whether by any. */
bool oracle_covers(const struct exact *, const struct ndup_params *);
bool oracle_matches(const struct exact *, const struct ndup_params *);
bool oracle_may_match(const struct exact *, const struct ndup_params *);

/* Pairs of distinct texts, a < b. */
struct oracle_pair {
	uint32_t a, b;
	double jaccard;
};

struct oracle_list {
	struct oracle_pair *items;
	size_t num, capacity;
};

/* Words of a run that has two passage keys for certain. */
unsigned oracle_run(const struct ndup_params *);

/* All with so much Jaccard; all with a common run of oracle_run() words. */
void oracle_similar(struct oracle *, double jaccard, struct oracle_list *);
void oracle_sharing(struct oracle *, struct oracle_list *);

#endif
