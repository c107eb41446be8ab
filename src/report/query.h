/*
 * query.h - what an index says, for people
 */
#ifndef REPORT_QUERY_H
#define REPORT_QUERY_H

#include "sink.h"

/* The best matches of an article, and the first passages of the best. */
void terminal_query(struct sink *, const struct ndup_document *,
    const struct ndup_verdict *, const struct ndup_report_options *);

/* Size, parameters and versions. */
void terminal_index(struct sink *, const struct ndup_index_info *,
    const struct ndup_report_options *);

#endif
