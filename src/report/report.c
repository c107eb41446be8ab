/*
 * report.c - a scan's results as bytes, in the format asked for
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

static enum ndup_status
write(struct sink *sink, struct ndup_scan *scan,
    const struct ndup_report_options *options)
{
	switch (options->format) {
	case NDUP_TERMINAL:
		terminal_write(sink, scan, options);
		break;
	case NDUP_JSONL:
		jsonl_write(sink, scan, options->matches);
		break;
	case NDUP_CSV:
		csv_write(sink, scan, options->matches);
		break;
	case NDUP_HTML:
		html_write(sink, scan, options);
		break;
	}
	return sink_close(sink);
}

enum ndup_status
ndup_report(struct ndup_scan *scan, const struct ndup_report_options *options,
    ndup_write_fn *write_bytes, void *ctx)
{
	struct sink sink = {.write = write_bytes, .ctx = ctx};
	enum ndup_status status, after;

	if (options->struct_size != sizeof *options ||
	    options->format > NDUP_HTML || options->width < REPORT_LEAST_WIDTH)
		return NDUP_PARAM;
	status = ndup_scan_arrange(scan, options->order, options->max_clusters);
	if (status != NDUP_OK)
		return status;
	status = write(&sink, scan, options);
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

	if (options->struct_size != sizeof *options ||
	    options->format > NDUP_HTML || options->format == NDUP_CSV ||
	    options->width < REPORT_LEAST_WIDTH)
		return NDUP_PARAM;
	status = ndup_scan_compare(scan, a, b, &pair.match);
	pair.matches = status == NDUP_OK;
	if (status != NDUP_OK && status != NDUP_END)
		return status;
	if (options->format == NDUP_JSONL)
		jsonl_pair(&sink, scan, &pair);
	else if (options->format == NDUP_HTML)
		html_pair(&sink, scan, &pair, options);
	else
		terminal_pair(&sink, scan, &pair, options);
	return sink_close(&sink);
}
