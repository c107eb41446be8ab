/*
 * results.h - what a scan found, as its caller asks for it
 */
#ifndef SCAN_RESULTS_H
#define SCAN_RESULTS_H

#include "corpus/scan_data.h"

/* Frees what is kept for the next call. */
void cluster_summary_free(struct cluster_summary *);
void uncounted_asked_free(struct uncounted_asked *);

#endif
