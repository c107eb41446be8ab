/*
 * clean.c - articles that lose their boilerplate
 *
 * What was sketched once is sketched again, from token ids: no text is read.
 */
#include "articles.h"

/* Sets the ids of ignored tokens to 0, where they stand. */
static enum ndup_status
put_ids(struct articles *articles, struct article *article,
    const uint64_t *tokens, uint32_t *ids)
{
	uint32_t i;

	for (i = 0; i < article->num_tokens; i++)
		ids[i] = tokens[i] == 0 ? 0 : ids[i];
	if (article->ids != NULL)
		return NDUP_OK;
	return tempfile_write(articles->temp, ids,
	    article->num_tokens * sizeof *ids, &article->ids_at);
}

static enum ndup_status
clean(struct articles *articles, struct article *article, unsigned thread,
    struct loaded *loaded)
{
	struct ndup_sketcher *sketcher = articles->sketchers[thread];
	enum ndup_status status;
	struct words words;

	status = articles_words(articles, article, loaded, &words);
	if (status == NDUP_OK)
		status = sketcher_take(
		    sketcher, articles->intern, words.ids, words.num);
	if (status == NDUP_OK)
		status = articles_keep_sketch(articles, article, thread);
	if (status != NDUP_OK)
		return status;
	article->marked = sketcher->ignore.ignored;
	return put_ids(articles, article, sketcher->tokeniser.tokens,
	    (uint32_t *)words.ids);
}

enum ndup_status
articles_clean(struct articles *articles, struct article **items, size_t num,
    unsigned thread)
{
	enum ndup_status status = NDUP_OK;
	struct loaded loaded = {0};
	struct entries *gathered = &articles->gathered[thread];
	bool stay;
	size_t i;

	for (i = 0; i < num && status == NDUP_OK; i++)
		status = clean(articles, items[i], thread, &loaded);
	stay = room_take(
	    &articles->room, ROOM_KEYS, gathered->num * KEYS_ENTRY_SIZE);
	if (status == NDUP_OK)
		status = keys_add(articles->keys, gathered, !stay);
	loaded_free(&loaded);
	return status;
}
