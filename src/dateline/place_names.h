/*
 * place_names.h - names of places, and of what only looks like one
 */
#ifndef DATELINE_PLACE_NAMES_H
#define DATELINE_PLACE_NAMES_H

#include "ndup.h"

/* Whether the first town of a place is in the table, in any case, or the country
 * or state behind it. */
bool place_is_known(struct ndup_slice place);

/* Whether a word of it is one that editors put before a story: "ANALYSIS". */
bool place_is_label(struct ndup_slice place);

#endif
