/*
 * records.c - articles of the store, by number and by id
 */
#include <string.h>

#include "base/hash.h"
#include "base/slice.h"
#include "index/index.h"
#include "index/tape.h"
#include "index/tokens.h"

struct ndup_slice
index_id_key(struct ndup_slice id, struct id_key *key)
{
	static const char mark[] = "\xff#"; /* in no UTF-8 */
	enum { TAIL = sizeof mark - 1 + sizeof(uint64_t) };
	size_t head = STORE_KEY_MOST - TAIL;
	uint64_t hash;

	if (id.len <= head)
		return id;
	hash = hash_bytes(id.ptr, id.len, 0);
	memcpy(key->bytes, id.ptr, head);
	memcpy(key->bytes + head, mark, sizeof mark - 1);
	memcpy(key->bytes + head + sizeof mark - 1, &hash, sizeof hash);
	return (struct ndup_slice){key->bytes, STORE_KEY_MOST};
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

enum ndup_status
index_find(struct txn *txn, struct ndup_slice id, struct indexed *article)
{
	struct ndup_slice value;
	struct id_key key;
	enum ndup_status status;

	status = txn_get(txn, STORE_IDS, index_id_key(id, &key), &value);
	if (status != NDUP_OK)
		return status;
	if (value.len != sizeof(struct number_key))
		return NDUP_INPUT;
	status = index_record(txn, store_number_of(value), article);
	if (status == NDUP_OK && !slice_equal(article->id, id))
		return NDUP_END; /* a hash of two ids */
	return status == NDUP_END ? NDUP_INPUT : status;
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
