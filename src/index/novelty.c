/*
 * novelty.c - the matches of an article -> what is new about it
 */
#include <assert.h>
#include <stdlib.h>

#include "base/slice.h"
#include "compare/conditions.h"
#include "compare/relation.h"
#include "novelty.h"

/* What is an update has so much of the older article, or its Jaccard. */
static const double updated = 0.5;

static int
by_worth(const void *left, const void *right)
{
	const struct ndup_earlier *x = left, *y = right;
	int64_t time_x = conditions_time(&x->published);
	int64_t time_y = conditions_time(&y->published);

	if (x->match.coverage_a != y->match.coverage_a)
		return x->match.coverage_a > y->match.coverage_a ? -1 : 1;
	if (time_x != time_y)
		return time_x < time_y ? -1 : 1;
	return slice_order(x->id, y->id);
}

void
verdict_sort(struct ndup_earlier *matches, size_t num)
{
	if (num > 1)
		qsort(matches, num, sizeof *matches, by_worth);
}

bool
verdict_wants_facts(const struct ndup_earlier *match, size_t place)
{
	enum { MOST = 16 };

	return place == 0 ||
	       (place < MOST && match->match.coverage_a >= RELATION_CONTAINED);
}

/* Whether the article comes after its match: by their times, else by the order
 * in which they came. */
static bool
is_later(const struct indexed *article, const struct ndup_earlier *match)
{
	if (article->published.precision == NDUP_TIME_UNKNOWN ||
	    match->published.precision == NDUP_TIME_UNKNOWN)
		return true;
	return article->published.seconds >= match->published.seconds;
}

/* An earlier article of its source. */
static bool
is_own(const struct indexed *article, const struct ndup_earlier *match)
{
	return article->source.len > 0 &&
	       slice_equal(article->source, match->source) &&
	       is_later(article, match);
}

/* Whether the article says nothing that the earlier one does not. */
static bool
is_duplicate_of(const struct ndup_earlier *earlier, size_t place)
{
	return earlier->match.relation == NDUP_IDENTICAL ||
	       (verdict_wants_facts(earlier, place) &&
		   earlier->match.coverage_a >= RELATION_CONTAINED &&
		   earlier->match.num_facts == 0);
}

/* What tells in the same form of something else, as the notice of each earthquake
 * does, is no update. */
static bool
is_update_of(const struct indexed *article, const struct ndup_earlier *earlier)
{
	return is_own(article, earlier) &&
	       earlier->match.relation != NDUP_IDENTICAL &&
	       !earlier->match.same_form &&
	       (earlier->match.jaccard >= updated ||
		   earlier->match.coverage_b >= updated);
}

/* Whatever the conditions that the index searches with. */
static enum ndup_novelty
judge_matches(const struct indexed *article, const struct ndup_earlier *matches,
    size_t num)
{
	size_t i;

	if (is_update_of(article, &matches[0]))
		return NDUP_UPDATE;
	for (i = 0; i < num; i++)
		if (is_duplicate_of(&matches[i], i))
			return NDUP_DUPLICATE;
	return NDUP_REUSE;
}

bool
verdict_is_sorted(const struct ndup_earlier *matches, size_t num)
{
	size_t i;

	for (i = 1; i < num; i++)
		if (by_worth(&matches[i - 1], &matches[i]) > 0)
			return false;
	return true;
}

void
verdict_judge(const struct indexed *article, enum under_id under_id,
    const struct ndup_earlier *matches, size_t num,
    struct ndup_verdict *verdict)
{
	assert(verdict_is_sorted(matches, num));
	verdict->matches = matches;
	verdict->num_matches = num;
	verdict->story = num > 0 ? matches[0].story : article->id;
	if (under_id == UNDER_ID_CONTENT)
		verdict->novelty = NDUP_KNOWN;
	else if (under_id == UNDER_ID_VERSION)
		verdict->novelty = NDUP_UPDATE;
	else if (num > 0)
		verdict->novelty = judge_matches(article, matches, num);
	else if (article->num_shingles == 0)
		verdict->novelty = NDUP_TOO_SHORT;
	else
		verdict->novelty = NDUP_NEW;
}

const char *
ndup_novelty_name(enum ndup_novelty novelty)
{
	switch (novelty) {
	case NDUP_NEW:
		return "new";
	case NDUP_DUPLICATE:
		return "duplicate";
	case NDUP_UPDATE:
		return "update";
	case NDUP_REUSE:
		return "reuse";
	case NDUP_TOO_SHORT:
		return "too_short";
	case NDUP_KNOWN:
		return "known";
	}
	return "unknown";
}
