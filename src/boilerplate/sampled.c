/*
 * sampled.c - an article of a crowd, as marking looks at it
 *
 * Its tokens are hashed again from their ids; where its shingles are keys of a
 * crowd it has a passage in common with many others.  Of a long text that is many
 * passages, and the crowds of each: it is read once for all that come in a row.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/sort.h"
#include "sampled.h"

/* Keys of so few are looked for one by one. */
enum { FEW_KEYS = 64 };

enum ndup_status
specimen_kit_init(struct specimen_kit *kit, const struct ndup_scan *scan,
    const struct set *crowd_keys, const struct set *marked_keys)
{
	*kit = (struct specimen_kit){
	    .scan = scan, .crowd_keys = crowd_keys, .marked_keys = marked_keys};
	if (winnower_init(&kit->winnower, scan->params.min_run) != NDUP_OK)
		return NDUP_NOMEM;
	return windows_init(&kit->windows, kit->winnower.shingles.size, false);
}

void
specimen_kit_free(struct specimen_kit *kit)
{
	winnower_free(&kit->winnower);
	windows_free(&kit->windows);
}

void
specimen_free(struct specimen *specimen)
{
	loaded_free(&specimen->loaded);
	memory_free(specimen->values);
	memory_free(specimen->kinds);
	memory_free(specimen->own);
	memory_free(specimen->crowded);
	memory_free(specimen->keys);
}

static enum ndup_status
read_values(struct specimen *specimen, const struct ndup_scan *scan)
{
	const struct articles *articles = &scan->articles;
	size_t num = specimen->article->num_tokens;
	enum ndup_status status;

	status = articles_words(
	    articles, specimen->article, &specimen->loaded, &specimen->words);
	if (status != NDUP_OK)
		return status;
	if (memory_reserve(&specimen->values, &specimen->values_capacity, num,
		sizeof *specimen->values) != NDUP_OK ||
	    memory_reserve(&specimen->kinds, &specimen->kinds_capacity, num,
		sizeof *specimen->kinds) != NDUP_OK ||
	    memory_reserve(&specimen->own, &specimen->own_capacity, num + 1,
		sizeof *specimen->own) != NDUP_OK)
		return NDUP_NOMEM;
	intern_values(
	    articles->intern, specimen->words.ids, num, specimen->values);
	return NDUP_OK;
}

/* Passages of crowds are known by the keys in them, which leave gaps. */
static void
fill_gaps(struct specimen *specimen, uint32_t min_run)
{
	uint32_t i, begin = 0, gap = 0;

	for (i = 0; i < specimen->words.num; i++) {
		if (specimen->kinds[i] == OWN) {
			gap += window_weight(specimen->words.ids[i]);
			continue;
		}
		while (begin > 0 && begin < i && gap < min_run)
			specimen->kinds[begin++] = COMMON;
		begin = i + 1;
		gap = 0;
	}
}

/* What the tokens of a shingle are, which is a key of some crowd. */
static void
set_kind(struct specimen *specimen, const struct window *window, bool marked)
{
	uint32_t i;

	for (i = window->begin; i < window->end; i++) {
		if (marked || specimen->kinds[i] == OWN)
			specimen->kinds[i] = marked ? MARKED : COMMON;
	}
}

static int
entry_by_key(const void *left, const void *right)
{
	const struct specimen_key *x = left, *y = right;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->begin < y->begin ? -1 : x->begin > y->begin;
}

/* Finds the shingles that are keys of crowds; sorted where they are many. */
static enum ndup_status
find_crowded(struct specimen *specimen, struct specimen_kit *kit)
{
	const struct windows *windows = &kit->windows;
	const struct window *window = windows->items;
	const struct window *end = window + windows->num;
	uint64_t key;

	specimen->num_crowded = 0;
	for (; window < end; window++) {
		key = passage_key(window->hash);
		if (!set_has(kit->crowd_keys, key))
			continue;
		if (memory_reserve(&specimen->crowded,
			&specimen->crowded_capacity, specimen->num_crowded + 1,
			sizeof *specimen->crowded) != NDUP_OK)
			return NDUP_NOMEM;
		specimen->crowded[specimen->num_crowded++] =
		    (struct specimen_key){key, window->begin, window->end};
		set_kind(specimen, window, set_has(kit->marked_keys, key));
	}
	if (specimen->num_crowded > FEW_KEYS)
		qsort(specimen->crowded, specimen->num_crowded,
		    sizeof *specimen->crowded, entry_by_key);
	return NDUP_OK;
}

/* Half words of own tokens, added up. */
static void
sum_own(struct specimen *specimen)
{
	uint32_t i, sum = 0;

	for (i = 0; i < specimen->words.num; i++) {
		specimen->own[i] = sum;
		if (specimen->kinds[i] == OWN)
			sum += window_weight(specimen->words.ids[i]);
	}
	specimen->own[i] = sum;
}

/* Finds what of it stands in passages of crowds. */
static enum ndup_status
find_passages(struct specimen *specimen, struct specimen_kit *kit)
{
	if (windows_find(&kit->windows, specimen->values,
		specimen->words.num) != NDUP_OK)
		return NDUP_NOMEM;
	memset(
	    specimen->kinds, 0, specimen->words.num * sizeof *specimen->kinds);
	if (find_crowded(specimen, kit) != NDUP_OK)
		return NDUP_NOMEM;
	fill_gaps(specimen, 2 * kit->scan->params.min_run);
	sum_own(specimen);
	return NDUP_OK;
}

/* The first place of many, or of few, with this key; or the end. */
static size_t
first_of(const struct specimen *specimen, uint64_t key)
{
	const struct specimen_key *items = specimen->crowded;
	size_t low = 0, high = specimen->num_crowded, middle;

	if (high <= FEW_KEYS) {
		while (low < high && items[low].key != key)
			low++;
		return low;
	}
	while (low < high) {
		middle = (low + high) / 2;
		if (items[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
sampled_find_place(struct specimen *specimen, uint64_t key)
{
	size_t i = first_of(specimen, key);

	specimen->found =
	    i < specimen->num_crowded && specimen->crowded[i].key == key;
	if (!specimen->found)
		return;
	specimen->place = specimen->crowded[i].begin;
	specimen->place_end = specimen->crowded[i].end;
}

/* Keys of what stands outside of passages of crowds.  Of the windows inside of
 * these, which is a key depends on the words before and after, too: not all of
 * a crowd have each. */
static enum ndup_status
find_keys(struct specimen *specimen, struct specimen_kit *kit)
{
	struct winnower *winnower = &kit->winnower;
	size_t i, num;

	for (i = 0; i < specimen->words.num; i++) {
		if (specimen->kinds[i] != OWN)
			specimen->values[i] = 0;
	}
	if (winnower_run(winnower, specimen->values, specimen->words.num) !=
	    NDUP_OK)
		return NDUP_NOMEM;
	num = winnower->num_keys;
	if (memory_reserve(&specimen->keys, &specimen->keys_capacity, num,
		sizeof *specimen->keys) != NDUP_OK)
		return NDUP_NOMEM;
	specimen->num_keys = 0;
	for (i = 0; i < num; i++) {
		if (!set_has(kit->crowd_keys, winnower->keys[i]))
			specimen->keys[specimen->num_keys++] =
			    winnower->keys[i];
	}
	sort_numbers(specimen->keys, winnower->keys, specimen->num_keys);
	return NDUP_OK;
}

static enum ndup_status
sampled_look_at(struct specimen *specimen, struct specimen_kit *kit)
{
	enum ndup_status status;

	status = read_values(specimen, kit->scan);
	if (status == NDUP_OK)
		status = find_passages(specimen, kit);
	return status == NDUP_OK ? find_keys(specimen, kit) : status;
}

enum ndup_status
specimen_make(struct specimen *specimen, struct specimen_kit *kit,
    uint32_t text, uint64_t key)
{
	const struct article *article = scan_text(kit->scan, text);
	enum ndup_status status = NDUP_OK;

	if (specimen->article != article) {
		specimen->article = article;
		status = sampled_look_at(specimen, kit);
	}
	if (status != NDUP_OK)
		specimen->article = NULL;
	else
		sampled_find_place(specimen, key);
	return status;
}

uint32_t
specimen_own(const struct specimen *specimen)
{
	return specimen->own[specimen->words.num];
}

bool
specimen_at_edge(const struct specimen *specimen, uint32_t min_run)
{
	uint32_t before = specimen->own[specimen->place];
	uint32_t behind =
	    specimen_own(specimen) - specimen->own[specimen->place_end];

	return before < min_run || behind < min_run;
}

bool
specimen_beside_marked(const struct specimen *specimen)
{
	uint32_t i;

	for (i = specimen->place; i > 0 && specimen->kinds[i - 1] != OWN; i--) {
		if (specimen->kinds[i - 1] == MARKED)
			return true;
	}
	for (i = specimen->place_end;
	     i < specimen->words.num && specimen->kinds[i] != OWN; i++) {
		if (specimen->kinds[i] == MARKED)
			return true;
	}
	return false;
}

bool
specimens_share(const struct specimen *x, const struct specimen *y)
{
	size_t i = 0, j = 0;

	while (i < x->num_keys && j < y->num_keys) {
		if (x->keys[i] == y->keys[j])
			return true;
		if (x->keys[i] < y->keys[j])
			i++;
		else
			j++;
	}
	return false;
}
