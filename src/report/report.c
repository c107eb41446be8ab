/*
 * report.c - a scan's results as bytes, in the format asked for
 */
#include "report/report.h"

void
ndup_report_options_init(struct ndup_report_options *options)
{
	*options = (struct ndup_report_options){
	    .struct_size = sizeof *options,
	    .format = NDUP_TERMINAL,
	};
}

enum ndup_status
ndup_report(struct ndup_scan *scan, const struct ndup_report_options *options,
    ndup_write_fn *write, void *ctx)
{
	struct sink sink = {.write = write, .ctx = ctx};

	if (options->struct_size != sizeof *options)
		return NDUP_PARAM;
	switch (options->format) {
	case NDUP_TERMINAL:
		terminal_write(&sink, scan, options->color);
		break;
	case NDUP_JSONL:
		jsonl_write(&sink, scan, options->matches);
		break;
	case NDUP_CSV:
		csv_write(&sink, scan, options->matches);
		break;
	default:
		return NDUP_PARAM;
	}
	return sink_close(&sink);
}
