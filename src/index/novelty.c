/*
 * novelty.c - the matches of an article -> what is new about it
 */
#include <assert.h>
#include <stdlib.h>

#include "base/slice.h"
#include "compare/conditions.h"
#include "novelty.h"

/* So much of an older article makes a later one of its source its update. */
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

/* An older version of the article, or another article of its source. */
static bool
is_own(const struct indexed *article, const struct ndup_earlier *match)
{
	if (slice_equal(article->id, match->id))
		return true;
	return article->source.len > 0 &&
	       slice_equal(article->source, match->source) &&
	       is_later(article, match);
}

/* Whether it tells in the same form of something else, as the notice of each
 * earthquake does; what has the same id tells of the same thing. */
static bool
is_another_event(
    const struct indexed *article, const struct ndup_earlier *match)
{
	return match->match.same_form && !slice_equal(article->id, match->id);
}

static enum ndup_novelty
judge_matches(const struct indexed *article, const struct ndup_earlier *earlier,
    const struct ndup_params *params)
{
	const struct ndup_match *match = &earlier->match;

	if (match->relation == NDUP_IDENTICAL)
		return NDUP_DUPLICATE;
	if (is_own(article, earlier) && !is_another_event(article, earlier) &&
	    (match->jaccard >= params->min_jaccard ||
		match->coverage_b >= updated))
		return NDUP_UPDATE;
	if (match->num_facts > 0)
		return NDUP_REUSE;
	if (match->relation == NDUP_NEAR_DUPLICATE)
		return NDUP_DUPLICATE;
	return match->relation == NDUP_EXCERPT ? NDUP_DUPLICATE : NDUP_REUSE;
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
verdict_judge(const struct indexed *article, const struct ndup_earlier *matches,
    size_t num, const struct ndup_params *params, struct ndup_verdict *verdict)
{
	assert(verdict_is_sorted(matches, num));
	verdict->matches = matches;
	verdict->num_matches = num;
	verdict->story = num > 0 ? matches[0].story : article->id;
	if (num > 0)
		verdict->novelty = judge_matches(article, &matches[0], params);
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
	}
	return "unknown";
}
