/*
 * pairs.c - matches of texts -> matches of articles
 *
 * Each article of a text with each of the other's; where a text has more
 * articles than a bucket may pair each with each, its first one stands for
 * them, as in a hot bucket.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "scan.h"
#include "table/candidates.h"

static enum ndup_status
add(struct ndup_scan *scan, uint32_t x, uint32_t y, uint32_t match)
{
	struct article **items = scan->articles.items;

	if (items[x]->old && items[y]->old)
		return NDUP_OK;
	if (memory_reserve(&scan->pairs, &scan->pairs_capacity,
		scan->num_pairs + 1, sizeof *scan->pairs) != NDUP_OK)
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
			if (add(scan, articles[j], articles[i], SAME_TEXT) !=
			    NDUP_OK)
				return NDUP_NOMEM;
			if (size > BUCKET_MAX && j + 2 < i)
				j = i - 2; /* the neighbour is next */
		}
	}
	return NDUP_OK;
}

/* The articles of two texts that match. */
static enum ndup_status
add_match(struct ndup_scan *scan, uint32_t match)
{
	const struct link_pair *pair = &scan->matches[match].texts;
	const uint32_t *a = scan->texts.articles + scan->texts.begin[pair->a];
	const uint32_t *b = scan->texts.articles + scan->texts.begin[pair->b];
	uint32_t size_a = scan->texts.sizes[pair->a];
	uint32_t size_b = scan->texts.sizes[pair->b], i, j;
	bool hot = size_a > BUCKET_MAX || size_b > BUCKET_MAX;

	for (i = 0; i < size_a; i++) {
		for (j = 0; j < (hot && i > 0 ? 1 : size_b); j++) {
			if (add(scan, a[i], b[j], match) != NDUP_OK)
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

enum ndup_status
pairs_expand(struct ndup_scan *scan)
{
	uint32_t i;

	for (i = 0; i < scan->texts.num; i++) {
		if (scan->texts.sizes[i] > 1 && add_same(scan, i) != NDUP_OK)
			return NDUP_NOMEM;
	}
	for (i = 0; i < scan->num_matches; i++) {
		if (add_match(scan, i) != NDUP_OK)
			return NDUP_NOMEM;
	}
	if (scan->num_pairs > 1)
		qsort(scan->pairs, scan->num_pairs, sizeof *scan->pairs,
		    by_articles);
	return NDUP_OK;
}
