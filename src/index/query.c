/*
 * query.c - candidates of an article -> its matches, and what is new in it
 */
#include "base/slice.h"
#include "compare/conditions.h"
#include "compare/relation.h"
#include "table/candidates.h"
#include "index.h"
#include "novelty.h"

/* ---- document -> sketch -> the article of its id, and what shares keys --- */

static bool
is_candidate(void *ctx, uint32_t number)
{
	return index_has(ctx, number);
}

/* The article of the same id that is in the index. */
static enum ndup_status
query_find_same_id(
    struct ndup_index *index, struct worker *worker, struct query *query)
{
	struct indexed same;
	enum ndup_status status;

	status = index_find(index, worker, query->held.is.id, &same);
	if (status != NDUP_OK ||
	    id_set_has(&index->pending.killed, same.number))
		return status == NDUP_END ? NDUP_OK : status;
	query->same_id = same.number;
	query->content = same.content;
	query->story = arena_copy(&query->answer, same.story);
	return query->story.ptr == NULL ? NDUP_NOMEM : NDUP_OK;
}

static enum ndup_status
find_sharing(
    struct ndup_index *index, struct worker *worker, struct query *query)
{
	/* Of a key with more articles the first and the latest are taken; as
	 * in a bucket of a scan. */
	const struct postings_query asked = {query->held.keys,
	    query->held.is.num_keys, BUCKET_MAX, is_candidate, index, false};
	struct postings_hits hits;
	enum ndup_status status;

	status =
	    postings_search_run(worker->search, worker->view, &asked, &hits);
	if (status == NDUP_OK)
		status = memory_grow(query->sharing, hits.num);
	if (status == NDUP_OK)
		status = memory_grow(query->capped, hits.num_capped);
	if (status != NDUP_OK)
		return status;
	if (hits.num > 0)
		memcpy(
		    query->sharing, hits.items, hits.num * sizeof *hits.items);
	if (hits.num_capped > 0)
		memcpy(query->capped, hits.capped,
		    hits.num_capped * sizeof *hits.capped);
	query->num_sharing = hits.num;
	query->num_capped = hits.num_capped;
	return NDUP_OK;
}

enum ndup_status
index_look_up(struct ndup_index *index, struct worker *worker,
    struct query *query, bool is_query)
{
	bool with_text = !is_query && !index->meta.options.no_text &&
			 index->access != NDUP_READ;
	enum ndup_status status;

	status = worker_sketch(worker, query, &index->vocabulary, with_text);
	if (status == NDUP_OK)
		status = query_find_same_id(index, worker, query);
	if (status == NDUP_OK)
		status = find_sharing(index, worker, query);
	return status;
}

/* ---- which candidates may match at all ---------------------------------- */

/* By time and source; the window of an index looks back from the article. */
static bool
may_match(const struct ndup_index *index, const struct indexed *article,
    const struct indexed *earlier)
{
	int64_t window = index->meta.options.window;
	int64_t time = conditions_time(&article->published);
	int64_t before = conditions_time(&earlier->published);

	if (index->meta.params.cross_source &&
	    slice_equal(article->source, earlier->source))
		return false;
	if (window >= 0 && time != TIME_UNKNOWN && before != TIME_UNKNOWN &&
	    time - before > window)
		return false;
	return conditions_are_close(index->meta.params.within, time, before);
}

/* ---- matches ------------------------------------------------------------ */

static enum ndup_status
query_add_match(const struct ndup_index *index, struct query *query,
    const struct indexed *earlier, const struct measures *measures)
{
	struct arena *arena = &query->answer;
	struct ndup_earlier *match;

	if (memory_grow(query->matches, query->num_matches + 1) != NDUP_OK)
		return NDUP_NOMEM;
	match = &query->matches[query->num_matches];
	*match = (struct ndup_earlier){.published = earlier->published};
	if (!arena_take(arena, earlier->id, &match->id) ||
	    !arena_take(arena, earlier->source, &match->source) ||
	    !arena_take(arena, earlier->title, &match->title) ||
	    !arena_take(arena, earlier->url, &match->url) ||
	    !arena_take(arena, earlier->story, &match->story))
		return NDUP_NOMEM;
	relation_fill(measures, &index->meta.params, &match->match);
	match->match.a = query->held.is.number;
	match->match.b = earlier->number;
	query->num_matches++;
	return NDUP_OK;
}

/* Notes which tokens of the article stand in a run common with an earlier text,
 * and the longest. */
static enum ndup_status
cover_passages(
    struct worker *worker, const struct words *words, struct copied *earlier)
{
	const struct sequences texts = {earlier->words.ids, words->ids,
	    earlier->words.num, words->num, earlier->words.name, words->name};
	enum ndup_status status;

	if (earlier->measures.identical && words->standing == 0) {
		memset(worker->covered, true, words->num);
		earlier->longest_run = words->half_words;
		return NDUP_OK;
	}
	status = runs_find(&worker->runs, &texts);
	if (earlier->measures.identical)
		memset(worker->covered, true, words->num);
	else if (status == NDUP_OK)
		runs_mark_b(&worker->runs, &texts, worker->covered);
	earlier->longest_run = worker->runs.longest;
	return status;
}

/* A book, from the second time on, by what is known of it. */
static enum ndup_status
measure(struct worker *worker, const struct words *words,
    const struct opened *earlier, struct measures *measures)
{
	if (earlier->book != NULL && earlier->book->credit > 1 &&
	    words_far_longer(earlier->words.num, words->num))
		return book_measure(
		    earlier->book, &earlier->words, words, measures);
	return measurer_compare(&worker->measurer, &earlier->words, measures);
}

/* Compares the article with an earlier text, which is kept if it matches. */
static enum ndup_status
compare_text(const struct ndup_index *index, struct worker *worker,
    const struct words *words, const struct opened *earlier,
    struct copied *text)
{
	enum ndup_status status;

	*text = (struct copied){
	    .tokens_hash = earlier->is.tokens_hash, .words = earlier->words};
	status = measure(worker, words, earlier, &text->measures);
	if (status != NDUP_OK ||
	    !relation_matches(&text->measures, &index->meta.params))
		return status;
	status = cover_passages(worker, words, text);
	if (status == NDUP_OK && earlier->book == NULL)
		copies_keep(&worker->copies, text, &worker->read);
	return status;
}

/* An earlier article, what stands in the one at hand marked in it; then it is
 * no book, whose words are known unmarked. */
static enum ndup_status
open_earlier(const struct ndup_index *index, struct worker *worker,
    uint32_t number, bool with_spans, struct opened *earlier)
{
	enum ndup_status status =
	    index_open_article(index, worker, number, with_spans, earlier);

	if (status != NDUP_OK || !worker->marks)
		return status;
	earlier->book = NULL;
	return worker_mark(worker, &index->vocabulary, &earlier->words);
}

static enum ndup_status
query_compare(const struct ndup_index *index, struct worker *worker,
    struct query *query, uint32_t number)
{
	const struct copied *same;
	struct copied text;
	struct opened earlier;
	enum ndup_status status;

	status = open_earlier(index, worker, number, false, &earlier);
	if (status != NDUP_OK)
		return status == NDUP_END ? NDUP_INPUT : status;
	if (!may_match(index, &query->held.is, &earlier.is))
		return NDUP_OK;
	same = copies_find(
	    &worker->copies, earlier.is.tokens_hash, &earlier.words);
	if (same != NULL)
		text = *same;
	else
		status = compare_text(
		    index, worker, &worker->words, &earlier, &text);
	if (status != NDUP_OK ||
	    !relation_matches(&text.measures, &index->meta.params))
		return status;
	status = query_add_match(index, query, &earlier.is, &text.measures);
	if (status == NDUP_OK)
		query->matches[query->num_matches - 1].match.longest_run =
		    text.longest_run / 2;
	return status;
}

static uint32_t
query_count_new(const struct worker *worker)
{
	const struct words *words = &worker->words;
	uint32_t half_words = 0, i;

	for (i = 0; i < words->num; i++) {
		if (!worker->covered[i])
			half_words += words_weigh_counted(&words->ids[i], 1);
	}
	return (half_words + 1) / 2;
}

/* ---- passages ----------------------------------------------------------- */

static struct ndup_span
bytes_of(const struct ndup_span *spans, struct tokens_span tokens)
{
	return (struct ndup_span){
	    spans[tokens.begin].begin, spans[tokens.end - 1].end};
}

static enum ndup_status
query_find_passages(const struct ndup_index *index, struct worker *worker,
    struct query *query, struct ndup_match *match)
{
	struct alignment *alignment = &worker->alignment;
	const struct pending_article *held = &query->held;
	const struct stretch *stretch;
	struct ndup_passage *passages;
	struct opened earlier;
	enum ndup_status status;
	size_t i, num;

	status = open_earlier(index, worker, match->b, true, &earlier);
	if (status == NDUP_OK)
		status = aligner_run(&worker->aligner, &earlier.words,
		    &worker->words, alignment);
	if (status != NDUP_OK)
		return status;
	alignment_swap(alignment);
	num = alignment->num_stretches;
	passages = arena_alloc(&query->answer, num * sizeof *passages);
	if (passages == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < num; i++) {
		stretch = &alignment->stretches[i];
		passages[i] = (struct ndup_passage){
		    .a = bytes_of(held->spans, stretch->a),
		    .b = bytes_of(earlier.spans, stretch->b),
		    .num_words = (stretch->half_words + 1) / 2};
	}
	match->passages = passages;
	match->num_passages = num;
	return NDUP_OK;
}

/* ---- all of it ---------------------------------------------------------- */

/* The article becomes a of the measurer; none of its tokens is covered. */
static enum ndup_status
query_begin(const struct ndup_index *index, struct worker *worker,
    const struct query *query)
{
	const struct words *words = &worker->words;
	enum ndup_status status =
	    worker_take(worker, &index->vocabulary, query);

	if (status != NDUP_OK)
		return status;
	if (memory_grow(worker->covered, words->num + 1) != NDUP_OK)
		return NDUP_NOMEM;
	memset(worker->covered, false, words->num);
	runs_change_b(&worker->runs);
	copies_clear(&worker->copies);
	if (query->num_candidates == 0)
		return NDUP_OK;
	return measurer_base(&worker->measurer, words);
}

enum ndup_status
index_compare(struct ndup_index *index, struct worker *worker,
    struct query *query, enum ndup_passages_of of)
{
	enum ndup_status status = query_begin(index, worker, query);
	size_t num, i;

	for (i = 0; i < query->num_candidates && status == NDUP_OK; i++)
		status =
		    query_compare(index, worker, query, query->candidates[i]);
	if (status != NDUP_OK)
		return status;
	query->new_words = query_count_new(worker);
	query->ignored_words =
	    (query->ignored + worker->words.standing + 1) / 2;
	verdict_sort(query->matches, query->num_matches);
	num = of == NDUP_OF_ALL ? query->num_matches : of == NDUP_OF_BEST;
	for (i = 0; i < num && i < query->num_matches && status == NDUP_OK; i++)
		status = query_find_passages(
		    index, worker, query, &query->matches[i].match);
	return status;
}
