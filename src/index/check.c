/*
 * check.c - reads all of an index and finds what does not fit together
 *
 * The entries of an article are compared by a sum of hashes: what its tokens
 * give is added, what the table has is taken away, and nothing must be left.
 */
#include <inttypes.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/sort.h"
#include "identity.h"
#include "index.h"
#include "tape.h"

struct checking {
	struct ndup_index *index;
	struct worker *worker;
	bool (*fault)(void *ctx, const struct ndup_error *);
	void *ctx;
	uint64_t *sums; /* by number */
	uint64_t num_articles, num_faults;
	bool stopped;
	bool is_out_of_memory; /* which is no fault of the index */
};

/* ---- faults ------------------------------------------------------------- */

static enum ndup_status
tell_fault(struct checking *checking, const struct ndup_error *error)
{
	checking->num_faults++;
	if (checking->fault != NULL)
		checking->stopped = !checking->fault(checking->ctx, error);
	return checking->stopped ? NDUP_STOPPED : NDUP_OK;
}

static enum ndup_status
check_tell_article(
    struct checking *checking, const struct indexed *article, const char *what)
{
	struct ndup_error error;

	error_set(&error, NDUP_INPUT, "%s: article %" PRIu32 ", \"%.*s\": %s",
	    checking->index->folder, article->number,
	    article->id.len < 200 ? (int)article->id.len : 200, article->id.ptr,
	    what);
	return tell_fault(checking, &error);
}

/* ---- articles ----------------------------------------------------------- */

static uint64_t
entry_sum(uint64_t key, uint32_t number)
{
	return hash_mix(key ^ hash_mix(number + UINT64_C(1)));
}

static bool
has_failed(struct checking *checking, enum ndup_status status)
{
	if (status == NDUP_NOMEM)
		checking->is_out_of_memory = true;
	return status != NDUP_OK;
}

/* What the article's tokens give, by a sketch made anew. */
static const char *
check_tokens(struct checking *checking, const struct indexed *article)
{
	struct ndup_index *index = checking->index;
	struct worker *worker = checking->worker;
	const struct ndup_sketcher *sketcher = worker->sketcher;
	struct opened opened;
	uint64_t keys[IDENTITY_KEYS_MOST];
	size_t num, i;

	if (has_failed(checking, index_open_article(index, worker,
				     article->number, true, &opened)))
		return "its tokens cannot be read";
	if (has_failed(checking,
		worker_sketch_again(worker, &index->vocabulary, &opened)))
		return "its tokens give no keys";
	if (sketcher->tokens_hash != article->tokens_hash ||
	    sketcher->half_words != article->half_words ||
	    sketcher->shingler.num_shingles != article->num_shingles)
		return "its tokens are others than they were";
	num = sketcher->num_keys;
	for (i = 0; i < num; i++)
		checking->sums[article->number] +=
		    entry_sum(sketcher->keys[i], article->number);
	num = identity_keys(index->meta.params.seed, article, keys);
	for (i = 0; i < num; i++)
		checking->sums[article->number] +=
		    entry_sum(keys[i], article->number);
	return NULL;
}

static const char *
check_record_text(struct checking *checking, const struct indexed *article)
{
	struct worker *worker = checking->worker;
	struct buffer *text = &checking->index->document;
	struct ndup_slice packed;

	if (article->text.size == 0)
		return NULL;
	buffer_clear(text);
	buffer_clear(&worker->bytes);
	if (has_failed(
		checking, log_read(worker->view, STORE_TEXTS, article->text.at,
			      article->text.size, &worker->bytes)))
		return "its text cannot be read";
	packed = (struct ndup_slice){worker->bytes.data, worker->bytes.size};
	if (has_failed(checking,
		packer_unpack(worker->packer, packed, article->text_len, text)))
		return "its text cannot be unpacked";
	if (hash_bytes(text->data, text->size, 0) != article->content)
		return "its text is another than it was";
	return NULL;
}

static const char *
check_id(struct checking *checking, const struct indexed *article)
{
	struct indexed found;

	if (has_failed(checking, index_find(checking->index, checking->worker,
				     article->id, &found)))
		return "it is not found by its id";
	if (found.number < article->number)
		return "its id leads to an older article";
	if (has_failed(
		checking, index_find_content(checking->index, checking->worker,
			      article->id, article->content, &found)))
		return "it is not found by its id and content";
	if (found.number != article->number)
		return "its id and content lead to another article";
	if (id_set_has(&checking->index->tombstones, article->number))
		return "it is marked as removed";
	if (article->number >= checking->index->state.next_number)
		return "its number was never given";
	return NULL;
}

static enum ndup_status
check_article(struct checking *checking, const struct indexed *article)
{
	const char *what = check_id(checking, article);

	if (what == NULL)
		what = check_tokens(checking, article);
	if (what == NULL)
		what = check_record_text(checking, article);
	if (checking->is_out_of_memory)
		return NDUP_NOMEM;
	return what == NULL ? NDUP_OK
			    : check_tell_article(checking, article, what);
}

static enum ndup_status
check_record(void *ctx, struct ndup_slice key, struct ndup_slice value)
{
	struct checking *checking = ctx;
	uint32_t number = key.len == 4 ? store_number_of(key) : NO_NUMBER;
	struct indexed article;
	struct ndup_error error;

	checking->num_articles++;
	if (number < checking->index->state.next_number &&
	    indexed_decode(value, number, &article))
		return check_article(checking, &article);
	error_set(&error, NDUP_INPUT, "%s: article %" PRIu32 " is damaged",
	    checking->index->folder, number);
	return tell_fault(checking, &error);
}

/* ---- the table of keys -------------------------------------------------- */

static enum ndup_status
take_entries(void *ctx, const struct entry *entries, size_t num)
{
	struct checking *checking = ctx;
	const struct ndup_index *index = checking->index;
	uint32_t number;
	size_t i;

	for (i = 0; i < num; i++) {
		number = entries[i].value;
		if (number >= index->state.next_number)
			return NDUP_INPUT;
		if (!id_set_has(&index->tombstones, number))
			checking->sums[number] -=
			    entry_sum(entries[i].key, number);
	}
	return NDUP_OK;
}

static enum ndup_status
check_entries(struct checking *checking)
{
	const struct ndup_index *index = checking->index;
	enum ndup_status status;
	struct ndup_error error;
	uint32_t number;

	status = postings_each(checking->worker->view, take_entries, checking);
	for (number = 0; number < index->state.next_number && status == NDUP_OK;
	     number++) {
		if (checking->sums[number] == 0)
			continue;
		error_set(&error, NDUP_INPUT,
		    "%s: the keys of article %" PRIu32
		    " are others than its tokens give",
		    index->folder, number);
		status = tell_fault(checking, &error);
	}
	return status;
}

static enum ndup_status
check_counts(struct checking *checking)
{
	const struct ndup_index *index = checking->index;
	struct ndup_error error;

	if (checking->num_articles == index->state.articles)
		return NDUP_OK;
	error_set(&error, NDUP_INPUT,
	    "%s: %" PRIu64 " articles, and %" PRIu64 " by its own count",
	    index->folder, checking->num_articles, index->state.articles);
	return tell_fault(checking, &error);
}

static enum ndup_status
check_all(struct checking *checking)
{
	enum ndup_status status = txn_each(
	    checking->worker->view, STORE_RECORDS, check_record, checking);

	if (status == NDUP_OK)
		status = check_counts(checking);
	if (status == NDUP_OK)
		status = check_entries(checking);
	if (status == NDUP_OK)
		status = txn_check_all(checking->worker->view);
	return status;
}

enum ndup_status
ndup_index_verify(struct ndup_index *index,
    bool (*fault)(void *ctx, const struct ndup_error *), void *ctx,
    struct ndup_error *error)
{
	struct checking checking = {.index = index,
	    .worker = &index->workers[0],
	    .fault = fault,
	    .ctx = ctx};
	enum ndup_status status = index_begin_views(index, 1, error);

	if (status != NDUP_OK)
		return status;
	checking.sums = memory_new(
	    (size_t)index->state.next_number + 1, sizeof *checking.sums);
	status = checking.sums == NULL ? NDUP_NOMEM : check_all(&checking);
	memory_free(checking.sums);
	status = index_end_views(
	    index, 1, checking.stopped ? NDUP_OK : status, error);
	if (checking.stopped)
		return error_set(error, NDUP_STOPPED, "stopped");
	if (status == NDUP_OK && checking.num_faults > 0)
		return error_set(error, NDUP_INPUT,
		    "%s is damaged: %" PRIu64 " faults", index->folder,
		    checking.num_faults);
	return status;
}
