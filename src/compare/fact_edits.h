/*
 * fact_edits.h - two articles -> the edits between what they share
 */
#ifndef COMPARE_FACT_EDITS_H
#define COMPARE_FACT_EDITS_H

#include "facts.h"

/*
 * Fills in the sides, the edits and which tokens are equal.  No edit divides a
 * quantity: of 5.4 and 5.0 the whole is in it.
 */
enum ndup_status fact_edits_find(struct facts *, const struct article_pair *,
    const struct ndup_document *a, const struct ndup_document *b);

#endif
