/*
 * passage_keys.c - tokens -> passage keys
 *
 * Winnowing (Schleimer, Wilkerson, Aiken 2003): of the shingles inside every
 * window of min_run words the least is a key.  A common run of min_run words is
 * such a window in both articles, so both choose the same key in it.  Longer shingles than those of the signature, so that one
 * common key is rare enough to make a candidate.
 */
#include "base/memory.h"
#include "sketch/passage_keys.h"

/* Three fifths of a run: 12 words of 20, which leaves windows of 9. */
static unsigned
key_size(unsigned min_run)
{
	return (3 * min_run + 4) / 5;
}

enum ndup_status
winnower_init(struct winnower *winnower, unsigned min_run)
{
	*winnower = (struct winnower){
	    .run_size = 2 * min_run,
	    .window = min_run - key_size(min_run) + 1,
	};
	return windows_init(&winnower->shingles, 2 * key_size(min_run), false);
}

static void
add_key(struct winnower *winnower, uint64_t hash)
{
	if (set_add(&winnower->seen, hash))
		winnower->keys[winnower->num_keys++] = passage_key(hash);
}

/* ---- whole words: windows of so many shingles --------------------------- */

static inline uint64_t
lesser(uint64_t x, uint64_t y)
{
	return x < y ? x : y;
}

/* The least from each shingle to the end of its block of so many. */
static void
find_tails(const uint64_t *hashes, size_t num, size_t window, uint64_t *tails)
{
	size_t begin, end, i;

	for (begin = 0; begin < num; begin += window) {
		end = begin + window < num ? begin + window : num;
		tails[end - 1] = hashes[end - 1];
		for (i = end - 1; i > begin; i--)
			tails[i - 1] = lesser(hashes[i - 1], tails[i]);
	}
}

/*
 * The least of every window, each run of equal ones once: the tail of one block
 * and the head of the next (van Herk 1992; Gil, Werman 1993).  Without a branch
 * on the hashes.  Overwrites tails; returns how many.
 */
static size_t
find_minima(const uint64_t *hashes, size_t num, size_t window, uint64_t *tails)
{
	uint64_t head, least, last = 0;
	size_t begin, end, i, num_minima = 0;

	for (begin = window - 1; begin < num; begin += window) {
		/* The window that ends here is a block, or has no head. */
		head = UINT64_MAX;
		end = begin + window < num ? begin + window : num;
		for (i = begin; i < end; i++) {
			head = i == begin ? head : lesser(head, hashes[i]);
			least = lesser(tails[i + 1 - window], head);
			tails[num_minima] = least;
			num_minima += least != last;
			last = least;
		}
	}
	return num_minima;
}

static enum ndup_status
winnow_words(struct winnower *winnower, size_t num_shingles)
{
	size_t num, i;

	if (num_shingles < winnower->window)
		return NDUP_OK;
	find_tails(
	    winnower->hashes, num_shingles, winnower->window, winnower->keys);
	num = find_minima(
	    winnower->hashes, num_shingles, winnower->window, winnower->keys);
	if (set_begin(&winnower->seen, num) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < num; i++)
		add_key(winnower, winnower->keys[i]);
	return NDUP_OK;
}

/* ---- any tokens: a queue of shingles ------------------------------------ */

/* The tokens of the run that ends at the token at hand. */
struct run {
	uint32_t begin, half_words;
};

/* Takes one more token; whether the run is long enough now, and no longer. */
static bool
run_grow(struct run *run, const uint64_t *tokens, uint32_t i, unsigned size)
{
	if (tokens[i] == 0) {
		*run = (struct run){i + 1, 0};
		return false;
	}
	run->half_words += window_weight(tokens[i]);
	while (run->half_words - window_weight(tokens[run->begin]) >= size)
		run->half_words -= window_weight(tokens[run->begin++]);
	return run->half_words >= size;
}

static void
winnow_mixed(
    struct winnower *winnower, const uint64_t *tokens, size_t num_tokens)
{
	const struct window *items = winnower->shingles.items;
	const struct window *shingle = items;
	const struct window *end = shingle + winnower->shingles.num;
	struct run run = {0, 0};
	uint32_t *queue = winnower->queue, head = 0, tail = 0, i;

	for (i = 0; i < num_tokens; i++) {
		for (; shingle < end && shingle->end <= i + 1; shingle++) {
			while (tail > head &&
			       items[queue[tail - 1]].hash >= shingle->hash)
				tail--;
			queue[tail++] = (uint32_t)(shingle - items);
		}
		if (!run_grow(&run, tokens, i, winnower->run_size))
			continue;
		while (items[queue[head]].begin < run.begin)
			head++;
		add_key(winnower, items[queue[head]].hash);
	}
}

enum ndup_status
winnower_run(
    struct winnower *winnower, const uint64_t *tokens, size_t num_tokens)
{
	struct windows *shingles = &winnower->shingles;
	size_t size = (shingles->size + 1) / 2;

	winnower->num_keys = 0;
	if (memory_reserve(&winnower->hashes, &winnower->hashes_capacity,
		num_tokens, sizeof *winnower->hashes) != NDUP_OK ||
	    memory_reserve(&winnower->keys, &winnower->capacity, num_tokens,
		sizeof *winnower->keys) != NDUP_OK)
		return NDUP_NOMEM;
	if (windows_hash_words(shingles, tokens, num_tokens, winnower->hashes))
		return num_tokens < size
			   ? NDUP_OK
			   : winnow_words(winnower, num_tokens - size + 1);
	if (windows_find(shingles, tokens, num_tokens) != NDUP_OK ||
	    set_begin(&winnower->seen, shingles->num) != NDUP_OK ||
	    memory_reserve(&winnower->queue, &winnower->queue_capacity,
		shingles->num, sizeof *winnower->queue) != NDUP_OK)
		return NDUP_NOMEM;
	winnow_mixed(winnower, tokens, num_tokens);
	return NDUP_OK;
}

void
winnower_free(struct winnower *winnower)
{
	windows_free(&winnower->shingles);
	set_free(&winnower->seen);
	memory_free(winnower->hashes);
	memory_free(winnower->queue);
	memory_free(winnower->keys);
}
