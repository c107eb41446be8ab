/*
 * worker.c - document -> sketch, as the index wants it
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/sort.h"
#include "sketch/standing_words.h"
#include "worker.h"

/* ---- one article at hand ------------------------------------------------- */

void
query_take(struct query *query, const struct ndup_document *document)
{
	arena_free(&query->held.arena);
	arena_free(&query->answer);
	*query = (struct query){
	    .document = document,
	    .same_id = NO_NUMBER,
	    .same_content = NO_NUMBER,
	    .own = query->own,
	    .own_capacity = query->own_capacity,
	    .sharing = query->sharing,
	    .sharing_capacity = query->sharing_capacity,
	    .scratch = query->scratch,
	    .scratch_capacity = query->scratch_capacity,
	    .capped = query->capped,
	    .capped_capacity = query->capped_capacity,
	    .stands = query->stands,
	    .stands_capacity = query->stands_capacity,
	    .worth = query->worth,
	    .worth_capacity = query->worth_capacity,
	    .texts = query->texts,
	    .texts_capacity = query->texts_capacity,
	    .standing = query->standing,
	    .standing_capacity = query->standing_capacity,
	    .candidates = query->candidates,
	    .candidates_capacity = query->candidates_capacity,
	    .matches = query->matches,
	    .matches_capacity = query->matches_capacity,
	};
}

void
query_free(struct query *query)
{
	query_take(query, NULL);
	memory_free(query->own);
	memory_free(query->sharing);
	memory_free(query->scratch);
	memory_free(query->capped);
	memory_free(query->stands);
	memory_free(query->worth);
	memory_free(query->texts);
	memory_free(query->standing);
	memory_free(query->candidates);
	memory_free(query->matches);
}

enum ndup_status
query_share(struct query *query, uint32_t number, uint32_t key)
{
	if (memory_grow(query->sharing, query->num_sharing + 1) != NDUP_OK)
		return NDUP_NOMEM;
	query->sharing[query->num_sharing++] = postings_hit(number, key);
	return NDUP_OK;
}

/* ---- document -> sketch, as the index wants it --------------------------- */

enum ndup_status
worker_init(struct worker *worker, const struct ndup_params *params,
    struct ndup_error *error)
{
	enum ndup_status status;

	*worker = (struct worker){0};
	status = ndup_sketcher_new(&worker->sketcher, params, error);
	if (status != NDUP_OK)
		return status;
	/* What is too short is found by its whole text. */
	worker->sketcher->by_article = true;
	aligner_init(&worker->aligner, params);
	if (measurer_init(&worker->measurer, params) != NDUP_OK ||
	    books_init(&worker->books, params) != NDUP_OK ||
	    key_shingles_init(&worker->shingles, params->min_run) != NDUP_OK ||
	    postings_search_new(&worker->search) != NDUP_OK ||
	    packer_new(&worker->packer) != NDUP_OK)
		return error_memory(error);
	return NDUP_OK;
}

void
worker_free(struct worker *worker)
{
	ndup_sketcher_free(worker->sketcher);
	measurer_free(&worker->measurer);
	aligner_free(&worker->aligner);
	alignment_free(&worker->alignment);
	postings_search_free(worker->search);
	packer_free(worker->packer);
	facts_free(&worker->facts);
	buffer_free(&worker->text);
	buffer_free(&worker->bytes);
	read_tokens_free(&worker->read);
	books_free(&worker->books);
	copies_free(&worker->copies);
	memory_free(worker->covered);
	memory_free(worker->marked);
	set_free(&worker->standing);
	key_shingles_free(&worker->shingles);
}

/* ---- what is copied ----------------------------------------------------- */

/* An id for an article without one: by all that is known of it. */
static struct ndup_slice
made_id(const struct ndup_document *document, char *room, size_t size)
{
	const struct ndup_slice parts[] = {
	    document->source, document->title, document->url, document->text};
	uint64_t high = (uint64_t)document->published.seconds, low = ~high;
	size_t i;

	for (i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		high = hash_bytes(parts[i].ptr, parts[i].len, high);
		low = hash_bytes(parts[i].ptr, parts[i].len, low);
	}
	snprintf(room, size, "#%016" PRIx64 "%016" PRIx64, high, low);
	return (struct ndup_slice){room, strlen(room)};
}

static enum ndup_status
copy_names(struct pending_article *held, const struct ndup_document *document)
{
	struct indexed *is = &held->is;
	struct ndup_slice *const names[] = {
	    &is->id, &is->source, &is->place, &is->title, &is->url};
	char room[40];

	is->id = document->id.len > 0 ? document->id
				      : made_id(document, room, sizeof room);
	is->source = document->source;
	is->place = document->place;
	is->title = document->title;
	is->url = document->url;
	if (!arena_take_all(
		&held->arena, names, sizeof names / sizeof names[0]))
		return NDUP_NOMEM;
	is->published = document->published;
	is->text_len = (uint32_t)document->text.len;
	is->text_begin = (uint32_t)document->text_begin;
	if (document->text_begin > document->text.len)
		is->text_begin = is->text_len;
	is->content = hash_bytes(document->text.ptr, document->text.len, 0);
	return NDUP_OK;
}

/* ---- the sketch --------------------------------------------------------- */

static struct ndup_span *
copy_spans(struct arena *arena, const struct tokeniser *tokeniser)
{
	size_t num = tokeniser->num_tokens;
	struct ndup_span *spans = arena_alloc(arena, num * sizeof *spans);

	if (spans != NULL && num > 0)
		memcpy(spans, tokeniser->spans, num * sizeof *spans);
	return spans;
}

static enum ndup_status
copy_sketch(struct worker *worker, struct pending_article *held,
    struct vocabulary *vocabulary)
{
	const struct ndup_sketcher *sketcher = worker->sketcher;
	const struct tokeniser *tokeniser = &sketcher->tokeniser;
	size_t num = tokeniser->num_tokens, num_keys = sketcher->num_keys;
	struct arena *arena = &held->arena;
	uint64_t *keys = arena_alloc(arena, num_keys * sizeof *keys);
	uint32_t *ids = arena_alloc(arena, num * sizeof *ids);
	struct ndup_span *spans = copy_spans(arena, tokeniser);

	if (keys == NULL || ids == NULL || spans == NULL ||
	    !intern_all(vocabulary->intern, tokeniser->tokens, num, ids))
		return NDUP_NOMEM;
	if (num_keys > 0)
		memcpy(keys, sketcher->keys, num_keys * sizeof *keys);
	sort_numbers(keys, sketcher->keys, num_keys);
	held->keys = keys;
	held->spans = spans;
	held->is.num_keys = (uint32_t)sort_unique(keys, num_keys);
	held->is.num_tokens = (uint32_t)num;
	held->is.num_evidence = (uint32_t)sketcher->num_evidence;
	held->is.half_words = sketcher->half_words;
	held->is.num_shingles = (uint32_t)sketcher->shingler.num_shingles;
	held->is.tokens_hash = sketcher->tokens_hash;
	held->words = indexed_words(&held->is, ids);
	return NDUP_OK;
}

static enum ndup_status
pack_text(
    struct worker *worker, struct pending_article *held, struct ndup_slice text)
{
	struct ndup_slice packed;

	buffer_clear(&worker->bytes);
	if (packer_pack(worker->packer, text, &worker->bytes) != NDUP_OK)
		return NDUP_NOMEM;
	packed = (struct ndup_slice){worker->bytes.data, worker->bytes.size};
	return arena_take(&held->arena, packed, &held->text) ? NDUP_OK
							     : NDUP_NOMEM;
}

enum ndup_status
worker_sketch(struct worker *worker, struct query *query,
    struct vocabulary *vocabulary, bool with_text)
{
	const struct ndup_document *document = query->document;
	struct pending_article *held = &query->held;
	enum ndup_status status;

	status = copy_names(held, document);
	if (status == NDUP_OK)
		status = sketcher_read(worker->sketcher, document->text,
		    held->is.text_begin, document->text_end);
	if (status == NDUP_OK)
		status = sketcher_keys(worker->sketcher);
	if (status == NDUP_OK)
		status = copy_sketch(worker, held, vocabulary);
	query->ignored = worker->sketcher->ignore.ignored;
	if (status == NDUP_OK && with_text)
		status = pack_text(worker, held, document->text);
	return status;
}

enum ndup_status
worker_sketch_again(struct worker *worker, const struct vocabulary *vocabulary,
    const struct opened *opened)
{
	enum ndup_status status =
	    sketcher_take(worker->sketcher, vocabulary->intern,
		opened->words.ids, opened->words.num, opened->is.num_evidence);

	return status == NDUP_OK ? sketcher_keys(worker->sketcher) : status;
}

/* ---- words that stand ---------------------------------------------------- */

/* Marks words whose ids these are. */
static enum ndup_status
mark_ids(struct worker *worker, const struct vocabulary *vocabulary,
    uint32_t *ids, struct words *words)
{
	uint32_t marked;

	if (key_shingles_find(&worker->shingles, vocabulary->intern, ids,
		words->num) != NDUP_OK)
		return NDUP_NOMEM;
	words->ids = ids;
	words->name = 0;
	marked = standing_words_mark(
	    ids, words->num, &worker->shingles, &worker->standing);
	words->standing = marked > 0 ? marked : words->standing;
	return NDUP_OK;
}

enum ndup_status
worker_take(struct worker *worker, const struct vocabulary *vocabulary,
    const struct query *query)
{
	size_t num = query->held.words.num, i;

	worker->words = query->held.words;
	worker->marks = query->num_standing > 0;
	if (!worker->marks)
		return NDUP_OK;
	if (set_begin(&worker->standing, query->num_standing) != NDUP_OK ||
	    memory_grow(worker->marked, num) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < query->num_standing; i++)
		set_add(&worker->standing, query->standing[i]);
	memcpy(worker->marked, worker->words.ids, num * sizeof *worker->marked);
	return mark_ids(worker, vocabulary, worker->marked, &worker->words);
}

enum ndup_status
worker_mark(struct worker *worker, const struct vocabulary *vocabulary,
    struct words *words)
{
	struct read_tokens *read = &worker->read;

	if (!worker->marks)
		return NDUP_OK;
	if (words->ids != read->ids) {
		if (memory_grow(read->ids, (size_t)words->num + 1) != NDUP_OK)
			return NDUP_NOMEM;
		memcpy(read->ids, words->ids, words->num * sizeof *read->ids);
	}
	return mark_ids(worker, vocabulary, read->ids, words);
}
