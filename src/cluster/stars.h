/*
 * stars.h - matches -> clusters
 */
#ifndef CLUSTER_STARS_H
#define CLUSTER_STARS_H

#include "compare/measure.h"
#include "ndup.h"

/* ---- matches as a graph: for each text, the texts that match it ---------- */

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

/* Whether each text has its ends in order, and each end is one of two: the
 * same match leads back. */
bool links_validate(const struct links *);

#define STAR_NONE UINT32_MAX

/* What counts of a match between two texts. */
struct star_match {
	double strength; /* of ndup_match */
	bool near_duplicate;
};

struct star_match star_match_of(
    const struct measures *, const struct ndup_params *);

/* The texts, in canonical order. */
struct star_texts {
	const struct links *links;
	const uint32_t *sizes; /* how many articles have this text */
	const bool *alone; /* its articles are not compared with each other */
	const struct star_match *matches;
};

struct stars {
	uint32_t *lead_of; /* of each text: its cluster's lead, or STAR_NONE */
	uint32_t *related; /* of a text in no cluster: its strongest match; of
	                      one that left a cluster for its own: that
	                      cluster's lead; else STAR_NONE */
	uint32_t *leads;   /* of each cluster, by its earliest text */
	uint32_t *firsts;  /* of each cluster, its earliest text */
	uint32_t num_stars;
};

enum ndup_status stars_init(struct stars *, const struct star_texts *);
void stars_free(struct stars *);

/* The place of a lead among the leads. */
uint32_t stars_number(
    const struct stars *, const struct links *, uint32_t lead);

/*
 * Whether every member matches its lead, nobody is in two clusters, these stand
 * in their order, what is related is so to a clustered text, and what is in no
 * cluster has no near-duplicate.
 */
bool stars_validate(const struct stars *, const struct star_texts *);

#endif
