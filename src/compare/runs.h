/*
 * runs.h - the maximal common runs of two articles, with their places
 */
#ifndef COMPARE_RUNS_H
#define COMPARE_RUNS_H

#include "alignment.h"
#include "automaton.h"
#include "roller.h"

/* Where grams of a text stand, every step tokens: chains by hash, of numbers
 * from 1 on, ascending; 0: the end. */
struct gram_places {
	uint32_t name;  /* of the text, see text/words.h; 0: none */
	uint64_t asked; /* when it was asked for last, of those kept */
	uint32_t *first, *next;
	uint32_t *lengths; /* of each, how many its chain has from it on */
	unsigned shift;    /* from a hash to its chain */
	size_t first_capacity, next_capacity, lengths_capacity;
};

enum { NUM_KEPT = 4 };

struct runs {
	struct block *items;
	size_t num, items_capacity;
	uint32_t longest;     /* half words; exact */
	uint32_t min_passage; /* words */
	uint32_t min_marked;  /* words */
	struct roller roller;
	uint32_t step;
	struct gram_places places;         /* of a ... */
	struct gram_places kept[NUM_KEPT]; /* ... or of far longer texts */
	uint64_t num_asked;
	uint64_t budget;            /* tokens that may still be compared */
	uint64_t plenty;            /* with less, it may be known to end */
	bool cut;                   /* not all runs were followed */
	struct automaton automaton; /* of b, if it was read ... */
	bool has_read;
	bool *marks; /* ... and what of b is common */
	size_t marks_capacity;
};

/* Two texts as ids of tokens, see text/words.h. */
struct sequences {
	const uint32_t *a, *b;
	uint32_t num_a, num_b;
	uint32_t name_a, name_b;
};

/* Runs of at least min_passage words are listed; tokens in those of min_marked
 * are marked. */
void runs_init(struct runs *, unsigned min_passage, unsigned min_marked);

/*
 * Finds all runs, in any order; but in texts that repeat themselves over and
 * over only those that some comparisons a token find.  Cost: linear; where one
 * text has a name and is far longer, as long as it is one of the last few, in
 * the other and in what they have in common.  b is that of the call before
 * until runs_change_b() is called: what was read of it serves again.
 */
enum ndup_status runs_find(struct runs *, const struct sequences *);

/* The same for whom the list is of no use if they are cut: it ends when that is
 * certain. */
enum ndup_status runs_find_whole(struct runs *, const struct sequences *);
void runs_change_b(struct runs *);

/* The name may mean another text from now on. */
void runs_forget(struct runs *, uint32_t name);

/* Marks the tokens of b that lie in some common run of min_marked words of the
 * last texts, which were cut; exact. */
void runs_mark_b(const struct runs *, const struct sequences *, bool *marks);
void runs_free(struct runs *);

#endif
