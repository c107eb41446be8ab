/*
 * shared.h - matches of a cluster -> the passages that its members share
 */
#ifndef CLUSTER_SHARED_H
#define CLUSTER_SHARED_H

#include "compare/alignment.h"
#include "ndup.h"
#include "text/sentence.h"

/* Member a's stretches that stand in member b too. */
struct shared_link {
	uint32_t a, b; /* members; a < b */
	const struct alignment *alignment;
};

/* The members: the lead is number 0, the others in canonical order. */
struct shared_members {
	uint32_t num_members;
	/* Of each; bit 0: half a word; 0: ignored. */
	const uint32_t *const *ids;
	const uint32_t *num_tokens;
	const bool *repeated; /* several articles are this member */
	/* Says of a member how it reads; until it is called again. */
	enum ndup_status (*read)(
	    void *ctx, uint32_t member, struct sentences *);
	void *ctx;
	const struct shared_link *links; /* sorted by a, then by b */
	size_t num_links;
	unsigned min_passage; /* half words */
};

struct shared_place {
	uint32_t member;
	struct tokens_span span;
};

struct shared_passage {
	size_t first_place;
	uint32_t num_places;
};

struct shared {
	struct shared_passage *passages;
	size_t num_passages, passages_capacity;
	struct shared_place *places;
	size_t num_places, places_capacity;
	/* scratch */
	struct piece *pieces;
	struct segment *segments;
	uint64_t *cuts, *cuts_scratch;
	size_t *items;
	bool **told;
	bool *told_tokens;
	size_t num_pieces, num_segments, num_cuts;
	size_t pieces_capacity, segments_capacity, cuts_capacity,
	    cuts_scratch_capacity, items_capacity, told_capacity,
	    told_tokens_capacity;
};

/* Overwrites passages and places; begins as zeroes.  NDUP_NOMEM, or what read
 * returned. */
enum ndup_status shared_find(struct shared *, const struct shared_members *);
void shared_free(struct shared *);

#endif
