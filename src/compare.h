/*
 * compare.h - any two articles of a scan, measured exactly when asked for
 *
 * What it takes is made with the first pair and kept for the next ones.
 */
#ifndef COMPARE_H
#define COMPARE_H

#include "scan.h"

struct comparer;

void comparer_free(struct comparer *);

#endif
