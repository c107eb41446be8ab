/*
 * results.c - the public face of a scan: results out
 */
#include "ahead.h"
#include "places.h"
#include "scan.h"

const struct ndup_counts *
ndup_scan_counts(const struct ndup_scan *scan)
{
	return &scan->counts;
}

const struct ndup_params *
ndup_scan_params(const struct ndup_scan *scan)
{
	return &scan->params;
}

const struct ndup_reader_counts *
ndup_scan_skipped(const struct ndup_scan *scan)
{
	return &scan->skipped;
}

enum ndup_status
ndup_scan_number(const struct ndup_scan *scan, uint64_t nth, uint32_t *article,
    bool *repeated)
{
	const struct articles *articles = &scan->articles;

	if (scan->ahead == NULL || nth >= articles->num_added)
		return NDUP_PARAM;
	*article = articles->places[nth] & ~PLACE_REPEATED;
	*repeated = (articles->places[nth] & PLACE_REPEATED) != 0;
	return NDUP_OK;
}

enum ndup_status
ndup_scan_document(
    struct ndup_scan *scan, uint32_t article, struct ndup_document *document)
{
	if (scan->ahead == NULL || article >= scan->articles.num)
		return NDUP_PARAM;
	return articles_document(&scan->articles, scan->articles.items[article],
	    &scan->loaded, document);
}

enum ndup_status
ndup_scan_names(const struct ndup_scan *scan, uint32_t article,
    struct ndup_document *document)
{
	if (scan->ahead == NULL || article >= scan->articles.num)
		return NDUP_PARAM;
	*document = scan->articles.items[article]->document;
	document->text = document->widths = (struct ndup_slice){NULL, 0};
	return NDUP_OK;
}

uint32_t
ndup_scan_num_words(const struct ndup_scan *scan, uint32_t article)
{
	if (scan->ahead == NULL || article >= scan->articles.num)
		return 0;
	return (scan->articles.items[article]->half_words + 1) / 2;
}

/* Marking keeps no places of tokens: where the first article has them. */
static enum ndup_status
find_mark(const struct ndup_scan *scan, const struct mark *mark,
    struct ndup_boilerplate *boilerplate)
{
	struct places places = {.tokeniser = {.seed = scan->params.seed}};
	enum ndup_status status;

	status = places_find(
	    &places, &scan->articles, scan->articles.items[mark->article]);
	if (status == NDUP_OK) {
		boilerplate->text = places_text(&places, mark->stretch);
		boilerplate->span = places_stored(&places, boilerplate->text);
	}
	places_free(&places);
	return status;
}

enum ndup_status
ndup_scan_next_boilerplate(
    struct ndup_scan *scan, struct ndup_boilerplate *boilerplate)
{
	const struct mark *mark;

	if (scan->ahead == NULL)
		return NDUP_PARAM;
	if (scan->next_mark == scan->marks.num) {
		scan->next_mark = 0;
		return NDUP_END;
	}
	mark = &scan->marks.items[scan->next_mark++];
	*boilerplate = (struct ndup_boilerplate){.article = mark->article,
	    .num_words = (mark->half_words + 1) / 2,
	    .num_articles = mark->num_articles};
	return find_mark(scan, mark, boilerplate);
}

enum ndup_status
ndup_scan_next_match(struct ndup_scan *scan, struct ndup_match *match)
{
	if (scan->ahead == NULL)
		return NDUP_PARAM;
	if (scan->next_pair == scan->num_pairs) {
		scan->next_pair = 0;
		return NDUP_END;
	}
	return ahead_match(scan->ahead, scan->next_pair++, match);
}

enum ndup_status
ndup_scan_next_cluster(struct ndup_scan *scan, struct ndup_cluster *cluster)
{
	if (scan->ahead == NULL)
		return NDUP_PARAM;
	if (scan->next_cluster == scan->num_arranged) {
		scan->next_cluster = 0;
		return NDUP_END;
	}
	return ahead_cluster(scan->ahead, scan->next_cluster++, cluster);
}
