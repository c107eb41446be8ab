/*
 * window.h - all windows of so many consecutive words, with their hashes
 *
 * A sequence is an array of 64-bit values, one a token.  Bit 0 of a value says
 * that its token counts as half a word; the value 0 is a break that no window
 * crosses.  Windows of n words are minimal: the shortest stretch that ends at
 * a given token and holds at least n words.  In text of whole words that is
 * simply every n consecutive tokens, in Chinese every 2n characters.
 *
 * Two sequences have a common run of n words exactly if they have a common
 * window of n words.
 */
#ifndef TEXT_WINDOW_H
#define TEXT_WINDOW_H

#include "ndup.h"

/* Length of a token in half words. */
static inline unsigned
window_weight(uint64_t value)
{
	return value == 0 ? 0 : 2 - (unsigned)(value & 1);
}

/*
 * A sequence that was read, for windows of any size.  Where not all tokens are
 * words, half words are numbered: token i has those from offsets[i] to
 * offsets[i + 1] - 1, and half word h is of token holders[h].
 */
struct series {
	const uint64_t *values;
	size_t num, sums_capacity;
	uint64_t *sums; /* polynomials over the first so many values */
	uint32_t half_words;
	bool all_words; /* whole ones, without a break */
	uint32_t *offsets, *holders;
	size_t offsets_capacity, holders_capacity;
};

struct window {
	uint64_t hash;       /* of the values in it; well mixed, never 0 */
	uint32_t begin, end; /* tokens, half-open */
};

struct windows {
	struct window *items; /* by end, then by begin */
	size_t num, items_capacity;
	uint64_t *powers;  /* of the base of the hash */
	unsigned size;     /* half words that a window holds */
	struct series own; /* what windows_find() read */
	bool both_ends;
	bool figures_last; /* set it to have windows that hold a figure
	                      (text/word.h) in the upper half of all hashes,
	                      others in the lower one; not with both_ends */
};

/* The values must stay where they are.  Some 2 ns each. */
enum ndup_status series_read(
    struct series *, const uint64_t *values, size_t num_values);
void series_free(struct series *);

/*
 * For windows of so many half words.  With both_ends also the windows that are
 * shortest from their first token on: then the windows inside a run, taken
 * together, hold all of its tokens also where half words begin it.
 */
enum ndup_status windows_init(
    struct windows *, unsigned half_words, bool both_ends);

/* Fills items, from a series, or from values that are read first. */
enum ndup_status windows_find_in(struct windows *, const struct series *);
enum ndup_status windows_find(
    struct windows *, const uint64_t *values, size_t num_values);

/* The hashes alone, for which there is room; of windows by their ends. */
size_t windows_hashes_in(
    const struct windows *, const struct series *, uint64_t *hashes);
void windows_free(struct windows *);

#endif
