/*
 * frequent.c - passage keys that many texts have, with these texts
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "frequent.h"

/* Makes room for more keys of so many texts. */
static enum ndup_status
frequent_keys_reserve(struct frequent_keys *keys, size_t num, size_t num_texts)
{
	if (memory_grow(keys->items, keys->num + num) != NDUP_OK)
		return NDUP_NOMEM;
	return memory_grow(keys->texts, keys->num_texts + num_texts);
}

enum ndup_status
frequent_keys_add(struct frequent_keys *keys, const struct entry *bucket,
    size_t num, enum standing standing)
{
	size_t i;

	if (frequent_keys_reserve(keys, 1, num) != NDUP_OK)
		return NDUP_NOMEM;
	keys->items[keys->num++] = (struct frequent_key){
	    bucket[0].key, keys->num_texts, (uint32_t)num, standing};
	for (i = 0; i < num; i++) {
		assert(i == 0 || bucket[i - 1].value < bucket[i].value);
		keys->texts[keys->num_texts++] = bucket[i].value;
	}
	return NDUP_OK;
}

enum ndup_status
frequent_keys_append(
    struct frequent_keys *keys, const struct frequent_keys *more)
{
	struct frequent_key key;
	size_t i;

	if (more->num == 0)
		return NDUP_OK;
	if (frequent_keys_reserve(keys, more->num, more->num_texts) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < more->num; i++) {
		key = more->items[i];
		key.begin += keys->num_texts;
		keys->items[keys->num++] = key;
	}
	memcpy(keys->texts + keys->num_texts, more->texts,
	    more->num_texts * sizeof *more->texts);
	keys->num_texts += more->num_texts;
	return NDUP_OK;
}

static int
by_text_and_key(const void *left, const void *right, void *ctx)
{
	const struct frequent_key *x = left, *y = right;
	const uint32_t *texts = ctx;
	uint32_t a = texts[x->begin], b = texts[y->begin];

	if (a != b)
		return a < b ? -1 : 1;
	return x->key < y->key ? -1 : x->key > y->key;
}

void
frequent_keys_sort(struct frequent_keys *keys)
{
	if (keys->num > 1)
		qsort_r(keys->items, keys->num, sizeof *keys->items,
		    by_text_and_key, keys->texts);
}

void
frequent_keys_free(struct frequent_keys *keys)
{
	memory_free(keys->items);
	memory_free(keys->texts);
	*keys = (struct frequent_keys){0};
}

/* Whether a key has two texts or more, ascending. */
static bool
frequent_key_is_sound(const struct frequent_keys *keys,
    const struct frequent_key *key, uint32_t num_texts)
{
	const uint32_t *texts = keys->texts + key->begin;
	uint32_t i;

	if (key->num < 2 || key->begin > keys->num_texts ||
	    key->num > keys->num_texts - key->begin)
		return false;
	for (i = 1; i < key->num; i++)
		if (texts[i - 1] >= texts[i])
			return false;
	return texts[key->num - 1] < num_texts;
}

bool
frequent_keys_validate(const struct frequent_keys *keys, uint32_t num_texts)
{
	const struct frequent_key *items = keys->items;
	size_t sum = 0, i;

	for (i = 0; i < keys->num; i++) {
		if (!frequent_key_is_sound(keys, &items[i], num_texts) ||
		    (i > 0 && by_text_and_key(
				  &items[i - 1], &items[i], keys->texts) >= 0))
			return false;
		sum += items[i].num;
	}
	return sum == keys->num_texts;
}
