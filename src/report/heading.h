/*
 * heading.h - what stands over a cluster: when, where from, how much
 */
#ifndef REPORT_HEADING_H
#define REPORT_HEADING_H

#include "sink.h"

enum { HEADING_SOURCES = 3 };

struct heading {
	struct ndup_time first, last; /* of those known; else unknown */
	/* The first different ones, as long as the scan lives. */
	struct ndup_slice sources[HEADING_SOURCES];
	size_t num_sources;
	bool more_sources;
	bool mixed;  /* not all members have the same source, or none */
	double most; /* of the lead, in one other member */
};

/* False, with the sink's status set, if an article cannot be read. */
bool heading_find(struct heading *, struct sink *, struct ndup_scan *,
    const struct ndup_cluster *);

#endif
