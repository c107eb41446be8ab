/*
 * add.c - articles at hand -> verdicts: the calls that compare
 */
#include <stdlib.h>

#include "base/error.h"
#include "index.h"
#include "novelty.h"

/* One call. */
struct adding {
	struct ndup_index *index;
	bool query; /* adds nothing */
	enum ndup_passages_of of;
};

/* ---- in order: the place of each among the pending ---------------------- */

/* The article of the trial's id as it is by now. */
static void
find_same_id(const struct ndup_index *index, struct trial *trial)
{
	const struct held_article *held =
	    pending_find(&index->pending, trial->held.is.id);

	if (held != NULL) {
		trial->same_id = held->is.number;
		trial->content = held->is.content;
	} else if (trial->same_id != NO_NUMBER &&
		   numbers_has(&index->pending.killed, trial->same_id)) {
		trial->same_id = NO_NUMBER;
	}
	trial->known = trial->same_id != NO_NUMBER &&
		       trial->content == trial->held.is.content;
}

static enum ndup_status
place_query(struct ndup_index *index, struct trial *trial)
{
	trial->held.is.number = trial->same_id;
	return index_sift(index, trial, trial->same_id, NO_NUMBER);
}

/* Puts an article among the pending, unless it is known. */
static enum ndup_status
place(struct ndup_index *index, struct trial *trial)
{
	struct pending *pending = &index->pending;
	enum ndup_status status;
	uint32_t below = NO_NUMBER;

	if (trial->known)
		below = trial->same_id;
	status = index_sift(index, trial, NO_NUMBER, below);
	if (trial->known || status != NDUP_OK) {
		trial->held.is.number = trial->same_id;
		return status;
	}
	status = pending_add(pending, &trial->held);
	if (status == NDUP_OK && trial->same_id != NO_NUMBER)
		status = pending_kill(pending, trial->same_id);
	return status;
}

static enum ndup_status
place_all(struct adding *adding)
{
	struct ndup_index *index = adding->index;
	enum ndup_status status = NDUP_OK;
	struct trial *trial;
	size_t i;

	for (i = 0; i < index->num_trials && status == NDUP_OK; i++) {
		trial = &index->trials[i];
		find_same_id(index, trial);
		status = adding->query ? place_query(index, trial)
				       : place(index, trial);
	}
	return status;
}

/* ---- in order: what each is --------------------------------------------- */

/* Stories of matches that were given in this call. */
static enum ndup_status
fill_stories(const struct ndup_index *index, struct trial *trial)
{
	const struct pending *pending = &index->pending;
	struct ndup_earlier *match;
	size_t i;

	for (i = 0; i < trial->num_matches; i++) {
		match = &trial->matches[i];
		if (match->match.b < pending->first_number)
			continue;
		match->story = arena_copy(&trial->answer,
		    pending->items[match->match.b - pending->first_number]
			.is.story);
		if (match->story.ptr == NULL)
			return NDUP_NOMEM;
	}
	return NDUP_OK;
}

/* The story that an article of this id has: versions share one. */
static struct ndup_slice
story_of_id(const struct ndup_index *index, const struct trial *trial)
{
	const struct pending *pending = &index->pending;

	if (trial->same_id == NO_NUMBER)
		return (struct ndup_slice){NULL, 0};
	if (trial->same_id < pending->first_number)
		return trial->story;
	return pending->items[trial->same_id - pending->first_number].is.story;
}

/* The pending article that the trial has become. */
static struct held_article *
own_held(struct adding *adding, const struct trial *trial)
{
	struct pending *pending = &adding->index->pending;

	if (adding->query || trial->known)
		return NULL;
	return &pending->items[trial->held.is.number - pending->first_number];
}

static enum ndup_status
judge_batch(
    struct adding *adding, struct trial *trial, struct ndup_verdict *verdict)
{
	struct ndup_index *index = adding->index;
	struct held_article *held = own_held(adding, trial);
	struct ndup_slice story;

	if (fill_stories(index, trial) != NDUP_OK)
		return NDUP_NOMEM;
	verdict_judge(&trial->held.is, trial->matches, trial->num_matches,
	    &index->meta.params, verdict);
	verdict->known = trial->known;
	verdict->num_compared = (uint32_t)trial->num_candidates;
	verdict->crowded = trial->crowded;
	verdict->num_words = (trial->held.is.half_words + 1) / 2;
	verdict->new_words = trial->new_words;
	verdict->id = arena_copy(&trial->answer, trial->held.is.id);
	story = story_of_id(index, trial);
	if (story.len == 0)
		story = verdict->story;
	verdict->story = arena_copy(&trial->answer, story);
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

	for (i = 0; i < index->num_trials && status == NDUP_OK; i++)
		status = judge_batch(adding, &index->trials[i], &verdicts[i]);
	return status;
}

/* ---- on all threads ----------------------------------------------------- */

static enum ndup_status
batch_look_up(void *ctx, size_t item, unsigned thread)
{
	struct adding *adding = ctx;
	struct ndup_index *index = adding->index;

	return index_look_up(index, &index->workers[thread],
	    &index->trials[item], adding->query);
}

static enum ndup_status
batch_compare(void *ctx, size_t item, unsigned thread)
{
	struct adding *adding = ctx;
	struct ndup_index *index = adding->index;

	return index_compare(
	    index, &index->workers[thread], &index->trials[item], adding->of);
}

static enum ndup_status
each(struct adding *adding, pool_item *run_batch)
{
	const struct pool_loop loop = {run_batch, NULL, adding, NULL};
	struct ndup_index *index = adding->index;

	return pool_each(index->pool, &loop, index->num_trials);
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

/* One trial for each document; others are kept for later. */
static enum ndup_status
begin_trials(
    struct ndup_index *index, const struct ndup_document *documents, size_t num)
{
	struct trial *trials;
	size_t i;

	for (i = num; i < index->num_trials; i++)
		trial_free(&index->trials[i]);
	if (num > index->num_trials) {
		if ((trials = memory_new(num, sizeof *trials)) == NULL)
			return NDUP_NOMEM;
		for (i = 0; i < index->num_trials; i++)
			trials[i] = index->trials[i];
		memory_free(index->trials);
		index->trials = trials;
	}
	index->num_trials = num;
	for (i = 0; i < num; i++)
		trial_begin(&index->trials[i], &documents[i]);
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
	if (!adding->query)
		index->failed = status;
	return status;
}

/* The line of what failed in any thread's view. */
static enum ndup_status
tell_article(const struct ndup_index *index, size_t num_views,
    enum ndup_status status, struct ndup_error *error)
{
	size_t i;

	for (i = 0; i < num_views && status != NDUP_OK; i++) {
		if (txn_error(index->views[i], error) != NDUP_OK)
			return status;
	}
	return index_error(index->folder, NULL, status, error);
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
	if (begin_trials(index, documents, num) != NDUP_OK)
		return error_memory(error);
	status = index_begin_views(index, num_views, error);
	if (status != NDUP_OK)
		return status;
	status = run_batch(adding, verdicts);
	status = tell_article(index, num_views, status, error);
	index_end_views(index, num_views);
	return status;
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
