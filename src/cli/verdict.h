/*
 * verdict.h - what an index says of an article, as JSON
 */
#ifndef CLI_VERDICT_H
#define CLI_VERDICT_H

#include "base/buffer.h"
#include "ndup.h"

/*
 * An object: status, of, story, relation, jaccard, coverage, coverage_of_other,
 * num_words, new_words, lag_seconds; with passages those of the best match.
 * What there is not is null.
 */
void verdict_json(struct buffer *, const struct ndup_document *,
    const struct ndup_verdict *, bool passages);

/* Parts of it, of any match; NULL: there is none.  Relation and shares. */
void verdict_match_json(struct buffer *, const struct ndup_earlier *);

/* Seconds from the match to the article, null if one has no time. */
void verdict_lag_json(
    struct buffer *, const struct ndup_document *, const struct ndup_earlier *);

/* Places in the article and in the match. */
void verdict_passages_json(struct buffer *, const struct ndup_match *);

#endif
