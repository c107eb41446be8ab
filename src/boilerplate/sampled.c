/*
 * sampled.c - an article that has a frequent key, as judging looks at it
 *
 * Its tokens are hashed again from their ids; where its shingles are
 * frequent keys it has a passage in common with many others.  Of a long text
 * that is many passages, each with its keys: it is read once for all that come
 * in a row.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/sort.h"
#include "sampled.h"

/* Keys of so few are looked for one by one. */
enum { FEW_KEYS = 64 };

enum ndup_status
sampler_init(struct sampler *kit, const struct ndup_scan *scan,
    const struct set *frequent, const struct set *marked_keys)
{
	*kit = (struct sampler){
	    .scan = scan, .frequent = frequent, .marked_keys = marked_keys};
	if (winnower_init(&kit->winnower, scan->params.min_run) != NDUP_OK)
		return NDUP_NOMEM;
	if (key_shingles_init(&kit->shingles, scan->params.min_run) != NDUP_OK)
		return NDUP_NOMEM;
	return winnow_windows_init(
	    &kit->shorter, winnow_short_key_size(scan->params.min_run));
}

void
sampler_free(struct sampler *kit)
{
	winnower_free(&kit->winnower);
	key_shingles_free(&kit->shingles);
	windows_free(&kit->shorter);
}

void
sampled_free(struct sampled *sampled)
{
	fetched_free(&sampled->loaded);
	memory_free(sampled->kinds);
	memory_free(sampled->own);
	memory_free(sampled->found_keys);
	memory_free(sampled->keys);
}

static enum ndup_status
sampled_read(struct sampled *sampled, struct sampler *kit)
{
	const struct articles *articles = &kit->scan->articles;
	size_t num = sampled->article->num_tokens;
	enum ndup_status status;

	status = articles_words(
	    articles, sampled->article, &sampled->loaded, &sampled->words);
	if (status != NDUP_OK)
		return status;
	if (memory_grow(sampled->kinds, num) != NDUP_OK ||
	    memory_grow(sampled->own, num + 1) != NDUP_OK)
		return NDUP_NOMEM;
	return key_shingles_find(
	    &kit->shingles, articles->intern, sampled->words.ids, num);
}

/* Common passages are known by the keys in them, which leave gaps. */
static void
fill_gaps(struct sampled *sampled, uint32_t min_run)
{
	uint32_t i, begin = 0, gap = 0;

	for (i = 0; i < sampled->words.num; i++) {
		if (sampled->kinds[i] == OWN) {
			gap += window_weight(sampled->words.ids[i]);
			continue;
		}
		while (begin > 0 && begin < i && gap < min_run)
			sampled->kinds[begin++] = COMMON;
		begin = i + 1;
		gap = 0;
	}
}

/* What the tokens of a shingle are, which is a frequent key. */
static void
set_kind(struct sampled *sampled, const struct window *window, bool marked)
{
	uint32_t i;

	for (i = window->begin; i < window->end; i++) {
		if (marked || sampled->kinds[i] == OWN)
			sampled->kinds[i] = marked ? MARKED : COMMON;
	}
}

static int
entry_by_key(const void *left, const void *right)
{
	const struct sampled_key *x = left, *y = right;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->begin < y->begin ? -1 : x->begin > y->begin;
}

static enum ndup_status
sampled_add_found(
    struct sampled *sampled, const struct window *window, uint64_t key)
{
	if (memory_grow(sampled->found_keys, sampled->num_found + 1) != NDUP_OK)
		return NDUP_NOMEM;
	sampled->found_keys[sampled->num_found++] =
	    (struct sampled_key){key, window->begin, window->end};
	return NDUP_OK;
}

/* Finds the shingles that are frequent keys. */
static enum ndup_status
find_frequent(struct sampled *sampled, const struct sampler *kit)
{
	const struct window *window = kit->shingles.windows.items;
	const struct window *end = window + kit->shingles.windows.num;
	uint64_t key;

	for (; window < end; window++) {
		key = passage_key(window->hash);
		if (!set_has(kit->frequent, key))
			continue;
		if (sampled_add_found(sampled, window, key) != NDUP_OK)
			return NDUP_NOMEM;
		set_kind(sampled, window, set_has(kit->marked_keys, key));
	}
	return NDUP_OK;
}

/* Finds the shorter ones of noisy texts.  They mark no words, so that what
 * stands is the same with them. */
static enum ndup_status
find_shorter(struct sampled *sampled, struct sampler *kit)
{
	const struct window *window, *end;
	uint64_t key;

	if (!winnow_has_short_keys(&kit->scan->params))
		return NDUP_OK;
	if (windows_find(&kit->shorter, kit->shingles.values,
		sampled->words.num) != NDUP_OK)
		return NDUP_NOMEM;
	end = kit->shorter.items + kit->shorter.num;
	for (window = kit->shorter.items; window < end; window++) {
		key = passage_key(window->hash);
		if (set_has(kit->frequent, key) &&
		    sampled_add_found(sampled, window, key) != NDUP_OK)
			return NDUP_NOMEM;
	}
	return NDUP_OK;
}

/* Half words of own tokens, added up. */
static void
sum_own(struct sampled *sampled)
{
	uint32_t i, sum = 0;

	for (i = 0; i < sampled->words.num; i++) {
		sampled->own[i] = sum;
		if (sampled->kinds[i] == OWN)
			sum += window_weight(sampled->words.ids[i]);
	}
	sampled->own[i] = sum;
}

/* Finds what of it stands in common passages. */
static enum ndup_status
find_passages(struct sampled *sampled, struct sampler *kit)
{
	memset(sampled->kinds, 0, sampled->words.num * sizeof *sampled->kinds);
	sampled->num_found = 0;
	if (find_frequent(sampled, kit) != NDUP_OK ||
	    find_shorter(sampled, kit) != NDUP_OK)
		return NDUP_NOMEM;
	if (sampled->num_found > FEW_KEYS)
		qsort(sampled->found_keys, sampled->num_found,
		    sizeof *sampled->found_keys, entry_by_key);
	fill_gaps(sampled, 2 * kit->scan->params.min_run);
	sum_own(sampled);
	return NDUP_OK;
}

/* The first place of many, or of few, with this key; or the end. */
static size_t
first_of(const struct sampled *sampled, uint64_t key)
{
	const struct sampled_key *items = sampled->found_keys;
	size_t low = 0, high = sampled->num_found, middle;

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
sampled_find_place(struct sampled *sampled, uint64_t key)
{
	size_t i = first_of(sampled, key);

	sampled->found =
	    i < sampled->num_found && sampled->found_keys[i].key == key;
	if (!sampled->found)
		return;
	sampled->place = sampled->found_keys[i].begin;
	sampled->place_end = sampled->found_keys[i].end;
}

/* Keys of what stands outside of common passages.  Of the windows inside of
 * these, which is a key depends on the words before and after, too: not all that
 * have the passage have each. */
static enum ndup_status
find_keys(struct sampled *sampled, struct sampler *kit)
{
	struct winnower *winnower = &kit->winnower;
	uint64_t *values = kit->shingles.values;
	size_t i, num;

	for (i = 0; i < sampled->words.num; i++) {
		if (sampled->kinds[i] != OWN)
			values[i] = 0;
	}
	if (winnower_run(winnower, values, sampled->words.num) != NDUP_OK)
		return NDUP_NOMEM;
	num = winnower->num_keys;
	if (memory_grow(sampled->keys, num) != NDUP_OK)
		return NDUP_NOMEM;
	sampled->num_keys = 0;
	for (i = 0; i < num; i++) {
		if (!set_has(kit->frequent, winnower->keys[i]))
			sampled->keys[sampled->num_keys++] = winnower->keys[i];
	}
	sort_numbers(sampled->keys, winnower->keys, sampled->num_keys);
	return NDUP_OK;
}

static enum ndup_status
sampled_look_at(struct sampled *sampled, struct sampler *kit)
{
	enum ndup_status status;

	status = sampled_read(sampled, kit);
	if (status == NDUP_OK)
		status = find_passages(sampled, kit);
	return status == NDUP_OK ? find_keys(sampled, kit) : status;
}

enum ndup_status
sampled_make(
    struct sampled *sampled, struct sampler *kit, uint32_t text, uint64_t key)
{
	const struct article *article = scan_text(kit->scan, text);
	enum ndup_status status = NDUP_OK;

	if (sampled->article != article) {
		sampled->article = article;
		status = sampled_look_at(sampled, kit);
	}
	if (status != NDUP_OK)
		sampled->article = NULL;
	else
		sampled_find_place(sampled, key);
	return status;
}

uint32_t
sampled_own(const struct sampled *sampled)
{
	return sampled->own[sampled->words.num];
}

bool
sampled_at_edge(const struct sampled *sampled, uint32_t min_run)
{
	uint32_t before = sampled->own[sampled->place];
	uint32_t behind =
	    sampled_own(sampled) - sampled->own[sampled->place_end];

	return before < min_run || behind < min_run;
}

bool
sampled_beside_marked(const struct sampled *sampled)
{
	uint32_t i;

	for (i = sampled->place; i > 0 && sampled->kinds[i - 1] != OWN; i--) {
		if (sampled->kinds[i - 1] == MARKED)
			return true;
	}
	for (i = sampled->place_end;
	     i < sampled->words.num && sampled->kinds[i] != OWN; i++) {
		if (sampled->kinds[i] == MARKED)
			return true;
	}
	return false;
}

bool
samples_share(const struct sampled *x, const struct sampled *y)
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
