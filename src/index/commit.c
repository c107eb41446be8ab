/*
 * commit.c - what is pending becomes part of the store
 *
 * All bytes are made first; the transaction then only puts them, so that it is
 * short and can be run again.
 */
#include "base/error.h"
#include "identity.h"
#include "index.h"
#include "record.h"
#include "tape.h"

struct made {
	struct ndup_index *index;
	struct state state;          /* as it will be */
	struct buffer tokens, texts; /* for the tapes */
	struct buffer records;
	size_t *record_ends; /* in records; of each pending article */
	struct entry *entries, *scratch;
	size_t num_entries;
	uint32_t *numbers; /* scratch, of words */
	size_t numbers_capacity;
};

/* ---- bytes are made ----------------------------------------------------- */

static enum ndup_status
make_tokens(struct made *made, struct pending_article *held)
{
	struct ndup_index *index = made->index;
	const struct words *words = &held->words;
	size_t before = made->tokens.size;

	if (memory_grow(made->numbers, (size_t)words->num + 1) != NDUP_OK ||
	    vocabulary_number(&index->vocabulary, words->ids, words->num,
		made->numbers) != NDUP_OK)
		return NDUP_NOMEM;
	tokens_encode(&made->tokens, made->numbers, held->spans, words->num);
	held->is.tokens =
	    (struct stretch_of_tape){index->state.tokens_end + before,
		(uint32_t)(made->tokens.size - before)};
	held->is.text =
	    (struct stretch_of_tape){index->state.texts_end + made->texts.size,
		(uint32_t)held->text.len};
	buffer_slice(&made->texts, held->text);
	indexed_encode(&held->is, &made->records);
	return NDUP_OK;
}

static void
make_entries(struct made *made, const struct pending_article *held)
{
	uint64_t seed = made->index->meta.params.seed;
	uint64_t keys[IDENTITY_KEYS_MOST];
	unsigned num = identity_keys(seed, &held->is, keys);
	uint32_t number = held->is.number, i;

	for (i = 0; i < held->is.num_keys; i++)
		made->entries[made->num_entries++] =
		    (struct entry){held->keys[i], number};
	for (i = 0; i < num; i++)
		made->entries[made->num_entries++] =
		    (struct entry){keys[i], number};
}

static enum ndup_status
commit_reserve(struct made *made)
{
	const struct pending *pending = &made->index->pending;
	size_t num_keys = 0, i;

	for (i = 0; i < pending->num; i++)
		num_keys += pending->items[i].is.num_keys +
			    identity_num_keys(&pending->items[i].is);
	made->entries = memory_new(num_keys, sizeof *made->entries);
	made->scratch = memory_new(num_keys, sizeof *made->scratch);
	made->record_ends = memory_new(pending->num, sizeof *made->record_ends);
	return made->entries == NULL || made->scratch == NULL ||
		       made->record_ends == NULL
		   ? NDUP_NOMEM
		   : NDUP_OK;
}

/* By key, then by number, in which order they are: a stable sort, first by the
 * highest byte, as sort_entries() wants them. */
static void
sort(struct made *made)
{
	struct entry *items = made->entries, *sorted = made->scratch;
	size_t ends[257] = {0}, i, num;

	for (i = 0; i < made->num_entries; i++)
		ends[(items[i].key >> 56) + 1]++;
	for (i = 0; i < 256; i++)
		ends[i + 1] += ends[i];
	for (i = 0; i < made->num_entries; i++)
		sorted[ends[items[i].key >> 56]++] = items[i];
	for (i = 0, num = 0; i < 256; num = ends[i++])
		sort_entries(sorted + num, items + num, ends[i] - num);
	made->entries = sorted;
	made->scratch = items;
}

static enum ndup_status
commit_make(struct made *made)
{
	struct pending *pending = &made->index->pending;
	struct state *state = &made->state;
	enum ndup_status status = commit_reserve(made);
	struct pending_article *held;
	size_t i;

	*state = made->index->state;
	for (i = 0; i < pending->num && status == NDUP_OK; i++) {
		held = &pending->items[i];
		if (!held->tombstones) {
			status = make_tokens(made, held);
			make_entries(made, held);
			state_note_time(state, &held->is.published);
			state->articles++;
		}
		made->record_ends[i] = made->records.size;
	}
	if (status != NDUP_OK || made->tokens.failed || made->texts.failed ||
	    made->records.failed)
		return NDUP_NOMEM;
	sort(made);
	state->articles -= pending->killed.num;
	state->next_number += (uint32_t)pending->num;
	state->words = made->index->vocabulary.num;
	state->commits++;
	return NDUP_OK;
}

static void
free_made(struct made *made)
{
	buffer_free(&made->tokens);
	buffer_free(&made->texts);
	buffer_free(&made->records);
	memory_free(made->record_ends);
	memory_free(made->entries);
	memory_free(made->scratch);
	memory_free(made->numbers);
}

/* ---- bytes are put ------------------------------------------------------ */

static enum ndup_status
put_articles(struct txn *txn, const struct made *made)
{
	const struct pending *pending = &made->index->pending;
	enum ndup_status status = NDUP_OK;
	struct number_key key;
	struct ndup_slice record;
	size_t i, begin = 0;

	for (i = 0; i < pending->num && status == NDUP_OK; i++) {
		record = (struct ndup_slice){
		    made->records.data + begin, made->record_ends[i] - begin};
		begin = made->record_ends[i];
		if (pending->items[i].tombstones)
			continue;
		status = txn_put(txn, STORE_RECORDS,
		    store_number(&key, pending->items[i].is.number), record);
	}
	return status;
}

enum ndup_status
index_drop_article(struct txn *txn, uint32_t number)
{
	struct number_key key;
	struct ndup_slice at = store_number(&key, number);
	enum ndup_status status = txn_delete(txn, STORE_RECORDS, at);

	if (status != NDUP_OK)
		return status;
	return txn_put(txn, STORE_DEAD, at, (struct ndup_slice){"", 0});
}

static enum ndup_status
drop_killed(struct txn *txn, const struct pending *pending)
{
	enum ndup_status status = NDUP_OK;
	size_t i;

	for (i = 0; i < pending->killed.num && status == NDUP_OK; i++)
		status = index_drop_article(txn, pending->killed.items[i]);
	return status == NDUP_END ? NDUP_INPUT : status;
}

static enum ndup_status
put_tapes(struct txn *txn, struct made *made, struct state *state)
{
	const struct ndup_slice tokens = {made->tokens.data, made->tokens.size};
	const struct ndup_slice texts = {made->texts.data, made->texts.size};
	enum ndup_status status;

	status = log_append(txn, STORE_TOKENS, &state->tokens_end, tokens);
	if (status != NDUP_OK)
		return status;
	return log_append(txn, STORE_TEXTS, &state->texts_end, texts);
}

static enum ndup_status
commit_put(struct txn *txn, void *ctx)
{
	struct made *made = ctx;
	struct ndup_index *index = made->index;
	struct state state = made->state;
	enum ndup_status status;

	status = put_articles(txn, made);
	if (status == NDUP_OK)
		status = drop_killed(txn, &index->pending);
	if (status == NDUP_OK)
		status = put_tapes(txn, made, &state);
	if (status == NDUP_OK)
		status = vocabulary_write(&index->vocabulary, txn);
	if (status == NDUP_OK && made->num_entries > 0)
		status = postings_append(txn, made->entries, made->num_entries);
	if (status == NDUP_OK)
		status = notes_write(&index->notes, txn);
	return status == NDUP_OK ? state_write(&state, txn) : status;
}

/* ---- the call ----------------------------------------------------------- */

/* What is in the store is so: nothing can fail any more. */
static void
commit_settle(struct ndup_index *index, const struct made *made)
{
	struct pending *pending = &index->pending;
	size_t i;

	index->state = made->state;
	index->state.tokens_end += made->tokens.size;
	index->state.texts_end += made->texts.size;
	vocabulary_committed(&index->vocabulary);
	phrases_commit(&index->phrases, pending);
	for (i = 0; i < pending->killed.num; i++)
		id_set_put(&index->tombstones, pending->killed.items[i]);
	pending_clear(pending, index->state.next_number);
	notes_clear(&index->notes);
}

static enum ndup_status
commit(struct ndup_index *index, struct ndup_error *error)
{
	struct made made = {.index = index};
	enum ndup_status status = commit_make(&made);

	if (status == NDUP_OK)
		status = id_set_reserve(
		    &index->tombstones, index->pending.killed.num);
	if (status != NDUP_OK)
		status = error_memory(error);
	else
		do
			status = index_write(index->store, index->folder,
			    commit_put, &made, error);
		while (status == NDUP_NOMEM && store_grow(index->store));
	if (status == NDUP_OK)
		commit_settle(index, &made);
	free_made(&made);
	return status;
}

static enum ndup_status
merge_keys(struct ndup_index *index, struct ndup_error *error)
{
	struct ndup_error own = {.status = NDUP_OK};
	enum ndup_status status = postings_merge(index->store, &own);

	index->unmerged = status != NDUP_OK;
	if (status == NDUP_OK)
		return NDUP_OK;
	error_set(error, status,
	    "all is in the index, but its keys could not be merged: %s",
	    own.status != NDUP_OK ? own.text : ndup_status_name(status));
	if (error != NULL)
		error->sys = own.sys;
	return status;
}

enum ndup_status
ndup_index_commit(struct ndup_index *index, struct ndup_error *error)
{
	const struct pending *pending = &index->pending;
	enum ndup_status status = NDUP_OK;
	bool changed =
	    pending->num > 0 || pending->killed.num > 0 || index->notes.num > 0;

	if (index->access == NDUP_READ)
		return error_set(error, NDUP_PARAM,
		    "%s is open for reading: nothing can be committed",
		    index->folder);
	if (index->failed != NDUP_OK)
		return error_set(error, index->failed,
		    "an earlier call failed: close the index and open it "
		    "again");
	if (changed)
		status = commit(index, error);
	if (status == NDUP_OK && (changed || index->unmerged))
		status = merge_keys(index, error);
	return status;
}
