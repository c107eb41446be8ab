/*
 * phrases.h - which phrases stand, by the articles of an index that have them
 *
 * A passage key is judged by what the index holds before the article at hand:
 * by the first so many entries of the key that are alive, in the order of their
 * numbers, the pending ones behind those of the store; an older version of the
 * article counts as any other.  So many is a step: min_boilerplate, and then a
 * fourth more each, so that most articles change no verdict, and it can be
 * remembered.
 */
#ifndef INDEX_PHRASES_H
#define INDEX_PHRASES_H

#include "sketch/key_shingles.h"
#include "table/standing.h"
#include "pending.h"

/* Who has a key. */
struct key_evidence {
	uint32_t num_stored; /* articles of the store; UINT32_MAX: more than
	                        were counted */
	const struct bucket_of_held *bucket; /* of the pending; or NULL */
	uint32_t below;                      /* only lower numbers count */
};

/* Whether a key stands by its first entries. */
struct phrase_judgement {
	uint32_t step; /* so many entries; 0: it was not judged yet */
	uint32_t last; /* the highest number among these */
	bool stands;
};

/* What was found of a key.  A commit and the death of an article put it right,
 * so that a key that very many have is not read anew for each article. */
struct phrase_note {
	uint64_t key; /* 0: none */
	uint32_t
	    num_stored; /* articles of the store; UINT32_MAX: not counted */
	uint32_t below, num_below; /* articles with lower numbers than this */
	/* By all articles, and by those before one that is known. */
	struct phrase_judgement latest, earlier;
};

/* An article that has the key at hand. */
struct holder {
	struct sighting sighting;
	uint64_t tokens_hash;
	uint32_t number;
};

/* Zeroes at first. */
struct phrases {
	struct standing_rules rules;
	struct phrase_note *notes; /* by key; NULL: nothing was noted yet */
	struct holder *known;      /* by number; the same */
	struct key_shingles shingles;
	struct set seen;
	uint64_t *keys, *spare;     /* scratch */
	uint32_t *counts;           /* of each key */
	struct holder *holders;     /* of the key that is judged ... */
	struct sighting *sightings; /* ... as distinct texts */
	size_t num_holders;
	size_t keys_capacity, spare_capacity, counts_capacity, holders_capacity,
	    sightings_capacity;
};

enum ndup_status phrases_init(struct phrases *, const struct ndup_params *);
void phrases_free(struct phrases *);

/* What is pending becomes part of the store. */
void phrases_commit(struct phrases *, const struct pending *);

/* Articles are no longer what they were. */
void phrases_forget(struct phrases *);

#endif
