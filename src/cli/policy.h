/*
 * policy.h - which of several articles is kept
 */
#ifndef CLI_POLICY_H
#define CLI_POLICY_H

#include "cli/options.h"

/*
 * Puts the articles of a scan into the order of --keep, ties by time, then id:
 * rank[i] is the place of article i.  False, and the user told, if that failed.
 */
bool policy_rank(
    const struct dedup_options *, struct ndup_scan *, uint32_t *rank);

#endif
