/*
 * scan_data.c - what a scan holds, stage after stage: made, told of, freed
 */
#include <inttypes.h>

#include "base/error.h"
#include "scan_data.h"

enum ndup_status
scan_data_init(struct ndup_scan *scan, const struct ndup_params *params,
    struct ndup_error *error)
{
	*scan = (struct ndup_scan){.params = *params};
	return articles_init(&scan->articles, params, error);
}

void
scan_data_free(struct ndup_scan *scan)
{
	articles_free(&scan->articles);
	fetched_free(&scan->fetched);
	texts_free(&scan->texts);
	memory_free(scan->marks.items);
	memory_free(scan->marks.shingles);
	memory_free(scan->marks.numbers);
	links_free(&scan->links);
	stars_free(&scan->stars);
	arena_free(&scan->kinds);
	memory_free((void *)scan->skipped.kinds);
	memory_free(scan->matches);
	memory_free(scan->pairs);
	memory_free(scan->ordered);
}

bool
scan_progress(
    struct ndup_scan *scan, const char *stage, uint64_t done, uint64_t total)
{
	const struct ndup_progress progress = {
	    stage, done, total, scan->articles.num_added};

	return scan->progress == NULL ||
	       scan->progress(scan->progress_ctx, &progress);
}

enum ndup_status
scan_explain(const struct ndup_scan *scan, enum ndup_status status,
    const char *what, struct ndup_error *error)
{
	if (status == NDUP_OK)
		return NDUP_OK;
	if (status == NDUP_IO &&
	    tempfile_error(scan->articles.temp, error) == NDUP_IO)
		return NDUP_IO;
	return error_text(error, status, what);
}

enum ndup_status
scan_check_run(const struct ndup_scan *scan, struct ndup_error *error)
{
	return scan->prefetch != NULL
		   ? NDUP_OK
		   : error_set(error, NDUP_PARAM, "the scan has not run");
}

enum ndup_status
scan_check_article(
    const struct ndup_scan *scan, uint32_t article, struct ndup_error *error)
{
	if (scan_check_run(scan, error) != NDUP_OK)
		return NDUP_PARAM;
	if (article < scan->articles.num)
		return NDUP_OK;
	return error_set(error, NDUP_PARAM,
	    "no article has the number %" PRIu32 ": the scan has %" PRIu32
	    ", from 0 on",
	    article, scan->articles.num);
}
