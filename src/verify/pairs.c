/*
 * pairs.c - matches of texts -> matches of articles
 *
 * Each article of a text with each of the other's; where these are more pairs
 * than a bucket's texts, the first article of a text stands for all of them, as
 * in a hot bucket; the others are counted.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "table/candidates.h"
#include "verify.h"

static enum ndup_status
pairs_add(struct ndup_scan *scan, uint32_t x, uint32_t y, uint32_t match)
{
	struct article **items = scan->articles.items;

	if (items[x]->old && items[y]->old)
		return NDUP_OK;
	if (memory_grow(scan->pairs, scan->num_pairs + 1) != NDUP_OK)
		return NDUP_NOMEM;
	scan->pairs[scan->num_pairs++] =
	    (struct article_match){x < y ? x : y, x < y ? y : x, match};
	return NDUP_OK;
}

/* The articles of one text with each other. */
static enum ndup_status
add_same(struct ndup_scan *scan, uint32_t text)
{
	const uint32_t *articles =
	    scan->texts.articles + scan->texts.begin[text];
	uint32_t size = scan->texts.sizes[text], i, j;

	for (i = 1; i < size; i++) {
		for (j = 0; j < i; j++) {
			if (pairs_add(scan, articles[j], articles[i],
				SAME_TEXT) != NDUP_OK)
				return NDUP_NOMEM;
			if (size > BUCKET_MAX && j + 2 < i)
				j = i - 2; /* the neighbour is next */
		}
	}
	return NDUP_OK;
}

/* The articles that stand for a text in its matches. */
struct stand {
	const uint32_t *articles;
	uint32_t num;
	uint32_t few[2]; /* the first, and the first that is not old */
};

static void
stand_all(const struct ndup_scan *scan, uint32_t text, struct stand *stand)
{
	const struct texts *texts = &scan->texts;

	stand->articles = texts->articles + texts->begin[text];
	stand->num = texts->sizes[text];
}

static void
stand_few(const struct ndup_scan *scan, uint32_t text, struct stand *stand)
{
	const struct texts *texts = &scan->texts;

	stand->few[0] = texts->articles[texts->begin[text]];
	stand->few[1] = texts->first_new[text];
	stand->articles = stand->few;
	stand->num =
	    texts->alone[text] || stand->few[1] == stand->few[0] ? 1 : 2;
}

/* Fewer for the text of more articles, and if need be for both. */
static void
find_stands(const struct ndup_scan *scan, const struct link_pair *pair,
    struct stand *a, struct stand *b)
{
	bool more_a;

	stand_all(scan, pair->a, a);
	stand_all(scan, pair->b, b);
	more_a = a->num >= b->num;
	if ((uint64_t)a->num * b->num > BUCKET_MAX)
		stand_few(scan, more_a ? pair->a : pair->b, more_a ? a : b);
	if ((uint64_t)a->num * b->num > BUCKET_MAX)
		stand_few(scan, more_a ? pair->b : pair->a, more_a ? b : a);
}

/* The articles of two texts that match. */
static enum ndup_status
add_match(struct ndup_scan *scan, uint32_t match)
{
	struct stand a, b;
	uint32_t i, j;

	find_stands(scan, &scan->matches[match].texts, &a, &b);
	for (i = 0; i < a.num; i++) {
		for (j = 0; j < b.num; j++) {
			if (pairs_add(scan, a.articles[i], b.articles[j],
				match) != NDUP_OK)
				return NDUP_NOMEM;
		}
	}
	return NDUP_OK;
}

static int
by_articles(const void *left, const void *right)
{
	const struct article_match *x = left, *y = right;

	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return x->b < y->b ? -1 : x->b > y->b;
}

/* ---- what is not listed ------------------------------------------------- */

static uint64_t
pairs_among(uint64_t num)
{
	return num * (num - (num > 0)) / 2;
}

/* Pairs of two texts' articles that are not both old. */
static uint64_t
count_pairs(
    const struct ndup_scan *scan, const uint32_t *olds, struct link_pair pair)
{
	const uint32_t *sizes = scan->texts.sizes;

	return (uint64_t)sizes[pair.a] * sizes[pair.b] -
	       (uint64_t)olds[pair.a] * olds[pair.b];
}

/* Of all pairs those that are not among those listed. */
static enum ndup_status
count_unlisted(struct ndup_scan *scan)
{
	const struct texts *texts = &scan->texts;
	uint32_t *olds = memory_new(texts->num, sizeof *olds), i;
	uint64_t num = 0;

	if (olds == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < scan->articles.num; i++)
		olds[texts->of[i]] += scan->articles.items[i]->old;
	for (i = 0; i < texts->num; i++)
		num +=
		    scan_text(scan, i)->is_page
			? 0
			: pairs_among(texts->sizes[i]) - pairs_among(olds[i]);
	for (i = 0; i < scan->num_matches; i++)
		num += count_pairs(scan, olds, scan->matches[i].texts);
	assert(num >= scan->num_pairs);
	scan->counts.unlisted = num - scan->num_pairs;
	memory_free(olds);
	return NDUP_OK;
}

/* ---- all of it ---------------------------------------------------------- */

enum ndup_status
pairs_expand(struct ndup_scan *scan)
{
	uint32_t i;

	for (i = 0; i < scan->texts.num; i++) {
		if (scan->texts.sizes[i] > 1 && !scan_text(scan, i)->is_page &&
		    add_same(scan, i) != NDUP_OK)
			return NDUP_NOMEM;
	}
	for (i = 0; i < scan->num_matches; i++) {
		if (add_match(scan, i) != NDUP_OK)
			return NDUP_NOMEM;
	}
	if (scan->num_pairs > 1)
		qsort(scan->pairs, scan->num_pairs, sizeof *scan->pairs,
		    by_articles);
	return count_unlisted(scan);
}
