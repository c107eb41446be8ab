/*
 * batch.c - a few hundred articles that are copied and sketched together
 *
 * Copies and token ids stand in one arena of the batch, keys in another, which
 * is given back when the table is made.
 */
#include <string.h>

#include "base/hash.h"
#include "batch.h"

bool
batch_is_full(const struct batch *batch)
{
	return batch->num == BATCH_ARTICLES || batch->bytes >= BATCH_BYTES;
}

static bool
copy(struct arena *arena, struct ndup_slice *slice)
{
	*slice = arena_copy(arena, *slice);
	return slice->ptr != NULL;
}

enum ndup_status
batch_add(struct batch *batch, const struct ndup_document *document, bool old)
{
	struct article *article = &batch->items[batch->num];
	struct ndup_document *own = &article->document;
	struct arena *arena = &batch->texts;

	if (document->text.len >= UINT32_MAX)
		return NDUP_INPUT;
	*article = (struct article){.document = *document, .old = old};
	if (!copy(arena, &own->id) || !copy(arena, &own->source) ||
	    !copy(arena, &own->place) || !copy(arena, &own->title) ||
	    !copy(arena, &own->url) || !copy(arena, &own->text))
		return NDUP_NOMEM;
	if (own->widths.len > 0 && !copy(arena, &own->widths))
		return NDUP_NOMEM;
	if (own->text_begin > own->text.len)
		own->text_begin = own->text.len;
	batch->num++;
	batch->bytes += own->text.len;
	return NDUP_OK;
}

static enum ndup_status
keep_ids(struct batch *batch, struct article *article,
    const struct tokeniser *tokeniser)
{
	size_t num = tokeniser->num_tokens;
	uint32_t *ids;

	if ((ids = arena_alloc(&batch->texts, num * sizeof *ids)) == NULL)
		return NDUP_NOMEM;
	if (!intern_all(batch->articles->intern, tokeniser->tokens, num, ids))
		return NDUP_NOMEM;
	article->ids = ids;
	article->num_tokens = (uint32_t)num;
	return NDUP_OK;
}

static enum ndup_status
keep_keys(struct batch *batch, struct article *article,
    const struct ndup_sketcher *sketcher)
{
	size_t size = sketcher->num_keys * sizeof *sketcher->keys;
	uint64_t *keys;

	if ((keys = arena_alloc(&batch->keys, size)) == NULL)
		return NDUP_NOMEM;
	if (size > 0)
		memcpy(keys, sketcher->keys, size);
	article->keys = keys;
	article->num_keys = (uint32_t)sketcher->num_keys;
	return NDUP_OK;
}

static enum ndup_status
sketch(struct batch *batch, struct article *article,
    struct ndup_sketcher *sketcher)
{
	const struct ndup_document *document = &article->document;
	enum ndup_status status;

	status = sketcher_read(sketcher, document->text, document->text_begin);
	if (status == NDUP_OK)
		status = sketcher_keys(sketcher);
	if (status == NDUP_OK)
		status = keep_ids(batch, article, &sketcher->tokeniser);
	if (status == NDUP_OK)
		status = keep_keys(batch, article, sketcher);
	article->half_words = sketcher->half_words;
	article->tokens_hash = sketcher->tokens_hash;
	article->ignored = sketcher->ignore.ignored;
	article->num_shingles = (uint32_t)sketcher->shingler.num_shingles;
	article->bytes_hash =
	    hash_bytes(document->text.ptr, document->text.len, 0);
	return status;
}

enum ndup_status
batch_sketch(void *ctx, unsigned thread)
{
	struct batch *batch = ctx;
	struct ndup_sketcher *sketcher = batch->articles->sketchers[thread];
	enum ndup_status status = NDUP_OK;
	size_t i;

	for (i = 0; i < batch->num && status == NDUP_OK; i++)
		status = sketch(batch, &batch->items[i], sketcher);
	return status;
}

void
batch_free(struct batch *batch)
{
	if (batch == NULL)
		return;
	arena_free(&batch->texts);
	arena_free(&batch->keys);
	memory_free(batch);
}
