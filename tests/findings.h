/*
 * findings.h - all that a scan found, copied, to be compared with an oracle
 *
 * So that one can see the comparisons fail, findings can be spoilt before they
 * are compared: the environment variable NDUP_PLANT names a fault of those in
 * findings.c.  Only the tests know it.
 */
#ifndef TESTS_FINDINGS_H
#define TESTS_FINDINGS_H

#include "ndup.h"

struct findings {
	struct ndup_counts counts;
	struct ndup_match *matches; /* by a, then b */
	size_t num_matches;
	/* What clusters say of their members: a is one, b its lead; without
	 * passages and longest_run. */
	struct ndup_match *members;
	size_t num_members;
	/* Of each article the number of its cluster, or of the one that it is
	 * related to; 0: none. */
	uint32_t *cluster_of;
	uint32_t *chain_of; /* the least article that matches lead to */
};

/* From a scan that was run; false if it does not give its results. */
bool findings_collect(struct findings *, struct ndup_scan *);
void findings_free(struct findings *);

/* NULL if the pair is no match. */
const struct ndup_match *findings_match(
    const struct findings *, uint32_t a, uint32_t b);

/* Whether NDUP_PLANT names this fault; whether it names any, or an unknown. */
bool fault_planted(const char *fault);
bool fault_wanted(void);
bool fault_known(void);

#endif
