/*
 * agency.h - names of news agencies
 */
#ifndef DATELINE_AGENCY_H
#define DATELINE_AGENCY_H

#include "ndup.h"

/* The bytes of the agency's name that text begins with, in any case; 0: it
 * begins with none that is known, or the word goes on. */
size_t agency_read(struct ndup_slice text);

/* The same for the few that put their name without slashes or parentheses
 * behind place and day: "MOSCOW, June 27 - RIA Novosti." */
size_t agency_read_plain(struct ndup_slice text);

/* Whether it could be the name of an agency: one word with a capital. */
bool agency_may_be(struct ndup_slice name);

/*
 * Whether it looks like one even where nothing else speaks for it: up to three
 * words, each with a capital and small letters ("Tarn Valley Post"; no share
 * as in "BMW (BMWG.DE) -"), and not what the place's letters stand for, as in
 * "WHO (World Health Organization) -".
 */
bool agency_is_likely(struct ndup_slice name, struct ndup_slice place);

#endif
