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
	uint64_t *shingles;
	size_t i, num, left = 0;

	shingler->num_shingles = 0;
	if (memory_reserve(&shingler->shingles, &shingler->capacity, num_tokens,
		sizeof *shingles) != NDUP_OK ||
	    windows_hashes(&shingler->windows, tokens, num_tokens,
		shingler->shingles, &num) != NDUP_OK ||
	    set_begin(&shingler->seen, num) != NDUP_OK)
		return NDUP_NOMEM;
	shingles = shingler->shingles;
	for (i = 0; i < num; i++) {
		shingles[left] = shingles[i];
		left += set_add(&shingler->seen, shingles[i]);
	}
	shingler->num_shingles = left;
	return NDUP_OK;
}

void
shingler_free(struct shingler *shingler)
{
	windows_free(&shingler->windows);
	set_free(&shingler->seen);
	memory_free(shingler->shingles);
}
