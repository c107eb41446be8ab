/*
 * results.c - the public face of a scan: results out
 */
#include "ahead.h"
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
ndup_scan_document(
    struct ndup_scan *scan, uint32_t article, struct ndup_document *document)
{
	if (scan->ahead == NULL || article >= scan->articles.num)
		return NDUP_PARAM;
	return articles_document(&scan->articles, scan->articles.items[article],
	    &scan->loaded, document);
}

uint32_t
ndup_scan_num_words(const struct ndup_scan *scan, uint32_t article)
{
	if (scan->ahead == NULL || article >= scan->articles.num)
		return 0;
	return (scan->articles.items[article]->half_words + 1) / 2;
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
	if (scan->next_cluster == scan->stars.num_stars) {
		scan->next_cluster = 0;
		return NDUP_END;
	}
	return ahead_cluster(scan->ahead, scan->next_cluster++, cluster);
}
