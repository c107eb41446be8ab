/*
 * links.h - matches as a graph: for each text, the texts that match it
 */
#ifndef CLUSTER_LINKS_H
#define CLUSTER_LINKS_H

#include "ndup.h"

struct link_end {
	uint32_t text;  /* the other one */
	uint32_t match; /* number of the match */
};

struct links {
	uint32_t num_texts;
	size_t *begin;         /* num_texts + 1: where a text's ends stand */
	struct link_end *ends; /* of each text, ascending */
};

struct link_pair {
	uint32_t a, b; /* a < b */
};

/* From matches sorted by a, then by b. */
enum ndup_status links_init(struct links *, uint32_t num_texts,
    const struct link_pair *pairs, size_t num_pairs);
void links_free(struct links *);

#endif
