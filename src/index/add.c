/*
 * add.c - articles at hand -> verdicts: the calls that compare
 */
#include <assert.h>

#include "base/error.h"
#include "index.h"
#include "novelty.h"

/* One call. */
struct adding {
	struct ndup_index *index;
	bool is_query; /* adds nothing */
	enum ndup_passages_of of;
};

/* ---- in order: the place of each among the pending ---------------------- */

/* The article of the query's id as it is by now. */
static void
find_same_id(const struct ndup_index *index, struct query *query)
{
	const struct pending_article *held =
	    pending_find(&index->pending, query->held.is.id);

	if (held != NULL) {
		query->same_id = held->is.number;
		query->content = held->is.content;
	} else if (query->same_id != NO_NUMBER &&
		   id_set_has(&index->pending.killed, query->same_id)) {
		query->same_id = NO_NUMBER;
	}
	query->known = query->same_id != NO_NUMBER &&
		       query->content == query->held.is.content;
}

static enum ndup_status
place_query(struct ndup_index *index, struct query *query)
{
	query->held.is.number = query->same_id;
	return index_sift(index, query, query->same_id, NO_NUMBER);
}

/* Puts an article among the pending, unless it is known. */
static enum ndup_status
place(struct ndup_index *index, struct query *query)
{
	struct pending *pending = &index->pending;
	enum ndup_status status;
	uint32_t below = NO_NUMBER;

	if (query->known)
		below = query->same_id;
	status = index_sift(index, query, NO_NUMBER, below);
	if (query->known || status != NDUP_OK) {
		query->held.is.number = query->same_id;
		return status;
	}
	status = pending_add(pending, &query->held);
	if (status != NDUP_OK || query->same_id == NO_NUMBER)
		return status;
	status = index_note_death(index, query->same_id);
	return status == NDUP_OK ? pending_kill(pending, query->same_id)
				 : status;
}

static enum ndup_status
place_all(struct adding *adding)
{
	struct ndup_index *index = adding->index;
	enum ndup_status status = NDUP_OK;
	struct query *query;
	size_t i;

	for (i = 0; i < index->num_queries && status == NDUP_OK; i++) {
		query = &index->queries[i];
		find_same_id(index, query);
		status = adding->is_query ? place_query(index, query)
					  : place(index, query);
	}
	return status;
}

/* ---- in order: what each is --------------------------------------------- */

/* Stories of matches that were given in this call. */
static enum ndup_status
fill_stories(const struct ndup_index *index, struct query *query)
{
	const struct pending_article *held;
	struct ndup_earlier *match;
	size_t i;

	for (i = 0; i < query->num_matches; i++) {
		match = &query->matches[i];
		held = pending_at(&index->pending, match->match.b);
		if (held == NULL)
			continue;
		match->story = arena_copy(&query->answer, held->is.story);
		if (match->story.ptr == NULL)
			return NDUP_NOMEM;
	}
	return NDUP_OK;
}

/* The story that an article of this id has: versions share one. */
static struct ndup_slice
story_of_id(const struct ndup_index *index, const struct query *query)
{
	const struct pending_article *held;

	if (query->same_id == NO_NUMBER)
		return (struct ndup_slice){NULL, 0};
	held = pending_at(&index->pending, query->same_id);
	return held == NULL ? query->story : held->is.story;
}

/* The pending article that the query has become. */
static struct pending_article *
own_held(struct adding *adding, const struct query *query)
{
	struct pending_article *held;

	if (adding->is_query || query->known)
		return NULL;
	held = pending_at(&adding->index->pending, query->held.is.number);
	assert(held != NULL);
	return held;
}

static enum ndup_status
judge_batch(
    struct adding *adding, struct query *query, struct ndup_verdict *verdict)
{
	struct ndup_index *index = adding->index;
	struct pending_article *held = own_held(adding, query);
	struct ndup_slice story;

	if (fill_stories(index, query) != NDUP_OK)
		return NDUP_NOMEM;
	verdict_judge(&query->held.is, query->known, query->matches,
	    query->num_matches, verdict);
	verdict->num_compared = (uint32_t)query->num_candidates;
	verdict->crowded = query->crowded;
	verdict->num_words = words_rounded(query->held.is.half_words);
	verdict->new_words = query->new_words;
	verdict->ignored_words = query->ignored_words;
	verdict->id = arena_copy(&query->answer, query->held.is.id);
	story = story_of_id(index, query);
	if (story.len == 0)
		story = verdict->story;
	verdict->story = arena_copy(&query->answer, story);
	if (held != NULL)
		held->is.story = arena_copy(&held->arena, story);
	return verdict->id.ptr == NULL || verdict->story.ptr == NULL ||
		       (held != NULL && held->is.story.ptr == NULL)
		   ? NDUP_NOMEM
		   : NDUP_OK;
}

static enum ndup_status
judge_all(struct adding *adding, struct ndup_verdict *verdicts)
{
	struct ndup_index *index = adding->index;
	enum ndup_status status = NDUP_OK;
	size_t i;

	for (i = 0; i < index->num_queries && status == NDUP_OK; i++)
		status = judge_batch(adding, &index->queries[i], &verdicts[i]);
	return status;
}

/* ---- on all threads ----------------------------------------------------- */

static enum ndup_status
batch_look_up(void *ctx, size_t item, unsigned thread)
{
	struct adding *adding = ctx;
	struct ndup_index *index = adding->index;

	return index_look_up(index, &index->workers[thread],
	    &index->queries[item], adding->is_query);
}

static enum ndup_status
batch_compare(void *ctx, size_t item, unsigned thread)
{
	struct adding *adding = ctx;
	struct ndup_index *index = adding->index;

	return index_compare(
	    index, &index->workers[thread], &index->queries[item], adding->of);
}

static enum ndup_status
each(struct adding *adding, pool_item *run_batch)
{
	const struct pool_loop loop = {run_batch, NULL, adding, NULL};
	struct ndup_index *index = adding->index;

	return pool_each(index->pool, &loop, index->num_queries);
}

/* ---- the calls ---------------------------------------------------------- */

static enum ndup_status
batch_check(const struct ndup_index *index,
    const struct ndup_document *documents, size_t num, struct ndup_error *error)
{
	size_t i;

	if (index->failed != NDUP_OK)
		return error_set(error, index->failed,
		    "an earlier call failed: close the index and open it "
		    "again");
	if (num > NUMBERS_MOST - index->pending.num - index->state.next_number)
		return error_set(error, NDUP_INPUT, "the index is full");
	for (i = 0; i < num; i++) {
		if (documents[i].text.len >= UINT32_MAX)
			return error_set(error, NDUP_INPUT,
			    "a text has %zu bytes: fewer than 4 GB is right",
			    documents[i].text.len);
	}
	return NDUP_OK;
}

/* One query for each document; others are kept for later. */
static enum ndup_status
queries_begin(
    struct ndup_index *index, const struct ndup_document *documents, size_t num)
{
	struct query *queries;
	size_t i;

	for (i = num; i < index->num_queries; i++)
		query_free(&index->queries[i]);
	if (num > index->num_queries) {
		if ((queries = memory_new(num, sizeof *queries)) == NULL)
			return NDUP_NOMEM;
		for (i = 0; i < index->num_queries; i++)
			queries[i] = index->queries[i];
		memory_free(index->queries);
		index->queries = queries;
	}
	index->num_queries = num;
	for (i = 0; i < num; i++)
		query_take(&index->queries[i], &documents[i]);
	return NDUP_OK;
}

static enum ndup_status
run_batch(struct adding *adding, struct ndup_verdict *verdicts)
{
	struct ndup_index *index = adding->index;
	enum ndup_status status;

	if ((status = each(adding, batch_look_up)) != NDUP_OK)
		return status;
	status = place_all(adding);
	if (status == NDUP_OK)
		status = each(adding, batch_compare);
	if (status == NDUP_OK)
		status = judge_all(adding, verdicts);
	if (!adding->is_query)
		index->failed = status;
	return status;
}

static enum ndup_status
judge_documents(struct adding *adding, const struct ndup_document *documents,
    size_t num, struct ndup_verdict *verdicts, struct ndup_error *error)
{
	struct ndup_index *index = adding->index;
	size_t num_views = pool_num_threads(index->pool);
	enum ndup_status status = batch_check(index, documents, num, error);

	if (status != NDUP_OK || num == 0)
		return status;
	if (queries_begin(index, documents, num) != NDUP_OK)
		return error_memory(error);
	status = index_begin_views(index, num_views, error);
	if (status != NDUP_OK)
		return status;
	status = run_batch(adding, verdicts);
	return index_end_views(index, num_views, status, error);
}

enum ndup_status
ndup_index_add(struct ndup_index *index, const struct ndup_document *documents,
    size_t num, enum ndup_passages_of of, struct ndup_verdict *verdicts,
    struct ndup_error *error)
{
	struct adding adding = {index, false, of};

	return judge_documents(&adding, documents, num, verdicts, error);
}

enum ndup_status
ndup_index_query(struct ndup_index *index,
    const struct ndup_document *documents, size_t num, enum ndup_passages_of of,
    struct ndup_verdict *verdicts, struct ndup_error *error)
{
	struct adding adding = {index, true, of};

	return judge_documents(&adding, documents, num, verdicts, error);
}

size_t
ndup_index_pending(const struct ndup_index *index)
{
	return index->pending.num;
}
