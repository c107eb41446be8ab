/*
 * html_places.h - where passages stand in the texts of a cluster's members
 */
#ifndef REPORT_HTML_PLACES_H
#define REPORT_HTML_PLACES_H

#include "sink.h"

struct html_place {
	uint32_t passage; /* from 1; 0: what counts for nothing */
	uint32_t member;  /* from 0, as in the cluster */
	struct ndup_span bytes;
	struct ndup_span units; /* UTF-16, in the text as the page has it */
	size_t number;          /* in the order of passages */
};

struct html_places {
	struct html_place *items; /* by member, then by place */
	size_t num, capacity;
};

/* Finds all places of the cluster; failures stay in the sink. */
void html_places_find(struct html_places *, struct sink *, struct ndup_scan *,
    const struct ndup_cluster *);

/* Those of one member. */
const struct html_place *html_places_of(
    const struct html_places *, size_t member, size_t *num);

/* Puts them in the order of passages; html_places_of() is of no use then. */
void html_places_by_passage(struct html_places *);
void html_places_free(struct html_places *);

/* The member of this article, which the cluster has. */
uint32_t html_member(const struct ndup_cluster *, uint32_t article);

#endif
