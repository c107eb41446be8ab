/*
 * add.c - articles at hand -> verdicts: the calls that compare
 */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

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

/* Where one of the store was found: what is pending, or no more, comes before
 * it. */
static uint32_t
number_by_now(const struct ndup_index *index,
    const struct pending_article *held, uint32_t stored)
{
	if (held != NULL)
		return held->is.number;
	return stored == NO_NUMBER || id_set_has(&index->pending.killed, stored)
		   ? NO_NUMBER
		   : stored;
}

/* The articles of the query's id as they are by now. */
static void
find_same_id(const struct ndup_index *index, struct query *query)
{
	const struct pending *pending = &index->pending;
	const struct indexed *is = &query->held.is;

	query->same_id =
	    number_by_now(index, pending_find(pending, is->id), query->same_id);
	query->held.is.number = query->same_id;
	query->same_content = number_by_now(index,
	    pending_find_content(pending, is->id, is->content),
	    query->same_content);
	if (query->same_content != NO_NUMBER)
		query->under_id = UNDER_ID_CONTENT;
	else if (query->same_id != NO_NUMBER)
		query->under_id = UNDER_ID_OTHER;
}

/* Leaves the articles of its own id out of the candidates. */
static void
drop_own(struct query *query)
{
	size_t num_left = 0, next = query->num_own, i;

	for (i = 0; i < query->num_candidates; i++) {
		if (next > 0 && query->candidates[i] == query->own[next - 1])
			next--;
		else
			query->candidates[num_left++] = query->candidates[i];
	}
	assert(next == 0);
	query->num_candidates = num_left;
}

/* Whether it is a version of what its id has. */
static enum ndup_status
find_versions(struct adding *adding, struct query *query)
{
	struct ndup_index *index = adding->index;
	enum ndup_status status;

	if (query->under_id == UNDER_ID_NOTHING)
		return NDUP_OK;
	if ((status = index_list_own(index, query)) != NDUP_OK)
		return status;
	if (adding->is_query)
		drop_own(query);
	if (query->under_id == UNDER_ID_CONTENT)
		return NDUP_OK;
	status = index_list_versions(index, query);
	if (status == NDUP_OK && query->num_own > 0)
		query->under_id = UNDER_ID_VERSION;
	return status;
}

/* What is known is compared with what came before it. */
static enum ndup_status
place_known(struct ndup_index *index, struct query *query)
{
	query->held.is.number = query->same_content;
	return index_sift(index, query, query->same_content);
}

/* Older versions are no more; they are compared with once more. */
static enum ndup_status
replace_versions(struct ndup_index *index, const struct query *query)
{
	enum ndup_status status = NDUP_OK;
	size_t i;

	for (i = 0; i < query->num_own && status == NDUP_OK; i++) {
		status = index_note_death(index, query->own[i]);
		if (status == NDUP_OK)
			status = pending_kill(&index->pending, query->own[i]);
	}
	return status;
}

static enum ndup_status
place(struct adding *adding, struct query *query)
{
	struct ndup_index *index = adding->index;
	enum ndup_status status;

	if (!adding->is_query && query->under_id == UNDER_ID_CONTENT)
		return place_known(index, query);
	status = index_sift(index, query, NO_NUMBER);
	if (status == NDUP_OK)
		status = find_versions(adding, query);
	if (status != NDUP_OK || adding->is_query)
		return status;
	status = pending_add(&index->pending, &query->held);
	return status == NDUP_OK ? replace_versions(index, query) : status;
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
		status = place(adding, query);
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

/* The story that it goes on with, or an empty one: that of the same content, or
 * of the version that it replaces. */
static struct ndup_slice
story_by_id(const struct ndup_index *index, const struct query *query)
{
	uint32_t number = query->same_content;
	const struct pending_article *held;

	if (number == NO_NUMBER && query->num_own > 0)
		number = query->own[0];
	if (number == NO_NUMBER)
		return (struct ndup_slice){NULL, 0};
	held = pending_at(&index->pending, number);
	return held == NULL ? query->story : held->is.story;
}

/* A story of its own for an article whose id is that of another text: there may
 * be a story of that name. */
static enum ndup_status
name_story(struct query *query, struct ndup_slice *story)
{
	enum { HASH_SIZE = 18 };
	struct ndup_slice id = query->held.is.id;
	char *name = arena_alloc(&query->answer, id.len + HASH_SIZE);

	if (name == NULL)
		return NDUP_NOMEM;
	memcpy(name, id.ptr, id.len);
	snprintf(
	    name + id.len, HASH_SIZE, "#%016" PRIx64, query->held.is.content);
	*story = (struct ndup_slice){name, id.len + HASH_SIZE - 1};
	return NDUP_OK;
}

/* Where no other article says which story it is of, its id names it. */
static enum ndup_status
find_story(const struct ndup_index *index, struct query *query,
    struct ndup_slice *story)
{
	struct ndup_slice by_id = story_by_id(index, query);

	if (by_id.len > 0)
		*story = by_id;
	else if (query->num_matches == 0 && query->under_id == UNDER_ID_OTHER)
		return name_story(query, story);
	return arena_take(&query->answer, *story, story) ? NDUP_OK : NDUP_NOMEM;
}

/* The pending article that the query has become. */
static struct pending_article *
own_held(struct adding *adding, const struct query *query)
{
	struct pending_article *held;

	if (adding->is_query || query->under_id == UNDER_ID_CONTENT)
		return NULL;
	held = pending_at(&adding->index->pending, query->held.is.number);
	assert(held != NULL);
	return held;
}

/* What the verdict says of the id. */
static enum ndup_status
judge_id(struct query *query, struct ndup_verdict *verdict)
{
	verdict->id_taken = query->under_id == UNDER_ID_OTHER;
	verdict->id = arena_copy(&query->answer, query->held.is.id);
	verdict->replaces = (struct ndup_slice){NULL, 0};
	if (verdict->id_taken || query->under_id == UNDER_ID_VERSION)
		verdict->replaces = verdict->id;
	return verdict->id.ptr == NULL ? NDUP_NOMEM : NDUP_OK;
}

static enum ndup_status
judge_batch(
    struct adding *adding, struct query *query, struct ndup_verdict *verdict)
{
	struct ndup_index *index = adding->index;
	struct pending_article *held = own_held(adding, query);

	if (fill_stories(index, query) != NDUP_OK)
		return NDUP_NOMEM;
	verdict_judge(&query->held.is, query->under_id, query->matches,
	    query->num_matches, verdict);
	verdict->num_compared = (uint32_t)query->num_candidates;
	verdict->crowded = query->crowded;
	verdict->num_words = words_rounded(query->held.is.half_words);
	verdict->new_words = query->new_words;
	verdict->ignored_words = query->ignored_words;
	if (judge_id(query, verdict) != NDUP_OK ||
	    find_story(index, query, &verdict->story) != NDUP_OK)
		return NDUP_NOMEM;
	if (held != NULL)
		held->is.story = arena_copy(&held->arena, verdict->story);
	return held != NULL && held->is.story.ptr == NULL ? NDUP_NOMEM
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
