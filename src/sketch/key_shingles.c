/*
 * key_shingles.c - an article's shingles of the length that passage keys have
 */
#include "base/memory.h"
#include "key_shingles.h"
#include "winnow.h"

enum ndup_status
key_shingles_init(struct key_shingles *shingles, unsigned min_run)
{
	*shingles = (struct key_shingles){.values = NULL};
	return winnow_windows_init(
	    &shingles->windows, winnow_key_size(min_run));
}

enum ndup_status
key_shingles_find(struct key_shingles *shingles, const struct intern *intern,
    const uint32_t *ids, size_t num)
{
	if (memory_grow(shingles->values, num) != NDUP_OK)
		return NDUP_NOMEM;
	intern_values(intern, ids, num, shingles->values);
	return windows_find(&shingles->windows, shingles->values, num);
}

void
key_shingles_free(struct key_shingles *shingles)
{
	windows_free(&shingles->windows);
	memory_free(shingles->values);
	*shingles = (struct key_shingles){.values = NULL};
}
