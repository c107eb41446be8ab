/*
 * groups.c - what the articles that dedup keeps stand for
 */
#include <stdlib.h>

#include "base/json.h"
#include "groups.h"
#include "say.h"

typedef void dropped_take(struct groups *, const struct ndup_dropped *);

/* Behind the keeper: see groups_find(). */
static void
dropped_count(struct groups *groups, const struct ndup_dropped *dropped)
{
	groups->begin[dropped->added_keeper + 1]++;
}

static void
dropped_put(struct groups *groups, const struct ndup_dropped *dropped)
{
	groups->dropped[groups->begin[dropped->added_keeper + 1]++] =
	    dropped->added;
}

static bool
each_dropped(struct groups *groups, struct ndup_scan *scan, dropped_take *take)
{
	const struct ndup_dropped *dropped;
	enum ndup_status status;
	struct ndup_error error;

	while ((status = ndup_scan_next_dropped(scan, &dropped, &error)) ==
	       NDUP_OK)
		take(groups, dropped);
	return status == NDUP_END || say_error(&error);
}

/* Sums up to `num`, each one place further on: where a range begins, to be
 * moved to its end. */
static void
sum_counts(uint64_t *begin, uint64_t num)
{
	uint64_t sum = 0, count, i;

	for (i = 1; i <= num; i++) {
		count = begin[i];
		begin[i] = sum;
		sum += count;
	}
}

bool
groups_find(
    struct groups *groups, struct ndup_scan *scan, const struct ndup_kept *kept)
{
	groups->begin = calloc(kept->num_added + 1, sizeof *groups->begin);
	groups->dropped =
	    calloc(kept->num_dropped + 1, sizeof *groups->dropped);
	if (groups->begin == NULL || groups->dropped == NULL)
		return say_no_memory();
	if (!each_dropped(groups, scan, dropped_count))
		return false;
	sum_counts(groups->begin, kept->num_added);
	return each_dropped(groups, scan, dropped_put);
}

static void
put_dropped_id(struct buffer *out, struct ndup_scan *scan, uint64_t added)
{
	struct ndup_document document = {.text_begin = 0};
	uint32_t article;
	bool repeated;

	/* It is there. */
	ndup_scan_number(scan, added, &article, &repeated, NULL);
	ndup_scan_names(scan, article, &document, NULL);
	json_next(out);
	json_string(out, document.id);
}

void
groups_put(struct buffer *out, const struct groups *groups,
    struct ndup_scan *scan, uint64_t added, uint64_t number)
{
	uint64_t i = groups->begin[added], end = groups->begin[added + 1];

	buffer_string(out, "{");
	json_number(out, "group", number);
	json_number(out, "num_articles", end - i + 1);
	json_array(out, "stands_for");
	for (; i < end; i++)
		put_dropped_id(out, scan, groups->dropped[i]);
	buffer_string(out, "]}");
}

void
groups_free(struct groups *groups)
{
	free(groups->begin);
	free(groups->dropped);
}
