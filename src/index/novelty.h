/*
 * novelty.h - the matches of an article -> what is new about it
 */
#ifndef INDEX_NOVELTY_H
#define INDEX_NOVELTY_H

#include "ndup.h"
#include "identity.h"

/* Puts the best match first: by coverage of the article, then the earliest,
 * then by id. */
void verdict_sort(struct ndup_earlier *, size_t num);
bool verdict_is_sorted(const struct ndup_earlier *, size_t num);

/* Whether the verdict depends on facts that are others in a match at this place
 * of the sorted ones: in the first, and in those that have nine tenths of the
 * article, but not in very many. */
bool verdict_wants_facts(const struct ndup_earlier *, size_t place);

/*
 * Judges an article by its matches, sorted, and by what its id has.  Fills in novelty and story; both the story and the matches are borrowed.
 */
void verdict_judge(const struct indexed *, enum under_id,
    const struct ndup_earlier *, size_t num, struct ndup_verdict *);

#endif
