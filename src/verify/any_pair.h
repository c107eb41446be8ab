/*
 * any_pair.h - any two articles of a scan, measured exactly when asked for
 *
 * What it takes is made with the first pair and kept for the next ones.
 */
#ifndef VERIFY_ANY_PAIR_H
#define VERIFY_ANY_PAIR_H

#include "corpus/scan_data.h"

struct comparer;

void comparer_free(struct comparer *);

#endif
