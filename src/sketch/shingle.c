/*
 * shingle.c - tokens -> shingles
 *
 * A shingle is the hash of k consecutive words (Broder 1997).  An article is
 * its set of them; yet a signature is the same with some of them twice, so that
 * nobody makes the set of a long article.
 */
#include "base/memory.h"
#include "shingle.h"

enum ndup_status
shingler_init(struct shingler *shingler, unsigned shingle_size)
{
	*shingler = (struct shingler){0};
	return windows_init(&shingler->windows, 2 * shingle_size, false);
}

enum ndup_status
shingler_run_in(struct shingler *shingler, const struct series *tokens)
{
	if (memory_grow(shingler->shingles, tokens->num) != NDUP_OK)
		return NDUP_NOMEM;
	shingler->num_listed =
	    windows_hashes_in(&shingler->windows, tokens, shingler->shingles);
	return distinct_count(&shingler->distinct, shingler->shingles,
	    shingler->num_listed, &shingler->num_shingles);
}

enum ndup_status
shingler_reduce(struct shingler *shingler)
{
	uint64_t *shingles = shingler->shingles;
	size_t i, left = 0;

	if (set_begin(&shingler->seen, shingler->num_listed) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < shingler->num_listed; i++) {
		shingles[left] = shingles[i];
		left += set_add(&shingler->seen, shingles[i]);
	}
	shingler->num_listed = left;
	return NDUP_OK;
}

void
shingler_free(struct shingler *shingler)
{
	windows_free(&shingler->windows);
	distinct_free(&shingler->distinct);
	set_free(&shingler->seen);
	memory_free(shingler->shingles);
}
