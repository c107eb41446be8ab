/*
 * choice.c - which articles are kept, and which kept one contains another
 *
 * Goes in: who is preferred, and which article stands in which.  An article is
 * dropped if one that was kept before its turn contains it; turns.c says whose
 * turn it is.  In a hot bucket not each article is paired with each; so where
 * those that contain an article are dropped themselves, the kept ones behind
 * them are looked at too.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/slice.h"
#include "compare/conditions.h"
#include "turns.h"

/* ---- which of several articles is preferred ------------------------------ */

/*
 * What a story says of itself comes first: a correction is preferred to what it
 * corrects, whatever the policy, and a withdrawn story is preferred to none.  It
 * goes by classes, not by pairs, so that there is one order: else of three
 * articles each could be preferred to another.
 *
 * The order of adding breaks ties.
 */

struct ranked_article {
	enum precedence precedence;
	int64_t key;  /* by the policy; low ones first ... */
	int64_t time; /* ... as they are here */
	uint32_t update_number;
	uint32_t added;
	uint32_t article;
};

static int
article_by_key(const void *left, const void *right)
{
	const struct ranked_article *x = left, *y = right;

	if (x->precedence != y->precedence)
		return x->precedence < y->precedence ? -1 : 1;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	if (x->update_number != y->update_number)
		return x->update_number > y->update_number ? -1 : 1;
	return x->added < y->added ? -1 : x->added > y->added;
}

/* The place of a source in the list; behind them: of any other. */
static int64_t
find_source(const struct ndup_keep_options *options, struct ndup_slice source)
{
	size_t i;

	for (i = 0; i < options->num_sources; i++)
		if (slice_equal(options->sources[i], source))
			break;
	return (int64_t)i;
}

/* The time, the latest first, unknown last. */
static int64_t
latest_first(const struct ndup_document *document)
{
	int64_t time = conditions_time(&document->published);

	return time == TIME_UNKNOWN ? TIME_UNKNOWN : -time;
}

static int64_t
find_key(const struct ndup_keep_options *options, const struct article *article)
{
	switch (options->policy) {
	case NDUP_KEEP_LATEST:
		return latest_first(&article->document);
	case NDUP_KEEP_LONGEST:
		return -(int64_t)words_rounded(article->half_words);
	case NDUP_KEEP_SOURCE:
		return find_source(options, article->document.source);
	default:
		return 0;
	}
}

static enum precedence
find_precedence(const struct ndup_document *document, bool withdrawn)
{
	switch (document->notice) {
	case NDUP_NOTICE_WITHDRAWAL:
		return PRECEDENCE_WITHDRAWS;
	case NDUP_NOTICE_CORRECTION:
	case NDUP_NOTICE_REFILE:
		return PRECEDENCE_CORRECTS;
	default:
		return withdrawn ? PRECEDENCE_WITHDRAWN : PRECEDENCE_NONE;
	}
}

/* Of several corrections the latest corrects the others, whatever the policy
 * says of time and length. */
static struct ranked_article
rank_article(const struct ndup_keep_options *options,
    const struct article *article, enum precedence precedence)
{
	const struct ndup_document *document = &article->document;
	struct ranked_article ranked = {.precedence = precedence,
	    .key = find_key(options, article),
	    .time = conditions_time(&document->published),
	    .update_number = document->update_number};

	if (precedence > PRECEDENCE_CORRECTS)
		return ranked;
	if (options->policy != NDUP_KEEP_SOURCE)
		ranked.key = 0;
	ranked.time = latest_first(document);
	return ranked;
}

enum ndup_status
choice_rank(struct choice *choice, const struct ndup_keep_options *options,
    const uint32_t *added, const uint32_t *withdrawn_by)
{
	struct ranked_article *list = memory_new(choice->num, sizeof *list);
	const struct article *article;
	enum precedence precedence;
	uint32_t i;

	if (list == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < choice->num; i++) {
		article = choice->articles->items[i];
		precedence = find_precedence(&article->document,
		    withdrawn_by != NULL && withdrawn_by[i] != NO_ARTICLE);
		choice->precedence[i] = (uint8_t)precedence;
		list[i] = rank_article(options, article, precedence);
		list[i].added = added[i];
		list[i].article = i;
	}
	qsort(list, choice->num, sizeof *list, article_by_key);
	for (i = 0; i < choice->num; i++) {
		choice->order[i] = list[i].article;
		choice->rank[list[i].article] = i;
	}
	memory_free(list);
	return NDUP_OK;
}

enum ndup_status
choice_init(struct choice *choice, const struct articles *articles)
{
	uint32_t num = articles->num;

	*choice = (struct choice){.num = num,
	    .articles = articles,
	    .order = memory_new(num, sizeof(uint32_t)),
	    .rank = memory_new(num, sizeof(uint32_t)),
	    .precedence = memory_new(num, sizeof(uint8_t)),
	    .old = memory_new(num, sizeof(bool)),
	    .keeper = memory_new(num, sizeof(uint32_t))};
	return choice->order == NULL || choice->rank == NULL ||
		       choice->precedence == NULL || choice->old == NULL ||
		       choice->keeper == NULL
		   ? NDUP_NOMEM
		   : NDUP_OK;
}

void
choice_trim(struct choice *choice)
{
	memory_free(choice->inclusions);
	memory_free(choice->order);
	memory_free(choice->rank);
	memory_free(choice->precedence);
	choice->inclusions = NULL;
	choice->num_inclusions = choice->num_sorted = 0;
	choice->order = choice->rank = NULL;
	choice->precedence = NULL;
}

void
choice_free(struct choice *choice)
{
	choice_trim(choice);
	memory_free(choice->old);
	memory_free(choice->keeper);
}

/* ---- which article stands in which --------------------------------------- */

/* Whether two articles have one title and text: one corrects nothing of the
 * other. */
static bool
is_reprint(const struct choice *choice, uint32_t x, uint32_t y)
{
	const struct article *a = choice->articles->items[x];
	const struct article *b = choice->articles->items[y];

	return a->bytes_hash == b->bytes_hash &&
	       slice_equal(a->document.title, b->document.title);
}

/* How long a story waits for its correction, in seconds. */
static const int64_t correction_time = 7 * 86400;

bool
choice_corrects(const struct choice *choice, uint32_t x, uint32_t y)
{
	const struct ndup_document *a = &choice->articles->items[x]->document;
	const struct ndup_document *b = &choice->articles->items[y]->document;
	int64_t time = conditions_time(&a->published);
	int64_t earlier = conditions_time(&b->published);

	if (choice->precedence[x] > PRECEDENCE_CORRECTS ||
	    choice->precedence[x] >= choice->precedence[y])
		return false;
	if (a->source.len > 0 && b->source.len > 0 &&
	    !slice_equal(a->source, b->source))
		return false;
	return time >= earlier &&
	       !conditions_are_past(correction_time, time, earlier);
}

/* Whether x can be the reason to drop y: nothing is dropped for what it
 * corrects, nor for a story that is withdrawn. */
static bool
can_drop(const struct choice *choice, uint32_t x, uint32_t y)
{
	const uint8_t *precedence = choice->precedence;

	if (choice->old[y] || precedence[x] > precedence[y])
		return false;
	if (precedence[y] > PRECEDENCE_CORRECTS)
		return true;
	return choice->old[x] ? is_reprint(choice, x, y)
			      : choice->rank[x] < choice->rank[y];
}

static int
inclusion_by_articles(const void *left, const void *right)
{
	const struct inclusion *x = left, *y = right;

	if (x->article != y->article)
		return x->article < y->article ? -1 : 1;
	return x->container < y->container ? -1 : x->container > y->container;
}

enum ndup_status
choice_note(struct choice *choice, const struct inclusion *inclusion)
{
	struct inclusion *noted;

	if (!can_drop(choice, inclusion->container, inclusion->article) ||
	    (choice->num_sorted > 0 &&
		bsearch(inclusion, choice->inclusions, choice->num_sorted,
		    sizeof *inclusion, inclusion_by_articles) != NULL))
		return NDUP_OK;
	if (memory_grow(choice->inclusions, choice->num_inclusions + 1) !=
	    NDUP_OK)
		return NDUP_NOMEM;
	noted = &choice->inclusions[choice->num_inclusions++];
	*noted = *inclusion;
	noted->is_mutual &=
	    can_drop(choice, inclusion->article, inclusion->container);
	return NDUP_OK;
}

/* The first inclusion of an article that is not less than this one. */
static struct inclusion *
find_first_inclusion(const struct choice *choice, uint32_t article)
{
	size_t begin = 0, end = choice->num_inclusions, middle;

	while (begin < end) {
		middle = begin + (end - begin) / 2;
		if (choice->inclusions[middle].article < article)
			begin = middle + 1;
		else
			end = middle;
	}
	return choice->inclusions + begin;
}

/* The inclusions of an article. */
struct range {
	struct inclusion *begin, *end;
};

static struct range
find_range(const struct choice *choice, uint32_t article)
{
	struct inclusion *all;
	struct range range;

	if (choice->num_inclusions == 0)
		return (struct range){NULL, NULL};
	range.begin = range.end = find_first_inclusion(choice, article);
	all = choice->inclusions + choice->num_inclusions;
	while (range.end < all && range.end->article == article)
		range.end++;
	return range;
}

/* The inclusion in the kept one that contains most of an article; of equal ones
 * the first; NULL: none, but such as differ. */
static struct inclusion *
best_inclusion(const struct choice *choice, struct range range)
{
	struct inclusion *best = NULL, *next = range.begin;

	for (; next < range.end; next++) {
		if (!choice_keeps(choice, next->container) || next->differs)
			continue;
		if (best == NULL || next->coverage > best->coverage ||
		    (next->coverage >= best->coverage &&
			choice->rank[next->container] <
			    choice->rank[best->container]))
			best = next;
	}
	return best;
}

/* The kept one that contains most of an article, with the same facts. */
static enum ndup_status
find_keeper(const struct choice *choice, struct range range,
    const struct choice_asked *asked, uint32_t *keeper)
{
	struct inclusion *best;
	enum ndup_status status;

	*keeper = KEEP_ITSELF;
	while ((best = best_inclusion(choice, range)) != NULL) {
		status = asked->differ(asked->ctx, best, &best->differs);
		if (status != NDUP_OK)
			return status;
		if (!best->differs) {
			*keeper = best->container;
			break;
		}
	}
	return NDUP_OK;
}

static bool
is_among(const uint32_t *items, unsigned num, uint32_t item)
{
	unsigned i;

	for (i = 0; i < num; i++)
		if (items[i] == item)
			return true;
	return false;
}

/* At most so many kept ones are looked at for one article. */
enum { MOST_LOOKS = 16 };

/* Looks behind the dropped ones that contain an article: in a hot bucket this
 * spares most scans of what is kept.  An old one there may be no reason for the
 * article as it is for the dropped one. */
static enum ndup_status
look_behind(const struct choice *choice, struct range range,
    const struct choice_asked *asked, uint32_t *found)
{
	struct inclusion behind;
	uint32_t seen[MOST_LOOKS];
	enum ndup_status status;
	unsigned num = 0;
	bool included = false;

	for (; range.begin < range.end && num < MOST_LOOKS; range.begin++) {
		behind = *range.begin;
		behind.container = choice->keeper[behind.container];
		if (behind.container >= NOT_DECIDED ||
		    is_among(seen, num, behind.container) ||
		    !can_drop(choice, behind.container, behind.article))
			continue;
		seen[num++] = behind.container;
		status = asked->look(asked->ctx, &behind, &included);
		if (status != NDUP_OK)
			return status;
		if (included) {
			*found = behind.container;
			break;
		}
	}
	return NDUP_OK;
}

static enum ndup_status
choice_decide(
    struct choice *choice, uint32_t article, const struct choice_asked *asked)
{
	struct range range = find_range(choice, article);
	uint32_t found;
	enum ndup_status status = find_keeper(choice, range, asked, &found);

	if (status == NDUP_OK && found == KEEP_ITSELF)
		status = look_behind(choice, range, asked, &found);
	assert(found == KEEP_ITSELF || choice_keeps(choice, found));
	choice->keeper[article] = found;
	return status;
}

static enum ndup_status
decide_all(struct choice *choice, const struct choice_asked *asked)
{
	enum ndup_status status;
	struct turns turns;
	uint32_t article;

	status = turns_init(&turns, choice);
	while (status == NDUP_OK && turns_next(&turns, &article))
		status = choice_decide(choice, article, asked);
	turns_free(&turns);
	return status;
}

enum ndup_status
choice_find(struct choice *choice, const struct choice_asked *asked)
{
	uint32_t i;

	if (choice->num_inclusions > 1)
		qsort(choice->inclusions, choice->num_inclusions,
		    sizeof *choice->inclusions, inclusion_by_articles);
	choice->num_sorted = choice->num_inclusions;
	for (i = 0; i < choice->num; i++)
		choice->keeper[i] = choice->old[i] ? KEEP_ITSELF : NOT_DECIDED;
	return decide_all(choice, asked);
}
