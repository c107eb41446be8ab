/*
 * runs.h - the maximal common runs of two articles, with their places
 */
#ifndef VERIFY_RUNS_H
#define VERIFY_RUNS_H

#include "base/alignment.h"
#include "base/window.h"

struct runs {
	struct block *items; /* by place in b, then in a */
	size_t num, capacity;
	uint32_t longest; /* half words; exact */
	/* Where the windows of a stand: chains by hash. */
	struct windows a, b;
	struct place {
		uint64_t hash; /* 0: free */
		uint32_t first, last, length;
		bool common; /* stands in b too */
	} * slots;
	uint32_t *next; /* window of a with the same hash, or UINT32_MAX */
	size_t mask, slots_capacity, next_capacity;
	bool cut;        /* not all runs were followed */
	uint64_t budget; /* tokens that may still be compared */
};

/* Two texts as values for base/window.h. */
struct sequences {
	const uint64_t *a, *b;
	uint32_t num_a, num_b;
};

/* Runs of at least min_passage words. */
enum ndup_status runs_init(struct runs *, unsigned min_passage);

/*
 * Finds all runs, but in texts that repeat themselves over and over: of a
 * window that stands in over 64 places of a only the first 64 are followed, and
 * all of them for some hundred comparisons a token.  Cost: linear.
 */
enum ndup_status runs_find(struct runs *, const struct sequences *);

/* Marks the tokens that lie in some common run; exact. */
void runs_mark_a(const struct runs *, bool *marks);
void runs_mark_b(const struct runs *, bool *marks);
void runs_free(struct runs *);

#endif
