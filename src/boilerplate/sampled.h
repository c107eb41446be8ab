/*
 * sampled.h - an article that has a frequent key, as judging looks at it
 */
#ifndef BOILERPLATE_SAMPLED_H
#define BOILERPLATE_SAMPLED_H

#include "corpus/scan_data.h"
#include "sketch/key_shingles.h"
#include "sketch/winnow.h"

/* What is the same for all sampled articles; tools are one a thread. */
struct sampler {
	const struct ndup_scan *scan;
	const struct set *frequent;    /* keys */
	const struct set *marked_keys; /* of those that stand */
	struct winnower winnower;
	struct key_shingles shingles; /* of the article that is read */
	struct windows shorter; /* those of the shorter keys of noisy texts */
};

/* A shingle that is a frequent key. */
struct sampled_key {
	uint64_t key;
	uint32_t begin, end; /* tokens */
};

/* Zeroes at first. */
struct sampled {
	const struct article *article; /* what was read; NULL: nothing */
	struct fetched loaded;
	struct words words;
	/* Of each token, what its passage is. */
	enum { OWN, COMMON, MARKED } * kinds;
	uint32_t *own; /* half words of those before each that are OWN */
	struct sampled_key *found_keys; /* where they stand, or by key */
	size_t num_found;
	uint64_t *keys; /* passage keys that are not frequent, ascending */
	size_t num_keys;
	uint32_t place;     /* of the key at hand: its first token ... */
	uint32_t place_end; /* ... and behind its last */
	bool found;         /* it has the key */
	size_t kinds_capacity, own_capacity, found_keys_capacity, keys_capacity;
};

enum ndup_status sampler_init(struct sampler *, const struct ndup_scan *,
    const struct set *frequent, const struct set *marked_keys);
void sampler_free(struct sampler *);

/* Looks at a text that has this passage key.  Cost: linear, but of the text
 * that it was before, logarithmic. */
enum ndup_status sampled_make(
    struct sampled *, struct sampler *, uint32_t text, uint64_t key);

/* Half words that stand in no common passage. */
uint32_t sampled_own(const struct sampled *);

/* Whether the passage at hand stands at the beginning or at the end. */
bool sampled_at_edge(const struct sampled *, uint32_t min_run);

/* Whether the passage at hand stands next to one that stands. */
bool sampled_beside_marked(const struct sampled *);

/* Whether two share a passage key that is not frequent. */
bool samples_share(const struct sampled *, const struct sampled *);
void sampled_free(struct sampled *);

#endif
