/*
 * boilerplate.h - boilerplate, found by itself
 */
#ifndef BOILERPLATE_BOILERPLATE_H
#define BOILERPLATE_BOILERPLATE_H

#include "corpus/scan_data.h"

struct crowds;

/*
 * Finds boilerplate in what crowds share, and takes it out of the articles that
 * have it: their tokens are set to 0 there, and their new keys are added under
 * new numbers.  Texts and pairs are to be found again if there are any marks.
 */
enum ndup_status boilerplate_run(struct ndup_scan *, const struct crowds *);

#endif
