/*
 * policy.c - which of several articles is kept
 *
 * Numbers of articles are in the order of time, then id: they break ties.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/policy.h"
#include "cli/say.h"

struct ranked {
	int64_t key; /* low ones first */
	uint32_t article;
};

static int
by_key(const void *left, const void *right)
{
	const struct ranked *x = left, *y = right;

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
	struct ranked *list;
	enum ndup_status status = NDUP_OK;

	list = calloc(num > 0 ? num : 1, sizeof *list);
	if (list == NULL)
		status = NDUP_NOMEM;
	for (i = 0; i < num && status == NDUP_OK; i++) {
		list[i].article = i;
		status = find_key(options, scan, i, &list[i].key);
	}
	if (status == NDUP_OK) {
		qsort(list, num, sizeof *list, by_key);
		for (i = 0; i < num; i++)
			rank[list[i].article] = i;
	} else {
		say("%s", ndup_status_name(status));
	}
	free(list);
	return status == NDUP_OK;
}
