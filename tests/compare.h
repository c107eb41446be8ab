/*
 * compare.h - findings of a scan against the oracle
 */
#ifndef TESTS_COMPARE_H
#define TESTS_COMPARE_H

#include "world.h"

/* No false match, and every figure of every match and member is exact. */
void compare_values(
    struct world *, const struct ndup_params *, const struct findings *);

/* So many pairs drawn by chance, and those that were found: measured one by
 * one, they are what the oracle says, matches or not. */
void compare_single(struct world *, const struct ndup_params *, unsigned num);

/* Articles with identical tokens match each other, and what any matches. */
void compare_copies(struct world *, const struct findings *);

/*
 * The pairs that reach Jaccard params.min_jaccard are found, at least the
 * share that params.recall asks for.
 */
void compare_recall(struct world *, const struct ndup_params *,
    const struct findings *, const struct oracle_list *similar);

/*
 * All pairs that match by coverage are found; hot: also those of hot buckets
 * are together in a cluster.
 */
void compare_coverage(struct world *, const struct ndup_params *, bool hot);

/* Passages are sane, their words stand in both, and they hold what is
 * covered. */
void compare_passages(struct world *, const struct findings *);

/* Estimates of signatures, and buckets shared, as probability wants it. */
void compare_estimates(struct world *);

#endif
