/*
 * records.c - articles of the store, by number and by id
 */
#include "base/hash.h"
#include "base/slice.h"
#include "index/index.h"
#include "index/tape.h"
#include "index/tokens.h"

uint64_t
index_id_key(const struct ndup_index *index, struct ndup_slice id)
{
	return hash_bytes(id.ptr, id.len, index->meta.params.seed + HASH_ODD);
}

enum ndup_status
index_record(struct txn *txn, uint32_t number, struct indexed *article)
{
	struct ndup_slice bytes;
	struct number_key key;
	enum ndup_status status;

	status =
	    txn_get(txn, STORE_RECORDS, store_number(&key, number), &bytes);
	if (status != NDUP_OK)
		return status;
	return indexed_decode(bytes, number, article) ? NDUP_OK : NDUP_INPUT;
}

static bool
is_alive(void *ctx, uint32_t number)
{
	const struct ndup_index *index = ctx;

	return !numbers_has(&index->dead, number);
}

/* The article with this id among those with the same key. */
static enum ndup_status
find_among(struct txn *txn, const struct postings_hits *hits,
    struct ndup_slice id, struct indexed *article)
{
	enum ndup_status status;
	size_t i;

	for (i = 0; i < hits->num; i++) {
		status = index_record(txn, hits->items[i].number, article);
		if (status != NDUP_OK)
			return status == NDUP_END ? NDUP_INPUT : status;
		if (slice_equal(article->id, id))
			return NDUP_OK;
	}
	return NDUP_END;
}

enum ndup_status
index_find(const struct ndup_index *index, struct worker *worker,
    struct ndup_slice id, struct indexed *article)
{
	enum { MOST = 64 }; /* ids of one hash */
	uint64_t key = index_id_key(index, id);
	const struct postings_query query = {
	    &key, 1, MOST, is_alive, (void *)index};
	struct postings_hits hits;
	enum ndup_status status;

	status =
	    postings_search_run(worker->search, worker->view, &query, &hits);
	if (status != NDUP_OK)
		return status;
	return find_among(worker->view, &hits, id, article);
}

/* ---- with its tokens ---------------------------------------------------- */

static enum ndup_status
reserve(struct worker *worker, uint32_t num, bool with_spans)
{
	enum ndup_status status = memory_reserve(&worker->ids,
	    &worker->ids_capacity, (size_t)num + 1, sizeof *worker->ids);

	if (status == NDUP_OK && with_spans)
		status = memory_reserve(&worker->spans, &worker->spans_capacity,
		    (size_t)num + 1, sizeof *worker->spans);
	return status;
}

/* Reads the tokens of an article of the store. */
static enum ndup_status
read_tokens(const struct vocabulary *vocabulary, struct worker *worker,
    bool with_spans, struct opened *opened)
{
	const struct indexed *is = &opened->is;
	struct ndup_slice bytes, places;
	enum ndup_status status;

	buffer_clear(&worker->bytes);
	if (reserve(worker, is->num_tokens, with_spans) != NDUP_OK)
		return NDUP_NOMEM;
	status = tape_read(worker->view, STORE_TOKENS, is->tokens.at,
	    is->tokens.size, &worker->bytes);
	if (status != NDUP_OK)
		return status;
	bytes = (struct ndup_slice){worker->bytes.data, worker->bytes.size};
	if (!tokens_decode_ids(bytes, worker->ids, is->num_tokens, &places) ||
	    !vocabulary_ids(vocabulary, worker->ids, is->num_tokens))
		return NDUP_INPUT;
	if (with_spans &&
	    !tokens_decode_spans(places, worker->spans, is->num_tokens))
		return NDUP_INPUT;
	opened->words = (struct words){
	    worker->ids, is->num_tokens, is->half_words, is->num_shingles};
	opened->spans = with_spans ? worker->spans : NULL;
	return NDUP_OK;
}

enum ndup_status
index_open_article(const struct ndup_index *index, struct worker *worker,
    uint32_t number, bool with_spans, struct opened *opened)
{
	const struct pending *pending = &index->pending;
	const struct held *held;
	enum ndup_status status;

	/* Also one that was killed since: it is compared with for the last
	 * time. */
	if (number >= pending->first_number) {
		held = &pending->items[number - pending->first_number];
		*opened = (struct opened){held->is, held->words, held->spans};
		return NDUP_OK;
	}
	status = index_record(worker->view, number, &opened->is);
	if (status != NDUP_OK)
		return status;
	return read_tokens(&index->vocabulary, worker, with_spans, opened);
}
