/*
 * lookup.c - document -> sketch -> the article of its id, and what shares keys
 */
#include "index/index.h"
#include "table/candidates.h"

struct looking {
	const struct ndup_index *index;
	uint32_t not ; /* but not this one */
};

static bool
is_candidate(void *ctx, uint32_t number)
{
	const struct looking *looking = ctx;
	const struct ndup_index *index = looking->index;

	return number != looking->not &&!numbers_has(&index->dead, number) &&
	       !numbers_has(&index->pending.killed, number);
}

/* The article of the same id that is in the index. */
static enum ndup_status
find_same_id(
    struct ndup_index *index, struct worker *worker, struct trial *trial)
{
	struct indexed same;
	enum ndup_status status;

	status = index_find(index, worker, trial->held.is.id, &same);
	if (status != NDUP_OK ||
	    numbers_has(&index->pending.killed, same.number))
		return status == NDUP_END ? NDUP_OK : status;
	trial->same_id = same.number;
	trial->content = same.content;
	trial->story = arena_copy(&trial->answer, same.story);
	return trial->story.ptr == NULL ? NDUP_NOMEM : NDUP_OK;
}

static enum ndup_status
find_sharing(struct ndup_index *index, struct worker *worker,
    struct trial *trial, bool query)
{
	struct looking looking = {index, query ? trial->same_id : NO_NUMBER};
	/* Of a key with more articles the first and the latest are taken; as
	 * in a bucket of a scan. */
	const struct postings_query asked = {trial->held.keys,
	    trial->held.is.num_keys, BUCKET_MAX, is_candidate, &looking};
	struct postings_hits hits;
	enum ndup_status status;
	size_t i;

	status =
	    postings_search_run(worker->search, worker->view, &asked, &hits);
	for (i = 0; status == NDUP_OK && i < hits.num; i++)
		status = trial_share(
		    trial, hits.items[i].number, hits.items[i].num_keys);
	return status;
}

enum ndup_status
index_look_up(struct ndup_index *index, struct worker *worker,
    struct trial *trial, bool query)
{
	bool with_text = !query && !index->meta.options.no_text &&
			 index->access != NDUP_READ;
	enum ndup_status status;

	status = worker_sketch(worker, trial, &index->vocabulary, with_text);
	if (status == NDUP_OK)
		status = find_same_id(index, worker, trial);
	if (status == NDUP_OK)
		status = find_sharing(index, worker, trial, query);
	return status;
}
