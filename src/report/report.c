/*
 * report.c - results as bytes: a table of the formats
 */
#include "base/error.h"
#include "base/memory.h"
#include "report.h"

void
ndup_report_options_init(struct ndup_report_options *options, size_t size)
{
	const struct ndup_report_options defaults = {
	    .struct_size = size,
	    .format = NDUP_TERMINAL,
	    .width = 80,
	    .text_limit = 96 << 20,
	};

	memory_defaults(options, size, &defaults, sizeof defaults);
}

enum { LEAST_WIDTH = 40 };

/* A format's file has its writers; `pair` is there if it has pairs, `query` and
 * `index` if an index is reported in it. */
static const struct {
	struct ndup_report_format format;
	report_write *write;
	report_pair *pair;
	report_query *query;
	report_index *index;
} formats[] = {
    [NDUP_TERMINAL] = {{"terminal", "for people", (const char *const[]){NULL},
			   .terminal = true, .pairs = true, .index = true},
	terminal_write, terminal_pair, terminal_query, terminal_index},
    [NDUP_JSONL] = {{"jsonl", "for programs",
			(const char *const[]){".jsonl", ".ndjson", NULL},
			.matches = true, .pairs = true, .index = true},
	jsonl_write, jsonl_pair, jsonl_query, jsonl_index},
    [NDUP_CSV] = {{"csv", "for spreadsheets",
		      (const char *const[]){".csv", NULL}, .matches = true},
	csv_write, NULL, NULL, NULL},
    [NDUP_HTML] = {{"html", "a page for a browser",
		       (const char *const[]){".html", ".htm", NULL},
		       .page = true, .pairs = true},
	html_write, html_pair, NULL, NULL},
};

const struct ndup_report_format *
ndup_report_format_at(unsigned number)
{
	return number < sizeof formats / sizeof formats[0]
		   ? &formats[number].format
		   : NULL;
}

enum ndup_status
report_check(
    const struct ndup_report_options *options, struct ndup_error *error)
{
	if (options->struct_size != sizeof *options)
		return error_set(error, NDUP_PARAM,
		    "report options were not set by "
		    "ndup_report_options_init()");
	if (ndup_report_format_at(options->format) == NULL)
		return error_set(error, NDUP_PARAM,
		    "no report format has the number %d", (int)options->format);
	if (options->width < LEAST_WIDTH)
		return error_set(error, NDUP_PARAM,
		    "width is %u: at least %d columns", options->width,
		    (int)LEAST_WIDTH);
	return NDUP_OK;
}

enum ndup_status
ndup_report(struct ndup_scan *scan, const struct ndup_report_options *options,
    ndup_write_fn *write_bytes, void *ctx, struct ndup_error *error)
{
	struct sink sink = {.write = write_bytes, .ctx = ctx, .error = error};
	enum ndup_status status, after;

	if ((status = report_check(options, error)) != NDUP_OK)
		return status;
	status = ndup_scan_order_clusters(
	    scan, options->order, options->max_clusters, error);
	if (status != NDUP_OK)
		return status;
	formats[options->format].write(&sink, scan, options);
	status = sink_close(&sink);
	after =
	    ndup_scan_order_clusters(scan, NDUP_BY_TIME, 0, sink_error(&sink));
	return status == NDUP_OK ? after : status;
}

enum ndup_status
ndup_report_pair(struct ndup_scan *scan, uint32_t a, uint32_t b,
    const struct ndup_report_options *options, ndup_write_fn *write_bytes,
    void *ctx, struct ndup_error *error)
{
	struct sink sink = {.write = write_bytes, .ctx = ctx, .error = error};
	enum ndup_status status;
	struct pair pair;

	if ((status = report_check(options, error)) != NDUP_OK)
		return status;
	if (formats[options->format].pair == NULL)
		return error_set(error, NDUP_PARAM,
		    "the format \"%s\" has no pairs",
		    formats[options->format].format.name);
	status = ndup_scan_compare(scan, a, b, &pair.match, error);
	pair.matches = status == NDUP_OK;
	if (status != NDUP_OK && status != NDUP_END)
		return status;
	formats[options->format].pair(&sink, scan, &pair, options);
	return sink_close(&sink);
}

/* NDUP_OK; or NDUP_PARAM and a line, also if the format has no index. */
static enum ndup_status
report_check_index(
    const struct ndup_report_options *options, struct ndup_error *error)
{
	enum ndup_status status = report_check(options, error);

	if (status != NDUP_OK || formats[options->format].index != NULL)
		return status;
	return error_set(error, NDUP_PARAM,
	    "the format \"%s\" has nothing of an index",
	    formats[options->format].format.name);
}

enum ndup_status
ndup_report_query(const struct ndup_document *document,
    const struct ndup_verdict *verdict,
    const struct ndup_report_options *options, ndup_write_fn *write_bytes,
    void *ctx, struct ndup_error *error)
{
	struct sink sink = {.write = write_bytes, .ctx = ctx, .error = error};
	enum ndup_status status = report_check_index(options, error);

	if (status != NDUP_OK)
		return status;
	formats[options->format].query(&sink, document, verdict, options);
	return sink_close(&sink);
}

enum ndup_status
ndup_report_index(const struct ndup_index_info *info,
    const struct ndup_report_options *options, ndup_write_fn *write_bytes,
    void *ctx, struct ndup_error *error)
{
	struct sink sink = {.write = write_bytes, .ctx = ctx, .error = error};
	enum ndup_status status = report_check_index(options, error);

	if (status != NDUP_OK)
		return status;
	formats[options->format].index(&sink, info, options);
	return sink_close(&sink);
}
