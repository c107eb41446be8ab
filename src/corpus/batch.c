/*
 * batch.c - a few hundred articles that are copied and sketched together
 *
 * Names, texts and token ids stand in arenas of the batch.  What comes over the
 * limit of memory goes to disk, all but the names (spill.c).
 */
#include <assert.h>

#include "base/hash.h"
#include "articles.h"
#include "batch.h"

bool
batch_is_full(const struct batch *batch)
{
	return batch->num == BATCH_ARTICLES || batch->bytes >= BATCH_BYTES;
}

enum ndup_status
batch_add(struct batch *batch, const struct ndup_document *document, bool old)
{
	struct article *article = &batch->items[batch->num];
	struct ndup_document *own = &article->document;
	struct ndup_slice *const names[] = {
	    &own->id, &own->source, &own->place, &own->title, &own->url};

	assert(batch->num < BATCH_ARTICLES);
	if (document->text.len >= UINT32_MAX)
		return NDUP_INPUT;
	*article = (struct article){.document = *document, .old = old};
	if (!arena_take_all(
		&batch->names, names, sizeof names / sizeof names[0]) ||
	    !arena_take(&batch->texts, own->text, &own->text))
		return NDUP_NOMEM;
	if (own->text_begin > own->text.len)
		own->text_begin = own->text.len;
	if (own->text_end > own->text.len)
		own->text_end = own->text.len;
	batch->num++;
	batch->bytes += own->text.len;
	return NDUP_OK;
}

/* Keeps the ids of tokens; words of credits stand. */
static enum ndup_status
keep_ids(struct batch *batch, struct article *article,
    const struct ndup_sketcher *sketcher)
{
	const struct tokeniser *tokeniser = &sketcher->tokeniser;
	size_t num = tokeniser->num_tokens;
	uint32_t *ids;

	if ((ids = arena_alloc(&batch->ids, num * sizeof *ids)) == NULL)
		return NDUP_NOMEM;
	if (!intern_all(batch->articles->intern, tokeniser->tokens, num, ids))
		return NDUP_NOMEM;
	article->credits = words_mark_from(ids, sketcher->num_evidence, num);
	article->standing = article->credits;
	article->ids = ids;
	article->num_tokens = (uint32_t)num;
	return NDUP_OK;
}

static enum ndup_status
sketch(struct batch *batch, struct article *article, unsigned thread)
{
	struct articles *articles = batch->articles;
	struct ndup_sketcher *sketcher = articles->sketchers[thread];
	const struct ndup_document *document = &article->document;
	enum ndup_status status;

	status = sketcher_read(
	    sketcher, document->text, document->text_begin, document->text_end);
	if (status == NDUP_OK)
		status = articles_keep_sketch(articles, article, thread);
	if (status == NDUP_OK)
		status = keep_ids(batch, article, sketcher);
	article->ignored = sketcher->ignore.ignored;
	article->bytes_hash =
	    hash_bytes(document->text.ptr, document->text.len, 0);
	return status;
}

/* ---- to disk ------------------------------------------------------------ */

static enum ndup_status
write_texts(struct batch *batch)
{
	struct ndup_slice pieces[BATCH_ARTICLES];
	struct ndup_document *document;
	enum ndup_status status;
	uint64_t offset;
	size_t i;

	for (i = 0; i < batch->num; i++)
		pieces[i] = batch->items[i].document.text;
	status =
	    tempfile_gather(batch->articles->temp, pieces, batch->num, &offset);
	for (i = 0; i < batch->num; i++) {
		document = &batch->items[i].document;
		document->text.ptr = NULL;
		batch->items[i].text_at = offset;
		offset += document->text.len;
	}
	arena_free(&batch->texts);
	return status;
}

static enum ndup_status
write_ids(struct batch *batch)
{
	struct ndup_slice pieces[BATCH_ARTICLES];
	struct article *article;
	enum ndup_status status;
	uint64_t offset;
	size_t i;

	for (i = 0; i < batch->num; i++) {
		article = &batch->items[i];
		pieces[i].ptr = (const char *)article->ids;
		pieces[i].len = article->num_tokens * sizeof *article->ids;
	}
	status =
	    tempfile_gather(batch->articles->temp, pieces, batch->num, &offset);
	for (i = 0; i < batch->num; i++) {
		batch->items[i].ids = NULL;
		batch->items[i].ids_at = offset;
		offset += pieces[i].len;
	}
	arena_free(&batch->ids);
	return status;
}

/* Keeps the batch and its keys in memory, or lets them go to disk. */
static enum ndup_status
batch_settle(struct batch *batch, struct entries *gathered)
{
	struct articles *articles = batch->articles;
	struct budget *budget = &articles->budget;
	enum ndup_status status;

	budget_take(budget, ROOM_NAMES, sizeof *batch + batch->names.bytes);
	status = keys_add(articles->keys, gathered,
	    !budget_take(budget, ROOM_KEYS, gathered->num * KEYS_ENTRY_SIZE));
	if (status == NDUP_OK &&
	    !budget_take(budget, ROOM_TEXTS, batch->texts.bytes))
		status = write_texts(batch);
	if (status == NDUP_OK &&
	    !budget_take(budget, ROOM_IDS, batch->ids.bytes))
		status = write_ids(batch);
	return status;
}

enum ndup_status
batch_sketch(void *ctx, unsigned thread)
{
	struct batch *batch = ctx;
	enum ndup_status status = NDUP_OK;
	size_t i;

	for (i = 0; i < batch->num && status == NDUP_OK; i++)
		status = sketch(batch, &batch->items[i], thread);
	if (status == NDUP_OK)
		status =
		    batch_settle(batch, &batch->articles->gathered[thread]);
	return status;
}

void
batch_free(struct batch *batch)
{
	if (batch == NULL)
		return;
	arena_free(&batch->names);
	arena_free(&batch->texts);
	arena_free(&batch->ids);
	memory_free(batch);
}
