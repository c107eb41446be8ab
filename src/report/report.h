/*
 * report.h - the writers of a report's formats
 *
 * Each reads the results of a scan by the public calls alone, and writes them
 * into a sink; failures stay in the sink.  Nothing in a report depends on the
 * time, the machine, or the number of threads.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "sink.h"

/* NDUP_OK; or NDUP_PARAM and a line, if options do not have the values that
 * ndup.h allows. */
enum ndup_status report_check(
    const struct ndup_report_options *, struct ndup_error *);

/* Two articles, measured when asked for. */
struct pair {
	const struct ndup_match *match; /* relation: only if they match */
	bool matches;
};

/* All results of a scan; two articles. */
typedef void report_write(
    struct sink *, struct ndup_scan *, const struct ndup_report_options *);
typedef void report_pair(struct sink *, struct ndup_scan *, const struct pair *,
    const struct ndup_report_options *);

/* What an index says of an article; what it is itself. */
typedef void report_query(struct sink *, const struct ndup_document *,
    const struct ndup_verdict *, const struct ndup_report_options *);
typedef void report_index(struct sink *, const struct ndup_index_info *,
    const struct ndup_report_options *);

report_write terminal_write, jsonl_write, csv_write, html_write;
report_pair terminal_pair, jsonl_pair, html_pair;
report_query terminal_query, jsonl_query;
report_index terminal_index, jsonl_index;

#endif
