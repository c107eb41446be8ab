/*
 * read.c - articles of an index, given back; and what there is
 */
#include "index.h"
#include "tape.h"

enum ndup_status
index_unpack_text(const struct ndup_index *index, struct worker *worker,
    const struct indexed *article, struct buffer *out)
{
	const struct pending_article *held =
	    pending_at(&index->pending, article->number);
	struct ndup_slice packed = {NULL, 0};
	enum ndup_status status = NDUP_OK;

	if (held != NULL) {
		packed = held->text;
	} else if (article->text.size > 0) {
		buffer_clear(&worker->bytes);
		status = log_read(worker->view, STORE_TEXTS, article->text.at,
		    article->text.size, &worker->bytes);
		packed =
		    (struct ndup_slice){worker->bytes.data, worker->bytes.size};
	}
	if (status != NDUP_OK || packed.len == 0)
		return status;
	return packer_unpack(worker->packer, packed, article->text_len, out);
}

/* Copies an article, so that it outlives the view. */
static enum ndup_status
give(struct ndup_index *index, const struct indexed *article,
    struct ndup_document *document, struct ndup_slice *story)
{
	struct ndup_slice *const names[] = {&document->id, &document->source,
	    &document->place, &document->title, &document->url, story};
	const size_t num = sizeof names / sizeof names[0];
	struct buffer *out = &index->document;
	enum ndup_status status;
	size_t i, at = 0;

	*document = (struct ndup_document){
	    .id = article->id,
	    .source = article->source,
	    .place = article->place,
	    .title = article->title,
	    .url = article->url,
	    .published = article->published,
	    .text_begin = article->text_begin,
	};
	*story = article->story;
	buffer_clear(out);
	for (i = 0; i < num; i++)
		buffer_slice(out, *names[i]);
	status = index_unpack_text(index, &index->workers[0], article, out);
	if (status != NDUP_OK || out->failed)
		return status == NDUP_OK ? NDUP_NOMEM : status;
	for (i = 0; i < num; at += names[i++]->len)
		names[i]->ptr = out->data + at;
	document->text = (struct ndup_slice){out->data + at, out->size - at};
	return NDUP_OK;
}

enum ndup_status
ndup_index_document(struct ndup_index *index, struct ndup_slice id,
    struct ndup_document *document, struct ndup_slice *story,
    struct ndup_error *error)
{
	struct indexed article;
	enum ndup_status status;

	if ((status = index_begin_views(index, 1, error)) != NDUP_OK)
		return status;
	status = index_find(index, &index->workers[0], id, &article);
	if (status == NDUP_OK)
		status = give(index, &article, document, story);
	return index_end_views(index, 1, status, error);
}

/* The record with this number or the next one. */
static enum ndup_status
next_record(struct txn *view, uint32_t number, struct indexed *article)
{
	struct ndup_slice key, value;
	struct number_key from;
	struct cursor *cursor;
	enum ndup_status status;

	status = cursor_open(
	    &cursor, view, STORE_RECORDS, store_number(&from, number));
	if (status != NDUP_OK)
		return status;
	status = cursor_next(cursor, &key, &value);
	cursor_close(cursor);
	if (status != NDUP_OK)
		return status;
	return indexed_decode(value, store_number_of(key), article)
		   ? NDUP_OK
		   : NDUP_INPUT;
}

/* The walk goes on behind an article; from 0, or after a commit, anew. */
static void
count_walked(struct ndup_index *index, uint32_t from, uint32_t next)
{
	uint64_t commit = txn_commit_number(index->views[0]);

	if (from == 0) {
		index->walk.num = 0;
		index->walk.commit = commit;
	} else if (from != index->walk.next || commit != index->walk.commit) {
		index->walk.commit = 0; /* others than all */
	}
	index->walk.num++;
	index->walk.next = next;
}

/* At its end a walk over all has seen all. */
static enum ndup_status
check_walked(const struct ndup_index *index, uint32_t from)
{
	uint64_t commit = txn_commit_number(index->views[0]);
	uint64_t num = from == 0 ? 0 : index->walk.num;

	if (from > 0 &&
	    (from != index->walk.next || commit != index->walk.commit))
		return NDUP_END;
	return num == txn_count(index->views[0], STORE_RECORDS) ? NDUP_END
								: NDUP_INPUT;
}

enum ndup_status
ndup_index_next(struct ndup_index *index, uint32_t *next,
    struct ndup_document *document, struct ndup_slice *story,
    struct ndup_error *error)
{
	struct indexed article;
	enum ndup_status status;

	if ((status = index_begin_views(index, 1, error)) != NDUP_OK)
		return status;
	status = next_record(index->views[0], *next, &article);
	if (status == NDUP_OK)
		status = give(index, &article, document, story);
	if (status == NDUP_OK) {
		count_walked(index, *next, article.number + 1);
		*next = article.number + 1;
	} else if (status == NDUP_END) {
		status = check_walked(index, *next);
	}
	return index_end_views(index, 1, status, error);
}

/* ---- what there is ------------------------------------------------------ */

static enum ndup_status
index_count(struct ndup_index *index, struct txn *view)
{
	struct ndup_index_info *info = &index->info;
	struct postings_stats stats;
	enum ndup_status status;

	status = postings_stats(view, &stats);
	info->removed = txn_count(view, STORE_DEAD);
	info->entries = stats.entries;
	info->runs = stats.num_runs;
	info->articles = index->state.articles;
	info->words = index->vocabulary.num_kept;
	info->commits = index->state.commits;
	info->first = index->state.first;
	info->last = index->state.last;
	return status;
}

const char *
ndup_index_unicode(const struct ndup_index *index)
{
	return index->meta.unicode;
}

enum ndup_status
ndup_index_describe(struct ndup_index *index,
    const struct ndup_index_info **described, struct ndup_error *error)
{
	struct ndup_index_info *info = &index->info;
	struct store_size size = {0};
	enum ndup_status status;

	*info = (struct ndup_index_info){
	    .format = STORE_FORMAT,
	    .token_rules = index->meta.token_rules,
	    .self_test = index->meta.self_test,
	    .params = &index->meta.params,
	    .options = &index->meta.options,
	    .unicode = index->meta.unicode,
	};
	status = ndup_bands_plan(info->params, &info->bands, error);
	if (status == NDUP_OK)
		status = store_size(index->store, &size, error);
	if (status == NDUP_OK)
		status = index_begin_views(index, 1, error);
	if (status != NDUP_OK)
		return status;
	status = index_count(index, index->views[0]);
	status = index_end_views(index, 1, status, error);
	info->bytes = size.bytes;
	info->used = size.used;
	*described = info;
	return status;
}
