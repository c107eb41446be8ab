/*
 * mark.c - passage keys that stand -> words that do
 */
#include <string.h>

#include "base/memory.h"
#include "boilerplate/boilerplate.h"
#include "marker.h"
#include "sketch/standing_words.h"
#include "sketch/winnow.h"

/* ---- an article -> its shingles ------------------------------------------ */

enum ndup_status
marker_init(struct marker *marker, const struct ndup_params *params)
{
	*marker = (struct marker){.values = NULL};
	return windows_init(
	    &marker->windows, 2 * winnow_key_size(params->min_run), false);
}

void
marker_free(struct marker *marker)
{
	windows_free(&marker->windows);
	memory_free(marker->values);
	fetched_free(&marker->fetched);
}

enum ndup_status
marker_read(struct marker *marker, const struct articles *articles,
    const struct article *article)
{
	uint32_t num = article->num_tokens;
	enum ndup_status status;

	status =
	    articles_words(articles, article, &marker->fetched, &marker->words);
	if (status == NDUP_OK)
		status = memory_grow(marker->values, num);
	if (status != NDUP_OK)
		return status;
	intern_values(articles->intern, marker->words.ids, num, marker->values);
	return windows_find(&marker->windows, marker->values, num);
}

/* ---- words that stand ---------------------------------------------------- */

struct marking {
	struct ndup_scan *scan;
	const struct frequent_keys *frequent;
	const struct set *standing;
	struct marker *markers; /* one a thread */
	unsigned num_threads;
	struct article **articles; /* that have a standing phrase */
	size_t num_articles;
};

/* Puts the ids where they stood. */
static enum ndup_status
put_ids(struct articles *articles, struct article *article, const uint32_t *ids)
{
	if (article->ids != NULL)
		return NDUP_OK;
	return tempfile_write(articles->temp, ids,
	    article->num_tokens * sizeof *ids, &article->ids_at);
}

static enum ndup_status
mark_article(
    struct marking *marking, struct marker *marker, struct article *article)
{
	struct articles *articles = &marking->scan->articles;
	enum ndup_status status;
	uint32_t *ids;

	if ((status = marker_read(marker, articles, article)) != NDUP_OK)
		return status;
	ids = (uint32_t *)marker->words.ids;
	article->standing = standing_words_mark(
	    ids, article->num_tokens, &marker->windows, marking->standing);
	return put_ids(articles, article, ids);
}

enum { CHUNK = 64 };

static enum ndup_status
mark_chunk(void *ctx, size_t number, unsigned thread)
{
	struct marking *marking = ctx;
	size_t i = number * CHUNK, end = i + CHUNK;
	enum ndup_status status = NDUP_OK;

	end = end < marking->num_articles ? end : marking->num_articles;
	for (; i < end && status == NDUP_OK; i++)
		status = mark_article(
		    marking, &marking->markers[thread], marking->articles[i]);
	return status;
}

/* All articles of texts that have a standing phrase. */
static enum ndup_status
list_articles(struct marking *marking)
{
	const struct texts *texts = &marking->scan->texts;
	const struct frequent_keys *frequent = marking->frequent;
	struct article **items = marking->scan->articles.items;
	bool *has = memory_new(texts->num, sizeof *has);
	uint32_t i;
	size_t j;

	if (has == NULL)
		return NDUP_NOMEM;
	for (j = 0; j < frequent->num; j++) {
		const struct frequent_key *key = &frequent->items[j];

		for (i = 0; key->standing == STANDS && i < key->num; i++)
			has[frequent->texts[key->begin + i]] = true;
	}
	for (i = 0; i < texts->num; i++)
		marking->num_articles += has[i] ? texts->sizes[i] : 0;
	marking->articles =
	    memory_new(marking->num_articles, sizeof(struct article *));
	marking->num_articles = 0;
	for (i = 0;
	     marking->articles != NULL && i < marking->scan->articles.num;
	     i++) {
		if (has[texts->of[i]])
			marking->articles[marking->num_articles++] = items[i];
	}
	memory_free(has);
	return marking->articles == NULL ? NDUP_NOMEM : NDUP_OK;
}

static enum ndup_status
mark_articles(struct marking *marking)
{
	const struct pool_loop loop = {mark_chunk, NULL, marking, NULL};
	enum ndup_status status = list_articles(marking);

	if (status != NDUP_OK)
		return status;
	return pool_each(marking->scan->articles.pool, &loop,
	    (marking->num_articles + CHUNK - 1) / CHUNK);
}

static void
marking_free(struct marking *marking)
{
	unsigned i;

	for (i = 0; marking->markers != NULL && i < marking->num_threads; i++)
		marker_free(&marking->markers[i]);
	memory_free(marking->markers);
	memory_free((void *)marking->articles);
}

enum ndup_status
boilerplate_mark(struct ndup_scan *scan, const struct frequent_keys *frequent,
    const struct set *standing)
{
	struct marking marking = {.scan = scan,
	    .frequent = frequent,
	    .standing = standing,
	    .num_threads = pool_num_threads(scan->articles.pool)};
	enum ndup_status status = NDUP_OK;
	unsigned i;

	marking.markers =
	    memory_new(marking.num_threads, sizeof(struct marker));
	if (marking.markers == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < marking.num_threads && status == NDUP_OK; i++)
		status = marker_init(&marking.markers[i], &scan->params);
	if (status == NDUP_OK)
		status = mark_articles(&marking);
	marking_free(&marking);
	return status;
}
