/*
 * articles.c - articles of the store, by number
 */
#include "index.h"
#include "record.h"
#include "tape.h"

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

/* ---- with its tokens ---------------------------------------------------- */

/* The worker's book that the article is by now, if it is long; or NULL. */
static struct book *
find_book(const struct ndup_index *index, struct worker *worker,
    const struct indexed *is)
{
	if (!words_are_long(is->num_tokens))
		return NULL;
	return books_find(&worker->books, is, index->vocabulary.generation);
}

static enum ndup_status
articles_reserve(struct read_tokens *read, uint32_t num, bool with_spans)
{
	enum ndup_status status = memory_grow(read->ids, (size_t)num + 1);

	if (status == NDUP_OK && with_spans)
		status = memory_grow(read->spans, (size_t)num + 1);
	return status;
}

/* Reads the tokens of an article of the store. */
static enum ndup_status
read_tokens(const struct vocabulary *vocabulary, struct worker *worker,
    const struct indexed *is, bool with_spans, struct read_tokens *read)
{
	struct ndup_slice bytes, places;
	enum ndup_status status;

	buffer_clear(&worker->bytes);
	if (articles_reserve(read, is->num_tokens, with_spans) != NDUP_OK)
		return NDUP_NOMEM;
	status = log_read(worker->view, STORE_TOKENS, is->tokens.at,
	    is->tokens.size, &worker->bytes);
	if (status != NDUP_OK)
		return status;
	bytes = (struct ndup_slice){worker->bytes.data, worker->bytes.size};
	if (!tokens_decode_ids(bytes, read->ids, is->num_tokens, &places) ||
	    !vocabulary_ids(vocabulary, read->ids, is->num_tokens))
		return NDUP_INPUT;
	if (with_spans &&
	    !tokens_decode_spans(places, read->spans, is->num_tokens))
		return NDUP_INPUT;
	return NDUP_OK;
}

/* Reads a book, or what was not read yet of it. */
static enum ndup_status
read_book(const struct vocabulary *vocabulary, struct worker *worker,
    const struct indexed *is, bool with_spans, struct book *book)
{
	enum ndup_status status;

	if (book->has_ids && (book->has_spans || !with_spans))
		return NDUP_OK;
	status = read_tokens(vocabulary, worker, is, with_spans, &book->read);
	book->has_ids = status == NDUP_OK;
	book->has_spans = book->has_ids && with_spans;
	return status;
}

static enum ndup_status
open_stored(const struct ndup_index *index, struct worker *worker,
    uint32_t number, bool with_spans, struct opened *opened)
{
	const struct vocabulary *vocabulary = &index->vocabulary;
	const struct indexed *is = &opened->is;
	struct read_tokens *read = &worker->read;
	enum ndup_status status;

	status = index_record(worker->view, number, &opened->is);
	if (status != NDUP_OK)
		return status;
	opened->book = find_book(index, worker, is);
	if (opened->book != NULL) {
		read = &opened->book->read;
		status =
		    read_book(vocabulary, worker, is, with_spans, opened->book);
	} else {
		status = read_tokens(vocabulary, worker, is, with_spans, read);
	}
	opened->words = indexed_words(is, read->ids);
	opened->spans = with_spans ? read->spans : NULL;
	return status;
}

enum ndup_status
index_open_article(const struct ndup_index *index, struct worker *worker,
    uint32_t number, bool with_spans, struct opened *opened)
{
	const struct pending_article *held =
	    pending_at(&index->pending, number);
	enum ndup_status status = NDUP_OK;

	*opened = (struct opened){.spans = NULL};
	/* Also one that was killed since: it is compared with for the last
	 * time. */
	if (held != NULL) {
		opened->is = held->is;
		opened->words = held->words;
		opened->spans = held->spans;
		opened->book = find_book(index, worker, &held->is);
	} else {
		status = open_stored(index, worker, number, with_spans, opened);
	}
	if (opened->book != NULL)
		opened->words.name = opened->book->name;
	return status;
}
