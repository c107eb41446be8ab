/*
 * specimen.c - an article of a crowd, as marking looks at it
 *
 * Its tokens are hashed again from their ids; where its shingles are keys of a
 * crowd it has a passage in common with many others.
 */
#include <string.h>

#include "base/memory.h"
#include "base/sort.h"
#include "specimen.h"

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
		sizeof *specimen->kinds) != NDUP_OK)
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

/* Finds the shingles that are keys of crowds, and the first with this key. */
static enum ndup_status
find_passages(struct specimen *specimen, struct specimen_kit *kit, uint64_t key)
{
	const struct window *window;
	uint64_t found;
	size_t i;

	if (windows_find(&kit->windows, specimen->values,
		specimen->words.num) != NDUP_OK)
		return NDUP_NOMEM;
	memset(
	    specimen->kinds, 0, specimen->words.num * sizeof *specimen->kinds);
	specimen->found = false;
	for (i = 0; i < kit->windows.num; i++) {
		window = &kit->windows.items[i];
		found = passage_key(window->hash);
		if (!set_has(kit->crowd_keys, found))
			continue;
		set_kind(specimen, window, set_has(kit->marked_keys, found));
		if (found == key && !specimen->found) {
			specimen->found = true;
			specimen->place = window->begin;
			specimen->place_end = window->end;
		}
	}
	fill_gaps(specimen, 2 * kit->scan->params.min_run);
	return NDUP_OK;
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

enum ndup_status
specimen_make(struct specimen *specimen, struct specimen_kit *kit,
    uint32_t text, uint64_t key)
{
	enum ndup_status status;

	specimen->article = scan_text(kit->scan, text);
	status = read_values(specimen, kit->scan);
	if (status == NDUP_OK)
		status = find_passages(specimen, kit, key);
	return status == NDUP_OK ? find_keys(specimen, kit) : status;
}

/* Half words of some tokens that stand in no crowd's passage. */
static uint32_t
weigh_own(const struct specimen *specimen, uint32_t begin, uint32_t end)
{
	uint32_t i, sum = 0;

	for (i = begin; i < end; i++) {
		if (specimen->kinds[i] == OWN)
			sum += window_weight(specimen->words.ids[i]);
	}
	return sum;
}

uint32_t
specimen_own(const struct specimen *specimen)
{
	return weigh_own(specimen, 0, specimen->words.num);
}

bool
specimen_at_edge(const struct specimen *specimen, uint32_t min_run)
{
	return weigh_own(specimen, 0, specimen->place) < min_run ||
	       weigh_own(specimen, specimen->place_end, specimen->words.num) <
		   min_run;
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
