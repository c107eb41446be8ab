/*
 * corpus_change.h - copies that are changed by a fixed amount
 *
 * Each asks how far an edit may go and still be found: an evenly changed text
 * is harder than one of as many changes in a few places.
 */
#ifndef BENCH_CORPUS_CHANGE_H
#define BENCH_CORPUS_CHANGE_H

#include "corpus_text.h"

/* Words are what stands between spaces.  In this order, of the words of the
 * original: */
struct change {
	const char *name;
	uint32_t passage; /* 0, or one stretch of so many in another story */
	uint32_t kept;    /* of 1000 sentences, by chance */
	uint32_t every;   /* 0, or each so many-th word is another one */
	uint32_t words;   /* of 1000 words, another one, or one more or less */
	uint32_t letters; /* of 10000 letters and digits, misread */
};

#define NUM_CHANGES 17U
extern const struct change changes[NUM_CHANGES];

/* Words of the story around a passage. */
#define CHANGE_STORY_WORDS 400U

/* Adds the changed text of an article, which has more words than any passage. */
void change_text(struct text *, uint32_t article, const struct text *original,
    struct writer *, const struct change *);

#endif
