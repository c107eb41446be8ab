/*
 * dedup_keep.c - which articles are kept, and which kept one contains another
 *
 * In a hot bucket not each article is paired with each.  So where those that
 * contain an article are dropped themselves, the kept ones behind them are
 * looked at too.
 */
#include <stdlib.h>
#include <string.h>

#include "dedup_keep.h"
#include "say.h"

/* ---- which of several articles is kept ----------------------------------- */

/*
 * Numbers of articles are in the order of time, then id: they break ties.
 */

struct ranked_article {
	int64_t key; /* low ones first */
	uint32_t article;
};

static int
record_by_key(const void *left, const void *right)
{
	const struct ranked_article *x = left, *y = right;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->article < y->article ? -1 : x->article > y->article;
}

/* The place of a source in "A,B,C"; behind them: of any other. */
static int64_t
place_in(const char *list, struct ndup_slice source)
{
	int64_t place = 0;
	size_t len;

	for (;; place++) {
		len = strcspn(list, ",");
		if (len == source.len &&
		    memcmp(list, source.ptr, source.len) == 0)
			return place;
		if (list[len] == '\0')
			return place + 1;
		list += len + 1;
	}
}

static enum ndup_status
find_key(const struct dedup_options *options, struct ndup_scan *scan,
    uint32_t article, int64_t *key)
{
	struct ndup_document document;
	enum ndup_status status;

	*key = 0;
	if (options->policy == KEEP_LONGEST)
		*key = -(int64_t)ndup_scan_num_words(scan, article);
	if (options->policy != KEEP_LATEST && options->policy != KEEP_SOURCE)
		return NDUP_OK;
	status = ndup_scan_names(scan, article, &document);
	if (status != NDUP_OK)
		return status;
	if (options->policy == KEEP_SOURCE)
		*key = place_in(options->sources, document.source);
	else
		*key = document.published.precision == NDUP_TIME_UNKNOWN
			   ? INT64_MAX
			   : -document.published.seconds;
	return NDUP_OK;
}

bool
policy_rank(
    const struct dedup_options *options, struct ndup_scan *scan, uint32_t *rank)
{
	uint32_t num = (uint32_t)ndup_scan_counts(scan)->articles, i;
	struct ranked_article *list;
	enum ndup_status status = NDUP_OK;

	list = calloc(num > 0 ? num : 1, sizeof *list);
	if (list == NULL)
		status = NDUP_NOMEM;
	for (i = 0; i < num && status == NDUP_OK; i++) {
		list[i].article = i;
		status = find_key(options, scan, i, &list[i].key);
	}
	if (status == NDUP_OK) {
		qsort(list, num, sizeof *list, record_by_key);
		for (i = 0; i < num; i++)
			rank[list[i].article] = i;
	} else {
		say("%s", ndup_status_name(status));
	}
	free(list);
	return status == NDUP_OK;
}

/* ---- which articles are kept, and which kept one contains another -------- */

enum { MOST_LOOKS = 16 };

bool
keep_init(
    struct keep *keep, uint32_t num, const uint32_t *rank, const bool *old)
{
	size_t size = num > 0 ? num : 1;
	uint32_t i;

	*keep = (struct keep){.num = num, .rank = rank, .old = old};
	keep->order = calloc(size, sizeof *keep->order);
	keep->keeper = calloc(size, sizeof *keep->keeper);
	if (keep->order == NULL || keep->keeper == NULL)
		return false;
	for (i = 0; i < num; i++)
		keep->order[rank[i]] = i;
	return true;
}

void
keep_free(struct keep *keep)
{
	free(keep->order);
	free(keep->keeper);
	free(keep->inclusions);
}

/* Whether x can be the reason to drop y. */
static bool
article_is_before(const struct keep *keep, uint32_t x, uint32_t y)
{
	return keep->old[x] || keep->rank[x] < keep->rank[y];
}

bool
keep_note(struct keep *keep, const struct inclusion *inclusion)
{
	size_t more = 2 * keep->capacity + 1024;
	struct inclusion *larger;

	if (keep->old[inclusion->article] ||
	    !article_is_before(keep, inclusion->container, inclusion->article))
		return true;
	if (keep->num_inclusions == keep->capacity) {
		larger = reallocarray(keep->inclusions, more, sizeof *larger);
		if (larger == NULL)
			return false;
		keep->inclusions = larger;
		keep->capacity = more;
	}
	keep->inclusions[keep->num_inclusions++] = *inclusion;
	return true;
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
find_first_inclusion(const struct keep *keep, uint32_t article)
{
	size_t begin = 0, end = keep->num_inclusions, middle;

	while (begin < end) {
		middle = begin + (end - begin) / 2;
		if (keep->inclusions[middle].article < article)
			begin = middle + 1;
		else
			end = middle;
	}
	return keep->inclusions + begin;
}

/* The inclusions of an article. */
struct range {
	const struct inclusion *begin, *end;
};

static struct range
find_range(const struct keep *keep, uint32_t article)
{
	const struct inclusion *all;
	struct range range;

	if (keep->num_inclusions == 0)
		return (struct range){NULL, NULL};
	range.begin = range.end = find_first_inclusion(keep, article);
	all = keep->inclusions + keep->num_inclusions;
	while (range.end < all && range.end->article == article)
		range.end++;
	return range;
}

/* The kept one that contains most of an article; of equal ones the first. */
static uint32_t
best_keeper(const struct keep *keep, struct range range)
{
	const struct inclusion *best = NULL, *next = range.begin;

	for (; next < range.end; next++) {
		if (keep->keeper[next->container] != KEEP_ITSELF)
			continue;
		if (best == NULL || next->coverage > best->coverage ||
		    (next->coverage >= best->coverage &&
			article_is_before(
			    keep, next->container, best->container)))
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

/* Looks behind the dropped ones that contain an article. */
static bool
look_behind(const struct keep *keep, struct range range, keep_look_fn *look,
    void *ctx, uint32_t *found)
{
	struct inclusion asked;
	uint32_t seen[MOST_LOOKS];
	unsigned num = 0;
	bool included = false;

	for (; range.begin < range.end && num < MOST_LOOKS; range.begin++) {
		asked = *range.begin;
		asked.container = keep->keeper[asked.container];
		if (is_among(seen, num, asked.container))
			continue;
		seen[num++] = asked.container;
		if (!look(ctx, &asked, &included))
			return false;
		if (included) {
			*found = asked.container;
			return true;
		}
	}
	return true;
}

static bool
decide(struct keep *keep, uint32_t article, keep_look_fn *look, void *ctx)
{
	struct range range = find_range(keep, article);
	uint32_t found = best_keeper(keep, range);

	if (found == KEEP_ITSELF &&
	    !look_behind(keep, range, look, ctx, &found))
		return false;
	keep->keeper[article] = found;
	return true;
}

bool
keep_find(struct keep *keep, keep_look_fn *look, void *ctx)
{
	uint32_t i;

	if (keep->num_inclusions > 1)
		qsort(keep->inclusions, keep->num_inclusions,
		    sizeof *keep->inclusions, inclusion_by_articles);
	for (i = 0; i < keep->num; i++)
		keep->keeper[i] = KEEP_ITSELF;
	for (i = 0; i < keep->num; i++) {
		if (!keep->old[keep->order[i]] &&
		    !decide(keep, keep->order[i], look, ctx))
			return false;
	}
	return true;
}
