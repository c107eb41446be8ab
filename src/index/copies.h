/*
 * copies.h - earlier articles of one text, measured once
 *
 * Of a text that is in the index over and over each copy is a candidate.  What
 * was found of one holds for the others, whose tokens are the same.
 */
#ifndef INDEX_COPIES_H
#define INDEX_COPIES_H

#include "book.h"

enum { NUM_COPIED = 8 };

/* An earlier text that matches the article at hand. */
struct copied {
	uint64_t tokens_hash;
	struct words words;
	struct measures measures;
	uint32_t longest_run;    /* half words */
	struct read_tokens read; /* where the words stand, if they were read */
};

/* The last few of them.  Zeroes at first. */
struct copies {
	struct copied texts[NUM_COPIED];
	unsigned num, next;
};

/* The article at hand is another one. */
void copies_clear(struct copies *);

/* The text that has the same tokens, compared one by one; or NULL. */
const struct copied *copies_find(
    const struct copies *, uint64_t tokens_hash, const struct words *);

/* Keeps a text.  Words that stand in what was read are taken over with it: what
 * is there instead may be overwritten. */
void copies_keep(
    struct copies *, const struct copied *, struct read_tokens *read);
void copies_free(struct copies *);

#endif
