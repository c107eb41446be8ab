/*
 * texts.c - articles -> distinct texts
 *
 * Articles with identical tokens are one text in all that follows, and come
 * back as members.  Where pairs of articles have conditions on time or source,
 * a text stands for one article only: then whether two articles match depends
 * on more than their texts.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "scan_data.h"

struct keyed {
	uint64_t hash;
	const struct article *article;
	uint32_t number;
};

/* What it takes to compare the tokens of two articles. */
struct comparing {
	const struct articles *articles;
	struct fetched fetched[2];
};

static enum ndup_status
texts_compare(struct comparing *comparing, const struct keyed *x,
    const struct keyed *y, bool *same)
{
	struct words a, b;
	enum ndup_status status;

	*same = x->hash == y->hash;
	if (x->number == y->number || !*same)
		return NDUP_OK;
	status = articles_words(
	    comparing->articles, x->article, &comparing->fetched[0], &a);
	if (status == NDUP_OK)
		status = articles_words(comparing->articles, y->article,
		    &comparing->fetched[1], &b);
	if (status == NDUP_OK)
		*same = words_identical(&a, &b);
	return status;
}

static int
by_tokens(const void *left, const void *right)
{
	const struct keyed *x = left, *y = right;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

/* For each article the first one with its tokens. */
static enum ndup_status
find_firsts(uint32_t *first, const struct articles *articles)
{
	struct comparing comparing = {articles, {{0}, {0}}};
	enum ndup_status status = NDUP_OK;
	struct keyed *keyed;
	uint32_t i, j, num = articles->num;
	bool same;

	if ((keyed = memory_new(num, sizeof *keyed)) == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < num; i++)
		keyed[i] = (struct keyed){
		    articles->items[i]->tokens_hash, articles->items[i], i};
	qsort(keyed, num, sizeof *keyed, by_tokens);
	for (i = 0, j = 0; i < num && status == NDUP_OK; i++) {
		status = texts_compare(&comparing, &keyed[j], &keyed[i], &same);
		if (!same)
			j = i;
		first[keyed[i].number] = keyed[j].number;
	}
	fetched_free(&comparing.fetched[0]);
	fetched_free(&comparing.fetched[1]);
	memory_free(keyed);
	return status;
}

/* Numbers the texts by their first articles, and counts. */
static void
number_texts(struct texts *texts, const uint32_t *first, uint32_t num)
{
	uint32_t i;

	for (i = 0; i < num; i++) {
		texts->num_identical += first[i] != i;
		texts->of[i] = first[i] == i || texts->by_article
				   ? texts->num++
				   : texts->of[first[i]];
		texts->sizes[texts->of[i]]++;
	}
}

static void
texts_list_articles(struct texts *texts, const struct articles *articles)
{
	uint32_t i, text, num = 0;

	for (text = 0; text < texts->num; text++) {
		texts->begin[text] = num;
		num += texts->sizes[text];
		texts->sizes[text] = 0;
		texts->alone[text] = true;
	}
	texts->begin[texts->num] = num;
	for (i = 0; i < articles->num; i++) {
		text = texts->of[i];
		texts->articles[texts->begin[text] + texts->sizes[text]++] = i;
		if (!articles->items[i]->old && texts->alone[text]) {
			texts->alone[text] = false;
			texts->first_new[text] = i;
		}
	}
}

enum ndup_status
texts_init(struct texts *texts, const struct articles *articles,
    const struct ndup_params *params)
{
	uint32_t *first, num = articles->num;
	enum ndup_status status = NDUP_OK;

	*texts = (struct texts){
	    .of = memory_new(num, sizeof(uint32_t)),
	    .begin = memory_new((size_t)num + 1, sizeof(uint32_t)),
	    .articles = memory_new(num, sizeof(uint32_t)),
	    .sizes = memory_new(num, sizeof(uint32_t)),
	    .first_new = memory_new(num, sizeof(uint32_t)),
	    .alone = memory_new(num, sizeof(bool)),
	    .by_article = params->within >= 0 || params->cross_source,
	};
	first = memory_new(num, sizeof *first);
	if (first == NULL || texts->of == NULL || texts->begin == NULL ||
	    texts->articles == NULL || texts->sizes == NULL ||
	    texts->first_new == NULL || texts->alone == NULL)
		status = NDUP_NOMEM;
	else
		status = find_firsts(first, articles);
	if (status == NDUP_OK) {
		number_texts(texts, first, num);
		texts_list_articles(texts, articles);
	}
	memory_free(first);
	return status;
}

void
texts_free(struct texts *texts)
{
	memory_free(texts->of);
	memory_free(texts->begin);
	memory_free(texts->articles);
	memory_free(texts->sizes);
	memory_free(texts->first_new);
	memory_free(texts->alone);
}

const struct article *
scan_text(const struct ndup_scan *scan, uint32_t text)
{
	const struct texts *texts = &scan->texts;

	return scan->articles.items[texts->articles[texts->begin[text]]];
}

/* ---- whether all is as it should be -------------------------------------- */

/* Whether a text's articles are those of it, ascending; and what is said of
 * old ones is so. */
static bool
text_is_sound(
    const struct texts *texts, const struct articles *articles, uint32_t text)
{
	uint32_t begin = texts->begin[text], i, article, first_new = NO_TEXT;

	if (texts->sizes[text] == 0 ||
	    texts->begin[text + 1] != begin + texts->sizes[text])
		return false;
	for (i = begin; i < texts->begin[text + 1]; i++) {
		article = texts->articles[i];
		if (article >= articles->num || texts->of[article] != text ||
		    (i > begin && texts->articles[i - 1] >= article))
			return false;
		if (first_new == NO_TEXT && !articles->items[article]->old)
			first_new = article;
	}
	return texts->alone[text] == (first_new == NO_TEXT) &&
	       (texts->alone[text] || texts->first_new[text] == first_new);
}

static bool
tokens_are_same(
    struct comparing *comparing, uint32_t x, uint32_t y, bool *failed)
{
	struct article *const *items = comparing->articles->items;
	const struct keyed a = {items[x]->tokens_hash, items[x], x};
	const struct keyed b = {items[y]->tokens_hash, items[y], y};
	bool same = false;

	if (texts_compare(comparing, &a, &b, &same) != NDUP_OK)
		*failed = true;
	return same;
}

/* Whether an article has the tokens of its text's first, and, itself a first,
 * those of no text before. */
static bool
tokens_are_sound(
    const struct texts *texts, struct comparing *comparing, uint32_t article)
{
	uint32_t text = texts->of[article], other;
	uint32_t first = texts->articles[texts->begin[text]];
	bool failed = false, sound;

	sound = tokens_are_same(comparing, first, article, &failed);
	if (first != article || texts->by_article)
		return sound && !failed;
	for (other = 0; other < text && sound && !failed; other++)
		sound = !tokens_are_same(comparing,
		    texts->articles[texts->begin[other]], article, &failed);
	return sound && !failed;
}

/* Whether texts are numbered by their first articles, as far as each has an
 * article or more. */
static bool
numbers_are_sound(const struct texts *texts, const struct articles *articles)
{
	uint32_t i, next = 0;

	for (i = 0; i < articles->num; i++) {
		if (texts->of[i] > next)
			return false;
		next += texts->of[i] == next;
	}
	return next == texts->num && texts->begin[0] == 0 &&
	       texts->begin[texts->num] == articles->num &&
	       (texts->by_article
		       ? next == articles->num
		       : next + texts->num_identical == articles->num);
}

bool
texts_validate(const struct texts *texts, const struct articles *articles)
{
	struct comparing comparing = {articles, {{0}, {0}}};
	bool is_sound = numbers_are_sound(texts, articles);
	uint32_t i;

	for (i = 0; i < texts->num && is_sound; i++)
		is_sound = text_is_sound(texts, articles, i);
	for (i = 0; i < articles->num && is_sound; i++)
		is_sound = tokens_are_sound(texts, &comparing, i);
	fetched_free(&comparing.fetched[0]);
	fetched_free(&comparing.fetched[1]);
	return is_sound;
}
