/*
 * cluster.h - a star of texts -> a cluster with its evidence
 *
 * cluster.c brings the texts of one cluster together and aligns those that
 * match; members.c says what each member is to the lead, member_facts.c which
 * facts of it are others; passages.c what they share; ignored.c which parts of
 * them count for nothing.
 */
#ifndef EVIDENCE_CLUSTER_H
#define EVIDENCE_CLUSTER_H

#include "cluster/shared.h"
#include "match.h"

/* One text of the cluster; the lead's is number 0, others follow in order. */
struct star_text {
	uint32_t text;
	uint32_t match;      /* with the lead */
	size_t first_copy;   /* its articles among the copies */
	size_t first_marked; /* its tokens among the marks */
	uint32_t num_before; /* members before it that it matches */
	size_t positions;    /* its places in passages, a chain: see placed */
};

/* A place of a passage: articles of one text that have it. */
struct placed {
	size_t first; /* of their occurrences */
	size_t next;  /* place of the same text; numbers from 1 on, 0: none */
};

struct star {
	uint32_t lead; /* text */
	bool bare;     /* without evidence: passages, new words, what is
	                  ignored */
	struct star_text *texts;
	uint32_t *copies; /* articles */
	bool *marks;      /* tokens that an earlier text has too */
	struct alignment *alignments;
	struct shared_link *links;
	const uint32_t **ids;
	uint32_t *fetched; /* those that are on disk */
	uint32_t *num_tokens;
	bool *repeated;
	struct placed *placed;
	struct shared shared;
	struct ndup_member *members;
	struct ndup_shared *passages;
	struct ndup_occurrence *occurrences;
	struct ignored_list ignored;
	struct ndup_fact *facts; /* of members, in the order of copies */
	struct ndup_related *related;
	size_t num_texts, num_copies, num_marks, num_links, num_members,
	    num_related, num_facts;
	size_t texts_capacity, copies_capacity, marks_capacity,
	    alignments_capacity, links_capacity, ids_capacity, fetched_capacity,
	    num_tokens_capacity, repeated_capacity, placed_capacity,
	    members_capacity, passages_capacity, occurrences_capacity,
	    related_capacity, facts_capacity;
};

/* Makes the cluster of this number, from 1, in place of the last; a star begins
 * as zeroes.  The cluster borrows from the star. */
enum ndup_status star_cluster(struct star *, const struct ndup_scan *,
    struct evidence *, uint32_t number, struct ndup_cluster *);

/* Fill in star.members, in the order of copies; and star.related. */
enum ndup_status star_members(struct star *, const struct ndup_scan *);
enum ndup_status star_related(struct star *, const struct ndup_scan *);

/* The lowest strength of a match in the cluster of this lead. */
double star_weakest(const struct ndup_scan *, uint32_t lead);

/* Adds what is ignored of the member that is this copy; copies come in order. */
enum ndup_status star_ignored(
    struct star *, const struct ndup_scan *, struct evidence *, size_t copy);

/* Adds the facts of the member that is this copy which are others in the lead;
 * copies come in order. */
enum ndup_status star_facts(
    struct star *, const struct ndup_scan *, struct evidence *, size_t copy);

/* Gives members what is ignored of them and their facts, and puts them in the
 * order of articles. */
void star_sort_members(struct star *);

/* Fills in star.passages, and what is ignored. */
enum ndup_status star_passages(
    struct star *, const struct ndup_scan *, struct evidence *);

/* Length of those tokens of a stretch of a member's text that count, in half
 * words. */
uint32_t star_weigh(const struct star *, uint32_t number, struct tokens_span);
void star_free(struct star *);

#endif
