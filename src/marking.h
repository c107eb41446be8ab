/*
 * marking.h - boilerplate, found by itself
 */
#ifndef MARKING_H
#define MARKING_H

#include "base/alignment.h"
#include "ndup.h"

struct ndup_scan;
struct crowds;

/* A passage that counts for nothing. */
struct mark {
	uint32_t article; /* the first that has it */
	struct tokens_span stretch;
	uint32_t half_words;
	uint32_t num_articles;
};

struct marks {
	struct mark *items; /* those of most articles first */
	size_t num, capacity;
};

/*
 * Finds boilerplate in what crowds share, and takes it out of the articles that
 * have it: their tokens are set to 0 there, and their new keys are added under
 * new numbers.  Texts and pairs are to be found again if there are any marks.
 */
enum ndup_status marking_run(struct ndup_scan *, const struct crowds *);

#endif
