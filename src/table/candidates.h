/*
 * candidates.h - keys -> candidates, in one batch
 *
 * Band keys and passage keys are entries (key, text) of one table.  Sorted,
 * equal keys stand together: a bucket.  The same pairs come out for any number
 * of threads.
 */
#ifndef TABLE_CANDIDATES_H
#define TABLE_CANDIDATES_H

#include "base/pool.h"
#include "compare/conditions.h"
#include "ndup.h"
#include "sketch/winnow.h"
#include "entries.h"
#include "frequent.h"

enum {
	/* Passage keys that a candidate shares, if others have them too. */
	KEYS_WANTED = 2,
	/* A bucket with more texts is hot: not each is paired with each. */
	BUCKET_MAX = 64,
	/* So many earlier candidates of a text are kept, those that share most
	 * keys: no article of 100,000 of Reuters has more.  And so many later
	 * ones, so that what stands in a text of very many parts is found. */
	CANDIDATES_MOST = 2 * BUCKET_MAX,
	CANDIDATES_LATER = BUCKET_MAX / 2
};

/* What it is worth that two texts share a key, which so many have: KEYS_WANTED
 * make a candidate.  One passage key of several texts is half of that, but not
 * where one_key is set; one that only these two have is all of it, and so is
 * any other key. */
static inline unsigned
key_worth(uint64_t key, uint64_t num_texts, bool one_key)
{
	return key_is_of_passage(key) && num_texts > 2 && !one_key
		   ? 1
		   : KEYS_WANTED;
}

/* Which pairs may be candidates at all; arrays have one item a text. */
struct pair_rules {
	const bool *old;     /* not paired with each other */
	const bool *repeats; /* an earlier text has the same words */
	const struct sighting *sightings;
	struct conditions conditions;
	bool one_key;                   /* any passage key makes a candidate */
	struct standing_rules standing; /* of phrases */
	/* Passage keys that are known to stand already; NULL: each is to be
	 * judged. */
	const struct set *known;
	uint32_t num_texts;
};

struct candidates {
	uint64_t *pairs; /* a << 32 | b, a < b; sorted, distinct */
	size_t num_pairs;
	uint64_t num_entries, num_hot; /* entries; hot buckets */
	bool *crowded; /* texts not all lower candidates of which are kept */
	/* Passage keys that stand, or perhaps, in order; none if they were
	 * known. */
	struct frequent_keys frequent;
};

/*
 * Finds all pairs but those of very many (counted_cap()), and those of phrases
 * that stand; and which phrases these are, or may be.  text_of has the text of each article, or NO_TEXT.  Cost: linear in the entries, some
 * 20 ns each; memory: the pairs, and for each thread 32 bytes for every 1,024th
 * entry.
 */
enum ndup_status candidates_find(const struct keys *, const uint32_t *text_of,
    struct pool *, const struct pair_rules *, struct candidates *);
void candidates_free(struct candidates *);

/* Whether pairs and frequent keys are as said above, and allowed by the rules. */
bool candidates_validate(const struct candidates *, const struct pair_rules *);

#endif
