/*
 * passage_keys.c - tokens -> passage keys
 *
 * Winnowing (Schleimer, Wilkerson, Aiken 2003): of the shingles inside every
 * window of min_run words the least is a key, the last of equal ones.  A
 * common run of min_run words is such a window in both articles, so both choose
 * the same key in it.  Longer shingles than those of the signature, so that one
 * common key is rare enough to make a candidate.
 */
#include "base/hash.h"
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
	*winnower = (struct winnower){.run_size = 2 * min_run};
	return windows_init(&winnower->shingles, 2 * key_size(min_run), false);
}

static enum ndup_status
prepare(struct winnower *winnower, const uint64_t *tokens, size_t num_tokens)
{
	size_t num;

	winnower->num_keys = 0;
	if (windows_find(&winnower->shingles, tokens, num_tokens) != NDUP_OK)
		return NDUP_NOMEM;
	num = winnower->shingles.num;
	if (set_begin(&winnower->seen, num) != NDUP_OK ||
	    memory_reserve(&winnower->queue, &winnower->queue_capacity, num,
		sizeof *winnower->queue) != NDUP_OK ||
	    memory_reserve(&winnower->keys, &winnower->capacity, num,
		sizeof *winnower->keys) != NDUP_OK)
		return NDUP_NOMEM;
	return NDUP_OK;
}

static void
add_key(struct winnower *winnower, uint64_t hash)
{
	/* Not the same number as a shingle's in the table of all keys. */
	uint64_t key = hash_mix(hash ^ UINT64_C(0x7061737361676573));

	if (set_add(&winnower->seen, hash))
		winnower->keys[winnower->num_keys++] = key;
}

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

enum ndup_status
winnower_run(
    struct winnower *winnower, const uint64_t *tokens, size_t num_tokens)
{
	const struct window *shingle, *end;
	struct run run = {0, 0};
	uint32_t *queue, head = 0, tail = 0, i;

	if (prepare(winnower, tokens, num_tokens) != NDUP_OK)
		return NDUP_NOMEM;
	shingle = winnower->shingles.items;
	end = shingle + winnower->shingles.num;
	queue = winnower->queue;
	for (i = 0; i < num_tokens; i++) {
		for (; shingle < end && shingle->end <= i + 1; shingle++) {
			while (tail > head &&
			       winnower->shingles.items[queue[tail - 1]].hash >=
				   shingle->hash)
				tail--;
			queue[tail++] =
			    (uint32_t)(shingle - winnower->shingles.items);
		}
		if (!run_grow(&run, tokens, i, winnower->run_size))
			continue;
		while (winnower->shingles.items[queue[head]].begin < run.begin)
			head++;
		add_key(winnower, winnower->shingles.items[queue[head]].hash);
	}
	return NDUP_OK;
}

void
winnower_free(struct winnower *winnower)
{
	windows_free(&winnower->shingles);
	set_free(&winnower->seen);
	memory_free(winnower->queue);
	memory_free(winnower->keys);
}
