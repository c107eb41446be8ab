/*
 * suspect.h - whether a phrase stands whose times do not tell it
 */
#ifndef BOILERPLATE_SUSPECT_H
#define BOILERPLATE_SUSPECT_H

#include "table/frequent.h"
#include "sampled.h"

/* So many of the articles that have a phrase are looked at; at first only a
 * few. */
enum { NUM_SAMPLES = 32, FIRST_SAMPLES = 8 };

struct phrase {
	struct sampler kit;
	struct sampled samples[NUM_SAMPLES]; /* those found come first */
	uint64_t looked_at[NUM_SAMPLES], num_looked; /* when each was */
	size_t num; /* sampled articles that have the passage */
	uint32_t left[NUM_SAMPLES], right[NUM_SAMPLES];
	bool are_strangers; /* who share it */
	bool stands;
};

enum ndup_status phrase_init(struct phrase *, const struct ndup_scan *,
    const struct set *frequent, const struct set *marked_keys);
void phrase_free(struct phrase *);

/* More keys are marked than before: what was read is read again. */
void phrase_forget(struct phrase *);

/* Judges the phrase around a key of two texts or more.  Cost:
 * some 5 us for each article that is looked at. */
enum ndup_status phrase_judge(
    struct phrase *, const struct frequent_keys *, const struct frequent_key *);

#endif
