/*
 * page.c - texts that one source prints under many titles: pages that stand
 *
 * A site gives the same page (a notice to readers, an error, a paywall) under
 * the address of each article that it does not show.  Such a text is no reprint
 * of itself.
 */
#include "base/memory.h"
#include "boilerplate/boilerplate.h"
#include "list.h"
#include "table/standing.h"

enum { LEAST = 5 }; /* titles */

struct paging {
	struct ndup_scan *scan;
	uint32_t *begin, *articles; /* of each text's first article, all that
	                               have the same words, by time */
	struct set seen;
	struct sighting *sightings;
	size_t sightings_capacity;
};

/* ---- what one text's articles say ---------------------------------------- */

/* Articles of the source that most are of, or of none known (Boyer, Moore
 * 1981). */
static uint32_t
count_of_one_source(const struct sighting *sightings, uint32_t num)
{
	uint64_t source = 0;
	uint32_t votes = 0, of_it = 0, i;

	for (i = 0; i < num; i++) {
		if (votes == 0)
			source = sightings[i].source;
		if (sightings[i].source == source)
			votes++;
		else
			votes--;
	}
	for (i = 0; i < num; i++)
		of_it += sightings[i].source == source;
	return of_it;
}

static enum ndup_status
read_sightings(struct paging *paging, const uint32_t *articles, uint32_t num,
    uint32_t *num_timed, uint32_t *num_titles)
{
	struct article **items = paging->scan->articles.items;
	const struct ndup_document *document;
	uint64_t title;
	uint32_t i;

	*num_timed = *num_titles = 0;
	if (memory_grow(paging->sightings, num) != NDUP_OK ||
	    set_begin(&paging->seen, num) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < num; i++) {
		document = &items[articles[i]]->document;
		paging->sightings[i] =
		    sighting_of(&document->published, document->source);
		*num_timed += paging->sightings[i].time != TIME_UNKNOWN;
		title = hash_name(document->title);
		*num_titles += title != 0 && set_add(&paging->seen, title);
	}
	return NDUP_OK;
}

/* Lists the page and takes its articles out of what is compared. */
static enum ndup_status
take_page(struct paging *paging, const uint32_t *articles, uint32_t num,
    uint32_t num_titles)
{
	struct ndup_scan *scan = paging->scan;
	const struct article *first = scan->articles.items[articles[0]];
	struct mark mark = {.article = articles[0],
	    .stretch = {0, first->num_tokens},
	    .half_words = first->half_words,
	    .num_titles = num_titles};
	uint32_t i;

	for (i = 0; i < num; i++) {
		scan->articles.items[articles[i]]->is_page = true;
		scan->texts.alone[scan->texts.of[articles[i]]] = true;
	}
	if (mark_describe(&mark, scan, articles, num, &paging->seen) != NDUP_OK)
		return NDUP_NOMEM;
	return marks_add(&scan->marks, &mark);
}

static enum ndup_status
judge_text(struct paging *paging, const uint32_t *articles, uint32_t num)
{
	uint32_t num_timed, num_titles;
	enum ndup_status status;

	if (num < LEAST ||
	    paging->scan->articles.items[articles[0]]->half_words == 0)
		return NDUP_OK;
	status = read_sightings(paging, articles, num, &num_timed, &num_titles);
	if (status != NDUP_OK || num_titles < LEAST || 2 * num_titles < num ||
	    !standing_is_most(num_timed, num) ||
	    !standing_is_spread(paging->sightings, num_timed, WEEK) ||
	    !standing_is_most(count_of_one_source(paging->sightings, num), num))
		return status;
	return take_page(paging, articles, num, num_titles);
}

/* ---- all texts ----------------------------------------------------------- */

/* Puts articles of equal words together, by a count of each. */
static enum ndup_status
group_articles(struct paging *paging)
{
	const uint32_t *same = paging->scan->texts.same;
	uint32_t num = paging->scan->articles.num, sum = 0, i, count;

	paging->begin = memory_new((size_t)num + 1, sizeof(uint32_t));
	paging->articles = memory_new(num, sizeof(uint32_t));
	if (paging->begin == NULL || paging->articles == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < num; i++)
		paging->begin[same[i]]++;
	for (i = 0; i < num; i++) {
		count = paging->begin[i];
		paging->begin[i] = sum;
		sum += count;
	}
	for (i = 0; i < num; i++)
		paging->articles[paging->begin[same[i]]++] = i;
	for (i = num; i > 0; i--)
		paging->begin[i] = paging->begin[i - 1];
	paging->begin[0] = 0;
	return NDUP_OK;
}

enum ndup_status
boilerplate_find_pages(struct ndup_scan *scan)
{
	struct paging paging = {.scan = scan};
	enum ndup_status status = group_articles(&paging);
	uint32_t i;

	for (i = 0; i < scan->articles.num && status == NDUP_OK; i++)
		status = judge_text(&paging, paging.articles + paging.begin[i],
		    paging.begin[i + 1] - paging.begin[i]);
	if (status == NDUP_OK)
		status = marks_sort(&scan->marks);
	memory_free(paging.begin);
	memory_free(paging.articles);
	memory_free(paging.sightings);
	set_free(&paging.seen);
	return status;
}
