/*
 * relation.h - exact measures -> match or not, and of which relation
 */
#ifndef COMPARE_RELATION_H
#define COMPARE_RELATION_H

#include "ndup.h"
#include "measure.h"

/* An article of which such a share of what counts stands in another one says
 * nothing that this does not: it is a duplicate of it to an index, and what a
 * choice drops that has no other share to go by. */
#define RELATION_CONTAINED 0.9

/* Whether the pair is a match by these parameters. */
bool relation_matches(const struct measures *, const struct ndup_params *);

/* Fills in relation, jaccard, containment, coverage and strength. */
void relation_fill(
    const struct measures *, const struct ndup_params *, struct ndup_match *);

/* Whether two articles of this relation are so much alike that it matters which
 * facts of them are others. */
bool relation_has_facts(enum ndup_relation);

/* The relation of b to a. */
enum ndup_relation relation_turn(enum ndup_relation);

/* The relation of a to b, both in one cluster, in words that follow time. */
enum ndup_relation relation_in_time(
    enum ndup_relation, const struct ndup_time *a, const struct ndup_time *b);

/* The coverage of the shorter article; of two of one length, the larger. */
double relation_coverage(const struct measures *);

/* The larger of Jaccard and the coverage of the shorter article. */
double relation_strength(const struct measures *);

#endif
