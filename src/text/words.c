/*
 * words.c - an article as the verifier sees it
 */
#include <string.h>

#include "base/hash.h"
#include "words.h"

void
words_values(const struct words *words, uint64_t *values)
{
	uint32_t id, i;

	for (i = 0; i < words->num; i++) {
		id = word_plain(words->ids[i]);
		values[i] = (hash_mix(id) & ~UINT64_C(1)) | (id & 1);
	}
}

void
words_counted_values(const struct words *words, uint64_t *values)
{
	uint32_t i;

	words_values(words, values);
	for (i = 0; i < words->num; i++)
		values[i] = word_counts(words->ids[i]) ? values[i] : 0;
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

uint32_t
words_mark_from(uint32_t *ids, size_t from, size_t num)
{
	size_t i;

	for (i = from; i < num; i++)
		ids[i] |= ids[i] != 0 ? WORD_STANDS : 0;
	return words_weigh(ids + from, num - from);
}

bool
words_identical(const struct words *a, const struct words *b)
{
	uint32_t i;

	if (a->num != b->num || a->half_words != b->half_words ||
	    a->half_words == 0)
		return false;
	if (memcmp(a->ids, b->ids, a->num * sizeof *a->ids) == 0)
		return true;
	if (a->standing == 0 && b->standing == 0)
		return false;
	for (i = 0; i < a->num; i++) {
		if (word_plain(a->ids[i]) != word_plain(b->ids[i]))
			return false;
	}
	return true;
}
