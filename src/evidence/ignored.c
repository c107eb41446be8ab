/*
 * ignored.c - what of an article counts for nothing, and why
 *
 * The words of a phrase that stands have the shingles by which it was listed,
 * so that these tell which phrase of the list it is.
 */
#include "base/memory.h"
#include "boilerplate/list.h"
#include "ignored.h"

void
ignorer_free(struct ignorer *ignorer)
{
	marker_free(&ignorer->marker);
	memory_free(ignorer->marks);
}

/* The article at hand. */
struct ignoring {
	struct ignorer *ignorer;
	const struct ndup_scan *scan;
	const struct positions *places;
	struct ignored_list *list;
	uint32_t article;
	const uint32_t *ids;
	uint32_t num;
};

/* ---- which phrase a word is of ------------------------------------------- */

/* Reads the ids of an article, and its shingles if it has a phrase. */
static enum ndup_status
read_article(struct ignoring *ignoring, const struct article *article)
{
	const struct articles *articles = &ignoring->scan->articles;
	struct marker *marker = &ignoring->ignorer->marker;
	enum ndup_status status = NDUP_OK;

	if (marker->shingles.windows.powers == NULL)
		status = marker_init(marker, &ignoring->scan->params);
	if (status == NDUP_OK)
		status = marker_fetch(marker, articles, article);
	marker->shingles.windows.num = 0;
	if (status == NDUP_OK && article->standing > article->credits)
		status = marker_find_shingles(marker, articles);
	ignoring->ids = marker->words.ids;
	ignoring->num = article->num_tokens;
	return status;
}

/* A word in shingles of several phrases is of that which begins first. */
static enum ndup_status
find_phrases(struct ignoring *ignoring)
{
	struct ignorer *ignorer = ignoring->ignorer;
	const struct windows *windows = &ignorer->marker.shingles.windows;
	const struct window *shingle;
	uint32_t mark, i, done = 0;
	size_t j;

	if (memory_grow(ignorer->marks, ignoring->num) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < ignoring->num; i++)
		ignorer->marks[i] = MARK_NONE;
	for (j = 0; j < windows->num; j++) {
		shingle = &windows->items[j];
		mark = marks_find(&ignoring->scan->marks, shingle->hash);
		if (mark == MARK_NONE)
			continue;
		i = shingle->begin > done ? shingle->begin : done;
		for (; i < shingle->end; i++)
			ignorer->marks[i] = mark;
		done = shingle->end;
	}
	return NDUP_OK;
}

/* ---- stretches ----------------------------------------------------------- */

/* Why a word that counts for nothing does. */
static enum ndup_reason
ignored_reason(const struct ignoring *ignoring, uint32_t i)
{
	size_t end = ignoring->places->document.text_end;

	if (ignoring->ids[i] == 0)
		return NDUP_BY_USER;
	return end > 0 && ignoring->places->tokeniser.spans[i].begin >= end
		   ? NDUP_CREDIT
		   : NDUP_PHRASE;
}

/* The end of the row of words for one reason, and of one phrase, that begins
 * here. */
static uint32_t
row_end(const struct ignoring *ignoring, uint32_t begin)
{
	const uint32_t *marks = ignoring->ignorer->marks;
	enum ndup_reason reason = ignored_reason(ignoring, begin);
	uint32_t i = begin + 1;

	while (i < ignoring->num && !word_counts(ignoring->ids[i]) &&
	       ignored_reason(ignoring, i) == reason &&
	       (reason != NDUP_PHRASE || marks[i] == marks[begin] ||
		   marks[i] == MARK_NONE))
		i++;
	return i;
}

static uint32_t
weigh_tokens(const struct positions *places, struct tokens_span row)
{
	uint32_t half_words = 0, i;

	for (i = row.begin; i < row.end; i++)
		half_words += window_weight(places->tokeniser.tokens[i]);
	return half_words;
}

static enum ndup_status
add_stretch(struct ignoring *ignoring, struct tokens_span row,
    enum ndup_reason reason, uint32_t mark)
{
	struct ignored_list *list = ignoring->list;

	if (memory_grow(list->items, list->num + 1) != NDUP_OK)
		return NDUP_NOMEM;
	list->items[list->num++] =
	    (struct ndup_ignored){.article = ignoring->article,
		.span = places_span(ignoring->places, row),
		.num_words = words_rounded(weigh_tokens(ignoring->places, row)),
		.reason = reason,
		.number = mark == MARK_NONE ? 0 : mark + 1};
	return NDUP_OK;
}

/* Where the stretch of a phrase ends that begins with this row: slivers of
 * others belong to it. */
static uint32_t
join_rows(
    const struct ignoring *ignoring, struct tokens_span row, uint32_t *mark)
{
	uint32_t least = 2 * ignoring->scan->params.min_passage, end, half;
	const uint32_t *marks = ignoring->ignorer->marks;
	bool sliver;

	half = words_weigh(ignoring->ids + row.begin, row.end - row.begin);
	while (row.end < ignoring->num &&
	       !word_counts(ignoring->ids[row.end]) &&
	       ignored_reason(ignoring, row.end) == NDUP_PHRASE) {
		end = row_end(ignoring, row.end);
		sliver =
		    words_weigh(ignoring->ids + row.end, end - row.end) < least;
		if (!sliver && half >= least && marks[row.end] != *mark)
			break;
		if (half < least)
			*mark = marks[row.end];
		half += words_weigh(ignoring->ids + row.end, end - row.end);
		row.end = end;
	}
	return row.end;
}

static enum ndup_status
find_stretches(struct ignoring *ignoring)
{
	enum ndup_status status = NDUP_OK;
	enum ndup_reason reason;
	struct tokens_span row;
	uint32_t mark;

	for (row.begin = 0; row.begin < ignoring->num && status == NDUP_OK;
	     row.begin = row.end) {
		row.end = row.begin + 1;
		if (word_counts(ignoring->ids[row.begin]))
			continue;
		reason = ignored_reason(ignoring, row.begin);
		row.end = row_end(ignoring, row.begin);
		mark = MARK_NONE;
		if (reason == NDUP_PHRASE) {
			mark = ignoring->ignorer->marks[row.begin];
			row.end = join_rows(ignoring, row, &mark);
		}
		status = add_stretch(ignoring, row, reason, mark);
	}
	return status;
}

enum ndup_status
ignored_find(struct ignorer *ignorer, struct positions *places,
    const struct ndup_scan *scan, uint32_t number, struct ignored_list *list)
{
	const struct article *article = scan->articles.items[number];
	struct ignoring ignoring = {
	    ignorer, scan, places, list, number, NULL, article->num_tokens};
	enum ndup_status status;

	if (article->ignored == 0 && article->standing == 0 &&
	    !article->is_page)
		return NDUP_OK;
	status = positions_find(places, &scan->articles, article);
	if (status != NDUP_OK)
		return status;
	if (article->is_page)
		return add_stretch(&ignoring,
		    (struct tokens_span){0, article->num_tokens}, NDUP_PAGE,
		    marks_find_page(scan, number));
	if ((status = read_article(&ignoring, article)) == NDUP_OK)
		status = find_phrases(&ignoring);
	return status == NDUP_OK ? find_stretches(&ignoring) : status;
}
