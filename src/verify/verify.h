/*
 * verify.h - candidates -> matches of a corpus, and any two articles of it
 */
#ifndef VERIFY_VERIFY_H
#define VERIFY_VERIFY_H

#include "corpus/scan_data.h"

struct candidates;

/* Candidates -> matches of texts; may turn pairs of candidates. */
enum ndup_status verify_pairs(struct ndup_scan *, struct candidates *);

/* Matches of texts -> matches of articles. */
enum ndup_status pairs_expand(struct ndup_scan *);

/* What measuring any two articles takes is made with the first pair and kept
 * for the next ones. */
struct comparer;

void comparer_free(struct comparer *);

/* any_pair.c: two articles of a scan that has run, without passages.  NDUP_END:
 * they do not match. */
enum ndup_status comparer_measure(
    struct ndup_scan *, uint32_t a, uint32_t b, struct ndup_match *);

#endif
