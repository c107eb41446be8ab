/*
 * stars.h - matches -> clusters
 */
#ifndef CLUSTER_STARS_H
#define CLUSTER_STARS_H

#include "cluster/links.h"

#define STAR_NONE UINT32_MAX

/* The texts, in canonical order. */
struct star_texts {
	const struct links *links;
	const uint32_t *sizes; /* how many articles have this text */
	const bool *alone; /* its articles are not compared with each other */
	const double *strengths; /* of each match */
};

struct stars {
	uint32_t *lead_of; /* of each text: its cluster's lead, or STAR_NONE */
	uint32_t *related; /* of a text in no cluster: its strongest match, or
	                      STAR_NONE if it has none */
	uint32_t *leads;   /* of each cluster, by its earliest text */
	uint32_t *firsts;  /* of each cluster, its earliest text */
	uint32_t num_stars;
};

enum ndup_status stars_init(struct stars *, const struct star_texts *);
void stars_free(struct stars *);

#endif
