/*
 * winnow.c - tokens -> passage keys
 *
 * Winnowing (Schleimer, Wilkerson, Aiken 2003): of the shingles inside every
 * run of so many words (12 where min_run is 20) the least is a key.  A common
 * run of as many is such a one in both articles, so both choose the same key in
 * it.  Shingles with a figure come last: the fixed words of a form, between
 * figures that change, are then a key wherever they stand, whatever the hashes
 * are, and it is known how many texts have them.  Longer shingles than those of
 * the signature, so that two common keys are rare enough to make a candidate
 * (table/bucket.c).
 *
 * Noisy texts have shorter keys besides.  They find more pairs; what stands is
 * decided on the others alone, so that nothing that these find is lost.
 */
#include "base/memory.h"
#include "winnow.h"

/* Two fifths of a passage: 8 words of 20. */
unsigned
winnow_key_size(unsigned min_run)
{
	return (2 * min_run + 4) / 5;
}

/* A quarter of a passage: of 5 shingles the least, so that a run of 12 words has
 * a key, one of 17 two. */
static unsigned
window_size(unsigned min_run)
{
	return (min_run + 3) / 4;
}

bool
winnow_gives_one_key(unsigned min_run)
{
	return winnow_key_size(min_run) + 2 * window_size(min_run) - 1 >
	       min_run;
}

enum ndup_status
winnow_windows_init(struct windows *windows, unsigned size)
{
	enum ndup_status status = windows_init(windows, 2 * size, false);

	windows->figures_last = true;
	return status;
}

static enum ndup_status
init_lengths(struct winnower *winnower, unsigned size, unsigned window)
{
	*winnower = (struct winnower){
	    .run_size = 2 * (size + window - 1),
	    .window = window,
	};
	return winnow_windows_init(&winnower->shingles, size);
}

enum ndup_status
winnower_init(struct winnower *winnower, unsigned min_run)
{
	return init_lengths(
	    winnower, winnow_key_size(min_run), window_size(min_run));
}

/* ---- shorter keys -------------------------------------------------------- */

/* Where min_run is 10 keys have four words; what is shorter is everywhere. */
bool
winnow_has_short_keys(const struct ndup_params *params)
{
	return params->noisy && params->min_run > 10;
}

/* A third of a passage: 7 words of 20. */
unsigned
winnow_short_key_size(unsigned min_run)
{
	return (min_run + 2) / 3;
}

/* A fifth of a passage: of 4 shingles the least, so that a run of 10 words has
 * a key. */
enum ndup_status
winnower_init_short(struct winnower *winnower, unsigned min_run)
{
	return init_lengths(
	    winnower, winnow_short_key_size(min_run), (min_run + 4) / 5);
}

/* ---- the least of every so many shingles -------------------------------- */

static inline uint64_t
lesser(uint64_t x, uint64_t y)
{
	return x < y ? x : y;
}

/* Each of num hashes becomes the least of itself and two behind it. */
static void
fold(uint64_t *hashes, size_t num, size_t second, size_t third)
{
	size_t i;

	for (i = 0; i < num; i++)
		hashes[i] = lesser(
		    hashes[i], lesser(hashes[i + second], hashes[i + third]));
}

/*
 * Each hash becomes the least of the so many that begin there: those of 9 are
 * three of 3.  Without a branch on the hashes.  Returns how many there are.
 */
static size_t
find_minima(uint64_t *hashes, size_t num, size_t window)
{
	size_t size = 1;

	if (num < window)
		return 0;
	for (; 3 * size <= window; size *= 3) {
		num -= 2 * size;
		fold(hashes, num, size, 2 * size);
	}
	num -= window - size;
	if (size < window)
		fold(hashes, num, (window - size) / 2, window - size);
	return num;
}

/* ---- all the runs ------------------------------------------------------- */

/*
 * Text of whole words: a run ends at every one.  Leaves the minima in the place
 * of the keys, equal ones in a row once; returns how many.
 */
static size_t
choose_in_words(struct winnower *winnower, size_t num)
{
	const uint64_t *minima = winnower->minima;
	uint64_t least, last = 0, *keys = winnower->keys;
	size_t num_chosen = 0, i;

	for (i = 0; i < num; i++) {
		least = minima[i];
		keys[num_chosen] = least;
		num_chosen += least != last;
		last = least;
	}
	return num_chosen;
}

/*
 * The same in any text: the shingles inside a run are as many as in one of
 * words, up to twice as many.  So their least is that of the first so many and
 * of the last so many.
 */
static size_t
choose_in_mixed(struct winnower *winnower, const struct series *tokens)
{
	const uint64_t *minima = winnower->minima;
	const uint32_t size = winnower->shingles.size, run = winnower->run_size;
	uint32_t begin, first, offset, last_break = 0, i;
	size_t num_shingles = 0, num_chosen = 0;
	uint64_t least, last = 0;

	for (i = 0; i < tokens->num; i++) {
		offset = tokens->offsets[i + 1];
		if (tokens->values[i] == 0)
			last_break = offset;
		num_shingles += offset - last_break >= size;
		if (offset - last_break < run)
			continue;
		/* The run that ends here, the token that ends its first
		 * shingle; from there on each ends one. */
		begin = tokens->holders[offset - run];
		first = tokens->holders[tokens->offsets[begin] + size - 1];
		least = lesser(minima[num_shingles - 1 - (i - first)],
		    minima[num_shingles - winnower->window]);
		winnower->keys[num_chosen] = least;
		num_chosen += least != last;
		last = least;
	}
	return num_chosen;
}

/* The keys that were chosen, each once. */
static enum ndup_status
finish_keys(struct winnower *winnower, size_t num_chosen)
{
	uint64_t hash;
	size_t i;

	if (set_begin(&winnower->seen, num_chosen) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < num_chosen; i++) {
		hash = winnower->keys[i];
		winnower->keys[winnower->num_keys] = passage_key(hash);
		winnower->num_keys += set_add(&winnower->seen, hash);
	}
	return NDUP_OK;
}

enum ndup_status
winnower_run_in(struct winnower *winnower, const struct series *tokens)
{
	size_t num;

	winnower->num_keys = 0;
	if (memory_grow(winnower->minima, tokens->num) != NDUP_OK ||
	    memory_grow(winnower->keys, tokens->num) != NDUP_OK)
		return NDUP_NOMEM;
	num = windows_hashes_in(&winnower->shingles, tokens, winnower->minima);
	num = find_minima(winnower->minima, num, winnower->window);
	num = tokens->all_words ? choose_in_words(winnower, num)
				: choose_in_mixed(winnower, tokens);
	return finish_keys(winnower, num);
}

enum ndup_status
winnower_run(
    struct winnower *winnower, const uint64_t *tokens, size_t num_tokens)
{
	struct series *series = &winnower->shingles.own;

	if (series_read(series, tokens, num_tokens) != NDUP_OK)
		return NDUP_NOMEM;
	return winnower_run_in(winnower, series);
}

void
winnower_free(struct winnower *winnower)
{
	windows_free(&winnower->shingles);
	set_free(&winnower->seen);
	memory_free(winnower->minima);
	memory_free(winnower->keys);
}
