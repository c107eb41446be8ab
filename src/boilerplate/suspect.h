/*
 * suspect.h - whether what a crowd shares is boilerplate
 */
#ifndef BOILERPLATE_SUSPECT_H
#define BOILERPLATE_SUSPECT_H

#include "compare/alignment.h"
#include "table/candidates.h"
#include "sampled.h"

/* So many articles of a crowd are looked at; at first only a few. */
enum { NUM_SPECIMENS = 32, FIRST_SPECIMENS = 8 };

struct phrase {
	struct sampler kit;
	struct sampled samples[NUM_SPECIMENS]; /* those found come first */
	uint64_t looked_at[NUM_SPECIMENS], num_looked; /* when each was */
	struct set sources;
	size_t num; /* specimens that have the passage */
	uint32_t left[NUM_SPECIMENS], right[NUM_SPECIMENS];
	/* Where the passage stands in the crowd's first text. */
	struct tokens_span stretch;
	bool are_strangers; /* who share it */
	bool is_boilerplate;
};

enum ndup_status phrase_init(struct phrase *, const struct ndup_scan *,
    const struct set *crowd_keys, const struct set *marked_keys);
void phrase_free(struct phrase *);

/* More keys are marked than before: what was read is read again. */
void phrase_forget(struct phrase *);

/* Judges the passage around the key of a crowd of two texts or more.  Cost:
 * some 5 us for each article that is looked at. */
enum ndup_status phrase_judge(
    struct phrase *, const struct crowds *, const struct crowd *);

#endif
