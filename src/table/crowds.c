/*
 * crowds.c - texts that share a passage key, where these are many
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "table/crowds.h"

/* Makes room for one more crowd of so many texts. */
static enum ndup_status
reserve(struct crowds *crowds, size_t num, size_t num_texts)
{
	if (memory_reserve(&crowds->items, &crowds->capacity, crowds->num + num,
		sizeof *crowds->items) != NDUP_OK)
		return NDUP_NOMEM;
	return memory_reserve(&crowds->texts, &crowds->texts_capacity,
	    crowds->num_texts + num_texts, sizeof *crowds->texts);
}

enum ndup_status
crowds_add(struct crowds *crowds, const struct entry *bucket, size_t num)
{
	size_t i;

	if (reserve(crowds, 1, num) != NDUP_OK)
		return NDUP_NOMEM;
	crowds->items[crowds->num++] =
	    (struct crowd){bucket[0].key, crowds->num_texts, (uint32_t)num};
	for (i = 0; i < num; i++)
		crowds->texts[crowds->num_texts++] = bucket[i].value;
	return NDUP_OK;
}

enum ndup_status
crowds_append(struct crowds *crowds, const struct crowds *more)
{
	struct crowd crowd;
	size_t i;

	if (more->num == 0)
		return NDUP_OK;
	if (reserve(crowds, more->num, more->num_texts) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < more->num; i++) {
		crowd = more->items[i];
		crowd.begin += crowds->num_texts;
		crowds->items[crowds->num++] = crowd;
	}
	memcpy(crowds->texts + crowds->num_texts, more->texts,
	    more->num_texts * sizeof *more->texts);
	crowds->num_texts += more->num_texts;
	return NDUP_OK;
}

static int
by_text_and_key(const void *left, const void *right, void *ctx)
{
	const struct crowd *x = left, *y = right;
	const uint32_t *texts = ctx;
	uint32_t a = texts[x->begin], b = texts[y->begin];

	if (a != b)
		return a < b ? -1 : 1;
	return x->key < y->key ? -1 : x->key > y->key;
}

void
crowds_sort(struct crowds *crowds)
{
	if (crowds->num > 1)
		qsort_r(crowds->items, crowds->num, sizeof *crowds->items,
		    by_text_and_key, crowds->texts);
}

void
crowds_free(struct crowds *crowds)
{
	memory_free(crowds->items);
	memory_free(crowds->texts);
	*crowds = (struct crowds){0};
}
