/*
 * any_pair.c - any two articles of a scan, measured exactly when asked for
 */
#include <string.h>

#include "base/memory.h"
#include "base/slice.h"
#include "compare/conditions.h"
#include "compare/relation.h"
#include "evidence/match.h"
#include "evidence/prefetch.h"
#include "verify.h"

enum { NOBODY = UINT32_MAX };

struct comparer {
	struct measurer measurer;
	uint32_t base; /* the article that is a in it, or NOBODY */
	struct fetched fetched[2];
	struct evidence *evidence; /* NULL: no passages */
	struct passages passages;
};

void
comparer_free(struct comparer *comparer)
{
	if (comparer == NULL)
		return;
	measurer_free(&comparer->measurer);
	fetched_free(&comparer->fetched[0]);
	fetched_free(&comparer->fetched[1]);
	evidence_free(comparer->evidence);
	passages_free(&comparer->passages);
	memory_free(comparer);
}

static enum ndup_status
make_comparer(struct ndup_scan *scan)
{
	struct comparer *comparer = memory_new(1, sizeof *comparer);
	enum ndup_status status;

	if (comparer == NULL)
		return NDUP_NOMEM;
	comparer->base = NOBODY;
	status = measurer_init(&comparer->measurer, &scan->params);
	if (status == NDUP_OK && !scan->params.no_passages)
		status = evidence_new(&comparer->evidence, scan);
	if (status == NDUP_OK)
		scan->comparer = comparer;
	else
		comparer_free(comparer);
	return status;
}

/* Of several pairs with one a, its tables are made for the first. */
static enum ndup_status
take_base(struct comparer *comparer, const struct ndup_scan *scan, uint32_t a)
{
	const struct articles *articles = &scan->articles;
	enum ndup_status status;
	struct words words;

	if (comparer->base == a)
		return NDUP_OK;
	comparer->base = NOBODY;
	status = articles_words(
	    articles, articles->items[a], &comparer->fetched[0], &words);
	if (status == NDUP_OK)
		status = measurer_base(&comparer->measurer, &words);
	if (status == NDUP_OK)
		comparer->base = a;
	return status;
}

static enum ndup_status
measure_pair(const struct ndup_scan *scan, uint32_t a, uint32_t b,
    struct measures *measures)
{
	struct comparer *comparer = scan->comparer;
	const struct articles *articles = &scan->articles;
	enum ndup_status status;
	struct words words;

	status = take_base(comparer, scan, a);
	if (status == NDUP_OK)
		status = articles_words(articles, articles->items[b],
		    &comparer->fetched[1], &words);
	comparer->measurer.turned = scan->texts.of[a] > scan->texts.of[b];
	if (status == NDUP_OK)
		status =
		    measurer_measure(&comparer->measurer, &words, measures);
	return status;
}

/* What is too short for a shingle matches by identity alone. */
static bool
is_match(const struct ndup_scan *scan, const struct ndup_match *match,
    const struct measures *measures)
{
	const struct article *a = scan->articles.items[match->a];
	const struct article *b = scan->articles.items[match->b];
	const struct ndup_document *x = &a->document, *y = &b->document;
	const struct conditions conditions = conditions_of(&scan->params, -1);

	return conditions_allow(&conditions, conditions_time(&y->published),
		   conditions_time(&x->published),
		   slice_equal(x->source, y->source)) &&
	       (measures->identical ||
		   (a->num_shingles > 0 && b->num_shingles > 0)) &&
	       relation_matches(measures, &scan->params);
}

enum ndup_status
comparer_measure(
    struct ndup_scan *scan, uint32_t a, uint32_t b, struct ndup_match *match)
{
	enum ndup_status status = NDUP_OK;
	struct measures measures;

	if (scan->comparer == NULL)
		status = make_comparer(scan);
	if (status == NDUP_OK)
		status = measure_pair(scan, a, b, &measures);
	if (status != NDUP_OK)
		return status;
	*match = (struct ndup_match){.a = a, .b = b};
	relation_fill(&measures, &scan->params, match);
	return is_match(scan, match, &measures) ? NDUP_OK : NDUP_END;
}

static bool
pair_failed(enum ndup_status status)
{
	return status != NDUP_OK && status != NDUP_END;
}

enum ndup_status
ndup_scan_measure(struct ndup_scan *scan, uint32_t a, uint32_t b,
    const struct ndup_match **match, struct ndup_error *error)
{
	enum ndup_status status;

	if (scan_check_article(scan, a, error) != NDUP_OK ||
	    scan_check_article(scan, b, error) != NDUP_OK)
		return NDUP_PARAM;
	status = comparer_measure(scan, a, b, &scan->measured);
	if (pair_failed(status))
		return scan_explain(
		    scan, status, "cannot measure two articles", error);
	*match = &scan->measured;
	return status;
}

enum ndup_status
ndup_scan_compare(struct ndup_scan *scan, uint32_t a, uint32_t b,
    const struct ndup_match **match, struct ndup_error *error)
{
	enum ndup_status status, found;

	if (scan_check_article(scan, a, error) != NDUP_OK ||
	    scan_check_article(scan, b, error) != NDUP_OK)
		return NDUP_PARAM;
	found = status = comparer_measure(scan, a, b, &scan->compared);
	if (!scan->params.no_passages && !pair_failed(status))
		found = evidence_match(scan->comparer->evidence, scan,
		    &scan->comparer->passages, &scan->compared);
	if (pair_failed(found))
		return scan_explain(
		    scan, found, "cannot compare two articles", error);
	*match = &scan->compared;
	return status;
}
