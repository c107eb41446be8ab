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

/* The story that the query goes on with, if its article is not pending. */
static enum ndup_status
take_story(struct query *query, struct ndup_slice story)
{
	return arena_take(&query->answer, story, &query->story) ? NDUP_OK
								: NDUP_NOMEM;
}

/* The articles of the same id that are in the index. */
static enum ndup_status
query_find_same_id(
    struct ndup_index *index, struct worker *worker, struct query *query)
{
	const struct indexed *is = &query->held.is;
	struct indexed same;
	enum ndup_status status;

	status = index_find(index, worker, is->id, &same);
	if (status != NDUP_OK)
		return status == NDUP_END ? NDUP_OK : status;
	query->same_id = same.number;
	status = index_find_content(index, worker, is->id, is->content, &same);
	if (status != NDUP_OK)
		return status == NDUP_END ? NDUP_OK : status;
	query->same_content = same.number;
	return take_story(query, same.story);
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
	bool with_text = !is_query && !index->meta.options.no_text;
	enum ndup_status status;

	status = worker_sketch(worker, query, &index->vocabulary, with_text);
	if (status == NDUP_OK)
		status = query_find_same_id(index, worker, query);
	if (status == NDUP_OK)
		status = find_sharing(index, worker, query);
	return status;
}

/* The name of the article at hand, which no other has: what is read of it for one
 * comparison serves for others. */
#define AT_HAND UINT32_MAX

/* ---- which candidates may match at all ---------------------------------- */

static bool
may_match(const struct ndup_index *index, const struct indexed *article,
    const struct indexed *earlier)
{
	const struct conditions conditions =
	    conditions_of(&index->meta.params, index->meta.options.window);

	return conditions_allow(&conditions,
	    conditions_time(&article->published),
	    conditions_time(&earlier->published),
	    slice_equal(article->source, earlier->source));
}

/* ---- matches ------------------------------------------------------------ */

static enum ndup_status
query_add_match(const struct ndup_index *index, struct query *query,
    const struct indexed *earlier, const struct copied *text)
{
	struct ndup_earlier match = {
	    .id = earlier->id,
	    .source = earlier->source,
	    .title = earlier->title,
	    .url = earlier->url,
	    .story = earlier->story,
	    .published = earlier->published,
	    .match = {.a = query->held.is.number, .b = earlier->number},
	};
	struct ndup_slice *const names[] = {
	    &match.id, &match.source, &match.title, &match.url, &match.story};

	if (memory_grow(query->matches, query->num_matches + 1) != NDUP_OK ||
	    !arena_take_all(
		&query->answer, names, sizeof names / sizeof names[0]))
		return NDUP_NOMEM;
	relation_fill(&text->measures, &index->meta.params, &match.match);
	match.match.longest_run = text->longest_run / 2;
	query->matches[query->num_matches++] = match;
	return NDUP_OK;
}

/* Whether an earlier text is a book that is compared by what is known of it,
 * which is so from the second time on. */
static bool
is_known_book(const struct opened *earlier, const struct words *words)
{
	return earlier->book != NULL && earlier->book->credit > 1 &&
	       words_far_longer(earlier->words.num, words->num);
}

/* Measures the article against an earlier text; if they match, marks what it
 * has from there. */
static enum ndup_status
measure_text(const struct ndup_index *index, struct worker *worker,
    const struct opened *earlier, struct copied *text)
{
	bool by_book = is_known_book(earlier, &worker->words);
	struct measurer *measurer =
	    by_book ? &earlier->book->measurer : &worker->measurer;
	enum ndup_status status;

	measurer->turned = !by_book;
	status = by_book ? book_measure(earlier->book, &earlier->words,
			       &worker->words, &text->measures)
			 : measurer_compare(
			       measurer, &earlier->words, &text->measures);
	if (status == NDUP_OK &&
	    relation_matches(&text->measures, &index->meta.params))
		text->longest_run =
		    measurer_cover(measurer, &text->measures, worker->covered);
	return status;
}

/* Compares the article with an earlier text, which is kept if it matches. */
static enum ndup_status
compare_text(const struct ndup_index *index, struct worker *worker,
    const struct opened *earlier, struct copied *text)
{
	enum ndup_status status;

	*text = (struct copied){
	    .tokens_hash = earlier->is.tokens_hash, .words = earlier->words};
	status = measure_text(index, worker, earlier, text);
	if (status == NDUP_OK && earlier->book == NULL &&
	    relation_matches(&text->measures, &index->meta.params))
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
		status = compare_text(index, worker, &earlier, &text);
	if (status != NDUP_OK ||
	    !relation_matches(&text.measures, &index->meta.params))
		return status;
	return query_add_match(index, query, &earlier.is, &text);
}

/* ---- the article at hand ------------------------------------------------- */

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
	worker->words.name = AT_HAND;
	if (memory_grow(worker->covered, words->num + 1) != NDUP_OK)
		return NDUP_NOMEM;
	memset(worker->covered, false, words->num);
	aligner_forget(&worker->aligner, AT_HAND);
	aligner_forget(&worker->measurer.aligner, AT_HAND);
	copies_clear(&worker->copies);
	if (query->num_candidates == 0 && query->num_own == 0)
		return NDUP_OK;
	return measurer_base(&worker->measurer, words);
}

/* ---- articles of the query's id ------------------------------------------ */

static enum ndup_status
has_own_id(struct ndup_index *index, const struct query *query, uint32_t number,
    bool *own)
{
	const struct pending_article *held =
	    pending_at(&index->pending, number);
	enum ndup_status status = NDUP_OK;
	struct indexed stored;

	if (held == NULL)
		status = index_record(index->views[0], number, &stored);
	if (status != NDUP_OK)
		return status == NDUP_END ? NDUP_INPUT : status;
	*own = slice_equal(
	    held == NULL ? stored.id : held->is.id, query->held.is.id);
	return NDUP_OK;
}

enum ndup_status
index_list_own(struct ndup_index *index, struct query *query)
{
	size_t i = query->num_candidates;
	enum ndup_status status = memory_grow(query->own, i);
	uint32_t number;
	bool own;

	while (status == NDUP_OK && i-- > 0) {
		number = query->candidates[i];
		status = has_own_id(index, query, number, &own);
		if (status == NDUP_OK && own)
			query->own[query->num_own++] = number;
	}
	return status;
}

/* Takes over what the version that is replaced hands on. */
static enum ndup_status
take_version(struct query *query, const struct indexed *version,
    uint64_t *contents, unsigned *num)
{
	*num = identity_add_contents(version, contents, *num);
	return query->num_own == 1 ? take_story(query, version->story)
				   : NDUP_OK;
}

static enum ndup_status
take_contents(struct query *query, const uint64_t *contents, unsigned num)
{
	const struct ndup_slice bytes = {
	    (const char *)contents, num * sizeof *contents};

	return arena_take(&query->held.arena, bytes, &query->held.is.replaced)
		   ? NDUP_OK
		   : NDUP_NOMEM;
}

enum ndup_status
index_list_versions(struct ndup_index *index, struct query *query)
{
	struct worker *worker = &index->workers[0];
	uint64_t contents[CONTENTS_MOST];
	unsigned num_contents = 0;
	enum ndup_status status = query_begin(index, worker, query);
	size_t num = query->num_own, i;
	struct opened earlier;
	struct copied text;

	query->num_own = 0;
	for (i = 0; i < num && status == NDUP_OK; i++) {
		status =
		    open_earlier(index, worker, query->own[i], false, &earlier);
		if (status == NDUP_OK)
			status = compare_text(index, worker, &earlier, &text);
		if (status != NDUP_OK ||
		    !relation_matches(&text.measures, &index->meta.params))
			continue;
		query->own[query->num_own++] = query->own[i];
		status =
		    take_version(query, &earlier.is, contents, &num_contents);
	}
	return status == NDUP_OK ? take_contents(query, contents, num_contents)
				 : status;
}

/* ---- passages ----------------------------------------------------------- */

static enum ndup_status
query_find_passages(const struct ndup_index *index, struct worker *worker,
    struct query *query, struct ndup_match *match)
{
	const struct pending_article *held = &query->held;
	struct alignment *alignment = &worker->alignment;
	struct article_pair pair = {
	    .a = {worker->words, held->spans, query->document->text},
	    .b_is_earlier = true};
	struct ndup_passage *passages;
	struct opened earlier;
	enum ndup_status status;

	status = open_earlier(index, worker, match->b, true, &earlier);
	if (status != NDUP_OK)
		return status;
	pair.b =
	    (struct pair_side){.words = earlier.words, .spans = earlier.spans};
	status = pair_align(&worker->aligner, &pair, alignment, NULL);
	if (status != NDUP_OK)
		return status;
	passages = arena_alloc(
	    &query->answer, alignment->num_stretches * sizeof *passages);
	if (passages == NULL)
		return NDUP_NOMEM;
	pair_passages(
	    &pair, alignment, worker->aligner.min_passage, passages, match);
	return NDUP_OK;
}

/* ---- facts --------------------------------------------------------------- */

/* The earlier article as a document, without what facts do not depend on; its
 * text is empty if the index keeps none. */
static enum ndup_status
earlier_document(const struct ndup_index *index, struct worker *worker,
    const struct indexed *earlier, struct ndup_document *document)
{
	enum ndup_status status;

	buffer_clear(&worker->text);
	status = index_unpack_text(index, worker, earlier, &worker->text);
	if (status == NDUP_OK && worker->text.failed)
		status = NDUP_NOMEM;
	*document = (struct ndup_document){
	    .text = {worker->text.data, worker->text.size},
	    .text_begin = earlier->text_begin};
	return status;
}

/* Lends what was found to the match. */
static enum ndup_status
keep_facts(
    const struct facts *facts, struct arena *arena, struct ndup_match *match)
{
	size_t size = facts->num * sizeof *facts->items;
	struct ndup_fact *copy;

	if (facts->num == 0)
		return NDUP_OK;
	if ((copy = arena_alloc(arena, size)) == NULL)
		return NDUP_NOMEM;
	memcpy(copy, facts->items, size);
	match->facts = copy;
	match->num_facts = facts->num;
	match->same_form = facts->same_form;
	return NDUP_OK;
}

static enum ndup_status
query_find_facts(const struct ndup_index *index, struct worker *worker,
    struct query *query, struct ndup_match *match)
{
	struct article_pair pair = {
	    .a = {worker->words, query->held.spans, query->document->text},
	    .b_is_earlier = true};
	struct ndup_document document;
	struct opened earlier;
	enum ndup_status status;

	if (index->ignore_facts || !relation_has_facts(match->relation))
		return NDUP_OK;
	status = open_earlier(index, worker, match->b, true, &earlier);
	if (status != NDUP_OK)
		return status;
	pair.b =
	    (struct pair_side){.words = earlier.words, .spans = earlier.spans};
	status = earlier_document(index, worker, &earlier.is, &document);
	if (status == NDUP_OK)
		status = facts_find(
		    &worker->facts, &pair, query->document, &document);
	return status == NDUP_OK
		   ? keep_facts(&worker->facts, &query->answer, match)
		   : status;
}

/* Of so many matches, and of those on which the verdict depends. */
static enum ndup_status
find_all_facts(const struct ndup_index *index, struct worker *worker,
    struct query *query, size_t num)
{
	enum ndup_status status = NDUP_OK;
	size_t i;

	for (i = 0; i < query->num_matches && status == NDUP_OK; i++)
		if (i < num || verdict_wants_facts(&query->matches[i], i))
			status = query_find_facts(
			    index, worker, query, &query->matches[i].match);
	return status;
}

/* ---- all of it ---------------------------------------------------------- */

enum ndup_status
index_compare(struct ndup_index *index, struct worker *worker,
    struct query *query, enum ndup_passages_of of)
{
	const struct words *words = &worker->words;
	enum ndup_status status = query_begin(index, worker, query);
	size_t num, i;

	for (i = 0; i < query->num_candidates && status == NDUP_OK; i++)
		status =
		    query_compare(index, worker, query, query->candidates[i]);
	if (status != NDUP_OK)
		return status;
	query->new_words =
	    pair_count_new(words->ids, words->num, worker->covered);
	query->ignored_words = words_rounded(query->ignored + words->standing);
	verdict_sort(query->matches, query->num_matches);
	num = of == NDUP_OF_ALL ? query->num_matches : of == NDUP_OF_BEST;
	for (i = 0; i < num && i < query->num_matches && status == NDUP_OK; i++)
		status = query_find_passages(
		    index, worker, query, &query->matches[i].match);
	return status == NDUP_OK ? find_all_facts(index, worker, query, num)
				 : status;
}
