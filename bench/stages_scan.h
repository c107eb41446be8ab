/*
 * stages_scan.h - the stages from keys to the report
 */
#ifndef STAGES_SCAN_H
#define STAGES_SCAN_H

#include "stages_collection.h"
#include "stages_measure.h"

/* params must ask for one thread. */
enum ndup_status measure_scan(
    struct measure *, const struct ndup_params *, const struct collection *);

#endif
