/*
 * report.h - the formats of a report
 *
 * Each reads the results of a scan by the public calls alone, and writes them
 * into a sink; failures stay in the sink.  Nothing in a report depends on the
 * time, the machine, or the number of threads.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "sink.h"

enum { REPORT_LEAST_WIDTH = 40 }; /* columns */

void jsonl_write(struct sink *, struct ndup_scan *, bool matches);
void csv_write(struct sink *, struct ndup_scan *, bool matches);

/* Two articles, measured when asked for. */
struct pair {
	struct ndup_match match; /* relation: only if they match */
	bool matches;
};

void jsonl_pair(struct sink *, struct ndup_scan *, const struct pair *);
void terminal_pair(struct sink *, struct ndup_scan *, const struct pair *,
    const struct ndup_report_options *);
void html_pair(struct sink *, struct ndup_scan *, const struct pair *,
    const struct ndup_report_options *);
void terminal_write(
    struct sink *, struct ndup_scan *, const struct ndup_report_options *);
void html_write(
    struct sink *, struct ndup_scan *, const struct ndup_report_options *);

#endif
