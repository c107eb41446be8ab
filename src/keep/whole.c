/*
 * whole.c - how much of one article stands in another, all words counted
 *
 * What stands is no reason to drop an article, and yet it goes with it: so it
 * must be in the one that is kept.  Measured of pairs alone that are alike in
 * what counts.
 */
#include "base/memory.h"
#include "compare/relation.h"
#include "keep.h"

enum ndup_status
whole_init(struct whole *whole, const struct ndup_params *params)
{
	whole->base = NO_ARTICLE;
	return measurer_init(&whole->measurer, params);
}

static void
all_words_free(struct all_words *all)
{
	memory_free(all->ids);
	fetched_free(&all->fetched);
}

void
whole_free(struct whole *whole)
{
	measurer_free(&whole->measurer);
	all_words_free(&whole->a);
	all_words_free(&whole->b);
}

/* The words of an article as if none stood. */
static enum ndup_status
all_words_read(struct all_words *all, const struct articles *articles,
    uint32_t number, struct words *words)
{
	enum ndup_status status;
	uint32_t i;

	status = articles_words(
	    articles, articles->items[number], &all->fetched, words);
	if (status != NDUP_OK || words->standing == 0)
		return status;
	if (memory_grow(all->ids, words->num) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < words->num; i++)
		all->ids[i] = word_plain(words->ids[i]);
	words->ids = all->ids;
	words->standing = 0;
	return NDUP_OK;
}

static enum ndup_status
whole_measure(struct whole *whole, const struct articles *articles,
    const struct ndup_match *match, struct measures *measures)
{
	enum ndup_status status = NDUP_OK;
	struct words words;

	if (whole->base != match->a) {
		whole->base = NO_ARTICLE;
		status = all_words_read(&whole->a, articles, match->a, &words);
		if (status == NDUP_OK)
			status = measurer_base(&whole->measurer, &words);
		if (status != NDUP_OK)
			return status;
		whole->base = match->a;
	}
	status = all_words_read(&whole->b, articles, match->b, &words);
	if (status == NDUP_OK)
		status = measurer_measure(&whole->measurer, &words, measures);
	return status;
}

enum ndup_status
whole_limit(struct whole *whole, const struct articles *articles,
    struct ndup_match *match)
{
	struct measures measures;
	struct ndup_match all;
	enum ndup_status status;

	if (match->relation == NDUP_IDENTICAL ||
	    (articles->items[match->a]->standing == 0 &&
		articles->items[match->b]->standing == 0))
		return NDUP_OK;
	status = whole_measure(whole, articles, match, &measures);
	if (status != NDUP_OK)
		return status;
	relation_fill(&measures, &whole->measurer.params, &all);
	if (match->coverage_a > all.coverage_a)
		match->coverage_a = all.coverage_a;
	if (match->coverage_b > all.coverage_b)
		match->coverage_b = all.coverage_b;
	return NDUP_OK;
}
