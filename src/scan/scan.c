/*
 * scan.c - the public face of a scan: articles in
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "evidence/prefetch.h"
#include "keep/keep.h"
#include "verify/verify.h"
#include "results.h"

enum ndup_status
ndup_scan_new(struct ndup_scan **created, const struct ndup_params *params,
    struct ndup_error *error)
{
	struct ndup_scan *scan;
	enum ndup_status status;

	*created = NULL;
	if ((status = ndup_params_check(params, error)) != NDUP_OK)
		return status;
	if ((scan = memory_new(1, sizeof *scan)) == NULL)
		return error_memory(error);
	status = scan_data_init(scan, params, error);
	if (status != NDUP_OK) {
		ndup_scan_free(scan);
		return status;
	}
	*created = scan;
	return NDUP_OK;
}

void
ndup_scan_free(struct ndup_scan *scan)
{
	if (scan == NULL)
		return;
	prefetch_free(
	    scan->prefetch); /* first: it may still work on the rest */
	comparer_free(scan->comparer);
	cluster_summary_free(scan->summary);
	uncounted_asked_free(scan->uncounted);
	kept_free(scan->kept);
	scan_data_free(scan);
	memory_free(scan);
}

void
ndup_scan_on_progress(
    struct ndup_scan *scan, ndup_progress_fn *progress, void *ctx)
{
	scan->progress = progress;
	scan->progress_ctx = ctx;
}

enum ndup_status
ndup_scan_add(struct ndup_scan *scan, const struct ndup_document *document,
    bool old, struct ndup_error *error)
{
	enum ndup_status status;

	if (scan->done)
		return error_set(error, NDUP_PARAM,
		    "the scan has run: it takes no more articles");
	status = articles_add(&scan->articles, document, old);
	return scan_explain(scan, status, "cannot take articles", error);
}

enum ndup_status
ndup_scan_set_old(
    struct ndup_scan *scan, uint64_t nth, struct ndup_error *error)
{
	if (scan->done)
		return error_set(error, NDUP_PARAM,
		    "the scan has run: what is old is settled");
	if (nth >= scan->articles.num_added)
		return error_set(error, NDUP_PARAM,
		    "no article was added as number %" PRIu64 " from 0", nth);
	articles_set_old(&scan->articles, nth);
	return NDUP_OK;
}

/* ---- from a reader ------------------------------------------------------ */

static int
by_suffix(const void *left, const void *right)
{
	const struct ndup_kind *x = left, *y = right;

	return strcmp(x->suffix, y->suffix);
}

static enum ndup_status
add_kind(struct ndup_scan *scan, const struct ndup_kind *kind)
{
	struct ndup_kind *kinds = (struct ndup_kind *)scan->skipped.kinds;
	struct ndup_slice suffix = {kind->suffix, strlen(kind->suffix)};
	size_t num = scan->skipped.num_kinds, i;
	enum ndup_status status = NDUP_NOMEM;

	for (i = 0; i < num; i++) {
		if (strcmp(kinds[i].suffix, kind->suffix) == 0) {
			kinds[i].num_files += kind->num_files;
			return NDUP_OK;
		}
	}
	suffix = arena_copy(&scan->kinds, suffix);
	if (suffix.ptr != NULL)
		status = memory_reserve(
		    &kinds, &scan->kinds_capacity, num + 1, sizeof *kinds);
	scan->skipped.kinds = kinds;
	if (status != NDUP_OK)
		return status;
	kinds[num] = (struct ndup_kind){suffix.ptr, kind->num_files};
	qsort(kinds, num + 1, sizeof *kinds, by_suffix);
	scan->skipped.num_kinds = num + 1;
	return NDUP_OK;
}

static enum ndup_status
add_counts(struct ndup_scan *scan, struct ndup_reader *reader)
{
	const struct ndup_reader_counts *counts = ndup_reader_count(reader);
	struct ndup_reader_counts *sum = &scan->skipped;
	enum ndup_status status = NDUP_OK;
	size_t i;

	sum->files += counts->files;
	sum->articles += counts->articles;
	sum->bytes += counts->bytes;
	sum->unreadable += counts->unreadable;
	sum->broken += counts->broken;
	sum->no_text += counts->no_text;
	sum->too_long += counts->too_long;
	sum->bad_bytes += counts->bad_bytes;
	sum->bad_dates += counts->bad_dates;
	sum->input_done += counts->input_done;
	sum->input_total += counts->input_total;
	sum->repeated_files += counts->repeated_files;
	for (i = 0; i < counts->num_kinds && status == NDUP_OK; i++)
		status = add_kind(scan, &counts->kinds[i]);
	return status;
}

enum ndup_status
ndup_scan_read(struct ndup_scan *scan, struct ndup_reader *reader, bool old,
    struct ndup_error *error)
{
	const struct ndup_reader_counts *counts;
	struct ndup_document document;
	enum ndup_status status;

	while (
	    (status = ndup_reader_next(reader, &document, error)) == NDUP_OK) {
		status = ndup_scan_add(scan, &document, old, error);
		if (status != NDUP_OK)
			return status;
		counts = ndup_reader_count(reader);
		if (!scan_progress(
			scan, "read", counts->input_done, counts->input_total))
			return error_set(error, NDUP_STOPPED, "stopped");
	}
	if (status != NDUP_END)
		return status;
	if (add_counts(scan, reader) != NDUP_OK)
		return error_memory(error);
	return NDUP_OK;
}

enum ndup_status
ndup_scan_run(struct ndup_scan *scan, struct ndup_error *error)
{
	enum ndup_status status;

	if (scan->done)
		return error_set(error, NDUP_PARAM, "a scan runs once");
	scan->done = true;
	status = scan_run(scan);
	if (status == NDUP_OK)
		status = prefetch_new(&scan->prefetch, scan);
	return scan_explain(scan, status, "cannot scan", error);
}
