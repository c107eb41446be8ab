/*
 * shingle.c - tokens -> the set of shingles
 *
 * A shingle is the hash of k consecutive words (Broder 1997).
 */
#include "base/memory.h"
#include "text/shingle.h"

enum ndup_status
shingler_init(struct shingler *shingler, unsigned shingle_size)
{
	*shingler = (struct shingler){0};
	return windows_init(&shingler->windows, 2 * shingle_size, false);
}

enum ndup_status
shingler_run(
    struct shingler *shingler, const uint64_t *tokens, size_t num_tokens)
{
	struct windows *windows = &shingler->windows;
	uint64_t hash;
	size_t i;

	shingler->num_shingles = 0;
	if (windows_find(windows, tokens, num_tokens) != NDUP_OK ||
	    set_begin(&shingler->seen, windows->num) != NDUP_OK ||
	    memory_reserve(&shingler->shingles, &shingler->capacity,
		windows->num, sizeof *shingler->shingles) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < windows->num; i++) {
		hash = windows->items[i].hash;
		if (set_add(&shingler->seen, hash))
			shingler->shingles[shingler->num_shingles++] = hash;
	}
	return NDUP_OK;
}

void
shingler_free(struct shingler *shingler)
{
	windows_free(&shingler->windows);
	set_free(&shingler->seen);
	memory_free(shingler->shingles);
}
