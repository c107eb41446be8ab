/*
 * words.c - an article as the verifier sees it
 */
#include <string.h>

#include "base/hash.h"
#include "window.h"
#include "words.h"

void
words_values(const struct words *words, uint64_t *values)
{
	uint32_t id, i;

	for (i = 0; i < words->num; i++) {
		id = words->ids[i];
		values[i] = (hash_mix(id) & ~UINT64_C(1)) | (id & 1);
	}
}

uint32_t
words_weigh(const uint32_t *ids, size_t num)
{
	uint32_t sum = 0;
	size_t i;

	for (i = 0; i < num; i++)
		sum += window_weight(ids[i]);
	return sum;
}

bool
words_identical(const struct words *a, const struct words *b)
{
	return a->num == b->num && a->half_words > 0 &&
	       memcmp(a->ids, b->ids, a->num * sizeof *a->ids) == 0;
}
