/*
 * report.c - results as bytes: a table of the formats
 */
#include "report.h"

void
ndup_report_options_init(struct ndup_report_options *options)
{
	*options = (struct ndup_report_options){
	    .struct_size = sizeof *options,
	    .format = NDUP_TERMINAL,
	    .width = 80,
	    .text_limit = 96 << 20,
	};
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
    [NDUP_TERMINAL] = {{.name = "terminal",
			   .purpose = "for people",
			   .terminal = true,
			   .pairs = true,
			   .index = true},
	terminal_write, terminal_pair, terminal_query, terminal_index},
    [NDUP_JSONL] = {{.name = "jsonl",
			.purpose = "for programs",
			.matches = true,
			.pairs = true,
			.index = true},
	jsonl_write, jsonl_pair, jsonl_query, jsonl_index},
    [NDUP_CSV] = {{.name = "csv",
		      .purpose = "for spreadsheets",
		      .matches = true},
	csv_write, NULL, NULL, NULL},
    [NDUP_HTML] = {{.name = "html",
		       .purpose = "a page for a browser",
		       .pairs = true},
	html_write, html_pair, NULL, NULL},
};

const struct ndup_report_format *
ndup_report_format_at(unsigned number)
{
	return number < sizeof formats / sizeof formats[0]
		   ? &formats[number].format
		   : NULL;
}

bool
report_is_valid(const struct ndup_report_options *options)
{
	return options->struct_size == sizeof *options &&
	       ndup_report_format_at(options->format) != NULL &&
	       options->width >= LEAST_WIDTH;
}

enum ndup_status
ndup_report(struct ndup_scan *scan, const struct ndup_report_options *options,
    ndup_write_fn *write_bytes, void *ctx)
{
	struct sink sink = {.write = write_bytes, .ctx = ctx};
	enum ndup_status status, after;

	if (!report_is_valid(options))
		return NDUP_PARAM;
	status = ndup_scan_arrange(scan, options->order, options->max_clusters);
	if (status != NDUP_OK)
		return status;
	formats[options->format].write(&sink, scan, options);
	status = sink_close(&sink);
	after = ndup_scan_arrange(scan, NDUP_BY_TIME, 0);
	return status == NDUP_OK ? after : status;
}

enum ndup_status
ndup_report_pair(struct ndup_scan *scan, uint32_t a, uint32_t b,
    const struct ndup_report_options *options, ndup_write_fn *write_bytes,
    void *ctx)
{
	struct sink sink = {.write = write_bytes, .ctx = ctx};
	enum ndup_status status;
	struct pair pair;

	if (!report_is_valid(options) || formats[options->format].pair == NULL)
		return NDUP_PARAM;
	status = ndup_scan_compare(scan, a, b, &pair.match);
	pair.matches = status == NDUP_OK;
	if (status != NDUP_OK && status != NDUP_END)
		return status;
	formats[options->format].pair(&sink, scan, &pair, options);
	return sink_close(&sink);
}

enum ndup_status
ndup_report_query(const struct ndup_document *document,
    const struct ndup_verdict *verdict,
    const struct ndup_report_options *options, ndup_write_fn *write_bytes,
    void *ctx)
{
	struct sink sink = {.write = write_bytes, .ctx = ctx};

	if (!report_is_valid(options) || formats[options->format].query == NULL)
		return NDUP_PARAM;
	formats[options->format].query(&sink, document, verdict, options);
	return sink_close(&sink);
}

enum ndup_status
ndup_report_index(const struct ndup_index_info *info,
    const struct ndup_report_options *options, ndup_write_fn *write_bytes,
    void *ctx)
{
	struct sink sink = {.write = write_bytes, .ctx = ctx};

	if (!report_is_valid(options) || formats[options->format].index == NULL)
		return NDUP_PARAM;
	formats[options->format].index(&sink, info, options);
	return sink_close(&sink);
}
