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

#endif
