/*
 * fact_finder.h - two articles of a scan -> the facts that are others
 */
#ifndef EVIDENCE_FACT_FINDER_H
#define EVIDENCE_FACT_FINDER_H

#include "compare/facts.h"
#include "match.h"

/* Zeroes at first; one a thread. */
struct fact_finder {
	struct facts facts; /* of the pair asked last */
	struct positions a, b;
	struct fetched fetched[2]; /* ids, if on disk */
};

/*
 * Finds the changed facts of any two articles, see compare/facts.h.  Cost: both
 * texts are tokenised, but one that was that side of the pair before is not.
 */
enum ndup_status fact_finder_run(
    struct fact_finder *, const struct ndup_scan *, uint32_t a, uint32_t b);
void fact_finder_free(struct fact_finder *);

#endif
