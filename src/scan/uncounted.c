/*
 * uncounted.c - the public face of a scan: what counts for nothing
 */
#include "base/memory.h"
#include "evidence/ignored.h"
#include "results.h"

const char *
ndup_reason_name(enum ndup_reason reason)
{
	switch (reason) {
	case NDUP_BY_USER:
		return "ignore_text";
	case NDUP_PHRASE:
		return "phrase";
	case NDUP_PAGE:
		return "page";
	case NDUP_CREDIT:
		return "credit";
	}
	return "unknown";
}

/* ---- what it takes to answer, kept for the next call --------------------- */

struct uncounted_asked {
	struct ignorer ignorer;
	struct positions places;
	struct ignored_list ignored;
	struct ndup_boilerplate numbered, next; /* that were asked for last */
};

void
uncounted_asked_free(struct uncounted_asked *asked)
{
	if (asked == NULL)
		return;
	ignorer_free(&asked->ignorer);
	positions_free(&asked->places);
	memory_free(asked->ignored.items);
	memory_free(asked);
}

static enum ndup_status
make_asked(struct ndup_scan *scan)
{
	if (scan->uncounted != NULL)
		return NDUP_OK;
	scan->uncounted = memory_new(1, sizeof *scan->uncounted);
	if (scan->uncounted == NULL)
		return NDUP_NOMEM;
	scan->uncounted->places.tokeniser.seed = scan->params.seed;
	return NDUP_OK;
}

/* ---- what stands --------------------------------------------------------- */

/* Marking keeps no places of tokens: where the first article has them. */
static enum ndup_status
find_mark_span(struct ndup_scan *scan, struct mark *mark)
{
	struct positions *places = &scan->uncounted->places;
	enum ndup_status status;

	if (mark->span.end > 0)
		return NDUP_OK;
	status = positions_find(
	    places, &scan->articles, scan->articles.items[mark->article]);
	if (status == NDUP_OK)
		mark->span = places_span(places, mark->stretch);
	return status;
}

static enum ndup_status
find_boilerplate(
    struct ndup_scan *scan, size_t place, struct ndup_boilerplate *found)
{
	struct mark *mark = &scan->marks.items[place];
	enum ndup_status status = find_mark_span(scan, mark);

	*found = (struct ndup_boilerplate){.article = mark->article,
	    .span = mark->span,
	    .num_words = words_rounded(mark->half_words),
	    .num_articles = mark->num_articles,
	    .num_sources = mark->num_sources,
	    .num_titles = mark->num_titles,
	    .first = mark->first,
	    .last = mark->last};
	return status;
}

static const char cannot_find[] = "cannot find what counts for nothing";

enum ndup_status
ndup_scan_boilerplate(struct ndup_scan *scan, uint32_t number,
    const struct ndup_boilerplate **boilerplate, struct ndup_error *error)
{
	enum ndup_status status = scan_check_run(scan, error);

	if (status != NDUP_OK)
		return status;
	if (number == 0 || number > scan->marks.num)
		return NDUP_END;
	status = make_asked(scan);
	if (status == NDUP_OK)
		status = find_boilerplate(
		    scan, number - 1, &scan->uncounted->numbered);
	if (status != NDUP_OK)
		return scan_explain(scan, status, cannot_find, error);
	*boilerplate = &scan->uncounted->numbered;
	return NDUP_OK;
}

enum ndup_status
ndup_scan_next_boilerplate(struct ndup_scan *scan,
    const struct ndup_boilerplate **boilerplate, struct ndup_error *error)
{
	enum ndup_status status = scan_check_run(scan, error);

	if (status != NDUP_OK)
		return status;
	if (scan->next_mark == scan->marks.num) {
		scan->next_mark = 0;
		return NDUP_END;
	}
	status = make_asked(scan);
	if (status == NDUP_OK)
		status = find_boilerplate(
		    scan, scan->next_mark++, &scan->uncounted->next);
	if (status != NDUP_OK)
		return scan_explain(scan, status, cannot_find, error);
	*boilerplate = &scan->uncounted->next;
	return NDUP_OK;
}

/* ---- what of an article counts for nothing ------------------------------- */

enum ndup_status
ndup_scan_ignored(struct ndup_scan *scan, uint32_t article,
    const struct ndup_ignored **ignored, size_t *num, struct ndup_error *error)
{
	enum ndup_status status = scan_check_article(scan, article, error);
	struct uncounted_asked *asked;

	if (status != NDUP_OK)
		return status;
	if ((status = make_asked(scan)) != NDUP_OK)
		return scan_explain(scan, status, cannot_find, error);
	asked = scan->uncounted;
	asked->ignored.num = 0;
	status = ignored_find(
	    &asked->ignorer, &asked->places, scan, article, &asked->ignored);
	if (status != NDUP_OK)
		return scan_explain(scan, status, cannot_find, error);
	*ignored = asked->ignored.items;
	*num = asked->ignored.num;
	return NDUP_OK;
}
