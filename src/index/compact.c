/*
 * compact.c - drops what is out of the window, and what removed articles left
 *
 *   articles out of the window -> removed -> keys merged without those of
 *   removed ones -> tapes written anew -> the file written anew
 *
 * All in pieces, each a commit that leaves the index whole: it can be cut short
 * at any moment, and readers go on meanwhile.
 */
#include <stdlib.h>
#include <time.h>

#include "base/error.h"
#include "index.h"
#include "tape.h"

enum { PIECE = 1024 }; /* articles in a transaction */

/* What is to be moved. */
struct record_place {
	uint64_t tokens, texts; /* where they begin; or the end, of none */
	uint32_t number;
};

struct compacting {
	struct ndup_index *index;
	struct state state;
	int64_t oldest; /* in the window */
	uint32_t *old;  /* articles that are not */
	size_t num_old, old_capacity;
	struct record_place *places; /* of all others */
	size_t num_places, places_capacity;
	uint64_t live; /* bytes on tapes */
	size_t done;
	uint64_t tokens_begin, texts_begin; /* of what is left on the tapes */
};

/* ---- what there is ------------------------------------------------------ */

static enum ndup_status
note_article(struct compacting *c, const struct indexed *article)
{
	const struct ndup_time *time = &article->published;

	if (time->precision != NDUP_TIME_UNKNOWN && time->seconds < c->oldest) {
		if (memory_grow(c->old, c->num_old + 1) != NDUP_OK)
			return NDUP_NOMEM;
		c->old[c->num_old++] = article->number;
		return NDUP_OK;
	}
	if (memory_grow(c->places, c->num_places + 1) != NDUP_OK)
		return NDUP_NOMEM;
	c->places[c->num_places++] = (struct record_place){
	    article->tokens.at, article->text.at, article->number};
	c->live += article->tokens.size + article->text.size;
	state_note_time(&c->state, time);
	return NDUP_OK;
}

static enum ndup_status
note_stored(void *ctx, struct ndup_slice key, struct ndup_slice value)
{
	struct indexed article;

	return indexed_decode(value, store_number_of(key), &article)
		   ? note_article(ctx, &article)
		   : NDUP_INPUT;
}

/* The end of a tape's first page that is there. */
static enum ndup_status
find_begin(struct txn *view, enum store_table table, uint64_t *begin)
{
	struct ndup_slice key, value;
	struct cursor *cursor;
	enum ndup_status status;

	*begin = 0;
	status = cursor_open(&cursor, view, table, (struct ndup_slice){"", 0});
	if (status == NDUP_OK)
		status = cursor_next(cursor, &key, &value);
	if (status == NDUP_OK)
		*begin = (uint64_t)store_number_of(key) * TAPE_PAGE;
	cursor_close(cursor);
	return status == NDUP_END ? NDUP_OK : status;
}

static enum ndup_status
look_at_article(struct compacting *c, struct ndup_error *error)
{
	struct ndup_index *index = c->index;
	const struct state *state = &index->state;
	enum ndup_status status = index_begin_views(index, 1, error);
	int64_t now = (int64_t)time(NULL), latest;
	struct txn *view = index->views[0];

	if (status != NDUP_OK)
		return status;
	latest = state->last.seconds < now ? state->last.seconds : now;
	c->oldest = INT64_MIN;
	if (index->meta.options.window >= 0 &&
	    state->last.precision != NDUP_TIME_UNKNOWN)
		c->oldest = latest - index->meta.options.window;
	status = txn_each(view, STORE_RECORDS, note_stored, c);
	if (status == NDUP_OK)
		status = find_begin(view, STORE_TOKENS, &c->tokens_begin);
	if (status == NDUP_OK)
		status = find_begin(view, STORE_TEXTS, &c->texts_begin);
	return index_end_views(index, 1, status, error);
}

/* ---- articles out of the window ----------------------------------------- */

static enum ndup_status
drop_piece(struct txn *txn, void *ctx)
{
	const struct compacting *c = ctx;
	struct state state = c->index->state;
	enum ndup_status status = NDUP_OK;
	size_t i;

	for (i = c->done; i < c->num_old && i < c->done + PIECE; i++) {
		status = index_drop_article(txn, c->old[i]);
		if (status != NDUP_OK)
			return status == NDUP_END ? NDUP_INPUT : status;
	}
	state.articles -= i - c->done;
	state.first = c->state.first;
	state.last = c->state.last;
	return state_write(&state, txn);
}

static enum ndup_status
drop_old(struct compacting *c, struct ndup_error *error)
{
	struct ndup_index *index = c->index;
	enum ndup_status status = NDUP_OK;
	size_t num;

	while (c->done < c->num_old && status == NDUP_OK) {
		num = c->num_old - c->done;
		if (num > PIECE)
			num = PIECE;
		status = index_write(
		    index->store, index->folder, drop_piece, c, error);
		if (status == NDUP_OK)
			index->state.articles -= num;
		c->done += num;
	}
	index->state.first = c->state.first;
	index->state.last = c->state.last;
	c->done = 0;
	return status;
}

/* ---- keys --------------------------------------------------------------- */

static enum ndup_status
forget_dead(struct txn *txn, void *ctx)
{
	const struct ndup_slice from = {"", 0};
	struct ndup_slice key, value;
	struct number_key copy;
	struct cursor *cursor;
	enum ndup_status status;

	(void)ctx;
	for (;;) {
		status = cursor_open(&cursor, txn, STORE_DEAD, from);
		if (status != NDUP_OK)
			return status;
		status = cursor_next(cursor, &key, &value);
		if (status == NDUP_OK)
			key = store_number(&copy, store_number_of(key));
		cursor_close(cursor);
		if (status == NDUP_OK)
			status = txn_delete(txn, STORE_DEAD, key);
		if (status != NDUP_OK)
			return status == NDUP_END ? NDUP_OK : status;
	}
}

static enum ndup_status
clean_keys(struct compacting *c, struct ndup_error *error)
{
	struct ndup_index *index = c->index;
	enum ndup_status status = postings_merge_all(index->store, error);

	if (status != NDUP_OK)
		return status;
	return index_write(
	    index->store, index->folder, forget_dead, NULL, error);
}

/* ---- tapes -------------------------------------------------------------- */

static int
record_by_place(const void *left, const void *right)
{
	const struct record_place *x = left, *y = right;

	if (x->tokens != y->tokens)
		return x->tokens < y->tokens ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

static enum ndup_status
copy_on_tape(struct txn *txn, enum store_table table,
    struct stretch_of_tape *from, uint64_t *end, struct buffer *bytes)
{
	struct stretch_of_tape to = {*end, from->size};
	enum ndup_status status;

	buffer_clear(bytes);
	status = log_read(txn, table, from->at, from->size, bytes);
	if (status == NDUP_OK)
		status = log_append(txn, table, end,
		    (struct ndup_slice){bytes->data, from->size});
	*from = to;
	return status;
}

/* Moves an article's bytes to the end of the tapes. */
static enum ndup_status
move_article(
    struct compacting *c, struct txn *txn, uint32_t number, struct state *state)
{
	struct buffer *bytes = &c->index->document, record = {0};
	struct indexed article;
	struct number_key key;
	enum ndup_status status = index_record(txn, number, &article);

	/* The record has to outlive the changes. */
	if (status == NDUP_OK)
		indexed_encode(&article, &record);
	if (status == NDUP_OK &&
	    (record.failed ||
		!indexed_decode((struct ndup_slice){record.data, record.size},
		    number, &article)))
		status = NDUP_NOMEM;
	if (status == NDUP_OK)
		status = copy_on_tape(txn, STORE_TOKENS, &article.tokens,
		    &state->tokens_end, bytes);
	if (status == NDUP_OK)
		status = copy_on_tape(
		    txn, STORE_TEXTS, &article.text, &state->texts_end, bytes);
	if (status == NDUP_OK) {
		buffer_clear(bytes);
		indexed_encode(&article, bytes);
		status = txn_put(txn, STORE_RECORDS, store_number(&key, number),
		    (struct ndup_slice){bytes->data, bytes->size});
	}
	buffer_free(&record);
	return status;
}

static enum ndup_status
move_piece(struct txn *txn, void *ctx)
{
	struct compacting *c = ctx;
	struct state *state = &c->state;
	enum ndup_status status = NDUP_OK;
	size_t end = c->done + PIECE, i;

	if (end > c->num_places)
		end = c->num_places;
	for (i = c->done; i < end && status == NDUP_OK; i++)
		status = move_article(c, txn, c->places[i].number, state);
	if (status == NDUP_OK)
		status = log_drop(
		    txn, STORE_TOKENS, c->tokens_begin, c->places[end].tokens);
	if (status == NDUP_OK)
		status = log_drop(
		    txn, STORE_TEXTS, c->texts_begin, c->places[end].texts);
	return status == NDUP_OK ? state_write(state, txn) : status;
}

/* The end of the tapes begins a new page; behind the last place that is where
 * all has been moved. */
static enum ndup_status
end_places(struct compacting *c)
{
	uint64_t *ends[] = {&c->state.tokens_end, &c->state.texts_end};
	uint64_t texts;
	size_t i;

	for (i = 0; i < 2; i++)
		*ends[i] = (*ends[i] + TAPE_PAGE - 1) / TAPE_PAGE * TAPE_PAGE;
	if (memory_grow(c->places, c->num_places + 1) != NDUP_OK)
		return NDUP_NOMEM;
	c->places[c->num_places] =
	    (struct record_place){c->state.tokens_end, c->state.texts_end, 0};
	/* Nothing of a page is left from a place on if nothing is behind it. */
	texts = c->state.texts_end;
	for (i = c->num_places; i-- > 0;) {
		if (c->places[i].texts < texts)
			texts = c->places[i].texts;
		c->places[i].texts = texts;
	}
	return NDUP_OK;
}

static enum ndup_status
move_all(struct compacting *c, struct ndup_error *error)
{
	enum ndup_status status = NDUP_OK;
	uint64_t first, last;

	first = c->tokens_begin + c->texts_begin;
	last = c->index->state.tokens_end + c->index->state.texts_end;
	if (last - first < c->live + 2 * TAPE_PAGE)
		return NDUP_OK; /* there is nothing to win */
	if (c->num_places > 0)
		qsort(c->places, c->num_places, sizeof *c->places,
		    record_by_place);
	c->state = c->index->state;
	if (end_places(c) != NDUP_OK)
		return error_memory(error);
	do {
		status = index_write(
		    c->index->store, c->index->folder, move_piece, c, error);
		c->index->state = c->state;
		c->done += PIECE;
		if (c->done > c->num_places)
			c->done = c->num_places;
		c->tokens_begin =
		    c->places[c->done].tokens / TAPE_PAGE * TAPE_PAGE;
		c->texts_begin =
		    c->places[c->done].texts / TAPE_PAGE * TAPE_PAGE;
	} while (status == NDUP_OK && c->done < c->num_places);
	return status;
}

/* ---- all of it ---------------------------------------------------------- */

static enum ndup_status
compact(struct compacting *c, struct ndup_error *error)
{
	enum ndup_status status = look_at_article(c, error);

	if (status == NDUP_OK)
		status = drop_old(c, error);
	if (status == NDUP_OK)
		status = clean_keys(c, error);
	if (status == NDUP_OK)
		status = move_all(c, error);
	if (status == NDUP_OK)
		status = store_compact(c->index->store, error);
	return status;
}

enum ndup_status
ndup_index_compact(
    struct ndup_index *index, uint64_t *num_dropped, struct ndup_error *error)
{
	struct compacting compacting = {.index = index};
	enum ndup_status status = ndup_index_commit(index, error);

	*num_dropped = 0;
	if (status != NDUP_OK)
		return status;
	status = compact(&compacting, error);
	*num_dropped = compacting.num_old;
	memory_free(compacting.old);
	memory_free(compacting.places);
	index->seen = 0; /* all is read anew with the next view */
	if (status != NDUP_OK)
		index->failed = status;
	return status;
}
