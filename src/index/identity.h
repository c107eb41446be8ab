/*
 * identity.h - id and content of an article -> keys by which it is found again
 *
 * An id may have several articles: a new text that is unlike those before it
 * does not take their place.  The newest stands for the id.  An article that
 * has taken another one's place keeps a hash of its content, so that this is
 * known when it comes again.
 */
#ifndef INDEX_IDENTITY_H
#define INDEX_IDENTITY_H

#include "record.h"

enum {
	/* By its id, by that and its content, and each that it replaced. */
	IDENTITY_KEYS_MOST = 2 + CONTENTS_MOST,
};

/* What the index has under the id of an article. */
enum under_id {
	UNDER_ID_NOTHING,
	UNDER_ID_CONTENT, /* the same content, now or formerly */
	UNDER_ID_VERSION, /* an older version: one that it matches */
	UNDER_ID_OTHER,   /* only texts that are unlike it */
};

/* Ids have entries as texts have, so that they are found by the same search,
 * which misses none. */
uint64_t identity_key(uint64_t seed, struct ndup_slice id);
uint64_t identity_content_key(uint64_t key, uint64_t content);

/* How many contents an article has replaced, as far as it remembers. */
static inline unsigned
identity_num_replaced(const struct indexed *article)
{
	return (unsigned)(article->replaced.len / sizeof(uint64_t));
}

static inline unsigned
identity_num_keys(const struct indexed *article)
{
	return 2 + identity_num_replaced(article);
}

/* The keys of an article, the one of its id first; returns how many. */
unsigned identity_keys(
    uint64_t seed, const struct indexed *, uint64_t keys[IDENTITY_KEYS_MOST]);

/* Whether it has this content, or has replaced it. */
bool identity_has_content(const struct indexed *, uint64_t content);

/* Adds the content of a version that is replaced, and what that has replaced,
 * to a list of at most CONTENTS_MOST; returns its length. */
unsigned identity_add_contents(
    const struct indexed *, uint64_t *contents, unsigned num);

#endif
