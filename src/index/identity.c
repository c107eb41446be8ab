/*
 * identity.c - id and content of an article -> keys by which it is found again
 */
#include <assert.h>
#include <string.h>

#include "base/hash.h"
#include "base/slice.h"
#include "identity.h"
#include "index.h"

/* ---- keys ---------------------------------------------------------------- */

uint64_t
identity_key(uint64_t seed, struct ndup_slice id)
{
	return hash_bytes(id.ptr, id.len, seed + HASH_ODD);
}

uint64_t
identity_content_key(uint64_t key, uint64_t content)
{
	return hash_mix(key ^ hash_mix(content + HASH_ODD));
}

/* One of the contents that an article has replaced. */
static uint64_t
replaced_at(const struct indexed *article, unsigned i)
{
	uint64_t content;

	memcpy(&content, article->replaced.ptr + i * sizeof content,
	    sizeof content);
	return content;
}

unsigned
identity_keys(uint64_t seed, const struct indexed *article,
    uint64_t keys[IDENTITY_KEYS_MOST])
{
	unsigned num = identity_num_replaced(article), i;

	assert(num <= CONTENTS_MOST);
	keys[0] = identity_key(seed, article->id);
	keys[1] = identity_content_key(keys[0], article->content);
	for (i = 0; i < num; i++)
		keys[2 + i] =
		    identity_content_key(keys[0], replaced_at(article, i));
	return identity_num_keys(article);
}

bool
identity_has_content(const struct indexed *article, uint64_t content)
{
	unsigned num = identity_num_replaced(article), i;

	if (article->content == content)
		return true;
	for (i = 0; i < num; i++)
		if (replaced_at(article, i) == content)
			return true;
	return false;
}

unsigned
identity_add_contents(
    const struct indexed *article, uint64_t *contents, unsigned num)
{
	unsigned i;

	if (num < CONTENTS_MOST)
		contents[num++] = article->content;
	for (i = 0; i < identity_num_replaced(article) && num < CONTENTS_MOST;
	     i++)
		contents[num++] = replaced_at(article, i);
	return num;
}

/* ---- articles of the store ----------------------------------------------- */

static bool
is_alive(void *ctx, uint32_t number)
{
	const struct ndup_index *index = ctx;

	return !id_set_has(&index->tombstones, number);
}

/* The record that a hit leads to. */
static enum ndup_status
record_of_hit(struct txn *txn, uint64_t hit, struct indexed *article)
{
	enum ndup_status status =
	    index_record(txn, postings_hit_number(hit), article);

	return status == NDUP_END ? NDUP_INPUT : status;
}

/* What has a key, as it was committed last: of many the first and the latest. */
static enum ndup_status
find_by_key(const struct ndup_index *index, struct worker *worker, uint64_t key,
    struct postings_hits *hits)
{
	enum { MOST = 64 };
	const struct postings_query asked = {
	    &key, 1, MOST, is_alive, (void *)index, false};

	return postings_search_run(worker->search, worker->view, &asked, hits);
}

enum ndup_status
index_find(const struct ndup_index *index, struct worker *worker,
    struct ndup_slice id, struct indexed *article)
{
	uint64_t key = identity_key(index->meta.params.seed, id);
	struct postings_hits hits;
	struct indexed found;
	enum ndup_status status = find_by_key(index, worker, key, &hits);
	bool any = false;
	size_t i;

	for (i = hits.num; status == NDUP_OK && i-- > 0;) {
		if (any && postings_hit_number(hits.items[i]) < article->number)
			continue;
		status = record_of_hit(worker->view, hits.items[i], &found);
		if (status != NDUP_OK || !slice_equal(found.id, id))
			continue;
		*article = found;
		any = true;
	}
	return status == NDUP_OK && !any ? NDUP_END : status;
}

enum ndup_status
index_find_content(const struct ndup_index *index, struct worker *worker,
    struct ndup_slice id, uint64_t content, struct indexed *article)
{
	uint64_t key = identity_key(index->meta.params.seed, id);
	struct postings_hits hits;
	enum ndup_status status;
	size_t i;

	status = find_by_key(
	    index, worker, identity_content_key(key, content), &hits);
	for (i = 0; status == NDUP_OK && i < hits.num; i++) {
		status = record_of_hit(worker->view, hits.items[i], article);
		if (status == NDUP_OK && slice_equal(article->id, id) &&
		    identity_has_content(article, content))
			return NDUP_OK;
	}
	return status == NDUP_OK ? NDUP_END : status;
}

/* ---- all articles of an id are no more ----------------------------------- */

static bool
is_there(void *ctx, uint32_t number)
{
	return index_has(ctx, number);
}

/* Those of the store. */
static enum ndup_status
kill_stored(struct ndup_index *index, struct ndup_slice id, size_t *num)
{
	struct worker *worker = &index->workers[0];
	uint64_t key = identity_key(index->meta.params.seed, id);
	const struct postings_query asked = {
	    &key, 1, UINT32_MAX, is_there, index, true};
	struct id_set *killed = &index->pending.killed;
	struct postings_hits hits;
	struct indexed found;
	enum ndup_status status;
	size_t i;

	status =
	    postings_search_run(worker->search, worker->view, &asked, &hits);
	if (status == NDUP_OK)
		status = id_set_reserve(killed, hits.num);
	for (i = 0; status == NDUP_OK && i < hits.num; i++) {
		status = record_of_hit(worker->view, hits.items[i], &found);
		if (status != NDUP_OK || !slice_equal(found.id, id))
			continue;
		id_set_put(killed, found.number);
		(*num)++;
	}
	return status;
}

enum ndup_status
ndup_index_remove(
    struct ndup_index *index, struct ndup_slice id, struct ndup_error *error)
{
	struct pending *pending = &index->pending;
	struct pending_article *held;
	enum ndup_status status;
	size_t num = 0;

	phrases_forget(&index->phrases);
	if ((status = index_begin_views(index, 1, error)) != NDUP_OK)
		return status;
	status = kill_stored(index, id, &num);
	status = index_end_views(index, 1, status, error);
	if (status != NDUP_OK)
		return status;
	for (; (held = pending_find(pending, id)) != NULL; num++)
		pending_kill_held(pending, held);
	return num > 0 ? NDUP_OK : NDUP_END;
}
