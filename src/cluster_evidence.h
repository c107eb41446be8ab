/*
 * cluster_evidence.h - a star of texts -> a cluster with its passages
 */
#ifndef CLUSTER_EVIDENCE_H
#define CLUSTER_EVIDENCE_H

#include "evidence.h"

struct cluster_evidence;

/* Fills in the cluster of this number; borrowed until the next one. */
enum ndup_status cluster_evidence_make(
    struct ndup_scan *, uint32_t number, struct ndup_cluster *);
void cluster_evidence_free(struct cluster_evidence *);

#endif
