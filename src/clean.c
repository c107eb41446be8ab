/*
 * clean.c - articles that lose their boilerplate
 *
 * What was sketched once is sketched again, from token ids: no text is read.
 */
#include <string.h>

#include "base/memory.h"
#include "articles.h"

/* What one article needs. */
struct cleaning {
	struct loaded loaded;
	uint64_t *values;
	uint32_t *ids;
	size_t values_capacity, ids_capacity;
};

static enum ndup_status
take(struct articles *articles, const struct article *article,
    struct ndup_sketcher *sketcher, struct cleaning *cleaning)
{
	enum ndup_status status;
	struct words words;
	uint32_t i;

	status = articles_words(articles, article, &cleaning->loaded, &words);
	if (status == NDUP_OK)
		status = memory_reserve(&cleaning->values,
		    &cleaning->values_capacity, words.num,
		    sizeof *cleaning->values);
	if (status == NDUP_OK)
		status = memory_reserve(&cleaning->ids, &cleaning->ids_capacity,
		    words.num, sizeof *cleaning->ids);
	if (status != NDUP_OK)
		return status;
	for (i = 0; i < words.num; i++) {
		cleaning->ids[i] = words.ids[i];
		cleaning->values[i] =
		    intern_value(articles->intern, words.ids[i]);
	}
	return sketcher_take(sketcher, cleaning->values, words.num);
}

/* Keeps the ids, in place of the old ones. */
static enum ndup_status
put_ids(struct articles *articles, struct article *article,
    const struct cleaning *cleaning)
{
	size_t size = article->num_tokens * sizeof *article->ids;

	if (article->ids == NULL)
		return tempfile_write(
		    articles->temp, cleaning->ids, size, &article->ids_at);
	if (size > 0)
		memcpy((void *)article->ids, cleaning->ids, size);
	return NDUP_OK;
}

static enum ndup_status
clean(struct articles *articles, struct article *article, unsigned thread,
    struct cleaning *cleaning)
{
	struct ndup_sketcher *sketcher = articles->sketchers[thread];
	enum ndup_status status;
	uint32_t i;

	status = take(articles, article, sketcher, cleaning);
	if (status == NDUP_OK)
		status = sketcher_keys(sketcher);
	if (status == NDUP_OK)
		status = keys_gather(&articles->gathered[thread],
		    article->number, sketcher->keys, sketcher->num_keys);
	if (status != NDUP_OK)
		return status;
	for (i = 0; i < article->num_tokens; i++) {
		if (sketcher->tokeniser.tokens[i] == 0)
			cleaning->ids[i] = 0;
	}
	article->half_words = sketcher->half_words;
	article->tokens_hash = sketcher->tokens_hash;
	article->marked = sketcher->ignore.ignored;
	article->num_shingles = (uint32_t)sketcher->shingler.num_shingles;
	return put_ids(articles, article, cleaning);
}

enum ndup_status
articles_clean(struct articles *articles, struct article **items, size_t num,
    unsigned thread)
{
	struct cleaning cleaning = {{0}, NULL, NULL, 0, 0};
	enum ndup_status status = NDUP_OK;
	bool to_disk;
	size_t i;

	for (i = 0; i < num && status == NDUP_OK; i++)
		status = clean(articles, items[i], thread, &cleaning);
	to_disk = articles->held > articles->most_held;
	if (status == NDUP_OK)
		status = keys_add(
		    articles->keys, &articles->gathered[thread], to_disk);
	loaded_free(&cleaning.loaded);
	memory_free(cleaning.values);
	memory_free(cleaning.ids);
	return status;
}
