/*
 * choice.c - which articles are kept, and which kept one contains another
 *
 * Goes in: who is preferred, and which article stands in which.  In a hot
 * bucket not each article is paired with each; so where those that contain an
 * article are dropped themselves, the kept ones behind them are looked at too.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/slice.h"
#include "compare/conditions.h"
#include "keep.h"

/* ---- which of several articles is preferred ------------------------------ */

/*
 * What a story says of itself comes first: a correction is preferred to what it
 * corrects, whatever the policy, and a withdrawn story is preferred to none.  It
 * goes by classes, not by pairs, so that there is one order: else of three
 * articles each could be preferred to another.
 *
 * Numbers of articles are in the order of time, then id: they break ties.
 */

struct ranked_article {
	enum precedence precedence;
	int64_t key;  /* by the policy; low ones first ... */
	int64_t time; /* ... as they are here */
	uint32_t update_number;
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
	return x->article < y->article ? -1 : x->article > y->article;
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

static enum ndup_status
choice_rank(struct choice *choice, const struct ndup_scan *scan,
    const struct ndup_keep_options *options, const uint32_t *withdrawn_by)
{
	struct ranked_article *list = memory_new(choice->num, sizeof *list);
	uint32_t i;

	if (list == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < choice->num; i++) {
		const struct article *article = scan->articles.items[i];

		choice->precedence[i] =
		    (uint8_t)find_precedence(&article->document,
			withdrawn_by != NULL && withdrawn_by[i] != NO_ARTICLE);
		list[i] = rank_article(
		    options, article, (enum precedence)choice->precedence[i]);
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
choice_init(struct choice *choice, const struct ndup_scan *scan,
    const struct ndup_keep_options *options, const uint32_t *withdrawn_by)
{
	uint32_t num = scan->articles.num;

	*choice = (struct choice){.num = num,
	    .order = memory_new(num, sizeof(uint32_t)),
	    .rank = memory_new(num, sizeof(uint32_t)),
	    .precedence = memory_new(num, sizeof(uint8_t)),
	    .old = memory_new(num, sizeof(bool)),
	    .keeper = memory_new(num, sizeof(uint32_t))};
	choice->articles = &scan->articles;
	if (choice->order == NULL || choice->rank == NULL ||
	    choice->precedence == NULL || choice->old == NULL ||
	    choice->keeper == NULL)
		return NDUP_NOMEM;
	return choice_rank(choice, scan, options, withdrawn_by);
}

void
choice_trim(struct choice *choice)
{
	memory_free(choice->inclusions);
	memory_free(choice->order);
	memory_free(choice->rank);
	memory_free(choice->precedence);
	choice->inclusions = NULL;
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

/* Whether x can be the reason to drop y.  An old one is, but not for what
 * corrects it. */
static bool
article_is_before(const struct choice *choice, uint32_t x, uint32_t y)
{
	if (choice->rank[x] < choice->rank[y])
		return true;
	if (!choice->old[x] || choice->precedence[x] > choice->precedence[y])
		return false;
	return choice->precedence[y] > PRECEDENCE_CORRECTS ||
	       is_reprint(choice, x, y);
}

enum ndup_status
choice_note(struct choice *choice, const struct inclusion *inclusion)
{
	if (choice->old[inclusion->article] ||
	    !article_is_before(
		choice, inclusion->container, inclusion->article))
		return NDUP_OK;
	if (memory_grow(choice->inclusions, choice->num_inclusions + 1) !=
	    NDUP_OK)
		return NDUP_NOMEM;
	choice->inclusions[choice->num_inclusions++] = *inclusion;
	return NDUP_OK;
}

static int
inclusion_by_articles(const void *left, const void *right)
{
	const struct inclusion *x = left, *y = right;

	if (x->article != y->article)
		return x->article < y->article ? -1 : 1;
	return x->container < y->container ? -1 : x->container > y->container;
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
	const struct inclusion *begin, *end;
};

static struct range
find_range(const struct choice *choice, uint32_t article)
{
	const struct inclusion *all;
	struct range range;

	if (choice->num_inclusions == 0)
		return (struct range){NULL, NULL};
	range.begin = range.end = find_first_inclusion(choice, article);
	all = choice->inclusions + choice->num_inclusions;
	while (range.end < all && range.end->article == article)
		range.end++;
	return range;
}

/* The kept one that contains most of an article; of equal ones the first. */
static uint32_t
best_keeper(const struct choice *choice, struct range range)
{
	const struct inclusion *best = NULL, *next = range.begin;

	for (; next < range.end; next++) {
		if (!choice_keeps(choice, next->container))
			continue;
		if (best == NULL || next->coverage > best->coverage ||
		    (next->coverage >= best->coverage &&
			article_is_before(
			    choice, next->container, best->container)))
			best = next;
	}
	return best == NULL ? KEEP_ITSELF : best->container;
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
    choice_look_fn *look, void *ctx, uint32_t *found)
{
	struct inclusion asked;
	uint32_t seen[MOST_LOOKS];
	enum ndup_status status;
	unsigned num = 0;
	bool included = false;

	for (; range.begin < range.end && num < MOST_LOOKS; range.begin++) {
		asked = *range.begin;
		asked.container = choice->keeper[asked.container];
		if (is_among(seen, num, asked.container) ||
		    !article_is_before(choice, asked.container, asked.article))
			continue;
		seen[num++] = asked.container;
		status = look(ctx, &asked, &included);
		if (status != NDUP_OK)
			return status;
		if (included) {
			*found = asked.container;
			break;
		}
	}
	return NDUP_OK;
}

static enum ndup_status
choice_decide(
    struct choice *choice, uint32_t article, choice_look_fn *look, void *ctx)
{
	struct range range = find_range(choice, article);
	uint32_t found = best_keeper(choice, range);
	enum ndup_status status = NDUP_OK;

	if (found == KEEP_ITSELF)
		status = look_behind(choice, range, look, ctx, &found);
	assert(found == KEEP_ITSELF || choice_keeps(choice, found));
	choice->keeper[article] = found;
	return status;
}

enum ndup_status
choice_find(struct choice *choice, choice_look_fn *look, void *ctx)
{
	enum ndup_status status = NDUP_OK;
	uint32_t i;

	if (choice->num_inclusions > 1)
		qsort(choice->inclusions, choice->num_inclusions,
		    sizeof *choice->inclusions, inclusion_by_articles);
	for (i = 0; i < choice->num; i++)
		choice->keeper[i] = KEEP_ITSELF;
	for (i = 0; i < choice->num && status == NDUP_OK; i++)
		status = choice_decide(choice, choice->order[i], look, ctx);
	return status;
}
